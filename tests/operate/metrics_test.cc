// Metrics: they equal the report, add up over runs, are read back, stay bounded, and arrive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/operate/metrics_delivery.h"
#include "assay/operate/run_metrics.h"
#include "local_server.h"
#include "sample_run.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RunMetrics, EqualTheReport) {
  const Report report = SampleReport();
  const MetricSet metrics = MetricsOfRun(SampleFacts(&report));
  EXPECT_EQ(metrics.SumOf("detection_total"), 7);
  EXPECT_EQ(metrics.ValueOf(
                "detection_total",
                {{"method", "validation"}, {"field", "material"}, {"error_type", "EMPTY_VALUE"}}),
            4);
  EXPECT_EQ(metrics.ValueOf("detection_rows_total", {}), 100);
  EXPECT_EQ(metrics.ValueOf("detection_rejected_rows_total", {}), 2);
  EXPECT_EQ(metrics.ValueOf("detection_critical_total", {}), 4);
  EXPECT_EQ(metrics.ValueOf("detection_stage_seconds", {{"stage", "detect"}}), 2.5);
  EXPECT_EQ(metrics.ValueOf("detection_run_seconds", {{"stage", "all"}}), 1);
  EXPECT_EQ(metrics.ValueOf("detection_last_success_timestamp_seconds", {}), 1'764'000'004);
  EXPECT_EQ(metrics.ValueOf("detection_runs_total", {{"result", "success"}}), 1);
}

TEST(RunMetrics, ProcessingSecondsIsAHistogramOverBlocks) {
  const Report report = SampleReport();
  RunTimes times;
  times.methods = {{Method::kPattern, "size", {0.002F, 0.2F, 0.2F}},
                   {Method::kPattern, "", {0.5F}}};
  RunFacts facts = SampleFacts(&report);
  facts.times = &times;
  const std::string text = MetricsOfRun(facts).Text();
  const std::string name = "\ndetection_processing_seconds";
  EXPECT_THAT(text,
              HasSubstr(name + "_bucket{field=\"size\",method=\"pattern\",le=\"0.0025\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(name + "_bucket{field=\"size\",method=\"pattern\",le=\"0.25\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(name + "_count{field=\"size\",method=\"pattern\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(name + "_count{field=\"(row)\",method=\"pattern\"} 1\n"));
}

TEST(RunMetrics, AFailedRunLeavesTheLastSuccessAlone) {
  RunFacts facts = SampleFacts(nullptr);
  facts.exit_code = 3;
  const MetricSet metrics = MetricsOfRun(facts);
  EXPECT_EQ(metrics.ValueOf("detection_runs_total", {{"result", "failed"}}), 1);
  EXPECT_THAT(metrics.Text(), Not(HasSubstr("\ndetection_last_success_timestamp_seconds ")));
  EXPECT_THAT(metrics.Text(),
              HasSubstr("\ndetection_last_completion_timestamp_seconds 1764000004\n"));
}

TEST(MetricSet, TextIsReadBack) {
  MetricSet set = DeclaredMetrics();
  set.Add("detection_total", {{"method", "a\\b\"c\nd"}, {"field", "größe{x}"}, {"error_type", "Z"}},
          3);
  for (const double seconds : {0.0005, 0.003, 0.003, 7.0, 1e6}) {
    set.Observe("detection_run_seconds", {{"stage", "s"}}, seconds);
  }
  const auto parsed = MetricSet::Parse(set.Text(), "m.prom");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed->Text(), set.Text());
}

TEST(MetricSet, AHistogramIsCumulated) {
  MetricSet set = DeclaredMetrics();
  for (const double seconds : {0.0005, 0.003, 0.003, 1e6}) {
    set.Observe("detection_run_seconds", {{"stage", "s"}}, seconds);
  }
  const std::string text = set.Text();
  EXPECT_THAT(text, HasSubstr("detection_run_seconds_bucket{stage=\"s\",le=\"0.001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("detection_run_seconds_bucket{stage=\"s\",le=\"0.005\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("detection_run_seconds_bucket{stage=\"s\",le=\"+Inf\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("detection_run_seconds_count{stage=\"s\"} 4\n"));
}

TEST(MetricSet, SeriesAreBoundedAndTheSumStaysRight) {
  MetricSet set = DeclaredMetrics();
  for (int i = 0; i < 5000; ++i) {
    set.Add("detection_total",
            {{"method", "m"}, {"field", "f" + std::to_string(i)}, {"error_type", "E"}}, 2);
  }
  EXPECT_EQ(set.Points().size(), MetricSet::kMostSeries);
  EXPECT_EQ(set.SumOf("detection_total"), 10'000);
  EXPECT_EQ(set.ValueOf("detection_total",
                        {{"method", "other"}, {"field", "other"}, {"error_type", "other"}}),
            2.0 * (5000 - (MetricSet::kMostSeries - 1)));
}

TEST(MetricSet, ALongOrDirtyLabelIsCut) {
  MetricSet set = DeclaredMetrics();
  set.Add("detection_total",
          {{"method", "m"}, {"field", std::string(5000, 'x') + "\x01"}, {"error_type", "E"}}, 1);
  EXPECT_LT(set.Text().size(), 6000u);
  EXPECT_THAT(set.Text(), Not(HasSubstr(std::string(129, 'x'))));
}

TEST(MetricSet, AForeignTextIsAnErrorAtItsLine) {
  for (const char* text :
       {"x 1\n", "# TYPE x counter\nx one\n", "# TYPE x counter\nx{a=\"b 1\n", "# TYPE x odd\n"}) {
    const auto set = MetricSet::Parse(text, "m.prom");
    ASSERT_FALSE(set) << text;
    EXPECT_THAT(set.error().message, HasSubstr("m.prom:"));
  }
}

TEST(MetricsEndpoint, TheSchemeChooses) {
  const auto parse = [](const std::string& text) { return *ParseMetricsEndpoint(text); };
  EXPECT_EQ(parse("textfile:/var/x").target, "/var/x/assay.prom");
  EXPECT_EQ(parse("file:///var/x/y.prom").target, "/var/x/y.prom");
  EXPECT_EQ(parse("pushgateway://gw:9091").target, "http://gw:9091/metrics/job/detection_system");
  EXPECT_EQ(parse("pushgateway+https://gw/metrics/job/a/team/b").target,
            "https://gw/metrics/job/a/team/b");
  EXPECT_EQ(parse("http://gw:9091/metrics/job/a").scheme, MetricsScheme::kPushgateway);
  EXPECT_EQ(parse("http://prometheus:9090").target, "http://prometheus:9090/api/v1/write");
  EXPECT_EQ(parse("http://prometheus:9090").scheme, MetricsScheme::kRemoteWrite);
  EXPECT_EQ(parse("remote-write+https://m/api/v1/push").target, "https://m/api/v1/push");
  for (const char* wrong : {"", "prometheus:9090", "ftp://x", "textfile:"}) {
    EXPECT_FALSE(ParseMetricsEndpoint(wrong)) << wrong;
  }
}

TEST(MetricsDelivery, TheTextfileAddsUpOverRuns) {
  const ScratchDirectory scratch;
  const Report report = SampleReport();
  const MetricsEndpoint endpoint = *ParseMetricsEndpoint("textfile:" + (scratch / "node"));
  for (int run = 1; run <= 3; ++run) {
    ASSERT_TRUE(DeliverMetrics(endpoint, MetricsOfRun(SampleFacts(&report)), "", SystemRuntime()));
    const auto sum = MetricSet::Parse(ReadText(endpoint.target), "m");
    EXPECT_EQ(sum->SumOf("detection_total"), 7 * run);
    EXPECT_EQ(sum->ValueOf("detection_last_total_errors", {}), 7);
  }
}

TEST(MetricsDelivery, ADamagedFileIsSetAside) {
  const ScratchDirectory scratch;
  const Report report = SampleReport();
  WriteText(scratch / "assay.prom", "no metrics\n");
  ASSERT_TRUE(DeliverMetrics(*ParseMetricsEndpoint("textfile:" + scratch.path()),
                             MetricsOfRun(SampleFacts(&report)), "", SystemRuntime()));
  EXPECT_EQ(ReadText(scratch / "assay.prom.damaged"), "no metrics\n");
  EXPECT_THAT(ReadText(scratch / "assay.prom"), HasSubstr("detection_rows_total 100\n"));
}

TEST(MetricsDelivery, APushIsAPostAndLosesNothingWhenTheGatewayIsDown) {
  const ScratchDirectory scratch;
  const Report report = SampleReport();
  const MetricSet run = MetricsOfRun(SampleFacts(&report));
  const MetricsEndpoint nowhere = *ParseMetricsEndpoint("pushgateway://127.0.0.1:1");
  const Status down = DeliverMetrics(nowhere, run, scratch / "metrics.prom", SystemRuntime());
  ASSERT_FALSE(down);
  EXPECT_EQ(down.error().kind, ErrorKind::kDelivery);
  LocalServer server([](size_t) { return "202 Accepted"; });
  const MetricsEndpoint there = *ParseMetricsEndpoint("pushgateway+" + server.Url(""));
  ASSERT_TRUE(DeliverMetrics(there, run, scratch / "metrics.prom", SystemRuntime()));
  ASSERT_EQ(server.requests().size(), 1u);
  EXPECT_THAT(server.requests()[0].head, HasSubstr("POST /metrics/job/detection_system HTTP/1.1"));
  EXPECT_THAT(server.requests()[0].body, HasSubstr("detection_rows_total 200\n"));
}

TEST(MetricsDelivery, AGatewayThatRefusesIsNotAskedAgain) {
  const ScratchDirectory scratch;
  LocalServer server([](size_t) { return "400 Bad Request"; });
  const Status status =
      DeliverMetrics(*ParseMetricsEndpoint("pushgateway+" + server.Url("")), DeclaredMetrics(),
                     scratch / "metrics.prom", SystemRuntime());
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("HTTP 400"));
  EXPECT_EQ(server.requests().size(), 1u);
}

}  // namespace
}  // namespace assay

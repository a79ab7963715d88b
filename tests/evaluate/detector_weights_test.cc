// Weights from an evaluation, and what a run makes of them.
#include "assay/combine/detector_weights.h"

#include "assay/evaluate/sample_data.h"
#include "assay/evaluate/trial.h"
#include "temp_file.h"

namespace assay {
namespace {

using testing::ReadBytes;
using testing::TempPath;
using testing::WriteTemp;

Result<DetectorWeights> Read(const std::string& text) {
  ASSAY_TRY(const ConfigDocument document, ParseJson(text, "weights.json"));
  return DetectorWeights::Read(document);
}

TEST(DetectorWeights, DetectorThenMethodThenOne) {
  const auto weights = Read(R"({"schema_version": 1, "methods": {"pattern": {"weight": 0.5}},)"
                            R"("detectors": {"regex": {"weight": 0.25, "found": 4, "hits": 1}}})");
  ASSERT_TRUE(weights) << weights.error().message;
  EXPECT_EQ(weights->Of("regex", Method::kValidation), 0.25);
  EXPECT_EQ(weights->Of("outlier", Method::kPattern), 0.5);
  EXPECT_EQ(weights->Of("empty", Method::kValidation), 1);
  EXPECT_EQ(DetectorWeights().Of("regex", Method::kValidation), 1);
}

TEST(DetectorWeights, MistakesHaveAPlace) {
  for (const char* text :
       {R"({"methods": {}})", R"({"methods": {}, "detectors": {"a": {"weight": 2}}})",
        R"({"methods": {}, "detectors": {"a": {"wait": 1}}})", R"([])",
        R"({"methods": {}, "detectors": {}, "detektors": {}})"}) {
    const auto weights = Read(text);
    ASSERT_FALSE(weights) << text;
    EXPECT_NE(weights.error().message.find("weights.json:1:"), std::string::npos)
        << weights.error().message;
  }
}

TEST(DetectorWeights, RunWeighsEvidence) {
  const std::string folder = TempPath("weighted");
  ASSERT_TRUE(
      WriteSampleData({.rows = 600, .errors = 0, .output_directory = folder}, SystemRuntime()));
  Job job;
  job.input = folder + "/catalogue.csv";
  job.output_directory = folder + "/plain";
  const auto plain =
      RunTrial(job, {.rate = {.intensity = 0.05}}, {.resamples = 0}, SystemRuntime(), {});
  ASSERT_TRUE(plain);

  // What the evaluation writes is what a run reads; a method without any trust finds nothing.
  job.weights = WriteTemp("weights.json", WeightsJson(plain->evaluation, {}));
  job.output_directory = folder + "/weighted";
  const auto weighted =
      RunTrial(job, {.rate = {.intensity = 0.05}}, {.resamples = 0}, SystemRuntime(), {});
  ASSERT_TRUE(weighted) << weighted.error().message;
  EXPECT_GE(weighted->evaluation.headline.precision, plain->evaluation.headline.precision);
  EXPECT_NE(ReadBytes(folder + "/weighted/report.json").find("\"weights\""), std::string::npos);
  job.weights =
      WriteTemp("none.json", R"({"methods": {"pattern": {"weight": 0}}, "detectors": {}})");
  job.output_directory = folder + "/none";
  const auto none =
      RunTrial(job, {.rate = {.intensity = 0.05}}, {.resamples = 0}, SystemRuntime(), {});
  ASSERT_TRUE(none);
  EXPECT_EQ(none->evaluation.methods.count("pattern"), 0u);
  EXPECT_EQ(none->evaluation.methods.count("validation"), 1u);
}

}  // namespace
}  // namespace assay

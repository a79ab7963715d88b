// Alerts: what is news, that it arrives at least once, and where nothing may be sent.
#include "assay/operate/alert_router.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "assay/base/config_node.h"
#include "assay/operate/public_address.h"
#include "assay/operate/timestamp.h"
#include "failing_files.h"
#include "local_server.h"
#include "sample_run.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::Not;

class TestClock : public Clock {
 public:
  int64_t WallMicros() override { return now; }
  int64_t MonotonicMicros() override { return now; }
  int64_t now = 1'764'000'000'000'000;
};

class Alerts : public testing::Test {
 protected:
  Alerts()
      : server_([this](size_t) { return answer_.load() == nullptr ? "200 OK" : answer_.load(); }) {
    settings_.webhook = server_.Url("/services/secret-part");
    settings_.policy = {.allow_plain = true, .allow_private = true};
    settings_.directory = scratch_ / "alerts";
    runtime_.clock = &clock_;
  }
  Status Report(const std::vector<Alert>& firing, const std::string& scope = "orders.csv") {
    clock_.now += 1000;
    return ReportAlerts(settings_, scope, firing, runtime_);
  }
  static Alert Critical(int count) {
    return {"critical_errors",
            Severity::kCritical,
            std::to_string(count) + " critical errors",
            "t",
            {}};
  }

  ScratchDirectory scratch_;
  std::atomic<const char*> answer_{nullptr};
  LocalServer server_;
  AlertSettings settings_;
  TestClock clock_;
  Runtime runtime_ = SystemRuntime();
};

TEST_F(Alerts, AreToldOnceWhileUnchangedAndResolvedWhenOver) {
  ASSERT_TRUE(Report({Critical(3)}));
  ASSERT_TRUE(Report({Critical(3)}));
  EXPECT_EQ(server_.requests().size(), 1u);
  ASSERT_TRUE(Report({Critical(4)}));
  EXPECT_EQ(server_.requests().size(), 2u);
  ASSERT_TRUE(Report({}));
  ASSERT_TRUE(Report({}));
  ASSERT_EQ(server_.requests().size(), 3u);
  EXPECT_THAT(server_.requests()[2].body, HasSubstr("[RESOLVED] 4 critical errors"));
  ASSERT_TRUE(Report({Critical(4)}));
  EXPECT_EQ(server_.requests().size(), 4u);
}

TEST_F(Alerts, ALastingOneIsRepeatedAfterADay) {
  ASSERT_TRUE(Report({Critical(3)}));
  clock_.now += kMicrosPerDay - 10'000;
  ASSERT_TRUE(Report({Critical(3)}));
  EXPECT_EQ(server_.requests().size(), 1u);
  clock_.now += 20'000;
  ASSERT_TRUE(Report({Critical(3)}));
  EXPECT_EQ(server_.requests().size(), 2u);
}

TEST_F(Alerts, ScopesDoNotResolveEachOther) {
  ASSERT_TRUE(Report({Critical(3)}, "orders.csv"));
  ASSERT_TRUE(Report({}, "stock.csv"));
  EXPECT_EQ(server_.requests().size(), 1u);
}

TEST_F(Alerts, OneCallIsOneMessageWithinSlacksLimits) {
  std::vector<Alert> many;
  for (int i = 0; i < 60; ++i) {
    Alert alert{"k" + std::to_string(i),
                Severity::kError,
                std::string(500, 't'),
                std::string(9000, '<'),
                {}};
    for (int f = 0; f < 15; ++f) alert.fields.emplace_back("name", std::string(5000, 'v'));
    many.push_back(alert);
  }
  ASSERT_TRUE(Report(many));
  ASSERT_EQ(server_.requests().size(), 1u);
  const auto message = ParseJson(server_.requests()[0].body, "message");
  ASSERT_TRUE(message) << message.error().message;
  EXPECT_LE(message->root.Find("text")->text.size(), 4000u);
  const ConfigNode& blocks = *message->root.Find("blocks");
  EXPECT_LE(blocks.items.size(), 50u);
  for (const ConfigNode& block : blocks.items) {
    const bool header = block.Find("type")->text == "header";
    if (const ConfigNode* text = block.Find("text")) {
      EXPECT_LE(text->Find("text")->text.size(), header ? 150u : 3000u);
    }
    if (const ConfigNode* fields = block.Find("fields")) {
      EXPECT_LE(fields->items.size(), 10u);
      for (const ConfigNode& field : fields->items)
        EXPECT_LE(field.Find("text")->text.size(), 2000u);
    }
  }
  EXPECT_THAT(server_.requests()[0].body, HasSubstr("and 40 more"));
}

TEST_F(Alerts, WaitInTheSpoolWhileTheWebhookIsDownAndArriveInOrder) {
  answer_ = "503 Service Unavailable";
  for (int i = 1; i <= 3; ++i) {
    const Status status = Report({Critical(i)});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kDelivery);
    EXPECT_THAT(status.error().message, Not(HasSubstr("secret-part")));
  }
  EXPECT_EQ(WaitingAlerts(settings_, runtime_), 3u);
  answer_ = "200 OK";
  const size_t before = server_.requests().size();
  ASSERT_TRUE(FlushAlerts(settings_, runtime_));
  EXPECT_EQ(WaitingAlerts(settings_, runtime_), 0u);
  const auto requests = server_.requests();
  ASSERT_EQ(requests.size(), before + 3);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_THAT(requests[before + i].body, HasSubstr(std::to_string(i + 1) + " critical errors"));
  }
}

TEST_F(Alerts, AMessageThatTheWebhookCallsInvalidDoesNotHoldUpTheNext) {
  answer_ = "400 Bad Request";
  ASSERT_FALSE(Report({Critical(1)}));
  EXPECT_EQ(WaitingAlerts(settings_, runtime_), 0u);
  answer_ = "200 OK";
  ASSERT_TRUE(Report({Critical(2)}));
  EXPECT_EQ(runtime_.files->List(settings_.directory + "/refused")->size(), 1u);
}

TEST_F(Alerts, WithoutAWebhookTheyWait) {
  settings_.webhook.clear();
  ASSERT_TRUE(Report({Critical(1)}));
  EXPECT_EQ(WaitingAlerts(settings_, runtime_), 1u);
}

TEST_F(Alerts, NoneIsLostWhateverFailsOnce) {
  for (int fail = 0; fail < 20; ++fail) {
    const ScratchDirectory scratch;
    settings_.directory = scratch / "alerts";
    const size_t before = server_.requests().size();
    FailingFiles files(SystemRuntime().files, fail);
    runtime_.files = &files;
    (void)Report({Critical(fail)});
    runtime_.files = SystemRuntime().files;
    ASSERT_TRUE(Report({Critical(fail)})) << fail;
    const size_t told = server_.requests().size() - before;
    EXPECT_GE(told, 1u) << fail;
    EXPECT_LE(told, 2u) << fail;
    EXPECT_EQ(WaitingAlerts(settings_, runtime_), 0u) << fail;
  }
}

TEST_F(Alerts, TheSameNewsHasTheSameDedupeKey) {
  ASSERT_TRUE(Report({Critical(1)}));
  std::filesystem::remove(settings_.directory + "/alerts.json");
  ASSERT_TRUE(Report({Critical(1)}));
  ASSERT_EQ(server_.requests().size(), 2u);
  EXPECT_EQ(server_.requests()[0].body, server_.requests()[1].body);
  EXPECT_THAT(server_.requests()[0].head, HasSubstr("X-Dedupe-Key: "));
}

TEST_F(Alerts, PrivateAddressesAndPlainHttpAreRefusedUnlessAllowed) {
  settings_.policy = {};
  const Status plain = Report({Critical(1)});
  ASSERT_FALSE(plain);
  EXPECT_THAT(plain.error().message, HasSubstr("https://"));
  settings_.policy.allow_plain = true;
  const Status private_address = FlushAlerts(settings_, runtime_);
  ASSERT_FALSE(private_address);
  EXPECT_THAT(private_address.error().message, HasSubstr("public internet"));
  settings_.webhook = "http://localhost:" + std::to_string(server_.port()) + "/x";
  EXPECT_FALSE(FlushAlerts(settings_, runtime_));
  settings_.webhook = "http://[::ffff:127.0.0.1]:" + std::to_string(server_.port()) + "/x";
  EXPECT_FALSE(FlushAlerts(settings_, runtime_));
  EXPECT_TRUE(server_.requests().empty());
  EXPECT_EQ(WaitingAlerts(settings_, runtime_), 1u);
}

TEST_F(Alerts, RedirectsAreNotFollowed) {
  LocalServer inner([](size_t) { return "200 OK"; });
  const std::string answer = "302 Found\r\nLocation: " + inner.Url();
  answer_ = answer.c_str();
  EXPECT_FALSE(Report({Critical(1)}));
  EXPECT_TRUE(inner.requests().empty());
  EXPECT_EQ(WaitingAlerts(settings_, runtime_), 1u);
}

TEST(AlertsOfRun, NameNoCellValueUnlessRedactionIsOff) {
  ::assay::Report report = SampleReport();
  KeptFinding kept;
  kept.column = "material";
  kept.value = "Private Value";
  Evidence evidence;
  evidence.severity = Severity::kCritical;
  kept.finding.evidence = {evidence};
  report.kept.push_back(kept);
  const RunFacts facts = SampleFacts(&report);
  const auto redacted = AlertsOfRun(facts, true);
  ASSERT_EQ(redacted.size(), 1u);
  EXPECT_EQ(redacted[0].title, "4 critical errors in 2026-11-24_orders.csv");
  EXPECT_THAT(redacted[0].text, HasSubstr("4 × EMPTY_VALUE in material"));
  EXPECT_THAT(redacted[0].text, Not(HasSubstr("Private Value")));
  EXPECT_THAT(AlertsOfRun(facts, false)[0].text, HasSubstr("Private Value"));
  EXPECT_EQ(AlertScopeOf(facts), "#-#-#_orders.csv");
}

TEST(AlertsOfRun, AFailedRunIsOneAndAnInterruptedOneIsNot) {
  RunFacts facts = SampleFacts(nullptr);
  facts.exit_code = 3;
  facts.error = "/secret/path is gone";
  ASSERT_EQ(AlertsOfRun(facts, true).size(), 1u);
  EXPECT_THAT(AlertsOfRun(facts, true)[0].text, Not(HasSubstr("secret")));
  facts.exit_code = 130;
  EXPECT_TRUE(AlertsOfRun(facts, true).empty());
}

bool IsPublicText(const std::string& text) {
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  v4.sin_family = AF_INET;
  v6.sin6_family = AF_INET6;
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1)
    return IsPublicAddress(reinterpret_cast<sockaddr*>(&v4));
  EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
  return IsPublicAddress(reinterpret_cast<sockaddr*>(&v6));
}

TEST(PublicAddress, SpecialBlocksAreNotPublic) {
  for (const char* text : {"127.0.0.1",       "10.1.2.3",        "172.16.0.1",    "172.31.255.255",
                           "192.168.1.1",     "169.254.169.254", "100.64.0.1",    "0.0.0.0",
                           "224.0.0.1",       "255.255.255.255", "::1",           "::",
                           "fe80::1",         "fc00::1",         "fd12::1",       "ff02::1",
                           "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
                           "::127.0.0.1"}) {
    EXPECT_FALSE(IsPublicText(text)) << text;
  }
  for (const char* text : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450:4001::1",
                           "::ffff:8.8.8.8", "64:ff9b::808:808"}) {
    EXPECT_TRUE(IsPublicText(text)) << text;
  }
}

}  // namespace
}  // namespace assay

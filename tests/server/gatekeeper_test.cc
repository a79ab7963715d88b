// Every role before every least role; rates; pages of others.
#include "server/gatekeeper.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "assay/operate/access_tokens.h"
#include "server/rate_limiter.h"

namespace assay::server {
namespace {

constexpr int64_t kSecond = 1'000'000;

Route RouteFor(std::optional<Role> role) {
  return {"GET", "/x", "x", "", role, [](const Call&) { return HttpResponse{}; }, {}};
}

class Gate : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "assay_gate_" + std::to_string(getpid());
    std::filesystem::create_directories(folder_);
    options_.tokens_file = folder_ + "/tokens";
    for (const Role role : {Role::kViewer, Role::kOperator, Role::kAdmin}) {
      texts_.push_back(
          *AddToken(options_.tokens_file, std::string(RoleName(role)), role, 0, SystemRuntime()));
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static unsigned StatusOf(Gatekeeper* gate, const HttpRequest& head, const Route& route) {
    Caller caller;
    const auto refusal = gate->Check(head, route, &caller);
    return refusal ? refusal->status : 200;
  }
  static HttpRequest With(const std::string& authorization) {
    HttpRequest head;
    head.method = "GET";
    head.peer = "127.0.0.1";
    head.headers["host"] = "localhost:8742";
    if (!authorization.empty()) head.headers["authorization"] = authorization;
    return head;
  }

  GateOptions options_;
  std::vector<std::string> texts_;
  std::string folder_;
};

TEST_F(Gate, EachRoleMayDoWhatTheLesserOnesMay) {
  const auto gate = Gatekeeper::Open(options_, SystemRuntime());
  ASSERT_TRUE(gate);
  for (int has = 0; has < 3; ++has) {
    for (int needs = 0; needs < 3; ++needs) {
      const unsigned status =
          StatusOf(gate->get(), With("Bearer " + texts_[has]), RouteFor(static_cast<Role>(needs)));
      EXPECT_EQ(status, has >= needs ? 200u : 403u) << has << " before " << needs;
    }
    EXPECT_EQ(StatusOf(gate->get(), With("Bearer " + texts_[has]), RouteFor(std::nullopt)), 200u);
  }
}

TEST_F(Gate, WithoutARightTokenNobodyPasses) {
  const auto gate = Gatekeeper::Open(options_, SystemRuntime());
  ASSERT_TRUE(gate);
  const std::string text = texts_[2];
  const std::vector<std::string> headers = {
      "",   "Bearer ",       "Bearer x",  "Bearer " + text + "x", "bearer" + text,
      text, "Basic " + text, "Basic !!!", "Bearer  " + text};
  for (const std::string& header : headers) {
    EXPECT_EQ(StatusOf(gate->get(), With(header), RouteFor(Role::kViewer)), 401u) << header;
  }
  EXPECT_EQ(StatusOf(gate->get(), With(""), RouteFor(std::nullopt)), 200u);
}

TEST_F(Gate, ChangesOfTheFileAreSeen) {
  const auto gate = Gatekeeper::Open(options_, SystemRuntime());
  ASSERT_TRUE(gate);
  ASSERT_TRUE(RemoveToken(options_.tokens_file, "admin", SystemRuntime()));
  ASSERT_TRUE((*gate)->Reload());
  EXPECT_EQ(StatusOf(gate->get(), With("Bearer " + texts_[2]), RouteFor(Role::kViewer)), 401u);
  // A file that went bad leaves the old tokens in force.
  std::filesystem::resize_file(options_.tokens_file, 100);
  EXPECT_FALSE((*gate)->Reload());
  EXPECT_EQ(StatusOf(gate->get(), With("Bearer " + texts_[0]), RouteFor(Role::kViewer)), 200u);
}

TEST_F(Gate, TheMonitoringPortIsOpenForItsRoutesOnly) {
  const auto gate = Gatekeeper::Open(options_, SystemRuntime());
  ASSERT_TRUE(gate);
  HttpRequest head = With("");
  head.monitoring = true;
  Route route = RouteFor(Role::kViewer);
  EXPECT_EQ(StatusOf(gate->get(), head, route), 401u);
  route.monitoring = true;
  EXPECT_EQ(StatusOf(gate->get(), head, route), 200u);
}

TEST(OpenGate, RefusesPagesAndNamesOfOthers) {
  GateOptions options;
  options.hosts = {"localhost", "127.0.0.1", "[::1]"};
  const auto gate = Gatekeeper::Open(options, SystemRuntime());
  ASSERT_TRUE(gate);
  const auto status = [&](const char* method, const char* host, const char* origin) {
    HttpRequest head;
    head.method = method;
    head.headers["host"] = host;
    if (*origin != '\0') head.headers["origin"] = origin;
    Caller caller;
    const auto refusal = (*gate)->Check(head, RouteFor(Role::kAdmin), &caller);
    return refusal ? refusal->status : 200;
  };
  EXPECT_EQ(status("POST", "localhost:8742", ""), 200u);
  EXPECT_EQ(status("POST", "localhost:8742", "http://localhost:8742"), 200u);
  EXPECT_EQ(status("POST", "[::1]:8742", ""), 200u);
  EXPECT_EQ(status("POST", "localhost:8742", "http://elsewhere.example"), 403u);
  EXPECT_EQ(status("POST", "localhost:8742", "null"), 403u);
  EXPECT_EQ(status("GET", "rebound.example:8742", ""), 403u);
  EXPECT_EQ(status("GET", "", ""), 403u);
}

TEST(RateLimiter, LetsABurstPassAndThenARate) {
  RateLimiter limiter(10);
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(limiter.Take("a", 0)) << i;
  const auto wait = limiter.Take("a", 0);
  ASSERT_TRUE(wait);
  EXPECT_NEAR(*wait, 0.1, 1e-9);
  EXPECT_FALSE(limiter.Take("b", 0));
  EXPECT_FALSE(limiter.Take("a", kSecond / 10));
  EXPECT_TRUE(limiter.Take("a", kSecond / 10));
  EXPECT_FALSE(limiter.Take("a", 100 * kSecond));
}

TEST(RateLimiter, HasNoLimitAtZeroAndBoundedMemory) {
  RateLimiter none(0);
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(none.Take("a", 0));
  RateLimiter limiter(1);
  for (size_t i = 0; i < RateLimiter::kMostClients; ++i)
    EXPECT_FALSE(limiter.Take(std::to_string(i), 0));
  // All others share a bucket of two.
  EXPECT_FALSE(limiter.Take("x", 0));
  EXPECT_FALSE(limiter.Take("y", 0));
  EXPECT_TRUE(limiter.Take("z", 0));
  // Those that were quiet make room.
  EXPECT_FALSE(limiter.Take("w", 10 * kSecond));
  EXPECT_FALSE(limiter.Take("w", 10 * kSecond));
}

}  // namespace
}  // namespace assay::server

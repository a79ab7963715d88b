// JSONTestSuite against the JSON reader: everything it must accept is, everything it must reject
// has a place. The suite is no part of the repository.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "assay/base/config_node.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

fs::path SuiteFolder() {
  const char* set = std::getenv("ASSAY_BENCH_DATA");
  const fs::path bench =
      set != nullptr ? fs::path(set) : fs::path(ASSAY_SOURCE_DIR) / "../shared/bench";
  return bench / "robust/json-test-suite/test_parsing";
}

std::string Bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// RFC 8259 allows doubled keys and the suite wants them accepted; a configuration refuses them.
bool HasDoubledKeys(const std::string& name) {
  return name.find("duplicated_key") != std::string::npos;
}

TEST(JsonTestSuite, AcceptsAndRejects) {
  const fs::path folder = SuiteFolder();
  if (!fs::exists(folder)) GTEST_SKIP() << "JSONTestSuite is not at " << folder;
  int accepted = 0, rejected = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::string text = Bytes(entry.path());
    const auto refusing = ParseJson(text, name);
    const auto as_rfc = ParseJson(text, name, DoubledKeys::kKeepLast);
    if (name[0] == 'y') {
      ++accepted;
      EXPECT_TRUE(as_rfc.has_value()) << as_rfc.error().message;
      EXPECT_EQ(refusing.has_value(), !HasDoubledKeys(name)) << name;
    } else if (name[0] == 'n') {
      ++rejected;
      ASSERT_FALSE(as_rfc.has_value()) << name;
      ASSERT_FALSE(refusing.has_value()) << name;
      EXPECT_THAT(refusing.error().message, testing::ContainsRegex("^n_.*\\.json:[0-9]+:[0-9]+: "))
          << refusing.error().message;
    }
  }
  EXPECT_GE(accepted, 95);
  EXPECT_GE(rejected, 180);
}

}  // namespace
}  // namespace assay

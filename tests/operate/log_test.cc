// Log lines in both formats, rotation, threads and processes, and a disk that is full.
#include "assay/operate/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "assay/base/config_node.h"
#include "assay/operate/log_file.h"
#include "assay/operate/timestamp.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;

constexpr int64_t kTime = 1'764'000'000'123'456;

class FixedZone : public testing::Test {
 protected:
  void SetUp() override {
    setenv("TZ", "UTC", 1);
    tzset();
  }
};
using LogLines = FixedZone;

std::vector<std::string> LinesOf(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST_F(LogLines, TextIsTheGuidesStandardFormat) {
  EXPECT_EQ(TextLogLine(kTime, LogLevel::kWarning, "detection", "two words"),
            "2025-11-24 16:00:00,123 [WARNING] detection: two words");
}

TEST_F(LogLines, JsonHoldsTheGuidesKeysAndTheRun) {
  EXPECT_EQ(JsonLogLine(kTime, LogLevel::kInfo, "detection", "said \"so\"", "r1"),
            R"({"asctime": "2025-11-24 16:00:00,123", "name": "detection", "levelname": "INFO", )"
            R"("message": "said \"so\"", "run_id": "r1"})");
}

TEST_F(LogLines, NothingInAMessageBreaksTheLine) {
  const std::string nasty = std::string("a\nb\r\x1b[31m\xff\xe2\x80\xa8") + '\0' + "c";
  const std::string text = TextLogLine(kTime, LogLevel::kInfo, "detection", nasty);
  EXPECT_EQ(text.find_first_of(std::string("\n\r\x1b\0", 4)), std::string::npos);
  EXPECT_THAT(text, HasSubstr("a\\nb\\u000d\\u001b[31m"));
  const std::string json = JsonLogLine(kTime, LogLevel::kInfo, "detection", nasty, "");
  EXPECT_TRUE(ParseJson(json, "line").has_value()) << json;
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(LogLevels, NamesOfEveryCaseAreKnownAndOthersAreNot) {
  EXPECT_EQ(ParseLogLevel("warning"), LogLevel::kWarning);
  EXPECT_EQ(ParseLogLevel("WARN"), LogLevel::kWarning);
  EXPECT_EQ(ParseLogLevel("Critical"), LogLevel::kCritical);
  EXPECT_EQ(ParseLogLevel("loud"), std::nullopt);
}

TEST(LogFile, LevelsBelowTheChosenOneAreLeftOut) {
  const ScratchDirectory scratch;
  LogOptions options;
  options.console = false;
  options.level = LogLevel::kWarning;
  options.file = scratch / "deep/detection.log";
  {
    auto log = Log::Open(options, SystemRuntime());
    ASSERT_TRUE(log) << log.error().message;
    const auto hook = (*log)->Hook();
    hook("info", "quiet");
    hook("warning", "heard");
  }
  const auto lines = LinesOf(options.file);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], HasSubstr("\"heard\""));
}

TEST(LogFile, RotatesAtTheLimitAndKeepsFiveBackups) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "detection.log";
  RotatedFile file(path, 1000, 5);
  ASSERT_TRUE(file.Open());
  const std::string line(99, 'x');
  for (int i = 0; i < 75; ++i) file.WriteLine(line);
  EXPECT_EQ(std::filesystem::file_size(path), 500u);
  for (int i = 1; i <= 5; ++i)
    EXPECT_EQ(std::filesystem::file_size(path + "." + std::to_string(i)), 1000u) << i;
  EXPECT_FALSE(std::filesystem::exists(path + ".6"));
}

TEST(LogFile, TheGuidesLimitsAreTheDefault) {
  EXPECT_EQ(LogOptions().rotate_bytes, 10'485'760u);
  EXPECT_EQ(LogOptions().backups, 5);
}

// Every line of `writers` × `each` must stand whole and once in the file and its backups.
void ExpectEveryLineOnce(const std::string& path, int writers, int each) {
  std::set<std::string> seen;
  size_t lines = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(path).parent_path())) {
    for (const std::string& line : LinesOf(entry.path())) {
      auto document = ParseJson(line, entry.path());
      ASSERT_TRUE(document) << document.error().message << ": " << line;
      seen.insert(document->root.Find("message")->text);
      ++lines;
    }
  }
  EXPECT_EQ(lines, static_cast<size_t>(writers * each));
  EXPECT_EQ(seen.size(), static_cast<size_t>(writers * each));
}

TEST(LogFile, EightThreadsLoseNothingAcrossRotations) {
  const ScratchDirectory scratch;
  LogOptions options;
  options.console = false;
  options.file = scratch / "detection.log";
  options.rotate_bytes = 60'000;
  options.backups = 40;
  {
    auto log = Log::Open(options, SystemRuntime());
    ASSERT_TRUE(log);
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 1000; ++i)
          (*log)->Write(LogLevel::kInfo, std::to_string(t) + "/" + std::to_string(i));
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ((*log)->dropped(), 0u);
  }
  EXPECT_TRUE(std::filesystem::exists(options.file + ".3"));
  ExpectEveryLineOnce(options.file, 8, 1000);
}

TEST(LogFile, FourProcessesLoseNothingAcrossRotations) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "detection.log";
  std::vector<pid_t> children;
  for (int p = 0; p < 4; ++p) {
    const pid_t child = fork();
    if (child == 0) {
      RotatedFile file(path, 20'000, 40);
      if (!file.Open()) _exit(1);
      for (int i = 0; i < 1000; ++i) {
        file.WriteLine(JsonLogLine(kTime, LogLevel::kInfo, "d",
                                   std::to_string(p) + "/" + std::to_string(i), ""));
      }
      _exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  ExpectEveryLineOnce(path, 4, 1000);
}

TEST(LogFile, AFileThatLogrotateMovedIsOpenedAnew) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "detection.log";
  RotatedFile file(path, 0, 0);
  ASSERT_TRUE(file.Open());
  file.WriteLine("before");
  std::filesystem::rename(path, path + ".moved");
  file.WriteLine("behind");
  EXPECT_EQ(LinesOf(path + ".moved"), std::vector<std::string>{"before"});
  EXPECT_EQ(LinesOf(path), std::vector<std::string>{"behind"});
}

// A file size limit stands for a full disk: write() takes a part, then fails.
TEST(LogFile, AFullDiskStopsNothingAndLosesNothingThatFitsInMemory) {
  const ScratchDirectory scratch;
  const std::string path = scratch / "detection.log";
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  RotatedFile file(path, 0, 0);
  ASSERT_TRUE(file.Open());
  const rlimit full{1005, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  for (int i = 0; i < 30; ++i) file.WriteLine(std::string(99, 'a'));
  EXPECT_EQ(std::filesystem::file_size(path), 1000u) << "half a line was left behind";
  EXPECT_FALSE(file.all_written());
  setrlimit(RLIMIT_FSIZE, &before);
  file.WriteLine("space again");
  const auto lines = LinesOf(path);
  EXPECT_EQ(lines.size(), 31u);
  EXPECT_EQ(lines.back(), "space again");
  EXPECT_EQ(file.dropped(), 0u);
}

TEST(LogFile, WhatMemoryCouldNotHoldIsCountedAndTold) {
  const ScratchDirectory scratch;
  LogOptions options;
  options.console = false;
  options.file = scratch / "detection.log";
  auto log = Log::Open(options, SystemRuntime());
  ASSERT_TRUE(log);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit full{0, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  for (int i = 0; i < 30; ++i) (*log)->Write(LogLevel::kInfo, std::string(100'000, 'a'));
  setrlimit(RLIMIT_FSIZE, &before);
  (*log)->Write(LogLevel::kInfo, "space again");
  EXPECT_EQ((*log)->dropped(), 20u);
  EXPECT_THAT(LinesOf(options.file).back(), HasSubstr("20 lines of log are lost"));
}

TEST(LogFile, APathThatCannotBeOpenedIsAClearError) {
  LogOptions options;
  options.file = "/proc/none/detection.log";
  const auto log = Log::Open(options, SystemRuntime());
  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().kind, ErrorKind::kUsage);
  EXPECT_THAT(log.error().message, HasSubstr("--log-file"));
}

TEST(Timestamps, AreReadBackAsWritten) {
  EXPECT_EQ(UtcTimestamp(kTime), "2025-11-24T16:00:00.123456Z");
  EXPECT_EQ(*ParseUtcTimestamp("2025-11-24T16:00:00.123456Z"), kTime);
  EXPECT_EQ(*ParseUtcTimestamp("2025-11-24T16:00:00Z"), kTime - 123'456);
  EXPECT_FALSE(ParseUtcTimestamp("2025-11-24 16:00:00"));
  EXPECT_FALSE(ParseUtcTimestamp("2025-13-24T16:00:00Z"));
  EXPECT_EQ(*ParseDate("2025-11-24"), *ParseDate("20251124"));
  EXPECT_FALSE(ParseDate("2025-02-30"));
}

}  // namespace
}  // namespace assay

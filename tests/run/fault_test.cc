// Every file operation of a run fails once: a clear error, never a half-written report, and a
// second try gives the bytes of a run that never failed.
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "assay/base/config_node.h"
#include "assay/base/hash.h"
#include "assay/run/job.h"
#include "failing_files.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

std::string FileBytes(const fs::path& path) {
  std::string bytes(fs::file_size(path), '\0');
  std::ifstream(path, std::ios::binary)
      .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

// The files of a directory that hold nothing about time or place.
std::map<std::string, std::string> ReportBytes(const fs::path& directory) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(directory)) {
    const std::string name = entry.path().filename();
    if (!entry.is_regular_file() || name == "run.json" || name[0] == '.') continue;
    files[name] = FileBytes(entry.path());
  }
  // report.json names run.json's digest, which differs from run to run.
  files.erase("report.json");
  return files;
}

class Fault : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "assay_fault_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    std::ofstream csv(root_ / "table.csv");
    csv << "id,name,ean\n";
    for (int i = 0; i < 120; ++i) csv << i << ",  name " << i % 7 << " ,40123456\n";
    csv << "ragged\n";
    job_.input = root_ / "table.csv";
    job_.output_directory = root_ / "out";
    job_.source.block_bytes = 2048;
    job_.max_workers = 1;
    job_.checkpoint_seconds = 0;
  }
  void TearDown() override { fs::remove_all(root_); }

  Result<RunResult> RunWith(Files* files) {
    Runtime runtime = SystemRuntime();
    if (files != nullptr) runtime.files = files;
    return assay::Run(job_, runtime, {});
  }

  fs::path root_;
  Job job_;
};

TEST_F(Fault, EveryOperationFailsOnce) {
  ASSERT_TRUE(RunWith(nullptr));
  const auto wanted = ReportBytes(job_.output_directory);
  ASSERT_GT(wanted.at("quarantine.csv").size(), 50u);
  int operations = 0;
  for (;; ++operations) {
    fs::remove_all(job_.output_directory);
    FailingFiles failing(operations);
    const auto result = RunWith(&failing);
    if (!failing.has_failed()) break;
    const bool has_report = fs::exists(fs::path(job_.output_directory) / "report.json");
    if (result) {
      EXPECT_TRUE(has_report) << "operation " << operations;
    } else {
      EXPECT_EQ(result.error().kind, ErrorKind::kInput);
      EXPECT_NE(result.error().message.find("failed"), std::string::npos) << result.error().message;
    }
    const auto again = RunWith(nullptr);
    ASSERT_TRUE(again) << "operation " << operations << ": " << again.error().message;
    EXPECT_TRUE(ReportBytes(job_.output_directory) == wanted) << "operation " << operations;
    EXPECT_FALSE(fs::exists(fs::path(job_.output_directory) / ".assay-tmp"));
  }
  EXPECT_GT(operations, 50);
}

// A directory with a report.json holds every file that it names, byte for byte.
void ExpectWhole(const fs::path& directory, int operation) {
  const std::string text = FileBytes(directory / "report.json");
  const auto report = ParseJson(text, "report.json");
  ASSERT_TRUE(report) << report.error().message;
  const ConfigNode* files = report->root.Find("files");
  ASSERT_NE(files, nullptr);
  ASSERT_GE(files->items.size(), 4u);
  for (const ConfigNode& file : files->items) {
    Xxh128Digest digest;
    digest.Update(FileBytes(directory / file.Find("name")->text));
    const ConfigNode* wanted = file.Find("digest");
    ASSERT_NE(wanted, nullptr);
    EXPECT_EQ(wanted->text, digest.Hex())
        << file.Find("name")->text << " after operation " << operation << " failed";
  }
}

TEST_F(Fault, AnOldReportIsNeverLeftBesideNewFindings) {
  job_.checkpoint_seconds = 10;  // how checkpoints fail is seen above
  int directories_with_report = 0;
  for (int operation = 0;; ++operation) {
    fs::remove_all(job_.output_directory);
    ASSERT_TRUE(RunWith(nullptr));
    std::ofstream(job_.input, std::ios::app) << "9,\" z\",1\n";
    FailingFiles failing(operation);
    (void)RunWith(&failing);
    if (fs::exists(fs::path(job_.output_directory) / "report.json")) {
      ++directories_with_report;
      ExpectWhole(job_.output_directory, operation);
    }
    if (!failing.has_failed()) break;
  }
  EXPECT_GT(directories_with_report, 10);
}

// Killed at any operation: the next run of the same job ends it. Where the files had begun to get
// their names, they get them, and nothing is detected again.
TEST_F(Fault, ARunThatDiesAnywhereIsEnded) {
  job_.checkpoint_seconds = 10;
  const auto first = RunWith(nullptr);
  ASSERT_TRUE(first);
  const auto wanted = ReportBytes(job_.output_directory);
  const fs::path building = fs::path(job_.output_directory) / ".assay-tmp";
  int publications = 0;
  for (int operation = 0;; ++operation) {
    fs::remove_all(job_.output_directory);
    ASSERT_TRUE(RunWith(nullptr));
    FailingFiles failing(operation, true);
    (void)RunWith(&failing);
    if (!failing.has_failed()) break;
    const bool was_publishing = fs::exists(building / "publication");
    bool has_detected = false;
    RunHooks hooks;
    hooks.progress = [&](const Progress&) { has_detected = true; };
    const auto again = assay::Run(job_, SystemRuntime(), hooks);
    ASSERT_TRUE(again) << "operation " << operation << ": " << again.error().message;
    EXPECT_EQ(again->report.total_errors, first->report.total_errors) << "operation " << operation;
    EXPECT_TRUE(ReportBytes(job_.output_directory) == wanted) << "operation " << operation;
    EXPECT_FALSE(fs::exists(building)) << "operation " << operation;
    ExpectWhole(job_.output_directory, operation);
    EXPECT_EQ(has_detected, !was_publishing) << "operation " << operation;
    publications += was_publishing;
  }
  EXPECT_GT(publications, 5);
}

// Another job that comes behind one that was killed while its files got their names leaves nothing
// of it behind.
TEST_F(Fault, AnotherJobEndsThePublicationFirst) {
  ASSERT_TRUE(RunWith(nullptr));
  const auto wanted = ReportBytes(job_.output_directory);
  const fs::path building = fs::path(job_.output_directory) / ".assay-tmp";
  int publications = 0;
  for (int operation = 0;; ++operation) {
    fs::remove_all(job_.output_directory);
    job_.formats = {"json", "csv", "jsonl", "summary", "html", "junit"};
    FailingFiles failing(operation, true);
    (void)RunWith(&failing);
    job_.formats = {"json", "csv", "jsonl", "summary", "html"};
    if (!failing.has_failed()) break;
    if (!fs::exists(building / "publication")) continue;
    ++publications;
    ASSERT_TRUE(RunWith(nullptr)) << "operation " << operation;
    EXPECT_TRUE(ReportBytes(job_.output_directory) == wanted) << "operation " << operation;
    ExpectWhole(job_.output_directory, operation);
  }
  EXPECT_GT(publications, 5);
}

// So much time goes by between two looks that every block is told.
class LeapingClock : public Clock {
 public:
  int64_t WallMicros() override { return now_ += 1'000'000; }
  int64_t MonotonicMicros() override { return now_ += 1'000'000; }

 private:
  int64_t now_ = 0;
};

TEST_F(Fault, AtMostOneBlockIsDetectedAgain) {
  std::ofstream csv(root_ / "table.csv", std::ios::app);
  for (int i = 0; i < 900; ++i) csv << i << ",  name " << i % 7 << " ,40123456\n";
  csv.close();
  constexpr uint64_t kRowsOfABlock = 2048 / 18;  // no row is shorter
  int resumed_runs = 0;
  for (int operation = 0;; operation += 7) {
    fs::remove_all(job_.output_directory);
    LeapingClock clock;
    FailingFiles failing(operation);
    Runtime runtime = SystemRuntime();
    runtime.clock = &clock;
    runtime.files = &failing;
    uint64_t done = 0;
    uint64_t behind = 0;
    RunHooks hooks;
    hooks.progress = [&](const Progress& progress) {
      if (progress.stage == "detect") done = progress.rows;
    };
    (void)assay::Run(job_, runtime, hooks);
    if (!failing.has_failed()) break;
    // Where files had begun to get their names, nothing is left to detect.
    const fs::path output(job_.output_directory);
    if (fs::exists(output / ".assay-tmp/publication") || fs::exists(output / "findings.csv"))
      continue;
    const uint64_t done_before = done;
    runtime.files = SystemRuntime().files;
    hooks.log = [&](std::string_view, std::string_view message) {
      (void)std::sscanf(std::string(message).c_str(),
                        "resuming an unfinished run behind its first %" SCNu64, &behind);
    };
    ASSERT_TRUE(assay::Run(job_, runtime, hooks));
    resumed_runs += behind > 0;
    EXPECT_LE(done_before, behind + kRowsOfABlock) << "operation " << operation;
  }
  EXPECT_GT(resumed_runs, 10);
}

}  // namespace
}  // namespace assay

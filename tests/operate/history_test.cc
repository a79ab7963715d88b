// The history file: found, pruned, shared between processes, checked, and safe from older programs.
#include "assay/operate/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sample_run.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;

class HistoryFile : public testing::Test {
 protected:
  RunFacts Facts(const std::string& id, int day) {
    RunFacts facts = SampleFacts(&report_);
    facts.run_id = id;
    facts.started_micros += day * int64_t{86'400'000'000};
    return facts;
  }
  ScratchDirectory scratch_;
  std::string path_ = scratch_ / "state/history.db";
  Report report_ = SampleReport();
};

TEST_F(HistoryFile, RunsComeBackNewestFirst) {
  History history = *History::Open(path_);
  ASSERT_TRUE(history.Add(Facts("20251124-a", 0)));
  ASSERT_TRUE(history.Add(Facts("20251125-b", 1)));
  ASSERT_TRUE(history.Add(Facts("20251125-b", 1)));
  const auto runs = history.List({});
  ASSERT_EQ(runs->size(), 2u);
  EXPECT_EQ(runs->front().run_id, "20251125-b");
  EXPECT_EQ(runs->front().total_errors, 7u);
  EXPECT_EQ(runs->front().critical_errors, 4u);
  EXPECT_EQ(history.List({.input = "other.csv"})->size(), 0u);
  EXPECT_EQ(history.List({.input = "2026-11-24_orders.csv", .most = 1})->size(), 1u);
}

TEST_F(HistoryFile, ARunIsFoundByAStartThatIsItsOwn) {
  History history = *History::Open(path_);
  ASSERT_TRUE(history.Add(Facts("20251124-a", 0)));
  ASSERT_TRUE(history.Add(Facts("20251125-b", 1)));
  EXPECT_EQ(history.Find("20251124")->run_id, "20251124-a");
  EXPECT_EQ(history.Find("last")->run_id, "20251125-b");
  EXPECT_THAT(history.Find("2025").error().message, HasSubstr("several runs"));
  EXPECT_THAT(history.Find("x'; DROP TABLE runs; --").error().message, HasSubstr("holds no run"));
  EXPECT_FALSE(history.Find(""));
}

TEST_F(HistoryFile, TheLastSuccessIsNoFailedRun) {
  History history = *History::Open(path_);
  EXPECT_EQ(*history.LastSuccess(), std::nullopt);
  ASSERT_TRUE(history.Add(Facts("a", 0)));
  RunFacts failed = Facts("b", 1);
  failed.report = nullptr;
  failed.exit_code = 3;
  failed.error = "gone";
  ASSERT_TRUE(history.Add(failed));
  EXPECT_EQ(**history.LastSuccess(), Facts("a", 0).started_micros);
  EXPECT_EQ(*history.Prune(Facts("b", 1).started_micros), 1);
  EXPECT_EQ(history.Find("b")->error, "gone");
}

TEST_F(HistoryFile, ProcessesShareIt) {
  std::vector<pid_t> children;
  for (int p = 0; p < 4; ++p) {
    const pid_t child = fork();
    if (child == 0) {
      auto history = History::Open(path_);
      bool fine = history.has_value();
      for (int i = 0; fine && i < 10; ++i) {
        fine = history->Add(Facts(std::to_string(p) + "-" + std::to_string(i), 0)).has_value();
      }
      _exit(fine ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  const History history = *History::Open(path_);
  EXPECT_EQ(history.List({.most = 100})->size(), 40u);
  EXPECT_TRUE(history.Check());
}

TEST_F(HistoryFile, AFileOfANewerProgramIsRefusedAndLeftAlone) {
  { const History history = *History::Open(path_); }
  sqlite3* database = nullptr;
  sqlite3_open(path_.c_str(), &database);
  sqlite3_exec(database, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  const std::string before = ReadText(path_);
  const auto history = History::Open(path_);
  ASSERT_FALSE(history);
  EXPECT_THAT(history.error().message, HasSubstr("newer"));
  EXPECT_EQ(ReadText(path_), before);
}

TEST_F(HistoryFile, ADamagedFileIsAnError) {
  WriteText(
      path_,
      "this is no database, it only has the name of one, and it is long enough to be looked at");
  const auto history = History::Open(path_);
  ASSERT_FALSE(history);
  EXPECT_THAT(history.error().message, HasSubstr("history.db"));
}

TEST_F(HistoryFile, ACopyIsWholeWhileTheFileIsInUse) {
  History history = *History::Open(path_);
  ASSERT_TRUE(history.Add(Facts("a", 0)));
  ASSERT_TRUE(history.CopyTo(scratch_ / "copy.db"));
  ASSERT_TRUE(history.Add(Facts("b", 1)));
  const History copy = *History::Open(scratch_ / "copy.db");
  EXPECT_TRUE(copy.Check());
  EXPECT_EQ(copy.List({})->size(), 1u);
}

}  // namespace
}  // namespace assay

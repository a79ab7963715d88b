// The audit log: every flipped byte, every truncation, every deleted, moved, doubled or inserted
// line shows.
#include "assay/operate/audit_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "assay/base/config_node.h"
#include "failing_files.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;

class Audit : public testing::Test {
 protected:
  Result<uint64_t> Append(const std::string& action, const Runtime& runtime = SystemRuntime()) {
    return AppendAudit(
        path_,
        {"ada", action, "data/in \"put\".csv", {{"brand", "acme"}, {"seed", "0"}}, "10.0.0.7"},
        ring_, runtime);
  }
  void AppendMany(int count) {
    for (int i = 0; i < count; ++i)
      ASSERT_EQ(*Append("detection_run"), static_cast<uint64_t>(i + 1));
  }
  AuditCheck Verify() {
    auto check = VerifyAudit(path_, ring_, SystemRuntime());
    EXPECT_TRUE(check) << check.error().message;
    return *check;
  }
  void ExpectFound(const std::string& log, const std::string& what) {
    WriteText(path_, log);
    EXPECT_TRUE(Verify().problem) << what;
  }

  ScratchDirectory scratch_;
  std::string path_ = scratch_ / "logs/audit.log";
  KeyRing ring_{{SecretKey::Random()}};
};

TEST_F(Audit, ALineHoldsTheGuidesFields) {
  AppendMany(1);
  const std::string text = ReadText(path_);
  const auto line = ParseJson(text, "line");
  ASSERT_TRUE(line);
  std::vector<std::string> keys;
  for (const auto& member : line->root.members) keys.push_back(member.key);
  EXPECT_THAT(keys, testing::ElementsAre("sequence", "timestamp", "user", "action", "data_file",
                                         "config", "ip_address", "key", "previous", "hash"));
  EXPECT_EQ(line->root.Find("user")->text, "ada");
  EXPECT_EQ(line->root.Find("data_file")->text, "data/in \"put\".csv");
  EXPECT_EQ(line->root.Find("config")->Find("brand")->text, "acme");
}

TEST_F(Audit, AnUntouchedLogIsRight) {
  AppendMany(20);
  const AuditCheck check = Verify();
  EXPECT_FALSE(check.problem) << *check.problem;
  EXPECT_EQ(check.lines, 20u);
  EXPECT_EQ(check.sequence, 20u);
}

TEST_F(Audit, TenThousandFlippedBytesShow) {
  AppendMany(12);
  const std::string log = ReadText(path_);
  std::mt19937 random(7);
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = log;
    const size_t at = random() % log.size();
    changed[at] = static_cast<char>(changed[at] ^ (1 + random() % 255));
    ExpectFound(changed, std::to_string(at));
  }
}

TEST_F(Audit, EveryTruncationShows) {
  AppendMany(6);
  const std::string log = ReadText(path_);
  for (size_t size = 0; size < log.size(); ++size)
    ExpectFound(log.substr(0, size), std::to_string(size));
}

TEST_F(Audit, EveryFlippedByteAndTruncationOfTheHeadShows) {
  AppendMany(3);
  const std::string head = ReadText(path_ + ".head");
  for (size_t i = 0; i < head.size(); ++i) {
    std::string changed = head;
    changed[i] = static_cast<char>(changed[i] ^ 0x20);
    WriteText(path_ + ".head", changed);
    EXPECT_TRUE(Verify().problem) << i;
    WriteText(path_ + ".head", head.substr(0, i));
    EXPECT_TRUE(Verify().problem) << i;
  }
  std::filesystem::remove(path_ + ".head");
  EXPECT_TRUE(Verify().problem);
}

TEST_F(Audit, DeletedMovedDoubledAndInsertedLinesShow) {
  AppendMany(5);
  const std::string log = ReadText(path_);
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < log.size();) {
    const size_t end = log.find('\n', begin) + 1;
    lines.push_back(log.substr(begin, end - begin));
    begin = end;
  }
  const auto join = [&](std::initializer_list<int> order) {
    std::string text;
    for (const int i : order) text += lines[static_cast<size_t>(i)];
    return text;
  };
  ExpectFound(join({1, 2, 3, 4}), "first deleted");
  ExpectFound(join({0, 1, 3, 4}), "middle deleted");
  ExpectFound(join({0, 1, 2, 3}), "last deleted");
  ExpectFound(join({0, 2, 1, 3, 4}), "moved");
  ExpectFound(join({0, 1, 1, 2, 3, 4}), "doubled");
  ExpectFound(join({0, 1, 2, 3, 4, 4}), "doubled at the end");
  ExpectFound(join({0, 1, 2, 3, 4}) + "\n", "an empty line");
  ExpectFound("", "emptied");
  // A log of the same key, made apart: its lines authenticate, its chain does not.
  const std::string other_path = scratch_ / "other.log";
  ASSERT_TRUE(
      AppendAudit(other_path, {"eve", "detection_run", "", {}, "local"}, ring_, SystemRuntime()));
  ExpectFound(ReadText(other_path) + join({1, 2, 3, 4}), "another log's line");
  WriteText(path_, log);
  EXPECT_FALSE(Verify().problem);
}

TEST_F(Audit, ALogMadeWithoutTheKeyIsNotAccepted) {
  AppendMany(2);
  ring_ = {{SecretKey::Random()}};
  EXPECT_THAT(*Verify().problem, HasSubstr("key"));
}

TEST_F(Audit, ARotatedKeyGoesOn) {
  AppendMany(2);
  ring_.keys.insert(ring_.keys.begin(), SecretKey::Random());
  EXPECT_EQ(*Append("detection_run"), 3u);
  EXPECT_FALSE(Verify().problem);
}

TEST_F(Audit, NothingIsAppendedToATamperedLog) {
  AppendMany(3);
  const std::string log = ReadText(path_);
  WriteText(path_, log.substr(0, log.size() / 2));
  const auto cut = Append("detection_run");
  ASSERT_FALSE(cut);
  EXPECT_THAT(cut.error().message, HasSubstr("assay audit verify"));
  WriteText(path_, log);
  std::filesystem::remove(path_ + ".head");
  EXPECT_FALSE(Append("detection_run"));
}

TEST_F(Audit, ACrashAtAnyByteOfAnAppendIsRecoveredFrom) {
  AppendMany(2);
  const std::string log = ReadText(path_);
  const std::string head = ReadText(path_ + ".head");
  ASSERT_TRUE(Append("detection_run"));
  const std::string longer = ReadText(path_);
  for (size_t size = log.size(); size <= longer.size(); ++size) {
    WriteText(path_, longer.substr(0, size));
    WriteText(path_ + ".head", head);
    const bool whole = size == longer.size();
    EXPECT_EQ(*Append("detection_run"), whole ? 4u : 3u) << size;
    EXPECT_FALSE(Verify().problem) << size;
  }
}

TEST_F(Audit, EveryFailingOperationIsAnErrorAndLosesNoEarlierLine) {
  AppendMany(2);
  Runtime runtime = SystemRuntime();
  const int operations = FailEachOperation(
      &runtime,
      [&] {
        const auto done = Append("detection_run", runtime);
        return done ? Status() : done.error();
      },
      [&] {
        ASSERT_TRUE(Append("after"));
        const AuditCheck check = Verify();
        EXPECT_FALSE(check.problem) << *check.problem;
      });
  EXPECT_GE(operations, 9);
}

TEST_F(Audit, ProcessesTakeTurns) {
  std::vector<pid_t> children;
  for (int p = 0; p < 4; ++p) {
    const pid_t child = fork();
    if (child == 0) {
      for (int i = 0; i < 25; ++i) {
        if (!Append("detection_run")) _exit(1);
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
  const AuditCheck check = Verify();
  EXPECT_FALSE(check.problem) << *check.problem;
  EXPECT_EQ(check.sequence, 100u);
}

}  // namespace
}  // namespace assay

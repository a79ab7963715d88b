// Tokens: made, found, removed; files that are wrong or open to others.
#include "assay/operate/access_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "assay/operate/timestamp.h"

namespace assay {
namespace {

using testing::HasSubstr;

class AccessTokens : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "assay_tokens_" + std::to_string(getpid());
    std::filesystem::create_directories(folder_);
    path_ = folder_ + "/tokens";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string ErrorOf(const std::string& text) {
    std::ofstream(path_) << text;
    chmod(path_.c_str(), 0600);
    const auto tokens = ReadTokens(path_);
    return tokens ? "" : tokens.error().message;
  }

  const Runtime runtime_ = SystemRuntime();
  const int64_t now_ = runtime_.clock->WallMicros();
  std::string folder_, path_;
};

TEST_F(AccessTokens, AreFoundByTheirTextAloneAndNeverStored) {
  const auto ann = AddToken(path_, "ann", Role::kAdmin, 0, runtime_);
  const auto bob = AddToken(path_, "bob", Role::kViewer, 0, runtime_);
  ASSERT_TRUE(ann && bob);
  EXPECT_NE(*ann, *bob);
  EXPECT_EQ(ann->size(), std::string("assay_").size() + 43);
  const auto tokens = ReadTokens(path_);
  ASSERT_TRUE(tokens);
  ASSERT_EQ(tokens->size(), 2u);
  EXPECT_EQ(FindToken(*tokens, *ann, now_)->name, "ann");
  EXPECT_EQ(FindToken(*tokens, *bob, now_)->role, Role::kViewer);
  EXPECT_EQ(FindToken(*tokens, ann->substr(0, ann->size() - 1), now_), nullptr);
  EXPECT_EQ(FindToken(*tokens, "", now_), nullptr);
  EXPECT_EQ(runtime_.files->ReadAll(path_)->find(*ann), std::string::npos);
  struct stat info {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0600u);
}

TEST_F(AccessTokens, Expire) {
  const auto text = AddToken(path_, "short", Role::kOperator, 1, runtime_);
  const auto tokens = ReadTokens(path_);
  ASSERT_TRUE(text && tokens);
  EXPECT_NE(FindToken(*tokens, *text, now_), nullptr);
  EXPECT_EQ(FindToken(*tokens, *text, now_ + 2 * kMicrosPerDay), nullptr);
}

TEST_F(AccessTokens, AreRemovedByName) {
  ASSERT_TRUE(AddToken(path_, "nightly", Role::kOperator, 0, runtime_));
  const Status wrong = RemoveToken(path_, "nighty", runtime_);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("Did you mean 'nightly'?"));
  EXPECT_TRUE(RemoveToken(path_, "nightly", runtime_));
  EXPECT_TRUE(ReadTokens(path_)->empty());
}

TEST_F(AccessTokens, HaveOneNameEach) {
  ASSERT_TRUE(AddToken(path_, "ann", Role::kAdmin, 0, runtime_));
  EXPECT_FALSE(AddToken(path_, "ann", Role::kViewer, 0, runtime_));
  EXPECT_FALSE(AddToken(path_, "no spaces", Role::kViewer, 0, runtime_));
  EXPECT_FALSE(AddToken(path_, "", Role::kViewer, 0, runtime_));
}

TEST_F(AccessTokens, WrongLinesAreNamed) {
  const std::string digest(64, 'a');
  EXPECT_THAT(ErrorOf("ann admin " + digest + " 2026-01-01T00:00:00Z\n"),
              HasSubstr("tokens:1: expected five words"));
  EXPECT_THAT(ErrorOf("# x\n\nann king " + digest + " 2026-01-01T00:00:00Z -\n"),
              HasSubstr("tokens:3: found the role 'king'"));
  EXPECT_THAT(ErrorOf("ann admin abc 2026-01-01T00:00:00Z -\n"), HasSubstr("SHA-256"));
  EXPECT_THAT(ErrorOf("a/b admin " + digest + " 2026-01-01T00:00:00Z -\n"), HasSubstr("name"));
  EXPECT_NE(ErrorOf("ann admin " + digest + " 2026-01-01T00:00:00Z soon\n"), "");
  const std::string line = "ann admin " + digest + " 2026-01-01T00:00:00Z -\n";
  EXPECT_THAT(ErrorOf(line + line), HasSubstr("tokens:2: the name 'ann' stands twice"));
  EXPECT_EQ(ErrorOf(line), "");
}

TEST_F(AccessTokens, AFileOpenToOthersIsRefused) {
  ASSERT_TRUE(AddToken(path_, "ann", Role::kAdmin, 0, runtime_));
  ASSERT_EQ(chmod(path_.c_str(), 0644), 0);
  const auto tokens = ReadTokens(path_);
  ASSERT_FALSE(tokens);
  EXPECT_THAT(tokens.error().message, HasSubstr("chmod 600"));
}

}  // namespace
}  // namespace assay

// Backups: verified, complete or absent; damage and hostile archives are found; restores can be
// undone.
#include "assay/operate/backup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "assay/operate/history.h"
#include "failing_files.h"
#include "sample_run.h"
#include "scratch_directory.h"

namespace assay {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Backup : public testing::Test {
 protected:
  Backup() {
    WriteText(root_ + "/brand_configs/acme.json", R"({"brand_name": "acme"})");
    WriteText(root_ + "/config/production.json", "{}");
    WriteText(root_ + "/data/models/m1.bin", std::string(100'000, 'm'));
    WriteText(root_ + "/results/2026-11-24/report.json", "{}");
    WriteText(root_ + "/results/old/report.json", "{}");
    fs::last_write_time(root_ + "/results/old/report.json",
                        fs::file_time_type::clock::now() - std::chrono::hours(240));
    options_.root = root_;
    options_.directory = scratch_ / "backup";
  }
  BackupResult Make() {
    auto result = MakeBackup(options_, SystemRuntime());
    EXPECT_TRUE(result) << result.error().message;
    return *std::move(result);
  }
  Result<BackupManifest> Verify(const std::string& path) {
    return VerifyBackup(path, options_.keys, {}, SystemRuntime());
  }
  RestoreOptions OptionsFor(const std::string& archive) const {
    RestoreOptions options;
    options.archive = archive;
    options.target = root_;
    options.keys = options_.keys;
    return options;
  }
  Result<RestorePlan> Restore(const std::string& archive, bool dry_run = false) {
    RestoreOptions options = OptionsFor(archive);
    options.dry_run = dry_run;
    return RestoreBackup(options, SystemRuntime());
  }
  // Changes one file behind a backup and removes another; gives what stands then.
  std::string ChangeAndLose() {
    WriteText(root_ + "/config/production.json", "changed");
    fs::remove(root_ + "/brand_configs/acme.json");
    return Snapshot();
  }
  // Everything below the root as one text.
  std::string Snapshot() {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(root_)) {
      const std::string path = entry.path().string();
      if (entry.is_regular_file() && path.find(".assay-restore") == std::string::npos)
        files[path] = ReadText(path);
    }
    std::string text;
    for (const auto& [path, content] : files) text += path + "\n" + content + "\n";
    return text;
  }

  ScratchDirectory scratch_;
  std::string root_ = scratch_ / "root";
  BackupOptions options_;
};

TEST_F(Backup, HoldsConfigurationsModelsAndRecentResults) {
  const BackupResult made = Make();
  std::vector<std::string> paths;
  for (const BackupFile& file : made.manifest.files) paths.push_back(file.path);
  EXPECT_THAT(paths, ElementsAre("brand_configs/acme.json", "config/production.json",
                                 "data/models/m1.bin", "results/2026-11-24/report.json"));
  EXPECT_EQ(made.manifest.CountOf(BackupKind::kConfiguration), 2u);
  EXPECT_EQ(made.manifest.CountOf(BackupKind::kModel), 1u);
  const auto verified = Verify(made.path);
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->files.size(), 4u);
  EXPECT_FALSE(fs::exists(options_.directory + "/.staging"));
  EXPECT_EQ(*LatestBackup(options_.directory, SystemRuntime()), made.path);
}

TEST_F(Backup, TarReadsItAndTheManifestHasTheGuidesFields) {
  const BackupResult made = Make();
  const std::string out = scratch_ / "tar";
  fs::create_directories(out);
  ASSERT_EQ(std::system(("tar --zstd -xf " + made.path + " -C " + out).c_str()), 0);
  EXPECT_EQ(ReadText(out + "/data/models/m1.bin"), std::string(100'000, 'm'));
  const std::string manifest = ReadText(out + "/manifest.json");
  for (const char* field : {"\"Backup Date\"", "\"System Version\"", "\"Configuration Files\": 2",
                            "\"Model Files\": 1", "\"sha256\""}) {
    EXPECT_THAT(manifest, HasSubstr(field));
  }
}

TEST_F(Backup, TenThousandFlippedBytesAndEveryTruncationAreFound) {
  fs::remove(root_ + "/data/models/m1.bin");
  const std::string bytes = ReadText(Make().path);
  const std::string path = scratch_ / "changed.tar.zst";
  std::mt19937 random(1);
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = bytes;
    const size_t at = random() % bytes.size();
    changed[at] = static_cast<char>(changed[at] ^ (1 + random() % 255));
    WriteText(path, changed);
    ASSERT_FALSE(Verify(path)) << at;
  }
  for (size_t size = 0; size < bytes.size(); ++size) {
    WriteText(path, bytes.substr(0, size));
    ASSERT_FALSE(Verify(path)) << size;
  }
  WriteText(path, bytes + "x");
  EXPECT_FALSE(Verify(path));
  WriteText(path, bytes);
  EXPECT_TRUE(Verify(path));
}

TEST_F(Backup, EncryptedOnesNeedTheirKey) {
  options_.keys = KeyRing{{SecretKey::Random()}};
  const BackupResult made = Make();
  EXPECT_TRUE(made.path.ends_with(".enc"));
  EXPECT_TRUE(Verify(made.path));
  const std::string before = Snapshot();
  WriteText(root_ + "/config/production.json", "changed");
  ASSERT_TRUE(Restore(made.path));
  EXPECT_EQ(Snapshot(), before);
  EXPECT_FALSE(fs::exists(root_ + "/.assay-restore.archive"));
  options_.keys.reset();
  EXPECT_THAT(Verify(made.path).error().message, HasSubstr("--key"));
  options_.keys = KeyRing{{SecretKey::Random()}};
  EXPECT_FALSE(Verify(made.path));
}

TEST_F(Backup, RetentionKeepsTheNewest) {
  options_.keep = 2;
  std::vector<std::string> made;
  for (int i = 0; i < 4; ++i) made.push_back(Make().path);
  EXPECT_FALSE(fs::exists(made[0]));
  EXPECT_FALSE(fs::exists(made[1]));
  EXPECT_TRUE(fs::exists(made[2]));
  EXPECT_TRUE(fs::exists(made[3]));
}

TEST_F(Backup, EveryFailingOperationLeavesNoBackup) {
  Runtime runtime = SystemRuntime();
  const int operations = FailEachOperation(
      &runtime,
      [&] {
        const auto made = MakeBackup(options_, runtime);
        return made ? Status() : made.error();
      },
      [&] {
        for (const auto& entry : fs::directory_iterator(scratch_.path()))
          EXPECT_NE(entry.path().extension(), ".zst");
        if (!fs::exists(options_.directory)) return;
        for (const auto& entry : fs::directory_iterator(options_.directory)) {
          const std::string path = entry.path().string();
          // Only the last sync may fail behind the name; then the archive is whole.
          if (path.ends_with(".zst")) {
            EXPECT_TRUE(Verify(path));
            fs::remove(path);
          }
          EXPECT_FALSE(path.ends_with(".partial")) << path;
        }
      });
  EXPECT_GE(operations, 20);
}

TEST_F(Backup, AnOldBackupIsNotDeletedWhenTheNewOneFails) {
  options_.keep = 1;
  const std::string old = Make().path;
  Runtime runtime = SystemRuntime();
  FailingFiles files(runtime.files, 12);
  runtime.files = &files;
  EXPECT_FALSE(MakeBackup(options_, runtime));
  EXPECT_TRUE(Verify(old));
}

TEST_F(Backup, ADryRunOfTheRestoreChangesNothing) {
  const std::string path = Make().path;
  WriteText(root_ + "/config/production.json", "changed");
  fs::remove(root_ + "/brand_configs/acme.json");
  const std::string before = Snapshot();
  const auto plan = Restore(path, true);
  ASSERT_TRUE(plan);
  EXPECT_THAT(plan->created, ElementsAre("brand_configs/acme.json"));
  EXPECT_THAT(plan->replaced, ElementsAre("config/production.json"));
  EXPECT_EQ(plan->unchanged, 2u);
  EXPECT_EQ(Snapshot(), before);
}

TEST_F(Backup, ARestoreBringsEverythingBackAndCanBeUndone) {
  const std::string whole = Snapshot();
  const std::string path = Make().path;
  WriteText(root_ + "/config/production.json", "changed");
  fs::remove(root_ + "/brand_configs/acme.json");
  const std::string changed = Snapshot();
  ASSERT_TRUE(Restore(path));
  EXPECT_EQ(Snapshot(), whole);
  EXPECT_EQ(*RollBackRestore(root_, SystemRuntime()), 2u);
  EXPECT_EQ(Snapshot(), changed);
  EXPECT_FALSE(RollBackRestore(root_, SystemRuntime()));
}

TEST_F(Backup, ARestoreThatFailsAnywherePutsEverythingBack) {
  const std::string path = Make().path;
  const std::string before = ChangeAndLose();
  const RestoreOptions options = OptionsFor(path);
  Runtime runtime = SystemRuntime();
  const int operations = FailEachOperation(
      &runtime,
      [&] {
        const auto plan = RestoreBackup(options, runtime);
        return plan ? Status() : plan.error();
      },
      [&] { EXPECT_EQ(Snapshot(), before); });
  EXPECT_GE(operations, 15);
}

TEST_F(Backup, ARestoreThatRunsOutOfMemoryAnywherePutsEverythingBack) {
  const std::string path = Make().path;
  const std::string before = ChangeAndLose();
  const RestoreOptions options = OptionsFor(path);
  Runtime runtime = SystemRuntime();
  Files* const real = runtime.files;
  const auto restore = [&] {
    try {
      return static_cast<bool>(RestoreBackup(options, runtime));
    } catch (const std::bad_alloc&) {
      return false;
    }
  };
  for (int place = 0;; ++place) {
    FailingFiles files(real, place, true);
    runtime.files = &files;
    const bool done = restore();
    if (files.operations() <= place) {
      EXPECT_TRUE(done);
      EXPECT_GE(place, 15);
      return;
    }
    EXPECT_FALSE(done) << place;
    EXPECT_EQ(Snapshot(), before) << place;
  }
}

TEST_F(Backup, ATargetThatALinkLeadsOutOfIsRefused) {
  const std::string path = Make().path;
  fs::create_directories(scratch_ / "elsewhere");
  fs::remove_all(root_ + "/config");
  fs::create_directory_symlink(scratch_ / "elsewhere", root_ + "/config");
  const auto plan = Restore(path);
  ASSERT_FALSE(plan);
  EXPECT_THAT(plan.error().message, HasSubstr("symbolic link"));
  EXPECT_TRUE(fs::is_empty(scratch_ / "elsewhere"));
}

TEST_F(Backup, TheHistoryIsCopiedWhole) {
  const Report report = SampleReport();
  History history = *History::Open(root_ + "/state/history.db");
  ASSERT_TRUE(history.Add(SampleFacts(&report)));
  const std::string path = Make().path;
  ASSERT_TRUE(history.Add(SampleFacts(&report)));
  fs::remove_all(root_ + "/state");
  ASSERT_TRUE(Restore(path));
  EXPECT_EQ(History::Open(root_ + "/state/history.db")->List({})->size(), 1u);
}

TEST_F(Backup, LimitsHold) {
  const std::string path = Make().path;
  EXPECT_FALSE(VerifyBackup(path, {}, {.files = 3}, SystemRuntime()));
  EXPECT_FALSE(VerifyBackup(path, {}, {.bytes = 1000}, SystemRuntime()));
  WriteText(root_ + "/data/models/zeros.bin", std::string(size_t{80} << 20, '\0'));
  const std::string bomb = Make().path;
  const auto refused = VerifyBackup(bomb, {}, {.ratio = 10}, SystemRuntime());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("the limit for its size"));
}

TEST_F(Backup, AFileWhoseNameItCannotHoldIsTold) {
  for (const char* name : {"latin\xfc.json", "back\\slash.json", "two\nlines.json"}) {
    const std::string path = root_ + "/config/" + name;
    WriteText(path, "{}");
    const auto made = MakeBackup(options_, SystemRuntime());
    ASSERT_FALSE(made) << name;
    EXPECT_THAT(made.error().message, HasSubstr("a backup can't hold the file 'config/"));
    fs::remove(path);
  }
}

TEST_F(Backup, SafePathsOnly) {
  // A manifest that leads out: the archive is whole, so only the path gives it away.
  const std::string path = Make().path;
  const std::string out = scratch_ / "x";
  fs::create_directories(out);
  ASSERT_EQ(std::system(("zstd -qdc " + path + " > " + out + "/a.tar").c_str()), 0);
  std::string tar = ReadText(out + "/a.tar");
  for (size_t at = tar.find("config/production.json"); at != std::string::npos;
       at = tar.find("config/production.json", at)) {
    tar.replace(at, 22, "../../etc/production.j");
  }
  WriteText(out + "/b.tar", tar);
  ASSERT_EQ(std::system(("zstd -qc " + out + "/b.tar > " + out + "/b.tar.zst").c_str()), 0);
  std::string bytes = ReadText(out + "/b.tar.zst");
  // The digest is no secret: an attacker adds a right one.
  const std::string hash = scratch_ / "hash";
  ASSERT_EQ(std::system(("sha256sum " + out + "/b.tar.zst | cut -c1-64 > " + hash).c_str()), 0);
  const std::string hex = ReadText(hash);
  bytes += std::string("\x50\x2A\x4D\x18\x28\0\0\0", 8) + "ASSAYBK1";
  for (size_t i = 0; i < 64; i += 2)
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  WriteText(out + "/evil.tar.zst", bytes);
  const auto manifest = Verify(out + "/evil.tar.zst");
  ASSERT_FALSE(manifest);
  EXPECT_THAT(manifest.error().message, HasSubstr("not safe"));
}

}  // namespace
}  // namespace assay

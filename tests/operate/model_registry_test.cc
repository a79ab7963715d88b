// The registry: what is in use, falling back from damage, and damage of every kind noticed.
#include "assay/operate/model_registry.h"

#include <filesystem>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/operate/trained_files.h"
#include "assay/profile/profile_file.h"
#include "failing_files.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string WeightsText(double pattern) {
  return "{\"methods\": {\"pattern\": {\"weight\": " + std::to_string(pattern) +
         "}}, \"detectors\": {}}";
}

class Registry : public ::testing::Test {
 protected:
  std::string Weights(double pattern) {
    const std::string path = scratch_ / ("weights" + std::to_string(pattern) + ".json");
    WriteText(path, WeightsText(pattern));
    return path;
  }
  ModelRegistry Open() {
    auto registry = ModelRegistry::Open(directory_, SystemRuntime());
    EXPECT_TRUE(registry) << registry.error().message;
    return *std::move(registry);
  }
  // Two versions, both used once.
  void AddTwo() {
    ModelRegistry registry = Open();
    ASSERT_TRUE(registry.Add("shop", Weights(0.5), "first"));
    ASSERT_TRUE(registry.Add("shop", Weights(0.75), ""));
    ASSERT_TRUE(registry.Promote("shop", 2));
  }
  std::string FileOf(uint64_t version) {
    return directory_ + "/shop/" + (*Open().Find("shop"))->Find(version)->sha256 + ".json";
  }

  ScratchDirectory scratch_;
  std::string directory_ = scratch_ / "models";
};

TEST_F(Registry, TheFirstVersionIsInUseAtOnceLaterOnesWhenPromoted) {
  ModelRegistry registry = Open();
  EXPECT_EQ(*registry.Add("shop", Weights(0.5), "first"), 1u);
  EXPECT_EQ(*registry.Add("shop", Weights(0.75), ""), 2u);
  EXPECT_EQ(registry.Resolve("shop", 0)->version, 1u);
  ASSERT_TRUE(registry.Promote("shop", 2));
  const ModelRegistry again = Open();
  const auto found = again.Resolve("shop", 0);
  EXPECT_EQ(found->version, 2u);
  EXPECT_EQ(ReadText(found->path), WeightsText(0.75));
  EXPECT_EQ(again.Resolve("shop", 1)->version, 1u);
  EXPECT_THAT(again.Resolve("shop", 7).error().message, HasSubstr("no version 7"));
  EXPECT_THAT(again.Resolve("shp", 0).error().message, HasSubstr("'shop'"));
}

TEST_F(Registry, RollbackGoesBackThroughWhatWasInUse) {
  AddTwo();
  ModelRegistry registry = Open();
  EXPECT_EQ(*registry.Rollback("shop"), 1u);
  EXPECT_EQ(Open().Resolve("shop", 0)->version, 1u);
  EXPECT_FALSE(registry.Rollback("shop"));
}

TEST_F(Registry, PruneKeepsWhatIsNeeded) {
  ModelRegistry registry = Open();
  for (int i = 1; i <= 6; ++i) ASSERT_TRUE(registry.Add("shop", Weights(i / 10.0), ""));
  ASSERT_TRUE(registry.Promote("shop", 2));
  EXPECT_EQ(*registry.Prune("shop", 1), 3u);  // 1 was in use before, 2 is, 6 is the newest
  std::vector<uint64_t> left;
  const ModelRegistry again = Open();
  for (const ModelVersion& version : (*again.Find("shop"))->versions)
    left.push_back(version.version);
  EXPECT_THAT(left, ::testing::ElementsAre(1, 2, 6));
  EXPECT_EQ(*Open().Rollback("shop"), 1u);
  EXPECT_EQ(*Open().Add("shop", Weights(0.9), ""), 7u);
}

TEST_F(Registry, TakesOnlyTrainedFilesOfOneKind) {
  ModelRegistry registry = Open();
  WriteText(scratch_ / "text.json", "{\"a\": 1}");
  EXPECT_THAT(registry.Add("shop", scratch_ / "text.json", "").error().message,
              HasSubstr("is no calibration"));
  WriteText(scratch_ / "profile.bin", EncodeProfile(TableProfile()));
  ASSERT_TRUE(registry.Add("table", scratch_ / "profile.bin", ""));
  EXPECT_THAT(registry.Add("table", Weights(0.5), "").error().message, HasSubstr("are profile"));
  ASSERT_TRUE(registry.Add("shipped", ASSAY_SOURCE_DIR "/calibration/default.json", ""));
  EXPECT_EQ((*registry.Find("shipped"))->kind, ModelKind::kCalibration);
  EXPECT_FALSE(registry.Add("../x", Weights(0.5), ""));
}

TEST_F(Registry, ADamagedFileGivesWayToTheLastGoodOne) {
  AddTwo();
  WriteText(FileOf(2), WeightsText(0.76));
  const ModelRegistry registry = Open();
  EXPECT_THAT(registry.Verify(""), SizeIs(1));
  const auto found = registry.Resolve("shop", 0);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->version, 1u);
  ASSERT_TRUE(found->fell_back_from);
  EXPECT_EQ(found->fell_back_from->version, 2u);
  EXPECT_FALSE(registry.Resolve("shop", 2)) << "a version that was asked for has no substitute";

  Job job;
  job.weights = "registry:shop";
  const auto files = ResolveTrainedFiles(directory_, false, SystemRuntime(), &job);
  ASSERT_TRUE(files);
  EXPECT_EQ(ReadText(job.weights), WeightsText(0.5));
  EXPECT_THAT(files->alerts, SizeIs(1));
  EXPECT_THAT(files->warnings, ::testing::ElementsAre(HasSubstr("version 1 is used in its place")));

  WriteText(FileOf(1), "");
  EXPECT_FALSE(Open().Resolve("shop", 0)) << "nothing good is left";
}

TEST_F(Registry, ProductionRefusesWhatIsNotRegistered) {
  AddTwo();
  Job job;
  job.weights = Weights(0.5);
  EXPECT_TRUE(ResolveTrainedFiles(directory_, true, SystemRuntime(), &job));
  job.weights = Weights(0.99);
  const auto refused = ResolveTrainedFiles(directory_, true, SystemRuntime(), &job);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kUsage);
  EXPECT_THAT(refused.error().message, HasSubstr("assay models add"));
  EXPECT_TRUE(ResolveTrainedFiles(directory_, false, SystemRuntime(), &job));
  job.calibration = "registry:shop";
  EXPECT_THAT(ResolveTrainedFiles(directory_, false, SystemRuntime(), &job).error().message,
              HasSubstr("is weights, expected calibration"));
}

// Every change of the text must be noticed.
void ExpectEveryDamageFound(const std::string& good,
                            const std::function<bool(const std::string&)>& is_good) {
  ASSERT_TRUE(is_good(good));
  std::mt19937 random(11);
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = good;
    const size_t at = random() % good.size();
    changed[at] = static_cast<char>(changed[at] ^ (1 + random() % 255));
    ASSERT_FALSE(is_good(changed)) << "byte " << at;
  }
  for (size_t size = 0; size < good.size(); ++size)
    ASSERT_FALSE(is_good(good.substr(0, size))) << size;
}

TEST_F(Registry, TenThousandFlippedBytesAndEveryTruncationOfTheRegistryAreFound) {
  AddTwo();
  ExpectEveryDamageFound(ReadText(directory_ + "/registry.json"), [](const std::string& text) {
    return DecodeRegistry(text, "registry.json").has_value();
  });
}

TEST_F(Registry, TenThousandFlippedBytesAndEveryTruncationOfAModelAreFound) {
  AddTwo();
  const ModelRegistry registry = Open();
  const std::string file = FileOf(2);
  ExpectEveryDamageFound(ReadText(file), [&](const std::string& text) {
    WriteText(file, text);
    return registry.Verify("shop").empty();
  });
}

TEST_F(Registry, ADamagedRegistryGivesWayToTheOneBefore) {
  AddTwo();
  WriteText(directory_ + "/registry.json", "{}");
  const ModelRegistry registry = Open();
  EXPECT_THAT(registry.registry_damage(), HasSubstr("is damaged"));
  EXPECT_EQ(registry.Resolve("shop", 0)->version, 1u);
  std::filesystem::remove(directory_ + "/registry.previous.json");
  EXPECT_FALSE(ModelRegistry::Open(directory_, SystemRuntime()));
}

// Whatever fails once, the registry holds what it held before or what it was to hold.
TEST_F(Registry, EveryFailingOperationLeavesAGoodRegistry) {
  AddTwo();
  const std::string third = Weights(0.9);
  bool went_through = false;
  for (int fail_at = 0; !went_through; ++fail_at) {
    ASSERT_LT(fail_at, 100);
    const std::string copy = scratch_ / ("copy" + std::to_string(fail_at));
    std::filesystem::copy(directory_, copy, std::filesystem::copy_options::recursive);
    FailingFiles files(SystemRuntime().files, fail_at);
    Runtime runtime = SystemRuntime();
    runtime.files = &files;
    auto registry = ModelRegistry::Open(copy, runtime);
    ASSERT_TRUE(registry);
    went_through = registry->Add("shop", third, "").has_value();
    const auto after = ModelRegistry::Open(copy, SystemRuntime());
    ASSERT_TRUE(after) << fail_at << after.error().message;
    EXPECT_TRUE(after->Verify("").empty()) << fail_at;
    EXPECT_EQ(after->Resolve("shop", 0)->version, 2u);
    EXPECT_TRUE(after->registry_damage().empty());
  }
}

}  // namespace
}  // namespace assay

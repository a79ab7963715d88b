// Migration of job files: what a file sets stays set, and every step is told.
#include "assay/run/migrate_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/run/job_config.h"
#include "assay/run/job_values.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Result<MigratedConfig> Migrate(const std::string& text, const std::string& file) {
  const auto document = file.ends_with(".json") ? ParseJson(text, file) : ParseYaml(text, file);
  if (!document) return document.error();
  return MigrateJobFile(*document);
}

std::vector<std::pair<std::string, std::string>> ValuesOf(const std::string& text, bool is_json) {
  const auto document = is_json ? ParseJson(text, "x.json") : ParseYaml(text, "x.yaml");
  EXPECT_TRUE(document) << text << document.error().message;
  Job job;
  std::vector<std::string> notes;
  const Status applied = ApplyJobFile(*document, &job, &notes);
  EXPECT_TRUE(applied) << text << applied.error().message;
  return JobValues(job);
}

constexpr const char* kVersion1 =
    R"({"environment": "production", "rules": ["a.yaml", "b \"x\".yaml"],
  "performance": {"max_workers": 3}, "memory": {"chunk_size": 777, "result_buffer_size": 50000},
  "source": {"delimiter": "tab", "header": false}, "anomaly_threshold": 0.25, "null_tokens": []})";

TEST(MigrateConfig, KeepsWhatTheFileSets) {
  const auto json = Migrate(kVersion1, "job.json");
  ASSERT_TRUE(json) << json.error().message;
  EXPECT_EQ(json->from, 1);
  EXPECT_THAT(json->changes, ElementsAre("'memory.chunk_size' is 'performance.batch_size' now"));
  EXPECT_EQ(ValuesOf(json->text, true), ValuesOf(kVersion1, true));
  EXPECT_THAT(ValuesOf(json->text, true),
              Contains(std::pair<std::string, std::string>("performance.batch_size", "777")));
  EXPECT_THAT(json->text, HasSubstr("\"schema_version\": 2"));
  EXPECT_THAT(json->text, Not(HasSubstr("chunk_size")));
}

TEST(MigrateConfig, IsIdempotent) {
  const auto once = Migrate(kVersion1, "job.json");
  const auto twice = Migrate(once->text, "job.json");
  ASSERT_TRUE(twice) << twice.error().message;
  EXPECT_EQ(twice->text, once->text);
  EXPECT_EQ(twice->from, kJobSchemaVersion);
  EXPECT_THAT(twice->changes, IsEmpty());
}

TEST(MigrateConfig, KeepsYamlYaml) {
  const char* text = "log_level: INFO\nmemory:\n  chunk_size: 500\nmethods: [validation]\n";
  const auto yaml = Migrate(text, "job.yaml");
  ASSERT_TRUE(yaml) << yaml.error().message;
  EXPECT_THAT(yaml->text, HasSubstr("performance:\n  batch_size: 500\n"));
  EXPECT_EQ(ValuesOf(yaml->text, false), ValuesOf(text, false));
}

TEST(MigrateConfig, TakesTheGuidesSettingsModules) {
  const auto migrated =
      Migrate(R"({"MEMORY_SETTINGS": {"max_dataframe_size": 1000000, "chunk_size": 10000,
    "model_cache_size": 5, "result_buffer_size": 50000}, "performance": {"batch_size": 256},
    "GPU_SETTINGS": {"batch_size": {"ml_detection": 128, "llm_detection": 32}, "memory_fraction": 0.8,
    "allow_growth": true}})",
              "job.json");
  ASSERT_TRUE(migrated) << migrated.error().message;
  EXPECT_THAT(migrated->changes,
              ElementsAre(HasSubstr("MEMORY_SETTINGS"), HasSubstr("GPU_SETTINGS"),
                          HasSubstr("'memory.chunk_size' is dropped"),
                          HasSubstr("'gpu.batch_size' is dropped")));
}

TEST(MigrateConfig, TakesTheGuidesParallelSettings) {
  const auto migrated = Migrate(R"({"PARALLEL_SETTINGS": {"max_workers": 15, "chunk_size": 1000,
    "method_parallelism": {"validation": true, "pattern": true, "ml": false, "llm": false}}})",
                                "job.json");
  ASSERT_TRUE(migrated) << migrated.error().message;
  EXPECT_THAT(migrated->changes,
              ElementsAre(HasSubstr("PARALLEL_SETTINGS"),
                          "'performance.chunk_size' is 'performance.batch_size' now"));
  EXPECT_THAT(
      ValuesOf(migrated->text, true),
      testing::Contains(testing::Pair("performance.method_parallelism", "all but [ml, llm]")));
}

TEST(MigrateConfig, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(Migrate(R"({"schema_version": 3})", "job.json").error().message,
              HasSubstr("job.json:1:20"));
  EXPECT_THAT(Migrate(R"({"log_levle": "INFO"})", "job.json").error().message,
              HasSubstr("log_level"));
  EXPECT_FALSE(Migrate("[1]", "job.json"));
}

}  // namespace
}  // namespace assay

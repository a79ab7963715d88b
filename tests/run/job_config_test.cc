// Job files, the environment, and `assay validate-config`'s check.
#include "assay/run/job_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "assay/run/validate_config.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// The production configuration of the operations guide, as written there.
constexpr std::string_view kProduction = R"({
    "environment": "production",
    "log_level": "INFO",
    "performance": {
        "batch_size": 10000,
        "max_workers": 16,
        "enable_gpu": true,
        "cache_models": true
    },
    "monitoring": {
        "metrics_enabled": true,
        "metrics_port": 8080,
        "health_check_path": "/health"
    },
    "error_handling": {
        "continue_on_error": true,
        "max_retries": 3,
        "retry_delay": 60
    }
})";

Status Apply(std::string_view json, Job* job, std::vector<std::string>* notes) {
  auto document = ParseJson(json, "job.json");
  if (!document) return document.error();
  return ApplyJobFile(*document, job, notes);
}
std::string ErrorOf(std::string_view json) {
  Job job;
  std::vector<std::string> notes;
  const Status status = Apply(json, &job, &notes);
  return status ? "accepted" : status.error().message;
}

TEST(JobFile, AcceptsTheGuidesProductionConfiguration) {
  Job job;
  std::vector<std::string> notes;
  const Status status = Apply(kProduction, &job, &notes);
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(job.batch_size, 10000u);
  EXPECT_EQ(job.max_workers, 16u);
  EXPECT_EQ(job.metrics_port, 8080);
  EXPECT_EQ(job.health_check_path, "/health");
  EXPECT_THAT(notes, Not(Contains(HasSubstr("monitoring"))));
  EXPECT_FALSE(job.reject_limit_set);
  EXPECT_THAT(notes, Contains("performance.enable_gpu: accepted, has no effect yet"));
  EXPECT_THAT(notes, Not(Contains(HasSubstr("batch_size"))));
}

TEST(JobFile, SetsWhatItSaysAndLeavesTheRest) {
  Job job;
  std::vector<std::string> notes;
  const Status status =
      Apply(R"({"input": "x.csv", "output_dir": "o", "brand": "b", "rules": ["r.yaml"],
    "methods": ["pattern", "validation"], "anomaly_threshold": 0.75, "formats": ["csv"], "max_rejects": 7,
    "sample": 10, "seed": 9, "source": {"delimiter": "tab", "quote": "none", "header": false,
    "encoding": "utf-16le", "line_end": "crlf"}, "error_handling": {"continue_on_error": false}})",
            &job, &notes);
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(job.input, "x.csv");
  EXPECT_EQ(job.output_directory, "o");
  EXPECT_TRUE(job.methods[static_cast<int>(Method::kPattern)]);
  EXPECT_FALSE(job.methods[static_cast<int>(Method::kMl)]);
  EXPECT_EQ(job.anomaly_threshold, 0.75);
  EXPECT_EQ(job.validation_threshold, 0.0);
  EXPECT_THAT(job.formats, ElementsAre("csv"));
  EXPECT_EQ(job.max_rejects, 7u);
  EXPECT_TRUE(job.reject_limit_set);
  EXPECT_EQ(job.sample_rows, 10u);
  EXPECT_EQ(job.source.delimiter, '\t');
  EXPECT_EQ(job.source.quote, '\0');
  EXPECT_EQ(job.source.header, false);
  EXPECT_EQ(job.source.encoding, Encoding::kUtf16Le);
  EXPECT_EQ(job.source.line_end, LineEnd::kCrLf);
  EXPECT_TRUE(notes.empty());
}

TEST(JobFile, EveryMistakeIsNamedAtItsPlace) {
  EXPECT_EQ(ErrorOf("{\n \"perfomance\": {}}"),
            "job.json:2:2: unknown key 'perfomance' in a job file. Did you mean 'performance'?");
  EXPECT_THAT(ErrorOf("{\"performance\": {\"batchsize\": 1}}"),
              HasSubstr("unknown key 'batchsize' in 'performance'. Did you mean 'batch_size'?"));
  EXPECT_EQ(ErrorOf("{\"performance\": {\"batch_size\": 0}}"),
            "job.json:1:32: 'performance.batch_size': found the number '0', expected a whole "
            "number from 1 to 1000000000");
  EXPECT_THAT(ErrorOf("{\"performance\": 3}"),
              StartsWith("job.json:1:17: 'performance': found the number '3'"));
  EXPECT_THAT(ErrorOf("{\"methods\": [\"validaton\"]}"), HasSubstr("Did you mean 'validation'?"));
  EXPECT_THAT(ErrorOf("{\"anomaly_threshold\": 1e400}"),
              HasSubstr("expected a number from 0 to 1"));
  EXPECT_THAT(ErrorOf("{\"environment\": \"prod\"}"), HasSubstr("Did you mean 'production'?"));
  EXPECT_THAT(ErrorOf("{\"source\": {\"delimiter\": \"::\"}}"), HasSubstr("one ASCII character"));
  EXPECT_THAT(ErrorOf("[]"), StartsWith("job.json:1:1: found a list"));
}

TEST(Environment, OverridesTheFile) {
  std::map<std::string, std::string> set = {{"DETECTION_OUTPUT_DIR", "/v"},
                                            {"DETECTION_BATCH_SIZE", "1000"},
                                            {"DETECTION_MAX_WORKERS", ""}};
  const auto get = [&](const char* name) {
    const auto found = set.find(name);
    return found == set.end() ? nullptr : found->second.c_str();
  };
  Job job;
  job.max_workers = 3;
  ASSERT_TRUE(ApplyEnvironment(get, &job));
  EXPECT_EQ(job.output_directory, "/v");
  EXPECT_EQ(job.batch_size, 1000u);
  EXPECT_EQ(job.max_workers, 3u);
  set["DETECTION_MAX_WORKERS"] = "many";
  EXPECT_THAT(ApplyEnvironment(get, &job).error().message, HasSubstr("DETECTION_MAX_WORKERS"));
}

std::string Check(const std::string& name, std::string_view bytes) {
  const std::string path = testing::TempDir() + "/" + name;
  std::ofstream(path, std::ios::binary) << bytes;
  const auto summary = ValidateConfig(path);
  return summary ? *summary : summary.error().message;
}

TEST(ValidateConfig, TellsTheKindsApart) {
  EXPECT_THAT(Check("job.json", kProduction), HasSubstr("a job file, valid"));
  EXPECT_THAT(Check("pack.yaml", "name: p\nversion: 1\nfields:\n  ean: {rules: []}\n"),
              HasSubstr("a rule pack, valid"));
  EXPECT_THAT(Check("brand.yaml", "brand_name: b\nfield_mappings: {zzz: Z}\n"),
              HasSubstr("zzz <- column 'Z', no rules of its own"));
  EXPECT_THAT(Check("bad.yaml",
                    "brand_name: b\nfield_mappings: {zzz: Z}\nfield_variations: {zzz: strict}\n"),
              HasSubstr("bad.yaml:3:25: the rules of the field 'zzz' have no variant 'strict'"));
}

// The schema for editors and the table of the program list the same keys.
TEST(JobSchema, ListsTheKeysOfTheProgram) {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/schemas/job.schema.json");
  const auto schema = nlohmann::json::parse(file);
  std::vector<std::string> keys;
  for (const auto& [name, value] : schema["properties"].items()) {
    if (!value.contains("properties")) keys.push_back(name);
    const nlohmann::json section = value.value("properties", nlohmann::json::object());
    for (const auto& [inner, unused] : section.items()) keys.push_back(name + "." + inner);
  }
  EXPECT_THAT(keys, testing::UnorderedElementsAreArray(JobFileKeys()));
}

bool SchemaAccepts(const std::string& schema, const std::string& file) {
  const std::string root = ASSAY_SOURCE_DIR;
  return std::system(("python3 " + root + "/tests/report/validate_json.py " + root + "/schemas/" +
                      schema + ".schema.json " + file + " > /dev/null")
                         .c_str()) == 0;
}

// The schemas and the program agree on what is right and what is not.
TEST(ConfigSchemas, AgreeWithTheProgram) {
  const std::string path = testing::TempDir() + "/agree.json";
  const auto agree = [&](const std::string& schema, std::string_view json, bool right) {
    std::ofstream(path, std::ios::binary) << json;
    EXPECT_EQ(SchemaAccepts(schema, path), right) << json;
    EXPECT_EQ(ValidateConfig(path).has_value(), right) << json;
  };
  EXPECT_TRUE(
      SchemaAccepts("brand_config", std::string(ASSAY_SOURCE_DIR) + "/brand_configs/esqualo.json"));
  agree("job", kProduction, true);
  agree("job", R"({"performance": {"batch_size": 0}})", false);
  agree("job", R"({"perfomance": {}})", false);
  agree("job", R"({"methods": ["magic"]})", false);
  agree("job", R"({"performance": {"method_parallelism": {"pattern": false}}})", true);
  agree("job", R"({"performance": {"method_parallelism": {"magic": false}}})", false);
  agree("job", R"({"performance": {"method_parallelism": {"ml": 1}}})", false);
  agree("brand_config", R"({"brand_name": "b", "field_mappings": {"q": "Q"}})", true);
  agree("brand_config", R"({"brand_name": "b"})", false);
  agree("brand_config", R"({"brand_name": "b", "field_mappings": {"q": []}})", false);
  agree("rule_pack", R"({"name": "p", "version": 1, "fields": {"q": {"core": true, "rules": []}}})",
        true);
  agree("rule_pack", R"({"name": "p", "version": 1, "fields": {"q": {"core": 1}}})", false);
  agree("rule_pack", R"({"name": "p", "version": 1, "every_field": [{}]})", false);
}

}  // namespace
}  // namespace assay

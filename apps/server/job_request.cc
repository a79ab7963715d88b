// Request bodies and the part of the configuration that clients may choose.
#include "server/job_request.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/config_value.h"
#include "assay/mapping/brand_config.h"
#include "assay/run/brand_directories.h"
#include "assay/run/job_config.h"
#include "server/json_text_of.h"

namespace assay::server {
namespace {

constexpr const char* kBody = "request body";
constexpr size_t kLongestName = 200;

constexpr std::string_view kTopKeys[] = {"brand",
                                         "methods",
                                         "core_fields_only",
                                         "validation_threshold",
                                         "anomaly_threshold",
                                         "min_precision",
                                         "false_alarms",
                                         "exclude_columns",
                                         "key_fields",
                                         "null_tokens",
                                         "ignore",
                                         "sample",
                                         "expand_column_findings",
                                         "defuse_formulas",
                                         "formats",
                                         "max_rejects",
                                         "seed",
                                         "source",
                                         "performance"};
constexpr std::string_view kSourceKeys[] = {"delimiter", "quote",  "escape",    "line_end",
                                            "encoding",  "header", "skip_lines"};
constexpr std::string_view kPerformanceKeys[] = {"batch_size", "max_workers"};

Status CheckSection(const ConfigDocument& document, const char* section,
                    std::span<const std::string_view> keys) {
  const ConfigNode* node = document.root.Find(section);
  if (node == nullptr || node->kind != ConfigNode::Kind::kMap)
    return {};  // another kind is told by the job file's check
  return CheckKeys(document, *node, keys, fmt::format("'{}' of a request", section));
}

// A brand is named, never a file.
Status CheckBrand(const ConfigDocument& document) {
  const ConfigNode* brand = document.root.Find("brand");
  if (brand == nullptr || brand->kind != ConfigNode::Kind::kString) return {};
  if (brand->text.find_first_of("/\\") != std::string::npos || brand->text.starts_with('.')) {
    return ErrorAt(document, brand->mark, "'brand' must be a name here, not a file");
  }
  if (const auto found = FindBrandConfig(brand->text, BrandDirectories()); !found) {
    return ErrorAt(document, brand->mark, found.error().message);
  }
  return {};
}

Status ApplyConfig(const ConfigDocument& document, Job* job) {
  ASSAY_TRY_STATUS(CheckMap(document, document.root, "config"));
  ASSAY_TRY_STATUS(CheckKeys(document, document.root, kTopKeys, "'config' of a request"));
  ASSAY_TRY_STATUS(CheckSection(document, "source", kSourceKeys));
  ASSAY_TRY_STATUS(CheckSection(document, "performance", kPerformanceKeys));
  ASSAY_TRY_STATUS(CheckBrand(document));
  std::vector<std::string> notes;
  return ApplyJobFile(document, job, &notes);
}

Result<std::string> TextOf(const ConfigDocument& document, const char* key) {
  const ConfigNode* node = document.root.Find(key);
  if (node == nullptr) return std::string();
  if (node->kind == ConfigNode::Kind::kNumber) {  // job files take it, where YAML needs no quotes
    return ErrorAt(document, node->mark,
                   fmt::format("'{}': found the number '{}', expected a string", key, node->text));
  }
  return ReadText(document, *node, key);
}

}  // namespace

Result<JobRequest> ParseJobRequest(std::string_view body) {
  constexpr std::string_view kKeys[] = {"name", "path", "csv", "config"};
  ASSAY_TRY(ConfigDocument document, ParseJson(body, kBody));
  ASSAY_TRY_STATUS(CheckMap(document, document.root, "a job"));
  ASSAY_TRY_STATUS(CheckKeys(document, document.root, kKeys, "a job"));
  JobRequest request;
  ASSAY_TRY(request.name, TextOf(document, "name"));
  if (const Status named = CheckJobName(request.name); !named) {
    return ErrorAt(document, document.root.Find("name")->mark, named.error().message);
  }
  ASSAY_TRY(request.path, TextOf(document, "path"));
  if (document.root.Find("csv") != nullptr) {
    ASSAY_TRY(request.csv, TextOf(document, "csv"));
  }
  if (request.path.empty() == !request.csv) {
    return ErrorAt(document, document.root.mark,
                   "expected either 'path' (a table below an input root) or 'csv' (the table)");
  }
  if (const ConfigNode* config = document.root.Find("config")) {
    request.config = JsonTextOf(*config);
    ConfigDocument part;
    part.file = kBody;
    part.root = *config;
    Job unused;
    ASSAY_TRY_STATUS(ApplyConfig(part, &unused));
  }
  return request;
}

Status ApplyJobConfig(std::string_view config, const std::string& where, Job* job) {
  ASSAY_TRY(const ConfigDocument document, ParseJson(config, where));
  return ApplyConfig(document, job);
}

Result<std::string> CheckJobConfig(std::string_view config, const std::string& where) {
  ASSAY_TRY(const ConfigDocument document, ParseJson(config, where));
  Job unused;
  ASSAY_TRY_STATUS(ApplyConfig(document, &unused));
  return JsonTextOf(document.root);
}

Status CheckJobName(std::string_view name) {
  if (name.size() <= kLongestName) return {};
  return UsageError(fmt::format("'name' has at most {} bytes", kLongestName));
}

std::vector<std::string> JobConfigKeys() {
  std::vector<std::string> keys;
  for (const std::string_view key : kTopKeys) {
    if (key == "source") {
      for (const std::string_view inner : kSourceKeys)
        keys.push_back(fmt::format("source.{}", inner));
    } else if (key == "performance") {
      for (const std::string_view inner : kPerformanceKeys)
        keys.push_back(fmt::format("performance.{}", inner));
    } else {
      keys.emplace_back(key);
    }
  }
  return keys;
}

}  // namespace assay::server

// The job file's keys as one table: where a key stands, how it is checked, what it sets.
#include "assay/run/job_config.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_value.h"
#include "assay/run/migrate_config.h"

namespace assay {
namespace {

constexpr int64_t kMostWorkers = 1024;
constexpr int64_t kMostRetries = 1000;
constexpr double kLongestDelay = 86400;
constexpr int64_t kMostCacheMegabytes = int64_t{1} << 30;
constexpr int64_t kLargestBatch = 1000000000;
const std::vector<std::string> kLogLevels = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"};

// What a key's reader gets.
struct Place {
  const ConfigDocument& document;
  const ConfigNode& node;
  std::string_view key;
  Job* job;
};

struct Key {
  std::string_view section;  // "" at the top
  std::string_view name;
  Status (*apply)(const Place&);
  bool effective = true;
};

Status Store(Result<std::string> value, std::string* to) {
  ASSAY_TRY(*to, std::move(value));
  return {};
}
template <typename T, typename U>
Status StoreAs(Result<T> value, U* to) {
  ASSAY_TRY(const T read, std::move(value));
  *to = static_cast<U>(read);
  return {};
}
Status StoreList(const Place& at, std::vector<std::string>* to) {
  ASSAY_TRY(*to, ReadTextList(at.document, at.node, at.key));
  return {};
}

Result<std::string> Text(const Place& at) { return ReadText(at.document, at.node, at.key); }
Result<bool> Bool(const Place& at) { return ReadBool(at.document, at.node, at.key); }
Result<int64_t> Integer(const Place& at, int64_t lowest, int64_t highest) {
  return ReadInteger(at.document, at.node, at.key, lowest, highest);
}
Result<double> Share(const Place& at) {
  return ReadNumberBetween(at.document, at.node, at.key, 0, 1);
}

// Checked only: the key steers nothing yet.
Status OnlyText(const Place& at) {
  std::string unused;
  return Store(Text(at), &unused);
}
Status OnlyBool(const Place& at) {
  bool unused = false;
  return StoreAs(Bool(at), &unused);
}
Status OnlyCount(const Place& at) {
  int64_t unused = 0;
  return StoreAs(Integer(at, 0, INT64_MAX), &unused);
}
Status OnlyShare(const Place& at) {
  double unused = 0;
  return StoreAs(Share(at), &unused);
}

// The text must be one of `names`; its index.
Result<size_t> OneOf(const Place& at, const ConfigNode& node,
                     const std::vector<std::string>& names) {
  ASSAY_TRY(const std::string text, ReadText(at.document, node, at.key));
  const auto found = std::find(names.begin(), names.end(), text);
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  return ErrorAt(
      at.document, node.mark,
      fmt::format("'{}': unknown value '{}'.{}", at.key, text, NearestHint(text, names)));
}

Status OnlyOneOf(const Place& at, const ConfigNode& node, const std::vector<std::string>& names) {
  size_t unused = 0;
  return StoreAs(OneOf(at, node, names), &unused);
}

Status ApplyMethods(const Place& at) {
  ASSAY_TRY_STATUS(CheckList(at.document, at.node, at.key));
  std::vector<std::string> names;
  for (int m = 0; m < kMethodCount; ++m) names.emplace_back(MethodName(static_cast<Method>(m)));
  std::fill(std::begin(at.job->methods), std::end(at.job->methods), false);
  for (const ConfigNode& item : at.node.items) {
    ASSAY_TRY(const size_t method, OneOf(at, item, names));
    at.job->methods[method] = true;
  }
  return {};
}

// Method → whether several workers may be in its detectors at once.
Status ApplyMethodParallelism(const Place& at) {
  ASSAY_TRY_STATUS(CheckMap(at.document, at.node, at.key));
  std::vector<std::string_view> names;
  for (int m = 0; m < kMethodCount; ++m) names.push_back(MethodName(static_cast<Method>(m)));
  ASSAY_TRY_STATUS(CheckKeys(at.document, at.node, names, fmt::format("'{}'", at.key)));
  for (int m = 0; m < kMethodCount; ++m) {
    const ConfigNode* node = at.node.Find(names[static_cast<size_t>(m)]);
    if (node == nullptr) continue;
    ASSAY_TRY(const bool parallel, ReadBool(at.document, *node, at.key));
    at.job->takes_turns[m] = !parallel;
  }
  return {};
}

Status ApplyFormats(const Place& at) {
  ASSAY_TRY_STATUS(CheckList(at.document, at.node, at.key));
  std::vector<std::string> formats;
  for (const ConfigNode& item : at.node.items) {
    ASSAY_TRY_STATUS(
        OnlyOneOf(at, item, {"json", "csv", "jsonl", "summary", "html", "sarif", "junit"}));
    formats.push_back(item.text);
  }
  at.job->formats = std::move(formats);
  return {};
}

Result<char> Character(const Place& at) {
  ASSAY_TRY(const std::string text, Text(at));
  if (text == "\\t" || text == "tab") return '\t';
  if (text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80) return text[0];
  return Mismatch(at.document, at.node, at.key, "one ASCII character, or 'tab'");
}
Status ApplyCharacter(const Place& at, std::optional<char>* to, bool may_be_none) {
  if (may_be_none && at.node.kind == ConfigNode::Kind::kString && at.node.text == "none") {
    *to = '\0';
    return {};
  }
  ASSAY_TRY(*to, Character(at));
  return {};
}

Status ApplyEncoding(const Place& at) {
  ASSAY_TRY(const size_t index,
            OneOf(at, at.node, {"utf-8", "utf-16le", "utf-16be", "windows-1252", "latin-1"}));
  at.job->source.encoding = static_cast<Encoding>(index);
  return {};
}
Status ApplyLineEnd(const Place& at) {
  ASSAY_TRY(const size_t index, OneOf(at, at.node, {"lf", "crlf", "cr"}));
  at.job->source.line_end = static_cast<LineEnd>(index);
  return {};
}
Status ApplyMaxRejects(const Place& at) {
  at.job->reject_limit_set = true;
  return StoreAs(Integer(at, 0, INT64_MAX), &at.job->max_rejects);
}
Status ApplySample(const Place& at) {
  ASSAY_TRY(at.job->sample_rows, Integer(at, 1, INT64_MAX));
  return {};
}
Status ApplyEnvironmentName(const Place& at) {
  ASSAY_TRY_STATUS(OnlyOneOf(at, at.node, {"production", "staging", "development", "test"}));
  at.job->environment = at.node.text;
  return {};
}
Status ApplyHealthPath(const Place& at) {
  ASSAY_TRY(const std::string path, Text(at));
  if (path.size() < 2 || path[0] != '/' || path.back() == '/' ||
      path.find_first_of("?#%{} ") != std::string::npos) {
    return Mismatch(at.document, at.node, at.key, "a path such as '/health'");
  }
  at.job->health_check_path = path;
  return {};
}
Status ApplyLogLevel(const Place& at) {
  ASSAY_TRY_STATUS(OnlyOneOf(at, at.node, kLogLevels));
  at.job->log_level = at.node.text;
  return {};
}

Status CheckVersion(const Place& at) {
  ASSAY_TRY(const int version, JobSchemaVersion(at.document));
  (void)version;
  return {};
}
// Of version 1; performance.batch_size wins where both stand.
Status ApplyChunkSize(const Place& at) {
  const ConfigNode* performance = at.document.root.Find("performance");
  if (performance != nullptr && performance->Find("batch_size") != nullptr) return OnlyCount(at);
  return StoreAs(Integer(at, 1, kLargestBatch), &at.job->batch_size);
}

Status ApplyCacheSize(const Place& at) {
  ASSAY_TRY(const int64_t megabytes, Integer(at, 1, kMostCacheMegabytes));
  at.job->cache.most_bytes = static_cast<uint64_t>(megabytes) << 20;
  return {};
}

constexpr Key kKeys[] = {
    {"", "$schema", OnlyText},
    {"", "schema_version", CheckVersion},
    {"", "description", OnlyText},
    {"", "environment", ApplyEnvironmentName},
    {"", "log_level", ApplyLogLevel},
    {"", "input", [](const Place& at) { return Store(Text(at), &at.job->input); }},
    {"", "output_dir", [](const Place& at) { return Store(Text(at), &at.job->output_directory); }},
    {"", "brand", [](const Place& at) { return Store(Text(at), &at.job->brand); }},
    {"", "rules", [](const Place& at) { return StoreList(at, &at.job->rule_packs); }},
    {"", "methods", ApplyMethods},
    {"", "core_fields_only",
     [](const Place& at) { return StoreAs(Bool(at), &at.job->core_fields_only); }},
    {"", "validation_threshold",
     [](const Place& at) { return StoreAs(Share(at), &at.job->validation_threshold); }},
    {"", "anomaly_threshold",
     [](const Place& at) { return StoreAs(Share(at), &at.job->anomaly_threshold); }},
    {"", "min_precision",
     [](const Place& at) { return StoreAs(Share(at), &at.job->min_precision); }},
    {"", "false_alarms",
     [](const Place& at) {
       return StoreAs(ReadNumberBetween(at.document, at.node, at.key, 0, 10000),
                      &at.job->false_alarms);
     }},
    {"", "calibration", [](const Place& at) { return Store(Text(at), &at.job->calibration); }},
    {"", "profile_from", [](const Place& at) { return Store(Text(at), &at.job->profile_from); }},
    {"", "save_profile", [](const Place& at) { return Store(Text(at), &at.job->save_profile); }},
    {"", "weights", [](const Place& at) { return Store(Text(at), &at.job->weights); }},
    {"", "exclude_columns",
     [](const Place& at) { return StoreList(at, &at.job->exclude_columns); }},
    {"", "key_fields", [](const Place& at) { return StoreList(at, &at.job->key_fields); }},
    {"", "null_tokens", [](const Place& at) { return StoreList(at, &at.job->null_tokens); }},
    {"", "ignore", [](const Place& at) { return StoreList(at, &at.job->ignore); }},
    {"", "sample", ApplySample},
    {"", "redact", [](const Place& at) { return StoreList(at, &at.job->redact); }},
    {"", "expand_column_findings",
     [](const Place& at) { return StoreAs(Bool(at), &at.job->expand_column_findings); }},
    {"", "defuse_formulas",
     [](const Place& at) { return StoreAs(Bool(at), &at.job->defuse_formulas); }},
    {"", "formats", ApplyFormats},
    {"", "max_rejects", ApplyMaxRejects},
    {"", "seed", [](const Place& at) { return StoreAs(Integer(at, 0, INT64_MAX), &at.job->seed); }},
    {"source", "delimiter",
     [](const Place& at) { return ApplyCharacter(at, &at.job->source.delimiter, false); }},
    {"source", "quote",
     [](const Place& at) { return ApplyCharacter(at, &at.job->source.quote, true); }},
    {"source", "escape",
     [](const Place& at) { return ApplyCharacter(at, &at.job->source.escape, true); }},
    {"source", "line_end", ApplyLineEnd},
    {"source", "encoding", ApplyEncoding},
    {"source", "header", [](const Place& at) { return StoreAs(Bool(at), &at.job->source.header); }},
    {"source", "skip_lines",
     [](const Place& at) {
       return StoreAs(Integer(at, 0, kMostSkippedLines), &at.job->source.skip_lines);
     }},
    {"source", "temp_dir",
     [](const Place& at) { return Store(Text(at), &at.job->source.temp_directory); }},
    {"performance", "batch_size",
     [](const Place& at) { return StoreAs(Integer(at, 1, kLargestBatch), &at.job->batch_size); }},
    {"performance", "max_workers",
     [](const Place& at) { return StoreAs(Integer(at, 1, kMostWorkers), &at.job->max_workers); }},
    {"performance", "method_parallelism", ApplyMethodParallelism},
    {"performance", "enable_gpu", OnlyBool, false},
    {"performance", "cache_models", OnlyBool, false},
    {"monitoring", "metrics_enabled",
     [](const Place& at) { return StoreAs(Bool(at), &at.job->metrics_enabled); }},
    {"monitoring", "metrics_port",
     [](const Place& at) { return StoreAs(Integer(at, 0, UINT16_MAX), &at.job->metrics_port); }},
    {"monitoring", "health_check_path", ApplyHealthPath},
    {"error_handling", "continue_on_error",
     [](const Place& at) { return StoreAs(Bool(at), &at.job->continue_on_error); }},
    {"error_handling", "max_retries",
     [](const Place& at) {
       return StoreAs(Integer(at, 0, kMostRetries), &at.job->retry.max_retries);
     }},
    {"error_handling", "retry_delay",
     [](const Place& at) {
       return StoreAs(ReadNumberBetween(at.document, at.node, at.key, 0, kLongestDelay),
                      &at.job->retry.delay_seconds);
     }},
    {"memory", "max_dataframe_size",
     [](const Place& at) {
       return StoreAs(Integer(at, 1, INT64_MAX), &at.job->max_rows_in_memory);
     }},
    {"memory", "chunk_size", ApplyChunkSize},
    {"memory", "model_cache_size", OnlyCount, false},
    {"memory", "result_buffer_size",
     [](const Place& at) {
       return StoreAs(Integer(at, 1, INT64_MAX), &at.job->most_waiting_findings);
     }},
    {"cache", "directory",
     [](const Place& at) { return Store(Text(at), &at.job->cache.directory); }},
    {"cache", "enabled", [](const Place& at) { return StoreAs(Bool(at), &at.job->cache.enabled); }},
    {"cache", "max_megabytes", ApplyCacheSize},
    {"gpu", "memory_fraction", OnlyShare, false},
    {"gpu", "allow_growth", OnlyBool, false},
};

std::vector<std::string_view> NamesIn(std::string_view section) {
  std::vector<std::string_view> names;
  for (const Key& key : kKeys) {
    if (key.section == section) names.push_back(key.name);
    const bool is_new = section.empty() && !key.section.empty() &&
                        std::find(names.begin(), names.end(), key.section) == names.end();
    if (is_new) names.push_back(key.section);
  }
  return names;
}

Status ApplySection(const ConfigDocument& document, const ConfigNode& map, std::string_view section,
                    Job* job, std::vector<std::string>* notes) {
  for (const ConfigNode::Member& member : map.members) {
    for (const Key& key : kKeys) {
      if (key.section != section || key.name != member.key) continue;
      const std::string name =
          section.empty() ? member.key : fmt::format("{}.{}", section, member.key);
      ASSAY_TRY_STATUS(key.apply({document, member.value, name, job}));
      if (!key.effective) notes->push_back(fmt::format("{}: accepted, has no effect yet", name));
    }
  }
  return {};
}

Status ApplyNumber(const std::function<const char*(const char*)>& get, const char* name,
                   int64_t highest, uint32_t* to) {
  const char* text = get(name);
  if (text == nullptr || *text == '\0') return {};
  ConfigDocument document;
  document.file = "environment";
  ConfigNode node;
  node.kind = ConfigNode::Kind::kNumber;
  node.text = text;
  return StoreAs(ReadInteger(document, node, name, 1, highest), to);
}

}  // namespace

Status ApplyJobFile(const ConfigDocument& document, Job* job, std::vector<std::string>* notes) {
  ASSAY_TRY_STATUS(CheckMap(document, document.root, ""));
  const std::vector<std::string_view> top = NamesIn("");
  ASSAY_TRY_STATUS(CheckKeys(document, document.root, top, "a job file"));
  ASSAY_TRY_STATUS(ApplySection(document, document.root, "", job, notes));
  for (const ConfigNode::Member& member : document.root.members) {
    const std::vector<std::string_view> names = NamesIn(member.key);
    if (names.empty()) continue;
    ASSAY_TRY_STATUS(CheckMap(document, member.value, member.key));
    ASSAY_TRY_STATUS(CheckKeys(document, member.value, names, fmt::format("'{}'", member.key)));
    ASSAY_TRY_STATUS(ApplySection(document, member.value, member.key, job, notes));
  }
  return {};
}

Status ApplyEnvironment(const std::function<const char*(const char*)>& get, Job* job) {
  const char* directory = get("DETECTION_OUTPUT_DIR");
  if (directory != nullptr && *directory != '\0') job->output_directory = directory;
  const char* cache = get("DETECTION_CACHE_DIR");
  if (cache != nullptr && *cache != '\0') job->cache.directory = cache;
  const char* level = get("DETECTION_LOG_LEVEL");
  if (level != nullptr && *level != '\0') {
    if (std::find(kLogLevels.begin(), kLogLevels.end(), level) == kLogLevels.end()) {
      return UsageError(fmt::format("environment: 'DETECTION_LOG_LEVEL': unknown value '{}'.{}",
                                    level, NearestHint(level, kLogLevels)));
    }
    job->log_level = level;
  }
  ASSAY_TRY_STATUS(ApplyNumber(get, "DETECTION_BATCH_SIZE", kLargestBatch, &job->batch_size));
  return ApplyNumber(get, "DETECTION_MAX_WORKERS", kMostWorkers, &job->max_workers);
}

std::vector<std::string> JobFileKeys() {
  std::vector<std::string> keys;
  for (const Key& key : kKeys) {
    keys.push_back(key.section.empty() ? std::string(key.name)
                                       : fmt::format("{}.{}", key.section, key.name));
  }
  return keys;
}

}  // namespace assay

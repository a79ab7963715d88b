// `assay config show`: every setting of a run, its value, and where it comes from.
#include <cstdio>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/report/json_writer.h"
#include "assay/run/job_values.h"
#include "commands.h"
#include "option_setters.h"
#include "run_settings.h"

namespace assay::cli {
namespace {

constexpr std::pair<const char*, const char*> kVariables[] = {
    {"DETECTION_OUTPUT_DIR", "output_dir"},
    {"DETECTION_LOG_LEVEL", "log_level"},
    {"DETECTION_BATCH_SIZE", "performance.batch_size"},
    {"DETECTION_MAX_WORKERS", "performance.max_workers"}};

using Origins = std::map<std::string, std::string>;

void AddFileOrigins(const ConfigDocument& document, Origins* origins) {
  for (const ConfigNode::Member& member : document.root.members) {
    (*origins)[member.key] = fmt::format("{}:{}", document.file, member.mark.line);
    for (const ConfigNode::Member& inner : member.value.members) {
      (*origins)[member.key + "." + inner.key] =
          fmt::format("{}:{}", document.file, inner.mark.line);
    }
  }
}

// Where each key got its value: later layers overwrite earlier ones, as the values themselves do.
Result<Origins> FindOrigins(const Given& given) {
  Origins origins;
  if (const auto config = given.Last("--config")) {
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(*config));
    AddFileOrigins(document, &origins);
  }
  for (const auto& [variable, key] : kVariables) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') origins[key] = fmt::format("environment {}", variable);
  }
  for (const Given::Value& value : given.options) {
    const std::string& key = value.option->key;
    if (!key.empty()) origins[key] = value.option->name;
    if (value.option->name == "--quiet" || value.option->name == "--verbose") {
      origins["log_level"] = value.option->name;
    }
  }
  if (!given.arguments.empty()) origins["input"] = "argument";
  return origins;
}

std::string OriginOf(const Origins& origins, const std::string& key) {
  const auto found = origins.find(key);
  return found == origins.end() ? "default" : found->second;
}

std::string AsJson(const std::vector<std::pair<std::string, std::string>>& values,
                   const Origins& origins) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  for (const auto& [key, value] : values) {
    json.BeginObject(key);
    json.String("value", value);
    json.String("origin", OriginOf(origins, key));
    json.EndObject();
  }
  json.EndObject();
  return json.Take();
}

std::string AsTable(const std::vector<std::pair<std::string, std::string>>& values,
                    const Origins& origins) {
  std::string out = fmt::format("{:<26} {:<40} {}\n", "KEY", "VALUE", "ORIGIN");
  for (const auto& [key, value] : values) {
    out += fmt::format("{:<26} {:<40} {}\n", key, value, OriginOf(origins, key));
  }
  return out;
}

}  // namespace

Command ConfigShowCommand() {
  auto settings = std::make_shared<RunSettings>();
  auto as_json = std::make_shared<bool>(false);
  Command command;
  command.name = "config show";
  command.arguments = "[INPUT]";
  command.most_arguments = 1;
  command.summary = "Show every setting of a run and where it comes from";
  command.description =
      "Takes the options of `assay detect` and runs nothing. Flags win over the environment, the "
      "environment\n"
      "over the job file, the job file over the defaults; the last column says which of them it "
      "was.";
  command.examples =
      "# The defaults, and what the environment changes\n"
      "assay config show\n"
      "# A job file with one flag on top\n"
      "assay config show --config production.json --max-workers 4";
  command.options = RunOptions(settings.get());
  command.options.insert(command.options.begin(), {.name = "--json",
                                                   .value = "",
                                                   .group = "Output",
                                                   .summary = "As a JSON object.",
                                                   .set = SetSwitch(as_json.get())});
  command.run = [settings, as_json](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(LoadRunSettings(given, settings.get()));
    if (!settings->inputs.empty()) settings->job.input = settings->inputs[0];
    if (settings->quiet) settings->job.log_level = "ERROR";
    if (settings->verbose) settings->job.log_level = "DEBUG";
    ASSAY_TRY(const Origins origins, FindOrigins(given));
    const auto values = JobValues(settings->job);
    std::fputs((*as_json ? AsJson(values, origins) : AsTable(values, origins)).c_str(), stdout);
    return 0;
  };
  return command;
}

}  // namespace assay::cli

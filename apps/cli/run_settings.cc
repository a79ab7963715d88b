// Flags over environment over job file over defaults.
#include "run_settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/confined_directory.h"
#include "assay/run/job_config.h"
#include "assay/run/run_record.h"
#include "assay/source/postgres_query.h"
#include "console.h"
#include "operate_options.h"

namespace assay::cli {
namespace {

Status OpenConsole(const RunSettings& settings) {
  LogOptions options;
  options.level = ParseLogLevel(settings.job.log_level).value_or(LogLevel::kInfo);
  if (settings.verbose) options.level = LogLevel::kDebug;
  if (settings.quiet) options.level = LogLevel::kError;
  options.run_id = settings.job.run_id;
  options.console_format = settings.log_format;
  options.file = settings.log_file;
  return TheConsole().Open(options);
}

void ChooseMethods(RunSettings* settings) {
  const auto& enabled = settings->enabled;
  if (std::find(std::begin(enabled), std::end(enabled), true) == std::end(enabled)) return;
  std::copy(std::begin(enabled), std::end(enabled), std::begin(settings->job.methods));
}

// The places besides the report that a run writes to and that a job file can name, by their keys.
std::vector<std::pair<std::string, std::string>> WrittenPlaces(const Job& job) {
  return {{"save_profile", job.save_profile},
          {"cache.directory", job.cache.directory},
          {"source.temp_dir", job.source.temp_directory}};
}

// A job file may come from somebody else; what it has a run write stays where reports do. Places
// that the command line or the environment names are the operator's.
Status CheckPlacesOfFile(const std::vector<std::pair<std::string, std::string>>& of_file,
                         const Job& job) {
  if (job.output_root.empty()) return {};
  const auto places = WrittenPlaces(job);
  std::optional<ConfinedDirectory> root;
  for (size_t i = 0; i < of_file.size(); ++i) {
    const auto& [key, path] = of_file[i];
    if (path.empty() || path != places[i].second) continue;
    if (!root) {
      ASSAY_TRY_STATUS(SystemRuntime().files->MakeDirectories(job.output_root));
      ASSAY_TRY(ConfinedDirectory opened, ConfinedDirectory::Open(job.output_root));
      root.emplace(std::move(opened));
    }
    if (const Status beneath = root->CheckBeneath(std::filesystem::absolute(path)); !beneath) {
      return UsageError(fmt::format("{} of the job file: {}", key, beneath.error().message));
    }
  }
  return {};
}

// What a run writes besides its report must not take the place of what it reads.
Status CheckInputsStay(const RunSettings& settings) {
  const std::pair<std::string_view, std::string> written[] = {
      {"--save-profile", settings.job.save_profile}, {"--log-file", settings.log_file}};
  for (const auto& [flag, path] : written) {
    for (const std::string& input : settings.inputs) {
      std::error_code code;
      if (std::filesystem::equivalent(path, input, code))
        return UsageError(fmt::format("{}: '{}' is the input; name another file", flag, path));
    }
  }
  return {};
}

}  // namespace

Status LoadRunSettings(const Given& given, RunSettings* settings) {
  settings->job.run_id = MakeRunId(SystemRuntime().clock->WallMicros());
  if (const auto config = given.Last("--config")) {
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(*config));
    ASSAY_TRY_STATUS(ApplyJobFile(document, &settings->job, &settings->notes));
  }
  const auto places_of_file = WrittenPlaces(settings->job);
  ASSAY_TRY_STATUS(ApplyEnvironment(
      [](const char* name) -> const char* { return std::getenv(name); }, &settings->job));
  ASSAY_TRY_STATUS(ReadOperateEnvironment(&settings->operate));
  ASSAY_TRY_STATUS(ApplyOptions(given));
  if (settings->quiet && settings->verbose)
    return UsageError("--quiet and --verbose exclude each other");
  ChooseMethods(settings);
  settings->inputs = given.arguments;
  if (settings->inputs.empty() && !settings->job.input.empty())
    settings->inputs = {settings->job.input};
  ASSAY_TRY_STATUS(CheckInputsStay(*settings));
  ASSAY_TRY_STATUS(OpenConsole(*settings));
  settings->operate.production = settings->job.environment == "production";
  settings->operate.metrics_enabled = settings->job.metrics_enabled;
  if (!settings->operate.data_root.empty()) {
    ASSAY_TRY(ConfinedDirectory within, ConfinedDirectory::Open(settings->operate.data_root));
    settings->job.source.within = std::make_shared<const ConfinedDirectory>(std::move(within));
  }
  settings->job.source.database = settings->operate.database;
  settings->job.source.protects_database = settings->operate.production;
  settings->job.output_root = settings->operate.output_root;
  if (settings->job.output_root.empty() && !settings->operate.data_root.empty()) {
    settings->job.output_root = settings->job.output_directory;
  }
  ASSAY_TRY_STATUS(CheckPlacesOfFile(places_of_file, settings->job));
  settings->job.measure_times =
      settings->job.metrics_enabled && !settings->operate.metrics_endpoint.empty();
  ASSAY_TRY_STATUS(CheckOperateSettings(settings->operate));
  if (settings->is_one_run) {
    ASSAY_TRY_STATUS(ApplySuppressions(settings->operate, &settings->job, &settings->notes));
    ASSAY_TRY_STATUS(UseTrainedFiles(settings->operate, &settings->job, &settings->notes));
  }
  for (const std::string& input : settings->inputs) {
    if (IsPostgresInput(input)) ASSAY_TRY_STATUS(CheckPostgresInput(input));
  }
  if (std::count(settings->inputs.begin(), settings->inputs.end(), "-") > 1) {
    return UsageError("'-' (standard input) can be read only once");
  }
  return {};
}

}  // namespace assay::cli

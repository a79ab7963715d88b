// `assay doctor`, `preflight`, `daily`, `maintain`, `reprocess`, `drill`: the routine of an
// installation.
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/operate/daily.h"
#include "assay/operate/doctor.h"
#include "assay/operate/recovery.h"
#include "assay/operate/timestamp.h"
#include "assay/run/job_config.h"
#include "operate_commands.h"
#include "operate_options.h"
#include "option_setters.h"
#include "signals.h"

namespace assay::cli {
namespace {

const char* Environment(const char* name) { return std::getenv(name); }

struct Routine {
  RoutineOptions options;
  ReprocessOptions reprocess;
  DrillOptions drill;
  std::string backup_key;
  std::string brand;
  bool json = false;
};

// A failed item is exit status 1: a gate.
Result<int> PrintChecklist(const Checklist& list, bool json) {
  const std::string now = UtcTimestamp(SystemRuntime().clock->WallMicros());
  std::fputs((json ? ChecklistJson(list, now) : FormatChecklist(list)).c_str(), stdout);
  return list.failed() ? 1 : 0;
}

// The environment, then the flags, then what the job file says.
Result<Job> Load(const Given& given, Routine* routine) {
  RoutineOptions& options = routine->options;
  ASSAY_TRY_STATUS(ReadOperateEnvironment(&options.operate));
  if (const char* models = std::getenv("MODEL_CACHE_DIR")) options.model_directory = models;
  ASSAY_TRY_STATUS(ApplyOptions(given));
  Job job;
  std::vector<std::string> notes;
  if (!options.job_file.empty()) {
    ASSAY_TRY(const ConfigDocument document, ReadConfigFile(options.job_file));
    ASSAY_TRY_STATUS(ApplyJobFile(document, &job, &notes));
  }
  ASSAY_TRY_STATUS(ApplyEnvironment(&Environment, &job));
  if (!routine->brand.empty()) job.brand = routine->brand;
  options.operate.production = job.environment == "production";
  options.operate.metrics_enabled = job.metrics_enabled;
  if (!routine->backup_key.empty()) {
    ASSAY_TRY(options.backup_keys, ReadKeys(routine->backup_key));
  }
  return job;
}

void AddPlaces(Routine* r, std::vector<Option>* options) {
  const char* group = "Where";
  RoutineOptions* o = &r->options;
  const auto add = [&](const char* name, const char* value, const char* summary, std::string* to) {
    options->push_back({.name = name,
                        .value = value,
                        .group = group,
                        .summary = summary,
                        .set = SetText(to),
                        .completes = Completes::kFile});
  };
  add("--config", "FILE", "The job file of the installation; `environment: production` is strict.",
      &o->job_file);
  add("--results", "DIR", "Holds a folder a day (default results).", &o->results);
  add("--logs", "DIR", "Where logs are (default logs).", &o->logs);
  add("--backups", "DIR", "Where backups are (default backup).", &o->backups);
  add("--backup-key", "FILE|env:NAME", "The keys of encrypted backups.", &r->backup_key);
  add("--sample", "FILE", "The table of the test detection (default data/test_sample.csv).",
      &o->sample);
  AddOperateOptions(&o->operate, options);
  options->push_back({.name = "--json",
                      .value = "",
                      .group = "Output",
                      .summary = "JSON instead of text.",
                      .set = SetSwitch(&r->json)});
}

void AddLimits(Routine* r, std::vector<Option>* options) {
  const char* group = "Limits";
  options->push_back({.name = "--disk-limit",
                      .value = "X",
                      .group = group,
                      .summary = "Share of the disk in use that is too much (default 0.8).",
                      .set = SetShare(&r->options.disk_limit)});
  options->push_back({.name = "--log-days",
                      .value = "N",
                      .group = group,
                      .summary = "Delete logs that are older; never the audit log (default 30).",
                      .set = SetCount(&r->options.log_days, 1, 36'500)});
  options->push_back({.name = "--no-yesterday",
                      .value = "",
                      .group = group,
                      .summary = "Yesterday's results need not be there (the first day).",
                      .set = SetSwitch(&r->options.expect_yesterday, false)});
}

Command MaintainCommand(const char* name, MaintenancePeriod period, const char* summary) {
  auto routine = std::make_shared<Routine>();
  Command command;
  command.name = std::string("maintain ") + name;
  command.summary = summary;
  command.description = "Leaves its evidence as DATE_PERIOD.json. Exit status 1: an item failed.";
  command.examples = fmt::format("assay maintain {} --state-dir state", name);
  AddPlaces(routine.get(), &command.options);
  AddLimits(routine.get(), &command.options);
  command.options.push_back({.name = "--evidence",
                             .value = "DIR",
                             .group = "Where",
                             .summary = "Where the records go (default maintenance).",
                             .set = SetText(&routine->options.evidence),
                             .completes = Completes::kDirectory});
  command.run = [routine, period](const Given& given) -> Result<int> {
    ASSAY_TRY(const Job job, Load(given, routine.get()));
    ASSAY_TRY(const Checklist list, Maintain(routine->options, period, SystemRuntime()));
    return PrintChecklist(list, routine->json);
  };
  return command;
}

RunHooks SignalHooks() {
  RunHooks hooks;
  hooks.stop_requested = [] {
    return SignalThatCame() == 0 ? StopRequest::kNone : StopRequest::kTerminate;
  };
  return hooks;
}

Setter SetDate(int64_t* to) {
  return [to](const Values& values) -> Status {
    ASSAY_TRY(*to, ParseDate(values.back()));
    return {};
  };
}

}  // namespace

Command DoctorCommand() {
  auto routine = std::make_shared<Routine>();
  auto path = std::make_shared<std::string>(".");
  Command command;
  command.name = "doctor";
  command.summary = "Check this machine against the requirements";
  command.description =
      "CPUs and memory are those that the cgroup grants, not the host's. Exit status 1: less than "
      "the minimum of\n"
      "4 CPUs, 8 GB of memory and 20 GB of free disk.";
  command.examples = "assay doctor --path /srv/assay";
  command.options = {{.name = "--path",
                      .value = "DIR",
                      .group = "What",
                      .summary = "Whose disk is looked at (default .).",
                      .set = SetText(path.get()),
                      .completes = Completes::kDirectory},
                     {.name = "--json",
                      .value = "",
                      .group = "Output",
                      .summary = "JSON instead of text.",
                      .set = SetSwitch(&routine->json)}};
  command.run = [routine, path](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    return PrintChecklist(CheckMachine(ReadMachine(*path)), routine->json);
  };
  return command;
}

Command PreflightCommand() {
  auto routine = std::make_shared<Routine>();
  Command command;
  command.name = "preflight";
  command.summary = "Go through the deployment checklist";
  command.description =
      "Configurations are valid, the sample gives its findings, models are there, more than 20 GB "
      "are free, alerts\n"
      "and metrics are configured, logs can be written; the version is noted. Exit status 1: an "
      "item failed.";
  command.examples = "assay preflight --config production.json --state-dir state";
  AddPlaces(routine.get(), &command.options);
  command.run = [routine](const Given& given) -> Result<int> {
    ASSAY_TRY(const Job job, Load(given, routine.get()));
    return PrintChecklist(Preflight(routine->options, SystemRuntime()), routine->json);
  };
  return command;
}

Command DailyCommand() {
  auto routine = std::make_shared<Routine>();
  Command command;
  command.name = "daily";
  command.summary = "Do the daily operations check";
  command.description =
      "Disk, yesterday's results, a test detection, the backup, the audit log, old logs. Writes\n"
      "logs/operations_YYYYMMDD.log; sends alerts and metrics where they are configured. Exit "
      "status 1: an item\n"
      "failed.";
  command.examples =
      "# By cron or a systemd timer, every morning\nassay daily --state-dir state --backups "
      "/backup/assay";
  AddPlaces(routine.get(), &command.options);
  AddLimits(routine.get(), &command.options);
  command.run = [routine](const Given& given) -> Result<int> {
    ASSAY_TRY(const Job job, Load(given, routine.get()));
    ASSAY_TRY_STATUS(CheckOperateSettings(routine->options.operate));
    ASSAY_TRY(const Checklist list, DailyOperations(routine->options, SystemRuntime()));
    return PrintChecklist(list, routine->json);
  };
  return command;
}

std::vector<Command> MaintainCommands() {
  return {
      MaintainCommand("daily", MaintenancePeriod::kDaily, "The daily check, with evidence"),
      MaintainCommand("weekly", MaintenancePeriod::kWeekly, "Trends, left-over files, the backup"),
      MaintainCommand("monthly", MaintenancePeriod::kMonthly,
                      "Configurations, history, audit log, age of keys"),
      MaintainCommand("quarterly", MaintenancePeriod::kQuarterly,
                      "The backup, a recovery drill, trends")};
}

Command ReprocessCommand() {
  auto routine = std::make_shared<Routine>();
  ReprocessOptions* o = &routine->reprocess;
  Command command;
  command.name = "reprocess";
  command.summary = "Run a span of days anew";
  command.description =
      "For every day from --from to --to: reads --input and writes --output, in which {date} is "
      "2026-11-24 and\n"
      "{compact} 20261124. A day that fails does not stop the others. Exit status 3: a day failed.";
  command.examples =
      "assay reprocess --from 2026-11-20 --to 2026-11-24 --input 'data/{date}_data.csv' --output "
      "'results/{date}'";
  command.options = {{.name = "--from",
                      .value = "DATE",
                      .group = "Which",
                      .summary = "The first day; needed.",
                      .set = SetDate(&o->from_micros)},
                     {.name = "--to",
                      .value = "DATE",
                      .group = "Which",
                      .summary = "The last day; needed.",
                      .set = SetDate(&o->to_micros)},
                     {.name = "--input",
                      .value = "PATTERN",
                      .group = "Which",
                      .summary = "Default {date}_data.csv.",
                      .set = SetText(&o->input)},
                     {.name = "--output",
                      .value = "PATTERN",
                      .group = "Which",
                      .summary = "Default results/{date}.",
                      .set = SetText(&o->output)},
                     {.name = "--brand",
                      .value = "NAME|FILE",
                      .group = "How",
                      .summary = "As `assay detect` takes it.",
                      .set = SetText(&routine->brand),
                      .completes = Completes::kBrand}};
  AddPlaces(routine.get(), &command.options);
  command.run = [routine, o](const Given& given) -> Result<int> {
    ASSAY_TRY(o->job, Load(given, routine.get()));
    if (o->from_micros == 0 || o->to_micros == 0) return UsageError("--from and --to are needed");
    o->operate = routine->options.operate;
    ASSAY_TRY_STATUS(CheckOperateSettings(o->operate));
    WatchSignals();
    ASSAY_TRY(const Checklist list, Reprocess(*o, SignalHooks(), SystemRuntime()));
    ASSAY_TRY(const int code, PrintChecklist(list, routine->json));
    return code == 0 ? 0 : static_cast<int>(ErrorKind::kInput);
  };
  return command;
}

Command DrillCommand() {
  auto routine = std::make_shared<Routine>();
  DrillOptions* o = &routine->drill;
  Command command;
  command.name = "drill";
  command.summary = "Rehearse a recovery from the newest backup";
  command.description =
      "Restores into a scratch place, checks the audit log and the history that came back, runs a "
      "detection there\n"
      "and here, compares the findings byte by byte, and prints the recovery time against 4 hours. "
      "Nothing of the\n"
      "installation is changed. Exit status 1: an item failed.";
  command.examples = "assay drill --backups /backup/assay --input data/test_sample.csv";
  command.options = {{.name = "--input",
                      .value = "FILE",
                      .group = "What",
                      .summary = "The table to run (default data/test_sample.csv).",
                      .set = SetText(&o->job.input),
                      .completes = Completes::kFile},
                     {.name = "--brand",
                      .value = "NAME",
                      .group = "What",
                      .summary = "Taken from the backup where it is there.",
                      .set = SetText(&routine->brand),
                      .completes = Completes::kBrand},
                     {.name = "--scratch",
                      .value = "DIR",
                      .group = "What",
                      .summary = "Keep the restored system here.",
                      .set = SetText(&o->scratch),
                      .completes = Completes::kDirectory}};
  AddPlaces(routine.get(), &command.options);
  command.run = [routine, o](const Given& given) -> Result<int> {
    ASSAY_TRY(Job job, Load(given, routine.get()));
    if (!o->job.input.empty()) job.input = o->job.input;
    if (job.input.empty()) job.input = routine->options.sample;
    o->job = job;
    o->backups = routine->options.backups;
    o->keys = routine->options.backup_keys;
    o->audit_log = routine->options.operate.audit_log;
    o->audit_key = routine->options.operate.audit_key;
    ASSAY_TRY(const Checklist list, RecoveryDrill(*o, SystemRuntime()));
    return PrintChecklist(list, routine->json);
  };
  return command;
}

}  // namespace assay::cli

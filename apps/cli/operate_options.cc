// Options of operations and what they set.
#include "operate_options.h"

#include <cstdlib>

#include <fmt/format.h>

#include "assay/operate/suppressions.h"
#include "assay/operate/trained_files.h"
#include "console.h"
#include "operate_commands.h"
#include "option_setters.h"

namespace assay::cli {

void AddOperateOptions(OperateSettings* s, std::vector<Option>* options) {
  const char* group = "Operations";
  options->push_back(
      {.name = "--state-dir",
       .value = "DIR",
       .group = group,
       .summary = "Keep the history of runs, and what metrics and alerts must remember, here.",
       .set = SetText(&s->state_directory),
       .completes = Completes::kDirectory});
  options->push_back(
      {.name = "--audit-log",
       .value = "FILE",
       .group = group,
       .summary = "Record who ran what in this log, in which every later change shows.",
       .set = SetText(&s->audit_log),
       .completes = Completes::kFile});
  options->push_back(
      {.name = "--audit-key",
       .value = "FILE|env:NAME",
       .group = group,
       .summary = "The key that authenticates the audit log (default keys/audit.key).",
       .set = SetText(&s->audit_key),
       .completes = Completes::kFile});
  options->push_back({.name = "--data-root",
                      .value = "DIR",
                      .group = group,
                      .summary = "Open no input outside of this folder, also not over a link.",
                      .set = SetText(&s->data_root),
                      .completes = Completes::kDirectory});
  options->push_back({.name = "--output-root",
                      .value = "DIR",
                      .group = group,
                      .summary = "Write no report outside of this folder, also not over a link "
                                 "(with --data-root: by default that of --output-dir).",
                      .set = SetText(&s->output_root),
                      .completes = Completes::kDirectory});
  options->push_back(
      {.name = "--metrics-endpoint",
       .value = "WHERE",
       .group = group,
       .summary = "textfile:PATH, pushgateway://HOST:PORT or remote-write+http://HOST:PORT.",
       .set = SetText(&s->metrics_endpoint)});
  options->push_back(
      {.name = "--suppressions",
       .value = "FILE",
       .group = group,
       .summary = "Findings that somebody decided not to see, with owner, reason and end.",
       .set = SetText(&s->suppressions),
       .completes = Completes::kFile});
}

Status ReadOperateEnvironment(OperateSettings* settings) {
  return ApplyOperateEnvironment([](const char* name) -> const char* { return std::getenv(name); },
                                 settings);
}

Status ApplySuppressions(const OperateSettings& settings, Job* job,
                         std::vector<std::string>* notes) {
  if (settings.suppressions.empty()) return {};
  ASSAY_TRY(const auto all, ReadSuppressions(settings.suppressions));
  std::vector<Suppression> expired;
  for (std::string& finding :
       ActiveSuppressions(all, SystemRuntime().clock->WallMicros(), &expired)) {
    job->ignore.push_back(std::move(finding));
  }
  for (const Suppression& entry : expired) {
    notes->push_back(
        fmt::format("{}:{}: the suppression of {} ended on {} and has no effect; its owner is {}",
                    settings.suppressions, entry.line, entry.finding, entry.until, entry.owner));
  }
  return {};
}

Status UseTrainedFiles(const OperateSettings& settings, Job* job, std::vector<std::string>* notes) {
  ASSAY_TRY(
      const TrainedFiles files,
      ResolveTrainedFiles(DefaultModelDirectory(), settings.production, SystemRuntime(), job));
  notes->insert(notes->end(), files.notes.begin(), files.notes.end());
  for (const std::string& warning : files.warnings) TheConsole().Write(LogLevel::kWarning, warning);
  if (!files.used_registry || settings.alert_webhook.empty()) return {};
  const Status told = ReportAlerts(settings.Alerts(), "models", files.alerts, SystemRuntime());
  if (!told) TheConsole().Write(LogLevel::kWarning, told.error().message);  // it waits in the spool
  return {};
}

}  // namespace assay::cli

// What surrounds a run in production: the audit line before it; metrics, alerts and history behind
// it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/operate/active_runs.h"
#include "assay/operate/alert_router.h"
#include "assay/operate/run_facts.h"

namespace assay {

// Everything here is off until it is named.
struct OperateSettings {
  bool production = false;
  std::string state_directory;  // history.db, metrics and alerts; empty: no history
  std::string history;   // a server's address, a secret; empty: history.db in the state directory
  std::string database;  // the address of the server that inputs come from, a secret
  std::string audit_log;
  std::string audit_key = "keys/audit.key";  // a file, or env:NAME
  std::string metrics_endpoint;              // see ParseMetricsEndpoint
  bool metrics_enabled = true;               // false: no metrics, whatever the endpoint says
  std::string alert_webhook;                 // a secret
  std::string alert_ca_file;                 // certificates that the webhook's may be signed with
  bool alert_allow_private = false;
  bool redact = true;        // no cell value leaves in an alert
  std::string data_root;     // inputs outside of this folder are refused; empty: anything goes
  std::string output_root;   // reports outside of this folder are refused; empty: anything goes
  std::string suppressions;  // a file
  RetryPolicy retry;         // of deliveries and of a locked history, each

  // Variable and path of each file that a secret came from.
  std::vector<std::pair<std::string, std::string>> secret_files;

  // Where metrics and alerts keep their state.
  std::string StateDirectory() const {
    return state_directory.empty() ? ".assay" : state_directory;
  }
  bool KeepsHistory() const { return !history.empty() || !state_directory.empty(); }
  std::string HistoryPath() const {
    return history.empty() ? StateDirectory() + "/history.db" : history;
  }
  std::string ActiveDirectory() const { return StateDirectory() + "/active"; }
  AlertSettings Alerts() const;
};

// Takes ASSAY_STATE_DIR, ASSAY_DATA_ROOT, ASSAY_OUTPUT_ROOT, ASSAY_HISTORY, ASSAY_HISTORY_FILE (a
// file that holds it), ASSAY_DATABASE, ASSAY_DATABASE_FILE (the same), ASSAY_AUDIT_LOG,
// ASSAY_AUDIT_KEY, METRICS_ENDPOINT, ALERT_WEBHOOK, ALERT_WEBHOOK_FILE (a file that holds the
// address), ALERT_CA_FILE, ALERT_ALLOW_PRIVATE and ALERT_REDACT where they are set and not empty.
Status ApplyOperateEnvironment(const std::function<const char*(const char*)>& get,
                               OperateSettings* settings);

// Before any run: addresses are understood, keys can be read, and what production forbids is not
// asked for (http:// webhooks, a history over a way that others can read, files of secrets that
// others can read, keys that would have to be made).
Status CheckOperateSettings(const OperateSettings& settings);

// A run between BeginRun and FinishRun.
struct BegunRun {
  std::optional<ActiveRun> active;  // while metrics are delivered
  std::optional<Error> untold;      // why detection_active could not be raised; the run goes on
};

// Before a run: the audit line, and detection_active is raised. An error means that the run must
// not start.
Result<BegunRun> BeginRun(const OperateSettings& settings, const Job& job, const Runtime& runtime);

// Behind a run, whatever became of it: history, metrics, alerts and the audit line of its end. Each
// is tried even when another failed; the errors tell what did not arrive (kDelivery) or was not
// kept.
std::vector<Error> FinishRun(const OperateSettings& settings, BegunRun begun, const RunFacts& facts,
                             const Runtime& runtime);

}  // namespace assay

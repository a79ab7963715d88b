// The history, whichever database keeps it.
#include "assay/operate/history.h"

#include <filesystem>

#include <fmt/format.h>

#include "assay/operate/history_store_internal.h"
#include "assay/operate/timestamp.h"

namespace assay {

struct History::State {
  HistoryStorePtr store;
};

History::History(std::unique_ptr<State> state) : state_(std::move(state)) {}
History::History(History&&) noexcept = default;
History::~History() = default;

bool IsHistoryServer(const std::string& where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

Result<History> History::Open(const std::string& where) {
  auto state = std::make_unique<State>();
  if (IsHistoryServer(where)) {
    ASSAY_TRY(state->store, OpenPostgresHistory(where));
  } else {
    ASSAY_TRY(state->store, OpenSqliteHistory(where));
  }
  return History(std::move(state));
}

Status History::Add(const RunFacts& facts) { return state_->store->Add(facts); }
Result<std::vector<HistoryRun>> History::List(const HistoryQuery& query) const {
  return state_->store->List(query);
}
Result<std::optional<int64_t>> History::LastSuccess() const { return state_->store->LastSuccess(); }
Result<int> History::Prune(int64_t micros) { return state_->store->Prune(micros); }
Status History::CopyTo(const std::string& path) const { return state_->store->CopyTo(path); }
Status History::Check() const { return state_->store->Check(); }
Status History::Compact() { return state_->store->Compact(); }

Result<HistoryRun> History::Find(const std::string& id) const {
  std::vector<HistoryRun> runs;
  if (!id.empty()) {
    ASSAY_TRY(runs, state_->store->Matching(id));
  }
  if (runs.empty()) {
    return UsageError(
        fmt::format("the history '{}' holds no run '{}'; list them with: assay history",
                    state_->store->name(), id));
  }
  if (runs.size() > 1 && runs[0].run_id != id) {
    return UsageError(fmt::format("'{}' is the start of several runs, such as {} and {}", id,
                                  runs[0].run_id, runs[1].run_id));
  }
  return runs[0];
}

HistoryRow HistoryRowOf(const RunFacts& facts) {
  const Report empty;
  const Report& report = facts.report == nullptr ? empty : *facts.report;
  std::error_code code;
  HistoryRow row;
  row.run.run_id = facts.run_id;
  row.run.input = facts.input;
  row.run.output_directory =
      std::filesystem::absolute(facts.output_directory, code).lexically_normal().string();
  row.run.brand = facts.brand;
  row.run.started = UtcTimestamp(facts.started_micros);
  row.run.seconds = facts.seconds;
  row.run.exit_code = facts.exit_code;
  row.run.rows = report.total_records;
  row.run.rejected = report.rejected_records;
  row.run.total_errors = report.total_errors;
  row.run.critical_errors = report.critical_errors;
  row.run.error = facts.error;
  row.run.version = ASSAY_VERSION;
  row.input_name = std::filesystem::path(facts.input).filename().string();
  row.started_micros = facts.started_micros;
  row.has_report = facts.report != nullptr;
  return row;
}

Error NewerHistory(const std::string& name, int version, int known) {
  return UsageError(fmt::format(
      "the history '{}' has version {}, this program knows {}: it was written by a newer "
      "program; use that one, or another history",
      name, version, known));
}

}  // namespace assay

// The history's tables and queries.
#include "assay/operate/history.h"

#include <filesystem>

#include <fmt/format.h>

#include "assay/operate/durable_file.h"
#include "assay/operate/sqlite_internal.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

// Version n is what the first n entries make; a published entry never changes.
constexpr const char* kMigrations[] = {
    "CREATE TABLE runs (run_id TEXT PRIMARY KEY, input TEXT NOT NULL, input_name TEXT NOT NULL,"
    " output_directory TEXT NOT NULL, brand TEXT NOT NULL, started_micros INTEGER NOT NULL,"
    " seconds REAL NOT NULL, exit_code INTEGER NOT NULL, has_report INTEGER NOT NULL, rows INTEGER NOT NULL,"
    " rejected INTEGER NOT NULL, total_errors INTEGER NOT NULL, critical_errors INTEGER NOT NULL,"
    " error TEXT NOT NULL, version TEXT NOT NULL);"
    "CREATE INDEX runs_started ON runs (started_micros);"
    "CREATE TABLE counts (run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, field TEXT NOT NULL,"
    " method TEXT NOT NULL, code TEXT NOT NULL, findings INTEGER NOT NULL,"
    " PRIMARY KEY (run_id, field, method, code)) WITHOUT ROWID;",
};
constexpr int kVersion = static_cast<int>(std::size(kMigrations));
constexpr int kBusyMillis = 10'000;

constexpr std::string_view kColumns =
    "run_id, input, output_directory, brand, started_micros, seconds, exit_code, rows, rejected, total_errors,"
    " critical_errors, error, version";

HistoryRun ReadRun(const SqlStatement& row) {
  HistoryRun run;
  run.run_id = row.Text(0);
  run.input = row.Text(1);
  run.output_directory = row.Text(2);
  run.brand = row.Text(3);
  run.started = UtcTimestamp(row.Integer(4));
  run.seconds = row.Real(5);
  run.exit_code = static_cast<int>(row.Integer(6));
  run.rows = static_cast<uint64_t>(row.Integer(7));
  run.rejected = static_cast<uint64_t>(row.Integer(8));
  run.total_errors = static_cast<uint64_t>(row.Integer(9));
  run.critical_errors = static_cast<uint64_t>(row.Integer(10));
  run.error = row.Text(11);
  run.version = row.Text(12);
  return run;
}

Status Migrate(sqlite3* database, const std::string& path) {
  ASSAY_TRY_STATUS(RunSql(database, "BEGIN IMMEDIATE"));
  int version = 0;
  {
    SqlStatement statement(database, "PRAGMA user_version");
    ASSAY_TRY(const bool row, statement.Step());
    version = row ? static_cast<int>(statement.Integer(0)) : 0;
  }
  if (version > kVersion) {
    (void)RunSql(database, "ROLLBACK");
    return UsageError(fmt::format("the history '{}' has version {}, this program knows {}: it was written by a newer "
                                  "program; use that one, or another --state-dir",
                                  path, version, kVersion));
  }
  for (int i = version; i < kVersion; ++i) ASSAY_TRY_STATUS(RunSql(database, kMigrations[i]));
  ASSAY_TRY_STATUS(RunSql(database, fmt::format("PRAGMA user_version = {}", kVersion).c_str()));
  return RunSql(database, "COMMIT");
}

Status InsertRun(sqlite3* database, const RunFacts& facts) {
  const Report empty;
  const Report& report = facts.report == nullptr ? empty : *facts.report;
  std::error_code code;
  const std::string directory = std::filesystem::absolute(facts.output_directory, code).lexically_normal().string();
  return SqlStatement(database, "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
      .Bind(facts.run_id)
      .Bind(facts.input)
      .Bind(std::filesystem::path(facts.input).filename().string())
      .Bind(directory)
      .Bind(facts.brand)
      .Bind(facts.started_micros)
      .Bind(facts.seconds)
      .Bind(int64_t{facts.exit_code})
      .Bind(int64_t{facts.report != nullptr})
      .Bind(static_cast<int64_t>(report.total_records))
      .Bind(static_cast<int64_t>(report.rejected_records))
      .Bind(static_cast<int64_t>(report.total_errors))
      .Bind(static_cast<int64_t>(report.critical_errors))
      .Bind(facts.error)
      .Bind(ASSAY_VERSION)
      .Run();
}

Status InsertCounts(sqlite3* database, const RunFacts& facts) {
  ASSAY_TRY_STATUS(SqlStatement(database, "DELETE FROM counts WHERE run_id = ?").Bind(facts.run_id).Run());
  if (facts.report == nullptr) return {};
  for (const FindingCount& count : facts.report->counts) {
    SqlStatement insert(database,
                        "INSERT INTO counts VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET findings = findings + "
                        "excluded.findings");
    ASSAY_TRY_STATUS(insert.Bind(facts.run_id)
                         .Bind(count.field.empty() ? count.column : count.field)
                         .Bind(MethodName(count.method))
                         .Bind(CodeName(count.code))
                         .Bind(static_cast<int64_t>(count.count))
                         .Run());
  }
  return {};
}

}  // namespace

struct History::State {
  std::string path;
  sqlite3* database = nullptr;
  ~State() { sqlite3_close(database); }
};

History::History(std::unique_ptr<State> state) : state_(std::move(state)) {}
History::History(History&&) noexcept = default;
History::~History() = default;

Result<History> History::Open(const std::string& path) {
  std::error_code code;
  std::filesystem::create_directories(FolderOf(path), code);
  auto state = std::make_unique<State>();
  state->path = path;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
  if (sqlite3_open_v2(path.c_str(), &state->database, flags, nullptr) != SQLITE_OK) {
    return InputError(fmt::format("the history '{}' can't be opened: {}", path, sqlite3_errmsg(state->database)));
  }
  sqlite3_busy_timeout(state->database, kBusyMillis);
  ASSAY_TRY_STATUS(RunSql(state->database, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"));
  ASSAY_TRY_STATUS(Migrate(state->database, path));
  return History(std::move(state));
}

Status History::Add(const RunFacts& facts) {
  ASSAY_TRY_STATUS(RunSql(state_->database, "BEGIN IMMEDIATE"));
  Status status = InsertRun(state_->database, facts);
  if (status) status = InsertCounts(state_->database, facts);
  if (status) status = RunSql(state_->database, "COMMIT");
  if (!status) (void)RunSql(state_->database, "ROLLBACK");
  return status;
}

Result<std::vector<HistoryRun>> History::List(const HistoryQuery& query) const {
  SqlStatement statement(state_->database,
                         fmt::format("SELECT {} FROM runs WHERE ?1 = '' OR input_name = ?1 ORDER BY started_micros "
                                     "DESC, run_id DESC LIMIT ?2",
                                     kColumns));
  statement.Bind(query.input).Bind(static_cast<int64_t>(query.most));
  std::vector<HistoryRun> runs;
  while (true) {
    ASSAY_TRY(const bool row, statement.Step());
    if (!row) return runs;
    runs.push_back(ReadRun(statement));
  }
}

Result<HistoryRun> History::Find(const std::string& id) const {
  const std::string order = id == "last" ? "ORDER BY started_micros DESC LIMIT 1"
                                         : "AND substr(run_id, 1, length(?1)) = ?1 LIMIT 2";
  SqlStatement statement(state_->database, fmt::format("SELECT {} FROM runs WHERE ?1 <> '' {}", kColumns, order));
  statement.Bind(id);
  ASSAY_TRY(const bool found, statement.Step());
  if (!found) {
    return UsageError(fmt::format("the history '{}' holds no run '{}'; list them with: assay history", state_->path, id));
  }
  HistoryRun run = ReadRun(statement);
  ASSAY_TRY(const bool second, statement.Step());
  if (second && run.run_id != id) {
    return UsageError(fmt::format("'{}' is the start of several runs, such as {} and {}", id, run.run_id,
                                  ReadRun(statement).run_id));
  }
  return run;
}

Result<std::optional<int64_t>> History::LastSuccess() const {
  SqlStatement statement(state_->database,
                         "SELECT max(started_micros) FROM runs WHERE has_report AND exit_code <= 1");
  ASSAY_TRY(const bool row, statement.Step());
  const int64_t micros = row ? statement.Integer(0) : 0;
  return micros == 0 ? std::nullopt : std::optional(micros);
}

Result<int> History::Prune(int64_t micros) {
  ASSAY_TRY_STATUS(
      SqlStatement(state_->database, "DELETE FROM runs WHERE started_micros < ?").Bind(micros).Run());
  return sqlite3_changes(state_->database);
}

Status History::CopyTo(const std::string& path) const {
  std::error_code code;
  std::filesystem::remove(path, code);
  return SqlStatement(state_->database, "VACUUM INTO ?").Bind(path).Run();
}

Status History::Check() const {
  SqlStatement statement(state_->database, "PRAGMA integrity_check");
  ASSAY_TRY(const bool row, statement.Step());
  if (row && statement.Text(0) == "ok") return {};
  return InputError(fmt::format("the history '{}' is damaged: {}", state_->path, row ? statement.Text(0) : ""));
}

Status History::Compact() { return RunSql(state_->database, "VACUUM"); }

}  // namespace assay

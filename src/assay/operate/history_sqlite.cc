// A history in one SQLite file.
#include "assay/operate/history_store_internal.h"

#include <filesystem>

#include <fmt/format.h>

#include "assay/base/durable_file.h"
#include "assay/operate/sqlite_internal.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

// Version n is what the first n entries make; a published entry never changes.
constexpr const char* kMigrations[] = {
    "CREATE TABLE runs (run_id TEXT PRIMARY KEY, input TEXT NOT NULL, input_name TEXT NOT NULL,"
    " output_directory TEXT NOT NULL, brand TEXT NOT NULL, started_micros INTEGER NOT NULL,"
    " seconds REAL NOT NULL, exit_code INTEGER NOT NULL, has_report INTEGER NOT NULL, rows INTEGER "
    "NOT NULL,"
    " rejected INTEGER NOT NULL, total_errors INTEGER NOT NULL, critical_errors INTEGER NOT NULL,"
    " error TEXT NOT NULL, version TEXT NOT NULL);"
    "CREATE INDEX runs_started ON runs (started_micros);"
    "CREATE TABLE counts (run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, field TEXT NOT "
    "NULL,"
    " method TEXT NOT NULL, code TEXT NOT NULL, findings INTEGER NOT NULL,"
    " PRIMARY KEY (run_id, field, method, code)) WITHOUT ROWID;",
};
constexpr int kVersion = static_cast<int>(std::size(kMigrations));
constexpr int kBusyMillis = 10'000;

constexpr std::string_view kColumns =
    "run_id, input, output_directory, brand, started_micros, seconds, exit_code, rows, rejected, "
    "total_errors,"
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
    return NewerHistory(path, version, kVersion);
  }
  for (int i = version; i < kVersion; ++i) ASSAY_TRY_STATUS(RunSql(database, kMigrations[i]));
  ASSAY_TRY_STATUS(RunSql(database, fmt::format("PRAGMA user_version = {}", kVersion).c_str()));
  return RunSql(database, "COMMIT");
}

Status InsertRun(sqlite3* database, const RunFacts& facts) {
  const HistoryRow row = HistoryRowOf(facts);
  const HistoryRun& run = row.run;
  return SqlStatement(database,
                      "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
      .Bind(run.run_id)
      .Bind(run.input)
      .Bind(row.input_name)
      .Bind(run.output_directory)
      .Bind(run.brand)
      .Bind(row.started_micros)
      .Bind(run.seconds)
      .Bind(int64_t{run.exit_code})
      .Bind(int64_t{row.has_report})
      .Bind(static_cast<int64_t>(run.rows))
      .Bind(static_cast<int64_t>(run.rejected))
      .Bind(static_cast<int64_t>(run.total_errors))
      .Bind(static_cast<int64_t>(run.critical_errors))
      .Bind(run.error)
      .Bind(run.version)
      .Run();
}

Status InsertCounts(sqlite3* database, const RunFacts& facts) {
  ASSAY_TRY_STATUS(
      SqlStatement(database, "DELETE FROM counts WHERE run_id = ?").Bind(facts.run_id).Run());
  if (facts.report == nullptr) return {};
  for (const FindingCount& count : facts.report->counts) {
    SqlStatement insert(
        database,
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

Result<std::vector<HistoryRun>> ReadRuns(SqlStatement* statement) {
  std::vector<HistoryRun> runs;
  while (true) {
    ASSAY_TRY(const bool row, statement->Step());
    if (!row) return runs;
    runs.push_back(ReadRun(*statement));
  }
}

class SqliteHistory : public HistoryStore {
 public:
  explicit SqliteHistory(const std::string& path) : path_(path) {}
  ~SqliteHistory() override { sqlite3_close(database_); }

  Status Open() {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
    if (sqlite3_open_v2(path_.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
      return InputError(
          fmt::format("the history '{}' can't be opened: {}", path_, sqlite3_errmsg(database_)));
    }
    sqlite3_busy_timeout(database_, kBusyMillis);
    ASSAY_TRY_STATUS(RunSql(database_, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL"));
    return Migrate(database_, path_);
  }

  Status Add(const RunFacts& facts) override {
    ASSAY_TRY_STATUS(RunSql(database_, "BEGIN IMMEDIATE"));
    Status status = InsertRun(database_, facts);
    if (status) status = InsertCounts(database_, facts);
    if (status) status = RunSql(database_, "COMMIT");
    if (!status) (void)RunSql(database_, "ROLLBACK");
    return status;
  }

  Result<std::vector<HistoryRun>> List(const HistoryQuery& query) override {
    SqlStatement statement(
        database_,
        fmt::format("SELECT {} FROM runs WHERE ?1 = '' OR input_name = ?1 ORDER BY started_micros "
                    "DESC, run_id DESC LIMIT ?2",
                    kColumns));
    statement.Bind(query.input).Bind(static_cast<int64_t>(query.most));
    return ReadRuns(&statement);
  }

  Result<std::vector<HistoryRun>> Matching(const std::string& id) override {
    const char* which = id == "last"
                            ? "ORDER BY started_micros DESC LIMIT 1"
                            : "AND substr(run_id, 1, length(?1)) = ?1 ORDER BY run_id LIMIT 2";
    SqlStatement statement(database_,
                           fmt::format("SELECT {} FROM runs WHERE ?1 <> '' {}", kColumns, which));
    statement.Bind(id);
    return ReadRuns(&statement);
  }

  Result<std::optional<int64_t>> LastSuccess() override {
    SqlStatement statement(
        database_, "SELECT max(started_micros) FROM runs WHERE has_report AND exit_code <= 1");
    ASSAY_TRY(const bool row, statement.Step());
    const int64_t micros = row ? statement.Integer(0) : 0;
    return micros == 0 ? std::nullopt : std::optional(micros);
  }

  Result<int> Prune(int64_t micros) override {
    ASSAY_TRY_STATUS(
        SqlStatement(database_, "DELETE FROM runs WHERE started_micros < ?").Bind(micros).Run());
    return sqlite3_changes(database_);
  }

  Status CopyTo(const std::string& path) override {
    std::error_code code;
    std::filesystem::remove(path, code);
    return SqlStatement(database_, "VACUUM INTO ?").Bind(path).Run();
  }

  Status Check() override {
    SqlStatement statement(database_, "PRAGMA integrity_check");
    ASSAY_TRY(const bool row, statement.Step());
    if (row && statement.Text(0) == "ok") return {};
    return InputError(
        fmt::format("the history '{}' is damaged: {}", path_, row ? statement.Text(0) : ""));
  }

  Status Compact() override { return RunSql(database_, "VACUUM"); }
  const std::string& name() const override { return path_; }

 private:
  const std::string path_;
  sqlite3* database_ = nullptr;
};

}  // namespace

Result<HistoryStorePtr> OpenSqliteHistory(const std::string& path) {
  std::error_code code;
  std::filesystem::create_directories(FolderOf(path), code);
  auto store = std::make_unique<SqliteHistory>(path);
  ASSAY_TRY_STATUS(store->Open());
  return HistoryStorePtr(std::move(store));
}

}  // namespace assay

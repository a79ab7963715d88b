// A history in a PostgreSQL database, through libpq; many machines share it.
#include <libpq-fe.h>

#include <charconv>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>

#include "assay/operate/history_store_internal.h"
#include "assay/operate/timestamp.h"
#include "assay/source/postgres_address.h"

namespace assay {
namespace {

// Version n is what the first n entries make; a published entry never changes.
constexpr const char* kMigrations[] = {
    "CREATE TABLE assay_runs (run_id text PRIMARY KEY, input text NOT NULL, input_name text NOT "
    "NULL,"
    " output_directory text NOT NULL, brand text NOT NULL, started_micros bigint NOT NULL,"
    " seconds double precision NOT NULL, exit_code integer NOT NULL, has_report boolean NOT NULL,"
    " row_count bigint NOT NULL, rejected bigint NOT NULL, total_errors bigint NOT NULL,"
    " critical_errors bigint NOT NULL, error text NOT NULL, version text NOT NULL);"
    "CREATE INDEX assay_runs_started ON assay_runs (started_micros);"
    "CREATE TABLE assay_counts (run_id text NOT NULL REFERENCES assay_runs ON DELETE CASCADE, "
    "field text NOT NULL,"
    " method text NOT NULL, code text NOT NULL, findings bigint NOT NULL, PRIMARY KEY (run_id, "
    "field, method, code))",
    "CREATE INDEX assay_runs_input ON assay_runs (input_name, started_micros)",
};
constexpr int kVersion = static_cast<int>(std::size(kMigrations));
// Any constant of our own: who migrates holds this lock.
constexpr const char* kMigrationLock = "SELECT pg_advisory_xact_lock(7239141120)";

constexpr std::string_view kColumns =
    "run_id, input, output_directory, brand, started_micros, seconds, exit_code, row_count, "
    "rejected, total_errors,"
    " critical_errors, error, version";

using ResultHandle = std::unique_ptr<PGresult, decltype(&PQclear)>;
using Values = std::vector<std::string>;

// PostgreSQL keeps no zero bytes and no ill-formed UTF-8; neither belongs into a path.
std::string Storable(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\0') out += c;
  }
  return out;
}

template <typename T>
T NumberOf(const PGresult* result, int row, int column) {
  const char* text = PQgetvalue(result, row, column);
  T value{};
  std::from_chars(text, text + PQgetlength(result, row, column), value);
  return value;
}

HistoryRun ReadRun(const PGresult* result, int row) {
  const auto text = [&](int column) { return std::string(PQgetvalue(result, row, column)); };
  HistoryRun run;
  run.run_id = text(0);
  run.input = text(1);
  run.output_directory = text(2);
  run.brand = text(3);
  run.started = UtcTimestamp(NumberOf<int64_t>(result, row, 4));
  run.seconds = NumberOf<double>(result, row, 5);
  run.exit_code = NumberOf<int>(result, row, 6);
  run.rows = NumberOf<uint64_t>(result, row, 7);
  run.rejected = NumberOf<uint64_t>(result, row, 8);
  run.total_errors = NumberOf<uint64_t>(result, row, 9);
  run.critical_errors = NumberOf<uint64_t>(result, row, 10);
  run.error = text(11);
  run.version = text(12);
  return run;
}

class PostgresHistory : public HistoryStore {
 public:
  ~PostgresHistory() override { PQfinish(connection_); }

  Status Open(const std::string& address) {
    const char* keys[] = {"dbname", "connect_timeout", "application_name", "client_encoding",
                          nullptr};
    const char* values[] = {address.c_str(), "10", "assay", "UTF8", nullptr};
    connection_ = PQconnectdbParams(keys, values, 1);
    const auto part = [](const char* text) { return std::string(text == nullptr ? "" : text); };
    name_ = fmt::format("{} on {}", part(PQdb(connection_)), part(PQhost(connection_)));
    if (PQstatus(connection_) != CONNECTION_OK) return Failure(nullptr);
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    return Transaction([&] { return Migrate(); });
  }

  Status Add(const RunFacts& facts) override {
    return Transaction([&]() -> Status {
      ASSAY_TRY_STATUS(InsertRun(HistoryRowOf(facts)));
      if (facts.report == nullptr) return {};
      for (const FindingCount& count : facts.report->counts) {
        ASSAY_TRY_STATUS(
            Run("INSERT INTO assay_counts VALUES ($1,$2,$3,$4,$5) ON CONFLICT (run_id, field, "
                "method, code) "
                "DO UPDATE SET findings = assay_counts.findings + excluded.findings",
                {facts.run_id, count.field.empty() ? count.column : count.field,
                 std::string(MethodName(count.method)), std::string(CodeName(count.code)),
                 std::to_string(count.count)}));
      }
      return {};
    });
  }

  Result<std::vector<HistoryRun>> List(const HistoryQuery& query) override {
    return Runs(fmt::format("SELECT {} FROM assay_runs WHERE $1 = '' OR input_name = $1 "
                            "ORDER BY started_micros DESC, run_id DESC LIMIT $2::bigint",
                            kColumns),
                {query.input, std::to_string(query.most)});
  }

  Result<std::vector<HistoryRun>> Matching(const std::string& id) override {
    const char* which = id == "last" ? "ORDER BY started_micros DESC LIMIT 1"
                                     : "AND starts_with(run_id, $1) ORDER BY run_id LIMIT 2";
    return Runs(fmt::format("SELECT {} FROM assay_runs WHERE $1 <> '' {}", kColumns, which), {id});
  }

  Result<std::optional<int64_t>> LastSuccess() override {
    ASSAY_TRY(
        const ResultHandle result,
        Query("SELECT max(started_micros) FROM assay_runs WHERE has_report AND exit_code <= 1",
              {}));
    if (PQgetisnull(result.get(), 0, 0)) return std::optional<int64_t>();
    return std::optional(NumberOf<int64_t>(result.get(), 0, 0));
  }

  Result<int> Prune(int64_t micros) override {
    ASSAY_TRY(const ResultHandle result,
              Query("DELETE FROM assay_runs WHERE started_micros < $1", {std::to_string(micros)}));
    return std::atoi(PQcmdTuples(result.get()));
  }

  Status CopyTo(const std::string&) override {
    return UsageError(
        fmt::format("the history '{}' is backed up with its server: pg_dump -t 'assay_*'", name_));
  }

  Status Check() override {
    return Run("SELECT count(*) FROM assay_runs JOIN assay_counts USING (run_id)", {});
  }
  Status Compact() override {
    ASSAY_TRY_STATUS(Run("VACUUM ANALYZE assay_runs", {}));
    return Run("VACUUM ANALYZE assay_counts", {});
  }
  const std::string& name() const override { return name_; }

 private:
  Error Failure(const PGresult* result) const {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string message = PQerrorMessage(connection_);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return {PostgresFaultKind(message, state, PQstatus(connection_) == CONNECTION_OK),
            fmt::format("the history '{}': {}", name_, message)};
  }

  Result<ResultHandle> Query(const std::string& sql, const Values& values) {
    Values stored;
    for (const std::string& value : values) stored.push_back(Storable(value));
    std::vector<const char*> pointers;
    for (const std::string& value : stored) pointers.push_back(value.c_str());
    ResultHandle result(PQexecParams(connection_, sql.c_str(), static_cast<int>(pointers.size()),
                                     nullptr, pointers.data(), nullptr, nullptr, 0),
                        &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
    return Failure(result.get());
  }

  Status Run(const std::string& sql, const Values& values) {
    ASSAY_TRY(const ResultHandle result, Query(sql, values));
    return {};
  }

  // Several statements at once, without values.
  Status RunScript(const char* sql) {
    const ResultHandle result(PQexec(connection_, sql), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
    return Failure(result.get());
  }

  template <typename Work>
  Status Transaction(const Work& work) {
    ASSAY_TRY_STATUS(RunScript("BEGIN"));
    Status status = work();
    if (status) status = RunScript("COMMIT");
    if (!status) (void)RunScript("ROLLBACK");
    return status;
  }

  Status Migrate() {
    ASSAY_TRY_STATUS(RunScript(kMigrationLock));
    ASSAY_TRY_STATUS(
        RunScript("CREATE TABLE IF NOT EXISTS assay_schema (version integer NOT NULL)"));
    ASSAY_TRY(const ResultHandle result,
              Query("SELECT coalesce(max(version), 0) FROM assay_schema", {}));
    const int version = NumberOf<int>(result.get(), 0, 0);
    if (version > kVersion) return NewerHistory(name_, version, kVersion);
    if (version == kVersion) return {};
    for (int i = version; i < kVersion; ++i) ASSAY_TRY_STATUS(RunScript(kMigrations[i]));
    ASSAY_TRY_STATUS(RunScript("DELETE FROM assay_schema"));
    return Run("INSERT INTO assay_schema VALUES ($1)", {std::to_string(kVersion)});
  }

  Status InsertRun(const HistoryRow& row) {
    const HistoryRun& run = row.run;
    ASSAY_TRY_STATUS(Run("DELETE FROM assay_runs WHERE run_id = $1", {run.run_id}));
    return Run(
        "INSERT INTO assay_runs VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
        {run.run_id, run.input, row.input_name, run.output_directory, run.brand,
         std::to_string(row.started_micros), fmt::format("{}", run.seconds),
         std::to_string(run.exit_code), row.has_report ? "true" : "false", std::to_string(run.rows),
         std::to_string(run.rejected), std::to_string(run.total_errors),
         std::to_string(run.critical_errors), run.error, run.version});
  }

  Result<std::vector<HistoryRun>> Runs(const std::string& sql, const Values& values) {
    ASSAY_TRY(const ResultHandle result, Query(sql, values));
    std::vector<HistoryRun> runs;
    for (int row = 0; row < PQntuples(result.get()); ++row)
      runs.push_back(ReadRun(result.get(), row));
    return runs;
  }

  std::string name_;
  PGconn* connection_ = nullptr;
};

}  // namespace

Result<HistoryStorePtr> OpenPostgresHistory(const std::string& address) {
  auto store = std::make_unique<PostgresHistory>();
  ASSAY_TRY_STATUS(store->Open(address));
  return HistoryStorePtr(std::move(store));
}

}  // namespace assay

// COPY (query) TO STDOUT through libpq, never waiting longer than a tenth of a second at once.
#include "assay/source/postgres_stream.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/source/postgres_address.h"
#include "assay/source/postgres_query.h"
#include "assay/source/stored_file.h"

namespace assay {
namespace {

constexpr int kWaitMillis = 100;
constexpr size_t kMostQueryBytes = size_t{1} << 20;

using ResultHandle = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string CopyCommand(const std::string& sql) {
  // The line ends where a comment in the query may not swallow what follows.
  return fmt::format("COPY (\n{}\n) TO STDOUT WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')",
                     sql);
}

class PostgresStream : public ByteStream {
 public:
  PostgresStream(std::string name, std::function<Status()> may_wait)
      : name_(std::move(name)), may_wait_(std::move(may_wait)) {}

  // A query that still runs is not left running for nobody.
  ~PostgresStream() override {
    PQfreemem(row_);
    if (running_ && PQstatus(connection_) == CONNECTION_OK) Cancel();
    PQfinish(connection_);
  }

  Status Connect(const std::string& address) {
    PQfinish(connection_);
    const char* keys[] = {"dbname", "connect_timeout", "fallback_application_name",
                          "client_encoding", nullptr};
    const char* values[] = {address.c_str(), "10", "assay", "UTF8", nullptr};
    connection_ = PQconnectdbParams(keys, values, 1);
    if (PQstatus(connection_) != CONNECTION_OK) return Failure(nullptr);
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    return Run("BEGIN TRANSACTION READ ONLY");
  }

  // One query and no more: what the extended protocol takes.
  Status Start(const PostgresQuery& query) {
    const std::string command = CopyCommand(query.sql);
    if (PQsendQueryParams(connection_, command.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) ==
        0)
      return Failure(nullptr);
    running_ = true;
    ASSAY_TRY(const ResultHandle result, NextResult());
    if (PQresultStatus(result.get()) == PGRES_COPY_OUT) return {};
    running_ = false;
    Error error = Failure(result.get());
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    if (state != nullptr && std::string_view(state) == "42P01" && !query.table.empty())
      error.message += NearTable(query.table);
    return error;
  }

  Result<size_t> Read(char* out, size_t size) override {
    size_t done = 0;
    while (done < size && (!left_.empty() || running_)) {
      if (left_.empty()) {
        ASSAY_TRY(const bool any, NextRow(done == 0));
        if (!any) break;
      }
      const size_t part = std::min(size - done, left_.size());
      std::memcpy(out + done, left_.data(), part);
      done += part;
      left_.remove_prefix(part);
    }
    return done;
  }

 private:
  // Takes a row, or ends the copying. False also where none is there yet and nobody waits for it.
  Result<bool> NextRow(bool waits) {
    while (true) {
      PQfreemem(row_);
      row_ = nullptr;
      const int got = PQgetCopyData(connection_, &row_, 1);
      if (got > 0) {
        left_ = {row_, static_cast<size_t>(got)};
        return true;
      }
      if (got == 0 && !waits) return false;
      if (got == 0) {
        ASSAY_TRY_STATUS(WaitForServer());
        continue;
      }
      running_ = false;
      if (got == -2) return Failure(nullptr);
      ASSAY_TRY(const ResultHandle result, NextResult());
      if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return Failure(result.get());
      return false;
    }
  }

  Result<ResultHandle> NextResult() {
    while (PQisBusy(connection_) != 0) ASSAY_TRY_STATUS(WaitForServer());
    return ResultHandle(PQgetResult(connection_), &PQclear);
  }

  Status WaitForServer() {
    pollfd waiting{PQsocket(connection_), POLLIN, 0};
    do {
      if (may_wait_) ASSAY_TRY_STATUS(may_wait_());
    } while (poll(&waiting, 1, kWaitMillis) <= 0);
    return PQconsumeInput(connection_) == 1 ? Status() : Failure(nullptr);
  }

  Status Run(const char* sql) {
    const ResultHandle result(PQexec(connection_, sql), &PQclear);
    return PQresultStatus(result.get()) == PGRES_COMMAND_OK ? Status() : Failure(result.get());
  }

  void Cancel() {
    char ignored[256];
    if (PGcancel* const cancel = PQgetCancel(connection_)) {
      PQcancel(cancel, ignored, sizeof ignored);
      PQfreeCancel(cancel);
    }
  }

  Error Failure(const PGresult* result) const {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string message =
        result == nullptr ? PQerrorMessage(connection_) : PQresultErrorMessage(result);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return {PostgresFaultKind(message, state, PQstatus(connection_) == CONNECTION_OK),
            fmt::format("{}: {}", name_, message)};
  }

  // The table of the nearest name, as far as this user may see it.
  std::string NearTable(const std::string& table) {
    (void)Run("ROLLBACK");
    const ResultHandle found(
        PQexec(connection_,
               "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE "
               "table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 10000"),
        &PQclear);
    std::vector<std::string> names;
    for (int row = 0; row < PQntuples(found.get()); ++row) {
      const std::string name = PQgetvalue(found.get(), row, 0);
      const bool is_whole = table.find('.') != std::string::npos;
      names.push_back(is_whole ? name : name.substr(name.find('.') + 1));
    }
    const std::string near = NearestName(table, names);
    return near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
  }

  const std::string name_;
  const std::function<Status()> may_wait_;
  PGconn* connection_ = nullptr;
  bool running_ = false;
  char* row_ = nullptr;    // what libpq gave last
  std::string_view left_;  // of it
};

Result<std::string> ReadQueryFile(const std::string& path, const SourceOptions& options) {
  ASSAY_TRY(const StoredFile file,
            StoredFile::Open(path, options.may_wait, options.retries, options.within.get()));
  if (!file.regular() || file.size() > kMostQueryBytes) {
    return InputError(
        fmt::format("{}: is no file of a query (at most {} bytes)", path, kMostQueryBytes));
  }
  std::string text(file.size(), '\0');
  ASSAY_TRY(const size_t got, file.ReadAt(0, text.data(), text.size()));
  text.resize(got);
  return text;
}

}  // namespace

Result<std::unique_ptr<ByteStream>> OpenPostgres(const std::string& input,
                                                 const SourceOptions& options) {
  if (options.within != nullptr && options.database.empty()) {
    return UsageError(fmt::format(
        "{}: inputs are confined to a folder (ASSAY_DATA_ROOT); a server is read from only where "
        "ASSAY_DATABASE or ASSAY_DATABASE_FILE names it",
        input));
  }
  ASSAY_TRY(const PostgresQuery query, ParsePostgresInput(input, [&](const std::string& path) {
              return ReadQueryFile(path, options);
            }));
  if (options.protects_database)
    ASSAY_TRY_STATUS(CheckProtectedAddress(options.database, "ASSAY_DATABASE"));
  auto stream = std::make_unique<PostgresStream>(input, options.may_wait);
  const auto open = [&]() -> Status {
    ASSAY_TRY_STATUS(stream->Connect(options.database));
    return stream->Start(query);
  };
  ASSAY_TRY_STATUS(options.retries == nullptr ? open() : options.retries->Do(open));
  return std::unique_ptr<ByteStream>(std::move(stream));
}

}  // namespace assay

// Statements over SQLite's C API.
#include <fmt/format.h>

#include "assay/operate/sqlite_internal.h"

namespace assay {

Error SqlError(sqlite3* database) {
  const char* file = sqlite3_db_filename(database, "main");
  const int code = sqlite3_errcode(database);
  const bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
  return {
      busy ? ErrorKind::kTransient : ErrorKind::kInput,
      fmt::format("the history '{}': {}", file == nullptr ? "" : file, sqlite3_errmsg(database))};
}

Status RunSql(sqlite3* database, const char* sql) {
  return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Status()
                                                                             : SqlError(database);
}

SqlStatement::SqlStatement(sqlite3* database, std::string_view sql) : database_(database) {
  sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
}
SqlStatement::~SqlStatement() { sqlite3_finalize(statement_); }

SqlStatement& SqlStatement::Bind(std::string_view text) {
  sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()),
                    SQLITE_TRANSIENT);
  return *this;
}
SqlStatement& SqlStatement::Bind(int64_t value) {
  sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}
SqlStatement& SqlStatement::Bind(double value) {
  sqlite3_bind_double(statement_, ++bound_, value);
  return *this;
}

Result<bool> SqlStatement::Step() {
  if (statement_ == nullptr) return SqlError(database_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return SqlError(database_);
}

Status SqlStatement::Run() {
  ASSAY_TRY(const bool row, Step());
  (void)row;
  return {};
}

std::string SqlStatement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr
             ? ""
             : std::string(text, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}
int64_t SqlStatement::Integer(int column) const { return sqlite3_column_int64(statement_, column); }
double SqlStatement::Real(int column) const { return sqlite3_column_double(statement_, column); }

}  // namespace assay

// The few calls of SQLite that the history needs, with errors as Results.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

// A prepared statement; parameters count from 1 in the order of the Bind calls, columns from 0.
class SqlStatement {
 public:
  SqlStatement(sqlite3* database, std::string_view sql);
  ~SqlStatement();
  SqlStatement(const SqlStatement&) = delete;
  SqlStatement& operator=(const SqlStatement&) = delete;

  SqlStatement& Bind(std::string_view text);
  SqlStatement& Bind(int64_t value);
  SqlStatement& Bind(double value);

  // Moves to the next row; false behind the last one.
  Result<bool> Step();
  // Runs a statement that gives no rows.
  Status Run();

  std::string Text(int column) const;
  int64_t Integer(int column) const;
  double Real(int column) const;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

// Runs one or more statements without parameters.
Status RunSql(sqlite3* database, const char* sql);

// What SQLite says of its last call, with the file's name.
Error SqlError(sqlite3* database);

}  // namespace assay

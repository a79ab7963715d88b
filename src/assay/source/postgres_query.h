// The inputs that a PostgreSQL server answers: `postgresql:TABLE`, `postgresql:@FILE.sql` and
// `postgresql:SELECT …`.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

bool IsPostgresInput(std::string_view input);

struct PostgresQuery {
  std::string sql;    // of one query
  std::string table;  // as it was given; empty: the input is a query
};

// What to ask the server for. `read` gives the text of a file. A usage error names the three forms.
Result<PostgresQuery> ParsePostgresInput(
    std::string_view input, const std::function<Result<std::string>(const std::string&)>& read);

// A usage error for a server's address: it may hold a password and would be told everywhere.
Status CheckPostgresInput(std::string_view input);

// A name for the input's own folder among several: the table, the file without its ending, "query".
std::string PostgresInputStem(std::string_view input);

}  // namespace assay

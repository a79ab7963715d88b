// What a query of a PostgreSQL server gives, as the text of a CSV table, row after row.
#pragma once

#include <memory>
#include <string>

#include "assay/base/result.h"
#include "assay/source/byte_stream.h"
#include "assay/source/source.h"

namespace assay {

// Asks for what `input` names (source/postgres_query.h). The server is that of options.database, or
// what libpq's own variables and files say. The query runs in a transaction that reads only, and
// its rows are not gathered anywhere: they come as the stream is read. What may pass (a server that
// is down) is retried, then transient; a wrong query is an input error with the server's words.
Result<std::unique_ptr<ByteStream>> OpenPostgres(const std::string& input,
                                                 const SourceOptions& options);

}  // namespace assay

// Tells the dialect of a delimited text from its first bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assay/source/source.h"

namespace assay {

// Fills delimiter, quote, escape and line end of the schema's dialect with the reading under which
// the text's records are most alike; what `options` fixes is kept. Adds notes and warnings on what
// is doubtful. `whole`: nothing follows the sample, so its last record is not cut.
void DetectDialect(std::string_view sample, bool whole, const SourceOptions& options,
                   Schema* schema);

// "delimiter ';' (given), quote '"', escape none, line ends CRLF, encoding UTF-8, header yes".
std::string DescribeDialect(const Dialect& dialect, bool has_header, const SourceOptions& options);

// The delimiter that a first line "sep=;" names, as spreadsheets write it, and 0 when there is
// none.
char DelimiterLine(std::string_view sample);

}  // namespace assay

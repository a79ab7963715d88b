// Writes CSV records that hold exactly the bytes given (findings and reports use
// report/csv_text.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace assay {

// Appends one cell; it is quoted when it holds the delimiter, a quote, CR or LF, or has a blank at
// either end. No byte is changed but for doubled quotes.
void AppendExactCell(std::string_view text, char delimiter, std::string* out);

// Appends the cells as one record that ends in LF. A record of one empty cell is written as "".
void AppendCsvRecord(std::span<const std::string> cells, char delimiter, std::string* out);

}  // namespace assay

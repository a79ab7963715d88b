// CSV cells as our reports write them: RFC 4180 quoting, spreadsheet formulas defused.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Whether a spreadsheet would take the text for a formula: it starts with = + - @ (or one of
// their full-width forms), tab, CR or LF and is no plain number (a sign, digits, points or commas,
// perhaps an exponent or a percent sign).
bool LooksLikeFormula(std::string_view text);

// Appends `text` as one CSV cell without a delimiter. Cells with a comma, a quote, CR or LF, and
// those that start or end with a space, are quoted. NUL and bytes that are not UTF-8 become U+FFFD,
// which every reader can take; findings.jsonl has the exact bytes. With `defuse`, a text that looks
// like a formula gets a leading apostrophe.
void AppendCsvCell(std::string_view text, bool defuse, std::string* out);

}  // namespace assay

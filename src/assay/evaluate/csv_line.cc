// RFC 4180 cells, byte for byte.
#include "assay/evaluate/csv_line.h"

namespace assay {

void AppendExactCell(std::string_view text, char delimiter, std::string* out) {
  bool special = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  for (const char c : text) special |= c == delimiter || c == '"' || c == '\n' || c == '\r';
  if (!special) {
    out->append(text);
    return;
  }
  out->push_back('"');
  for (size_t quote = text.find('"'); quote != text.npos; quote = text.find('"')) {
    out->append(text.substr(0, quote + 1)).push_back('"');
    text.remove_prefix(quote + 1);
  }
  out->append(text).push_back('"');
}

void AppendCsvRecord(std::span<const std::string> cells, char delimiter, std::string* out) {
  if (cells.size() == 1 && cells[0].empty()) out->append("\"\"");
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out->push_back(delimiter);
    AppendExactCell(cells[i], delimiter, out);
  }
  out->push_back('\n');
}

}  // namespace assay

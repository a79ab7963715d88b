// Unquoting and line counting.
#include "assay/table/block.h"

#include <algorithm>

namespace assay {
namespace {

// Python's csv rules, which every reader of ours follows: text behind the closing quote is kept.
std::string_view UnquoteSlow(std::string_view raw, const CellDialect& dialect, std::string* out) {
  out->clear();
  bool quoted = !raw.empty() && raw.front() == dialect.quote && dialect.quote != 0;
  for (size_t i = quoted ? 1 : 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (dialect.escape != 0 && c == dialect.escape && i + 1 < raw.size()) {
      out->push_back(raw[++i]);
    } else if (quoted && c == dialect.quote) {
      if (dialect.escape == 0 && i + 1 < raw.size() && raw[i + 1] == dialect.quote) {
        out->push_back(c);
        ++i;
      } else {
        quoted = false;
      }
    } else {
      out->push_back(c);
    }
  }
  return *out;
}

}  // namespace

std::string_view CellValue(std::string_view raw, const CellDialect& dialect, std::string* scratch) {
  const bool quoted = dialect.quote != 0 && !raw.empty() && raw.front() == dialect.quote;
  if (dialect.escape == 0) {
    if (!quoted) return raw;
    const size_t close = raw.find(dialect.quote, 1);
    if (close == raw.size() - 1 && raw.size() >= 2) return raw.substr(1, raw.size() - 2);
    return UnquoteSlow(raw, dialect, scratch);
  }
  if (!quoted && raw.find(dialect.escape) == std::string_view::npos) return raw;
  return UnquoteSlow(raw, dialect, scratch);
}

void Block::Clear() {
  bytes.clear();
  row_start.clear();
  ends.clear();
  ordinals.clear();
  rejects.clear();
  record_count = 0;
}

uint64_t LineCounter::LineOf(uint32_t row) {
  if (!block_.has_lines) return block_.RowOrdinal(row) + 2;
  const uint32_t start = block_.row_start[row];
  line_ += static_cast<uint64_t>(
      std::count(block_.bytes.data() + offset_, block_.bytes.data() + start, '\n'));
  offset_ = start;
  return line_;
}

}  // namespace assay

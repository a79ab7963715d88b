// Unquoting and line counting.
#include "assay/table/block.h"

namespace assay {
namespace {

// Python's csv rules, which every reader of ours follows: text behind the closing quote is kept,
// and quotes in it are text.
std::string_view UnquoteSlow(std::string_view raw, const CellDialect& dialect, std::string* out) {
  out->clear();
  bool quoted = !raw.empty() && raw.front() == dialect.quote && dialect.quote != 0;
  for (size_t i = quoted ? 1 : 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (dialect.escape != 0 && c == dialect.escape && i + 1 < raw.size()) {
      out->push_back(raw[++i]);
    } else if (quoted && c == dialect.quote) {
      if (i + 1 < raw.size() && raw[i + 1] == dialect.quote) {
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

uint64_t CountLineEnds(std::string_view text, bool cr_ends_line) {
  constexpr size_t kLanes = 64;  // a fixed inner trip count lets -O2 vectorise
  uint64_t count = 0;
  size_t i = 0;
  while (i + kLanes <= text.size()) {
    uint8_t lanes[kLanes] = {};
    for (int round = 0; round < 255 && i + kLanes <= text.size(); ++round, i += kLanes) {
      for (size_t k = 0; k < kLanes; ++k) lanes[k] += text[i + k] == '\n';
    }
    for (const uint8_t lane : lanes) count += lane;
  }
  for (; i < text.size(); ++i) count += text[i] == '\n';
  if (!cr_ends_line) return count;
  for (size_t k = 0; k < text.size(); ++k) {
    count += text[k] == '\r' && (k + 1 == text.size() || text[k + 1] != '\n');
  }
  return count;
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
  line_ += CountLineEnds({block_.bytes.data() + offset_, start - offset_}, block_.cr_ends_line);
  offset_ = start;
  return line_;
}

}  // namespace assay

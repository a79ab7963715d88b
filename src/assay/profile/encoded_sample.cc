// Dictionary encoding of a row sample.
#include "assay/profile/encoded_sample.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "assay/base/hash.h"
#include "assay/profile/decimal_mark.h"

namespace assay {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

EncodedColumn EncodeColumn(const std::vector<std::string>& cells) {
  EncodedColumn column;
  column.codes.reserve(cells.size());
  for (const std::string& cell : cells) {
    const uint32_t code = column.index.Insert(EncodedHash(cell));
    if (code == column.values.size()) {
      column.values.push_back(cell);
      column.counts.push_back(0);
      column.blank.push_back(IsBlankValue(cell));
    }
    ++column.counts[code];
    column.codes.push_back(code);
  }
  DecimalMarkVote marks;
  for (size_t code = 0; code < column.values.size(); ++code) {
    marks.Add(column.values[code], column.counts[code]);
  }
  column.decimal_mark = marks.Winner();
  for (size_t code = 0; code < column.values.size(); ++code) {
    const double number = ReadNumber(column.values[code], column.decimal_mark);
    column.numbers.push_back(number);
    if (column.blank[code]) continue;
    column.filled += column.counts[code];
    ++column.filled_distinct;
    column.top_count = std::max(column.top_count, column.counts[code]);
    if (!std::isnan(number)) column.numeric += column.counts[code];
  }
  return column;
}

}  // namespace

uint64_t EncodedHash(std::string_view value) { return Hash64(value, 0x5eed); }

bool IsBlankValue(std::string_view value) {
  return std::all_of(value.begin(), value.end(), IsSpace);
}

namespace {

// The number of at most 15 digits, which a double holds exactly; NaN when there is anything else.
double ReadDigits(std::string_view text) {
  if (text.empty() || text.size() > 15) return kNotANumber;
  uint64_t number = 0;
  for (const char c : text) {
    const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
    if (digit > 9) return kNotANumber;
    number = number * 10 + digit;
  }
  return static_cast<double>(number);
}

}  // namespace

double ReadNumber(std::string_view value) {
  if (const double whole = ReadDigits(value); !std::isnan(whole)) return whole;
  std::string_view text = Trimmed(value);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  if (text.empty() || text.size() > 40) return kNotANumber;
  const char first = text.front();
  if (first != '-' && first != '.' && (first < '0' || first > '9')) return kNotANumber;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
    return kNotANumber;
  }
  return number;
}

EncodedSample EncodeSample(const RowSample& sample) {
  EncodedSample encoded;
  encoded.complete = sample.complete;
  encoded.rows = static_cast<uint32_t>(sample.rows.size());
  encoded.columns.reserve(sample.columns.size());
  for (const auto& cells : sample.columns) encoded.columns.push_back(EncodeColumn(cells));
  return encoded;
}

std::vector<uint32_t> BlankRows(const EncodedColumn& column, size_t most) {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < column.codes.size() && rows.size() < most; ++row) {
    if (column.blank[column.codes[row]]) rows.push_back(row);
  }
  return rows;
}

RowGroups GroupRows(const std::vector<uint32_t>& codes, uint32_t distinct) {
  RowGroups groups;
  groups.start.assign(distinct + 1, 0);
  for (const uint32_t code : codes) ++groups.start[code + 1];
  for (uint32_t code = 0; code < distinct; ++code) groups.start[code + 1] += groups.start[code];
  groups.order.resize(codes.size());
  std::vector<uint32_t> at(groups.start.begin(), groups.start.end() - 1);
  for (uint32_t row = 0; row < codes.size(); ++row) groups.order[at[codes[row]]++] = row;
  return groups;
}

}  // namespace assay

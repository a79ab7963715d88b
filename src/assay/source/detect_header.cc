// Each column says whether the value at its top is one of its own.
#include "assay/source/detect_header.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "assay/base/ascii.h"

namespace assay {
namespace {

constexpr size_t kLeastBelow = 3;     // values of a column
constexpr double kNearlyAll = 0.95;   // of them
constexpr size_t kLeastOfFew = 20;    // values of which few are different,
constexpr double kFewValues = 0.1;    // as a share
constexpr size_t kMostOneName = 10;   // columns that speak for data, to each that has a name
constexpr size_t kLeastMonotone = 4;  // numbers that rise or fall from left to right

enum class Vote { kNone, kName, kData };

bool ReadWhole(std::string_view text, double* number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), *number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// Digits as 9, letters and bytes beyond ASCII as a, in runs of any length; "9" for all numbers, so
// that 12 and -3.5 are alike. A shape without 9 is that of words.
std::string ShapeOf(std::string_view value) {
  double number = 0;
  if (ReadWhole(value, &number)) return "9";
  std::string shape;
  for (const char c : value) {
    const char kind = IsDigit(c) ? '9' : IsByteOfWord(c) ? 'a' : c;
    if (shape.empty() || shape.back() != kind || kind == c) shape += kind;
  }
  return shape;
}

bool HoldsDigits(std::string_view shape) { return shape.find('9') != std::string_view::npos; }

// The records that can be compared with the first: a header that comes again is none.
std::vector<const RecordValues*> Rows(const std::vector<RecordValues>& records) {
  std::vector<const RecordValues*> rows;
  for (size_t r = 1; r < records.size(); ++r) {
    if (records[r].size() == records[0].size() && records[r] != records[0])
      rows.push_back(&records[r]);
  }
  return rows;
}

// The values of a column that are not blank.
std::vector<std::string_view> Filled(const std::vector<const RecordValues*>& rows, size_t column) {
  std::vector<std::string_view> filled;
  for (const RecordValues* row : rows) {
    if (!(*row)[column].empty()) filled.push_back((*row)[column]);
  }
  return filled;
}

bool IsOfFewValues(std::vector<std::string_view> values) {
  const size_t all = values.size();
  std::sort(values.begin(), values.end());
  const auto kinds = std::unique(values.begin(), values.end()) - values.begin();
  return all >= kLeastOfFew && static_cast<double>(kinds) <= kFewValues * static_cast<double>(all);
}

Vote VoteOf(std::string_view first, const std::vector<std::string_view>& below) {
  if (first.empty() || below.size() < kLeastBelow) return Vote::kNone;
  const std::string shape = ShapeOf(first);
  size_t alike = 0, with_digits = 0;
  for (const std::string_view value : below) {
    const std::string other = ShapeOf(value);
    alike += other == shape;
    with_digits += HoldsDigits(other);
  }
  const double least = kNearlyAll * static_cast<double>(below.size());
  if (HoldsDigits(shape) && static_cast<double>(alike) >= least) return Vote::kData;
  if (!HoldsDigits(shape) && static_cast<double>(with_digits) >= least) return Vote::kName;
  if (std::ranges::find(below, first) != below.end()) return Vote::kData;
  return IsOfFewValues(below) ? Vote::kName : Vote::kNone;
}

// Whether the record's numbers count from 0, or go up or down from left to right, as years do that
// head a column each: three of them in equal steps, or more of them in any.
bool CountsColumns(const RecordValues& record) {
  std::vector<double> numbers;
  for (const std::string& value : record) {
    double number = 0;
    if (ReadWhole(value, &number)) numbers.push_back(number);
  }
  if (numbers.size() == 2 && numbers[0] == 0 && numbers[1] == 1) return true;
  if (numbers.size() < kLeastMonotone - 1) return false;
  const double step = numbers[1] - numbers[0];
  bool even = step != 0, monotone = step != 0;
  for (size_t i = 1; i < numbers.size(); ++i) {
    const double own = numbers[i] - numbers[i - 1];
    even = even && own == step;
    monotone = monotone && (step > 0 ? own > 0 : own < 0);
  }
  return even || (monotone && numbers.size() >= kLeastMonotone);
}

}  // namespace

bool HasHeader(const std::vector<RecordValues>& records) {
  if (records.empty() || CountsColumns(records[0])) return true;
  const std::vector<const RecordValues*> rows = Rows(records);
  size_t names = 0, data = 0, filled = 0;
  for (size_t column = 0; column < records[0].size(); ++column) {
    const std::vector<std::string_view> below = Filled(rows, column);
    filled += !records[0][column].empty() && below.size() >= kLeastBelow;
    const Vote vote = VoteOf(records[0][column], below);
    names += vote == Vote::kName;
    data += vote == Vote::kData;
  }
  return data == 0 || data * 2 < filled || data < names * kMostOneName;
}

}  // namespace assay

// Rewrites numbers with a decimal comma to plain ones; votes by the forms that only one mark has.
#include "assay/profile/decimal_mark.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assay/base/ascii.h"
#include "assay/profile/encoded_sample.h"

namespace assay {
namespace {

constexpr uint64_t kFarMore = 3;        // clear commas for each clear point
constexpr uint64_t kMostAmbiguous = 9;  // values that may be either for each clear comma
constexpr size_t kLongestNumber = 40;

// A quick look at what may be a long text.
bool MayBeNumber(std::string_view value) {
  const char first = value.empty() ? 'x' : value.front();
  return first <= '9' && first >= '\t';  // digits, signs, marks, blanks, and some that are none
}

// The text without the marks that part its digits by three; false when they stand elsewhere.
bool TakeGroups(std::string_view text, char group, std::string* plain) {
  size_t run = 0, groups = 0;
  for (const char c : text) {
    if (c == group) {
      if (run == 0 || run > 3 || (groups > 0 && run != 3)) return false;
      ++groups;
      run = 0;
      continue;
    }
    run += IsDigit(c);
    *plain += c;
  }
  return groups == 0 || run == 3;
}

// Reads digits in groups, and a fraction behind `mark`.
double ReadGrouped(std::string_view value, char mark) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const char group = mark == ',' ? '.' : ',';
  if (value.size() > kLongestNumber) return kNone;
  const size_t end = std::min(value.find(mark), value.size());
  const std::string_view fraction = value.substr(std::min(end + 1, value.size()));
  std::string plain;
  if (!TakeGroups(value.substr(0, end), group, &plain)) return kNone;
  if (fraction.find_first_of(".,") != std::string_view::npos) return kNone;
  if (!fraction.empty()) plain.append(".").append(fraction);
  return ReadNumber(plain);
}

// Numbers with commas between, as one writes several of them into a cell: "1,2,3".
bool IsList(std::string_view value) {
  return std::count(value.begin(), value.end(), ',') > 1 &&
         value.find_first_not_of("0123456789, ") == std::string_view::npos;
}

bool LeadsWithZero(std::string_view value) {
  const size_t digit = value.find_first_of("0123456789");
  return digit != std::string_view::npos && value[digit] == '0';
}

}  // namespace

void DecimalMarkVote::Add(std::string_view value, uint64_t rows) {
  if (!MayBeNumber(value) || value.size() > kLongestNumber) return;
  if (value.find(',') == std::string_view::npos) {
    if (value.find('.') == std::string_view::npos || std::isnan(ReadNumber(value))) return;
    // "1.234" is a whole number where commas mark fractions.
    const bool whole = !LeadsWithZero(value) &&
                       value.find_first_of("eE") == std::string_view::npos &&
                       !std::isnan(ReadGrouped(value, ','));
    (whole ? either_ : point_) += rows;
    return;
  }
  const bool comma = !std::isnan(ReadGrouped(value, ','));
  const bool point = !std::isnan(ReadNumber(value, '.'));
  if (comma) (point ? either_ : comma_) += rows;
  if ((point || IsList(value)) && !comma) point_ += rows;
}

char DecimalMarkVote::Winner() const {
  const bool wins = comma_ > 0 && comma_ >= kFarMore * point_ && kMostAmbiguous * comma_ >= either_;
  return wins ? ',' : '.';
}

double ReadNumber(std::string_view value, char mark) {
  if (!MayBeNumber(value)) return std::numeric_limits<double>::quiet_NaN();
  if (mark == ',')
    return value.find_first_of(".,") == std::string_view::npos ? ReadNumber(value)
                                                               : ReadGrouped(value, ',');
  if (value.find(',') == std::string_view::npos) return ReadNumber(value);
  return LeadsWithZero(value) ? std::numeric_limits<double>::quiet_NaN() : ReadGrouped(value, '.');
}

void DigitGroupVote::Add(std::string_view value, char mark, uint64_t rows) {
  const double number = ReadNumber(value, mark);
  if (std::isnan(number) || std::abs(number) < 1000) return;
  (HasDigitGroups(value, mark) ? grouped_ : plain_) += rows;
}

bool HasDigitGroups(std::string_view number, char mark) {
  return number.find(mark == ',' ? '.' : ',') != std::string_view::npos;
}

std::string WithDecimalMark(std::string number, char mark) {
  std::replace(number.begin(), number.end(), '.', mark);
  return number;
}

}  // namespace assay

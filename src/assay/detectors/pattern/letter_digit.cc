// letter_digit: a letter O, I or l among digits where the column has a digit ("1OO", "2O19"), or a
// 0 or 1 where it has a letter.
#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/shape.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kConfidence = 0.97;
constexpr double kLitres = 0.7;  // "5l" may be a number with its unit
constexpr double kNumericColumn = 0.9;
constexpr uint64_t kLeastNumbers = 12;  // rows
constexpr uint64_t kLeastAlike = 20;    // rows of the shape that a code should have …
constexpr double kMostlyAlike = 0.9;    // … and their share of the codes as long as it
constexpr double kMostOdd = 0.01;       // share of codes with the same mistake …
constexpr double kFewOdd = 3;           // … or so many of them
constexpr uint32_t kLeastLetters = 2;   // other codes with the letters that a digit stands for
constexpr size_t kLongestCode = 40;     // bytes, within which a shape keeps all lengths

char DigitLike(char letter) {
  if (letter == 'O' || letter == 'o') return '0';
  return letter == 'I' || letter == 'l' ? '1' : '\0';
}

// The letter of the case that a shape asks for; none where it asks for a sign.
char LetterLike(char digit, char symbol) {
  if (symbol != 'A' && symbol != 'a') return '\0';
  if (digit == '0') return symbol == 'A' ? 'O' : 'o';
  return digit == '1' ? symbol == 'A' ? 'I' : 'l' : '\0';
}

// All such letters as digits; empty without any, or without a digit of its own.
std::string WithDigits(std::string_view value) {
  std::string written(value);
  bool changed = false, digits = false;
  for (char& c : written) {
    digits |= IsDigit(c);
    const char digit = DigitLike(c);
    if (digit == 0) continue;
    changed = true;
    c = digit;
  }
  return changed && digits ? written : "";
}

// A shape that nearly all codes of its length have, and the letters they have, run by run.
struct CommonShape {
  std::string shape;
  std::unordered_map<std::string, uint32_t> letters;  // values with them at their place
};

bool IsLetterSymbol(char symbol) { return symbol == 'A' || symbol == 'a'; }

// Calls visit(begin, end) for each run of letters of the shape.
template <typename Visit>
void VisitLetters(std::string_view shape, Visit visit) {
  for (size_t i = 0; i < shape.size();) {
    size_t end = i;
    while (end < shape.size() && IsLetterSymbol(shape[end])) ++end;
    if (end > i) visit(i, end);
    i = end + 1;
  }
}

std::string LettersAt(std::string_view value, size_t begin, size_t end) {
  return std::to_string(begin) + ':' + std::string(value.substr(begin, end - begin));
}

// The value in the common shape of its length, if only such letters and digits part it from that,
// and other values have its letters.
std::string InShape(std::string_view value, std::string_view own, const CommonShape& common) {
  const std::string& shape = common.shape;
  std::string written(value);
  for (size_t i = 0; i < own.size(); ++i) {
    if (own[i] == shape[i]) continue;
    written[i] = shape[i] == '9' ? DigitLike(value[i]) : LetterLike(value[i], shape[i]);
    if (written[i] == 0) return "";
  }
  bool known = true;
  VisitLetters(shape, [&](size_t begin, size_t end) {
    const bool changed = value.substr(begin, end - begin) != written.substr(begin, end - begin);
    const auto found = common.letters.find(LettersAt(written, begin, end));
    if (changed) known &= found != common.letters.end() && found->second >= kLeastLetters;
  });
  return known ? written : "";
}

class LetterDigitDetector final : public ValueDetector {
 public:
  explicit LetterDigitDetector(const ColumnProfile& column) : decimal_mark_(column.decimal_mark) {
    const uint64_t filled = column.rows - column.empty;
    numeric_ = filled >= kLeastNumbers &&
               static_cast<double>(column.numeric) >= kNumericColumn * static_cast<double>(filled);
    std::unordered_map<size_t, uint64_t> by_length;
    for (const Counted& shape : column.shapes) by_length[shape.text.size()] += shape.count;
    for (const Counted& shape : column.shapes) {
      const auto all = static_cast<double>(by_length[shape.text.size()]);
      const bool codes = shape.text.find('9') != std::string::npos;
      if (codes && shape.count >= kLeastAlike &&
          static_cast<double>(shape.count) >= kMostlyAlike * all) {
        common_[shape.text.size()] = {shape.text, {}};
      } else if (static_cast<double>(shape.count) > std::max(kFewOdd, kMostOdd * all)) {
        usual_.insert(shape.text);
      }
    }
    for (const Counted& value : column.values) LearnLetters(value.text);
  }

  bool any() const { return numeric_ || !common_.empty(); }
  bool Flags(std::string_view value) const override { return !Repair(value).empty(); }

  Evidence Explain(std::string_view value) const override {
    std::string repaired = Repair(value);
    const bool litres = value.back() == 'l' &&
                        repaired.compare(0, value.size() - 1, value, 0, value.size() - 1) == 0;
    Evidence e = MakeEvidence(
        Code::kInvalidType, litres ? kLitres : kConfidence,
        fmt::format("A letter stands where the column has a digit that looks like it, or the "
                    "reverse: {} for {}.",
                    Excerpt(value), Excerpt(repaired)),
        repaired);
    Suggest(std::move(repaired), &e);
    return e;
  }

 private:
  void LearnLetters(std::string_view value) {
    const auto common = common_.find(value.size());
    if (common == common_.end() || ShapeOf(value) != common->second.shape) return;
    VisitLetters(common->second.shape, [&](size_t begin, size_t end) {
      ++common->second.letters[LettersAt(value, begin, end)];
    });
  }

  // What the value should be; empty when nothing is wrong with it.
  std::string Repair(std::string_view value) const {
    if (value.empty() || value.size() > kLongestCode) return "";
    if (numeric_) {
      if (std::all_of(value.begin(), value.end(), IsDigit)) return "";
      std::string number = WithDigits(value);
      if (!number.empty() && !std::isnan(ReadNumber(number, decimal_mark_))) return number;
    }
    const auto common = common_.find(value.size());
    if (common == common_.end()) return "";
    const std::string own = ShapeOf(value);
    if (own == common->second.shape || own.size() != value.size() || usual_.contains(own))
      return "";
    return InShape(value, own, common->second);
  }

  char decimal_mark_;
  bool numeric_ = false;
  std::unordered_map<size_t, CommonShape> common_;  // by length
  std::unordered_set<std::string> usual_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "the values are neither numbers nor codes of few forms";
  auto detector = std::make_unique<LetterDigitDetector>(*context.profile);
  if (!detector->any()) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kInvalidType};

constexpr Example kExamples[] = {
    {"letters in numbers", "",
     "count,id\n3967,0\n5069,1\n1790,2\n6589,3\n7945,4\n2639,5\n1576,6\n1OO,7\n424,8\n6679,9\n4841,"
     "10\n1064,11\n3736,12\n8625,13\n8892,14\n6002,15\n4633,16\n2928,17\n1839,18\n2O19,19\n3612,"
     "20\n520,21\n4364,22\nl5,23\n3269,24\n2800,25\n5176,26\n4845,27\n6201,28\n1520,29\n5628,"
     "30\n7I0,31\n8389,32\n4177,33\n3012,34\n4152,35\n7859,36\n4687,37\n1563,38\n5019,39\n",
     "7:0 19:0 23:0 31:0"},
    {"a letter in the number of a code, a digit in its letters, and letters that no other has", "",
     "code,id\nIN-7068,0\nCO-3069,1\nIN-1717,2\nOK-3242,3\nIN-9296,4\nIN-7565,5\nOK-8522,6\nCO-"
     "8424,7\nCO-9109,8\nIN-7597,9\nOK-8947,10\nIN-12O4,11\nAB-9522,12\nCO-8771,13\nCO-2863,14\nAB-"
     "2591,15\nOK-7330,16\nCO-2765,17\nOK-6544,18\nIN-2409,19\nCO-9467,20\nIN-3328,21\nOK-9842,"
     "22\nOK-9006,23\nIN-3428,24\nCO-8293,25\nAB-6844,26\nCO-3211,27\nIN-2599,28\nAB-6849,29\nCO-"
     "9251,30\nIN-6059,31\nIN-6828,32\n0K-2345,33\nOK-9313,34\nIN-6639,35\nIN-1195,36\nAB-6623,"
     "37\nIN-5371,38\nOK-7937,39\nAB-7175,40\n1X-3121,41\nIN-7492,42\nOK-3722,43\nOK-4306,44\nIN-"
     "5915,45\nOK-1216,46\nCO-6600,47\nIN-8136,48\nIN-3278,49\nCO-8308,50\nCO-7847,51\nOK-2146,"
     "52\nAB-2558,53\nOK-2396,54\nOK-9535,55\nAB-3517,56\nCO-3433,57\nOK-4107,58\nOK-3300,59\n",
     "11:0 33:0"},
    {"a digit where the others have a sign", "",
     "mail,id\nu10@ab.org,0\nu11@ab.org,1\nu12@ab.org,2\nu13@ab.org,3\nu14@ab.org,4\n"
     "u15@ab.org,5\nu16@ab.org,6\nu17@ab.org,7\nu18@ab.org,8\nu19@ab.org,9\nu20@ab.org,10\n"
     "u21@ab.org,11\nu22@ab.org,12\nu23@ab.org,13\nu24@ab.org,14\nu25@ab.org,15\n"
     "u26@ab.org,16\nu27@ab.org,17\nu28@ab.org,18\nu29@ab.org,19\nu30@ab.org,20\n"
     "u31@ab.org,21\nu32@ab.org,22\nu33@ab.org,23\nu34@ab.org,24\nu35@ab.org,25\n"
     "u36@ab.org,26\nu37@ab.org,27\nu38@ab.org,28\nu39@ab.org,29\nu501ab.org,30\n",
     ""},
    {"names and codes of all forms", "",
     "name,id\nBo,0\nLola,1\nOtto,2\nX1,3\nB0,4\nOl,5\nIO,6\n10l,7\nI5 "
     "wide,8\nBo,9\nLola,10\nOtto,11\nX1,12\nB0,13\nOl,14\nIO,15\n10l,16\nI5 "
     "wide,17\nBo,18\nLola,19\nOtto,20\nX1,21\nB0,22\nOl,23\nIO,24\n10l,25\nI5 "
     "wide,26\nBo,27\nLola,28\nOtto,29\nX1,30\nB0,31\nOl,32\nIO,33\n10l,34\nI5 wide,35\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kLetterDigitDetector;
constinit const DetectorType kLetterDigitDetector = {
    .name = "letter_digit",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary =
        "A letter O, I or l stands where the column has a digit, or a 0 or 1 where it has "
        "a letter.",
    .details =
        "In a column of numbers, a value that is a number once such letters are digits. Among "
        "codes "
        "of which nine tenths of one length have one shape, a value that gets this shape by such "
        "exchanges. The repaired value is suggested.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

// lost_zeros: codes of a fixed number of digits, some of which have lost the zeros that they began
// with ("1234" for "01234").
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/numbered_code.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kLeastFull = 0.7;    // share of rows with codes of full length
constexpr double kMostMissing = 0.2;  // share of rows that lost zeros; more write numbers so
constexpr double kLeastRows = 20;
constexpr double kLeastZeros = 3;  // different codes that begin with a zero
constexpr uint32_t kLeastDigits = 3;
constexpr double kProbability = 0.85;
// The column has the code with its zeros, or so many that begin with one that a short one lost its.
constexpr double kClearProbability = 0.93;
constexpr double kManyZeros = 100;  // different codes

// What stands around the digits of a code.
using Form = std::pair<std::string, std::string>;

struct Width {
  uint32_t digits = 0;
  double zeros = 0;  // different codes of that length that begin with a zero
};

// A code with one run of digits; nothing for signed numbers and fractions.
bool ReadCode(std::string_view value, NumberedCode* code) {
  *code = ReadNumberedCode(value);
  return code->is_code && code->number >= 0 &&
         code->prefix.find_first_of("0123456789") == std::string_view::npos &&
         (code->prefix.empty() || code->prefix.back() != '.') &&
         code->suffix.find_first_of(".,%") == std::string_view::npos;
}

bool BeginsWithZero(const NumberedCode& code) {
  return std::to_string(code.number).size() < code.digits;
}

class LostZerosDetector final : public ValueDetector {
 public:
  LostZerosDetector(const ColumnProfile& column, std::map<Form, Width> widths)
      : widths_(std::move(widths)) {
    for (const Counted& value : column.values) {
      NumberedCode code;
      if (ReadCode(value.text, &code) && BeginsWithZero(code)) known_.push_back(value.text);
    }
    std::sort(known_.begin(), known_.end());
  }

  bool Flags(std::string_view value) const override {
    NumberedCode code;
    return WidthOf(value, &code) != nullptr;
  }

  Evidence Explain(std::string_view value) const override {
    NumberedCode code;
    const Width& width = *WidthOf(value, &code);
    std::string padded =
        fmt::format("{}{}{}{}", code.prefix, std::string(width.digits - code.digits, '0'),
                    code.number, code.suffix);
    const bool clear =
        width.zeros >= kManyZeros || std::binary_search(known_.begin(), known_.end(), padded);
    Evidence e = MakeEvidence(
        Code::kRareFormat, clear ? kClearProbability : kProbability,
        fmt::format("The column's codes have {} digits, and {:.0f} of them begin with a zero; this "
                    "one has lost {}.",
                    width.digits, width.zeros,
                    width.digits - code.digits == 1 ? "its zero" : "its zeros"),
        padded);
    Suggest(std::move(padded), &e);
    return e;
  }

 private:
  // Of a value with too few digits; null for others.
  const Width* WidthOf(std::string_view value, NumberedCode* code) const {
    if (!ReadCode(value, code) || BeginsWithZero(*code)) return nullptr;
    const auto found = widths_.find(Form(code->prefix, code->suffix));
    if (found == widths_.end() || code->digits >= found->second.digits) return nullptr;
    return &found->second;
  }

  std::map<Form, Width> widths_;
  std::vector<std::string> known_;  // codes that begin with a zero
};

struct FormCounts {
  std::map<uint32_t, double> rows;   // by digits
  std::map<uint32_t, double> zeros;  // different codes that begin with a zero, by digits
  double zero_rows = 0;              // of these
  double all = 0;
};

// The forms whose codes have a fixed number of digits that shorter ones have lost zeros of.
std::map<Form, Width> FixedWidths(const ColumnProfile& column) {
  std::map<Form, FormCounts> forms;
  double all = 0;
  for (const Counted& value : column.values) {
    NumberedCode code;
    all += static_cast<double>(value.count);
    if (!ReadCode(value.text, &code)) continue;
    FormCounts& counts = forms[Form(code.prefix, code.suffix)];
    counts.rows[code.digits] += static_cast<double>(value.count);
    const bool zero = BeginsWithZero(code);
    counts.zeros[code.digits] += zero;
    if (zero) counts.zero_rows += static_cast<double>(value.count);
    counts.all += static_cast<double>(value.count);
  }
  std::map<Form, Width> widths;
  for (const auto& [form, counts] : forms) {
    if (counts.all < std::max(kLeastRows, 0.1 * all)) continue;
    const auto full =
        std::max_element(counts.rows.begin(), counts.rows.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    double fewer = 0, zeros_elsewhere = 0;
    for (const auto& [digits, rows] : counts.rows) fewer += digits < full->first ? rows : 0;
    for (const auto& [digits, zeros] : counts.zeros)
      zeros_elsewhere += digits != full->first ? zeros : 0;
    const double zeros = counts.zeros.at(full->first);
    if (full->first < kLeastDigits || fewer == 0 || fewer > counts.zero_rows ||
        fewer > kMostMissing * counts.all || zeros < kLeastZeros || zeros_elsewhere > 0 ||
        full->second < kLeastFull * counts.all) {
      continue;
    }
    widths[form] = {full->first, zeros};
  }
  return widths;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "no codes of a fixed number of digits, some of them with zeros in front";
  std::map<Form, Width> widths = FixedWidths(*context.profile);
  if (widths.empty()) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(
      std::make_unique<LostZerosDetector>(*context.profile, std::move(widths)));
}

constexpr Code kEmitted[] = {Code::kRareFormat};

constexpr Example kExamples[] = {
    {"postcodes that a spreadsheet took for numbers", "",
     "zip,id\n01067,1\n10115,2\n04109,3\n80331,4\n50667,5\n1099,6\n20095,7\n60311,8\n70173,9\n"
     "40213,10\n04275,11\n28195,12\n30159,13\n90402,14\n45127,15\n44135,16\n01127,17\n99084,18\n"
     "24103,19\n39104,20\n18055,21\n4347,22\n14467,23\n66111,24\n",
     "5:0 21:0"},
    {"numbered codes", "",
     "no,id\nK-0007,1\nK-0031,2\nK-1204,3\nK-0456,4\nK-2210,5\nK-3345,6\nK-0810,7\nK-4111,8\n"
     "K-945,9\nK-5120,10\nK-6032,11\nK-7780,12\nK-8001,13\nK-9134,14\nK-1177,15\nK-2298,16\n"
     "K-3310,17\nK-4405,18\nK-5567,19\nK-6641,20\nK-7702,21\n",
     "8:0"},
    {"numbers of any length", "",
     "qty,id\n120,1\n45,2\n310,3\n7,4\n220,5\n118,6\n64,7\n501,8\n333,9\n12,10\n187,11\n240,12\n"
     "99,13\n410,14\n155,15\n623,16\n71,17\n208,18\n340,19\n512,20\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kLostZerosDetector;
constinit const DetectorType kLostZerosDetector = {
    .name = "lost_zeros",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A code has lost the zeros that it began with.",
    .details =
        "A column's codes have a fixed number of digits, and several of them begin with a zero; "
        "then a code with fewer digits was taken for a number on its way, as long as these are no "
        "more than "
        "the codes that kept theirs. The zeros are suggested. "
        "Codes are told apart by what stands before and behind their digits.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

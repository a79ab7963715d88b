// column_unit: nearly every value of a column is a number with its unit.
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/number_with_unit.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kLeastShare = 0.85;
constexpr uint64_t kLeastRows = 8;
constexpr double kOneSpelling = 0.45, kManySpellings = 0.85;
constexpr double kPlainSpelling = 0.5;   // may be what the others should be
constexpr double kLeastSpelling = 0.05;  // share of the rows that have a spelling

using Units = std::set<std::string, std::less<>>;

// Whether the text begins with a number and one of the units: "16 oz. in a can".
bool BeginsWithUnit(std::string_view value, const Units& units) {
  for (size_t blank = value.find(' '); blank != std::string_view::npos;
       blank = value.find(' ', blank + 1)) {
    NumberWithUnit parts;
    if (SplitUnit(value.substr(0, blank), &parts) && units.contains(parts.unit)) return true;
  }
  return false;
}

class ColumnUnitDetector final : public ColumnDetector {
 public:
  ColumnUnitDetector(Evidence evidence, Units units, std::string plain)
      : evidence_(std::move(evidence)), units_(std::move(units)), plain_(std::move(plain)) {}
  std::optional<Evidence> Check() const override { return evidence_; }
  bool Affects(std::string_view value) const override {
    NumberWithUnit parts;
    return SplitUnit(value, &parts) || BeginsWithUnit(value, units_);
  }
  Evidence EvidenceOf(std::string_view value, const Evidence& of_column) const override {
    Evidence evidence = of_column;
    NumberWithUnit parts;
    if (!plain_.empty() && SplitUnit(value, &parts) && parts.unit == plain_)
      evidence.confidence = std::min(evidence.confidence, kPlainSpelling);
    return evidence;
  }

 private:
  Evidence evidence_;
  Units units_;
  std::string plain_;
};

// In small letters, without the points of an abbreviation.
std::string Plain(std::string_view unit) {
  std::string plain = FoldCase(unit);
  std::erase(plain, '.');
  return plain;
}

// Whether they are the n-th of a row: 1st, 2nd, 3rd, 11th.
bool IsOrdinal(const NumberWithUnit& parts) {
  if (parts.number.data() + parts.number.size() != parts.unit.data()) return false;
  const std::string ending = Plain(parts.unit);
  const bool is_teen = parts.number.size() >= 2 && parts.number[parts.number.size() - 2] == '1';
  switch (is_teen ? '0' : parts.number.back()) {
    case '1':
      return ending == "st";
    case '2':
      return ending == "nd";
    case '3':
      return ending == "rd";
    default:
      return ending == "th";
  }
}

// The spelling that another one is but for case and points: "oz" beside "oz." and "OZ". Empty:
// none.
std::string PlainSpelling(const Units& units) {
  for (const std::string& unit : units) {
    const std::string plain = Plain(unit);
    if (plain != unit && units.contains(plain)) return plain;
  }
  return "";
}

// A unit of the column: its rows, and how many rows have which number before it.
struct Use {
  std::string_view unit;
  uint64_t rows = 0;
  std::unordered_map<std::string_view, uint64_t> numbers;
};

// The units by their rows, the most frequent one first; `known` and `with_unit` count rows.
std::vector<Use> CountUnits(const ColumnProfile& column, uint64_t* known, uint64_t* with_unit) {
  std::unordered_map<std::string_view, Use> uses;
  for (const Counted& value : column.values) {
    *known += value.count;
    NumberWithUnit parts;
    if (!SplitUnit(value.text, &parts) || IsOrdinal(parts)) continue;
    *with_unit += value.count;
    Use& use = uses[parts.unit];
    use.unit = parts.unit;
    use.rows += value.count;
    use.numbers[parts.number] += value.count;
  }
  std::vector<Use> ranked;
  for (auto& [unit, use] : uses) ranked.push_back(std::move(use));
  std::sort(ranked.begin(), ranked.end(), [](const Use& a, const Use& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.unit < b.unit;
  });
  return ranked;
}

// Rows of `one` whose number stands before `other` too.
uint64_t RowsOfSharedNumbers(const Use& one, const Use& other) {
  uint64_t rows = 0;
  for (const auto& [number, count] : one.numbers)
    rows += other.numbers.contains(number) ? count : 0;
  return rows;
}

// Whether the most frequent unit is written in another way as well, often enough to be no slip:
// "oz", "oz.", "ounce". Capitals alone are no other way, as a source may write all in them; words
// that share no number are those of one and of several: "1 year", "2 years".
bool HasSecondSpelling(const std::vector<Use>& ranked, uint64_t rows) {
  const auto first = [](std::string_view unit) { return ToLower(unit[0]); };
  return std::any_of(ranked.begin() + 1, ranked.end(), [&](const Use& use) {
    return first(use.unit) == first(ranked[0].unit) &&
           FoldCase(use.unit) != FoldCase(ranked[0].unit) &&
           static_cast<double>(RowsOfSharedNumbers(use, ranked[0])) >=
               kLeastSpelling * static_cast<double>(rows);
  });
}

Result<std::unique_ptr<ColumnDetector>> Make(const Params&, const DetectorContext& context,
                                             std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "the values are not numbers with units";
  uint64_t with_unit = 0, known = 0;
  const std::vector<Use> ranked = CountUnits(column, &known, &with_unit);
  if (with_unit < kLeastRows ||
      static_cast<double>(with_unit) < kLeastShare * static_cast<double>(known)) {
    return std::unique_ptr<ColumnDetector>();
  }
  Units spelled;
  for (const Use& use : ranked) spelled.emplace(use.unit);
  std::string list;
  for (size_t i = 0; i < std::min<size_t>(ranked.size(), 4); ++i) {
    list += fmt::format("{}{}", i == 0 ? "" : ", ", Excerpt(ranked[i].unit));
  }
  Evidence evidence = MakeEvidence(
      Code::kColumnUnit, HasSecondSpelling(ranked, with_unit) ? kManySpellings : kOneSpelling,
      fmt::format("{} of the values are numbers with a unit, written {} way{}: {}.",
                  PercentText(static_cast<double>(with_unit) / static_cast<double>(known)),
                  ranked.size(), ranked.size() == 1 ? "" : "s", list),
      "numbers; the unit belongs in the header");
  return std::unique_ptr<ColumnDetector>(
      std::make_unique<ColumnUnitDetector>(std::move(evidence), spelled, PlainSpelling(spelled)));
}

constexpr Code kEmitted[] = {Code::kColumnUnit};

constexpr Example kExamples[] = {
    {"one unit in several spellings", "",
     "size\n12 oz\n16 oz.\n12 ounce\n12 oz\n8 oz\n16 oz\n12 OZ.\n12 oz\n24 oz\n16 oz. slim can\n"
     "12 to 16\n8 oz\n8 oz\n16 oz\n",
     "0:0 1:0 2:0 3:0 4:0 5:0 6:0 7:0 8:0 9:0 11:0 12:0 13:0"},
    {"places in an order", "",
     "order\n1st\n2nd\n3rd\n4th\n1ST\n2ND\n3RD\n4TH\n1st\n2nd\n3rd\n11th\n1ST\n2ND\n3RD\n4TH\n",
     ""},
    {"plain numbers", "", "size\n12\n16\n12\n12\n8\n16\n12\n12\n24\n", ""},
};

}  // namespace

extern constinit const DetectorType kColumnUnitDetector;
constinit const DetectorType kColumnUnitDetector = {
    .name = "column_unit",
    .method = Method::kPattern,
    .scope = Scope::kColumn,
    .summary = "Nearly every value of the column is a number with its unit.",
    .details =
        "Numbers that carry their unit cannot be compared or summed; more so when the unit is "
        "written in several ways. Of single cells, those in the plainest spelling are the least "
        "surely wrong.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_column = Make,
};

}  // namespace assay

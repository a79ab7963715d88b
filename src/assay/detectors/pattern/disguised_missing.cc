// disguised_missing: a value that says that there is none ("N/A", "-", "999", "1900-01-01").
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/written_blank.h"

namespace assay {
namespace {

constexpr double kNumericColumn = 0.8;  // share of numbers among values that are no markers
constexpr double kTextColumn = 0.05;
constexpr uint64_t kLeastRepeated = 5;
constexpr size_t kMostFillers = 2;     // different texts that stand for a number that is missing
constexpr size_t kLeastDigits = 5;     // of a code that is one digit again and again
constexpr double kManyTimes = 5;       // as many rows as any other value has
constexpr double kMostFiller = 0.3;    // share of the rows
constexpr double kAbbreviation = 0.7;  // among numbers: "k.A.", "s/d"
constexpr double kTextAmongNumbers = 0.45;  // any other: DNF among ranks is a result, too
constexpr double kOffered = 0.5;            // share of the rows; what most rows say is an answer

// Markers that mean nothing else, and words that may also be legal answers. Folded to lower case.
constexpr std::array<std::string_view, 17> kMarkers = {
    "n/a",         "n.a.",      "#n/a",       "na",      "nan",           "null",
    "(null)",      "nil",       "none given", "missing", "not available", "not applicable",
    "unspecified", "undefined", "tbd",        "#value!", "#ref!"};
constexpr size_t kPhrase = 10;  // bytes; markers as long are sentences that a form may offer
constexpr std::array<std::string_view, 5> kWords = {"unknown", "unk", "none", "blank", "empty"};
constexpr std::array<std::string_view, 7> kDates = {
    "1900-01-01", "1970-01-01", "0000-00-00", "9999-12-31", "01/01/1900", "1/1/1900", "12/31/9999"};

template <size_t N>
bool Holds(const std::array<std::string_view, N>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// One sign, alone or repeated: "-", "***", "??".
bool IsRepeatedSign(std::string_view value) {
  return !value.empty() && std::string_view("-*?._/#~").find(value[0]) != std::string_view::npos &&
         value.find_first_not_of(value[0]) == std::string_view::npos;
}

bool IsMarker(std::string_view value) {
  if (value.size() > 20) return false;
  const std::string folded = FoldCase(value);
  return Holds(kMarkers, folded) || IsRepeatedSign(value);
}

bool IsRepeated(std::string_view value) {
  return value.size() >= 2 && value.find_first_not_of(value[0]) == std::string_view::npos;
}

// Nines on both sides of a decimal mark: 999.9.
bool IsNines(std::string_view value) {
  const size_t mark = value.find_first_of(".,");
  if (mark == std::string_view::npos || mark < 2) return false;
  return value.find_first_not_of('9') == mark &&
         value.find_first_not_of('9', mark + 1) == std::string_view::npos;
}

// Digits that fingers type when there is no number: 999, 11111, -1, 99.9.
bool IsTypedFiller(std::string_view value) {
  if (value == "-1" || value == "12345" || value == "123456") return true;
  if (!value.empty() && value.front() == '-') value.remove_prefix(1);
  if (value.size() > 2 && value.substr(value.size() - 2) == ".0") value.remove_suffix(2);
  if (value.empty() || !IsDigit(value[0]) || value[0] == '0') return false;
  return IsRepeated(value) || IsNines(value);
}

// One digit or one of a few letters again and again, where a code or text should be: 0000000, xxx.
bool IsTypedCode(std::string_view value) {
  if (!IsRepeated(value)) return false;
  return IsDigit(value[0]) ? value.size() >= kLeastDigits
                           : value.size() >= 3 &&
                                 std::string_view("xXzZ").find(value[0]) != std::string_view::npos;
}

struct Marker {
  std::string_view why;
  double probability = 0;
  uint64_t count = 0;
};

// What the column holds besides markers.
struct ColumnKind {
  double numeric = 0;        // share of numbers among the rest
  uint64_t rest = 0;         // rows of the rest
  size_t texts = 0;          // different ones that recur
  double low = 0, high = 0;  // range of the numbers, without their outermost eighths
};

ColumnKind KindOf(const ColumnProfile& column) {
  ColumnKind kind;
  uint64_t markers = 0;
  for (const Counted& value : column.values) {
    if (IsMarker(value.text)) {
      markers += value.count;
    } else if (value.count >= kLeastRepeated) {
      kind.texts += std::isnan(ReadNumber(value.text, column.decimal_mark));
    }
  }
  kind.rest = column.rows - column.empty - markers;
  kind.numeric =
      kind.rest == 0 ? 0 : static_cast<double>(column.numeric) / static_cast<double>(kind.rest);
  if (column.quantiles.size() > 2) {
    kind.low = column.quantiles[column.quantiles.size() / 8];
    kind.high = column.quantiles[column.quantiles.size() - 1 - column.quantiles.size() / 8];
  }
  return kind;
}

// Whether a number that fingers like to type stands apart from all others of the column.
bool StandsApart(double number, const ColumnKind& kind) {
  const double width = kind.high - kind.low;
  if (width <= 0) return false;
  return number > kind.high + 3 * width || number < kind.low - 3 * width;
}

// Whether the value stands in far more rows than any other but markers: where values are nearly
// unique, nobody has it by nature.
bool RepeatsAlone(const Counted& value, const ColumnProfile& column) {
  uint64_t most = 1;
  for (const Counted& other : column.values) {
    if (!IsTypedCode(other.text) && !IsMarker(other.text)) most = std::max(most, other.count);
  }
  return static_cast<double>(value.count) >= kManyTimes * static_cast<double>(most);
}

// Whether other numbers, as rare ones of a long tail do, lie about as far out as this one.
bool HasCompany(double number, const ColumnProfile& column) {
  constexpr int kFew = 2;
  int near = 0;
  for (const Counted& value : column.values) {
    const double other = ReadNumber(value.text, column.decimal_mark);
    near += other != number && other * number > 0 && std::abs(other) >= std::abs(number) / 2 &&
            std::abs(other) <= std::abs(number) * 2;
    if (near > kFew) return true;
  }
  return false;
}

std::optional<Marker> Judge(const Counted& value, const ColumnProfile& column,
                            const ColumnKind& kind) {
  const std::string_view text = value.text;
  const std::string folded = FoldCase(text);
  const bool numbers = kind.numeric >= kNumericColumn;
  const double share = static_cast<double>(value.count) / static_cast<double>(column.rows);
  if (IsMarker(text)) {
    if (kind.rest < value.count / 4) return std::nullopt;
    const bool rare = share < 0.12;
    // What more rows have than not is a way to write: numbers that are not given out.
    const bool offered = share >= kOffered && (text.size() >= kPhrase || value.count > kind.rest);
    return Marker{"it says that there is no value",
                  offered   ? 0.4
                  : numbers ? 0.85
                  : rare    ? 0.75
                            : 0.4,
                  value.count};
  }
  if (Holds(kWords, folded)) {
    return Marker{"it says that there is no value", numbers ? 0.8 : 0.4, value.count};
  }
  if (value.count >= kLeastRepeated && share < kMostFiller && IsTypedCode(text) &&
      RepeatsAlone(value, column)) {
    return Marker{"it is one character again and again, and no other value recurs so", 0.8,
                  value.count};
  }
  const double number = ReadNumber(text, column.decimal_mark);
  if (!std::isnan(number)) {
    if (numbers && IsTypedFiller(text) && value.count >= 3 && StandsApart(number, kind) &&
        !HasCompany(number, column)) {
      return Marker{"it is far from all other numbers and easily typed", 0.75, value.count};
    }
    if (kind.numeric <= kTextColumn && value.count >= kLeastRepeated &&
        value.count * 4 >= column.numeric * 3 && IsTypedFiller(text)) {
      return Marker{"it is a number among texts, repeated", 0.75, value.count};
    }
    return std::nullopt;
  }
  if (value.count >= 3 && Holds(kDates, std::string_view(text).substr(0, 10))) {
    return Marker{"it is the first or last day of a calendar, repeated", 0.6, value.count};
  }
  // One text among numbers, again and again; several are values of their own: sizes 36, 38 and XL.
  if (numbers && kind.texts <= kMostFillers && value.count >= kLeastRepeated && text.size() > 2 &&
      std::none_of(text.begin(), text.end(), IsDigit) && share < 0.3) {
    const bool is_abbreviation = text.find_first_of("./") != std::string_view::npos;
    return Marker{"it is a text among numbers, repeated",
                  is_abbreviation ? kAbbreviation : kTextAmongNumbers, value.count};
  }
  return std::nullopt;
}

class DisguisedMissingDetector final : public ListedValueDetector<Marker> {
 public:
  DisguisedMissingDetector(const TableProfile& table, uint32_t index, const ColumnKind& kind)
      : rows_(table.columns[index].rows) {
    const ColumnProfile& column = table.columns[index];
    for (const Counted& value : column.values) {
      const std::optional<Marker> marker = Judge(value, column, kind);
      if (!marker || (IsMarker(value.text) && IsWrittenBlank(table, index, value.text))) continue;
      Add(value.text, *marker);
    }
  }

  Evidence Explain(std::string_view value) const override {
    const Marker& marker = KnownOf(value);
    Evidence e = MakeEvidence(
        Code::kDisguisedMissing, marker.probability,
        fmt::format("It stands in {} of {} rows; {}.", marker.count, rows_, marker.why),
        "an empty cell");
    Suggest("", &e);
    return e;
  }

 private:
  uint64_t rows_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "no value looks like a marker of missing ones";
  if (column.rows < 8) return std::unique_ptr<ValueDetector>();
  auto detector = std::make_unique<DisguisedMissingDetector>(*context.table, context.column_index,
                                                             KindOf(column));
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kDisguisedMissing};

constexpr Example kExamples[] = {
    {"numbers, most of which are not given out", "",
     "people,id\n\"50,200\",0\n\"6,738\",1\n\"33,432\",2\n***,3\n***,4\n***,5\n\"64,884\",6\n***,"
     "7\n***,8\n\"53,780\",9\n\"31,694\",10\n***,11\n***,12\n***,13\n***,14\n***,15\n***,16\n***,"
     "17\n\"9,269\",18\n***,19\n***,20\n\"8,609\",21\n\"12,279\",22\n***,23\n***,24\n***,25\n***,"
     "26\n\"9,437\",27\n***,28\n\"26,408\",29\n\"76,885\",30\n***,31\n***,32\n***,33\n***,34\n***,"
     "35\n***,36\n\"79,815\",37\n\"42,128\",38\n***,39\n***,40\n***,41\n***,42\n\"20,681\","
     "43\n\"38,270\",44\n***,45\n\"67,508\",46\n***,47\n***,48\n\"2,561\",49\n\"29,808\",50\n\"56,"
     "496\",51\n\"40,105\",52\n***,53\n***,54\n\"52,939\",55\n\"87,923\",56\n***,57\n\"22,060\","
     "58\n\"2,732\",59\n",
     ""},
    {"an answer that most rows give", "",
     "acres\nNot Applicable\n12\nNot Applicable\nNot Applicable\n310\nNot Applicable\n45\nNot "
     "Applicable\nNot Applicable\n7\n",
     ""},
    {"a marker among numbers", "", "age\n31\n45\nN/A\n28\n39\n52\n-\n47\n33\n41\n", "2:0 6:0"},
    {"a filler far from all ages", "",
     "age\n31\n45\n28\n39\n999\n52\n47\n999\n33\n41\n36\n44\n999\n29\n50\n38\n40\n35\n42\n48\n30\n",
     "4:0 7:0 12:0"},
    {"telephone numbers that nobody has", "",
     "phone\n0731551\n0000000\n0731017\n0731083\n0731171\n0731918\n0731277\n0731402\n0000000\n07318"
     "63\n0731095\n0000000\n07316"
     "48\n0731330\n0000000\n0731712\n0731589\n0000000\n0731204\n",
     "1:0 8:0 11:0 14:0 17:0"},
    {"names that were not given", "",
     "name\nAnna Holm\nBert Lund\nxxx\nDora Krag\nEgon Falk\nxxx\nGerd Holt\nxxx\nIvar Lang\nJens "
     "Moen\nxxx\nLars Berg\nMona Dahl\nNils Vik\nxxx\nPia Strand\nRolf Haug\nSiri Lie\n",
     "2:0 5:0 7:0 10:0 14:0"},
    {"weights that were not taken", "",
     "kilos\n71\n82\n66\n0\n78\n69\n74\n81\n999.9\n68\n77\n0\n72\n999.9\n80\n0\n75\n70\n0\n79\n999."
     "9\n73\n0\n76\n",
     "8:0 13:0 20:0"},
    {"a size of one letter", "",
     "size\nXXX\nXL\nXXX\nL\nXXX\nXXX\nXL\nL\nXXX\nXL\nL\nXXX\nL\nXL\nXXX\nL\n", ""},
    {"sizes, some of them letters", "",
     "size\n36\n38\n40\nXXL\n42\n36\nXXL\n38\n40\n42\n35-38\n44\n36\n38\nXXL\n35-38\n40\n42\n44"
     "\n36\n38\nXXL\n40\nXXS\n42\n44\n36\n35-38\nXXS\n38\n40\n42\nXXL\n44\nXXS\n36\n35-"
     "38\n38\n40\n4"
     "2\n44\nXXS\n36\n35-"
     "38\n38\nXXS\n40\n42\n44\n36\n38\n40\n42\n44\n36\n38\n40\n42\n44\n36\n38\n40\n"
     "42\n44\n36\n38\n40\n42\n44\n36\n38\n40\n42\n44\n36\n38\n40\n42\n44\n36\n38\n40\n42\n44\n36\n3"
     "8\n"
     "40\n42\n44\n36\n38\n40\n42\n44\n",
     ""},
    {"how a program wrote what it did not find", "",
     "brand,price,size\nAlba,12,S\nNan,Nan,Nan\nBento,15,M\nCora,9,L\nNan,Nan,Nan\nDuna,22,S\n"
     "Nan,Nan,M\nErga,31,L\nFalk,11,S\nNan,Nan,Nan\nGild,17,M\nNan,Nan,Nan\nHelm,19,L\n"
     "Nan,Nan,Nan\nIlva,25,S\nNan,Nan,Nan\nJura,14,M\nNan,Nan,Nan\nKern,18,L\nLoma,29,S\n"
     "Nan,Nan,Nan\nMira,13,M\nNova,16,L\n",
     ""},
    {"answers that are words", "", "answer\nyes\nno\nyes\nyes\nno\nyes\nunknown\nno\nyes\nno\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDisguisedMissingDetector;
constinit const DetectorType kDisguisedMissingDetector = {
    .name = "disguised_missing",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value that says that there is none: \"N/A\", \"-\", 999, 1900-01-01.",
    .details =
        "Besides well-known markers, the role in the column decides: a text among numbers that "
        "repeats (hardly alone, but for an abbreviation), a number of equal digits far from all "
        "others, a sign alone, one digit or "
        "letter again and again where no other value recurs. A marker with which the table writes "
        "its "
        "blanks is none: hardly a cell is empty where it stands, and rows have it in several "
        "columns together.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

// recurring_damage: one and the same mark stands in many values of a column where others have
// letters, or is added to them.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/counted_letter.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr size_t kMostBytes = 60;    // of a value
constexpr size_t kMostMark = 3;      // bytes of a mark
constexpr size_t kLeastRest = 2;     // letters of a value without its mark
constexpr size_t kLeastValues = 3;   // distinct values that show the damage
constexpr size_t kLeastLetters = 3;  // different letters that a masking sign stands for
constexpr size_t kLeastWords = 3;    // different words that letters are added to
constexpr double kLeastMasked = 0.4, kLeastAdded = 0.6;  // share of the values with the mark
constexpr double kDoubt = 0.8;  // that one explained value leaves; more share it
constexpr double kAlike = 0.8;  // of a value without a meaning, against those that have one
constexpr double kMost = 0.99, kGlued = 0.6;
constexpr size_t kMostEndings = 4;  // of letters; a language with more builds words of words
constexpr double kNames = 0.95;     // share of rows with a value of their own
constexpr size_t kMostDigits = 2;   // runs of digits that mask letters; codes have any
constexpr uint64_t kFrequent = 10;  // rows
constexpr double kMostCodes =
    0.5;  // of the values; where more have digits beside letters, they are meant

// Signs that ordinary texts have beside their letters.
bool IsOrdinarySign(char c) {
  return std::string_view(" \t_-.,:;'\"/&()[]%!?").find(c) != std::string_view::npos;
}
bool IsSign(char c) {
  return static_cast<unsigned char>(c) < 0x80 && std::ispunct(static_cast<unsigned char>(c)) != 0;
}

bool HasLetters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), IsLetter) >=
         static_cast<std::ptrdiff_t>(kLeastRest);
}

// Whether most values have a digit beside a letter, as hexadecimal numbers do.
bool HoldsCodes(const ColumnProfile& column) {
  const auto is_code = [](const Counted& value) {
    const std::string_view text = value.text;
    for (size_t i = 1; i < text.size(); ++i) {
      if ((IsDigit(text[i - 1]) && IsLetter(text[i])) ||
          (IsLetter(text[i - 1]) && IsDigit(text[i])))
        return true;
    }
    return false;
  };
  const auto codes = std::count_if(column.values.begin(), column.values.end(), is_code);
  return static_cast<double>(codes) > kMostCodes * static_cast<double>(column.values.size());
}

// Small letters glued to a frequent code in capitals.
bool IsGlued(std::string_view mark, std::string_view code, const ColumnProfile& column) {
  return std::all_of(mark.begin(), mark.end(), IsLower) &&
         std::all_of(code.begin(), code.end(), IsUpper) && column.CountOf(code) >= kFrequent;
}

enum class Place : uint8_t { kBegin, kInside, kEnd };

// The word of a text that stands at that place.
std::string_view WordAt(Place place, std::string_view text) {
  if (place == Place::kBegin) return text.substr(0, text.find(' '));
  const size_t blank = text.rfind(' ');
  return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

// A mark, where it stands, and whether it replaces a letter (or is added).
struct Mark {
  std::string text;
  Place place = Place::kInside;
  bool masks = false;
  auto operator<=>(const Mark&) const = default;
};

// A value with a mark, and the frequent spelling without it.
struct Marked {
  uint32_t value = 0;
  std::string meant;  // empty: no other value is this one without the mark
};

struct Damage {
  std::vector<Marked> values;
  std::set<char> letters;                    // that the mark stands for
  std::set<std::string, std::less<>> words;  // that it is added to
  size_t explained = 0;                      // values whose meaning is known
  uint64_t marked_rows = 0, meant_rows = 0;  // of these values, and of what they mean
  bool glued = false;                        // to a code in capitals

  bool Matters() const { return explained >= kLeastValues || glued; }
};

struct Wound {
  std::string meant;
  std::string mark;
  size_t values = 0;  // that have the mark
  double probability = 0;
};

class RecurringDamageDetector final : public ListedValueDetector<Wound> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Wound& wound = KnownOf(value);
    std::string message =
        wound.values == 1
            ? fmt::format("It is {} with {} glued to it.", Excerpt(wound.meant),
                          Excerpt(wound.mark))
            : fmt::format(
                  "{} stands in this and {} other values of the column, most of which occur "
                  "without it too.",
                  Excerpt(wound.mark), wound.values - 1);
    Evidence e =
        MakeEvidence(Code::kMisspelling, wound.probability, std::move(message), wound.meant);
    if (!wound.meant.empty()) Suggest(wound.meant, &e);
    return e;
  }
};

// Collects the damages of a column.
class DamageFinder {
 public:
  DamageFinder(const ColumnProfile& column, const TableProfile& table)
      : column_(column), table_(table), of_codes_(HoldsCodes(column)) {}

  // Once for the values whose meaning is known, and once more for the rest of their marks.
  std::unique_ptr<RecurringDamageDetector> Find() {
    LookThrough();
    std::erase_if(damages_, [](const auto& entry) { return !entry.second.Matters(); });
    explaining_ = false;
    if (!damages_.empty()) LookThrough();
    ForgetWordBuilding();
    ForgetCodes();
    ForgetParts();
    auto detector = std::make_unique<RecurringDamageDetector>();
    for (const auto& [mark, damage] : damages_) Judge(mark, damage, detector.get());
    return detector;
  }

 private:
  void LookThrough() {
    for (uint32_t i = 0; i < column_.values.size(); ++i) {
      const std::string_view value = column_.values[i].text;
      if (value.size() > kMostBytes || !HasLetters(value)) continue;
      LookForMasks(i, value);
      LookForAdditions(i, value);
    }
  }
  void Record(Mark mark, Marked marked, char letter, bool glued);
  void LookForMasks(uint32_t index, std::string_view value);
  void LookForAdditions(uint32_t index, std::string_view value);
  void LookForAddition(uint32_t index, std::string_view value, size_t size, Place place);
  static bool Recurs(const Mark& mark, const Damage& damage);
  void ForgetWordBuilding();
  void ForgetCodes();
  void ForgetParts();
  void Judge(const Mark& mark, const Damage& damage, RecurringDamageDetector* detector) const;
  // The value with a letter in place of the bytes from `begin` to `end`, if it occurs.
  std::string Unmask(std::string_view value, size_t begin, size_t end, char* letter) const;
  bool OccursElsewhere(std::string_view value) const;

  const ColumnProfile& column_;
  const TableProfile& table_;
  bool of_codes_;
  std::map<Mark, Damage> damages_;
  bool explaining_ = true;  // values without a meaning are left for later
};

// Runs of digits, or of one unusual sign, beside a letter.
void DamageFinder::LookForMasks(uint32_t index, std::string_view value) {
  for (size_t begin = 0; begin < value.size();) {
    const char c = value[begin];
    size_t end = begin + 1;
    if (IsDigit(c) ? of_codes_ : !IsSign(c) || IsOrdinarySign(c)) {
      ++begin;
      continue;
    }
    while (end < value.size() && (IsDigit(c) ? IsDigit(value[end]) : value[end] == c)) ++end;
    const bool beside_letter =
        (begin > 0 && IsLetter(value[begin - 1])) || (end < value.size() && IsLetter(value[end]));
    if (end - begin <= kMostMark && beside_letter) {
      const Place place = begin == 0            ? Place::kBegin
                          : end == value.size() ? Place::kEnd
                                                : Place::kInside;
      char letter = 0;
      std::string meant = Unmask(value, begin, end, &letter);
      Record({std::string(value.substr(begin, end - begin)), place, true},
             {index, std::move(meant)}, letter, false);
    }
    begin = end;
  }
}

std::string DamageFinder::Unmask(std::string_view value, size_t begin, size_t end,
                                 char* letter) const {
  std::string candidate(value.substr(0, begin));
  candidate += '?';
  candidate += value.substr(end);
  std::string best;
  uint64_t most = 0;
  for (char c = 'A'; c <= 'z'; ++c) {
    if (!IsLetter(c)) continue;
    candidate[begin] = c;
    const uint64_t count = column_.CountOf(candidate);
    if (count > most) most = count, best = candidate, *letter = c;
  }
  return best;
}

// Two or three letters, or unusual signs, at the begin or the end.
void DamageFinder::LookForAdditions(uint32_t index, std::string_view value) {
  for (const Place place : {Place::kBegin, Place::kEnd}) {
    const auto at = [&](size_t i) {
      return place == Place::kBegin ? value[i] : value[value.size() - 1 - i];
    };
    size_t signs = 0, letters = 0;
    while (signs < value.size() && IsSign(at(signs)) && !(signs == 0 && IsOrdinarySign(at(signs))))
      ++signs;
    while (letters <= kMostMark && letters < value.size() && IsLetter(at(letters))) ++letters;
    if (signs > 0 && signs <= kMostMark) LookForAddition(index, value, signs, place);
    for (size_t size = 2; size < letters; ++size) LookForAddition(index, value, size, place);
  }
}

void DamageFinder::LookForAddition(uint32_t index, std::string_view value, size_t size,
                                   Place place) {
  const bool begin = place == Place::kBegin;
  const std::string_view rest = begin ? value.substr(size) : value.substr(0, value.size() - size);
  const std::string_view mark = begin ? value.substr(0, size) : value.substr(value.size() - size);
  if (!HasLetters(rest) || DifferByCountedLetter(value, rest)) return;
  const bool occurs = column_.CountOf(rest) > 0 || (!IsLetter(mark[0]) && OccursElsewhere(rest));
  const bool glued = occurs && !begin && IsGlued(mark, rest, column_);
  Record({std::string(mark), place, false}, {index, occurs ? std::string(rest) : std::string()}, 0,
         glued);
}

void DamageFinder::Record(Mark mark, Marked marked, char letter, bool glued) {
  if (explaining_ == marked.meant.empty()) return;
  if (explaining_) {
    const Place place = mark.place;
    Damage& damage = damages_[std::move(mark)];
    ++damage.explained;
    damage.marked_rows += column_.values[marked.value].count;
    damage.meant_rows += column_.CountOf(marked.meant);
    if (damage.words.size() < kLeastWords) damage.words.emplace(WordAt(place, marked.meant));
    damage.glued |= glued;
    if (letter != 0) damage.letters.insert(ToLower(letter));
    damage.values.push_back(std::move(marked));
  } else if (const auto found = damages_.find(mark); found != damages_.end()) {
    found->second.values.push_back(std::move(marked));
  }
}

bool DamageFinder::OccursElsewhere(std::string_view value) const {
  return std::any_of(table_.columns.begin(), table_.columns.end(),
                     [&](const ColumnProfile& other) { return other.CountOf(value) > 0; });
}

bool DamageFinder::Recurs(const Mark& mark, const Damage& damage) {
  const auto all = static_cast<double>(damage.values.size());
  const double share = static_cast<double>(damage.explained) / all;
  // Letters that are added to one word only make another form of it.
  const bool varies = mark.masks               ? damage.letters.size() >= kLeastLetters
                      : IsLetter(mark.text[0]) ? damage.words.size() >= kLeastWords
                                               : true;
  // Where values have the letters more often than not, it is the shorter ones that lack them.
  const bool prevails =
      !mark.masks && IsLetter(mark.text[0]) && damage.marked_rows > damage.meant_rows;
  return damage.explained >= kLeastValues && varies && !prevails &&
         share >= (mark.masks ? kLeastMasked : kLeastAdded);
}

// Names and words are made of one another's parts (Vor, Vorka, Kavor): where many different letters
// "recur" at their ends, none of them is damage.
void DamageFinder::ForgetWordBuilding() {
  const auto is_ending = [](const auto& entry) {
    return !entry.first.masks && IsLetter(entry.first.text[0]) && Recurs(entry.first, entry.second);
  };
  const auto endings =
      static_cast<size_t>(std::count_if(damages_.begin(), damages_.end(), is_ending));
  if (endings > kMostEndings) std::erase_if(damages_, is_ending);
}

// Codes are made of letters and digits (1D4B6, .m3u): where several digits "replace" letters, they
// are the code's own.
void DamageFinder::ForgetCodes() {
  const auto is_digits = [](const Mark& mark) { return mark.masks && IsDigit(mark.text[0]); };
  std::set<std::string> digits;
  for (const auto& [mark, damage] : damages_) {
    if (is_digits(mark) && Recurs(mark, damage)) digits.insert(mark.text);
  }
  if (digits.size() <= kMostDigits) return;
  std::erase_if(damages_, [&](const auto& entry) { return is_digits(entry.first); });
}

// Where each row has a name of its own, one that is another with letters before or behind it is
// the name of something else (max, nanmax).
void DamageFinder::ForgetParts() {
  const auto filled = static_cast<double>(column_.rows - column_.empty);
  if (static_cast<double>(column_.values.size()) < kNames * filled) return;
  std::erase_if(damages_, [](const auto& entry) {
    return !entry.first.masks && IsLetter(entry.first.text[0]);
  });
}

void DamageFinder::Judge(const Mark& mark, const Damage& damage,
                         RecurringDamageDetector* detector) const {
  const bool recurs = Recurs(mark, damage);
  const double sure =
      std::min(kMost, 1 - kDoubt / std::max(1.0, static_cast<double>(damage.explained)));
  for (const Marked& marked : damage.values) {
    const bool glued =
        damage.glued && !marked.meant.empty() && IsGlued(mark.text, marked.meant, column_);
    if (!recurs && !glued) continue;
    const double probability = !recurs ? kGlued : marked.meant.empty() ? kAlike * sure : sure;
    detector->Add(column_.values[marked.value].text,
                  {marked.meant, mark.text, recurs ? damage.values.size() : 1, probability});
  }
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "no mark recurs in values that occur without it too";
  if (column.numeric * 2 > column.rows - column.empty) return std::unique_ptr<ValueDetector>();
  std::unique_ptr<RecurringDamageDetector> detector = DamageFinder(column, *context.table).Find();
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kMisspelling};

constexpr Example kExamples[] = {
    {"names that are cut short now and then", "",
     "name,id\nMarina,1\nMarina,2\nMarina,3\nKarina,4\nKarina,5\nTorina,6\nTorina,7\nMari,8\nKari,"
     "9\nTori,10\n",
     ""},
    {"a sign in place of first letters", "",
     "town\nBonn\n*onn\nUlm\n*lm\nKiel\n*iel\nJena\nBonn\nUlm\nKiel\n*ena\nTrier\n",
     "1:0 3:0 5:0 10:0"},
    {"an ending that does not belong", "",
     "result\npass\nfail\npassqq\npass\nopen\nfailqq\npass\nopenqq\nfail\nopen\n", "2:0 5:0 7:0"},
    {"two forms of one word", "",
     "name\nAda dress\nIda dress\nEva dress\nAda dressje\nIda dressje\nEva dressje\nUta dress\n"
     "Ada coat\nIda coat\nEva coat\n",
     ""},
    {"codes with digits, words with endings", "",
     "code,word\nA1,park\nB1,parking\nC1,town\nA2,spring\nAB,ring\nAC,king\nB2,walk\nCB,walking\n",
     ""},
    {"names of functions that are made of others", "",
     "name\nmax\nmin\nsum\nmean\nvar\nmedian\nprod\ncumsum\nceil\nfloor\nround\nsort\nwhere\ntake\n"
     "nonzero\nsquare\npower\nlog\nsine\ncosine\ntangent\ndivide\ngather\nscatter\nnanmax\nnanmin\n"
     "nansum\nnanmean\nnanvar\nnanmedian\nnanprod\nnancumsum\n",
     ""},
    {"endings of files, some with a digit", "",
     "ending\n.m2a\n.c4a\n.saa\n.m7a\n.cca\n.ccm\n.aca\n.ssm\n.a3m\n.sss\n.acc\n.mca\n.mmc\n.c7a\n."
     "cms\n.csa\n.m2c\n.ssc\n.scc\n.mms\n.smc\n.mcs\n.sas\n.a4s\n.asa\n.cmm\n.s4m\n.scs\n.ccc\n."
     "m4a\n.mma\n.asm\n.msc\n.csm\n.ama\n.s4a\n.aaa\n.mas\n.mam\n.a3s\n.mss\n.s7c\n.s2c\n.a2a\n."
     "sma\n.a3c\n.m4c\n.ass\n.ssa\n.a7a\n.cma\n.acs\n.m3s\n.scm\n.css\n.sca\n.maa\n.amm\n.c3c\n."
     "msa\n.ams\n.mmm\n.m7m\n.mcm\n.asc\n.a7c\n.ccs\n.aac\n.s2m\n.msm\n.csc\n.sam\n.s3m\n.smm\n."
     "c2m\n.mac\n.aam\n.mcc\n.sms\n.sac\n.cas\n.acm\n.cam\n.aas\n",
     ""},
    {"hexadecimal numbers", "",
     "point\nU+A4\nU+A5\nU+A6\nU+A7\nU+A8\nU+A9\nU+AB\nU+AC\nU+AD\nU+AF\nU+B1\nU+B2\nU+B3"
     "\nU+B7\nU+B8\nU+BB\nU+BC\nU+BE\nU+C5\nU+C7\nU+C9\nU+CE\nU+CF\nU+D2\nU+D5\nU+D6\nU+D7"
     "\nU+E0\nU+E4\nU+E5\nU+E6\nU+E7\nU+E8\nU+E9\nU+EA\nU+F0\nU+F1\nU+F3\nU+F7\nU+FB\n",
     ""},
    {"names that are made of one another's parts", "",
     "name\nkalo\nkami\nkara\nkavo\nloka\nlomi\nlora\nlovo\nmika\nmilo\nmira\nmivo\nraka\nralo\nram"
     "i\nravo\nvoka\nvolo\nvomi\nvora\nlomika\nrakami\nmivolo\nkaravo\nlovora\nrakavo\nmiraka\nralo"
     "mi\nvoralo\nkamira\nvomika\nkalomi\nvolora\nlomira\nmivora\nlokavo\nlokami\nravomi\nvoraka\nr"
     "avoka\nramika\nmikara\nkavolo\nramivo\nvoloka\nmivoka\nmikalo\nvokalo\nvokara\nkamivo\nralovo"
     "\nloraka\nkalora\nvolomi\nmilovo\nmiravo\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kRecurringDamageDetector;
constinit const DetectorType kRecurringDamageDetector = {
    .name = "recurring_damage",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "The same mark replaces letters of many values of a column, or is added to them.",
    .details =
        "Damage by a program repeats: a sign or digits in place of different letters, letters or "
        "signs "
        "glued to the begin or the end. A mark counts when most values that have it occur in the "
        "column without it as well; then the remaining ones are suspected too. Digits are no marks "
        "where most values have some beside letters.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

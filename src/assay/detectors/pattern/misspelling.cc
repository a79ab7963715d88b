// misspelling: a rare value is one or few edits away from a much more frequent value of its column.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/profile/counted_letter.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/differing_word.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/familiar_words.h"
#include "assay/profile/known_words.h"
#include "assay/profile/letter_model.h"
#include "assay/profile/near_spelling.h"
#include "assay/profile/shape.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr double kLeastProbability = 0.3;
constexpr double kMostProbability = 0.99;
constexpr size_t kManyKinds = 200;  // distinct values
constexpr uint64_t kRepeatedColumn = 5;
constexpr uint32_t kCodeLength = 2;  // characters; two codes of this length are often neighbours
constexpr size_t kManyCodes = 20;    // different ones: each has neighbours
constexpr uint64_t kMostCodes = 10;  // rows from which on such a code is legal
constexpr size_t kManyNumbers = 30;  // distinct values; among so many any digit may stand
constexpr uint64_t kFarMoreFrequent = 20;                   // times
constexpr uint32_t kBytesOfAnEdit = 6;                      // as NearIndex allows
constexpr size_t kLeastScrambled = 4, kMostScrambled = 60;  // bytes
constexpr uint64_t kScrambledTimes = 15;                    // as many rows have the right order
constexpr double kScrambledProbability = 0.8;
constexpr uint64_t kRecurs = 3;        // rows of a spelling that is no lone slip
constexpr size_t kLeastLetters = 5;    // of the word in which two spellings differ
constexpr double kTellingLetters = 4;  // log odds
constexpr uint64_t kLeastShared = 5;   // values with the same end
constexpr uint64_t kSharedPart = 20;   // or one in so many

// Fitted to public tables with and without typing errors; see docs/guide/patterns.md.
constexpr SpellingWeights kWeights = {
    .intercept = -4.533,
    .ratio = 0.686,
    .target_count = -0.151,
    .own_count = -0.837,
    .length_2 = -1.716,
    .length_3 = -0.708,
    .length_5 = -1.343,
    .length_8 = 0.688,
    .length_12 = 0.25,
    .distance = -0.585,
    .digit = -4.788,
    .letters = 0.011,
    .tail = -1.569,
    .head = -0.774,
    .odd = 1.111,
    .swapped = 2.955,
    .added = -0.504,
    .novelty = 0.168,
    .tail_added = 0.603,
    .near_share = 1.525,
    .coverage = 5.021,
    .total = 0.3,
    .unique = 4.217,
    .own_share = 0.929,
    .target_share = 2.02,
};

// Codes of one letter ("M", "F", "X") are values of their own, however rare.
bool IsOneLetter(std::string_view text) { return CountCodePoints(text) == 1; }

// Whether the text is of so few letters as codes are, and signs ("DE", ".py").
bool IsShortCode(std::string_view text) {
  return !HasDigit(text) && std::ranges::count_if(text, IsLetter) == kCodeLength &&
         text.size() <= kCodeLength + 1;
}

size_t CountCodes(const std::vector<WeightedText>& texts) {
  return static_cast<size_t>(
      std::ranges::count_if(texts, [](const auto& text) { return IsShortCode(text.text); }));
}

struct Mistake {
  std::string meant;
  uint64_t count = 0;        // rows that have the misspelled value
  uint64_t meant_count = 0;  // rows that have the right one
  uint32_t distance = 0;     // 0: the letters are in another order
  double probability = 0;
};

class MisspellingDetector final : public ListedValueDetector<Mistake> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Mistake& mistake = KnownOf(value);
    Evidence e;
    e.code = Code::kMisspelling;
    e.confidence = mistake.probability;
    e.expected = mistake.meant;
    e.suggestion = mistake.meant;
    e.has_suggestion = true;
    e.message =
        mistake.distance == 0
            ? fmt::format(
                  "{} row{} this value; one of the same letters in another order stands "
                  "in {} rows.",
                  mistake.count, mistake.count == 1 ? " has" : "s have", mistake.meant_count)
            : fmt::format(
                  "{} row{} this value; one that differs in {} character{} stands in {} rows.",
                  mistake.count, mistake.count == 1 ? " has" : "s have", mistake.distance,
                  mistake.distance == 1 ? "" : "s", mistake.meant_count);
    return e;
  }
};

// From how many rows on a value of this column is no slip: where half of the values stand in five
// rows or more, a slip stands in clearly fewer.
uint64_t RowsOfALegalValue(const std::vector<WeightedText>& texts) {
  if (texts.size() < kManyKinds) return UINT64_MAX;
  const uint64_t median = texts[texts.size() / 2].count;
  return median >= kRepeatedColumn ? std::max(kRepeatedColumn, median / 2) : UINT64_MAX;
}

// Whether the texts are two dates or codes of one form in a column of many such: any digit may
// stand there, unless the other text is far more frequent.
bool DifferByDigits(const WeightedText& rare, const WeightedText& target, bool digit,
                    const ColumnProfile& column) {
  return digit && column.values.size() >= kManyNumbers &&
         target.count < kFarMoreFrequent * rare.count && ShapeOf(rare.text) == ShapeOf(target.text);
}

// Whether the column holds many numbers and the text is a usual one among them.
bool IsUsualNumber(std::string_view text, const ColumnProfile& column) {
  if (column.values.size() < kManyNumbers || column.quantiles.size() < 3 ||
      column.numeric * 10 < (column.rows - column.empty) * 9) {
    return false;
  }
  const double number = ReadNumber(text, column.decimal_mark);
  const double low = column.quantiles[1], high = column.quantiles[column.quantiles.size() - 2];
  return number >= low - (high - low) / 4 && number <= high + (high - low) / 4;
}

// Whether the texts are a number and the same one below zero in a column where other numbers are
// below zero, too: a sign says something.
bool DifferBySign(std::string_view a, std::string_view b, const ColumnProfile& column) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.substr(0, 1) != "-" || b.substr(1) != a) return false;
  if (std::isnan(ReadNumber(a, column.decimal_mark))) return false;
  const auto negative = [&](const Counted& value) {
    return value.text != b && ReadNumber(value.text, column.decimal_mark) < 0;
  };
  return std::any_of(column.values.begin(), column.values.end(), negative);
}

// What many values of the column begin or end with (a domain, a folder): it makes two values no
// more alike.
class CommonEnds {
 public:
  explicit CommonEnds(const std::vector<WeightedText>& texts) {
    for (const WeightedText& text : texts) {
      ++heads_[HeadOf(text.text)];
      ++tails_[TailOf(text.text)];
    }
    least_ = std::max<uint64_t>(kLeastShared, texts.size() / kSharedPart);
  }

  // Bytes of the common ends that both texts have.
  uint32_t SharedBytes(std::string_view a, std::string_view b) const {
    const std::string_view head = HeadOf(a), tail = TailOf(a);
    const bool heads = head == HeadOf(b) && heads_.at(head) >= least_;
    const bool tails = tail == TailOf(b) && tails_.at(tail) >= least_;
    return static_cast<uint32_t>((heads ? head.size() : 0) + (tails ? tail.size() : 0));
  }

 private:
  static std::string_view HeadOf(std::string_view text) {
    const size_t at = text.find_last_of("/\\");
    return at == std::string_view::npos ? std::string_view() : text.substr(0, at + 1);
  }
  static std::string_view TailOf(std::string_view text) {
    const size_t at = text.rfind('@');
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
  }

  std::unordered_map<std::string_view, uint64_t> heads_, tails_;
  uint64_t least_ = 0;
};

// Letters in another order ("EURT"): values that hold those of a far more frequent one. Short ones
// and those of few letters ("on", "no") are words of their own.
void AddScrambled(const std::vector<WeightedText>& texts, MisspellingDetector* detector) {
  std::unordered_map<std::string, const WeightedText*> frequent;
  for (const WeightedText& text : texts) {
    if (text.text.size() < kLeastScrambled || text.text.size() > kMostScrambled) continue;
    std::string letters = FoldCase(text.text);
    if (std::any_of(letters.begin(), letters.end(), IsDigit)) continue;
    std::sort(letters.begin(), letters.end());
    const auto [at, first] = frequent.try_emplace(std::move(letters), &text);
    const WeightedText& target = *at->second;
    if (first || detector->Flags(text.text) || FoldCase(text.text) == FoldCase(target.text) ||
        target.count < kScrambledTimes * text.count || IsTheOnlyKnownWord(text.text, target.text)) {
      continue;
    }
    detector->Add(text.text,
                  {std::string(target.text), text.count, target.count, 0, kScrambledProbability});
  }
}

// Tells a slip that most rows have from a rare one by letters that do not follow each other in
// words. Learns the column's words when it is asked first.
class FrequentSlips {
 public:
  explicit FrequentSlips(const std::vector<WeightedText>& texts) : texts_(texts) {}

  // Whether the rarer text, which recurs, looks like a word and the frequent one does not.
  bool IsSlip(const WeightedText& rare, const WeightedText& frequent) {
    if (rare.count < kRecurs) return false;
    const auto [own, other] = DifferingWord(rare.text, frequent.text);
    if (own.size() < kLeastLetters || other.size() < kLeastLetters) return false;
    if (!letters_) {
      letters_.emplace();
      for (const WeightedText& text : texts_) {
        for (const std::string& word : WordsOf(text.text)) letters_->Add(word);
      }
    }
    return letters_->LogOdds(own, other) >= kTellingLetters;
  }

 private:
  const std::vector<WeightedText>& texts_;
  std::optional<LetterModel> letters_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  std::vector<WeightedText> texts;
  for (const Counted& value : context.profile->values) texts.push_back({value.text, value.count});
  FamiliarWords words;
  for (const WeightedText& text : texts) words.Add(text.text);
  const NearSpellings near = FindNearSpellings(texts);
  auto detector = std::make_unique<MisspellingDetector>();
  const uint64_t legal = RowsOfALegalValue(texts);
  const bool many_codes = CountCodes(texts) >= kManyCodes;
  const CommonEnds ends(texts);
  FrequentSlips frequent_slips(texts);
  for (NearSpelling spelling : near.found) {
    if (texts[spelling.index].count >= legal) continue;
    if (const uint32_t shared =
            ends.SharedBytes(texts[spelling.index].text, texts[spelling.target].text)) {
      spelling.length -= std::min(spelling.length, shared);
      if (spelling.distance > std::max(1u, spelling.length / kBytesOfAnEdit)) continue;
    }
    const double probability = MistakeProbability(kWeights, near.context, spelling, texts);
    if (probability < kLeastProbability) continue;
    const WeightedText &own = texts[spelling.index], &target = texts[spelling.target];
    if (IsOneLetter(own.text) && IsOneLetter(target.text)) continue;
    const bool replaced = own.text.size() == target.text.size() && !spelling.swapped;
    if (replaced && spelling.length <= kCodeLength && own.count > kMostCodes) continue;
    if (replaced && many_codes && IsShortCode(own.text)) continue;
    if (words.Distinguish(own.text, target.text) ||
        DifferByDigits(own, target, spelling.digit, *context.profile) ||
        DifferBySign(own.text, target.text, *context.profile) ||
        DifferByCountedLetter(own.text, target.text) || IsUsualNumber(own.text, *context.profile) ||
        IsTheOnlyKnownWord(own.text, target.text) || frequent_slips.IsSlip(own, target)) {
      continue;
    }
    detector->Add(own.text, {std::string(target.text), own.count, target.count, spelling.distance,
                             std::min(probability, kMostProbability)});
  }
  AddScrambled(texts, detector.get());
  *skip_reason = "no rare value is nearly spelled like a frequent one";
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kMisspelling};

constexpr Example kExamples[] = {
    {"sizes, whose letters are counted", "",
     "size,id\nXL,0\nXXL,1\nXL,2\nXXL,3\nXL,4\nXL,5\nXXL,6\nXXXL,7\nXL,8\nXXL,9\nXXL,10\nXL,11\n"
     "XXL,12\nXXL,13\nXL,14\nXXL,15\nXXXS,16\nXS,17\nXXS,18\nXS,19\nXXS,20\nXS,21\nXXL,22\nXXL,"
     "23\n",
     ""},
    {"letters that changed places or are missing", "",
     "town\nHamburg\nHamburg\nHamburg\nHamburg\nHamburg\nHmaburg\nMunich\nMunich\nMunich\nMunich\nM"
     "unich\n"
     "Munich\nHambrg\nHamburg\nHamburg\nMunich\nMunich\n",
     "5:0 12:0"},
    {"things whose names differ by a usual word", "",
     "title\nred mug\nred mug\nred mug\nred rug\nblue mug\nblue mug\nblue mug\nblue rug\npink mug\n"
     "pink mug\npink mug\npink rug\ngrey mug\ngrey mug\ngrey mug\ngrey rug\n",
     ""},
    {"short names before the same domain", "",
     "mail\nbela@example.org\nmara@example.org\ncarl@example.org\npete@example.org\nxena@example."
     "org\nxena@example.org\nsven@example.org\nnils@example.org\nvito@example.org\nmara@example."
     "org\nfred@example.org\nhans@example.org\nmina@example.org\ndave@example.org\nbela@example."
     "org\nxena@example.org\nsven@example.org\nhans@example.org\nwera@example.org\nmina@example."
     "org\nbele@example.org\ndina@example.org\nbela@example.org\nyara@example.org\nrosa@example."
     "org\njens@example.org\npete@example.org\nemil@example.org\nivan@example.org\ndina@example."
     "org\njens@example.org\nulla@example.org\nvito@example.org\ntheo@example.org\nolga@example."
     "org\njens@example.org\nivan@example.org\nbela@example.org\nbela@example.org\nnora@example."
     "org\nmara@example.org\njens@example.org\nemil@example.org\nbill@example.org\ngreg@example."
     "org\npaul@example.org\nyara@example.org\nolga@example.org\ntoni@example.org\nkara@example."
     "org\nxena@example.org\notto@example.org\nfinn@example.org\nyara@example.org\namir@example."
     "org\nivan@example.org\nelke@example.org\nfred@example.org\nines@example.org\nuwen@example."
     "org\ndave@example.org\nines@example.org\nhans@example.org\ndave@example.org\nmina@example."
     "org\nkurt@example.org\ngreg@example.org\nmark@example.org\ntoni@example.org\nkara@example."
     "org\nkurt@example.org\ncora@example.org\nfred@example.org\ncora@example.org\nelke@example."
     "org\nines@example.org\nmark@example.org\nhans@example.org\nemil@example.org\nmara@example."
     "org\nwill@example.org\njana@example.org\nhugo@example.org\nfred@example.org\notto@example."
     "org\nsara@example.org\ngina@example.org\nfinn@example.org\nruth@example.org\nkara@example."
     "org\nkara@example.org\ngina@example.org\nmara@example.org\nruth@example.org\nyara@example."
     "org\nyara@example.org\notto@example.org\njens@example.org\ngreg@example.org\namir@example."
     "org\nlara@example.org\nivan@example.org\ndina@example.org\nlars@example.org\ndave@example."
     "org\nvito@example.org\ncora@example.org\nemil@example.org\ngreg@example.org\ntheo@example."
     "org\nmina@example.org\nbert@example.org\nyara@example.org\nbill@example.org\ncora@example."
     "org\ncarl@example.org\nanna@example.org\nlara@example.org\nemil@example.org\ndave@example."
     "org\nrosa@example.org\ntoni@example.org\nbill@example.org\nbert@example.org\nmara@example."
     "org\nlara@example.org\nmina@example.org\nolga@example.org\ntess@example.org\nvera@example."
     "org\nivan@example.org\nxena@example.org\nemil@example.org\ntess@example.org\nhugo@example."
     "org\njana@example.org\ncora@example.org\ncora@example.org\nelke@example.org\ngreg@example."
     "org\nanna@example.org\nlara@example.org\ndave@example.org\nmine@example.org\nzara@example."
     "org\ntoni@example.org\nhans@example.org\nxena@example.org\nnils@example.org\nwill@example."
     "org\nsven@example.org\ntoni@example.org\nsara@example.org\nkara@example.org\nkara@example."
     "org\nrosa@example.org\njana@example.org\nfred@example.org\nkurt@example.org\nhans@example."
     "org\nruth@example.org\nzara@example.org\nulla@example.org\nvera@example.org\nlara@example."
     "org\nmina@example.org\npaul@example.org\nmina@example.org\nruth@example.org\nruth@example."
     "org\njens@example.org\nruth@example.org\nivan@example.org\nsven@example.org\nzara@example."
     "org\npete@example.org\nmark@example.org\nfred@example.org\ntoni@example.org\nlars@example."
     "org\nlara@example.org\nwera@example.org\nlars@example.org\nsven@example.org\nnora@example."
     "org\npaul@example.org\ngreg@example.org\nuwen@example.org\nbela@example.org\nsven@example."
     "org\n",
     ""},
    {"letters in another order", "",
     "answer\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nf"
     "alse\ntrue\nfalse\ntrue\neslaf\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfal"
     "se\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse"
     "\ntrue\nfalse\ntrue\nfalse\ntrue\nfalse\n",
     "17:0"},
    {"codes of one letter", "",
     "sex,id\nM,0\nM,1\nF,2\nM,3\nF,4\nF,5\nF,6\nF,7\nM,8\nM,9\nF,10\nM,11\nF,12\nF,13\nM,14\nF,"
     "15\nF,16\nM,17\nM,18\nF,19\nM,20\nM,21\nM,22\nM,23\nF,24\nM,25\nF,26\nM,27\nM,28\nF,29\nX,"
     "30\nM,31\nF,32\nM,33\nM,34\nF,35\nF,36\nM,37\nF,38\nM,39\nM,40\nF,41\nM,42\nF,43\nF,44\nM,"
     "45\nF,46\nF,47\nF,48\nF,49\nM,50\nF,51\nM,52\nF,53\nF,54\nM,55\nF,56\nF,57\nM,58\nF,59\nM,"
     "60\nM,61\nF,62\nF,63\nF,64\nM,65\nF,66\nM,67\nF,68\nF,69\nM,70\nM,71\nM,72\nM,73\nM,74\nM,"
     "75\nF,76\nU,77\nF,78\nF,79\nF,80\nM,81\nF,82\nM,83\nM,84\nF,85\nM,86\nF,87\nF,88\nM,89\nF,"
     "90\nF,91\nF,92\nF,93\nF,94\nM,95\nF,96\nF,97\nM,98\nM,99\nM,100\nM,101\nM,102\nF,103\nM,"
     "104\nM,105\nM,106\nM,107\nF,108\nM,109\nF,110\nM,111\nF,112\nM,113\nM,114\nF,115\nF,116\nM,"
     "117\nM,118\nM,119\n",
     ""},
    {"points that few take away", "",
     "points\n1\n1\n2\n1\n4\n1\n1\n2\n1\n1\n3\n1\n-1\n1\n2\n1\n1\n4\n1\n1\n2\n1\n3\n1\n1\n2\n"
     "1\n1\n-2\n1\n1\n2\n1\n5\n1\n1\n",
     ""},
    {"codes that differ in a digit", "",
     "code\nA-100\nA-100\nA-100\nA-100\nA-100\nA-100\nA-101\nA-102\nA-103\nA-104\nA-105\n", ""},
};

}  // namespace

extern constinit const DetectorType kMisspellingDetector;
constinit const DetectorType kMisspellingDetector = {
    .name = "misspelling",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A rare value is nearly spelled like a much more frequent one of its column.",
    .details =
        "A value is compared with all values that are at least twice as frequent, by deletion "
        "neighbourhoods. A logistic regression weighs the counts, the kind of edit, and how "
        "common near neighbours are in this column. Values of like counts that are near each other "
        "show how many are so by chance, as names of few syllables are. A domain or folder that "
        "many values share "
        "counts for nothing. Codes of one letter, values that differ by whole words of other "
        "values, and usual numbers, "
        "dates and codes among many such, are left alone. The letters of a far more frequent value "
        "in "
        "another order are a slip too.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .doubts_rare = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

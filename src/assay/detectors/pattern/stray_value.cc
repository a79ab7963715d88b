// stray_value: a value outside the few that nearly all rows of its column share.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/sigmoid.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/list_items.h"
#include "assay/profile/shape.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kLeastRows = 50;
constexpr double kMostKinds = 0.3;      // distinct values as a share of the rows
constexpr uint64_t kTimes = 10;         // by how much more frequent an established value is
constexpr double kLeastCoverage = 0.7;  // share of rows that established values hold
constexpr size_t kMostEstablished = 100;
constexpr size_t kMostStrays = 4096;
constexpr size_t kCompared = 60;  // bytes of a value that are compared
constexpr double kLeastProbability = 0.3;
constexpr double kMostProbability = 0.95;
constexpr double kBias = -9;  // a little under the fitted one: a legal rare value is no rare thing
constexpr double kManyKinds = 300;     // of rare values, and the share of rows that they hold:
constexpr double kMuchElse = 0.2;      // such a column has a usual value, and texts besides
constexpr size_t kLongList = 12;       // established values
constexpr double kClearlyAlike = 0.8;  // similarity of a slip
constexpr size_t kUsualAddition = 3;   // established values with one and the same word added
constexpr double kSuggested = 0.5;     // similarity from which on a value is meant to be another
constexpr double kWithDigits =
    0.2;  // share of established rows; from there on digits may carry the data …
constexpr double kDigits = 0.5;  // … and from there on they do

// Values that hold the same characters in another order ("eurt", "true").
bool IsAnagram(std::string_view a, std::string_view b) {
  if (a.size() <= 2 || a.size() != b.size() || a == b) return false;
  std::string sorted_a(a), sorted_b(b);
  std::sort(sorted_a.begin(), sorted_a.end());
  std::sort(sorted_b.begin(), sorted_b.end());
  return sorted_a == sorted_b;
}

// 1 for equal texts, 0 for texts with nothing in common.
double SimilarityOf(std::string_view a, std::string_view b) {
  a = a.substr(0, kCompared), b = b.substr(0, kCompared);
  const auto longest = static_cast<uint32_t>(std::max(a.size(), b.size()));
  return longest == 0 ? 0 : 1 - static_cast<double>(SpellingDistance(a, b, longest)) / longest;
}

// The column as far as it matters here. `values` are its filled values, most frequent first.
struct Vocabulary {
  std::vector<Counted> values;
  std::vector<double> rows_before;  // rows of the values before each
  double rows = 0;
};

Vocabulary Read(const ColumnProfile& column) {
  Vocabulary vocabulary;
  for (const Counted& value : column.values) {
    if (IsBlankValue(value.text)) continue;
    vocabulary.rows_before.push_back(vocabulary.rows);
    vocabulary.rows += static_cast<double>(value.count);
    vocabulary.values.push_back(value);
  }
  vocabulary.rows_before.push_back(vocabulary.rows);
  return vocabulary;
}

// How many values stand in so many rows or more.
size_t CountOver(const Vocabulary& vocabulary, uint64_t rows) {
  const auto& values = vocabulary.values;
  const auto end = std::partition_point(values.begin(), values.end(),
                                        [&](const Counted& value) { return value.count >= rows; });
  return static_cast<size_t>(end - values.begin());
}

struct Stray {
  uint64_t count = 0;
  size_t established = 0;
  double coverage = 0;
  double probability = 0;
  std::string meant;  // empty: not known
};

// How all strays of a column are.
struct StrayCrowd {
  double kinds = 0, rows = 0, single = 0;
};

// What a value has in common with the established ones.
struct Likeness {
  double similarity = 0;
  double novelty = 0;
  bool anagram = false, same_shape = false;
  size_t nearest = 0;
};

Likeness Compare(const Vocabulary& vocabulary, const std::vector<std::string>& shapes,
                 std::string_view value, size_t established) {
  Likeness like;
  const std::string shape = ShapeOf(value);
  for (size_t i = 0; i < established; ++i) {
    const std::string& other = vocabulary.values[i].text;
    like.same_shape |= shape == shapes[i];
    const bool anagram = IsAnagram(value, other);
    const double similarity = anagram ? 1 : SimilarityOf(value, other);
    if (similarity > like.similarity) like.similarity = similarity, like.nearest = i;
    like.anagram |= anagram;
  }
  return like;
}

// Pairs of neighbouring characters of texts, case forgotten; a text's ends count as a character.
class KnownPairs {
 public:
  void Add(std::string_view text) {
    Visit(text, [this](size_t pair) { pairs_[pair] = true; });
  }
  // The share of the pairs of `text` that no added text has.
  double NoveltyOf(std::string_view text) const {
    size_t all = 0, unknown = 0;
    Visit(text, [&](size_t pair) { ++all, unknown += !pairs_[pair]; });
    return static_cast<double>(unknown) / static_cast<double>(all);
  }

 private:
  template <typename Visitor>
  static void Visit(std::string_view text, Visitor visit) {
    size_t last = 0;
    for (const unsigned char c : text) {
      const auto folded = static_cast<size_t>(std::tolower(c));
      visit(last * 256 + folded);
      last = folded;
    }
    visit(last * 256);
  }

  std::vector<bool> pairs_ = std::vector<bool>(size_t{256} * 256);
};

// A logistic regression, fitted to public tables with known and with generated errors and to ones
// presumed clean; see docs/guide/patterns.md.
double ProbabilityOf(const Vocabulary& vocabulary, const StrayCrowd& crowd, const Stray& stray,
                     const Likeness& like, std::string_view value) {
  const auto count = static_cast<double>(stray.count);
  const auto established = static_cast<double>(stray.established);
  const double length = std::log(static_cast<double>(value.size()));
  const double middling = static_cast<double>(CountOver(vocabulary, 2 * stray.count)) - established;
  const double shape = like.same_shape ? length : 0;
  const double similarity = like.similarity;
  double sum = kBias - 0.849 * std::log(count) + 3.453 * std::log(vocabulary.rows);
  sum += -2.155 * std::log(established) - 0.967 * std::log(1.002 - stray.coverage);
  sum +=
      -1.972 * std::log(crowd.kinds / established) + 3.71 * std::log(crowd.rows / vocabulary.rows);
  sum += -3.618 * similarity + 10.573 * similarity * similarity + 0.485 * like.anagram;
  sum += -3.028 * like.same_shape + 0.207 * shape + 2.305 * shape * like.novelty;
  sum += 0.202 * like.novelty - 0.967 * length - 0.556 * HasDigit(value);
  sum += -0.995 * std::log1p(middling) + 6.839 * crowd.single / crowd.kinds;
  return std::min(kMostProbability, Sigmoid(sum));
}

class StrayValueDetector final : public ListedValueDetector<Stray> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Stray& stray = KnownOf(value);
    Evidence e = MakeEvidence(
        Code::kUnknownValue, stray.probability,
        fmt::format("{} row{} this value; {} of the column has {}.", stray.count,
                    stray.count == 1 ? " has" : "s have", PercentText(stray.coverage),
                    stray.established == 1
                        ? "another one, and always the same"
                        : fmt::format("one of {} far more frequent ones", stray.established)),
        stray.meant);
    if (!stray.meant.empty()) Suggest(stray.meant, &e);
    return e;
  }
};

// Whether the value is put together from two or more of the first `established` values by a sign
// ("Grey/White"): a legal combination of them.
bool IsCombination(const Vocabulary& vocabulary, std::string_view value, size_t established) {
  size_t parts = 0;
  while (!value.empty()) {
    const size_t sign = std::min(value.find_first_of("/,&+;|"), value.size());
    std::string_view part = value.substr(0, sign);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    const auto end = vocabulary.values.begin() + static_cast<std::ptrdiff_t>(established);
    if (std::none_of(vocabulary.values.begin(), end,
                     [&](const Counted& c) { return c.text == part; })) {
      return false;
    }
    ++parts;
    value.remove_prefix(std::min(sign + 1, value.size()));
  }
  return parts > 1;
}

// What stands before or behind one of the first `established` values in `value`, as a word of its
// own, where neither has a digit ("-Hof" of "Ulm-Hof"); empty when it is not put together so.
std::string_view AdditionOf(const Vocabulary& vocabulary, std::string_view value,
                            size_t established, size_t* base) {
  if (HasDigit(value)) return {};
  const auto separates = [](char c) { return c == ' ' || c == '-' || c == '(' || c == '/'; };
  for (size_t i = 0; i < established; ++i) {
    const std::string_view other = vocabulary.values[i].text;
    if (other.empty() || other.size() + 2 > value.size()) continue;
    *base = i;
    if (value.starts_with(other) && separates(value[other.size()]))
      return value.substr(other.size());
    const size_t before = value.size() - other.size();
    if (value.ends_with(other) && separates(value[before - 1])) return value.substr(0, before);
  }
  return {};
}

// Finds the strays of a column and judges them together.
class StrayFinder {
 public:
  explicit StrayFinder(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    most_ = static_cast<uint64_t>(std::max(3.0, 0.003 * vocabulary.rows));
  }

  std::unique_ptr<StrayValueDetector> Find() {
    auto detector = std::make_unique<StrayValueDetector>();
    Collect();
    if (strays_.empty() || strays_.size() > kMostStrays || digits_ >= kDigits) return detector;
    CollectAdditions();
    const ListItems items = UsualItems();
    for (const auto& value : vocabulary_.values) {
      if (shapes_.size() == kMostEstablished) break;
      shapes_.push_back(ShapeOf(value.text));
    }
    for (size_t i : strays_) {
      const Counted& value = vocabulary_.values[i];
      Stray stray = Describe(value.count);
      if (stray.established > kMostEstablished || (digits_ > kWithDigits && HasDigit(value.text)))
        continue;
      if (IsCombination(vocabulary_, value.text, stray.established)) continue;
      if (items.MakeUp(value.text)) continue;
      if (IsUsualAddition(value.text, stray.established)) continue;
      Likeness like = Compare(vocabulary_, shapes_, value.text, stray.established);
      like.novelty = pairs_.NoveltyOf(value.text);
      if (like.similarity < kClearlyAlike && IsOpenEnded(stray)) continue;
      stray.probability = ProbabilityOf(vocabulary_, crowd_, stray, like, value.text);
      if (stray.probability < kLeastProbability) continue;
      if (like.similarity >= kSuggested) stray.meant = vocabulary_.values[like.nearest].text;
      detector->Add(value.text, std::move(stray));
    }
    return detector;
  }

 private:
  // One word that several values are told apart by is no slip: "Ulm-Hof" and "Kiel-Hof" are places.
  void CollectAdditions() {
    for (const size_t i : strays_) {
      const Counted& value = vocabulary_.values[i];
      size_t base = 0;
      const std::string_view addition =
          AdditionOf(vocabulary_, value.text, Established(value.count), &base);
      if (!addition.empty()) additions_[addition].insert(base);
    }
  }

  // Those of the values that may be established for some stray.
  ListItems UsualItems() const {
    std::vector<std::string_view> values;
    for (const Counted& value : vocabulary_.values) {
      if (value.count >= kTimes) values.push_back(value.text);
    }
    return ListItems(values);
  }

  bool IsUsualAddition(std::string_view value, size_t established) const {
    size_t base = 0;
    const auto found = additions_.find(AdditionOf(vocabulary_, value, established, &base));
    return found != additions_.end() && found->second.size() >= kUsualAddition;
  }

  size_t Established(uint64_t count) const {
    return std::min(kMostEstablished, CountOver(vocabulary_, kTimes * count));
  }

  // Whether as many values stand between the stray and the many established ones as there are of
  // these: such columns (endings of files, surnames) have ever rarer values and no list. Or many
  // rows have something else than the few established ones, each another thing (remarks).
  bool IsOpenEnded(const Stray& stray) const {
    if (crowd_.kinds >= kManyKinds && 1 - stray.coverage >= kMuchElse) return true;
    return stray.established >= kLongList &&
           CountOver(vocabulary_, 2 * stray.count) >= 2 * stray.established;
  }

  Stray Describe(uint64_t count) const {
    Stray stray;
    stray.count = count;
    stray.established = CountOver(vocabulary_, kTimes * count);
    stray.coverage = vocabulary_.rows_before[stray.established] / vocabulary_.rows;
    return stray;
  }

  void Collect() {
    double with_digits = 0, established_rows = 0;
    for (size_t i = 0; i < vocabulary_.values.size(); ++i) {
      const Counted& value = vocabulary_.values[i];
      if (value.count >= kTimes) {
        pairs_.Add(value.text);
        established_rows += static_cast<double>(value.count);
        with_digits += HasDigit(value.text) ? static_cast<double>(value.count) : 0;
      }
      if (value.count > most_ || Describe(value.count).coverage < kLeastCoverage) continue;
      strays_.push_back(i);
      crowd_.rows += static_cast<double>(value.count);
      crowd_.single += value.count == 1;
    }
    crowd_.kinds = static_cast<double>(strays_.size());
    digits_ = with_digits / std::max(1.0, established_rows);
  }

  const Vocabulary& vocabulary_;
  uint64_t most_ = 0;  // rows of a stray
  std::vector<size_t> strays_;
  std::vector<std::string> shapes_;
  KnownPairs pairs_;
  StrayCrowd crowd_;
  double digits_ = 0;                                       // share of established rows with digits
  std::map<std::string_view, std::set<size_t>> additions_;  // → the values that they are added to
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "the values are no short list that nearly all rows share, or are numbers";
  if (!column.values_exact) return std::unique_ptr<ValueDetector>();
  const Vocabulary vocabulary = Read(column);
  const double kinds =
      static_cast<double>(vocabulary.values.size()) / std::max(1.0, vocabulary.rows);
  const bool numeric = static_cast<double>(column.numeric) > 0.5 * vocabulary.rows;
  if (vocabulary.rows < kLeastRows || kinds > kMostKinds || numeric) {
    return std::unique_ptr<ValueDetector>();
  }
  std::unique_ptr<StrayValueDetector> detector = StrayFinder(vocabulary).Find();
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kUnknownValue};

constexpr Example kExamples[] = {
    {"a garbled answer among few answers", "",
     "answer\nagree\nagree\ndisagree\nagree\ndisagree\nagree\nagree\ndisagree\neerga\nagree\n"
     "disagree\nagree\nagree\ndisagree\nagree\nagree\ndisagree\nagree\ndisagree\nagree\nagree\n"
     "disagree\nagree\nagree\ndisagree\nagree\nagree\ndisagree\nagree\nagree\ndisagree\nagree\n"
     "disagxxe\nagree\ndisagree\nagree\nagree\ndisagree\nagree\nagree\ndisagree\nagree\nagree\n"
     "disagree\nagree\nagree\ndisagree\nagree\ndisagree\nagree\nagree\ndisagree\nagree\nagree\n",
     "8:0 32:0"},
    {"parts of towns that are named alike", "",
     "town\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nUlm-"
     "Hof\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBo"
     "nn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nKiel-"
     "Hof\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nU"
     "lm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUl"
     "m\nJena-"
     "Hof\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBo"
     "nn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBon"
     "n\nJena\nKiel\nUlm\nBonn\nJena\nKiel\nUlm\nBonn\nJena\nKiel\n",
     ""},
    {"a long list with a natural tail", "",
     "fruit\napple\napple\napple\napple\npear\npear\npear\nplum\nplum\ncherry\nfig\nquince\n", ""},
};

}  // namespace

extern constinit const DetectorType kStrayValueDetector;
constinit const DetectorType kStrayValueDetector = {
    .name = "stray_value",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value outside the few that nearly all rows of its column share.",
    .details =
        "In a column of few answers, a value that is ten times rarer than those which cover most "
        "rows is a stray. A regression weighs how well they cover the column, how many strays it "
        "has, whether they repeat, and how near they are to an answer: by edits, or with its "
        "letters in another order. A word that several answers have added is no stray, "
        "nor is a list of items that other answers list, too.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .doubts_rare = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

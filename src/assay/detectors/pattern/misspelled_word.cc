// misspelled_word: a rare word of a value is nearly spelled like a frequent word of its column.
#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/profile/known_words.h"
#include "assay/profile/near_spelling.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/value_map.h"
#include "assay/profile/word_split.h"

namespace assay {
namespace {

constexpr double kLeastProbability = 0.3;
constexpr double kMostProbability = 0.98;

// Fitted to public tables with and without typing errors; see docs/guide/patterns.md.
constexpr SpellingWeights kWeights = {
    .intercept = -7.521,
    .ratio = 0.57,
    .target_count = 0.078,
    .own_count = -0.493,
    .length_2 = -3.21,
    .length_3 = -2.066,
    .length_5 = -1.485,
    .length_8 = 0.613,
    .length_12 = -0.129,
    .distance = -1.071,
    .digit = -1.694,
    .letters = 0.706,
    .tail = -0.191,
    .head = -0.235,
    .odd = 0.334,
    .swapped = 1.023,
    .added = 0.288,
    .novelty = 2.016,
    .tail_added = -0.508,
    .near_share = 1.971,
    .coverage = 6.97,
    .total = 0.188,
    .unique = 8.547,
    .own_share = 0.37,
    .target_share = 3.847,
};

constexpr size_t kCodeLength = 3;  // bytes of a word that may be a part of a code
constexpr double kCodes = 0.95;    // share of such words in a column of codes
constexpr size_t kLeastCodeWords = 50;

struct Mistake {
  std::string meant;
  uint64_t meant_count = 0;  // distinct values that have the right word
  double probability = 0;
};

class MisspelledWordDetector final : public ValueDetector {
 public:
  void Add(std::string_view word, Mistake mistake) { mistakes_.Add(word, std::move(mistake)); }
  bool empty() const { return mistakes_.empty(); }

  bool Flags(std::string_view value) const override {
    size_t offset, length;
    return WorstOf(value, &offset, &length) != nullptr;
  }

  Evidence Explain(std::string_view value) const override {
    size_t offset = 0, length = 0;
    const Mistake& mistake = *WorstOf(value, &offset, &length);
    Evidence e;
    e.code = Code::kMisspelling;
    e.confidence = mistake.probability;
    e.suggestion = std::string(value.substr(0, offset)) + mistake.meant +
                   std::string(value.substr(offset + length));
    e.has_suggestion = true;
    e.expected = e.suggestion;
    e.message =
        fmt::format("The word \"{}\" is rare in this column; \"{}\" occurs in {} of its values.",
                    value.substr(offset, length), mistake.meant, mistake.meant_count);
    return e;
  }

 private:
  const Mistake* WorstOf(std::string_view value, size_t* offset, size_t* length) const {
    const Mistake* worst = nullptr;
    VisitWords(value, [&](std::string_view word, size_t at) {
      const Mistake* mistake = mistakes_.Find(word);
      if (mistake == nullptr || (worst != nullptr && worst->probability >= mistake->probability))
        return;
      worst = mistake;
      *offset = at;
      *length = word.size();
    });
    return worst;
  }

  ValueMap<Mistake> mistakes_;
};

struct WordCount {
  uint64_t values = 0;  // distinct ones that have the word
  uint64_t rows = 0;
  size_t last = SIZE_MAX;  // the value that counted last
};
using WordCounts = std::unordered_map<std::string_view, WordCount>;

WordCounts CountWords(const ColumnProfile& column) {
  WordCounts counts;
  for (size_t i = 0; i < column.values.size(); ++i) {
    VisitWords(column.values[i].text, [&](std::string_view word, size_t) {
      WordCount& count = counts[word];
      if (count.last == i) return;
      count.last = i;
      ++count.values;
      count.rows += column.values[i].count;
    });
  }
  return counts;
}

// By the number of distinct values, most frequent first.
std::vector<WeightedText> Ranked(const WordCounts& counts) {
  std::vector<WeightedText> words;
  words.reserve(counts.size());
  for (const auto& [word, count] : counts) words.push_back({word, count.values});
  std::sort(words.begin(), words.end(), [](const WeightedText& a, const WeightedText& b) {
    return a.count != b.count ? a.count > b.count : a.text < b.text;
  });
  return words;
}

// Whether the column is of codes (DE-BY, GB-ENG): whose parts are short and all near each other.
bool HoldsCodes(const WordCounts& counts) {
  size_t words = 0, parts = 0;
  for (const auto& [word, count] : counts) {
    if (std::ranges::none_of(word, IsLetter)) continue;
    ++words;
    parts += word.size() <= kCodeLength;
  }
  return words >= kLeastCodeWords &&
         static_cast<double>(parts) >= kCodes * static_cast<double>(words);
}

// Whether both are numbers, in hexadecimal digits or not: nobody spells those.
bool AreNumbers(std::string_view a, std::string_view b) {
  const auto is_number = [](std::string_view word) {
    return word.find_first_not_of("0123456789") == std::string_view::npos ||
           (word.size() >= 4 && word.find_first_of("0123456789") != std::string_view::npos &&
            word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos);
  };
  return is_number(a) && is_number(b);
}

// A word of few values that fill many rows is no slip.
bool IsEstablished(const WordCount& rare, const WordCount& meant) {
  return rare.rows > 3 * rare.values && rare.rows * 10 > meant.rows;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "no rare word is nearly spelled like a frequent one";
  const ColumnProfile& column = *context.profile;
  if (!column.values_exact || column.numeric * 10 >= (column.rows - column.empty) * 9) {
    return std::unique_ptr<ValueDetector>();
  }
  const WordCounts counts = CountWords(column);
  const bool codes = HoldsCodes(counts);
  const std::vector<WeightedText> words = Ranked(counts);
  const NearSpellings near = FindNearSpellings(words);
  auto detector = std::make_unique<MisspelledWordDetector>();
  for (const NearSpelling& spelling : near.found) {
    const double probability = MistakeProbability(kWeights, near.context, spelling, words);
    const std::string_view rare = words[spelling.index].text, meant = words[spelling.target].text;
    if (codes && rare.size() <= kCodeLength) continue;
    if (AreNumbers(rare, meant) || FoldCase(rare) == FoldCase(meant)) continue;
    if (probability < kLeastProbability || IsEstablished(counts.at(rare), counts.at(meant)) ||
        IsTheOnlyKnownWord(rare, meant)) {
      continue;
    }
    detector->Add(rare, {std::string(meant), words[spelling.target].count,
                         std::min(probability, kMostProbability)});
  }
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kMisspelling};

constexpr Example kExamples[] = {
    {"a word with letters that changed places", "",
     "name\nAsh Baptist Church\nOak Baptist Church\nElm Baptist Church\nFir Baptist Church\n"
     "Yew Baptist Church\nBox Bapitst Church\nPine Baptist Church\nLime Baptist Church\n"
     "Rowan Baptist Church\nMaple Baptist Church\n",
     "5:0"},
    {"the right word among wrong ones", "",
     "way\nbought recieved\nsold recieved\nlent recieved\nfound recieved\nleft recieved\n"
     "made recieved\ngiven recieved\nkept received\nborn\nlost\n",
     ""},
    {"parts of identifiers and of telephone numbers", "",
     "key,phone\n4DFB-01,(580) 918-1001\n4DFB-02,(580) 918-1002\n4DFB-03,(580) 918-1003\n"
     "4DFB-04,(580) 918-1004\n4DFB-05,(580) 918-1005\n4DFB-06,(580) 918-1006\n"
     "4DEB-07,(580) 928-1007\n4DFB-08,(580) 918-1008\n4DFB-09,(580) 918-1009\n",
     ""},
    {"words that begin a text with a capital", "",
     "title\njoin graph entropy stream\nquery cache adaptive stream\njoin graph parallel "
     "learning\nentropy adaptive cluster query\njoin stream query sample\nlearning adaptive "
     "cluster parallel\nindex entropy stream cache\nIndex adaptive sample entropy\nlearning index "
     "cache join\nindex sample cache query\nentropy stream cluster parallel\nquery adaptive "
     "entropy parallel\nentropy index cache cluster\nsample cluster join parallel\ncluster cache "
     "entropy adaptive\nsample index learning graph\nstream parallel cache graph\nindex graph "
     "learning stream\nstream parallel entropy cluster\nquery adaptive cache cluster\nAdaptive "
     "entropy parallel learning\nsample cache adaptive parallel\nlearning cluster index "
     "entropy\nlearning query index graph\nadaptive cache graph join\nstream cluster adaptive "
     "entropy\njoin stream learning sample\ngraph join sample cluster\nlearning query join "
     "entropy\nstream query learning cluster\ncluster adaptive graph stream\nquery learning "
     "adaptive entropy\nadaptive learning cluster index\nStream entropy sample query\nadaptive "
     "stream graph index\nlearning entropy sample join\njoin sample stream graph\nsample join "
     "query parallel\ngraph cluster adaptive parallel\nstream entropy join learning\nparallel "
     "graph entropy sample\nadaptive sample parallel cluster\nquery entropy graph cache\nquery "
     "learning sample cache\njoin adaptive entropy graph\nadaptive cache sample index\ncache "
     "learning cluster entropy\nstream parallel cache query\nadaptive query parallel "
     "cluster\nindex cache entropy learning\ncache index stream learning\ngraph parallel entropy "
     "join\ncluster parallel index learning\nentropy cluster cache learning\nindex cache stream "
     "cluster\nindex sample stream query\nsample index graph cluster\nparallel query cache "
     "stream\nquery adaptive learning join\ncluster join sample query\n",
     ""},
    {"names that share no word", "", "name\nJohn Smith\nAnna Miller\nPeter Brown\nMary Clark\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kMisspelledWordDetector;
constinit const DetectorType kMisspelledWordDetector = {
    .name = "misspelled_word",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A rare word of a value is nearly spelled like a frequent word of the column.",
    .details =
        "Works like misspelling, on the words of values: a word counts once for each distinct "
        "value that has it. A common word is no slip for one that is none.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .doubts_rare = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

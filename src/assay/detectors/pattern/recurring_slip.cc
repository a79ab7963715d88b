// recurring_slip: a word that is on no list, in several rows, stands beside the same words as a
// common one that is spelt nearly like it; the slip may be the more frequent.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/differing_word.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/known_words.h"
#include "assay/profile/near_index.h"
#include "assay/profile/spelling_rivals.h"
#include "assay/profile/word_split.h"

namespace assay {
namespace {

constexpr size_t kLeastLetters = 6;  // of either word
constexpr size_t kLeastListed = 4;   // of a word that the list could have
constexpr uint32_t kLeastSlipRows = 3;
constexpr uint32_t kLeastWordRows = 2;
constexpr double kLeastShare = 1.0 / 3;   // rows of the slip over those of the word; a rarer one is
                                          // what misspelled_word finds
constexpr double kMostTimes = 20;         // the same, at most
constexpr double kLeastKnown = 0.7;       // share of the column's words that are on the list
constexpr double kLeastKnownKinds = 0.5;  // of its different long words: among many names two are
                                          // near each other by chance
constexpr size_t kMostWords = 64;         // of one value
constexpr uint32_t kSureContexts = 2;     // words beside which both stand
constexpr double kOneContext = 0.75, kSeveralContexts = 0.88;

// A word in small letters; empty unless it consists of ASCII letters.
std::string SmallLetters(std::string_view word) {
  std::string small(word);
  for (char& c : small) {
    c = ToLower(c);
    if (c < 'a' || c > 'z') return {};
  }
  return small;
}

std::vector<std::string> SmallWords(std::string_view value) {
  std::vector<std::string> words;
  VisitWords(value, [&](std::string_view word, size_t) {
    if (words.size() < kMostWords) words.push_back(SmallLetters(word));
  });
  return words;
}

// `right` in capitals, with a capital or in small letters, as `written` is.
std::string InCaseOf(std::string_view written, std::string right) {
  const bool all = std::all_of(written.begin(), written.end(), IsUpper);
  for (size_t i = 0; i < right.size(); ++i) {
    if (all || (i == 0 && IsUpper(written[0]))) right[i] = ToUpper(right[i]);
  }
  return right;
}

struct Slip {
  std::string right;
  uint32_t rows = 0, right_rows = 0;
  uint32_t contexts = 0;  // words beside which both stand
};
using Slips = std::unordered_map<std::string, Slip>;

// Whether the two may be one word: not forms of each other, nor ones that differ at an end (centre,
// center).
bool IsSlipOf(const std::string& slip, const std::string& word) {
  const size_t shorter = std::min(slip.size(), word.size());
  if (slip.size() == word.size() && slip.compare(0, shorter - 2, word, 0, shorter - 2) == 0)
    return false;
  return slip.front() == word.front() && slip.compare(0, shorter, word, 0, shorter) != 0 &&
         MayBeSlip(slip, word);
}

// The words of one column and what stands beside them.
class SlipFinder {
 public:
  explicit SlipFinder(const EncodedColumn& column) : column_(column) {}

  Slips Find() {
    CountWords();
    Slips slips = NearWords();
    if (slips.empty()) return slips;
    CountContexts(&slips);
    std::erase_if(slips, [](const auto& slip) { return slip.second.contexts == 0; });
    return slips;
  }

 private:
  void CountWords() {
    for (uint32_t code = 0; code < column_.values.size(); ++code) {
      if (column_.blank[code]) continue;
      std::vector<std::string> words = SmallWords(column_.values[code]);
      std::sort(words.begin(), words.end());
      words.erase(std::unique(words.begin(), words.end()), words.end());
      for (std::string& word : words) {
        if (word.size() < kLeastListed) continue;
        const auto [at, is_new] = words_.try_emplace(std::move(word));
        if (is_new) at->second.known = IsKnownWord(at->first);
        at->second.rows += column_.counts[code];
        ++all_;
        known_ += at->second.known;
      }
    }
  }

  // Each word that is on no list, with the nearest one of the column that is.
  Slips NearWords() const {
    Slips slips;
    if (static_cast<double>(known_) < kLeastKnown * static_cast<double>(all_)) return slips;
    std::vector<std::string> known;
    size_t kinds = 0;
    for (const auto& [word, use] : words_) {
      if (word.size() < kLeastLetters) continue;
      ++kinds;
      if (use.known) known.push_back(word);
    }
    if (static_cast<double>(known.size()) < kLeastKnownKinds * static_cast<double>(kinds))
      return slips;
    std::erase_if(known,
                  [&](const std::string& word) { return words_.at(word).rows < kLeastWordRows; });
    std::sort(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
      const uint32_t rows_a = words_.at(a).rows, rows_b = words_.at(b).rows;
      return rows_a != rows_b ? rows_a > rows_b : a < b;
    });
    NearIndex index;
    for (const std::string& word : known) index.Add(word);
    index.Seal();
    for (const auto& [word, use] : words_) {
      if (word.size() < kLeastLetters || use.rows < kLeastSlipRows || use.known) continue;
      const NearIndex::Near near = index.Nearest(word);
      if (near.index == NearIndex::kNone || near.distance != 1) continue;
      const std::string& right = known[near.index];
      const uint32_t right_rows = words_.at(right).rows;
      if (use.rows < kLeastShare * right_rows || use.rows > kMostTimes * right_rows) continue;
      if (IsSlipOf(word, right)) slips[word] = {right, use.rows, right_rows, 0};
    }
    return slips;
  }

  // The words before and behind each slip that stand there beside the right word, too.
  void CountContexts(Slips* slips) const {
    std::unordered_map<std::string, std::unordered_set<std::string>> beside;
    for (const auto& [slip, about] : *slips) {
      beside[slip];
      beside[about.right];
    }
    for (uint32_t code = 0; code < column_.values.size(); ++code) {
      if (column_.blank[code]) continue;
      const std::vector<std::string> words = SmallWords(column_.values[code]);
      for (size_t i = 0; i < words.size(); ++i) {
        const auto at = beside.find(words[i]);
        if (at == beside.end()) continue;
        if (i > 0 && !words[i - 1].empty()) at->second.insert("<" + words[i - 1]);
        if (i + 1 < words.size() && !words[i + 1].empty()) at->second.insert(">" + words[i + 1]);
      }
    }
    for (auto& [slip, about] : *slips) {
      const auto& right = beside.at(about.right);
      for (const std::string& word : beside.at(slip)) about.contexts += right.contains(word);
    }
  }

  const EncodedColumn& column_;
  struct Use {
    uint32_t rows = 0;
    bool known = false;  // on the list
  };
  std::unordered_map<std::string, Use> words_;
  uint64_t all_ = 0, known_ = 0;  // words of distinct values
};

class RecurringSlipDetector final : public RowDetector {
 public:
  // `told` are the hashes of values that rival_spelling tells more of.
  void Add(uint32_t column, Slips slips, std::unordered_set<uint64_t> told) {
    reads_.push_back(column);
    slips_.push_back(std::move(slips));
    told_.push_back(std::move(told));
  }
  bool empty() const { return reads_.empty(); }

  std::span<const uint32_t> Reads() const override { return reads_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (size_t i = 0; i < reads_.size(); ++i) {
      if (!told_[i].empty() && told_[i].contains(row.Hash(reads_[i]))) continue;
      const std::string value(row.Value(reads_[i]));
      std::string repaired;
      const Slip* first = nullptr;
      std::string_view written;
      size_t done = 0;
      VisitWords(value, [&](std::string_view word, size_t at) {
        if (word.size() + 1 < kLeastLetters) return;
        const auto found = slips_[i].find(SmallLetters(word));
        if (found == slips_[i].end()) return;
        if (first == nullptr) {
          first = &found->second;
          written = word;
        }
        repaired += value.substr(done, at - done) + InCaseOf(word, found->second.right);
        done = at + word.size();
      });
      if (first == nullptr) continue;
      evidence->Add(reads_[i], Tell(*first, written, repaired + value.substr(done)));
    }
  }

 private:
  static Evidence Tell(const Slip& slip, std::string_view written, std::string repaired) {
    Evidence e = MakeEvidence(
        Code::kMisspelling, slip.contexts >= kSureContexts ? kSeveralContexts : kOneContext,
        fmt::format("\"{}\", in {} rows, is no common word; \"{}\", in {} rows, is one, and stands "
                    "beside the same words.",
                    written, slip.rows, slip.right, slip.right_rows),
        repaired);
    Suggest(std::move(repaired), &e);
    return e;
  }

  std::vector<uint32_t> reads_;
  std::vector<Slips> slips_;  // by column read
  std::vector<std::unordered_set<uint64_t>> told_;
};

// Hashes of the column's values that are the wrong one of two rivals.
std::unordered_set<uint64_t> WrongRivals(const SpellingRivals& rivals, uint32_t column,
                                         const EncodedColumn& values) {
  std::unordered_set<uint64_t> wrong;
  for (const SpellingRival& rival : rivals.all()) {
    if (rival.column == column) wrong.insert(EncodedHash(values.values[rival.wrong]));
  }
  return wrong;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no word that is on no list stands beside the same words as one that is";
  const EncodedSample& sample = *context.sample;
  auto detector = std::make_unique<RecurringSlipDetector>();
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.numeric > 0.2 * column.filled || column.filled_distinct < 2) continue;
    Slips slips = SlipFinder(column).Find();
    if (!slips.empty()) detector->Add(c, std::move(slips), WrongRivals(*context.rivals, c, column));
  }
  if (detector->empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kMisspelling};

constexpr Example kExamples[] = {
    {"a word that is misspelt in most of its rows", "",
     "text\ngreen montain road\nold montain house\nhigh montain lake\nsmall montain village\n"
     "green mountain path\nold mountain road\nhouse near the river\nsmall village school\n"
     "river bridge closed\nhigh school garden\nlake with island\npath across the garden\n",
     "0:0 1:0 2:0 3:0"},
    {"names that are near a word and stand beside other words", "",
     "text\ncounty of Harmey north\nschool of Harmey south\nroad into Harmey\nharmed by water\n"
     "badly harmed forest\nforest road closed\nwater tower north\nsouth school garden\n"
     "river bridge closed\nhigh school garden\nlake with island\npath across the garden\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kRecurringSlipDetector;
constinit const DetectorType kRecurringSlipDetector = {
    .name = "recurring_slip",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A word that is on no list stands beside the same words as a near one that is.",
    .details =
        "In columns whose words are mostly on a list of common English words, a word of six "
        "letters or more that is not, in three rows or more, is a slip for the nearest one that "
        "is when one edit inside the word makes it, and a word before or behind it stands in the "
        "same place beside the right one. It may fill more rows than that one; slips of fewer "
        "rows are what misspelled_word finds.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// Blocking, the model of agreement, and the checks that tell duplicates from variants.
#include "assay/profile/duplicate_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "assay/base/hash.h"
#include "assay/base/sigmoid.h"

namespace assay {
namespace {

constexpr uint32_t kRareRows = 12;     // a word of more rows brings no pairs
constexpr uint32_t kPartners = 3;      // of a row, those that share most
constexpr uint32_t kFirstRows = 3000;  // rows whose pairs the model is learned on
constexpr uint32_t kRandomPairs = 3000;
constexpr int kRounds = 15;
constexpr double kMatch = 0.8;        // probability of a match
constexpr double kLikelyMatch = 0.5;  // the same, for what is learned from matches
constexpr uint32_t kLeastMatches = 5;
constexpr double kLeastShare = 0.005;    // of the looked-at rows
constexpr double kLeastRewritten = 0.1;  // of the matches
constexpr double kLeastSameName = 0.2;   // sequels and variants hardly ever have the same name
constexpr double kLeastRandom = 0.05;    // share of random pairs that differ
constexpr double kAlwaysDiffers = 0.6;   // of the matches: the column tells variants apart
constexpr size_t kLargest = 12;          // rows of a cluster
constexpr double kSmoothing = 2;

struct Pair {
  uint32_t a = 0, b = 0;
  std::vector<Agreement> agreement;
  double match = 0;
  bool two_names = false;
};

bool BringsPairs(const RowTexts::Column& column) {
  return column.identifying && column.role != TextRole::kPlain;
}

class DuplicateSearch {
 public:
  DuplicateSearch(const EncodedSample& sample, const RowTexts& texts)
      : sample_(sample),
        texts_(texts),
        matching_(texts.columns().size()),
        other_(matching_.size()),
        name_(texts.name_column()) {
    Block();
  }

  DuplicateRows Find();

 private:
  using Levels = std::array<double, 4>;  // by Agreement; kMissing says nothing

  void Block();
  std::vector<Pair> PairsOf(uint32_t step) const;
  void CollectPartners(uint32_t row, std::vector<double>* shared, std::vector<Pair>* pairs) const;
  void Compare(Pair* pair) const;
  void StartModel(std::vector<Pair>* pairs);
  double MatchOf(const Pair& pair) const;
  void Learn(std::vector<Pair>* pairs);
  bool LooksLikeDuplicates(const std::vector<Pair>& pairs, uint32_t rows,
                           DuplicateRows* found) const;
  std::vector<std::vector<uint32_t>> Cluster(const std::vector<Pair>& pairs) const;

  const EncodedSample& sample_;
  const RowTexts& texts_;
  // By column, then by word: the rows that have a rare one.
  std::vector<std::vector<std::vector<uint32_t>>> rows_of_;
  std::vector<Levels> matching_, other_;
  std::vector<double> random_;  // by column: the share of random pairs of rows that differ
  const size_t name_;           // a column: things with different names are different
  double prior_ = 0.3;
};

void DuplicateSearch::Block() {
  for (const RowTexts::Column& column : texts_.columns()) {
    auto& of_words = rows_of_.emplace_back(column.texts.size());
    if (!BringsPairs(column)) continue;
    const auto& codes = sample_.columns[column.column].codes;
    for (uint32_t row = 0; row < sample_.rows; ++row) {
      for (const uint32_t word : column.words[codes[row]]) {
        const uint32_t rows = column.word_rows[word];
        if (rows >= 2 && rows <= kRareRows) of_words[word].push_back(row);
      }
    }
  }
}

// The rows that share most with `row`, by the information of the shared words.
void DuplicateSearch::CollectPartners(uint32_t row, std::vector<double>* shared,
                                      std::vector<Pair>* pairs) const {
  std::vector<uint32_t> touched;
  for (size_t c = 0; c < rows_of_.size(); ++c) {
    const RowTexts::Column& column = texts_.columns()[c];
    if (!BringsPairs(column)) continue;
    for (const uint32_t word : column.words[sample_.columns[column.column].codes[row]]) {
      for (const uint32_t other : rows_of_[c][word]) {
        if (other == row) continue;
        if ((*shared)[other] == 0) touched.push_back(other);
        (*shared)[other] += texts_.Information(column.word_rows[word]);
      }
    }
  }
  const size_t most = std::min<size_t>(kPartners, touched.size());
  std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(most),
                    touched.end(), [&](uint32_t a, uint32_t b) {
                      return (*shared)[a] != (*shared)[b] ? (*shared)[a] > (*shared)[b] : a < b;
                    });
  for (size_t i = 0; i < most; ++i) {
    pairs->push_back({std::min(row, touched[i]), std::max(row, touched[i]), {}});
  }
  for (const uint32_t other : touched) (*shared)[other] = 0;
}

void DuplicateSearch::Compare(Pair* pair) const {
  pair->agreement.resize(texts_.columns().size());
  for (size_t c = 0; c < pair->agreement.size(); ++c) {
    pair->agreement[c] = texts_.Compare(c, pair->a, pair->b);
  }
  pair->two_names = texts_.NameTwo(name_, pair->a, pair->b);
}

// The pairs of every step-th row.
std::vector<Pair> DuplicateSearch::PairsOf(uint32_t step) const {
  std::vector<Pair> pairs;
  std::vector<double> shared(sample_.rows);
  for (uint32_t row = 0; row < sample_.rows; row += step) CollectPartners(row, &shared, &pairs);
  const auto order = [](const Pair& x, const Pair& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  };
  std::sort(pairs.begin(), pairs.end(), order);
  pairs.erase(std::unique(pairs.begin(), pairs.end(),
                          [](const Pair& x, const Pair& y) { return x.a == y.a && x.b == y.b; }),
              pairs.end());
  for (Pair& pair : pairs) Compare(&pair);
  return pairs;
}

// Others agree as random rows do; matches are those that agree on most columns that tell rows
// apart.
void DuplicateSearch::StartModel(std::vector<Pair>* pairs) {
  std::fill(matching_.begin(), matching_.end(), Levels{0, 0.1, 0.2, 0.7});
  for (size_t c = 0; c < other_.size(); ++c) {
    Levels counts{0, kSmoothing, kSmoothing / 10, kSmoothing / 10};
    for (uint32_t i = 0; i < kRandomPairs; ++i) {
      const auto a = static_cast<uint32_t>(MixHash(i, 1) % sample_.rows);
      const auto b = static_cast<uint32_t>(MixHash(i, 2) % sample_.rows);
      if (a != b) ++counts[static_cast<size_t>(texts_.Compare(c, a, b))];
    }
    const double total = counts[1] + counts[2] + counts[3];
    for (size_t level = 1; level < 4; ++level) other_[c][level] = counts[level] / total;
    random_.push_back(other_[c][1]);
  }
  for (Pair& pair : *pairs) pair.match = MatchOf(pair);
}

double DuplicateSearch::MatchOf(const Pair& pair) const {
  if (pair.two_names || pair.agreement[name_] < Agreement::kSimilar) return 0;
  double odds = std::log(prior_ / (1 - prior_));
  for (size_t c = 0; c < pair.agreement.size(); ++c) {
    const auto level = static_cast<size_t>(pair.agreement[c]);
    if (level == 0) continue;
    odds += std::log(matching_[c][level] / other_[c][level]);
  }
  return Sigmoid(odds);
}

void DuplicateSearch::Learn(std::vector<Pair>* pairs) {
  StartModel(pairs);
  for (int round = 0; round < kRounds; ++round) {
    double matches = 1;
    for (const Pair& pair : *pairs) matches += pair.match;
    prior_ = std::clamp(matches / (static_cast<double>(pairs->size()) + 2), 0.01, 0.95);
    for (size_t c = 0; c < matching_.size(); ++c) {
      Levels match{0, kSmoothing, kSmoothing, kSmoothing}, other{0, 0, 0, 0};
      for (size_t level = 1; level < 4; ++level) other[level] = other_[c][level] * 20;
      for (const Pair& pair : *pairs) {
        const auto level = static_cast<size_t>(pair.agreement[c]);
        if (level == 0) continue;
        match[level] += pair.match;
        other[level] += 1 - pair.match;
      }
      for (size_t level = 1; level < 4; ++level) {
        matching_[c][level] = match[level] / (match[1] + match[2] + match[3]);
        other_[c][level] = std::max(1e-4, other[level] / (other[1] + other[2] + other[3]));
      }
    }
    for (Pair& pair : *pairs) pair.match = MatchOf(pair);
  }
}

bool DuplicateSearch::LooksLikeDuplicates(const std::vector<Pair>& pairs, uint32_t rows,
                                          DuplicateRows* found) const {
  const size_t columns = texts_.columns().size();
  std::vector<double> differ(columns), similar(columns), judged(columns);
  double matches = 0, rewritten = 0, same_name = 0;
  for (const Pair& pair : pairs) {
    if (pair.match < kLikelyMatch) continue;
    ++matches;
    same_name += pair.agreement[name_] == Agreement::kEqual;
    bool otherwise = false;
    for (size_t c = 0; c < columns; ++c) {
      differ[c] += pair.agreement[c] == Agreement::kDiffer;
      similar[c] += pair.agreement[c] == Agreement::kSimilar;
      judged[c] += pair.agreement[c] != Agreement::kMissing;
      otherwise |=
          pair.agreement[c] == Agreement::kSimilar && texts_.WrittenOtherwise(c, pair.a, pair.b);
    }
    rewritten += otherwise;
  }
  found->pairs = static_cast<uint32_t>(matches);
  if (matches < std::max<double>(kLeastMatches, kLeastShare * rows)) return false;
  bool variants = false;
  size_t text_columns = 0;
  for (size_t c = 0; c < columns; ++c) {
    found->differing.push_back(differ[c] / std::max(1.0, judged[c]));
    found->unequal.push_back((differ[c] + similar[c]) / std::max(1.0, judged[c]));
    variants |= found->differing[c] >= kAlwaysDiffers;
    text_columns += texts_.columns()[c].role == TextRole::kText && texts_.columns()[c].identifying;
  }
  for (size_t c = 0; c < columns; ++c) {
    if (c == name_) continue;
    const double lift = 1 - found->differing[c] / std::max(kLeastRandom, random_[c]);
    found->agreement += lift / static_cast<double>(columns - 1);
  }
  const bool varied =
      rewritten >= kLeastRewritten * matches && same_name >= kLeastSameName * matches;
  return varied || (!variants && text_columns >= 2);
}

std::vector<std::vector<uint32_t>> DuplicateSearch::Cluster(const std::vector<Pair>& pairs) const {
  std::vector<uint32_t> parent(sample_.rows);
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](uint32_t row) {
    while (parent[row] != row) row = parent[row] = parent[parent[row]];
    return row;
  };
  for (const Pair& pair : pairs) {
    if (pair.match < kMatch) continue;
    const uint32_t a = root(pair.a), b = root(pair.b);
    parent[std::max(a, b)] = std::min(a, b);
  }
  std::vector<std::vector<uint32_t>> by_root(sample_.rows), clusters;
  for (uint32_t row = 0; row < sample_.rows; ++row) by_root[root(row)].push_back(row);
  for (auto& rows : by_root) {
    if (rows.size() >= 2 && rows.size() <= kLargest) clusters.push_back(std::move(rows));
  }
  return clusters;
}

DuplicateRows DuplicateSearch::Find() {
  DuplicateRows found;
  const uint32_t step = std::max(1u, sample_.rows / kFirstRows);
  std::vector<Pair> pairs = PairsOf(step);
  if (pairs.size() < kLeastMatches) return found;
  Learn(&pairs);
  if (!LooksLikeDuplicates(pairs, sample_.rows / step, &found)) return found;
  if (step > 1) {
    pairs = PairsOf(1);
    for (Pair& pair : pairs) pair.match = MatchOf(pair);
  }
  found.clusters = Cluster(pairs);
  for (size_t c = 0; c < matching_.size(); ++c) {
    auto& weights = found.weights.emplace_back();
    for (size_t level = 1; level < 4; ++level)
      weights[level] = std::log(matching_[c][level] / other_[c][level]);
  }
  return found;
}

}  // namespace

DuplicateRows FindDuplicateRows(const EncodedSample& sample, const RowTexts& texts) {
  if (sample.rows < 2 || texts.name_column() == texts.columns().size()) return {};
  return DuplicateSearch(sample, texts).Find();
}

}  // namespace assay

// impossible_pair: two values of a row that never go together though each of them is frequent; the
// one that fits the rest of the row less is flagged.
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "assay/base/sigmoid.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/impossible_pairs.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr double kConfidence = 0.85;  // that one of the two is wrong
constexpr double kMostFit = 3;        // of one other column: a log ratio
constexpr double kLeastConfidence = 0.3;
constexpr int kRounds = 10;
constexpr double kLeastShare = 0.7;  // of what speaks for all values: the suggested one's

class ImpossiblePairDetector final : public RowDetector {
 public:
  ImpossiblePairDetector(std::vector<PairCounts> pairs, const EncodedSample& sample,
                         std::vector<std::string> names)
      : pairs_(std::move(pairs)), names_(std::move(names)) {
    columns_.resize(names_.size());
    const auto rest = std::stable_partition(
        pairs_.begin(), pairs_.end(), [](const PairCounts& p) { return !p.impossible.empty(); });
    checks_ = static_cast<size_t>(rest - pairs_.begin());
    for (size_t i = 0; i < pairs_.size(); ++i) {
      for (const uint32_t c : {pairs_[i].a, pairs_[i].b}) {
        Column& column = columns_[c];
        if (!column.counts.empty()) continue;
        reads_.push_back(c);
        column.index = sample.columns[c].index;
        column.counts = sample.columns[c].counts;
        column.blank = sample.columns[c].blank;
        column.values.assign(sample.columns[c].values.begin(), sample.columns[c].values.end());
      }
    }
    LearnSides(sample);
    MakeParts();
  }

  std::span<const uint32_t> Reads() const override { return reads_; }

  std::span<const std::unique_ptr<RowDetector>> Parts() const override { return parts_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (const auto& part : parts_) part->Check(row, evidence);
  }

 private:
  // The pairs of some columns that no other pair shares: each part asks about few combinations.
  class Part final : public RowDetector {
   public:
    explicit Part(const ImpossiblePairDetector& whole) : whole_(whole) {}
    void Add(size_t pair) {
      pairs_.push_back(pair);
      for (const uint32_t c : {whole_.pairs_[pair].a, whole_.pairs_[pair].b})
        if (!Has(c)) columns_.push_back(c);
    }
    bool Has(uint32_t column) const {
      return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
    }
    void Take(const Part& other) {
      for (const size_t pair : other.pairs_) Add(pair);
    }
    void Sort() { std::sort(pairs_.begin(), pairs_.end()); }

    std::span<const uint32_t> Reads() const override { return whole_.reads_; }
    std::span<const uint32_t> Gate() const override { return columns_; }
    bool MayFlag(const RowView& row) const override {
      return std::any_of(pairs_.begin(), pairs_.end(), [&](size_t i) {
        const PairCounts& pair = whole_.pairs_[i];
        const uint32_t a = whole_.CodeOf(row, pair.a), b = whole_.CodeOf(row, pair.b);
        return a != kNone && b != kNone && pair.impossible[pair.At(a, b)];
      });
    }
    void Check(const RowView& row, RowEvidence* evidence) const override {
      whole_.CheckPairs(row, pairs_, columns_, evidence);
    }

   private:
    const ImpossiblePairDetector& whole_;
    std::vector<size_t> pairs_;      // in their order
    std::vector<uint32_t> columns_;  // theirs
  };

  struct Column {
    ValueIndex index;
    std::vector<uint32_t> counts;
    std::vector<uint8_t> blank;
    std::vector<std::string> values;
  };

  void MakeParts() {
    std::vector<std::unique_ptr<Part>> parts;
    for (size_t i = 0; i < checks_; ++i) {
      auto joined = std::make_unique<Part>(*this);
      std::erase_if(parts, [&](const std::unique_ptr<Part>& part) {
        if (!part->Has(pairs_[i].a) && !part->Has(pairs_[i].b)) return false;
        joined->Take(*part);
        return true;
      });
      joined->Add(i);
      parts.push_back(std::move(joined));
    }
    for (auto& part : parts) {
      part->Sort();
      parts_.push_back(std::move(part));
    }
  }

  void CheckPairs(const RowView& row, const std::vector<size_t>& pairs,
                  const std::vector<uint32_t>& columns, RowEvidence* evidence) const {
    std::vector<uint32_t> codes(names_.size(), kNone);
    for (const uint32_t c : columns) codes[c] = CodeOf(row, c);
    std::vector<uint8_t> flagged;
    for (const size_t i : pairs) {
      const PairCounts& pair = pairs_[i];
      if (!IsImpossible(codes, pair)) continue;
      if (flagged.empty())
        for (const uint32_t c : reads_) codes[c] = CodeOf(row, c);
      flagged.resize(names_.size());
      const double b_is_wrong = Sigmoid(side_odds_[i] + OddsOfB(codes, pair));
      Report(row, codes, pair, pair.b, b_is_wrong, &flagged, evidence);
      Report(row, codes, pair, pair.a, 1 - b_is_wrong, &flagged, evidence);
    }
  }

  // kNone also for a blank, which says nothing of the other cells.
  uint32_t CodeOf(const RowView& row, uint32_t c) const {
    const uint32_t code = columns_[c].index.Find(row.Hash(c));
    return code == kNone || columns_[c].blank[code] ? kNone : code;
  }

  // How much more the row's others speak for the value of the pair's first column than for that of
  // its second: a log ratio.
  double OddsOfB(const std::vector<uint32_t>& codes, const PairCounts& pair) const {
    return FitOf(codes, pair.a, codes[pair.a], pair.b) -
           FitOf(codes, pair.b, codes[pair.b], pair.a);
  }

  // Mistakes recur in a column: the rows that their others decide tell which side is rather wrong
  // where they say nothing. By expectation maximisation.
  void LearnSides(const EncodedSample& sample) {
    std::vector<std::vector<double>> odds(checks_);  // of each impossible pair's rows
    std::vector<uint32_t> codes(names_.size());
    for (uint32_t row = 0; row < sample.rows; ++row) {
      for (const uint32_t c : reads_) {
        const uint32_t code = sample.columns[c].codes[row];
        codes[c] = columns_[c].blank[code] ? kNone : code;
      }
      for (size_t i = 0; i < checks_; ++i) {
        if (IsImpossible(codes, pairs_[i])) odds[i].push_back(OddsOfB(codes, pairs_[i]));
      }
    }
    for (const std::vector<double>& rows : odds) {
      double side = 0;
      for (int round = 0; round < kRounds; ++round) {
        double wrong_b = 1;
        for (const double row : rows) wrong_b += Sigmoid(side + row);
        side = std::log(wrong_b / (static_cast<double>(rows.size()) + 2 - wrong_b));
      }
      side_odds_.push_back(side);
    }
  }

  static bool IsImpossible(const std::vector<uint32_t>& codes, const PairCounts& pair) {
    return codes[pair.a] != kNone && codes[pair.b] != kNone &&
           pair.impossible[pair.At(codes[pair.a], codes[pair.b])];
  }

  // How much more often than by chance a value of column `c` stands with the row's others, but for
  // that of `except`: a sum of log ratios.
  double FitOf(const std::vector<uint32_t>& codes, uint32_t c, uint32_t value,
               uint32_t except) const {
    double fit = 0;
    for (const PairCounts& pair : pairs_) {
      if ((pair.a != c && pair.b != c) || pair.a == except || pair.b == except) continue;
      const uint32_t a = pair.a == c ? value : codes[pair.a];
      const uint32_t b = pair.b == c ? value : codes[pair.b];
      if (a == kNone || b == kNone) continue;
      const double expected = static_cast<double>(columns_[pair.a].counts[a]) *
                              columns_[pair.b].counts[b] / std::max(1U, pair.rows);
      const double rows = pair.counts[pair.At(a, b)];
      fit += std::clamp(std::log((rows + 0.5) / (expected + 0.5)), -kMostFit, kMostFit);
    }
    return fit;
  }

  // The value that the row's others speak for, if they do so far more than for any other: naive
  // Bayes over the pairs of columns.
  std::optional<std::string> ValueFor(const std::vector<uint32_t>& codes, uint32_t c) const {
    const Column& column = columns_[c];
    uint32_t best = kNone;
    double most = 0, sum = 0;
    for (uint32_t value = 0; value < column.counts.size(); ++value) {
      if (column.blank[value]) continue;
      const double weight = column.counts[value] * std::exp(FitOf(codes, c, value, kNone));
      sum += weight;
      if (weight <= most) continue;
      most = weight;
      best = value;
    }
    if (best == kNone || best == codes[c] || most < kLeastShare * sum) return std::nullopt;
    return column.values[best];
  }

  void Report(const RowView& row, const std::vector<uint32_t>& codes, const PairCounts& pair,
              uint32_t wrong, double share, std::vector<uint8_t>* flagged,
              RowEvidence* evidence) const {
    const double confidence = kConfidence * share;
    if (confidence < kLeastConfidence || (*flagged)[wrong]) return;
    (*flagged)[wrong] = 1;
    const uint32_t other = wrong == pair.a ? pair.b : pair.a;
    Evidence e = MakeEvidence(
        Code::kDependencyViolation, confidence,
        fmt::format("Of {} rows, {} have {} {} and {} have {} {}, but only {} both.", pair.rows,
                    columns_[wrong].counts[codes[wrong]], names_[wrong], Excerpt(row.Value(wrong)),
                    columns_[other].counts[codes[other]], names_[other], Excerpt(row.Value(other)),
                    pair.counts[pair.At(codes[pair.a], codes[pair.b])]),
        fmt::format("a value that goes with {} {}", names_[other], Excerpt(row.Value(other))));
    if (auto value = ValueFor(codes, wrong)) Suggest(*std::move(value), &e);
    e.beside = other;
    evidence->Add(wrong, std::move(e));
  }

  std::vector<PairCounts> pairs_;  // those with impossible ones first
  size_t checks_ = 0;              // of them
  std::vector<double> side_odds_;  // by such a pair: that its second column is the wrong one
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  std::vector<uint32_t> reads_;  // all columns with few values
  std::vector<std::unique_ptr<RowDetector>> parts_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no two columns have values that never go together though both are frequent";
  std::vector<PairCounts> pairs = FindImpossiblePairs(*context.sample);
  if (std::all_of(pairs.begin(), pairs.end(),
                  [](const PairCounts& pair) { return pair.impossible.empty(); })) {
    return std::unique_ptr<RowDetector>();
  }
  return std::unique_ptr<RowDetector>(std::make_unique<ImpossiblePairDetector>(
      std::move(pairs), *context.sample, ColumnNames(*context.table)));
}

constexpr Code kEmitted[] = {Code::kDependencyViolation};

constexpr Example kExamples[] = {
    {"a size that coats do not come in", "",
     "kind,size,hall\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,40,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\nboot,38,1\nshoe,38,1\ncoat,M,2\nvest,M,2\nboot,40,1\nshoe,40,1\ncoat,L,2\n"
     "vest,L,2\n",
     "58:1"},
    {"columns that go together as they like", "",
     "size,color\nS,red\nM,red\nL,blue\nS,blue\nM,green\nL,green\nS,red\nM,blue\nL,red\nS,green\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kImpossiblePairDetector;
constinit const DetectorType kImpossiblePairDetector = {
    .name = "impossible_pair",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Two values of a row never go together though each of them is frequent.",
    .details =
        "Of two columns with few values each (a kind and a size, a line and a station), most pairs "
        "of values that chance would bring together have no row at all: a row with such a pair is "
        "wrong in one of the two, the one that fits the rest of the row less, or that is mostly "
        "the "
        "wrong one in such rows. Learned only where "
        "hardly any pair is merely rare and the odd rows are spread evenly, as mistakes are; where "
        "a column determines the other, functional_dependency tells the right value.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

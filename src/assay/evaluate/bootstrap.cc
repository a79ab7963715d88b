// Bootstrap intervals (Efron and Tibshirani 1993, percentile method) with Poisson weights a row
// (Chamandy et al. 2012), so that nothing is sorted again.
#include <algorithm>
#include <unordered_map>

#include "assay/evaluate/random.h"
#include "assay/evaluate/scored_cell_internal.h"

namespace assay {
namespace {

constexpr uint64_t kMostCellVisits = 200'000'000;  // resamples are fewer when cells are many
constexpr uint32_t kFewestResamples = 20;
constexpr uint64_t kBootstrapStream = 21;

// A Poisson number of mean 1 by inversion.
uint8_t Poisson1(double u) {
  double term = 0.36787944117144233, sum = term;
  uint8_t k = 0;
  while (u > sum && k < 16) sum += term /= ++k;
  return k;
}

Interval Percentiles(std::vector<double>* values) {
  std::sort(values->begin(), values->end());
  const auto at = [&](double share) {
    return (*values)[static_cast<size_t>(share * static_cast<double>(values->size() - 1) + 0.5)];
  };
  return {at(0.025), at(0.975)};
}

// The number of each cell's row among the rows that occur.
std::vector<uint32_t> RowNumbers(std::span<const ScoredCell> cells, uint32_t* rows) {
  std::unordered_map<uint64_t, uint32_t> numbers;
  std::vector<uint32_t> out;
  out.reserve(cells.size());
  for (const ScoredCell& cell : cells) {
    out.push_back(numbers.emplace(cell.row, static_cast<uint32_t>(numbers.size())).first->second);
  }
  *rows = static_cast<uint32_t>(numbers.size());
  return out;
}

// The figures of all resamples, one list a figure.
struct Samples {
  std::array<std::vector<double>, kHeadlineCount> headline;
  struct Group {
    GroupFigures* figures;
    std::vector<double> precision, recall, f1;
  };
  std::vector<std::vector<Group>> groups;  // by kind in the order given
};

void AddResample(std::span<const ScoredCell> cells, std::span<const uint8_t> weights,
                 std::span<const GroupIntervals> groups, Samples* samples) {
  const Headline headline = ComputeHeadline(cells, weights);
  for (int f = 0; f < kHeadlineCount; ++f)
    samples->headline[f].push_back(headline.*kHeadlineFigures[f].value);
  for (size_t k = 0; k < groups.size(); ++k) {
    const std::vector<CellCounts> counts =
        CountGroups(cells, weights, groups[k].kind, groups[k].figures.size());
    for (size_t g = 0; g < counts.size(); ++g) {
      samples->groups[k][g].precision.push_back(counts[g].Precision());
      samples->groups[k][g].recall.push_back(counts[g].Recall());
      samples->groups[k][g].f1.push_back(counts[g].F1());
    }
  }
}

}  // namespace

void BootstrapIntervals(std::span<const ScoredCell> cells, std::span<const GroupIntervals> groups,
                        uint32_t resamples, uint64_t seed,
                        std::array<Interval, kHeadlineCount>* headline) {
  uint32_t rows = 0;
  const std::vector<uint32_t> row_of = RowNumbers(cells, &rows);
  Samples samples;
  for (const GroupIntervals& kind : groups) {
    samples.groups.emplace_back();
    for (GroupFigures* figures : kind.figures)
      samples.groups.back().push_back({figures, {}, {}, {}});
  }
  const uint64_t affordable = kMostCellVisits / (cells.size() + 1);
  resamples = std::min<uint32_t>(
      resamples, static_cast<uint32_t>(std::max<uint64_t>(affordable, kFewestResamples)));
  std::vector<uint8_t> row_weights(rows), weights(cells.size());
  for (uint32_t r = 0; r < resamples; ++r) {
    SplitMix random(MixHash(seed, kBootstrapStream), r);
    for (uint8_t& weight : row_weights) weight = Poisson1(random.Unit());
    for (size_t i = 0; i < cells.size(); ++i) weights[i] = row_weights[row_of[i]];
    AddResample(cells, weights, groups, &samples);
  }
  for (int f = 0; f < kHeadlineCount; ++f) (*headline)[f] = Percentiles(&samples.headline[f]);
  for (auto& kind : samples.groups) {
    for (Samples::Group& group : kind) {
      group.figures->precision = Percentiles(&group.precision);
      group.figures->recall = Percentiles(&group.recall);
      group.figures->f1 = Percentiles(&group.f1);
    }
  }
}

}  // namespace assay

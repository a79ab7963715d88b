// Runs of equal values, against the chance that so many rows of so many stand together.
#include "assay/profile/lasting_values.h"

#include <algorithm>

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 3;
constexpr double kByChance = 0.001;

// The share of all ways to choose `k` of `n` places that are `k` neighbouring ones.
double ByChance(uint32_t n, uint32_t k) {
  double chance = n - k + 1;
  for (uint32_t i = 0; i < k; ++i) chance *= static_cast<double>(k - i) / (n - i);
  return chance;
}

struct Run {
  uint32_t code = 0;
  uint32_t rows = 0;
};

}  // namespace

std::vector<uint32_t> LastingValues(std::span<const uint32_t> rows, const EncodedColumn& column,
                                    uint32_t usual) {
  std::vector<Run> runs;
  uint32_t filled = 0;
  for (const uint32_t row : rows) {
    const uint32_t code = column.codes[row];
    if (column.blank[code]) continue;
    ++filled;
    if (runs.empty() || runs.back().code != code) runs.push_back({code, 0});
    ++runs.back().rows;
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const Run& a, const Run& b) { return a.code < b.code; });
  std::vector<uint32_t> lasting;
  for (size_t i = 0; i < runs.size(); ++i) {
    const bool again = (i > 0 && runs[i - 1].code == runs[i].code) ||
                       (i + 1 < runs.size() && runs[i + 1].code == runs[i].code);
    if (again || runs[i].code == usual || runs[i].rows < kLeastRows) continue;
    if (ByChance(filled, runs[i].rows) <= kByChance) lasting.push_back(runs[i].code);
  }
  return lasting;
}

}  // namespace assay

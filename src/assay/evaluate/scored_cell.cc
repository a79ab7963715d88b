// Figures from scored cells.
#include "assay/evaluate/scored_cell_internal.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

constexpr double kHighPrecision = 0.95;
constexpr int kBins = 15;

double F1Of(double precision, double recall) {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

// Counts down the confidences and keeps what the figures need of each threshold.
struct Descent {
  double errors;
  double found = 0, hits = 0;
  double area = 0, best_recall = 0, last_hits = 0;

  // Called where the confidence is about to fall: everything so far is one threshold.
  void Threshold() {
    if (found == 0) return;
    const double precision = hits / found;
    if (errors > 0) area += precision * (hits - last_hits) / errors;
    if (precision >= kHighPrecision && errors > 0)
      best_recall = std::max(best_recall, hits / errors);
    last_hits = hits;
  }
};

struct Bin {
  double found = 0, confidence = 0, hits = 0;
};

}  // namespace

double CellCounts::F1() const { return F1Of(Precision(), Recall()); }

const std::array<HeadlineFigure, kHeadlineCount> kHeadlineFigures = {{
    {"precision", &Headline::precision},
    {"recall", &Headline::recall},
    {"f1", &Headline::f1},
    {"average_precision", &Headline::average_precision},
    {"recall_at_precision_95", &Headline::recall_at_high_precision},
    {"calibration_error", &Headline::calibration_error},
}};

Headline ComputeHeadline(std::span<const ScoredCell> cells, std::span<const uint8_t> weights) {
  const auto weight = [&](size_t i) {
    return weights.empty() ? 1.0 : static_cast<double>(weights[i]);
  };
  Descent down{};
  for (size_t i = 0; i < cells.size(); ++i) down.errors += cells[i].wrong ? weight(i) : 0;
  Bin bins[kBins];
  for (size_t i = 0; i < cells.size() && cells[i].found; ++i) {
    if (i > 0 && cells[i].confidence != cells[i - 1].confidence) down.Threshold();
    const double w = weight(i), hit = cells[i].wrong ? w : 0;
    down.found += w;
    down.hits += hit;
    Bin& bin = bins[std::clamp(static_cast<int>(cells[i].confidence * kBins), 0, kBins - 1)];
    bin.found += w;
    bin.hits += hit;
    bin.confidence += w * cells[i].confidence;
  }
  down.Threshold();
  Headline out;
  out.precision = down.found > 0 ? down.hits / down.found : down.errors > 0 ? 0 : 1;
  out.recall = down.errors > 0 ? down.hits / down.errors : 1;
  out.f1 = F1Of(out.precision, out.recall);
  out.average_precision = down.errors > 0 ? down.area : 1;
  out.recall_at_high_precision = down.errors > 0 ? down.best_recall : 1;
  for (const Bin& bin : bins) {
    if (bin.found > 0) out.calibration_error += std::abs(bin.confidence - bin.hits) / down.found;
  }
  return out;
}

std::vector<CellCounts> CountGroups(std::span<const ScoredCell> cells,
                                    std::span<const uint8_t> weights, int kind, size_t groups) {
  std::vector<CellCounts> counts(groups);
  uint64_t errors = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const ScoredCell& cell = cells[i];
    const uint64_t w = weights.empty() ? 1 : weights[i];
    errors += cell.wrong ? w : 0;
    const uint32_t group = cell.groups[kind];
    if (group == kNoGroup) continue;
    const bool hit = cell.found && cell.wrong;
    counts[group].found += (kind == kTypeGroup ? hit : cell.found) ? w : 0;
    counts[group].hits += hit ? w : 0;
    counts[group].errors += cell.wrong ? w : 0;
  }
  if (kind != kFieldGroup && kind != kTypeGroup) {
    for (CellCounts& group : counts) group.errors = errors;
  }
  return counts;
}

}  // namespace assay

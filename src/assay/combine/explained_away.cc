// One look at each pair of items of a row; rows have few.
#include "assay/combine/explained_away.h"

#include <algorithm>

namespace assay {
namespace {

constexpr double kConvincing = 0.75;

bool Explains(const RowEvidenceItem& other, const RowEvidenceItem& own) {
  return own.evidence->beside == other.column && other.evidence->beside != own.column &&
         other.evidence->confidence >= std::min(kConvincing, own.evidence->confidence);
}

}  // namespace

std::vector<size_t> ExplainedAway(std::span<const RowEvidenceItem> items) {
  std::vector<size_t> away;
  for (size_t i = 0; i < items.size(); ++i) {
    const bool explained =
        items[i].evidence->beside &&
        std::any_of(items.begin(), items.end(),
                    [&](const RowEvidenceItem& other) { return Explains(other, items[i]); });
    if (explained) away.push_back(i);
  }
  return away;
}

}  // namespace assay

// Counts over the rows in which both dates can be read in one way only.
#include "assay/profile/shared_order.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 3;
constexpr double kLeastConfidence = 0.6;

}  // namespace

std::vector<SharedOrder> FindSharedOrders(const std::vector<DateColumn>& columns) {
  std::vector<SharedOrder> found;
  for (size_t a = 0; a < columns.size(); ++a) {
    for (size_t b = 0; b < columns.size(); ++b) {
      if (a == b) continue;
      SharedOrder shared{a, b, 0, 0};
      double both = 0;
      for (size_t row = 0; row < columns[a].dates.size(); ++row) {
        const auto &x = columns[a].dates[row], &y = columns[b].dates[row];
        if (!x || !y || !y->IsClear() || !x->HasOtherOrder(columns[a].month_first)) continue;
        ++shared.rows;
        both += y->HasOtherOrder(columns[b].month_first);
      }
      shared.confidence = both / (shared.rows + 0.5);
      if (shared.rows >= kLeastRows && shared.confidence >= kLeastConfidence)
        found.push_back(shared);
    }
  }
  return found;
}

}  // namespace assay

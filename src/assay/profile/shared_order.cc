// Counts over the rows in which both dates can be read in one way only.
#include "assay/profile/shared_order.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 3;
constexpr double kLeastConfidence = 0.6;

}  // namespace

bool HasOtherOrder(const WrittenDate& date, bool month_first) {
  if (date.first <= 12 && date.second <= 12) return false;
  return (date.second > 12) != month_first;
}

std::vector<SharedOrder> FindSharedOrders(const std::vector<DateColumn>& columns) {
  std::vector<SharedOrder> found;
  for (size_t a = 0; a < columns.size(); ++a) {
    for (size_t b = 0; b < columns.size(); ++b) {
      if (a == b) continue;
      SharedOrder shared{a, b, 0, 0};
      double both = 0;
      for (size_t row = 0; row < columns[a].dates.size(); ++row) {
        const auto &x = columns[a].dates[row], &y = columns[b].dates[row];
        if (!x || !y || !HasOtherOrder(*x, columns[a].month_first)) continue;
        if (y->first <= 12 && y->second <= 12) continue;
        ++shared.rows;
        both += HasOtherOrder(*y, columns[b].month_first);
      }
      shared.confidence = both / (shared.rows + 0.5);
      if (shared.rows >= kLeastRows && shared.confidence >= kLeastConfidence)
        found.push_back(shared);
    }
  }
  return found;
}

}  // namespace assay

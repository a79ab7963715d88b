// Counts over the rows in which both dates can be read in one way only.
#include "assay/profile/shared_order.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 3;
constexpr double kLeastConfidence = 0.6;

// The rows whose date has the other order than its column.
std::vector<size_t> OthersOf(const DateColumn& column) {
  std::vector<size_t> rows;
  for (size_t row = 0; row < column.dates.size(); ++row) {
    if (column.dates[row] && column.dates[row]->HasOtherOrder(column.month_first))
      rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::vector<SharedOrder> FindSharedOrders(const std::vector<DateColumn>& columns) {
  std::vector<SharedOrder> found;
  for (size_t a = 0; a < columns.size(); ++a) {
    const std::vector<size_t> others = OthersOf(columns[a]);
    if (others.size() < kLeastRows) continue;
    for (size_t b = 0; b < columns.size(); ++b) {
      if (a == b) continue;
      SharedOrder shared{a, b, 0, 0};
      double both = 0;
      for (const size_t row : others) {
        const auto& y = columns[b].dates[row];
        if (!y || !y->IsClear()) continue;
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

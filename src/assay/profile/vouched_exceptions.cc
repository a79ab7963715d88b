// One pass over the rows for the exceptions of a dependency, and one over those for each voucher.
#include "assay/profile/vouched_exceptions.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr uint32_t kLeastExceptions = 10;  // that tell a habit
constexpr double kMostlyVouched = 0.8;     // of the exceptions
constexpr double kLeastAccuracy = 0.95;    // of a voucher
constexpr double kClearGroup = 0.9;        // of a group's rows that have the value, itself left out
constexpr uint32_t kLeastOthers = 3;       // of them

// A row whose value is not the usual one of its group.
struct Exception {
  uint32_t row, group, value;
};

std::vector<Exception> ExceptionsOf(const EncodedSample& sample, const Determinant& determinant,
                                    const Dependency& dependency) {
  std::vector<Exception> exceptions;
  const EncodedColumn& column = sample.columns[dependency.rhs];
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t value = column.codes[row];
    if (column.blank[value]) continue;
    const uint32_t group = GroupOfRow(sample, determinant, row);
    if (group == kNone) continue;
    const DependencyGroup& g = dependency.by_group[group];
    if (g.total > 1 && g.top != value && !g.respelled) exceptions.push_back({row, group, value});
  }
  return exceptions;
}

// Whether the other rows of the voucher's group say what the row says.
bool Vouches(const EncodedSample& sample, const Determinant& determinant, const Dependency& voucher,
             const Exception& exception) {
  const uint32_t group = GroupOfRow(sample, determinant, exception.row);
  if (group == kNone) return false;
  const DependencyGroup& g = voucher.by_group[group];
  return g.top == exception.value && !g.respelled && g.top_count > kLeastOthers &&
         g.top_count - 1 >= kClearGroup * (g.total - 1);
}

// The dependencies whose left side may vouch: a column that the left side holds says nothing of its
// own.
std::vector<const Dependency*> VouchersOf(const DependencyModel& model,
                                          const Dependency& dependency) {
  const Determinant& left = model.determinants[dependency.determinant];
  const auto* const end = left.columns.begin() + left.size;
  std::vector<const Dependency*> vouchers;
  for (const Dependency& voucher : model.dependencies) {
    if (voucher.rhs != dependency.rhs || voucher.accuracy < kLeastAccuracy) continue;
    const Determinant& other = model.determinants[voucher.determinant];
    if (other.size == 1 && std::find(left.columns.begin(), end, other.columns[0]) == end)
      vouchers.push_back(&voucher);
  }
  return vouchers;
}

void FindVouched(const EncodedSample& sample, const DependencyModel& model,
                 Dependency* dependency) {
  if (dependency->minority < kLeastExceptions) return;
  const std::vector<const Dependency*> vouchers = VouchersOf(model, *dependency);
  if (vouchers.empty()) return;
  const std::vector<Exception> exceptions =
      ExceptionsOf(sample, model.determinants[dependency->determinant], *dependency);
  const double least =
      std::max<double>(kLeastExceptions, kMostlyVouched * static_cast<double>(exceptions.size()));
  std::vector<Exception> vouched;
  for (const Dependency* voucher : vouchers) {
    const Determinant& determinant = model.determinants[voucher->determinant];
    vouched.clear();
    std::copy_if(exceptions.begin(), exceptions.end(), std::back_inserter(vouched),
                 [&](const Exception& exception) {
                   return Vouches(sample, determinant, *voucher, exception);
                 });
    if (static_cast<double>(vouched.size()) < least) continue;
    for (const auto& [row, group, value] : vouched)
      dependency->vouched.Insert(MixCode(group, value));
  }
}

}  // namespace

void FindVouchedExceptions(const EncodedSample& sample, DependencyModel* model) {
  for (Dependency& dependency : model->dependencies) FindVouched(sample, *model, &dependency);
}

}  // namespace assay

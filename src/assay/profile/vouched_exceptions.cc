// One pass over the rows for the exceptions of a dependency, and one over those for each voucher.
#include "assay/profile/vouched_exceptions.h"

#include <algorithm>
#include <vector>

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

uint32_t GroupOfRow(const EncodedSample& sample, const Determinant& determinant, uint32_t row) {
  std::array<uint32_t, 3> codes{};
  for (uint32_t i = 0; i < determinant.size; ++i) {
    const EncodedColumn& column = sample.columns[determinant.columns[i]];
    codes[i] = column.codes[row];
    if (column.blank[codes[i]]) return kNone;
  }
  return determinant.size == 1
             ? codes[0]
             : determinant.groups.Find(GroupHash({codes.data(), determinant.size}));
}

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

// A column that the left side holds says nothing of its own.
bool MayVouch(const DependencyModel& model, const Dependency& dependency,
              const Dependency& voucher) {
  if (&voucher == &dependency || voucher.rhs != dependency.rhs) return false;
  const Determinant& left = model.determinants[dependency.determinant];
  const Determinant& other = model.determinants[voucher.determinant];
  const auto* const end = left.columns.begin() + left.size;
  return other.size == 1 && voucher.accuracy >= kLeastAccuracy &&
         std::find(left.columns.begin(), end, other.columns[0]) == end;
}

}  // namespace

void FindVouchedExceptions(const EncodedSample& sample, DependencyModel* model) {
  std::vector<Exception> vouched;
  for (Dependency& dependency : model->dependencies) {
    if (dependency.minority < kLeastExceptions) continue;
    std::vector<Exception> exceptions;
    for (const Dependency& voucher : model->dependencies) {
      if (!MayVouch(*model, dependency, voucher)) continue;
      if (exceptions.empty())
        exceptions = ExceptionsOf(sample, model->determinants[dependency.determinant], dependency);
      vouched.clear();
      for (const Exception& exception : exceptions) {
        if (Vouches(sample, model->determinants[voucher.determinant], voucher, exception))
          vouched.push_back(exception);
      }
      if (vouched.size() < std::max<double>(kLeastExceptions, kMostlyVouched * exceptions.size()))
        continue;
      for (const auto& [row, group, value] : vouched)
        dependency.vouched.Insert(MixHash(group, value));
    }
  }
}

}  // namespace assay

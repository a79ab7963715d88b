// Counts, by the values of each other column, the rows that keep a dependency and those that do
// not.
#include "assay/profile/gathered_exceptions.h"

#include <algorithm>
#include <vector>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr uint32_t kLeastExceptions = 10;  // that tell a habit
constexpr double kMostExceptions = 0.05;   // of the judged rows
constexpr double kLeastNumeric = 0.9;  // of the right side: numbers change by rules of their own
constexpr uint32_t kLeastOfValue = 5;  // exceptions with a value of another column
constexpr double kHardlyKept = 0.8;    // share of exceptions among the value's rows
constexpr double kNearlyAll = 0.8;     // of the exceptions, that gather so
constexpr uint64_t kMostVisits = 200'000'000;  // of rows

// A row whose group has a usual value.
struct JudgedRow {
  uint32_t row, group;
  bool is_exception;
};

// The rows of groups that hold exceptions.
std::vector<JudgedRow> JudgedRows(const EncodedSample& sample, const Determinant& determinant,
                                  const Dependency& dependency) {
  std::vector<JudgedRow> judged;
  const EncodedColumn& column = sample.columns[dependency.rhs];
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t value = column.codes[row];
    const uint32_t group = column.blank[value] ? kNone : GroupOfRow(sample, determinant, row);
    if (group == kNone) continue;
    const DependencyGroup& g = dependency.by_group[group];
    if (!g.respelled && g.top_count > 1 && g.top_count < g.total)
      judged.push_back({row, group, g.top != value});
  }
  return judged;
}

bool MayGather(const EncodedSample& sample, const Dependency& dependency) {
  const EncodedColumn& column = sample.columns[dependency.rhs];
  return dependency.minority >= kLeastExceptions &&
         dependency.minority <= kMostExceptions * dependency.judged &&
         column.numeric >= kLeastNumeric * column.filled;
}

class GatheredSearch {
 public:
  GatheredSearch(const EncodedSample& sample, DependencyModel* model)
      : sample_(sample), model_(*model) {}

  void Run() {
    for (Dependency& dependency : model_.dependencies) {
      if (visits_ > kMostVisits) return;
      if (MayGather(sample_, dependency)) Search(&dependency);
    }
  }

 private:
  void Search(Dependency* dependency);
  std::vector<JudgedRow> GatheredIn(const EncodedColumn& column,
                                    const std::vector<JudgedRow>& judged,
                                    const std::vector<JudgedRow>& exceptions);

  const EncodedSample& sample_;
  DependencyModel& model_;
  uint64_t visits_ = 0;
};

// The exceptions beside values of the column whose rows hardly keep the dependency; nothing unless
// these are nearly all exceptions.
std::vector<JudgedRow> GatheredSearch::GatheredIn(const EncodedColumn& column,
                                                  const std::vector<JudgedRow>& judged,
                                                  const std::vector<JudgedRow>& exceptions) {
  const double least = kNearlyAll * static_cast<double>(exceptions.size());
  std::vector<uint32_t> broken(column.values.size()), all(column.values.size());
  for (const JudgedRow& judge : exceptions) ++broken[column.codes[judge.row]];
  const auto count = [&](auto is_gathered) {
    return static_cast<double>(std::count_if(
        exceptions.begin(), exceptions.end(),
        [&](const JudgedRow& exception) { return is_gathered(column.codes[exception.row]); }));
  };
  if (count([&](uint32_t code) { return broken[code] >= kLeastOfValue; }) < least) return {};
  visits_ += judged.size();
  for (const JudgedRow& judge : judged) ++all[column.codes[judge.row]];
  const auto is_gathered = [&](uint32_t code) {
    return !column.blank[code] && broken[code] >= kLeastOfValue &&
           broken[code] >= kHardlyKept * all[code];
  };
  std::vector<JudgedRow> gathered;
  if (count(is_gathered) < least) return gathered;
  for (const JudgedRow& exception : exceptions) {
    if (is_gathered(column.codes[exception.row])) gathered.push_back(exception);
  }
  return gathered;
}

void GatheredSearch::Search(Dependency* dependency) {
  const Determinant& left = model_.determinants[dependency->determinant];
  const auto* const end = left.columns.begin() + left.size;
  const std::vector<JudgedRow> judged = JudgedRows(sample_, left, *dependency);
  visits_ += sample_.rows;
  std::vector<JudgedRow> exceptions;
  for (const JudgedRow& row : judged) {
    if (row.is_exception) exceptions.push_back(row);
  }
  if (exceptions.size() < kLeastExceptions) return;
  const std::vector<uint32_t>& values = sample_.columns[dependency->rhs].codes;
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
    if (c == dependency->rhs || std::find(left.columns.begin(), end, c) != end) continue;
    for (const JudgedRow& row : GatheredIn(sample_.columns[c], judged, exceptions))
      dependency->vouched.Insert(MixCode(row.group, values[row.row]));
  }
}

}  // namespace

void FindGatheredExceptions(const EncodedSample& sample, DependencyModel* model) {
  GatheredSearch(sample, model).Run();
}

}  // namespace assay

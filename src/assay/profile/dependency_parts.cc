// Connected components of the columns that dependencies join.
#include "assay/profile/dependency_parts.h"

#include <numeric>
#include <utility>

namespace assay {
namespace {

// The component of each column, named by one of its columns.
class Components {
 public:
  explicit Components(const DependencyModel& model) : parent_(model.columns.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (const Dependency& dependency : model.dependencies) {
      const Determinant& left = model.determinants[dependency.determinant];
      for (uint32_t i = 0; i < left.size; ++i) parent_[Of(left.columns[i])] = Of(dependency.rhs);
    }
  }
  uint32_t Of(uint32_t column) const {
    while (parent_[column] != column) column = parent_[column];
    return column;
  }

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace

std::vector<DependencyModel> SplitModel(DependencyModel model) {
  const Components components(model);
  std::vector<DependencyModel> parts;
  std::vector<uint32_t> part_of(model.columns.size(), UINT32_MAX);  // by component
  const auto part_at = [&](uint32_t column) -> DependencyModel& {
    uint32_t& number = part_of[components.Of(column)];
    if (number == UINT32_MAX) {
      number = static_cast<uint32_t>(parts.size());
      DependencyModel& part = parts.emplace_back();
      part.rows = model.rows;
      part.columns.resize(model.columns.size());
      part.texts.resize(model.texts.size());
    }
    return parts[number];
  };
  std::vector<uint32_t> place(model.determinants.size(), UINT32_MAX);  // in their parts
  for (Dependency& dependency : model.dependencies) {
    DependencyModel& part = part_at(dependency.rhs);
    uint32_t& determinant = place[dependency.determinant];
    if (determinant == UINT32_MAX) {
      determinant = static_cast<uint32_t>(part.determinants.size());
      part.determinants.push_back(std::move(model.determinants[dependency.determinant]));
      part.determinants.back().dependencies.clear();
    }
    dependency.determinant = determinant;
    part.determinants[determinant].dependencies.push_back(
        static_cast<uint32_t>(part.dependencies.size()));
    part.dependencies.push_back(std::move(dependency));
  }
  for (uint32_t column = 0; column < model.columns.size(); ++column) {
    if (!model.columns[column].used) continue;
    DependencyModel& part = part_at(column);
    part.columns[column] = std::move(model.columns[column]);
    part.texts[column] = std::move(model.texts[column]);
  }
  return parts;
}

}  // namespace assay

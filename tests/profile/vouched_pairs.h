// What a search for explained exceptions adds to a dependency.
#pragma once

#include <gtest/gtest.h>

#include "assay/profile/dependency.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// The vouched pairs of the dependency of column 1 on column 0; fails where that is not learned.
inline size_t VouchedPairs(const RowSample& sample) {
  const DependencyModel model = LearnDependencies(EncodeSample(sample), DependencyOptions());
  for (const Dependency& dependency : model.dependencies) {
    const Determinant& left = model.determinants[dependency.determinant];
    if (dependency.rhs == 1 && left.size == 1 && left.columns[0] == 0)
      return dependency.vouched.size();
  }
  ADD_FAILURE() << "no dependency of column 1 on column 0";
  return 0;
}

}  // namespace assay

// Usual steps: numbers of days that lie between two columns of dates in many rows, so that a row
// whose step is one of them follows a rule, even where most rows follow another.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

class UsualSteps {
 public:
  // `sample` must outlive it.
  explicit UsualSteps(const EncodedSample& sample) : sample_(sample) {}

  // Whether both columns hold dates and the sampled row goes from one to the other by a step that
  // many rows take: what is lent for three weeks or, renewed, for six. Columns are read when they
  // are first asked for.
  bool IsTaken(uint32_t from, uint32_t to, uint32_t row);

 private:
  using Days = std::vector<std::optional<int64_t>>;     // by row; empty: no column of dates
  using Steps = std::unordered_map<int64_t, uint32_t>;  // rows of each

  const Days& DaysOf(uint32_t column);
  const Steps& StepsOf(uint32_t from, uint32_t to);

  const EncodedSample& sample_;
  std::map<uint32_t, Days> days_;
  std::map<std::pair<uint32_t, uint32_t>, Steps> steps_;
};

}  // namespace assay

// lost_zeros: the more codes begin with a zero, the surer it is that a short one lost its own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "value_evidence.h"

namespace assay {
namespace {

// The confidence that "51234" has lost a zero among 3,000 codes of six digits, of which so many
// begin with one.
double ConfidenceBeside(uint32_t zeros) {
  ColumnProfile column;
  column.values_exact = true;
  for (uint32_t i = 0; i < 3000; ++i)
    column.values.push_back({fmt::format("{:06}", (i < zeros ? 10000 : 110000) + i * 29), 1});
  column.values.push_back({"51234", 1});
  column.rows = column.numeric = column.values.size();
  const auto evidence = EvidenceOn("lost_zeros", column, "51234");
  return evidence ? evidence->confidence : 0;
}

TEST(LostZeros, IsSurerTheMoreCodesBeginWithAZero) {
  EXPECT_GE(ConfidenceBeside(5), 0.8);
  EXPECT_LT(ConfidenceBeside(5), 0.9);
  EXPECT_GE(ConfidenceBeside(300), 0.9);
}

}  // namespace
}  // namespace assay

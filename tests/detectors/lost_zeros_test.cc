// lost_zeros: the more codes begin with a zero, the surer it is that a short one lost its own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "assay/detect/registry.h"
#include "assay/profile/table_profile.h"

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
  const TableProfile table;
  DetectorContext context;
  context.profile = &column;
  context.table = &table;
  std::string reason;
  const auto detector = FindDetectorType("lost_zeros")->make_value(Params(), context, &reason);
  if (!detector || !*detector) return 0;
  return (*detector)->Flags("51234") ? (*detector)->Explain("51234").confidence : 0;
}

TEST(LostZeros, IsSurerTheMoreCodesBeginWithAZero) {
  EXPECT_GE(ConfidenceBeside(5), 0.8);
  EXPECT_LT(ConfidenceBeside(5), 0.9);
  EXPECT_GE(ConfidenceBeside(300), 0.9);
}

}  // namespace
}  // namespace assay

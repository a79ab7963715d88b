// Exceptions of a dependency that gather in some years, and as many that are strewn.
#include "assay/profile/gathered_exceptions.h"

#include <gtest/gtest.h>

#include <string>

#include "vouched_pairs.h"

namespace assay {
namespace {

// 1,200 rows of clinics in 20 years: a clinic with no case has the rate 0, but for 48 rows, in the
// last years if `gathered`.
RowSample Rates(bool gathered) {
  RowSample sample;
  sample.columns.resize(3);
  for (uint32_t i = 0; i < 1200; ++i) {
    const uint32_t year = i / 60, cases = i % 5 == 0 ? 0 : i % 5 * 3 + i % 7;
    const bool given = gathered ? year >= 16 : i % 25 == 0;
    sample.rows.push_back(i);
    sample.columns[0].push_back(std::to_string(cases));
    sample.columns[1].push_back(std::to_string(cases == 0 && given ? 1000 + i : cases * 11));
    sample.columns[2].push_back(std::to_string(2000 + year));
  }
  return sample;
}

TEST(GatheredExceptions, YearsInWhichADependencyDoesNotHoldExplainThem) {
  EXPECT_EQ(VouchedPairs(Rates(true)), 48u);
}

TEST(GatheredExceptions, StrewnOnesAreMistakes) { EXPECT_EQ(VouchedPairs(Rates(false)), 0u); }

}  // namespace
}  // namespace assay

// usual_steps: which steps between dates count as a rule.
#include "assay/profile/usual_steps.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

// Loans of 21 days, every tenth of 42, the last one of 33; the third column holds no dates.
RowSample Loans() {
  RowSample sample;
  sample.columns.resize(3);
  for (int row = 0; row < 200; ++row) {
    const int lent = row % 28 + 1;
    const int days = row == 199 ? 33 : row % 10 == 4 ? 42 : 21;
    const int due = lent + days;  // January has 31 days, February 28
    sample.rows.push_back(static_cast<uint64_t>(row));
    sample.columns[0].push_back(fmt::format("{:02}/01/2021", lent));
    sample.columns[1].push_back(due <= 31   ? fmt::format("{:02}/01/2021", due)
                                : due <= 59 ? fmt::format("{:02}/02/2021", due - 31)
                                            : fmt::format("{:02}/03/2021", due - 59));
    sample.columns[2].push_back(std::to_string(row));
  }
  return sample;
}

TEST(UsualSteps, AreThoseOfManyRows) {
  const RowSample loans = Loans();
  const EncodedSample sample = EncodeSample(loans);
  UsualSteps steps(sample);
  EXPECT_TRUE(steps.IsTaken(0, 1, 0));
  EXPECT_TRUE(steps.IsTaken(0, 1, 4)) << "renewed, as every tenth is";
  EXPECT_TRUE(steps.IsTaken(1, 0, 4)) << "and back";
  EXPECT_FALSE(steps.IsTaken(0, 1, 199)) << "no other row takes 33 days";
  EXPECT_FALSE(steps.IsTaken(0, 2, 0)) << "no dates";
}

}  // namespace
}  // namespace assay

// empty: a field that only the header told is not required where a tenth of it is empty.
#include <gtest/gtest.h>

#include "assay/detect/registry.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

// Whether the detector is made for a column with so many of 100 cells empty.
bool IsMade(uint64_t empty, bool inferred) {
  const DetectorType* type = FindDetectorType("empty");
  ColumnProfile profile;
  profile.rows = 100;
  profile.empty = empty;
  DetectorContext context;
  context.profile = &profile;
  context.is_inferred = inferred;
  std::string reason;
  const auto made = type->make_value(DefaultParams(type->params), context, &reason);
  EXPECT_TRUE(made);
  EXPECT_EQ(*made == nullptr, !reason.empty());
  return *made != nullptr;
}

TEST(Empty, AFieldIsNotRequiredBecauseOfItsNameAlone) {
  EXPECT_TRUE(IsMade(8, true));
  EXPECT_FALSE(IsMade(15, true));
  EXPECT_TRUE(IsMade(25, false)) << "somebody said so";
}

}  // namespace
}  // namespace assay

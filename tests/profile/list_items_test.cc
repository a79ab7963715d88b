// ListItems: lists of usual items, and two facts in one cell.
#include "assay/profile/list_items.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(ListItems, MakeUpListsThatNobodyHasSeen) {
  const ListItems sizes({"S,M,L", "M, L", "S,M,L,XL", "XL,XXL", "S,XXL", "L"});
  EXPECT_TRUE(sizes.MakeUp("S,L,XL"));
  EXPECT_FALSE(sizes.MakeUp("S,L,LX")) << "no size";
  EXPECT_FALSE(sizes.MakeUp("XL")) << "no list";
  EXPECT_FALSE(sizes.MakeUp("S,,L"));
}

TEST(ListItems, TakeNoTwoFactsForAList) {
  const ListItems towns({"Salem, OR", "Salem, MA", "Dover, MA", "Dover, OR"});
  EXPECT_FALSE(towns.MakeUp("Salem, Dover"));
}

}  // namespace
}  // namespace assay

// Saved profiles: a profile comes back as it was, and damage is noticed.
#include "assay/profile/profile_file.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TableProfile Sample() {
  TableProfile profile;
  profile.rows = 3;
  ColumnProfile column;
  column.name = "size";
  column.rows = 3;
  column.values_exact = true;
  column.distinct = 2;
  column.values = {{"M", 2}, {std::string("a\0b", 3), 1}};
  column.shapes = {{"A", 2}};
  column.quantiles = {-1.5, 0, 1e300};
  column.max_length = 3;
  profile.columns.push_back(std::move(column));
  profile.sample.rows = {0, 2};
  profile.sample.columns = {{"M", ""}};
  profile.sample.complete = true;
  return profile;
}

TEST(ProfileFile, ComesBackAsItWas) {
  const std::string bytes = EncodeProfile(Sample());
  const auto profile = DecodeProfile(bytes);
  ASSERT_TRUE(profile) << profile.error().message;
  EXPECT_EQ(EncodeProfile(*profile), bytes);
  EXPECT_EQ(profile->columns[0].CountOf("M"), 2u);
  EXPECT_EQ(profile->sample.columns[0][0], "M");
  EXPECT_TRUE(profile->sample.complete);
}

TEST(ProfileFile, EveryChangedByteIsNoticed) {
  const std::string bytes = EncodeProfile(Sample());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_FALSE(DecodeProfile(damaged)) << "byte " << i;
    EXPECT_FALSE(DecodeProfile(std::string_view(bytes).substr(0, i))) << "size " << i;
  }
}

}  // namespace
}  // namespace assay

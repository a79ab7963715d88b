// Near spellings: found at the right distance, described by what tells a slip from a legal
// neighbour.
#include "assay/profile/near_spelling.h"

#include <gtest/gtest.h>

#include "assay/profile/near_index.h"

namespace assay {
namespace {

NearIndex IndexOf(std::initializer_list<std::string_view> texts) {
  NearIndex index;
  for (const std::string_view text : texts) index.Add(text);
  index.Seal();
  return index;
}

TEST(NearIndex, FindsEveryKindOfSingleEdit) {
  const NearIndex index = IndexOf({"Hamburg", "Munich"});
  for (const char* near : {"Hamburgh", "Hmburg", "Hamberg", "Hambrug", "xHamburg", "Hambur"}) {
    const auto found = index.Nearest(near);
    EXPECT_EQ(found.index, 0u) << near;
    EXPECT_EQ(found.distance, 1u) << near;
  }
  EXPECT_EQ(index.Nearest("Hamburg").index, NearIndex::kNone);  // itself is no neighbour
  EXPECT_EQ(index.Nearest("Berlin").index, NearIndex::kNone);
}

TEST(NearIndex, FindsTwoEditsOfLongTextsOnly) {
  const NearIndex index = IndexOf({"Children's Hospital", "Pond"});
  EXPECT_EQ(index.Nearest("Childrxn's Hospxtal").distance, 2u);
  EXPECT_EQ(index.Nearest("Pxnx").index, NearIndex::kNone);
}

TEST(NearIndex, CountsCharactersNotBytes) {
  const NearIndex index = IndexOf({"Größe"});
  EXPECT_EQ(index.Nearest("Grüße").distance, 1u);
  EXPECT_EQ(OneByteACharacter("Größe").size(), 5u);
}

TEST(NearIndex, PrefersTheFirstAndHonoursTheLimit) {
  const NearIndex index = IndexOf({"cart", "card"});
  EXPECT_EQ(index.Nearest("carx").index, 0u);
  EXPECT_EQ(index.Nearest("carx", 0).index, NearIndex::kNone);
}

TEST(NearSpelling, KnowsASeriesByItsPlace) {
  const std::vector<WeightedText> offices = {
      {"ORB00", 217}, {"ORV00", 60}, {"ORM00", 1}, {"ORN00", 1}, {"ORC00", 1}};
  for (const NearSpelling& near : FindNearSpellings(offices).found) EXPECT_TRUE(near.series);
  const std::vector<WeightedText> offices_and_parts = {{"ORB00", 217}, {"ORB06", 26}, {"ORL00", 7},
                                                       {"ORN00", 1},   {"ORM00", 1},  {"ORC00", 1}};
  for (const NearSpelling& near : FindNearSpellings(offices_and_parts).found)
    EXPECT_EQ(near.series, offices_and_parts[near.index].text != "ORB06");
  const std::vector<WeightedText> slips = {
      {"ORB00", 217}, {"ORM00", 1}, {"ORN00", 1}, {"OTB00", 1}, {"ORBB0", 1}};
  for (const NearSpelling& near : FindNearSpellings(slips).found) EXPECT_FALSE(near.series);
}

TEST(NearSpelling, DescribesTheEdit) {
  const std::vector<WeightedText> texts = {{"Church", 40}, {"School", 30}, {"A-101", 20},
                                           {"Chucrh", 1},  {"Schools", 1}, {"A-107", 1}};
  const NearSpellings near = FindNearSpellings(texts);
  ASSERT_EQ(near.found.size(), 3u);
  const NearSpelling &swapped = near.found[0], &tail = near.found[1], &digit = near.found[2];
  EXPECT_EQ(swapped.target, 0u);
  EXPECT_TRUE(swapped.swapped && swapped.letters && swapped.odd);
  EXPECT_FALSE(swapped.tail);
  EXPECT_EQ(tail.target, 1u);
  EXPECT_TRUE(tail.tail && tail.added);
  EXPECT_TRUE(digit.digit);
  EXPECT_EQ(near.context.rare_near, 3);
}

TEST(NearSpelling, NeedsATargetThatIsTwiceAsFrequent) {
  EXPECT_TRUE(FindNearSpellings({{"Clark", 5}, {"Clara", 4}}).found.empty());
  EXPECT_EQ(FindNearSpellings({{"Clark", 8}, {"Clara", 4}}).found.size(), 1u);
}

}  // namespace
}  // namespace assay

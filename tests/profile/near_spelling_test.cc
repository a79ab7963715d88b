// Near spellings: found at the right distance, described by what tells a slip from a legal
// neighbour.
#include "assay/profile/near_spelling.h"

#include <string>

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

// All words of two of these syllables.
std::vector<std::string> MadeUpNames() {
  std::vector<std::string> names;
  for (const char* first : {"Ka", "La", "Mi", "Ro", "So", "Te"}) {
    for (const char* last : {"bel", "bol", "den", "don", "nel", "nor"})
      names.push_back(std::string(first) + last);
  }
  return names;
}

TEST(NearSpelling, NamesOfLikeCountsShowHowManyAreNearByChance) {
  const std::vector<std::string> names = MadeUpNames();
  std::vector<WeightedText> texts;  // each name has about as many rows as the one before
  for (size_t i = 0; i < names.size(); ++i) texts.push_back({names[i], 2 + 24 / (i + 1)});
  texts.push_back({"Kador", 1});
  for (const NearSpelling& near : FindNearSpellings(texts).found)
    EXPECT_GT(near.by_chance, 0.5) << texts[near.index].text;
}

TEST(NearSpelling, SlipsOfOneNameAreNotNearEachOtherByChance) {
  std::vector<WeightedText> texts = {{"Hamburg", 900}, {"Leipzig", 700}, {"Dresden", 600}};
  for (const char* slip : {"Hambrug", "Hambug", "Hambur", "Hamburk", "Hmburg", "Hanburg"})
    texts.push_back({slip, 2});
  for (const NearSpelling& near : FindNearSpellings(texts).found) EXPECT_EQ(near.by_chance, 0);
}

TEST(NearSpelling, YearsNearEachOtherSayNothingOfALetterAmongTheDigits) {
  std::vector<std::string> years;
  for (int year = 1960; year < 1990; ++year) years.push_back(std::to_string(year));
  std::vector<WeightedText> texts;
  for (const std::string& year : years) texts.push_back({year, 300 - texts.size()});
  texts.push_back({"19k76", 1});
  const NearSpellings found = FindNearSpellings(texts);
  ASSERT_EQ(found.found.size(), 1u);
  EXPECT_EQ(found.found[0].by_chance, 0);
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

// row_texts: names that tell two things apart, and one name in two spellings.
#include "assay/profile/row_texts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assay {
namespace {

constexpr const char* kMakers[] = {"Alba",  "Bento", "Cordoba", "Dunmore", "Erling",
                                   "Falke", "Gild",  "Hartog",  "Ilvesta", "Jura"};

// Whether `a` and `b` name two things in a list of ten makers' red and white wines.
bool NameTwo(const std::string& a, const std::string& b) {
  RowSample sample;
  sample.columns.resize(1);
  for (const std::string maker : kMakers) {
    for (const char* kind : {" red wine", " white wine"}) sample.columns[0].push_back(maker + kind);
  }
  sample.columns[0].push_back(a);
  sample.columns[0].push_back(b);
  for (uint64_t row = 0; row < sample.columns[0].size(); ++row) sample.rows.push_back(row);
  const EncodedSample encoded = EncodeSample(sample);
  const RowTexts texts(encoded);
  return texts.NameTwo(0, encoded.rows - 2, encoded.rows - 1);
}

TEST(RowTexts, AUsualWordOfEachNamesTwoThings) {
  EXPECT_TRUE(NameTwo("Kestrel red wine", "Kestrel white wine"));
  EXPECT_TRUE(NameTwo("Kestrel red wine", "Kestrle white wine"));
}

TEST(RowTexts, SlipsAndShortFormsNameOneThing) {
  EXPECT_FALSE(NameTwo("Kestrel white wine", "Kestrle whtie wine"));
  EXPECT_FALSE(NameTwo("Kestrel white wine", "Kestrel wht wine"));
}

TEST(RowTexts, AWordThatOnlyOneHasNamesNoTwoThings) {
  EXPECT_FALSE(NameTwo("Kestrel wine", "Kestrel white wine"));
  EXPECT_FALSE(NameTwo("Kestrel rosy wine", "Kestrel white wine")) << "nobody else has rosy";
}

}  // namespace
}  // namespace assay

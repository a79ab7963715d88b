// recurring_slip: a slip that fills most mentions of a word, told by what stands beside it.
#include <set>

#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

constexpr const char* kPlaces[] = {"old", "green", "small", "river", "north", "upper"};
constexpr const char* kThings[] = {"house", "bridge", "road", "school", "garden", "village"};

// Sixty texts; every third one names `slip`, every fifteenth `word` instead.
RowTable Texts(const char* slip, const char* word) {
  RowTable table({"number", "text"});
  for (int i = 0; i < 60; ++i) {
    const char* middle = i % 15 == 0 ? word : i % 3 == 0 ? slip : "market";
    table.Add({std::to_string(i * 37 % 91),
               fmt::format("{} {} {}", kPlaces[i / 3 % 3], middle, kThings[i / 7 % 6])});
  }
  return table;
}

TEST(RecurringSlip, FlagsTheMoreFrequentSlip) {
  const RowTable table = Texts("montain", "mountain");
  const auto found = table.Check("recurring_slip");
  EXPECT_EQ(found.size(), 16u);
  for (const auto& f : found) {
    EXPECT_NE(table.cells[1][f.row].find("montain"), std::string::npos);
    EXPECT_NE(f.evidence.suggestion.find("mountain"), std::string::npos);
  }
}

TEST(RecurringSlip, LeavesOtherWaysToWriteAWordAlone) {
  EXPECT_TRUE(Texts("montage", "mountain").Check("recurring_slip").empty()) << "another word";
  EXPECT_TRUE(Texts("sombrez", "sombre").Check("recurring_slip").empty()) << "another ending";
  EXPECT_TRUE(Texts("coriandre", "coriander").Check("recurring_slip").empty());
}

}  // namespace
}  // namespace assay

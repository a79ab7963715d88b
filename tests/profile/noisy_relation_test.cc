// noisy_relation: neighbouring readings are noise, readings far off are mistakes.
#include "assay/profile/noisy_relation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <vector>

#include "assay/profile/dependency.h"
#include "assay/profile/group_respeller_internal.h"

namespace assay {
namespace {

// A whole number follows a measure at one station; in every eighth row it is `off` more.
bool IsNoisy(int off, const char* left_form, std::vector<uint32_t> left_columns = {0}) {
  RowSample sample;
  sample.columns.resize(3);
  for (int row = 0; row < 800; ++row) {
    const int height = row % 100;
    sample.rows.push_back(static_cast<uint64_t>(row));
    sample.columns[0].push_back(fmt::format(fmt::runtime(left_form), height / 10.0 + 0.05));
    sample.columns[2].push_back("pier");
    sample.columns[1].push_back(std::to_string(5 + height / 10 + (row % 8 == row / 100 ? off : 0)));
  }
  const EncodedSample encoded = EncodeSample(sample);
  std::vector<DependencyGroup> groups(encoded.columns[0].values.size());
  for (uint32_t code = 0; code < groups.size(); ++code) {
    const auto& codes = encoded.columns[0].codes;
    std::vector<uint32_t> counts(encoded.columns[1].values.size());
    for (size_t row = 0; row < codes.size(); ++row) {
      if (codes[row] == code) ++counts[encoded.columns[1].codes[row]];
    }
    const auto top = std::max_element(counts.begin(), counts.end());
    groups[code].top = static_cast<uint32_t>(top - counts.begin());
  }
  const auto& left = encoded.columns[0];
  const DeterminantGroups grouping{GroupRows(left.codes, static_cast<uint32_t>(groups.size())),
                                   left.blank};
  return IsNoisyRelation(encoded, left_columns, 1, grouping, groups);
}

TEST(NoisyRelation, OfReadingsThatLieNextToTheUsualOne) {
  EXPECT_TRUE(IsNoisy(1, "{:.2f}"));
  EXPECT_TRUE(IsNoisy(1, "{:.2f}", {2, 0})) << "one of several columns";
  EXPECT_FALSE(IsNoisy(1, "{:.2f}", {2})) << "no readings on the left";
  EXPECT_FALSE(IsNoisy(4, "{:.2f}")) << "far off";
  EXPECT_FALSE(IsNoisy(1, "K{:.2f}")) << "a code is no reading";
}

}  // namespace
}  // namespace assay

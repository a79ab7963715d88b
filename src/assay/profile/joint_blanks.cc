// Counts, in the rows that leave a column out, how many leave out each other column.
#include "assay/profile/joint_blanks.h"

#include <algorithm>

namespace assay {
namespace {

constexpr double kMostBlank = 0.5;  // share of rows; else a blank is no surprise
constexpr double kMostOther = 0.9;  // of the other column; else it says nothing
constexpr double kMostOdds = 0.5;   // that are worth to be known
constexpr size_t kMostColumns = 4;  // for each column
constexpr size_t kMostRows = 1000;  // that are looked at for a column

}  // namespace

std::vector<std::vector<JointBlank>> FindJointBlanks(const EncodedSample& sample) {
  std::vector<std::vector<JointBlank>> joint(sample.columns.size());
  const double all = std::max(1u, sample.rows);
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.filled == sample.rows || sample.rows - column.filled > kMostBlank * all) continue;
    const std::vector<uint32_t> rows = BlankRows(column, kMostRows);
    for (uint32_t other = 0; other < sample.columns.size(); ++other) {
      const EncodedColumn& beside = sample.columns[other];
      const double share = (sample.rows - beside.filled) / all;
      if (other == c || share == 0 || share > kMostOther) continue;
      const auto both =
          static_cast<double>(std::count_if(rows.begin(), rows.end(), [&](uint32_t row) {
            return beside.blank[beside.codes[row]] != 0;
          }));
      const double odds = share / ((both + share) / (static_cast<double>(rows.size()) + 1));
      if (both > 1 && odds <= kMostOdds) joint[c].push_back({other, odds});
    }
    std::stable_sort(joint[c].begin(), joint[c].end(),
                     [](const JointBlank& a, const JointBlank& b) { return a.odds < b.odds; });
    if (joint[c].size() > kMostColumns) joint[c].resize(kMostColumns);
  }
  return joint;
}

}  // namespace assay

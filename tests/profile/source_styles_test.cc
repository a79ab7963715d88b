// SourceStyles: one source that writes in capitals or abbreviates, and slips that look alike.
#include "assay/profile/source_styles.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

// Forty places, each told by four sources.
template <typename Written>
EncodedSample Told(RowSample* rows, const Written& written) {
  rows->complete = true;
  rows->columns.resize(2);
  for (uint64_t row = 0; row < 160; ++row) {
    rows->rows.push_back(row);
    const std::string place = std::string(1, static_cast<char>('A' + row / 4 % 20)) + "sham ";
    rows->columns[0].push_back("source " + std::to_string(row % 4));
    rows->columns[1].push_back(written(row, place));
  }
  return EncodeSample(*rows);
}

TEST(SourceStyles, KnowsASourceThatAbbreviates) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    return place + (row % 4 == 2 ? "Blvd" : "Boulevard");
  });
  const SourceStyles styles(sample);
  EXPECT_TRUE(styles.IsStyle(1, "Asham Blvd", "Asham Boulevard"));
  EXPECT_TRUE(styles.IsStyle(1, "Asham Boulevard", "Asham Blvd"));
  EXPECT_FALSE(styles.IsStyle(1, "Asham Blvd", "Bsham Boulevard")) << "another place";
  EXPECT_FALSE(styles.IsStyle(0, "Asham Blvd", "Asham Boulevard")) << "another column";
}

TEST(SourceStyles, KnowsASourceThatWritesInCapitals) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    return row % 4 == 2 ? "TOWN " + std::string(1, place[0]) + "SHAM"
                        : "Town " + place.substr(0, 5);
  });
  EXPECT_TRUE(SourceStyles(sample).IsStyle(1, "TOWN CSHAM", "Town Csham"));
}

TEST(SourceStyles, TakesNoSlipsForOne) {
  RowSample rows;
  const EncodedSample sample = Told(&rows, [](uint64_t row, const std::string& place) {
    return place + (row % 13 == 2 ? "Blvd" : "Boulevard");
  });
  EXPECT_FALSE(SourceStyles(sample).IsStyle(1, "Asham Blvd", "Asham Boulevard"));
}

}  // namespace
}  // namespace assay

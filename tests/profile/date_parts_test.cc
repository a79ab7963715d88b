// date_parts: which columns repeat a part of a date, and what an exchanged date does to them.
#include "assay/profile/date_parts.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include <fmt/format.h>

#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint32_t kRows = 300;
constexpr std::array<const char*, 12> kMonths = {"jan", "feb", "mar", "apr", "mai", "jun",
                                                 "jul", "aug", "sep", "okt", "nov", "dez"};

// Column 0: days of 2021, day first, of which every thirtieth is exchanged; 1: their months in
// words; 2: something else; 3: months, one in twenty left out.
RowSample DatesAndMonths() {
  RowSample sample;
  sample.complete = true;
  sample.columns.resize(4);
  for (uint32_t row = 0; row < kRows; ++row) {
    const uint32_t month = row * 7 % 12, day = 1 + row * 11 % 28;
    const bool exchanged = row % 30 == 4 && day <= 12 && day != month + 1;
    sample.rows.push_back(row);
    sample.columns[0].push_back(exchanged ? fmt::format("{:02}/{:02}/2021", month + 1, day)
                                          : fmt::format("{:02}/{:02}/2021", day, month + 1));
    sample.columns[1].push_back(kMonths[month]);
    sample.columns[2].push_back(kMonths[(row * row + row / 5) % 12]);
    sample.columns[3].push_back(row % 20 == 0 ? "" : kMonths[month]);
  }
  return sample;
}

TEST(DateParts, FindsTheColumnsThatRepeatTheMonth) {
  const RowSample rows = DatesAndMonths();
  const EncodedSample sample = EncodeSample(rows);
  const auto dates = ReadDateColumn(sample, 0);
  ASSERT_TRUE(dates);
  const std::vector<PartColumn> found = FindPartColumns(sample, *dates);
  ASSERT_EQ(found.size(), 2U) << "the months, and those with gaps; not the other column";
  for (const PartColumn& part : found) {
    EXPECT_TRUE(part.column == 1 || part.column == 3) << part.column;
    EXPECT_EQ(part.part, DatePart::kMonth) << "the coarsest part that explains it";
    EXPECT_EQ(part.usual.size(), 12U);
    EXPECT_EQ(part.usual.at(4), EncodedHash("mai"));
    EXPECT_EQ(part.rows, part.column == 1 ? kRows : kRows - kRows / 20);
    EXPECT_LT(part.kept, part.rows) << "an exchanged date breaks it";
    EXPECT_GE(part.confidence, 0.8) << "and keeps it when it is exchanged back";
  }
}

TEST(DateParts, FewRowsTellNothing) {
  RowSample rows = DatesAndMonths();
  rows.rows.resize(39);
  for (auto& column : rows.columns) column.resize(39);
  const EncodedSample sample = EncodeSample(rows);
  const auto dates = ReadDateColumn(sample, 0);
  ASSERT_TRUE(dates);
  EXPECT_TRUE(FindPartColumns(sample, *dates).empty());
}

}  // namespace
}  // namespace assay

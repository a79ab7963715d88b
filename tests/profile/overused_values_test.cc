// Overused values are found among copies, and not where values repeat by nature.
#include "assay/profile/overused_values.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assay/profile/table_profile.h"

namespace assay {
namespace {

struct Table {
  RowSample sample;
  Table() : sample() { sample.columns.resize(3); }
  void Add(const std::string& name, const std::string& address, const std::string& town) {
    sample.rows.push_back(sample.rows.size());
    sample.columns[0].push_back(name);
    sample.columns[1].push_back(address);
    sample.columns[2].push_back(town);
  }
  std::vector<OverusedValue> Find() const { return FindOverusedValues(EncodeSample(sample)); }
};

std::string Town(int i) { return fmt::format("town {}", static_cast<char>('a' + i % 20)); }

// Twenty firms that are listed twice and eighty that are listed once, each at its own address.
Table Directory() {
  Table table;
  for (int i = 0; i < 100; ++i) {
    for (int times = 0; times < (i < 20 ? 2 : 1); ++times) {
      table.Add(fmt::format("firm {}", i),
                fmt::format("{} lane", std::string(3, 'a' + i % 26) + std::to_string(i)), Town(i));
    }
  }
  return table;
}

TEST(OverusedValues, AddressesInRowsOfOtherFirms) {
  Table table = Directory();
  for (int i = 0; i < 16; ++i) {
    table.Add(fmt::format("copy {}", i), i % 2 == 0 ? "1 elm street" : "7 oak street", Town(3 * i));
  }
  table.Add("home", "1 elm street", "town a");
  table.Add("home", "1 elm street", "town a");
  const std::vector<OverusedValue> found = table.Find();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].column, 1u);
  EXPECT_NEAR(found[0].wrong, 1 - 2.0 / 10, 1e-9);
  EXPECT_EQ(found[0].spared, (std::vector<uint32_t>{136, 137}));  // the firm that is listed twice
  EXPECT_TRUE(found[1].spared.empty());
}

TEST(OverusedValues, HousesOfManyFirmsAreInOneTown) {
  Table table = Directory();
  for (int i = 0; i < 16; ++i) {
    table.Add(fmt::format("shop {}", i), i % 2 == 0 ? "1 elm street" : "7 oak street",
              i % 2 == 0 ? "town a" : "town b");
  }
  EXPECT_TRUE(table.Find().empty());
}

TEST(OverusedValues, ChainsComeInAllSizes) {
  Table table = Directory();
  int row = 0;
  for (const int size : {9, 7, 5, 3, 3, 2, 2, 2, 2, 2, 2, 2}) {
    for (int i = 0; i < size; ++i, ++row) {
      table.Add(fmt::format("shop {}", row), fmt::format("chain of {} and {}", size, row - i),
                Town(3 * i + 1));
    }
  }
  EXPECT_TRUE(table.Find().empty());
}

TEST(OverusedValues, PostBoxesAreNumberedAnewInEachTown) {
  Table table = Directory();
  for (int i = 0; i < 30; ++i) {
    table.Add(fmt::format("school {}", i), fmt::format("PO Box {}", i % 4), Town(3 * i + 1));
  }
  EXPECT_TRUE(table.Find().empty());
}

}  // namespace
}  // namespace assay

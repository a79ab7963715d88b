// The profile of a table: exact on small tables, bounded on large ones, the same however it is
// merged.
#include "assay/profile/table_profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "assay/profile/profile_file.h"
#include "block_of.h"

namespace assay {
namespace {

TableProfile ProfileOf(const Rows& rows, size_t block_rows, const ProfileOptions& options) {
  std::vector<std::string> names;
  for (size_t i = 0; i < rows[0].size(); ++i) names.push_back("c" + std::to_string(i));
  const auto builder = MakeTableProfileBuilder(names, options);
  std::vector<std::unique_ptr<BlockProfile>> described;
  for (size_t at = 0; at < rows.size(); at += block_rows) {
    const Rows part(rows.begin() + static_cast<long>(at),
                    rows.begin() + static_cast<long>(std::min(rows.size(), at + block_rows)));
    described.push_back(builder->Describe(BlockOf(part, described.size(), at)));
  }
  for (auto& block : described) builder->Merge(std::move(block));
  return builder->Finish();
}

Rows Numbered(size_t count) {
  Rows rows;
  for (size_t i = 0; i < count; ++i) {
    rows.push_back({std::to_string(i), "group " + std::to_string(i % 7), i % 10 == 0 ? "" : "x"});
  }
  return rows;
}

// Blocks of rows that pass every limit of the builder: of values, of texts and of the sample.
std::vector<Block> ManyBlocks() {
  std::vector<Block> blocks;
  for (size_t at = 0; at < 12; ++at) {
    Rows rows;
    for (size_t i = 0; i < 50; ++i) {
      const size_t row = at * 50 + i;
      rows.push_back({std::to_string(row), "group " + std::to_string(row % 7),
                      std::string(row % 150, 'x'),
                      std::to_string(0.5 * static_cast<double>(row % 90))});
    }
    blocks.push_back(BlockOf(rows, at, at * 50));
  }
  return blocks;
}

std::string StateOf(const TableProfileBuilder& builder) {
  std::string state;
  EXPECT_TRUE(builder.Save([&](std::string_view piece) -> Status {
    state.append(piece);
    return {};
  }));
  return state;
}

std::unique_ptr<TableProfileBuilder> SmallBuilder() {
  ProfileOptions options;
  options.max_values = 100;
  options.max_value_bytes = 64;
  options.max_shapes = 20;
  options.sample_rows = 60;
  return MakeTableProfileBuilder({"a", "b", "c", "d"}, options);
}

TEST(TableProfile, GoesOnFromEveryStateToTheSameProfile) {
  const std::vector<Block> blocks = ManyBlocks();
  const auto never_saved = SmallBuilder();
  for (const Block& block : blocks) never_saved->Merge(never_saved->Describe(block));
  const std::string wanted = EncodeProfile(never_saved->Finish());
  std::string state = StateOf(*SmallBuilder());
  for (const Block& block : blocks) {
    const auto builder = SmallBuilder();
    ASSERT_TRUE(builder->Load(state));
    EXPECT_EQ(StateOf(*builder), state);
    builder->Merge(builder->Describe(block));
    state = StateOf(*builder);
  }
  const auto last = SmallBuilder();
  ASSERT_TRUE(last->Load(state));
  EXPECT_EQ(EncodeProfile(last->Finish()), wanted);
}

TEST(TableProfile, AStateThatIsCutIsNoState) {
  const auto builder = SmallBuilder();
  for (const Block& block : ManyBlocks()) builder->Merge(builder->Describe(block));
  const std::string state = StateOf(*builder);
  for (size_t length = 0; length < state.size(); length += 29) {
    EXPECT_FALSE(SmallBuilder()->Load(std::string_view(state).substr(0, length))) << length;
  }
  EXPECT_FALSE(MakeTableProfileBuilder({"a"}, {})->Load(state));
}

// The seal keeps out accidents, not someone who can write the file: whatever stands in it, it is
// refused, or the profile that comes of it can be finished.
TEST(TableProfile, ACraftedStateIsRefusedOrHarmless) {
  const auto builder = SmallBuilder();
  for (const Block& block : ManyBlocks()) builder->Merge(builder->Describe(block));
  const std::string state = StateOf(*builder);
  size_t refused = 0, tried = 0;  // much of a state is text, where any byte may stand
  for (size_t at = 0; at + 8 <= state.size(); at += 127) {
    for (const uint64_t number : {uint64_t{0}, uint64_t{1} << 31, UINT64_MAX}) {
      std::string crafted = state;
      std::memcpy(crafted.data() + at, &number, sizeof(number));
      const auto loaded = SmallBuilder();
      ++tried;
      if (loaded->Load(crafted)) {
        loaded->Finish();
      } else {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, tried / 10);
}

TEST(TableProfile, EmptyCellsOfAWideTableMakeTheSampleSmaller) {
  constexpr size_t kColumns = 2000;
  const Rows rows(250, std::vector<std::string>(kColumns));
  ProfileOptions options;
  options.sample_rows = 50'000;
  const auto builder = MakeTableProfileBuilder(std::vector<std::string>(kColumns, "c"), options);
  for (size_t at = 0; at < 20; ++at) {
    const Block block = BlockOf(rows, at, at * 250);
    builder->Merge(builder->Describe(block));
  }
  const RowSample sample = builder->Finish().sample;
  EXPECT_LT(sample.rows.size(), 5000u);
  EXPECT_GT(sample.rows.size(), 4000u);
  EXPECT_FALSE(sample.complete);
}

TEST(TableProfile, CountsValuesOfASmallTable) {
  const TableProfile profile = ProfileOf(
      {{"red", "1"}, {"\"red\"", "2.5"}, {"blue", "-3"}, {"\"a \"\"b\"\"\"", "n"}, {"", "\"\""}},
      10, {});
  const ColumnProfile& column = profile.columns[0];
  EXPECT_EQ(profile.rows, 5u);
  EXPECT_TRUE(column.values_exact);
  EXPECT_EQ(column.distinct, 3u);
  EXPECT_EQ(column.empty, 1u);
  EXPECT_EQ(column.values[0].text, "red");
  EXPECT_EQ(column.CountOf("red"), 2u);
  EXPECT_EQ(column.CountOf("a \"b\""), 1u);
  EXPECT_EQ(column.CountOf("green"), 0u);
  EXPECT_EQ(column.min_length, 3u);
  EXPECT_EQ(column.max_length, 5u);
  EXPECT_EQ(column.total_bytes, 3u + 3 + 4 + 5);
  const ColumnProfile& numbers = profile.columns[1];
  EXPECT_EQ(numbers.numeric, 3u);
  EXPECT_EQ(numbers.empty, 1u);
  EXPECT_EQ(numbers.minimum, -3);
  EXPECT_EQ(numbers.maximum, 2.5);
  EXPECT_EQ(numbers.quantiles.front(), -3);
  EXPECT_EQ(numbers.quantiles[32], 1);
  EXPECT_EQ(numbers.quantiles.back(), 2.5);
}

TEST(TableProfile, DoesNotDependOnTheBlocks) {
  ProfileOptions options;
  options.sample_rows = 50;
  const Rows rows = Numbered(1000);
  const TableProfile whole = ProfileOf(rows, 1000, options);
  const TableProfile parts = ProfileOf(rows, 37, options);
  EXPECT_EQ(whole.sample.rows, parts.sample.rows);
  EXPECT_EQ(whole.sample.columns, parts.sample.columns);
  for (size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(whole.columns[c].distinct, parts.columns[c].distinct);
    EXPECT_EQ(whole.columns[c].empty, parts.columns[c].empty);
    EXPECT_EQ(whole.columns[c].quantiles, parts.columns[c].quantiles);
    ASSERT_EQ(whole.columns[c].values.size(), parts.columns[c].values.size());
    for (size_t i = 0; i < whole.columns[c].values.size(); ++i) {
      EXPECT_EQ(whole.columns[c].values[i].text, parts.columns[c].values[i].text);
      EXPECT_EQ(whole.columns[c].values[i].count, parts.columns[c].values[i].count);
    }
  }
}

// As if the smaller sample had been asked for from the start, wherever the blocks end.
TEST(TableProfile, LargeTablesKeepASmallerSample) {
  ProfileOptions options;
  options.sample_rows = 12'000;
  options.large_table_rows = 15'000;
  options.large_sample_rows = 9'000;
  const Rows rows = Numbered(20'000);
  ProfileOptions smaller;
  smaller.sample_rows = 9'000;
  const std::vector<uint64_t> expected = ProfileOf(rows, 20'000, smaller).sample.rows;
  ASSERT_EQ(expected.size(), 9'000u);
  EXPECT_EQ(ProfileOf(rows, 20'000, options).sample.rows, expected);
  EXPECT_EQ(ProfileOf(rows, 512, options).sample.rows, expected);
  EXPECT_EQ(ProfileOf(Numbered(15'000), 512, options).sample.rows.size(), 12'000u);
}

TEST(TableProfile, SamplesRowsInOrderAndWhole) {
  ProfileOptions options;
  options.sample_rows = 100;
  const TableProfile profile = ProfileOf(Numbered(5000), 512, options);
  const RowSample& sample = profile.sample;
  ASSERT_EQ(sample.rows.size(), 100u);
  EXPECT_FALSE(sample.complete);
  EXPECT_TRUE(std::is_sorted(sample.rows.begin(), sample.rows.end()));
  EXPECT_GT(sample.rows.back(), 4000u);
  for (size_t i = 0; i < sample.rows.size(); ++i) {
    EXPECT_EQ(sample.columns[0][i], std::to_string(sample.rows[i]));
    EXPECT_EQ(sample.columns[1][i], "group " + std::to_string(sample.rows[i] % 7));
  }
  options.seed = 1;
  EXPECT_NE(ProfileOf(Numbered(5000), 512, options).sample.rows, sample.rows);
  options.sample_rows = 5000;
  EXPECT_TRUE(ProfileOf(Numbered(5000), 512, options).sample.complete);
}

TEST(TableProfile, KeepsHeavyHittersOfAWideColumn) {
  Rows rows;
  for (size_t i = 0; i < 20000; ++i) {
    rows.push_back({i % 4 == 0 ? "heavy" : "value " + std::to_string(i)});
  }
  ProfileOptions options;
  options.max_values = 100;
  const ColumnProfile column = std::move(ProfileOf(rows, 1000, options).columns[0]);
  EXPECT_FALSE(column.values_exact);
  ASSERT_FALSE(column.values.empty());
  EXPECT_LE(column.values.size(), 100u);
  EXPECT_EQ(column.values[0].text, "heavy");
  EXPECT_EQ(column.values[0].count, 5000u);
  EXPECT_NEAR(static_cast<double>(column.distinct), 15001, 15001 * 0.06);
}

TEST(TableProfile, LongValuesAreCountedButNotKept) {
  ProfileOptions options;
  options.max_value_bytes = 10;
  const ColumnProfile column =
      std::move(ProfileOf({{"short"}, {"much longer than ten"}}, 8, options).columns[0]);
  EXPECT_EQ(column.distinct, 2u);
  EXPECT_FALSE(column.values_exact);
  ASSERT_EQ(column.values.size(), 1u);
  EXPECT_EQ(column.max_length, 20u);
}

TEST(TableProfile, QuantilesOfALargeColumnAreNearTheTruth) {
  ProfileOptions options;
  options.max_values = 100;
  const ColumnProfile column = std::move(ProfileOf(Numbered(40000), 4000, options).columns[0]);
  ASSERT_EQ(column.quantiles.size(), 65u);
  EXPECT_NEAR(column.quantiles[32], 20000, 800);
  EXPECT_EQ(column.minimum, 0);
  EXPECT_EQ(column.maximum, 39999);
  EXPECT_EQ(column.numeric, 40000u);
}

TEST(TableProfile, AnEmptyTableHasColumns) {
  const TableProfile profile = MakeTableProfileBuilder({"a", "b"}, {})->Finish();
  EXPECT_EQ(profile.rows, 0u);
  ASSERT_EQ(profile.columns.size(), 2u);
  EXPECT_EQ(profile.columns[1].name, "b");
  EXPECT_TRUE(profile.columns[1].quantiles.empty());
}

}  // namespace
}  // namespace assay

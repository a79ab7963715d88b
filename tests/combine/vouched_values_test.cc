// What other columns say for a rare value.
#include "assay/combine/vouched_values.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace assay {
namespace {

class DoubtsAll final : public ValueDetector {
 public:
  bool Flags(std::string_view) const override { return true; }
  Evidence Explain(std::string_view) const override { return {}; }
};

// Rows of (region, town): three towns of a region each, "Ulm" is rare but has its region; "Jena" is
// as rare and stands in regions of other towns.
EncodedSample Towns(RowSample* rows) {
  rows->columns.resize(2);
  const auto add = [&](std::string region, std::string town, int times) {
    for (int i = 0; i < times; ++i) {
      rows->rows.push_back(rows->rows.size());
      rows->columns[0].push_back(region);
      rows->columns[1].push_back(town);
    }
  };
  add("north", "Kiel", 20);
  add("west", "Bonn", 20);
  add("south", "Ulm", 3);
  for (const char* region : {"north", "west", "north"}) add(region, "Jena", 1);
  rows->complete = true;
  return EncodeSample(*rows);
}

TEST(VouchedValues, ARareValueWithGroupsOfItsOwnIsNotDoubted) {
  RowSample rows;
  const EncodedSample sample = Towns(&rows);
  const auto detector = WithoutVouchedValues(std::make_unique<DoubtsAll>(), sample, {}, 1);
  EXPECT_FALSE(detector->Flags("Ulm"));
  EXPECT_TRUE(detector->Flags("Jena"));
}

// Trousers have sizes of a shape of their own, each too rare to gather; a slip of that shape among
// shirts alone has nobody to speak for it.
TEST(VouchedValues, ValuesOfOneShapeGatherTogether) {
  const auto doubt_after = [](int styles) {
    RowSample rows;
    rows.columns.resize(2);
    const auto add = [&](std::string style, std::string size) {
      rows.rows.push_back(rows.rows.size());
      rows.columns[0].push_back(std::move(style));
      rows.columns[1].push_back(std::move(size));
    };
    for (int style = 0; style < 6; ++style) {
      for (const char* size : {"36", "38", "40", "42"}) add("shirt " + std::to_string(style), size);
    }
    for (int style = 0; style < styles; ++style) {
      for (const char* size : {"26/32", "27/32", "28/32", "29/32"})
        add("trousers " + std::to_string(style), size + std::to_string(style));
    }
    rows.complete = true;
    const EncodedSample sample = EncodeSample(rows);
    return WithoutVouchedValues(std::make_unique<DoubtsAll>(), sample, {}, 1)->Flags("27/320");
  };
  EXPECT_FALSE(doubt_after(2));
  EXPECT_TRUE(doubt_after(1));
}

TEST(VouchedValues, ValuesBeyondTheSampleStayDoubted) {
  RowSample rows;
  const EncodedSample sample = Towns(&rows);
  const auto detector = WithoutVouchedValues(std::make_unique<DoubtsAll>(), sample, {}, 1);
  EXPECT_TRUE(detector->Flags("Trier"));
}

TEST(VouchedValues, OneColumnAloneVouchesForNothing) {
  RowSample rows;
  rows.columns = {{"a", "a", "a", "b"}};
  rows.rows = {0, 1, 2, 3};
  const EncodedSample sample = EncodeSample(rows);
  const auto detector = WithoutVouchedValues(std::make_unique<DoubtsAll>(), sample, {}, 0);
  EXPECT_TRUE(detector->Flags("a"));
}

TEST(VouchedValues, AValueThatOtherCellsSpellOutIsNotDoubted) {
  RowSample rows;
  rows.columns = {{"n", "s", "n"}, {"1", "2", "3"}, {"n_1", "s_2", "s_3"}};
  rows.rows = {0, 1, 2};
  const EncodedSample sample = EncodeSample(rows);
  DerivedColumn key;
  key.target = 2;
  key.pieces.resize(3);
  key.pieces[0].column = 0;
  key.pieces[1].text = "_";
  key.pieces[2].column = 1;
  const auto detector = WithoutVouchedValues(std::make_unique<DoubtsAll>(), sample, {key}, 2);
  EXPECT_FALSE(detector->Flags("n_1"));
  EXPECT_TRUE(detector->Flags("s_3"));
}

TEST(VouchedValues, WithoutASampleNothingIsVouchedFor) {
  const auto detector = WithoutVouchedValues(std::make_unique<DoubtsAll>(), EncodedSample(), {}, 0);
  EXPECT_TRUE(detector->Flags("Ulm"));
}

}  // namespace
}  // namespace assay

// Columns that no list exhausts (endings of files, parts of codes): their rare values are no slips.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "value_evidence.h"

namespace assay {
namespace {

ColumnProfile ColumnOf(std::vector<Counted> values) {
  ColumnProfile column;
  std::sort(values.begin(), values.end(), [](const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.text < b.text;
  });
  for (const Counted& value : values) column.rows += value.count;
  column.distinct = values.size();
  column.values_exact = true;
  column.values = std::move(values);
  column.IndexValues();
  return column;
}

// The confidence that the value is wrong; 0 where the detector leaves it alone.
double DoubtOf(const char* type, const ColumnProfile& column, const std::string& value) {
  std::string reason;
  const auto detector = DetectorOn(type, column, &reason);
  if (!detector || !detector->Flags(value)) return 0;
  return detector->Explain(value).confidence;
}

std::string Ending(size_t i) {
  return fmt::format(".{}{}{}", "bcdfghkl"[i % 8], "aeiou"[i / 8 % 5], "mnprstvz"[i / 40 % 8]);
}

// Endings of files, ever rarer (Zipf).
std::vector<Counted> Endings(size_t kinds) {
  std::vector<Counted> endings;
  for (size_t i = 0; i < kinds; ++i) {
    const double count = 4000 / std::pow(static_cast<double>(i) + 1, 1.5);
    endings.push_back({Ending(i), std::max<uint64_t>(1, static_cast<uint64_t>(count))});
  }
  return endings;
}

TEST(OpenEnded, ARareValueOfAnOpenColumnIsNoStray) {
  EXPECT_EQ(DoubtOf("stray_value", ColumnOf(Endings(300)), Ending(298)), 0);
  std::vector<Counted> list = Endings(15);
  list.push_back({"~qx~", 1});
  EXPECT_GT(DoubtOf("stray_value", ColumnOf(list), "~qx~"), 0) << "all others are of a short list";
}

// Three in four have the usual remark, the others each a text of its own.
TEST(OpenEnded, ATextBesideTheUsualOneIsNoStray) {
  const auto remarks = [](size_t others) {
    std::vector<Counted> values = {{"no remark", 3 * 400}};
    for (size_t i = 0; i < others; ++i)
      values.push_back({fmt::format("about {}", Ending(i)), 1 + 400 / others / 2});
    return ColumnOf(values);
  };
  EXPECT_EQ(DoubtOf("stray_value", remarks(310), "about " + Ending(7)), 0);
}

TEST(OpenEnded, PartsOfCodesAreNoMisspeltWords) {
  std::vector<Counted> codes;
  for (size_t i = 0; i < 400; ++i)
    codes.push_back({fmt::format("{}{}-{}{}", "ABCDEFGH"[i % 8], "IJKLM"[i / 8 % 5],
                                 "STUVW"[i / 40 % 5], "XYZ"[i % 3]),
                     1});
  codes.push_back({"AI-QX", 1});
  EXPECT_EQ(DoubtOf("misspelled_word", ColumnOf(codes), "AI-QX"), 0);
}

TEST(OpenEnded, AmongManyCodesOfTwoLettersEachHasANeighbour) {
  std::vector<Counted> codes = {{".mo", 2357}, {".eo", 1}};
  EXPECT_GT(DoubtOf("misspelling", ColumnOf(codes), ".eo"), 0.5) << "there is but one other";
  for (size_t i = 0; i < 24; ++i)
    codes.push_back({fmt::format(".{}{}", "bcdfgh"[i % 6], "pqrs"[i / 6]), 20 + i});
  EXPECT_EQ(DoubtOf("misspelling", ColumnOf(codes), ".eo"), 0);
}

}  // namespace
}  // namespace assay

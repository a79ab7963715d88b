// RowTable: a small table made by a test, and the findings of one row detector on it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/registry.h"
#include "assay/profile/derived_judge.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/spelling_rivals.h"
#include "assay/profile/table_profile.h"

namespace assay {

struct RowFinding {
  uint64_t row = 0;
  uint32_t column = 0;
  Evidence evidence;
};

struct RowTable {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> cells;  // cells[column][row]

  explicit RowTable(std::vector<std::string> columns)
      : names(std::move(columns)), cells(names.size()) {}

  void Add(std::vector<std::string> row) {
    ASSERT_EQ(row.size(), cells.size());
    for (size_t c = 0; c < row.size(); ++c) cells[c].push_back(std::move(row[c]));
  }

  // Learns on all rows, checks all rows. A skipped detector finds nothing.
  std::vector<RowFinding> Check(std::string_view detector) const {
    TableProfile profile;
    profile.rows = cells[0].size();
    profile.sample.complete = true;
    profile.sample.columns = cells;
    for (uint64_t row = 0; row < profile.rows; ++row) profile.sample.rows.push_back(row);
    profile.columns.resize(names.size());
    for (size_t c = 0; c < names.size(); ++c) {
      profile.columns[c].name = names[c];
      profile.columns[c].index = static_cast<uint32_t>(c);
      profile.columns[c].rows = profile.rows;
    }
    const DetectorType* type = FindDetectorType(detector);
    if (type == nullptr) ADD_FAILURE() << "no detector " << detector;
    DetectorContext context;
    context.table = &profile;
    const EncodedSample sample = EncodeSample(profile.sample);
    context.sample = &sample;
    const DerivedJudge derived(sample, FindDerivedColumns(sample));
    context.derived = &derived;
    const SpellingRivals rivals(sample, FindSpellingRivals(sample));
    context.rivals = &rivals;
    std::string reason;
    auto made = type->make_row(Params(), context, &reason);
    if (!made) ADD_FAILURE() << made.error().message;
    std::vector<RowFinding> found;
    if (*made == nullptr) return found;
    struct View final : RowView {
      const std::vector<std::vector<std::string>>* cells = nullptr;
      uint64_t at = 0;
      std::string_view Value(uint32_t column) const override { return (*cells)[column][at]; }
      uint64_t Hash(uint32_t column) const override { return EncodedHash(Value(column)); }
      uint64_t row() const override { return at; }
      bool IsSampled() const override { return true; }
    } view;
    view.cells = &cells;
    struct Sink final : RowEvidence {
      std::vector<RowFinding>* found = nullptr;
      uint64_t row = 0;
      void Add(uint32_t column, Evidence evidence) override {
        found->push_back({row, column, std::move(evidence)});
      }
    } sink;
    sink.found = &found;
    for (uint64_t row = 0; row < profile.rows; ++row) {
      view.at = sink.row = row;
      (*made)->Check(view, &sink);
    }
    return found;
  }
};

// Seven stations in 100 rows each, one of them with its word misspelt in 90.
inline RowTable StationsOfOneMisspelt() {
  const char* towns[] = {"Morlen", "Teshka", "Dunvor", "Kalmir", "Zetby", "Harqua", "Lomiz"};
  RowTable table({"number", "station"});
  for (int i = 0; i < 700; ++i) {
    const int town = i % 7;
    const bool wrong = town == 3 && i % 10 != 0;
    table.Add({"ST" + std::to_string(town),
               std::string(towns[town]) + (wrong ? " Backgruond" : " Background")});
  }
  return table;
}

}  // namespace assay

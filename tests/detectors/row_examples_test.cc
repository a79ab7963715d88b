// Every example of every automatic row detector flags exactly the cells that it names.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "row_table.h"

namespace assay {
namespace {

// Examples of row detectors hold no quotes: lines and commas are enough.
RowTable ParseExample(std::string_view csv) {
  std::vector<std::vector<std::string>> rows;
  while (!csv.empty()) {
    const size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    auto& row = rows.emplace_back();
    for (size_t comma; (comma = line.find(',')) != std::string_view::npos;
         line.remove_prefix(comma + 1)) {
      row.emplace_back(line.substr(0, comma));
    }
    row.emplace_back(line);
  }
  RowTable table(rows[0]);
  for (size_t i = 1; i < rows.size(); ++i) table.Add(rows[i]);
  return table;
}

TEST(RowDetectorExamples, FlagWhatTheyName) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->make_row == nullptr || !type->automatic) continue;
    EXPECT_GE(type->examples.size(), 2u) << type->name;
    for (const Example& example : type->examples) {
      std::set<std::string> cells;
      for (const auto& found : ParseExample(example.csv).Check(type->name)) {
        cells.insert(std::to_string(found.row) + ":" + std::to_string(found.column));
      }
      std::set<std::string> expected;
      std::string_view rest = example.flagged;
      while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        expected.emplace(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      EXPECT_EQ(cells, expected) << type->name << ": " << example.title;
    }
  }
}

}  // namespace
}  // namespace assay

// Shares of blank rows of the sample, counted beside another column.
#include "assay/profile/meant_blanks.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/usual_blanks.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr size_t kLeastBlank = 4;        // sampled rows that have something in common
constexpr double kMostly = 0.8;          // of the rows that are blank
constexpr double kNearlyAll = 0.95;      // of the rows that are blank, where the others are few
constexpr size_t kFewOf = 10;            // at most every tenth row
constexpr size_t kLeastGrouped = 12;     // blank rows that a few groups of rows may hold
constexpr size_t kLeastOfGroup = 3;      // blank rows that chance gives to a large group
constexpr double kLeastGroups = 5;       // large ones
constexpr size_t kBlanksTried = 600;     // blank rows that are looked up in each column
constexpr size_t kRowsLookedAt = 200;    // rows that show that the groups are not few
constexpr size_t kStride = 2654435761;   // between them, lest they fall in step with the groups
constexpr double kMostAmong = 0.4;       // of them, in the groups
constexpr double kUsual = 0.5;           // share of all rows: such a value says nothing
constexpr double kLeastNumeric = 0.9;    // of a column of readings
constexpr uint64_t kLeastReadings = 13;  // different ones: fewer are codes
constexpr size_t kDatesTried = 50;       // cells with a value
constexpr size_t kRowsTried = 40;        // first blank rows
constexpr size_t kLeadAmongTried = 8;    // by which one value leads where 60 % of them have it

// The sampled rows in which the column is blank; nothing when they are more than `most`.
std::vector<uint32_t> BlankRows(const RowSample& sample, uint32_t column, size_t most) {
  std::vector<uint32_t> rows;
  if (column >= sample.columns.size()) return rows;
  const std::vector<std::string>& cells = sample.columns[column];
  for (size_t row = 0; row < cells.size() && rows.size() <= most; ++row) {
    if (IsBlankValue(cells[row])) rows.push_back(static_cast<uint32_t>(row));
  }
  return rows;
}

bool IsMost(size_t part, size_t whole) {
  return part >= kLeastBlank && static_cast<double>(part) >= kMostly * static_cast<double>(whole);
}

// The value that most of `rows` have in common; empty when none is. The only one that can be is
// found by majority vote (Boyer and Moore, 1981). In most columns a few rows show that there is
// none.
std::string_view CommonValue(const std::vector<std::string>& cells,
                             const std::vector<uint32_t>& rows) {
  std::string_view common;
  size_t lead = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i == kRowsTried && lead < kLeadAmongTried) return {};
    const std::string_view own = cells[rows[i]];
    if (lead == 0) common = own;
    own == common ? ++lead : --lead;
  }
  if (IsBlankValue(common)) return {};
  const auto count = static_cast<size_t>(
      std::count_if(rows.begin(), rows.end(), [&](uint32_t row) { return cells[row] == common; }));
  return IsMost(count, rows.size()) ? common : std::string_view();
}

// The rows of a value and those of them that are blank.
struct GroupBlanks {
  double rows = 0, blank = 0;
};

std::vector<uint32_t> EveryNth(const std::vector<uint32_t>& rows, size_t step) {
  std::vector<uint32_t> some;
  for (size_t i = 0; i < rows.size(); i += step) some.push_back(rows[i]);
  return some;
}

using Groups = std::unordered_map<std::string_view, GroupBlanks>;

// Whether a look at some rows shows that many are of the groups.
bool AreMany(const std::vector<std::string>& cells, const Groups& groups) {
  size_t among = 0;
  for (size_t i = 0; i < kRowsLookedAt; ++i)
    among += groups.contains(cells[i * kStride % cells.size()]);
  return static_cast<double>(among) > kMostAmong * static_cast<double>(kRowsLookedAt);
}

// Whether the blank rows have few of the values that chance had given some of them.
bool HoldInFewGroups(const std::vector<std::string>& cells,
                     const std::vector<uint32_t>& blank_rows) {
  Groups groups;
  for (const uint32_t row : blank_rows) {
    if (!IsBlankValue(cells[row])) ++groups[cells[row]].blank;
  }
  if (groups.size() * kLeastOfGroup > blank_rows.size() || AreMany(cells, groups)) return false;
  for (const std::string& cell : cells) {
    if (!IsBlankValue(cell)) ++groups[cell].rows;
  }
  const double expected =
      static_cast<double>(blank_rows.size()) / static_cast<double>(cells.size());
  double with = 0, without = 0, large = 0;
  for (const auto& [value, group] : groups) {
    if (group.rows * expected < kLeastOfGroup) continue;
    ++large;
    (group.blank > 0 ? with : without) += group.rows;
  }
  return large >= kLeastGroups && without >= kMostly * (with + without);
}

bool HoldsDates(const RowSample& sample, uint32_t column) {
  if (column >= sample.columns.size()) return false;
  size_t tried = 0, dates = 0;
  for (const std::string& cell : sample.columns[column]) {
    if (IsBlankValue(cell)) continue;
    dates += ReadWrittenDate(cell).has_value();
    if (++tried == kDatesTried) break;
  }
  return dates > 0 && static_cast<double>(dates) >= kLeastNumeric * static_cast<double>(tried);
}

}  // namespace

bool AreBlankTogether(const RowSample& sample, uint32_t column) {
  const std::vector<uint32_t> own = BlankRows(sample, column, SIZE_MAX - 1);
  if (own.size() < kLeastBlank) return false;
  const auto most = static_cast<size_t>(static_cast<double>(own.size()) / kMostly);
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other == column) continue;
    const auto& cells = sample.columns[other];
    const auto both = static_cast<size_t>(std::count_if(
        own.begin(), own.end(), [&](uint32_t row) { return IsBlankValue(cells[row]); }));
    if (!IsMost(both, own.size())) continue;
    const size_t there = BlankRows(sample, other, std::max(most, cells.size() / kFewOf)).size();
    if (IsMost(both, own.size() + there - both)) return true;
    if (both >= kNearlyAll * static_cast<double>(own.size()) && there * kFewOf <= cells.size())
      return true;
  }
  return false;
}

bool DoesAValueMeanBlank(const RowSample& sample, uint32_t column) {
  const std::vector<uint32_t> own = BlankRows(sample, column, SIZE_MAX - 1);
  if (own.size() < kLeastBlank) return false;
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other == column) continue;
    const std::vector<std::string>& cells = sample.columns[other];
    const std::string_view common = CommonValue(cells, own);
    if (common.empty()) continue;
    const auto all = static_cast<size_t>(std::count(cells.begin(), cells.end(), common));
    const auto both = static_cast<size_t>(
        std::count_if(own.begin(), own.end(), [&](uint32_t row) { return cells[row] == common; }));
    if (static_cast<double>(all) < kUsual * static_cast<double>(cells.size()) && IsMost(both, all))
      return true;
  }
  return false;
}

bool AreOfFewGroups(const RowSample& sample, uint32_t column) {
  std::vector<uint32_t> own = BlankRows(sample, column, SIZE_MAX - 1);
  if (own.size() < kLeastGrouped) return false;
  own = EveryNth(own, own.size() / kBlanksTried + 1);
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other != column && HoldInFewGroups(sample.columns[other], own)) return true;
  }
  return false;
}

bool AreLeftAtWill(const TableProfile& table, uint32_t column) {
  std::vector<uint64_t> blanks;
  for (const ColumnProfile& c : table.columns) blanks.push_back(c.empty);
  return IsLeftAtWill(blanks, table.columns[column].rows, column);
}

bool IsReading(const TableProfile& table, uint32_t column) {
  const ColumnProfile& own = table.columns[column];
  if (own.distinct < kLeastReadings) return false;
  if (std::all_of(table.columns.begin(), table.columns.end(),
                  [](const ColumnProfile& other) { return other.empty > 0; })) {
    return false;
  }
  const auto filled = static_cast<double>(own.rows - own.empty);
  return static_cast<double>(own.numeric) >= kLeastNumeric * filled ||
         HoldsDates(table.sample, column);
}

}  // namespace assay

// Shares of blank rows of the sample, counted beside another column.
#include "assay/profile/meant_blanks.h"

#include <algorithm>
#include <string>
#include <vector>

#include "assay/profile/usual_blanks.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
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

std::vector<uint32_t> BlankRowsOf(const EncodedSample& sample, uint32_t column) {
  return column < sample.columns.size() ? BlankRows(sample.columns[column], SIZE_MAX)
                                        : std::vector<uint32_t>();
}

bool IsMost(size_t part, size_t whole) {
  return part >= kLeastBlank && static_cast<double>(part) >= kMostly * static_cast<double>(whole);
}

size_t RowsWith(const EncodedColumn& column, uint32_t code, const std::vector<uint32_t>& rows) {
  return static_cast<size_t>(std::count_if(
      rows.begin(), rows.end(), [&](uint32_t row) { return column.codes[row] == code; }));
}

// The code of the value that most of `rows` have in common; kNone when none is, or a blank. The
// only one that can be is found by majority vote (Boyer and Moore, 1981). In most columns a few
// rows show that there is none.
uint32_t CommonValue(const EncodedColumn& column, const std::vector<uint32_t>& rows) {
  uint32_t common = kNone;
  size_t lead = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i == kRowsTried && lead < kLeadAmongTried) return kNone;
    const uint32_t own = column.codes[rows[i]];
    if (lead == 0) common = own;
    own == common ? ++lead : --lead;
  }
  if (common == kNone || column.blank[common]) return kNone;
  return IsMost(RowsWith(column, common, rows), rows.size()) ? common : kNone;
}

std::vector<uint32_t> EveryNth(const std::vector<uint32_t>& rows, size_t step) {
  std::vector<uint32_t> some;
  for (size_t i = 0; i < rows.size(); i += step) some.push_back(rows[i]);
  return some;
}

// Whether a look at some rows shows that many are of the groups: those with blank rows, by code.
bool AreMany(const EncodedColumn& column, const std::vector<uint32_t>& blank_of) {
  size_t among = 0;
  for (size_t i = 0; i < kRowsLookedAt; ++i)
    among += blank_of[column.codes[i * kStride % column.codes.size()]] > 0;
  return static_cast<double>(among) > kMostAmong * static_cast<double>(kRowsLookedAt);
}

// Whether the blank rows have few of the values that chance had given some of them.
bool HoldInFewGroups(const EncodedColumn& column, const std::vector<uint32_t>& blank_rows) {
  std::vector<uint32_t> blank_of(column.values.size());  // how many of the rows, by code
  size_t groups = 0;
  for (const uint32_t row : blank_rows) {
    const uint32_t code = column.codes[row];
    if (column.blank[code] || blank_of[code]++ > 0) continue;
    if (++groups * kLeastOfGroup > blank_rows.size()) return false;
  }
  if (AreMany(column, blank_of)) return false;
  const double expected =
      static_cast<double>(blank_rows.size()) / static_cast<double>(column.codes.size());
  double with = 0, without = 0, large = 0;
  for (size_t code = 0; code < blank_of.size(); ++code) {
    const double rows = column.counts[code];
    if (column.blank[code] || rows * expected < kLeastOfGroup) continue;
    ++large;
    (blank_of[code] > 0 ? with : without) += rows;
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

bool AreBlankTogether(const EncodedSample& sample, uint32_t column) {
  const std::vector<uint32_t> own = BlankRowsOf(sample, column);
  if (own.size() < kLeastBlank) return false;
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    const EncodedColumn& beside = sample.columns[other];
    const size_t there = sample.rows - beside.filled;
    if (other == column || there < kLeastBlank) continue;
    const auto both = static_cast<size_t>(std::count_if(
        own.begin(), own.end(), [&](uint32_t row) { return beside.blank[beside.codes[row]]; }));
    if (!IsMost(both, own.size())) continue;
    if (IsMost(both, own.size() + there - both)) return true;
    if (both >= kNearlyAll * static_cast<double>(own.size()) && there * kFewOf <= sample.rows)
      return true;
  }
  return false;
}

bool DoesAValueMeanBlank(const EncodedSample& sample, uint32_t column) {
  const std::vector<uint32_t> own = BlankRowsOf(sample, column);
  if (own.size() < kLeastBlank) return false;
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other == column) continue;
    const EncodedColumn& beside = sample.columns[other];
    const uint32_t common = CommonValue(beside, own);
    if (common == kNone) continue;
    const uint32_t all = beside.counts[common];
    if (all < kUsual * sample.rows && IsMost(RowsWith(beside, common, own), all)) return true;
  }
  return false;
}

bool AreOfFewGroups(const EncodedSample& sample, uint32_t column) {
  std::vector<uint32_t> own = BlankRowsOf(sample, column);
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

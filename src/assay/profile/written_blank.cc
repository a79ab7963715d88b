// Compares the sampled rows of the columns that have the token, two by two.
#include "assay/profile/written_blank.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 8;    // with the token in a column
constexpr double kMostEmpty = 0.05;   // empty cells for each with the token
constexpr double kTogether = 0.8;     // of the rows with the token in one column
constexpr double kMostShare = 0.5;    // of all rows; else any two columns have it together
constexpr size_t kMostCompared = 16;  // columns
constexpr size_t kLeastTogether = 4;  // sampled rows

bool WritesNoOtherBlanks(const ColumnProfile& column, std::string_view token) {
  const uint64_t count = column.CountOf(token);
  return count >= kLeastRows &&
         static_cast<double>(column.empty) <= kMostEmpty * static_cast<double>(count);
}

// The sampled rows, ascending.
std::vector<uint32_t> RowsWith(const std::vector<std::string>& cells, std::string_view token) {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < cells.size(); ++row) {
    if (cells[row] == token) rows.push_back(row);
  }
  return rows;
}

bool GoTogether(const std::vector<uint32_t>& own, const std::vector<uint32_t>& other) {
  std::vector<uint32_t> both;
  std::set_intersection(own.begin(), own.end(), other.begin(), other.end(),
                        std::back_inserter(both));
  return both.size() >= kLeastTogether &&
         static_cast<double>(both.size()) >= kTogether * static_cast<double>(own.size());
}

}  // namespace

bool IsWrittenBlank(const TableProfile& table, uint32_t column, std::string_view token) {
  if (!WritesNoOtherBlanks(table.columns[column], token)) return false;
  const double most = kMostShare * static_cast<double>(table.sample.rows.size());
  std::vector<std::vector<uint32_t>> compared;
  for (uint32_t c = 0; c < table.sample.columns.size() && compared.size() < kMostCompared; ++c) {
    if (!WritesNoOtherBlanks(table.columns[c], token)) continue;
    auto rows = RowsWith(table.sample.columns[c], token);
    if (static_cast<double>(rows.size()) <= most) compared.push_back(std::move(rows));
  }
  for (size_t i = 0; i < compared.size(); ++i) {
    for (size_t k = 0; k < compared.size(); ++k) {
      if (i != k && GoTogether(compared[i], compared[k])) return true;
    }
  }
  return false;
}

}  // namespace assay

// Reads which cells are wrong.
#include "assay/evaluate/cell_truth.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include <fmt/format.h>

#include "assay/evaluate/cell_normal.h"
#include "assay/evaluate/row_reader.h"

namespace assay {
namespace {

Result<std::vector<std::string>> ReadLines(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return InputError(fmt::format("{}: the file can't be opened", path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

Result<uint64_t> ReadRowNumber(const std::string& path, uint64_t record, const std::string& text) {
  uint64_t row = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), row);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return row;
  return InputError(fmt::format("{}: record {}: found the row '{}', expected a 0-based number",
                                path, record + 1, text));
}

class TruthReader {
 public:
  explicit TruthReader(const TruthOptions& options) : options_(options) {}

  Result<CellTruth> Read() {
    if (options_.clean.empty() == options_.truth.empty()) {
      return UsageError(
          "expected either --clean with a clean copy of the table or --truth with a list of its "
          "wrong cells");
    }
    ASSAY_TRY(RowReader dirty, RowReader::Open(options_.dirty));
    truth_.columns = dirty.columns();
    ASSAY_TRY_STATUS(ReadScored(dirty));
    if (!options_.debatable.empty()) ASSAY_TRY_STATUS(ReadDebatable(dirty));
    if (!options_.excluded_rows.empty()) ASSAY_TRY_STATUS(ReadExcludedRows());
    ASSAY_TRY_STATUS(options_.clean.empty() ? ReadErrors(&dirty) : CompareWithClean(&dirty));
    truth_.rows = dirty.records();
    return std::move(truth_);
  }

 private:
  Status ReadScored(const RowReader& dirty) {
    truth_.scored.assign(truth_.columns.size(), options_.scored_columns.empty());
    if (!options_.scored_columns.empty()) {
      ASSAY_TRY(const std::vector<std::string> names, ReadLines(options_.scored_columns));
      for (const std::string& name : names) {
        ASSAY_TRY(const uint32_t column, dirty.FindColumn(name));
        truth_.scored[column] = true;
      }
    }
    truth_.scored_columns =
        static_cast<uint64_t>(std::count(truth_.scored.begin(), truth_.scored.end(), true));
    return {};
  }

  Status ReadDebatable(const RowReader& dirty) {
    ASSAY_TRY(RowReader cells, RowReader::Open(options_.debatable, OwnDialect()));
    while (true) {
      ASSAY_TRY(const bool any, cells.Next());
      if (!any) return {};
      if (cells.columns().size() < 2)
        return InputError(fmt::format("{}: expected the columns row, column", options_.debatable));
      ASSAY_TRY(const uint64_t row,
                ReadRowNumber(options_.debatable, cells.row(), cells.cells()[0]));
      ASSAY_TRY(const uint32_t column, dirty.FindColumn(cells.cells()[1]));
      truth_.debatable.insert(truth_.Key(row, column));
    }
  }

  Status ReadExcludedRows() {
    ASSAY_TRY(const std::vector<std::string> lines, ReadLines(options_.excluded_rows));
    for (size_t i = 0; i < lines.size(); ++i) {
      ASSAY_TRY(const uint64_t row, ReadRowNumber(options_.excluded_rows, i, lines[i]));
      truth_.excluded_rows.insert(row);
    }
    return {};
  }

  uint32_t TypeIndex(std::string_view name) {
    const auto found = std::find(truth_.types.begin(), truth_.types.end(), name);
    if (found != truth_.types.end()) return static_cast<uint32_t>(found - truth_.types.begin());
    truth_.types.emplace_back(name);
    return static_cast<uint32_t>(truth_.types.size() - 1);
  }

  Status ReadErrors(RowReader* dirty) {
    ASSAY_TRY(RowReader file, RowReader::Open(options_.truth, OwnDialect()));
    ASSAY_TRY(const uint32_t row_at, file.FindColumn("row"));
    ASSAY_TRY(const uint32_t column_at, file.FindColumn("column"));
    ASSAY_TRY(const uint32_t type_at, file.FindColumn("error_type"));
    ASSAY_TRY(const uint32_t clean_at, file.FindColumn("clean_value"));
    while (true) {
      ASSAY_TRY(const bool any, file.Next());
      if (!any) break;
      const std::vector<std::string>& cells = file.cells();
      ASSAY_TRY(const uint64_t row, ReadRowNumber(options_.truth, file.row(), cells[row_at]));
      ASSAY_TRY(const uint32_t column, dirty->FindColumn(cells[column_at]));
      if (truth_.Counts(row, column)) {
        truth_.errors[truth_.Key(row, column)] = {TypeIndex(cells[type_at]), cells[clean_at]};
      }
    }
    while (true) {
      ASSAY_TRY(const bool any, dirty->Next());
      if (!any) return {};
    }
  }

  Status CompareWithClean(RowReader* dirty) {
    ASSAY_TRY(RowReader clean, RowReader::Open(options_.clean));
    if (clean.columns().size() != truth_.columns.size()) {
      return InputError(fmt::format(
          "{} has {} columns, {} has {}: a clean copy has the same columns in the same order",
          options_.dirty, truth_.columns.size(), options_.clean, clean.columns().size()));
    }
    while (true) {
      ASSAY_TRY(const bool any, dirty->Next());
      ASSAY_TRY(const bool clean_any, clean.Next());
      if (any != clean_any || (any && dirty->row() != clean.row()))
        return Misaligned(*dirty, clean);
      if (!any) return {};
      for (uint32_t c = 0; c < truth_.columns.size(); ++c) {
        const std::string& value = dirty->cells()[c];
        const std::string& right = clean.cells()[c];
        if (value == right || !truth_.Counts(dirty->row(), c) || MeansTheSame(value, right))
          continue;
        truth_.errors[truth_.Key(dirty->row(), c)] = {TypeIndex(NameDifference(value, right)),
                                                      right};
      }
    }
  }

  Error Misaligned(const RowReader& dirty, const RowReader& clean) const {
    return InputError(
        fmt::format("{} and {} do not have the same rows: they part at row {} (0-based); records "
                    "read so far: {} ({} rejected) and "
                    "{} ({} rejected). A clean copy has the same rows in the same order.",
                    options_.dirty, options_.clean, std::min(dirty.records(), clean.records()),
                    dirty.records(), dirty.rejected(), clean.records(), clean.rejected()));
  }

  const TruthOptions& options_;
  CellTruth truth_;
};

}  // namespace

Result<CellTruth> ReadTruth(const TruthOptions& options) { return TruthReader(options).Read(); }

}  // namespace assay

// Copies a table row by row and puts suggestions in.
#include "assay/evaluate/repair.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "assay/evaluate/csv_line.h"
#include "assay/evaluate/findings_file.h"
#include "assay/evaluate/findings_match.h"
#include "assay/evaluate/row_reader.h"
#include "assay/evaluate/staged_file.h"

namespace assay {
namespace {

// The findings whose suggestions are used, by row and column; counts the others.
std::vector<ReadFinding> Choose(std::vector<ReadFinding> findings, double min_confidence,
                                RepairSummary* summary) {
  std::vector<ReadFinding> chosen;
  for (ReadFinding& finding : findings) {
    ++summary->findings;
    if (finding.suggestion_confidence < min_confidence) {
      ++summary->unsure;
    } else if (!finding.suggestion) {
      ++summary->without_suggestion;
    } else {
      chosen.push_back(std::move(finding));
    }
  }
  std::sort(chosen.begin(), chosen.end(), [](const ReadFinding& a, const ReadFinding& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return chosen;
}

Status CheckPaths(const RepairOptions& options, const std::string& output) {
  std::error_code error;
  if (std::filesystem::equivalent(options.table, output, error)) {
    return UsageError(
        fmt::format("{} is the table itself: a repair never writes to its input; name another "
                    "--output-dir",
                    output));
  }
  return {};
}

// Writes the copy and the log.
class Repairer {
 public:
  Repairer(RowReader reader, std::vector<ReadFinding> chosen, StagedFile copy, StagedFile log)
      : reader_(std::move(reader)),
        chosen_(std::move(chosen)),
        copy_(std::move(copy)),
        log_(std::move(log)) {}

  Status Run(RepairSummary* summary) {
    const char delimiter = reader_.schema().dialect.delimiter;
    AppendCsvRecord(reader_.columns(), delimiter, &copy_.buffer());
    log_.buffer() += "row,column,old_value,new_value,confidence,detector,code\n";
    size_t next = 0;
    while (true) {
      ASSAY_TRY(const bool more, reader_.Next());
      if (!more) break;
      ++summary->rows;
      std::vector<std::string> cells = reader_.cells();
      for (; next < chosen_.size() && chosen_[next].row == reader_.row(); ++next) {
        Change(chosen_[next], &cells, summary);
      }
      AppendCsvRecord(cells, delimiter, &copy_.buffer());
      ASSAY_TRY_STATUS(copy_.Flush());
      ASSAY_TRY_STATUS(log_.Flush());
    }
    if (reader_.rejected() > 0) {
      return InputError(
          fmt::format("{} records of the table can't be read, and a repaired copy would lose them; "
                      "see quarantine.csv of a detect run, and mend them first",
                      reader_.rejected()));
    }
    if (next < chosen_.size()) {
      return InputError(
          fmt::format("a finding is about row {}, but the table has {} rows: the findings are of "
                      "another table",
                      chosen_[next].row, summary->rows));
    }
    ASSAY_TRY_STATUS(log_.Complete());
    ASSAY_TRY_STATUS(copy_.Finish());
    return log_.Finish();
  }

 private:
  void Change(const ReadFinding& finding, std::vector<std::string>* cells, RepairSummary* summary) {
    std::string& cell = (*cells)[finding.column];
    if (!MayBeAbout(finding, cell)) {
      ++summary->outdated;
      return;
    }
    if (cell == *finding.suggestion) return;
    const ReadEvidence& winner = finding.evidence.front();
    const std::string record[] = {std::to_string(finding.row),
                                  reader_.columns()[finding.column],
                                  cell,
                                  *finding.suggestion,
                                  fmt::format("{:.4f}", finding.suggestion_confidence),
                                  winner.detector,
                                  winner.code};
    AppendCsvRecord(record, ',', &log_.buffer());
    cell = *finding.suggestion;
    ++summary->changed;
  }

  RowReader reader_;
  std::vector<ReadFinding> chosen_;
  StagedFile copy_, log_;
};

}  // namespace

Result<RepairSummary> RepairTable(const RepairOptions& options, const Runtime& runtime) {
  RepairSummary summary;
  summary.table = options.output_directory + "/repaired.csv";
  summary.changes = options.output_directory + "/changes.csv";
  ASSAY_TRY_STATUS(CheckPaths(options, summary.table));
  ASSAY_TRY(RowReader reader, RowReader::Open(options.table, options.source));
  ASSAY_TRY(ReadFindings findings, ReadFindingsFile(options.findings, reader.columns()));
  ASSAY_TRY_STATUS(CheckFindingsMatch(options.table, options.source, options.findings, findings));
  std::error_code error;
  std::filesystem::create_directories(options.output_directory, error);
  if (error)
    return InputError(
        fmt::format("{}: can't be created: {}", options.output_directory, error.message()));
  ASSAY_TRY(StagedFile copy, StagedFile::Create(summary.table, runtime));
  ASSAY_TRY(StagedFile log, StagedFile::Create(summary.changes, runtime));
  Repairer repairer(std::move(reader),
                    Choose(std::move(findings.cells), options.min_confidence, &summary),
                    std::move(copy), std::move(log));
  ASSAY_TRY_STATUS(repairer.Run(&summary));
  return summary;
}

}  // namespace assay

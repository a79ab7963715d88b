// Reads findings back: those of a run's findings.csv or findings.jsonl, or any CSV with row and
// column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"

namespace assay {

// One detector's word on a cell. A findings.csv has the winner's only, a findings.jsonl all of
// them.
struct ReadEvidence {
  std::string method, detector, code;
  double confidence = 1;
};

struct ReadFinding {
  uint64_t row = 0;
  uint32_t column = 0;  // index among the table's columns
  double confidence = 1;
  std::optional<uint64_t> value_hash;  // of the cell that was found; where the file tells its value
  std::optional<std::string> suggestion;
  double suggestion_confidence =
      1;  // that it is right; the finding's own where the file doesn't say
  std::vector<ReadEvidence> evidence;  // winner first; never empty
};

struct ReadFindings {
  std::vector<ReadFinding> cells;  // one a cell: the most confident, in file order
  uint64_t column_findings = 0;    // findings about a column or the table: no cell, not in `cells`
};

// `columns` are those of the table that the findings are about; a finding of another column is an
// error. Of columns of one name, column_index tells which is meant. A missing confidence is 1. The
// file's name ends in .csv or .jsonl.
Result<ReadFindings> ReadFindingsFile(const std::string& path,
                                      const std::vector<std::string>& columns);

// Whether the finding may be about a cell of this value.
bool MayBeAbout(const ReadFinding& finding, std::string_view value);

}  // namespace assay

// RunRecord: what a run was, besides its result: times, host, workers. Becomes run.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assay/base/runtime.h"
#include "assay/profile/table_profile.h"

namespace assay {

// A column in figures, to tell one day's table from the next. Holds no value but the median of
// numbers.
struct ColumnFigures {
  std::string column;
  double empty_share = 0;
  double numeric_share = 0;
  uint64_t distinct = 0;
  double mean_length = 0;  // bytes of values that are not empty
  std::optional<double> median;
};

// Of a column; the median only when it may be shown.
ColumnFigures FiguresOf(const ColumnProfile& column, bool shows_values);

struct RunRecord {
  std::string run_id;
  std::string input;
  int64_t started_micros = 0;  // wall time
  int64_t finished_micros = 0;
  double seconds = 0;
  uint32_t workers = 0;
  uint64_t rows = 0;
  uint64_t input_bytes = 0;
  bool from_cache = false;                             // the report was made by an earlier run
  std::vector<std::pair<std::string, double>> stages;  // name, seconds
  std::vector<ColumnFigures> columns;                  // empty: the run made no profile
};

// A fresh identifier: the start time and random bits.
std::string MakeRunId(int64_t started_micros);

// The bytes of run.json.
std::string RunJson(const RunRecord& record);

}  // namespace assay

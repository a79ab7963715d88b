// Sample data: a fashion catalogue with known mistakes, for demonstrations, tests and benchmarks.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

struct SampleOptions {
  uint64_t rows = 10'000;
  double errors = 0.02;  // the share of wrong cells, 0 to 1
  uint64_t seed = 1;
  uint32_t max_issues_per_row = 0;       // 0: no limit
  std::string error_pack = "catalogue";  // see FindErrorPack
  std::string output_directory = "sample";
  bool shuffle = false;       // rows in random order instead of style by style
  bool unique_texts = false;  // every long description is another
  bool write_clean = false;   // clean.csv beside the others

  // A usage error when a number is out of range.
  Status Validate() const;
};

struct SampleSummary {
  uint64_t rows = 0;
  uint64_t bytes = 0;  // of catalogue.csv
  uint64_t wrong_cells = 0;
  std::map<std::string, uint64_t> by_type;  // wrong cells of each error type
};

// Writes catalogue.csv, truth.csv (row, column, error_type, clean_value, dirty_value; one line a
// wrong cell; row is 0-based) and, when asked, clean.csv into the output directory, each under a
// temporary name until it is complete. The bytes depend on the options alone.
Result<SampleSummary> WriteSampleData(const SampleOptions& options, const Runtime& runtime);

}  // namespace assay

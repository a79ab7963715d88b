// Injection: a copy of a table in which known cells are wrong.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/evaluate/row_injector.h"
#include "assay/source/source.h"

namespace assay {

struct InjectionOptions {
  std::string input;  // a table, presumed right; "-" is standard input
  SourceOptions source;
  std::string output_directory = "injected";
  std::string error_pack = "general";  // see FindErrorPack
  InjectionRate rate;
  std::string brand_path;                    // names the columns' fields; empty: they are inferred
  std::vector<std::string> exclude_columns;  // stay as they are
  double sample_share = 1;                   // of the rows; which ones depends on the seed
  bool write_clean = false;                  // clean.csv: the same rows without the mistakes

  // A usage error when a number is out of range.
  Status Validate() const;
};

struct InjectionSummary {
  std::string table;  // path of the table with mistakes
  std::string truth;  // path of truth.csv
  uint64_t rows = 0;  // written
  uint64_t cells = 0;
  uint64_t wrong_cells = 0;
  uint64_t duplicated_rows = 0;
  uint64_t rejected_rows = 0;               // of the input; not copied
  std::map<std::string, uint64_t> by_type;  // wrong cells of each error type
  std::map<std::string, uint64_t> by_column;
};

// Writes dirty.csv (UTF-8, the input's delimiter), truth.csv, manifest.json (what was done with
// what seed, and the digests of the files) and, when asked, clean.csv into the output directory.
// The bytes are a function of the input and the options.
Result<InjectionSummary> InjectErrors(const InjectionOptions& options, const Runtime& runtime);

}  // namespace assay

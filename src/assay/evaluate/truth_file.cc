// Lines of truth.csv.
#include "assay/evaluate/truth_file.h"

#include "assay/evaluate/csv_line.h"

namespace assay {

void AppendTruthLine(uint64_t row, std::string_view column, std::string_view error_type,
                     std::string_view clean, std::string_view dirty, std::string* out) {
  out->append(std::to_string(row));
  for (const std::string_view cell : {column, error_type, clean, dirty}) {
    out->push_back(',');
    AppendExactCell(cell, ',', out);
  }
  out->push_back('\n');
}

}  // namespace assay

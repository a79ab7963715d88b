// FindingFormat: turns findings into the bytes of one findings file. Pure, so that every worker
// formats its own block; the run appends the pieces in block order.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "assay/finding/finding.h"

namespace assay {

struct FindingFormatOptions {
  bool defuse_formulas = true;  // CSV only: a leading = + - @ tab or CR of a text cell gets a '
};

// A record is: row and line, then a middle that depends on the column and the value alone (the
// engine caches it for repeated values), then the fingerprint.
class FindingFormat {
 public:
  virtual ~FindingFormat() = default;
  virtual std::string_view file_name() const = 0;  // "findings.csv"
  virtual std::string Header() const = 0;          // the file's first bytes
  // Appends the middle of `finding`: everything but row, line and fingerprint.
  virtual void AppendMiddle(const Finding& finding, std::string* out) const = 0;
  // Appends a whole record around a middle made before.
  virtual void AppendRecord(FindingScope scope, uint64_t row, uint64_t line,
                            std::string_view middle, uint64_t fingerprint,
                            std::string* out) const = 0;
};

std::unique_ptr<FindingFormat> MakeCsvFormat(const FindingFormatOptions& options);
std::unique_ptr<FindingFormat> MakeJsonLinesFormat();

}  // namespace assay

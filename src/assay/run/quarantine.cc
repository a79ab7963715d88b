// RFC 4180 lines about rejected records.
#include "assay/run/quarantine.h"

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/run/redact.h"

namespace assay {
namespace {

void AppendQuoted(std::string_view text, std::string* out) {
  out->push_back('"');
  for (const char c : ReplaceIllFormed(text)) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  out->push_back('"');
}

}  // namespace

// Nobody can say which part of a record that is no row belongs to a redacted field: all of it goes.
void AppendQuarantineLine(const Reject& reject, bool redacts, std::string* out) {
  *out += fmt::format("{},{},{},", reject.row, reject.line, reject.offset);
  if (reject.column > 0) *out += fmt::to_string(reject.column);
  out->push_back(',');
  AppendQuoted(reject.reason, out);
  out->push_back(',');
  AppendQuoted(redacts ? kRedacted : reject.text, out);
  out->push_back('\n');
}

}  // namespace assay

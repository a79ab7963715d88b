// Compares the values of findings with the cells of a table.
#include "assay/evaluate/findings_match.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/evaluate/row_reader.h"

namespace assay {
namespace {

// Findings whose values are known, in the order of rows.
std::vector<const ReadFinding*> KnownByRow(const ReadFindings& findings) {
  std::vector<const ReadFinding*> known;
  for (const ReadFinding& finding : findings.cells) {
    if (finding.value_hash) known.push_back(&finding);
  }
  std::sort(known.begin(), known.end(),
            [](const ReadFinding* a, const ReadFinding* b) { return a->row < b->row; });
  return known;
}

}  // namespace

Status CheckFindingsMatch(const std::string& table, const SourceOptions& source,
                          const std::string& path, const ReadFindings& findings) {
  const std::vector<const ReadFinding*> known = KnownByRow(findings);
  if (known.empty()) return {};
  ASSAY_TRY(RowReader reader, RowReader::Open(table, source));
  uint64_t others = 0;
  std::string first;
  auto next = known.begin();
  while (next != known.end()) {
    ASSAY_TRY(const bool more, reader.Next());
    if (!more) break;
    for (; next != known.end() && (*next)->row <= reader.row(); ++next) {
      if ((*next)->row == reader.row() && MayBeAbout(**next, reader.cells()[(*next)->column]))
        continue;
      if (others++ == 0) {
        first = fmt::format("row {}, column '{}'", (*next)->row, reader.columns()[(*next)->column]);
      }
    }
  }
  others += static_cast<uint64_t>(known.end() - next);
  if (others * 2 <= known.size()) return {};
  return InputError(
      fmt::format("{}: {} of {} findings tell another value than {} has in their cell{}; they are "
                  "of another table, or it was changed since: run `assay detect` on it again",
                  path, others, known.size(), table,
                  first.empty() ? "" : fmt::format(" (the first: {})", first)));
}

}  // namespace assay

// Delimiter, quote, escape and line end: the candidate under which the sample is most regular.
#include "assay/source/detect_dialect.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "assay/source/csv_grammar.h"

namespace assay {
namespace {

constexpr size_t kSampleRecords = 1000;
constexpr char kDelimiters[] = {',', ';', '\t', '|'};

// How regular the sample is when read by one grammar.
struct Regularity {
  size_t records = 0;
  size_t columns = 0;       // of the first record
  size_t as_wide = 0;       // records with as many cells
  size_t stray_quotes = 0;
  size_t quoted_cells = 0;
  bool open_quote = false;

  // The share of regular records; more columns break ties. One column says nothing.
  double Score() const {
    if (columns < 2 || records == 0) return 0;
    const double share = static_cast<double>(as_wide) / static_cast<double>(records);
    const double noise = static_cast<double>(stray_quotes) / static_cast<double>(records);
    return share + 0.01 * std::log2(static_cast<double>(columns)) - std::min(0.5, noise) -
           (open_quote ? 0.1 : 0);
  }
};

Regularity Measure(std::string_view text, bool whole, const CsvGrammar& grammar) {
  Regularity found;
  for (size_t at = 0; at < text.size() && found.records < kSampleRecords;) {
    const CsvRecord record = SplitRecord(text, at, grammar);
    at = record.next;
    if (record.blank()) continue;
    if (!record.ended && !whole && found.records > 0) break;  // cut by the sample's end
    if (record.open_quote != std::string_view::npos) found.open_quote = true;
    if (found.records == 0) found.columns = record.cells.size();
    ++found.records;
    found.as_wide += record.cells.size() == found.columns;
    found.stray_quotes += record.stray_quotes;
    found.quoted_cells += record.quoted_cells;
  }
  return found;
}

// LF wins where it ends lines at all; CR alone only where there is no LF.
LineEnd DetectLineEnd(std::string_view text) {
  const size_t feed = text.find('\n');
  if (feed == std::string_view::npos) {
    return text.find('\r') == std::string_view::npos ? LineEnd::kLf : LineEnd::kCr;
  }
  return feed > 0 && text[feed - 1] == '\r' ? LineEnd::kCrLf : LineEnd::kLf;
}

}  // namespace

void DetectEncoding(std::string_view stored, bool, Dialect* dialect) {
  dialect->has_bom = stored.substr(0, 3) == "\xef\xbb\xbf";
}

void DetectDialect(std::string_view text, bool whole, const SourceOptions& options,
                   Dialect* dialect, std::vector<std::string>* notes) {
  dialect->line_end = options.line_end.value_or(DetectLineEnd(text));
  dialect->quote = options.quote.value_or('"');
  dialect->escape = options.escape.value_or('\0');
  dialect->delimiter = options.delimiter.value_or(',');
  if (!options.delimiter) {
    double best = 0;
    for (const char delimiter : kDelimiters) {
      CsvGrammar grammar = GrammarOf(*dialect);
      grammar.delimiter = delimiter;
      const double score = Measure(text, whole, grammar).Score();
      if (score > best) {
        best = score;
        dialect->delimiter = delimiter;
      }
    }
  }
  const std::string delimiter = dialect->delimiter == '\t' ? "tab" : fmt::format("'{}'", dialect->delimiter);
  notes->push_back(fmt::format("delimiter {} {}", delimiter, options.delimiter ? "given" : "detected"));
}

}  // namespace assay

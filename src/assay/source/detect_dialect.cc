// Each candidate dialect reads the sample; the most regular reading wins.
#include "assay/source/detect_dialect.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "assay/source/csv_grammar.h"

namespace assay {
namespace {

constexpr size_t kSampleRecords = 500;
constexpr char kDelimiters[] = {',', ';', '\t', '|'};
// What a candidate must be better by: a share of the records.
constexpr double kEscapeHandicap = 0.01;
constexpr double kSingleQuoteHandicap = 0.02;
constexpr double kNoQuoteHandicap = 0.05;
constexpr size_t kNoQuoteRecords = 10;  // a few records with broken quotes are errors, no dialect
constexpr double kCrHandicap = 0.02;

// How a sample reads under one grammar.
struct Reading {
  CsvGrammar grammar;
  size_t records = 0;
  size_t header = 0;  // cells of the first record
  size_t usual = 0;   // the most frequent number of cells
  size_t alike = 0;   // records with that number
  size_t stray_quotes = 0;
  size_t quoted_cells = 0;
  bool open_quote = false;

  double Share() const {
    return static_cast<double>(alike) / static_cast<double>(std::max<size_t>(records, 1));
  }

  bool FitsHeader() const { return header == usual; }

  // The share of records that are alike, more cells breaking ties. One cell a record says nothing.
  double Score() const {
    if (usual < 2) return 0;
    const double strays = static_cast<double>(stray_quotes) / static_cast<double>(records);
    return Share() + 0.01 * std::log2(static_cast<double>(usual)) - std::min(0.5, strays) -
           (open_quote ? 0.1 : 0);
  }
};

Reading Read(std::string_view sample, bool whole, const CsvGrammar& grammar) {
  Reading reading;
  reading.grammar = grammar;
  std::map<size_t, size_t> widths;
  for (size_t at = 0; at < sample.size() && reading.records < kSampleRecords;) {
    const CsvRecord record = SplitRecord(sample, at, grammar);
    at = record.next;
    if (record.blank()) continue;
    if (!record.ended && !whole && reading.records > 0) break;  // cut by the sample's end
    reading.open_quote |= record.open_quote != std::string_view::npos;
    if (reading.records == 0) reading.header = record.cells.size();
    ++reading.records;
    ++widths[record.cells.size()];
    reading.stray_quotes += record.stray_quotes;
    reading.quoted_cells += record.quoted_cells;
  }
  for (const auto& [cells, records] : widths) {
    if (records < reading.alike) continue;
    reading.usual = cells;
    reading.alike = records;
  }
  return reading;
}

// The search: the best reading so far.
class Search {
 public:
  Search(std::string_view sample, bool whole, const SourceOptions& options)
      : sample_(sample), whole_(whole), options_(options) {}

  // Tries each delimiter with a quote, an escape and a kind of line end. Remembers the reading when
  // it beats the best by more than `handicap`.
  Reading Try(char quote, char escape, bool cr, double handicap) {
    Reading best_here;
    for (const char delimiter : kDelimiters) {
      if (options_.delimiter && delimiter != kDelimiters[0]) break;
      const CsvGrammar grammar{options_.delimiter.value_or(delimiter), quote, escape, cr};
      const Reading reading = Read(sample_, whole_, grammar);
      if (best_here.records == 0 || reading.Score() > best_here.Score()) best_here = reading;
    }
    if (best_.records == 0 || best_here.Score() > best_.Score() + handicap) best_ = best_here;
    return best_here;
  }

  void TryQuotes(bool cr, double handicap) {
    const char escape = options_.escape.value_or('\0');
    const Reading plain = Try(options_.quote.value_or('"'), escape, cr, handicap);
    const char quote = plain.grammar.quote;
    const std::string escaped{'\\', quote};
    if (!options_.escape && quote != 0 && sample_.find(escaped) != std::string_view::npos) {
      Try(quote, '\\', cr, handicap + kEscapeHandicap);
    }
    if (options_.quote) return;
    if (plain.quoted_cells == 0) TrySingleQuote(escape, cr, handicap);
    if (2 * plain.stray_quotes > plain.quoted_cells || plain.open_quote)
      TryNoQuote(escape, cr, handicap);
  }

  const Reading& best() const { return best_; }

 private:
  // Apostrophes are common in text: single quotes must close as they open, in many cells.
  void TrySingleQuote(char escape, bool cr, double handicap) {
    Search single(sample_, whole_, options_);
    const Reading reading = single.Try('\'', escape, cr, 0);
    const bool sure = reading.quoted_cells >= std::max<size_t>(2, reading.records / 4) &&
                      reading.stray_quotes == 0 && !reading.open_quote;
    if (!sure) return;
    const bool better = reading.Score() > best_.Score() + handicap + kSingleQuoteHandicap;
    const bool as_good =
        reading.Score() >= best_.Score() &&
        (reading.quoted_cells >= reading.records || (reading.FitsHeader() && !best_.FitsHeader()));
    if (better || as_good) best_ = reading;
  }

  // Quotes that do not close are text, if that makes many more records alike.
  void TryNoQuote(char escape, bool cr, double handicap) {
    Search without(sample_, whole_, options_);
    const Reading reading = without.Try('\0', escape, cr, 0);
    if (reading.records < kNoQuoteRecords || reading.usual < 2) return;
    if (reading.Share() > best_.Share() + handicap + kNoQuoteHandicap) best_ = reading;
  }

  const std::string_view sample_;
  const bool whole_;
  const SourceOptions& options_;
  Reading best_;
};

struct LineEnds {
  size_t lf = 0, crlf = 0, cr = 0;
};

// Of all of the text, that of cells too.
LineEnds CountKinds(std::string_view sample) {
  LineEnds count;
  for (size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\n') ++(i > 0 && sample[i - 1] == '\r' ? count.crlf : count.lf);
    if (sample[i] == '\r') count.cr += i + 1 < sample.size() && sample[i + 1] != '\n';
  }
  return count;
}

// Of records alone: a quoted text has lines of its own, often with other ends.
LineEnds CountEnds(std::string_view sample, const CsvGrammar& grammar) {
  LineEnds count;
  for (size_t at = 0; at < sample.size();) {
    const CsvRecord record = SplitRecord(sample, at, grammar);
    at = record.next;
    if (!record.ended) break;
    const bool lf = sample[at - 1] == '\n';
    ++(!lf ? count.cr : at - record.end == 2 ? count.crlf : count.lf);
  }
  return count;
}

std::string Shown(char c) {
  if (c == 0) return "none";
  if (c == '\t') return "tab";
  return fmt::format("'{}'", c);
}

}  // namespace

void DetectDialect(std::string_view sample, bool whole, const SourceOptions& options,
                   Schema* schema) {
  Dialect* const dialect = &schema->dialect;
  const LineEnds kinds = CountKinds(sample);
  Search search(sample, whole, options);
  const bool only_cr = kinds.cr > 0 && kinds.lf + kinds.crlf == 0;
  const bool given_cr = options.line_end == LineEnd::kCr;
  search.TryQuotes(options.line_end ? given_cr : only_cr, 0);
  if (!options.line_end && kinds.cr > 0 && !only_cr) search.TryQuotes(true, kCrHandicap);
  const Reading& best = search.best();
  const LineEnds ends = CountEnds(sample, best.grammar);
  dialect->delimiter = best.grammar.delimiter;
  dialect->quote = best.grammar.quote;
  dialect->escape = best.grammar.escape;
  dialect->line_end = ends.crlf > ends.lf ? LineEnd::kCrLf : LineEnd::kLf;
  if (best.grammar.cr_ends_record) dialect->line_end = LineEnd::kCr;
  if (options.line_end) dialect->line_end = *options.line_end;
  const bool mixed =
      (ends.lf > 0 && ends.crlf > 0) || (best.grammar.cr_ends_record && ends.lf + ends.crlf > 0);
  if (mixed) {
    schema->notes.push_back(
        fmt::format("line ends are mixed: {} LF, {} CRLF, {} CR in the first {} bytes", ends.lf,
                    ends.crlf, ends.cr, sample.size()));
  }
  if (best.records > 2 && best.header != best.usual && best.alike * 2 > best.records) {
    schema->warnings.push_back(fmt::format(
        "the first line has {} field{} but most records have {}; if it is a title above "
        "the header, leave it out with --skip-lines",
        best.header, best.header == 1 ? "" : "s", best.usual));
  }
}

std::string DescribeDialect(const Dialect& dialect, bool has_header, const SourceOptions& options) {
  const auto how = [](bool given) { return given ? " (given)" : ""; };
  return fmt::format(
      "delimiter {}{}, quote {}{}, escape {}{}, line ends {}{}, encoding {}{}{}, header {}{}",
      Shown(dialect.delimiter), how(options.delimiter.has_value()), Shown(dialect.quote),
      how(options.quote.has_value()), Shown(dialect.escape), how(options.escape.has_value()),
      LineEndName(dialect.line_end), how(options.line_end.has_value()),
      EncodingName(dialect.encoding), dialect.has_bom ? " with byte order mark" : "",
      how(options.encoding.has_value()), has_header ? "yes" : "no",
      how(options.header.has_value()));
}

char DelimiterLine(std::string_view sample) {
  const std::string_view line = sample.substr(0, sample.find_first_of("\r\n"));
  const bool named = line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
  return named ? line[4] : '\0';
}

}  // namespace assay

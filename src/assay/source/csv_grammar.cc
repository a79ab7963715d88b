// The automaton, byte by byte.
#include "assay/source/csv_grammar.h"

namespace assay {
namespace {

enum class Where : uint8_t { kCellStart, kUnquoted, kQuoted, kQuoteInQuoted };

Where AfterQuote(Where before) {
  if (before == Where::kUnquoted) return Where::kUnquoted;
  return before == Where::kQuoted ? Where::kQuoteInQuoted : Where::kQuoted;
}

// Closes the last cell at `end` and drops the CR of a CRLF.
void EndRecord(std::string_view text, size_t cell, size_t end, const CsvGrammar& grammar,
               CsvRecord* record) {
  if (!grammar.cr_ends_record && end > cell && text[end - 1] == '\r') --end;
  record->cells.push_back(text.substr(cell, end - cell));
  record->end = end;
}

}  // namespace

CsvGrammar GrammarOf(const Dialect& dialect) {
  return {dialect.delimiter, dialect.quote, dialect.escape, dialect.line_end == LineEnd::kCr};
}

CsvRecord SplitRecord(std::string_view text, size_t begin, const CsvGrammar& grammar) {
  CsvRecord record;
  record.begin = begin;
  size_t cell = begin;
  size_t opened = 0;
  Where where = Where::kCellStart;
  for (size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (grammar.escape != 0 && c == grammar.escape) {
      ++i;
      if (where != Where::kQuoted) where = Where::kUnquoted;
    } else if (grammar.quote != 0 && c == grammar.quote) {
      if (where == Where::kCellStart) {
        opened = i;
        ++record.quoted_cells;
      }
      where = AfterQuote(where);
    } else if (where == Where::kQuoted) {
      continue;
    } else if (c == grammar.delimiter) {
      record.cells.push_back(text.substr(cell, i - cell));
      cell = i + 1;
      where = Where::kCellStart;
    } else if (c == '\n' || (c == '\r' && grammar.cr_ends_record)) {
      EndRecord(text, cell, i, grammar, &record);
      record.next = i + 1;
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++record.next;
      record.ended = true;
      return record;
    } else {
      if (where == Where::kQuoteInQuoted && c != '\r') ++record.stray_quotes;
      where = Where::kUnquoted;
    }
  }
  EndRecord(text, cell, text.size(), grammar, &record);
  record.next = text.size();
  if (where == Where::kQuoted) record.open_quote = opened;
  return record;
}

}  // namespace assay

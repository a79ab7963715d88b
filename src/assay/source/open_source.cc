// Opens an input, tells how it is written and reads its header.
#include <algorithm>

#include <fmt/format.h>

#include "assay/source/csv_source.h"
#include "assay/source/detect_dialect.h"
#include "assay/source/file_input.h"
#include "assay/source/stored_file.h"

namespace assay {
namespace {

// Reads the header from the sample and sets where the rows start.
Status ReadHeader(std::string_view text, uint64_t offset, bool whole, HeaderMode mode,
                  CsvTable* table) {
  const CsvGrammar grammar = GrammarOf(table->schema.dialect);
  uint64_t line = 1;
  for (size_t at = 0; at < text.size();) {
    const CsvRecord record = SplitRecord(text, at, grammar);
    if (record.blank() || mode == HeaderMode::kYes) {
      line += CountLineEnds(text.substr(at, record.next - at), grammar.cr_ends_record);
    }
    if (record.blank()) {
      at = record.next;
      continue;
    }
    if (!record.ended && (!whole || record.open_quote != std::string_view::npos)) {
      return InputError(fmt::format(
          "{}: the header line does not end within {} bytes{}", table->name, text.size(),
          record.open_quote == std::string_view::npos ? "" : "; a quote in it is never closed"));
    }
    std::string scratch;
    for (size_t i = 0; i < record.cells.size(); ++i) {
      table->schema.columns.emplace_back(
          mode == HeaderMode::kNo
              ? fmt::format("column_{}", i + 1)
              : std::string(CellValue(record.cells[i], {grammar.quote, grammar.escape}, &scratch)));
    }
    table->first_record = {offset + (mode == HeaderMode::kNo ? at : record.next), line, 0};
    return {};
  }
  return InputError(fmt::format("{}: holds no header line, only blank lines", table->name));
}

}  // namespace

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "UTF-8";
    case Encoding::kUtf16Le: return "UTF-16LE";
    case Encoding::kUtf16Be: return "UTF-16BE";
    case Encoding::kWindows1252: return "Windows-1252";
    case Encoding::kLatin1: return "ISO-8859-1";
  }
  return "";
}

std::string_view LineEndName(LineEnd line_end) {
  switch (line_end) {
    case LineEnd::kLf: return "LF";
    case LineEnd::kCrLf: return "CRLF";
    case LineEnd::kCr: return "CR";
  }
  return "";
}

Result<std::unique_ptr<Source>> OpenSource(const std::string& path, const SourceOptions& options) {
  ASSAY_TRY(StoredFile file, StoredFile::Open(path));
  std::string sample(std::min<uint64_t>(file.size(), kSampleBytes), '\0');
  ASSAY_TRY(const size_t got, file.ReadAt(0, sample.data(), sample.size()));
  sample.resize(got);
  if (got == 0) return InputError(fmt::format("{}: is empty; expected a header line", path));
  const bool whole = got == file.size();
  CsvTable table;
  table.name = path;
  table.block_bytes = options.block_bytes;
  table.max_record_bytes = options.max_record_bytes;
  table.simd = options.simd.value_or(BestSimdLevel());
  Dialect& dialect = table.schema.dialect;
  DetectEncoding(sample, whole, &dialect);
  const uint64_t mark = dialect.has_bom ? 3 : 0;
  const std::string_view text = std::string_view(sample).substr(mark);
  DetectDialect(text, whole, options, &dialect, &table.schema.notes);
  ASSAY_TRY_STATUS(ReadHeader(text, mark, whole, options.header, &table));
  return MakeCsvSource(MakeFileInput(std::move(file)), std::move(table));
}

}  // namespace assay

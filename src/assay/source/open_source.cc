// Opens an input: how it is packed, encoded and written, then its header.
#include <algorithm>

#include <fmt/format.h>

#include "assay/source/column_names.h"
#include "assay/source/csv_source.h"
#include "assay/source/detect_dialect.h"
#include "assay/source/detect_encoding.h"
#include "assay/source/detect_header.h"
#include "assay/source/file_input.h"
#include "assay/source/postgres_query.h"
#include "assay/source/postgres_stream.h"
#include "assay/source/stream_input.h"

namespace assay {
namespace {

constexpr size_t kSampleBytes = size_t{1} << 20;
constexpr size_t kMostColumns = 32'768;  // a detector of each kind for every column: 60 kB each
constexpr uint64_t kMostBytes = uint64_t{1} << 30;  // a block's positions have 32 bits

// Finds out everything about one input.
class Opening {
 public:
  explicit Opening(const SourceOptions& options) : options_(options) {}

  Result<std::unique_ptr<Source>> Open(const std::string& path) {
    ASSAY_TRY_STATUS(CheckOptions());
    ASSAY_TRY(StoredFile file, OpenStored(path));
    stored_ = std::make_unique<StoredStream>(std::move(file), options_.temp_directory);
    table_.name = path;
    table_.block_bytes = options_.block_bytes;
    table_.max_record_bytes = options_.max_record_bytes;
    table_.simd = options_.simd.value_or(BestSimdLevel());
    ASSAY_TRY_STATUS(FindCompression());
    ASSAY_TRY_STATUS(FindEncoding());
    ASSAY_TRY_STATUS(FindDialect());
    ASSAY_TRY_STATUS(ReadHeader());
    return MakeCsvSource(MakeInput(), std::move(table_));
  }

 private:
  // What a server gives is written in one way.
  Result<StoredFile> OpenStored(const std::string& path) {
    if (!IsPostgresInput(path)) {
      return StoredFile::Open(path, options_.may_wait, options_.retries, options_.within.get());
    }
    ASSAY_TRY(std::unique_ptr<ByteStream> stream, OpenPostgres(path, options_));
    options_.delimiter = ',';
    options_.quote = '"';
    options_.escape = '\0';
    options_.line_end = LineEnd::kLf;
    options_.encoding = Encoding::kUtf8;
    options_.header = true;
    options_.skip_lines = 0;
    return StoredFile::OfStream(path, std::move(stream));
  }

  Error Wrong(std::string_view what) const {
    return InputError(fmt::format("{}: {}", table_.name, what));
  }

  Status CheckOptions() const {
    if (options_.block_bytes == 0 || options_.block_bytes > kMostBytes ||
        options_.max_record_bytes == 0 || options_.max_record_bytes > kMostBytes) {
      return UsageError(
          fmt::format("a block and the longest record must have 1 to {} bytes", kMostBytes));
    }
    if (options_.simd && FindStructuralScan(*options_.simd) == nullptr) {
      return UsageError("this machine lacks the instruction set that was asked for");
    }
    const char delimiter = options_.delimiter.value_or(',');
    if (delimiter == '\n' || delimiter == '\r' || delimiter == options_.quote.value_or('"') ||
        (options_.escape.value_or('\0') != 0 && delimiter == *options_.escape)) {
      return UsageError("the delimiter must differ from quote, escape and line ends");
    }
    return {};
  }

  // Reads up to a MiB of text from the start, and starts over.
  Status Sample(Encoding encoding) {
    TextStream text(stored_.get(), compression_, encoding);
    sample_.resize(kSampleBytes);
    ASSAY_TRY(const size_t got, ReadFully(&text, sample_.data(), sample_.size()));
    sample_.resize(got);
    whole_ = got < kSampleBytes;
    return stored_->Rewind();
  }

  Status FindCompression() {
    char first[16];
    ASSAY_TRY(const size_t got, ReadFully(stored_.get(), first, sizeof first));
    if (got == 0) return Wrong("is empty; expected a table with a header line");
    const std::string_view bytes(first, got);
    if (const std::string_view foreign = ForeignFormat(bytes); !foreign.empty()) {
      return Wrong(fmt::format("is no delimited text but {}", foreign));
    }
    compression_ = CompressionOf(bytes);
    return stored_->Rewind();
  }

  Status FindEncoding() {
    ASSAY_TRY_STATUS(Sample(Encoding::kUtf8));
    if (sample_.empty())
      return Wrong("is empty once unpacked; expected a table with a header line");
    if (const std::string_view foreign = ForeignContent(sample_); !foreign.empty())
      return Wrong(fmt::format("is no delimited text but {}", foreign));
    const EncodingGuess guess = DetectEncoding(sample_, whole_);
    Dialect& dialect = table_.schema.dialect;
    dialect.encoding = options_.encoding.value_or(guess.encoding);
    dialect.has_bom = guess.mark_bytes > 0 && dialect.encoding == guess.encoding;
    if (dialect.encoding != Encoding::kUtf8) {
      ASSAY_TRY_STATUS(Sample(dialect.encoding));
      return RefuseBinary();
    }
    if (guess.ill_formed > 0) {
      table_.schema.notes.push_back(
          fmt::format("{} bytes of the first {} are not UTF-8", guess.ill_formed, sample_.size()));
    }
    text_begin_ = dialect.has_bom ? guess.mark_bytes : 0;  // transcoding drops a mark by itself
    return RefuseBinary();
  }

  // Whoever names the encoding of such bytes gets them read.
  Status RefuseBinary() const {
    if (options_.encoding || !LooksBinary(sample_)) return {};
    return Wrong(
        "is no delimited text: its first bytes are full of control characters; expected CSV, TSV "
        "or the like, plain or packed with gzip or zstd (--encoding reads it all the same)");
  }

  Status FindDialect() {
    ASSAY_TRY_STATUS(SkipLines());
    std::string_view text = std::string_view(sample_).substr(text_begin_);
    SourceOptions fixed = options_;
    if (fixed.escape == fixed.quote.value_or('"')) fixed.escape = '\0';  // doubling needs no escape
    if (const char named = DelimiterLine(text); named != 0 && !fixed.delimiter) {
      fixed.delimiter = named;
      SkipLine();
      text = std::string_view(sample_).substr(text_begin_);
    }
    DetectDialect(text, whole_, fixed, &table_.schema);
    return {};
  }

  Status SkipLines() {
    for (uint64_t line = 0; line < options_.skip_lines; ++line) {
      if (text_begin_ >= sample_.size()) {
        return Wrong(
            fmt::format("--skip-lines {} leaves nothing of the first {} bytes, which have "
                        "{} lines",
                        options_.skip_lines, sample_.size(), line));
      }
      SkipLine();
    }
    return {};
  }

  void SkipLine() {
    const size_t line_end = std::min(sample_.find_first_of("\r\n", text_begin_), sample_.size());
    const size_t end = std::min(line_end + 1, sample_.size());
    const bool pair = end < sample_.size() && sample_[end - 1] == '\r' && sample_[end] == '\n';
    text_begin_ = end + (pair ? 1 : 0);
    ++first_line_;
  }

  Status ReadHeader() {
    const CsvGrammar grammar = GrammarOf(table_.schema.dialect);
    const std::string_view text(sample_);
    uint64_t line = first_line_;
    CsvRecord record;
    size_t at = text_begin_;
    for (; at < text.size(); at = record.next) {
      record = SplitRecord(text, at, grammar);
      if (!record.blank()) break;
      line += CountLineEnds(text.substr(at, record.next - at), grammar.cr_ends_record);
    }
    if (at >= text.size()) return Wrong("holds no header line, only blank lines");
    const bool open = record.open_quote != std::string_view::npos;
    if (open || (!record.ended && !whole_)) {
      return Wrong(fmt::format(
          "the header on line {} does not end within {} bytes{}", line, text.size(),
          open ? "; a quote in it is never closed" : "; are these line ends (--line-end)?"));
    }
    if (record.cells.size() > kMostColumns) {
      return Wrong(fmt::format(
          "has {} columns in its first line; at most {} are read. Is the delimiter right "
          "(--delimiter), and does the line end (--line-end)?",
          record.cells.size(), kMostColumns));
    }
    const bool has_header = options_.header ? *options_.header : FindsHeader(at, grammar);
    table_.schema.notes.push_back(DescribeDialect(table_.schema.dialect, has_header, options_));
    NameColumns(ValuesOf(record, grammar), has_header);
    if (has_header) {
      line += CountLineEnds(text.substr(at, record.next - at), grammar.cr_ends_record);
      at = record.next;
    }
    table_.first_record = {at, line, 0};
    return {};
  }

  static RecordValues ValuesOf(const CsvRecord& record, const CsvGrammar& grammar) {
    RecordValues values;
    std::string scratch;
    for (const std::string_view cell : record.cells)
      values.emplace_back(CellValue(cell, {grammar.quote, grammar.escape}, &scratch));
    return values;
  }

  // What the first records from `at` on say.
  bool FindsHeader(size_t at, const CsvGrammar& grammar) const {
    constexpr size_t kRead = 500;  // records
    const std::string_view text(sample_);
    std::vector<RecordValues> records;
    while (at < text.size() && records.size() < kRead) {
      const CsvRecord record = SplitRecord(text, at, grammar);
      at = record.next;
      if (record.ended || whole_) records.push_back(ValuesOf(record, grammar));
    }
    return HasHeader(records);
  }

  void NameColumns(RecordValues first, bool has_header) {
    Schema& schema = table_.schema;
    if (!has_header) {
      for (size_t c = 1; c <= first.size(); ++c)
        schema.columns.push_back(fmt::format("column_{}", c));
      if (!options_.header) {
        schema.warnings.push_back(
            "the first line holds values like those below it and is read as a row; if it names the "
            "columns, say --header yes");
      }
      return;
    }
    schema.columns = std::move(first);
    for (std::string& note : NotesOnNames(schema.columns)) schema.notes.push_back(std::move(note));
    if (options_.header) return;
    for (std::string& warning : WarningsOnNames(schema.columns))
      schema.warnings.push_back(std::move(warning));
  }

  std::unique_ptr<ByteInput> MakeInput() {
    const Encoding encoding = table_.schema.dialect.encoding;
    const bool plain = compression_ == Compression::kNone && encoding == Encoding::kUtf8;
    if (plain && stored_->file().regular()) return MakeFileInput(stored_->TakeFile());
    return MakeStreamInput(std::move(stored_), compression_, encoding);
  }

  SourceOptions options_;
  std::unique_ptr<StoredStream> stored_;
  CsvTable table_;
  Compression compression_ = Compression::kNone;
  std::string sample_;       // UTF-8
  bool whole_ = false;       // nothing follows the sample
  size_t text_begin_ = 0;    // behind byte order mark and delimiter line
  uint64_t first_line_ = 1;  // the line there
};

}  // namespace

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kWindows1252:
      return "Windows-1252";
    case Encoding::kLatin1:
      return "ISO-8859-1";
  }
  return "";
}

std::string_view LineEndName(LineEnd line_end) {
  switch (line_end) {
    case LineEnd::kLf:
      return "LF";
    case LineEnd::kCrLf:
      return "CRLF";
    case LineEnd::kCr:
      return "CR";
  }
  return "";
}

Result<std::unique_ptr<Source>> OpenSource(const std::string& path, const SourceOptions& options) {
  return Opening(options).Open(path);
}

}  // namespace assay

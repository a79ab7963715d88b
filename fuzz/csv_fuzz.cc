// Fuzzes the CSV scanner: every instruction set, cut of the input and size of block must give the
// rows of the plain automaton, and every byte sequence must be read without a crash.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/source/csv_grammar.h"
#include "assay/source/csv_source.h"
#include "assay/source/detect_dialect.h"
#include "assay/source/detect_encoding.h"
#include "assay/source/stream_input.h"

namespace {

using assay::CsvGrammar;
using assay::SimdLevel;

void Require(bool condition) {
  if (!condition) std::abort();
}

// Bytes in memory, with random access or only in order.
class MemoryInput : public assay::ByteInput {
 public:
  MemoryInput(std::string_view bytes, bool random) : bytes_(bytes), random_(random) {}
  bool random_access() const override { return random_; }
  assay::Result<size_t> ReadRange(uint64_t offset, char* out, size_t size) override {
    const std::string_view got = bytes_.substr(std::min<size_t>(offset, bytes_.size()), size);
    got.copy(out, got.size());
    return got.size();
  }
  assay::Result<size_t> ReadAhead(uint64_t offset, char* out, size_t size) override {
    return ReadRange(offset, out, size);
  }
  void Digest(std::string_view) override {}
  assay::Status EndPass() override { return {}; }
  assay::Status Rewind() override { return {}; }
  void ExpectRewind() override {}
  std::string DigestHex() const override { return ""; }
  uint64_t BytesTotal() const override { return bytes_.size(); }
  uint64_t BytesRead() const override { return bytes_.size(); }

 private:
  const std::string_view bytes_;
  const bool random_;
};

// Rows, rejects and lines as one text, so that two readings can be compared.
void AddRow(uint64_t row, uint64_t line, const std::vector<std::string_view>& cells,
            std::string* out) {
  *out += "row " + std::to_string(row) + " line " + std::to_string(line);
  for (const std::string_view cell : cells) (*out += "|") += cell;
  *out += '\n';
}

void AddReject(uint64_t row, uint64_t line, uint64_t offset, bool open, std::string* out) {
  *out += "reject " + std::to_string(row) + " line " + std::to_string(line) + " offset " +
          std::to_string(offset) + (open ? " open\n" : "\n");
}

std::string ReadPlainly(std::string_view text, const CsvGrammar& grammar, size_t columns) {
  std::string out;
  uint64_t row = 0, line = 1;
  for (size_t at = 0; at < text.size();) {
    assay::CsvRecord record = assay::SplitRecord(text, at, grammar);
    const bool open = record.open_quote != std::string_view::npos;
    if (open) {  // only up to the end of the line where the quote opened
      const char* ends = grammar.cr_ends_record ? "\r\n" : "\n";
      record.next = std::min(text.find_first_of(ends, record.open_quote), text.size() - 1) + 1;
      const bool pair = grammar.cr_ends_record && record.next < text.size() &&
                        text[record.next - 1] == '\r' && text[record.next] == '\n';
      if (pair) ++record.next;
    }
    if (!open && record.cells.size() == columns) {
      AddRow(row++, line, record.cells, &out);
    } else if (open || !record.blank()) {
      AddReject(row++, line, at, open, &out);
    }
    line += assay::CountLineEnds(text.substr(at, record.next - at), grammar.cr_ends_record);
    at = record.next;
  }
  return out;
}

std::string ReadBySource(std::string_view text, const assay::CsvTable& table, bool random) {
  const auto source = assay::MakeCsvSource(std::make_unique<MemoryInput>(text, random), table);
  static assay::Block block;  // used again, as workers do; a stale entry would show
  std::string out, scratch;
  uint64_t blocks = 0;
  while (true) {
    const assay::Result<bool> more = source->Next(&block);
    Require(more.has_value());
    if (!*more) return out;
    Require(block.index == blocks++);
    Require(block.record_count == block.rows() + block.rejects.size());
    assay::LineCounter lines(block);
    size_t reject = 0;
    const auto add_rejects = [&](uint64_t before) {
      for (; reject < block.rejects.size() && block.rejects[reject].row < before; ++reject) {
        const assay::Reject& r = block.rejects[reject];
        AddReject(r.row, r.line, r.offset, r.reason.starts_with("the quote"), &out);
      }
    };
    for (uint32_t row = 0; row < block.rows(); ++row) {
      add_rejects(block.RowOrdinal(row));
      std::vector<std::string_view> cells;
      for (uint32_t c = 0; c < block.columns; ++c) {
        cells.push_back(block.RawCell(row, c));
        (void)block.Value(row, c, &scratch);
      }
      AddRow(block.RowOrdinal(row), lines.LineOf(row), cells, &out);
    }
    add_rejects(~uint64_t{0});
  }
}

}  // namespace

// The first bytes choose the grammar, the number of columns and the size of blocks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4) return 0;
  assay::CsvTable table;
  assay::Dialect& dialect = table.schema.dialect;
  dialect.delimiter = ",;\t|"[data[0] & 3];
  dialect.quote = "\"\"'\0"[data[0] >> 2 & 3];
  dialect.escape = (data[0] & 16) != 0 ? '\\' : '\0';
  dialect.line_end = (data[0] & 32) != 0 ? assay::LineEnd::kCr : assay::LineEnd::kLf;
  table.schema.columns.resize(1 + data[1] % 5);
  table.max_record_bytes = uint64_t{1} << 20;
  const std::string_view text(reinterpret_cast<const char*>(data) + 3, size - 3);
  const CsvGrammar grammar = assay::GrammarOf(dialect);
  const std::string wanted = ReadPlainly(text, grammar, table.schema.columns.size());
  for (int level = 0; level < 4; ++level) {
    table.simd = static_cast<SimdLevel>(level);
    if (assay::FindStructuralScan(table.simd) == nullptr) continue;
    for (const uint64_t block_bytes : {uint64_t{16} + data[2], uint64_t{1} << 20}) {
      table.block_bytes = block_bytes;
      Require(ReadBySource(text, table, true) == wanted);
    }
    table.block_bytes = 200;
    Require(ReadBySource(text, table, false) == wanted);
  }
  assay::Schema found;
  assay::DetectDialect(text, (data[2] & 1) != 0, {}, &found);
  (void)assay::DetectEncoding(text, (data[2] & 1) != 0);
  return 0;
}

// The plain road: one thread at a time reads a range and splits it by the automaton.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/source/csv_grammar.h"
#include "assay/source/csv_source_internal.h"
#include "assay/source/detect_dialect.h"

namespace assay {
namespace {

constexpr size_t kPadding = 64;
constexpr size_t kRejectText = 4096;

class CsvSource : public Source {
 public:
  CsvSource(int fd, std::string name, const SourceOptions& options)
      : fd_(fd), name_(std::move(name)), options_(options) {}
  ~CsvSource() override { close(fd_); }

  const Schema& schema() const override { return schema_; }
  const std::string& name() const override { return name_; }
  void ExpectRewind() override {}
  std::string DigestHex() const override { return digest_hex_; }
  uint64_t BytesTotal() const override { return size_; }
  uint64_t BytesRead() const override { return offset_; }

  Status Open() {
    struct stat info;
    if (fstat(fd_, &info) != 0) return Failure("cannot be read");
    if (!S_ISREG(info.st_mode)) return InputError(fmt::format("{}: is not a file", name_));
    size_ = static_cast<uint64_t>(info.st_size);
    mtime_ = info.st_mtim;
    if (size_ == 0) return InputError(fmt::format("{}: is empty; expected a header line", name_));
    std::vector<char> sample;
    ASSAY_TRY_STATUS(Read(0, std::min<uint64_t>(size_, kSampleBytes), &sample, 0));
    std::string_view text(sample.data(), std::min<uint64_t>(size_, kSampleBytes));
    DetectEncoding(text, text.size() == size_, &schema_.dialect);
    if (schema_.dialect.has_bom) {
      text.remove_prefix(3);
      start_ = 3;
    }
    DetectDialect(text, text.size() + start_ == size_, options_, &schema_.dialect, &schema_.notes);
    grammar_ = GrammarOf(schema_.dialect);
    return ReadHeader(text);
  }

  Status Rewind() override {
    const std::lock_guard lock(mutex_);
    struct stat info;
    if (fstat(fd_, &info) != 0) return Failure("cannot be read");
    if (static_cast<uint64_t>(info.st_size) != size_ || info.st_mtim.tv_sec != mtime_.tv_sec ||
        info.st_mtim.tv_nsec != mtime_.tv_nsec) {
      return InputError(fmt::format("{}: was changed while it was read; run again", name_));
    }
    offset_ = start_;
    line_ = start_line_;
    row_ = index_ = 0;
    return {};
  }

  Result<bool> Next(Block* block) override {
    const std::lock_guard lock(mutex_);
    if (offset_ >= size_) {
      FinishDigest();
      return false;
    }
    block->Clear();
    block->index = index_++;
    block->first_row = row_;
    block->first_line = line_;
    block->columns = static_cast<uint32_t>(schema_.columns.size());
    block->dialect = {grammar_.quote, grammar_.escape};
    block->cr_ends_line = grammar_.cr_ends_record;
    const uint64_t base = offset_;
    const uint64_t limit = (base / options_.block_bytes + 1) * options_.block_bytes;
    uint64_t have = std::min(limit, size_);
    ASSAY_TRY_STATUS(Read(base, have - base, &block->bytes, 0));
    while (offset_ < std::min(limit, size_)) {
      std::string_view text(block->bytes.data(), have - base);
      const CsvRecord record = SplitRecord(text, offset_ - base, grammar_);
      if (!record.ended && have < size_) {
        if (have - offset_ > options_.max_record_bytes) {
          return InputError(fmt::format("{}:{}: the record is longer than {} bytes", name_, line_,
                                        options_.max_record_bytes));
        }
        const uint64_t more = std::min(size_ - have, std::max<uint64_t>(have - base, 4096));
        ASSAY_TRY_STATUS(Read(have, more, &block->bytes, have - base));
        have += more;
        continue;
      }
      Take(record, text, block);
      line_ += CountLineEnds(text.substr(record.begin, record.next - record.begin),
                             grammar_.cr_ends_record);
      offset_ = base + record.next;
    }
    row_ += block->record_count;
    return true;
  }

 private:
  Error Failure(const char* what) const {
    return InputError(fmt::format("{}: {}: {}", name_, what, std::strerror(errno)));
  }

  // Reads exactly `size` bytes at `offset` into bytes[at…], and padding behind.
  Status Read(uint64_t offset, uint64_t size, std::vector<char>* bytes, size_t at) {
    bytes->resize(at + size + kPadding);
    while (size > 0) {
      const ssize_t got = pread(fd_, bytes->data() + at, size, static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return Failure("cannot be read");
      if (got == 0) return InputError(fmt::format("{}: became shorter while it was read", name_));
      if (offset + static_cast<uint64_t>(got) > digested_) {
        const uint64_t known = digested_ - offset;
        digest_.Update({bytes->data() + at + known, static_cast<size_t>(got) - known});
        digested_ = offset + static_cast<uint64_t>(got);
      }
      at += static_cast<size_t>(got);
      offset += static_cast<uint64_t>(got);
      size -= static_cast<uint64_t>(got);
    }
    return {};
  }

  void FinishDigest() {
    if (digested_ == size_ && digest_hex_.empty()) digest_hex_ = digest_.Hex();
  }

  Status ReadHeader(std::string_view text) {
    const uint64_t bom = start_;
    size_t at = 0;
    CsvRecord record;
    start_line_ = 1;
    do {
      if (at >= text.size()) return InputError(fmt::format("{}: holds no header line", name_));
      record = SplitRecord(text, at, grammar_);
      if (record.open_quote != std::string_view::npos) {
        return InputError(fmt::format("{}:{}: a quote in the header is never closed", name_, start_line_));
      }
      if (!record.blank() && options_.header == HeaderMode::kNo) break;
      start_line_ += CountLineEnds(text.substr(at, record.next - at), grammar_.cr_ends_record);
      at = record.next;
    } while (record.blank());
    start_ = bom + at;
    std::string scratch;
    for (size_t i = 0; i < record.cells.size(); ++i) {
      if (options_.header == HeaderMode::kNo) {
        schema_.columns.push_back(fmt::format("column_{}", i + 1));
      } else {
        schema_.columns.emplace_back(
            CellValue(record.cells[i], {grammar_.quote, grammar_.escape}, &scratch));
      }
    }
    offset_ = start_;
    line_ = start_line_;
    return {};
  }

  void Take(const CsvRecord& record, std::string_view text, Block* block) {
    const size_t columns = schema_.columns.size();
    if (record.blank() && columns > 1) return;
    const uint64_t ordinal = block->record_count++;
    const bool open = record.open_quote != std::string_view::npos;
    if (record.cells.size() == columns && !open) {
      block->row_start.push_back(static_cast<uint32_t>(record.begin));
      block->ordinals.push_back(static_cast<uint32_t>(ordinal));
      for (const std::string_view cell : record.cells) {
        block->ends.push_back(static_cast<uint32_t>(cell.data() + cell.size() - text.data()));
      }
      return;
    }
    Reject reject;
    reject.row = row_ + ordinal;
    reject.line = line_;
    reject.offset = offset_;
    reject.column = static_cast<int>(std::min(record.cells.size(), columns)) + (open ? 0 : 1);
    reject.reason = open ? std::string("a quote is never closed")
                         : fmt::format("expected {} fields, found {}", columns, record.cells.size());
    reject.text = text.substr(record.begin, std::min(record.end - record.begin, kRejectText));
    block->rejects.push_back(std::move(reject));
  }

  int fd_;
  std::string name_;
  SourceOptions options_;
  Schema schema_;
  CsvGrammar grammar_;
  uint64_t size_ = 0;
  timespec mtime_{};
  uint64_t start_ = 0;       // where the rows start
  uint64_t start_line_ = 1;
  Xxh128Digest digest_;
  uint64_t digested_ = 0;
  std::string digest_hex_;
  std::mutex mutex_;
  uint64_t offset_ = 0;      // where the next record starts
  uint64_t line_ = 1;
  uint64_t row_ = 0;
  uint64_t index_ = 0;
};

}  // namespace

Result<std::unique_ptr<Source>> OpenCsvFile(int fd, const std::string& name,
                                            const SourceOptions& options) {
  auto source = std::make_unique<CsvSource>(fd, name, options);
  ASSAY_TRY_STATUS(source->Open());
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace assay

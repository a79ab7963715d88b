// Source: where rows come from. It hands out row-aligned blocks to any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/confined_directory.h"
#include "assay/base/result.h"
#include "assay/base/retry.h"
#include "assay/table/block.h"

namespace assay {

enum class LineEnd : uint8_t { kLf, kCrLf, kCr };
enum class Encoding : uint8_t { kUtf8, kUtf16Le, kUtf16Be, kWindows1252, kLatin1 };
enum class SimdLevel : uint8_t { kPortable, kSse42, kAvx2, kAvx512 };

// How a delimited text is written.
struct Dialect {
  char delimiter = ',';
  char quote = '"';  // 0: none
  char escape = 0;   // 0: quotes are doubled
  LineEnd line_end = LineEnd::kLf;
  Encoding encoding = Encoding::kUtf8;
  bool has_bom = false;
};

constexpr int64_t kMostSkippedLines = 100'000;

// What a user fixes; the rest is detected from the first MiB.
struct SourceOptions {
  std::optional<char> delimiter;
  std::optional<char> quote;  // '\0' for none
  std::optional<char> escape;
  std::optional<LineEnd> line_end;
  std::optional<Encoding> encoding;
  std::optional<bool> header;                // whether the first record names the columns
  uint64_t skip_lines = 0;                   // at the start, above the header: a title
  std::string temp_directory;                // for the spool of a source that can't be read twice
  uint64_t block_bytes = uint64_t{1} << 20;  // fixed for reports; stays in the caches
  uint64_t max_record_bytes = uint64_t{256} << 20;  // a longer record ends the run with an error
  // Asked while a pipe has nothing to give, ten times a second: an error ends the reading. May be
  // empty.
  std::function<Status()> may_wait;
  std::shared_ptr<const ConfinedDirectory> within;  // nothing outside is opened; none: anything
  std::string database;            // the address of a PostgreSQL server, a secret; "": libpq's own
  bool protects_database = false;  // refuse a way to the server that others can read or forge
  std::shared_ptr<Retries>
      retries;                    // of reads that meet a transient fault; none: such a read fails
  std::optional<SimdLevel> simd;  // the best of the machine by default; the rows never depend on it
};

// What is known of the table before its rows.
struct Schema {
  std::vector<std::string> columns;  // the header's values without BOM
  Dialect dialect;
  std::vector<std::string> notes;     // the dialect in words, and what is unusual
  std::vector<std::string> warnings;  // what may spoil all findings: no header, a title above it
};

// Rows in blocks. Next may be called from several threads at once: block->index tells the order,
// and every index from 0 on is handed out exactly once. A block's content depends on the input and
// block_bytes alone.
class Source {
 public:
  virtual ~Source() = default;
  virtual const Schema& schema() const = 0;
  virtual const std::string& name() const = 0;  // for messages and reports: the path, or "-"
  // Fills `block`; false at the end. An error is returned to every caller from then on.
  virtual Result<bool> Next(Block* block) = 0;
  // Starts over for another pass. An input that changed meanwhile is an error.
  virtual Status Rewind() = 0;
  // Before the first Next: keep what is read, because Rewind will be called (spools a pipe).
  virtual void ExpectRewind() = 0;
  // XXH3-128 of the input's bytes as stored; "" until a whole pass has ended.
  virtual std::string DigestHex() const = 0;
  virtual uint64_t BytesTotal() const = 0;  // 0 when unknown
  virtual uint64_t BytesRead() const = 0;   // for progress
};

// Opens a CSV file, a compressed one (gzip, zstd, by its first bytes), "-" for standard input, or
// what a PostgreSQL server gives (source/postgres_query.h).
Result<std::unique_ptr<Source>> OpenSource(const std::string& path, const SourceOptions& options);

std::string_view EncodingName(Encoding encoding);
std::string_view LineEndName(LineEnd line_end);

}  // namespace assay

// TableProfile: what one pass over a table learns of its columns; built per block, merged in order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/profile/value_index.h"
#include "assay/table/block.h"

namespace assay {

// A value or shape and how many rows have it.
struct Counted {
  std::string text;
  uint64_t count = 0;
};

// Statistics of one column over the whole table. Everything here is a function of the rows alone.
struct ColumnProfile {
  std::string name;
  uint32_t index = 0;
  uint64_t rows = 0;
  uint64_t empty = 0;         // empty after unquoting
  bool values_exact = false;  // `values` holds every distinct value with its exact count
  uint64_t distinct = 0;      // exact when values_exact, else an estimate
  std::vector<Counted>
      values;  // most frequent first, then by text; the heavy hitters when not exact
  std::vector<Counted> shapes;  // value shapes (profile/shape.h), most frequent first; bounded
  uint64_t shapes_dropped = 0;  // rows whose shape fell out of the bound
  char decimal_mark = '.';      // or ','; by the values, or by the sample when they are too many
  uint64_t numeric = 0;         // rows whose value reads as a number (estimated from the sample
                                // when the mark is a comma and the values are too many)
  double minimum = 0, maximum = 0;
  std::vector<double> quantiles;  // 0, 1/64 … 1 of the numeric values (of the sample when large)
  uint64_t total_bytes = 0;
  uint32_t min_length = 0, max_length = 0;  // bytes of non-empty values

  // The count of a value, 0 when it is unknown (or not a heavy hitter).
  uint64_t CountOf(std::string_view value) const;
  uint64_t CountOf(std::string_view value, uint64_t hash) const;  // Hash64 of it

  // Makes CountOf know the values, once they are complete.
  void IndexValues();
  ValueIndex index_of_values;  // Hash64 of a value → its place in `values`
};

// A seeded bottom-k sample of rows by hash of the row ordinal (all rows when there are no more than
// k; k is smaller for large tables), in row order. Cells are stored column by column.
struct RowSample {
  std::vector<uint64_t> rows;                     // ordinals, ascending
  std::vector<std::vector<std::string>> columns;  // columns[c][i]
  bool complete = false;                          // holds every row of the table
};

struct TableProfile {
  uint64_t rows = 0;
  std::vector<ColumnProfile> columns;
  RowSample sample;

  TableProfile() = default;
  TableProfile(TableProfile&&) = default;
  TableProfile& operator=(TableProfile&&) = default;
};

// The names of the table's columns, in their order.
std::vector<std::string> ColumnNames(const TableProfile& table);

struct ProfileOptions {
  uint32_t max_values = 32768;     // distinct values kept for each column
  uint32_t max_value_bytes = 128;  // longer values are not kept by text
  uint32_t max_shapes = 4096;      // distinct shapes kept for each column
  uint32_t sample_rows = 0;        // 0: no row sample is needed
  // Tables with more rows than this keep a smaller sample: what takes long to read is not to take
  // long to learn from, too, and a smaller model answers faster for each of the many rows.
  uint64_t large_table_rows = 500'000;
  uint32_t large_sample_rows = 16'000;
  uint64_t seed = 0;
};

// What one block says; made by any thread.
class BlockProfile {
 public:
  virtual ~BlockProfile() = default;
};

// Takes the next bytes of something that is too large to be held whole.
using TakePiece = std::function<Status(std::string_view)>;

// Builds a TableProfile. Describe may run in several threads at once; Merge is called block by
// block in input order, never two at once.
class TableProfileBuilder {
 public:
  virtual ~TableProfileBuilder() = default;
  virtual std::unique_ptr<BlockProfile> Describe(const Block& block) const = 0;
  virtual void Merge(std::unique_ptr<BlockProfile> block) = 0;
  virtual TableProfile Finish() = 0;

  // The state between two merges, in pieces. A builder of the same columns and options that loads
  // it goes on to the same profile; loading is for a fresh builder, before all else. False: the
  // bytes are not such a state, and the builder is of no more use.
  virtual Status Save(const TakePiece& take) const = 0;
  virtual bool Load(std::string_view bytes) = 0;
};

std::unique_ptr<TableProfileBuilder> MakeTableProfileBuilder(
    const std::vector<std::string>& columns, const ProfileOptions& options);

}  // namespace assay

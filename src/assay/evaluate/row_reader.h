// RowReader: the rows of a table one by one, for work that needs no speed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assay/source/source.h"

namespace assay {

class RowReader {
 public:
  static Result<RowReader> Open(const std::string& path, const SourceOptions& options = {});

  const std::vector<std::string>& columns() const { return source_->schema().columns; }
  const Schema& schema() const { return source_->schema(); }

  // Reads the next accepted row; false at the end.
  Result<bool> Next();
  uint64_t row() const {
    return block_.RowOrdinal(at_);
  }  // among all records, rejected ones included
  const std::vector<std::string>& cells() const { return cells_; }
  uint64_t records() const { return records_; }  // so far, rejected ones included; all at the end
  uint64_t rejected() const { return rejected_; }
  // Of the input as stored; complete at the end.
  std::string DigestHex() const { return source_->DigestHex(); }
  uint64_t bytes() const { return source_->BytesRead(); }
  // The index of a column; an input error that names the nearest columns when there is none.
  Result<uint32_t> FindColumn(const std::string& name) const;

 private:
  explicit RowReader(std::unique_ptr<Source> source, std::string path)
      : source_(std::move(source)), path_(std::move(path)) {}

  std::unique_ptr<Source> source_;
  std::string path_;
  Block block_;
  bool started_ = false;
  uint32_t at_ = 0;
  uint64_t records_ = 0;
  uint64_t rejected_ = 0;
  std::vector<std::string> cells_;
};

// The dialect of the CSV files that this program writes.
SourceOptions OwnDialect();

}  // namespace assay

// Reads whole tables from text in tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "assay/source/source.h"

namespace assay {

// A file of the test's own, removed with it.
class TempFile {
 public:
  explicit TempFile(std::string_view bytes) {
    const int fd = mkstemp(path_.data());
    EXPECT_GE(fd, 0);
    close(fd);
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TempFile() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_ = testing::TempDir() + "assay_source_XXXXXX";
};

using Rows = std::vector<std::vector<std::string>>;

// Everything a pass over a source tells.
struct ReadTable {
  Schema schema;
  Rows rows;
  std::vector<uint64_t> ordinals;
  std::vector<uint64_t> lines;
  std::vector<Reject> rejects;
  std::vector<uint64_t> block_rows;  // records of each block
  uint64_t records = 0;
  std::string digest;
  std::string error;
};

// One pass by `threads` threads, put in order by block index.
inline void ReadPass(Source* source, int threads, ReadTable* table) {
  std::mutex mutex;
  std::vector<std::unique_ptr<Block>> blocks;
  const auto work = [&] {
    while (true) {
      auto block = std::make_unique<Block>();
      const Result<bool> more = source->Next(block.get());
      const std::lock_guard lock(mutex);
      if (!more) table->error = more.error().message;
      if (!more || !*more) return;
      const size_t index = block->index;
      if (blocks.size() <= index) blocks.resize(index + 1);
      ASSERT_EQ(blocks[index], nullptr) << "block " << index << " was handed out twice";
      blocks[index] = std::move(block);
    }
  };
  std::vector<std::thread> pool;
  for (int i = 1; i < threads; ++i) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
  table->schema = source->schema();
  table->digest = source->DigestHex();
  if (!table->error.empty()) return;
  std::string scratch;
  for (const auto& block : blocks) {
    ASSERT_NE(block, nullptr);
    ASSERT_EQ(block->first_row, table->records);
    ASSERT_EQ(block->record_count, block->rows() + block->rejects.size());
    LineCounter lines(*block);
    for (uint32_t r = 0; r < block->rows(); ++r) {
      table->lines.push_back(lines.LineOf(r));
      table->ordinals.push_back(block->RowOrdinal(r));
      std::vector<std::string> row;
      for (uint32_t c = 0; c < block->columns; ++c) row.emplace_back(block->Value(r, c, &scratch));
      table->rows.push_back(std::move(row));
    }
    table->rejects.insert(table->rejects.end(), block->rejects.begin(), block->rejects.end());
    table->block_rows.push_back(block->record_count);
    table->records += block->record_count;
  }
}

inline ReadTable ReadPath(const std::string& path, const SourceOptions& options = {},
                          int threads = 1) {
  ReadTable table;
  Result<std::unique_ptr<Source>> source = OpenSource(path, options);
  if (!source) {
    table.error = source.error().message;
    return table;
  }
  ReadPass(source->get(), threads, &table);
  return table;
}

inline ReadTable ReadText(std::string_view text, const SourceOptions& options = {},
                          int threads = 1) {
  const TempFile file(text);
  return ReadPath(file.path(), options, threads);
}

}  // namespace assay

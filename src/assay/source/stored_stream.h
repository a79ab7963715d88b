// The stored bytes of a file or pipe in order, with their digest; a pipe can be spooled.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "assay/base/hash.h"
#include "assay/source/byte_stream.h"
#include "assay/source/spool.h"
#include "assay/source/stored_file.h"

namespace assay {

class StoredStream : public ByteStream {
 public:
  StoredStream(StoredFile file, std::string temp_directory)
      : file_(std::move(file)), temp_directory_(std::move(temp_directory)) {}

  const StoredFile& file() const { return file_; }

  Result<size_t> Read(char* out, size_t size) override;
  // Until Commit everything that is read stays in memory, and Rewind starts over from there. Behind
  // it a pipe can be rewound only when ExpectRewind was called before.
  void ExpectRewind() { spooling_ = !file_.regular(); }
  Status Commit();
  Status Rewind();
  // Gives the file away, for reading it in another way.
  StoredFile TakeFile() { return std::move(file_); }

  // Reads what is left, so that the digest covers all. An input whose digest is not that of the
  // first pass is an error.
  Status EndPass();

  std::string DigestHex() const { return hex_; }
  uint64_t bytes_read() const { return position_.load(std::memory_order_relaxed); }

 private:
  Result<size_t> ReadPipe(char* out, size_t size);

  StoredFile file_;
  const std::string temp_directory_;
  std::atomic<uint64_t> position_{0};
  std::string head_;  // what was read before Commit
  bool committed_ = false;
  bool spooling_ = false;
  std::unique_ptr<Spool> spool_;
  std::unique_ptr<ByteStream> replay_;
  Xxh128Digest digest_;
  uint64_t digested_ = 0;
  std::string hex_;
};

}  // namespace assay

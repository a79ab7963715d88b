// Byte streams: bytes in order, each kind over the one below it (stored bytes, unpacked, as UTF-8).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/source/source.h"

namespace assay {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Reads at least one byte and at most `size` (not 0); 0 bytes only at the end.
  virtual Result<size_t> Read(char* out, size_t size) = 0;
};

// Reads until `size` bytes are there or the stream ends.
Result<size_t> ReadFully(ByteStream* stream, char* out, size_t size);

enum class Compression : uint8_t { kNone, kGzip, kZstd };

// The compression that the first bytes of a file tell.
Compression CompressionOf(std::string_view first_bytes);

// Unpacks gzip (also several members behind each other) and zstd (also several frames). `below`
// must outlive the stream; `name` is blamed in errors, which tell the position in the stored bytes.
std::unique_ptr<ByteStream> MakeGzipStream(ByteStream* below, std::string name);
std::unique_ptr<ByteStream> MakeZstdStream(ByteStream* below, std::string name);

// Makes UTF-8 of another encoding. A byte order mark is dropped; what can't be decoded becomes
// U+FFFD.
std::unique_ptr<ByteStream> MakeTranscodingStream(ByteStream* below, Encoding encoding);

// Bytes of a stream that were read and not yet used.
class StreamBuffer {
 public:
  StreamBuffer(ByteStream* below, size_t capacity) : below_(below), bytes_(capacity) {}

  // What is there; at least one byte unless the stream has ended.
  Result<std::string_view> Peek();
  void Skip(size_t bytes) { begin_ += bytes; }
  // Reads on although bytes are left; false at the end.
  Result<bool> More();
  // The position of the next unused byte.
  uint64_t position() const { return read_ - (end_ - begin_); }

 private:
  ByteStream* const below_;
  std::vector<char> bytes_;
  size_t begin_ = 0;
  size_t end_ = 0;
  uint64_t read_ = 0;
};

}  // namespace assay

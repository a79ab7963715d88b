// Byte input: the text of a table, in ranges.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "assay/base/result.h"

namespace assay {

// Offsets count decoded bytes from the input's start.
class ByteInput {
 public:
  virtual ~ByteInput() = default;

  // Whether ranges may be read in any order and by several threads at once. If not, ReadRange is
  // called by one thread at a time, each range beginning where the last one ended.
  virtual bool random_access() const = 0;
  // Reads `size` bytes at `offset`; fewer only at the input's end.
  virtual Result<size_t> ReadRange(uint64_t offset, char* out, size_t size) = 0;
  // The same for bytes behind the ranges read so far, which a later ReadRange will give again.
  virtual Result<size_t> ReadAhead(uint64_t offset, char* out, size_t size) = 0;

  // Digests the next bytes. Called in order, for all bytes of the input, by one thread at a time;
  // only with random access, because other inputs see their stored bytes in order anyway.
  virtual void Digest(std::string_view bytes) = 0;
  // Called once behind each whole pass. An input that differs from the first pass is an error.
  virtual Status EndPass() = 0;
  virtual Status Rewind() = 0;
  virtual void ExpectRewind() = 0;

  virtual std::string DigestHex() const = 0;  // of the stored bytes; "" before the first EndPass
  virtual uint64_t BytesTotal() const = 0;    // stored; 0 when unknown
  virtual uint64_t BytesRead() const = 0;     // stored
};

}  // namespace assay

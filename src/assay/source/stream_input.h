// A byte input over a stream: compressed files, pipes, and text in other encodings than UTF-8.
#pragma once

#include <memory>

#include "assay/source/byte_input.h"
#include "assay/source/stored_stream.h"

namespace assay {

// The stream of UTF-8 text over stored bytes. `stored` must outlive it.
class TextStream : public ByteStream {
 public:
  TextStream(StoredStream* stored, Compression compression, Encoding encoding);
  Result<size_t> Read(char* out, size_t size) override { return top_->Read(out, size); }

 private:
  std::unique_ptr<ByteStream> unpacked_;
  std::unique_ptr<ByteStream> transcoded_;
  ByteStream* top_;
};

// `stored` must stand at its start, and not be committed.
std::unique_ptr<ByteInput> MakeStreamInput(std::unique_ptr<StoredStream> stored,
                                           Compression compression, Encoding encoding);

}  // namespace assay

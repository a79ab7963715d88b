// ZstdPacker: compresses bytes as they come.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "assay/base/result.h"

struct ZSTD_CCtx_s;

namespace assay {

// Makes one zstd frame (RFC 8878) of all that is appended until Finish. Without memory it throws
// std::bad_alloc.
class ZstdPacker {
 public:
  using Sink = std::function<Status(std::string_view packed)>;

  ZstdPacker(int level, Sink sink);
  ~ZstdPacker();
  ZstdPacker(const ZstdPacker&) = delete;
  ZstdPacker& operator=(const ZstdPacker&) = delete;

  // Errors are those of the sink.
  Status Append(std::string_view bytes);
  Status Finish();

 private:
  // Gives what is compressed to the sink; false when there may be more without further input.
  Result<bool> PackSome(std::string_view* bytes, bool last);

  Sink sink_;
  std::vector<char> packed_;
  ZSTD_CCtx_s* const context_;
};

}  // namespace assay

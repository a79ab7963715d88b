// zstd's streaming interface; used rightly, only want of memory makes it fail.
#include "assay/source/zstd_packer.h"

#include <zstd.h>

#include "assay/base/need_memory.h"

namespace assay {

ZstdPacker::ZstdPacker(int level, Sink sink)
    : sink_(std::move(sink)), packed_(ZSTD_CStreamOutSize()), context_(ZSTD_createCCtx()) {
  NeedMemory(context_ != nullptr);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, level);
}

ZstdPacker::~ZstdPacker() { ZSTD_freeCCtx(context_); }

Status ZstdPacker::Append(std::string_view bytes) {
  while (!bytes.empty()) ASSAY_TRY_STATUS(PackSome(&bytes, false));
  return {};
}

Status ZstdPacker::Finish() {
  std::string_view nothing;
  while (true) {
    ASSAY_TRY(const bool done, PackSome(&nothing, true));
    if (done) return {};
  }
}

Result<bool> ZstdPacker::PackSome(std::string_view* bytes, bool last) {
  ZSTD_inBuffer input{bytes->data(), bytes->size(), 0};
  ZSTD_outBuffer output{packed_.data(), packed_.size(), 0};
  const size_t left =
      ZSTD_compressStream2(context_, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
  NeedMemory(!ZSTD_isError(left));
  bytes->remove_prefix(input.pos);
  if (output.pos > 0) ASSAY_TRY_STATUS(sink_({packed_.data(), output.pos}));
  return left == 0;
}

}  // namespace assay

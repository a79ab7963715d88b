// Piece by piece, as the source reads.
#include "assay/source/input_digest.h"

#include <vector>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/source/stored_file.h"

namespace assay {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

}  // namespace

Result<InputDigest> DigestInput(const std::string& path, const SourceOptions& options) {
  ASSAY_TRY(const StoredFile file,
            StoredFile::Open(path, options.may_wait, options.retries, options.within.get()));
  if (!file.regular()) return InputError(fmt::format("{}: is no regular file", path));
  std::vector<char> piece(kPieceBytes);
  Xxh128Digest digest;
  InputDigest result;
  while (true) {
    if (options.may_wait) ASSAY_TRY_STATUS(options.may_wait());
    ASSAY_TRY(const size_t got, file.ReadAt(result.bytes, piece.data(), piece.size()));
    if (got == 0) break;
    digest.Update({piece.data(), got});
    result.bytes += got;
  }
  ASSAY_TRY_STATUS(file.CheckUnchanged());
  result.hex = digest.Hex();
  return result;
}

}  // namespace assay

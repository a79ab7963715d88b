// Sealed bytes: content between a name of its format and its own digest, so that damage is noticed.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/hash.h"
#include "assay/base/result.h"

namespace assay {

// Seals content that comes in pieces, the format's line first: what Add and Close return, one
// behind the other, is what Seal returns.
class Sealer {
 public:
  std::string_view Add(std::string_view piece) {
    digest_.Update(piece);
    return piece;
  }
  std::string Close() const { return digest_.Hex(); }

 private:
  Xxh128Digest digest_;
};

// `format` (a line that names the format and its version), the content, and their XXH3-128 digest.
std::string Seal(std::string_view format, std::string_view content);

// The content of what Seal wrote; the view points into `bytes`. Damage or another format is an
// input error that calls the bytes `what`.
Result<std::string_view> Unseal(std::string_view format, std::string_view bytes,
                                std::string_view what);

}  // namespace assay

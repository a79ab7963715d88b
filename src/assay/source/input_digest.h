// The digest of a stored input, without reading its rows.
#pragma once

#include <cstdint>
#include <string>

#include "assay/base/result.h"
#include "assay/source/source.h"

namespace assay {

struct InputDigest {
  std::string hex;  // XXH3-128 of the bytes as stored: what Source::DigestHex says behind a pass
  uint64_t bytes = 0;
};

// Reads the regular file `path` once. `may_wait`, `retries` and `within` of `options` count;
// may_wait is asked before every piece. A file that is no regular one, or that changes meanwhile,
// is an error.
Result<InputDigest> DigestInput(const std::string& path, const SourceOptions& options);

}  // namespace assay

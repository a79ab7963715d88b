// Spool: keeps what a pipe gave, compressed, in a temporary file without a name.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "assay/base/result.h"
#include "assay/source/byte_stream.h"

namespace assay {

// Bytes can be appended and read from the start any number of times.
class Spool {
 public:
  virtual ~Spool() = default;
  // Creates the file in `directory`, or in the system's temporary directory when it is "".
  static Result<std::unique_ptr<Spool>> Create(const std::string& directory);

  virtual Status Append(std::string_view bytes) = 0;
  // A stream over all that has been appended. It ends there; the spool must outlive it.
  virtual Result<std::unique_ptr<ByteStream>> Replay() = 0;
};

}  // namespace assay

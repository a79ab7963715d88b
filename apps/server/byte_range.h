// ByteRange: the part of a file that a request asks for (RFC 9110, section 14).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::server {

struct ByteRange {
  uint64_t first = 0;
  uint64_t bytes = 0;  // 0: no byte of the file is in the range (416)
};

// What a Range header means for a file of `size` bytes. Nothing: the whole file is to be sent, as
// it is for what is no single range of bytes (several ranges may be ignored).
std::optional<ByteRange> ReadByteRange(std::string_view header, uint64_t size);

}  // namespace assay::server

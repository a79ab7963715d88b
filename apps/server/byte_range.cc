// "bytes=FIRST-LAST", "bytes=FIRST-", "bytes=-COUNT".
#include "server/byte_range.h"

#include <algorithm>
#include <charconv>

namespace assay::server {
namespace {

constexpr std::string_view kUnit = "bytes=";

// Digits and nothing else; what is too large for 64 bits is as large as can be.
std::optional<uint64_t> ReadDigits(std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end != text.data() + text.size()) return std::nullopt;
  return error == std::errc() ? number : UINT64_MAX;
}

}  // namespace

std::optional<ByteRange> ReadByteRange(std::string_view header, uint64_t size) {
  if (!header.starts_with(kUnit)) return std::nullopt;
  header.remove_prefix(kUnit.size());
  const size_t dash = header.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = ReadDigits(header.substr(0, dash));
  const auto last = ReadDigits(header.substr(dash + 1));
  if (dash == 0) {  // the last so many bytes
    if (!last) return std::nullopt;
    const uint64_t bytes = std::min(*last, size);
    return ByteRange{size - bytes, bytes};
  }
  const bool is_open = dash + 1 == header.size();
  if (!first || (!last && !is_open) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return ByteRange{0, 0};
  const uint64_t end = last && *last < size ? *last + 1 : size;
  return ByteRange{*first, end - *first};
}

}  // namespace assay::server

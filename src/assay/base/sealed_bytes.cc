// The digest covers the format's name too.
#include "assay/base/sealed_bytes.h"

#include <fmt/format.h>

#include "assay/base/hash.h"

namespace assay {
namespace {

constexpr size_t kDigestBytes = 32;

std::string DigestOf(std::string_view bytes) {
  Xxh128Digest digest;
  digest.Update(bytes);
  return digest.Hex();
}

}  // namespace

std::string Seal(std::string_view format, std::string_view content) {
  std::string bytes;
  bytes.reserve(format.size() + content.size() + kDigestBytes);
  bytes.append(format).append(content);
  bytes += DigestOf(bytes);
  return bytes;
}

Result<std::string_view> Unseal(std::string_view format, std::string_view bytes,
                                std::string_view what) {
  if (!bytes.starts_with(format)) {
    return InputError(
        fmt::format("{} is not of the format that this program writes; make it anew", what));
  }
  const size_t end = bytes.size() < format.size() + kDigestBytes ? 0 : bytes.size() - kDigestBytes;
  if (end == 0 || DigestOf(bytes.substr(0, end)) != bytes.substr(end)) {
    return InputError(fmt::format("{} is damaged: its digest does not match; make it anew", what));
  }
  return bytes.substr(format.size(), end - format.size());
}

}  // namespace assay

// Hashes over xxhash and OpenSSL.
#include "assay/base/hash.h"

#include <openssl/evp.h>

#include "assay/base/libcrypto.h"
#include "assay/base/need_memory.h"

#define XXH_STATIC_LINKING_ONLY
#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#define XXH_DISPATCH_DISABLE_REPLACE  // short hashes are faster without asking for the machine
#include <xxh_x86dispatch.h>
#define ASSAY_XXH_UPDATE \
  XXH3_128bits_update_dispatch  // AVX2 and AVX-512 where there are; same digests
#else
#define ASSAY_XXH_UPDATE XXH3_128bits_update
#endif

namespace assay {
namespace {

std::string HexOf(const unsigned char* bytes, size_t size) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(size * 2);
  for (size_t i = 0; i < size; ++i) {
    out.push_back(kDigits[bytes[i] >> 4]);
    out.push_back(kDigits[bytes[i] & 15]);
  }
  return out;
}

}  // namespace

uint64_t Hash64(std::string_view data, uint64_t seed) {
  return XXH3_64bits_withSeed(data.data(), data.size(), seed);
}

std::string Sha256Hex(std::string_view data) {
  Sha256Digest digest;
  digest.Update(data);
  return digest.Hex();
}

struct Xxh128Digest::State {
  XXH3_state_t xxh;
};

Xxh128Digest::Xxh128Digest() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(&state_->xxh);
}
Xxh128Digest::~Xxh128Digest() = default;
Xxh128Digest::Xxh128Digest(Xxh128Digest&&) noexcept = default;
Xxh128Digest& Xxh128Digest::operator=(Xxh128Digest&&) noexcept = default;

void Xxh128Digest::Update(std::string_view data) {
  ASSAY_XXH_UPDATE(&state_->xxh, data.data(), data.size());
}

std::string Xxh128Digest::Hex() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_->xxh));
  return HexOf(canonical.digest, sizeof canonical.digest);
}

struct Sha256Digest::State {
  EVP_MD_CTX* context = nullptr;
  State() {
    NeedLibcrypto();
    context = EVP_MD_CTX_new();
    NeedMemory(context != nullptr);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256Digest::Sha256Digest() : state_(std::make_unique<State>()) {
  NeedMemory(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}
Sha256Digest::~Sha256Digest() = default;
Sha256Digest::Sha256Digest(Sha256Digest&&) noexcept = default;
Sha256Digest& Sha256Digest::operator=(Sha256Digest&&) noexcept = default;

void Sha256Digest::Update(std::string_view data) {
  NeedMemory(EVP_DigestUpdate(state_->context, data.data(), data.size()) == 1);
}

std::string Sha256Digest::Hex() const {
  const State copy;
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  NeedMemory(EVP_MD_CTX_copy_ex(copy.context, state_->context) == 1 &&
             EVP_DigestFinal_ex(copy.context, bytes, &size) == 1);
  return HexOf(bytes, size);
}

std::string Hex64(uint64_t value) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(value >> (56 - 8 * i));
  return HexOf(bytes, sizeof bytes);
}

}  // namespace assay

// Hashes: XXH3 for identity and caches, SHA-256 for configurations, rules and models.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assay {

// XXH3, 64 bits, of the bytes of `data`.
uint64_t Hash64(std::string_view data, uint64_t seed = 0);

// Mixes two 64-bit hashes into one; not commutative.
inline uint64_t MixHash(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdULL;
  return x ^ (x >> 32);
}

// Mixes a code (a small number) into a hash or another code. MixHash does not spread small numbers:
// of a million pairs of them it makes fewer than 70,000 hashes, this a million.
inline uint64_t MixCode(uint64_t hash, uint32_t code) {
  uint64_t x = hash * 0x9e3779b97f4a7c15ULL;
  x ^= x >> 32;
  return x * 0xff51afd7ed558ccdULL + code;
}

// Lower-case hexadecimal of SHA-256 of `data`.
std::string Sha256Hex(std::string_view data);

// A running XXH3-128 digest; Hex() prints it as `xxhsum -H2` does.
class Xxh128Digest {
 public:
  Xxh128Digest();
  ~Xxh128Digest();
  Xxh128Digest(Xxh128Digest&&) noexcept;
  Xxh128Digest& operator=(Xxh128Digest&&) noexcept;
  void Update(std::string_view data);
  std::string Hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A running SHA-256 digest.
class Sha256Digest {
 public:
  Sha256Digest();
  ~Sha256Digest();
  Sha256Digest(Sha256Digest&&) noexcept;
  Sha256Digest& operator=(Sha256Digest&&) noexcept;
  void Update(std::string_view data);
  std::string Hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `value` as 16 lower-case hexadecimal digits.
std::string Hex64(uint64_t value);

}  // namespace assay

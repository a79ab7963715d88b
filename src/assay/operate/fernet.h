// Fernet tokens: small texts encrypted and authenticated, as Python's `cryptography` makes them.
// Specification: https://github.com/fernet/spec (version 0x80: AES-128-CBC, HMAC-SHA-256).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/base/result.h"
#include "assay/operate/key_ring.h"

namespace assay {

// How old a token may be, and what time it is, in seconds since 1970.
struct TokenAge {
  int64_t now = 0;
  int64_t ttl_seconds = 0;
};

// Encrypts under the primary key. `seconds` is the token's time.
std::string FernetEncrypt(std::string_view plain, const KeyRing& ring, int64_t seconds);

// Tries every key. With an age, a token that is older than it, or more than 60 s in the future, is
// refused. Each refusal is a usage error that says no more than an attacker may know.
Result<std::string> FernetDecrypt(std::string_view token, const KeyRing& ring,
                                  std::optional<TokenAge> age = std::nullopt);

// The same text under the primary key with the time of the old token, as MultiFernet.rotate does.
Result<std::string> FernetRotate(std::string_view token, const KeyRing& ring);

// For tests against the specification: the initialisation vector is given.
std::string FernetEncryptWithVector(std::string_view plain, const SecretKey& key, int64_t seconds,
                                    std::string_view vector);

}  // namespace assay

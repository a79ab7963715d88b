// The few primitives of OpenSSL that keys, tokens, audit lines and encrypted files stand on.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// HMAC-SHA-256, 32 bytes.
std::string HmacSha256(std::string_view key, std::string_view data);

// HKDF-SHA-256 (RFC 5869), 32 bytes.
std::string DeriveKey(std::string_view secret, std::string_view salt, std::string_view info);

// Bytes of the system's generator for keys; aborts when it has none, as nothing safe can follow.
std::string RandomBytes(size_t count);

// Whether two texts are equal, in a time that depends on their length only.
bool EqualInConstantTime(std::string_view a, std::string_view b);

// Lower-case hexadecimal of the bytes.
std::string HexOfBytes(std::string_view bytes);

// Overwrites the bytes so that no copy of a secret stays in memory.
void Wipe(std::string* secret);

}  // namespace assay

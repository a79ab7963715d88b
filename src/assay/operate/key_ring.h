// KeyRing: the secret keys of a key file, newest first, and how such a file is made and rotated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"

namespace assay {

// 32 secret bytes, wiped from memory when it goes. Written as 44 characters of URL-safe base64: the
// form of a Fernet key.
class SecretKey {
 public:
  explicit SecretKey(std::string bytes);
  SecretKey(const SecretKey&) = default;
  SecretKey(SecretKey&&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  SecretKey& operator=(SecretKey&&) = default;
  ~SecretKey();

  const std::string& bytes() const { return bytes_; }
  // Eight bytes that name the key and tell nothing of it, and the same in hexadecimal.
  std::string Id() const;
  std::string IdHex() const;
  std::string Text() const;

  static SecretKey Random();
  // Nothing but a usage error says what is wrong; the text itself is never repeated.
  static Result<SecretKey> Parse(std::string_view text, const std::string& where);

 private:
  std::string bytes_;
};

// The first key encrypts and signs; every key decrypts and verifies. Never empty.
struct KeyRing {
  std::vector<SecretKey> keys;
  const SecretKey& primary() const { return keys.front(); }
};

// A file that others may read, or its group write, is a usage error that calls it `what`.
Status CheckPrivateFile(const std::string& path, std::string_view what);

// Reads a key file (one key a line; empty lines and lines that start with '#' do not count), or the
// environment variable NAME for "env:NAME".
Result<KeyRing> ReadKeys(const std::string& reference);

// Makes a file with one fresh key, mode 0600, durable; never touches one that exists.
Result<KeyRing> GenerateKeyFile(const std::string& path);

// Puts a fresh key before the others and keeps at most `keep` keys; the file is replaced in one
// step.
Result<KeyRing> RotateKeyFile(const std::string& path, size_t keep);

// Reads the keys, or makes the file when there is none. In production a missing file is an error
// that tells how to make one.
Result<KeyRing> ReadOrGenerateKeys(const std::string& reference, bool production, bool* generated);

}  // namespace assay

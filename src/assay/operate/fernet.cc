// Token = 0x80 | time (8 bytes) | IV (16) | AES-128-CBC | HMAC-SHA-256 (32), in URL-safe base64.
#include "assay/operate/fernet.h"

#include <openssl/evp.h>

#include <memory>

#include "assay/base/check.h"
#include "assay/base/need_memory.h"
#include "assay/operate/base64_url.h"
#include "assay/operate/crypto.h"

namespace assay {
namespace {

constexpr char kVersion = static_cast<char>(0x80);
constexpr size_t kTimeBytes = 8;
constexpr size_t kVectorBytes = 16;
constexpr size_t kHeaderBytes = 1 + kTimeBytes + kVectorBytes;
constexpr size_t kBlockBytes = 16;
constexpr size_t kMacBytes = 32;
constexpr int64_t kMaxClockSkew = 60;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* In(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Out(std::string* text) { return reinterpret_cast<unsigned char*>(text->data()); }

std::string_view SigningHalf(const SecretKey& key) {
  return std::string_view(key.bytes()).substr(0, 16);
}
std::string_view CipherHalf(const SecretKey& key) {
  return std::string_view(key.bytes()).substr(16);
}

std::string EncryptCbc(std::string_view plain, std::string_view key, std::string_view vector) {
  const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  NeedMemory(context != nullptr);
  std::string out(plain.size() + kBlockBytes, '\0');
  int size = 0;
  int rest = 0;
  NeedMemory(EVP_EncryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, In(key), In(vector)) ==
             1);
  NeedMemory(EVP_EncryptUpdate(context.get(), Out(&out), &size, In(plain),
                               static_cast<int>(plain.size())) == 1);
  NeedMemory(EVP_EncryptFinal_ex(context.get(), Out(&out) + size, &rest) == 1);
  out.resize(static_cast<size_t>(size + rest));
  return out;
}

std::optional<std::string> DecryptCbc(std::string_view cipher, std::string_view key,
                                      std::string_view vector) {
  const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  NeedMemory(context != nullptr);
  std::string out(cipher.size() + kBlockBytes, '\0');
  int size = 0;
  int rest = 0;
  NeedMemory(EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, In(key), In(vector)) ==
             1);
  const bool fine = EVP_DecryptUpdate(context.get(), Out(&out), &size, In(cipher),
                                      static_cast<int>(cipher.size())) == 1 &&
                    EVP_DecryptFinal_ex(context.get(), Out(&out) + size, &rest) == 1;
  if (!fine) return std::nullopt;
  out.resize(static_cast<size_t>(size + rest));
  return out;
}

Error Refused() {
  return UsageError(
      "the token can't be decrypted: it is damaged, too old, or made with a key that the key file "
      "does not hold");
}

// The bytes of a token whose shape is right; its content is not trusted yet.
Result<std::string> Unpack(std::string_view token) {
  auto bytes = DecodeBase64Url(token);
  if (!bytes || bytes->size() < kHeaderBytes + kBlockBytes + kMacBytes || (*bytes)[0] != kVersion)
    return Refused();
  if ((bytes->size() - kHeaderBytes - kMacBytes) % kBlockBytes != 0) return Refused();
  return *std::move(bytes);
}

int64_t TimeOf(std::string_view bytes) {
  uint64_t seconds = 0;
  for (size_t i = 1; i <= kTimeBytes; ++i)
    seconds = seconds << 8 | static_cast<unsigned char>(bytes[i]);
  return static_cast<int64_t>(seconds);
}

Result<std::string> Open(std::string_view bytes, const KeyRing& ring) {
  const std::string_view body = bytes.substr(0, bytes.size() - kMacBytes);
  const std::string_view mac = bytes.substr(body.size());
  for (const SecretKey& key : ring.keys) {
    if (!EqualInConstantTime(HmacSha256(SigningHalf(key), body), mac)) continue;
    auto plain = DecryptCbc(body.substr(kHeaderBytes), CipherHalf(key),
                            body.substr(1 + kTimeBytes, kVectorBytes));
    if (!plain) return Refused();
    return *std::move(plain);
  }
  return Refused();
}

bool IsWithin(int64_t seconds, const TokenAge& age) {
  if (seconds < 0 || seconds > age.now + kMaxClockSkew) return false;
  return age.now - seconds <= age.ttl_seconds;
}

}  // namespace

std::string FernetEncryptWithVector(std::string_view plain, const SecretKey& key, int64_t seconds,
                                    std::string_view vector) {
  ASSAY_CHECK(vector.size() == kVectorBytes);
  std::string body(1, kVersion);
  for (int shift = 56; shift >= 0; shift -= 8)
    body.push_back(static_cast<char>(seconds >> shift & 0xFF));
  body.append(vector).append(EncryptCbc(plain, CipherHalf(key), vector));
  body.append(HmacSha256(SigningHalf(key), body));
  return EncodeBase64Url(body);
}

std::string FernetEncrypt(std::string_view plain, const KeyRing& ring, int64_t seconds) {
  return FernetEncryptWithVector(plain, ring.primary(), seconds, RandomBytes(kVectorBytes));
}

Result<std::string> FernetDecrypt(std::string_view token, const KeyRing& ring,
                                  std::optional<TokenAge> age) {
  ASSAY_TRY(const std::string bytes, Unpack(token));
  if (age && !IsWithin(TimeOf(bytes), *age)) return Refused();
  return Open(bytes, ring);
}

Result<std::string> FernetRotate(std::string_view token, const KeyRing& ring) {
  ASSAY_TRY(const std::string bytes, Unpack(token));
  ASSAY_TRY(std::string plain, Open(bytes, ring));
  std::string rotated = FernetEncrypt(plain, ring, TimeOf(bytes));
  Wipe(&plain);
  return rotated;
}

}  // namespace assay

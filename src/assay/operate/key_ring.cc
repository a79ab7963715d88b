// Key files: 0600, replaced atomically, never printed.
#include "assay/operate/key_ring.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/check.h"
#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/base/runtime.h"
#include "assay/operate/base64_url.h"
#include "assay/operate/crypto.h"

namespace assay {
namespace {

constexpr size_t kKeyBytes = 32;
constexpr std::string_view kFromEnvironment = "env:";

Error FileError(std::string_view what, const std::string& path) {
  return InputError(
      fmt::format("{} the key file '{}' failed: {}", what, path, std::strerror(errno)));
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

Status SyncFolder(const std::string& path) {
  return SystemRuntime().files->SyncDirectory(FolderOf(path));
}

// Creates `path` anew with mode 0600 and makes its bytes durable.
Status CreateSecret(const std::string& path, const KeyRing& ring) {
  const int descriptor =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return FileError("creating", path);
  std::string text;
  for (const SecretKey& key : ring.keys) text += key.Text() + "\n";
  const bool written =
      fchmod(descriptor, 0600) == 0 && WriteAll(descriptor, text) && fsync(descriptor) == 0;
  const int code = errno;
  Wipe(&text);
  close(descriptor);
  if (written) return {};
  unlink(path.c_str());
  errno = code;
  return FileError("writing", path);
}

Result<KeyRing> ParseKeys(std::string_view text, const std::string& where) {
  KeyRing ring;
  int number = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    ASSAY_TRY(SecretKey key, SecretKey::Parse(line, fmt::format("{}:{}", where, number)));
    ring.keys.push_back(std::move(key));
  }
  if (ring.keys.empty()) return UsageError(fmt::format("{} holds no key", where));
  return ring;
}

}  // namespace

SecretKey::SecretKey(std::string bytes) : bytes_(std::move(bytes)) {
  ASSAY_CHECK(bytes_.size() == kKeyBytes);
}
SecretKey::~SecretKey() { Wipe(&bytes_); }

std::string SecretKey::Id() const { return HmacSha256(bytes_, "assay key id 1").substr(0, 8); }
std::string SecretKey::IdHex() const { return HexOfBytes(Id()); }
std::string SecretKey::Text() const { return EncodeBase64Url(bytes_); }
SecretKey SecretKey::Random() { return SecretKey(RandomBytes(kKeyBytes)); }

Result<SecretKey> SecretKey::Parse(std::string_view text, const std::string& where) {
  auto bytes = DecodeBase64Url(text);
  if (!bytes || bytes->size() != kKeyBytes) {
    return UsageError(
        fmt::format("{}: found {} characters that are no key, expected 44 characters of URL-safe "
                    "base64 (32 bytes); make one with: assay keys generate FILE",
                    where, text.size()));
  }
  return SecretKey(*std::move(bytes));
}

Status CheckPrivateFile(const std::string& path, std::string_view what) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    return InputError(
        fmt::format("reading the {} '{}' failed: {}", what, path, std::strerror(errno)));
  }
  if ((info.st_mode & (S_IRWXO | S_IWGRP)) == 0) return {};
  return UsageError(
      fmt::format("the {} '{}' has mode {:04o}: others may read it, or its group write it; "
                  "run: chmod 600 {}",
                  what, path, info.st_mode & 07777, path));
}

Result<KeyRing> ReadKeys(const std::string& reference) {
  if (reference.starts_with(kFromEnvironment)) {
    const std::string name = reference.substr(kFromEnvironment.size());
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') {
      return UsageError(
          fmt::format("the environment variable {} should hold a key and is not set", name));
    }
    return ParseKeys(value, "environment variable " + name);
  }
  ASSAY_TRY_STATUS(CheckPrivateFile(reference, "key file"));
  ASSAY_TRY(std::string text, SystemRuntime().files->ReadAll(reference));
  auto ring = ParseKeys(text, reference);
  Wipe(&text);
  return ring;
}

Result<KeyRing> GenerateKeyFile(const std::string& path) {
  std::error_code code;
  const std::filesystem::path folder = FolderOf(path);
  if (!std::filesystem::exists(folder, code)) {
    std::filesystem::create_directories(folder, code);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, code);
  }
  if (std::filesystem::exists(path, code)) {
    return UsageError(fmt::format(
        "the key file '{}' exists; to add a new key run: assay keys rotate {}", path, path));
  }
  KeyRing ring{{SecretKey::Random()}};
  ASSAY_TRY_STATUS(CreateSecret(path, ring));
  ASSAY_TRY_STATUS(SyncFolder(path));
  return ring;
}

Result<KeyRing> RotateKeyFile(const std::string& path, size_t keep) {
  ASSAY_TRY(KeyRing ring, ReadKeys(path));
  ring.keys.insert(ring.keys.begin(), SecretKey::Random());
  if (ring.keys.size() > keep)
    ring.keys.erase(ring.keys.begin() + static_cast<std::ptrdiff_t>(keep), ring.keys.end());
  const std::string fresh = path + ".new";
  unlink(fresh.c_str());  // of a rotation that was cut off
  ASSAY_TRY_STATUS(CreateSecret(fresh, ring));
  if (rename(fresh.c_str(), path.c_str()) != 0) return FileError("replacing", path);
  ASSAY_TRY_STATUS(SyncFolder(path));
  return ring;
}

Result<KeyRing> ReadOrGenerateKeys(const std::string& reference, bool production, bool* generated) {
  *generated = false;
  std::error_code code;
  const bool is_file = !reference.starts_with(kFromEnvironment);
  if (!is_file || std::filesystem::exists(reference, code)) return ReadKeys(reference);
  if (production) {
    return UsageError(
        fmt::format("there is no key file '{}', and in production none is made silently; run: "
                    "assay keys generate {}",
                    reference, reference));
  }
  *generated = true;
  return GenerateKeyFile(reference);
}

}  // namespace assay

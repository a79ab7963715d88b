// STREAM over AES-256-GCM, chunk by chunk.
#include "assay/operate/file_cipher.h"

#include <openssl/evp.h>

#include <filesystem>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "assay/base/check.h"
#include "assay/base/need_memory.h"
#include "assay/operate/crypto.h"
#include "assay/operate/file_reader.h"

namespace assay {
namespace {

constexpr std::string_view kMagic = "ASSAYENC\x01";
constexpr size_t kIdBytes = 8;
constexpr size_t kSaltBytes = 32;
constexpr size_t kPrefixBytes = 7;
constexpr size_t kHeaderBytes = 9 + kIdBytes + kSaltBytes + kPrefixBytes;
constexpr size_t kChunkBytes = 65'536;
constexpr int kTagBytes = 16;
constexpr int kNonceBytes = 12;

unsigned char* Bytes(char* data) { return reinterpret_cast<unsigned char*>(data); }

// The cipher of one file: seals and opens its chunks in order.
class ChunkCipher {
 public:
  ChunkCipher(const SecretKey& key, std::string_view header)
      : context_(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free),
        key_(DeriveKey(key.bytes(), header.substr(9 + kIdBytes, kSaltBytes), header)),
        nonce_(header.substr(kHeaderBytes - kPrefixBytes)) {
    NeedMemory(context_ != nullptr);
    nonce_.resize(kNonceBytes);
  }
  ~ChunkCipher() { Wipe(&key_); }

  // Encrypts in place and appends the tag.
  void Seal(std::string* chunk, bool last) {
    NextNonce(last);
    int size = 0;
    NeedMemory(EVP_EncryptInit_ex(context_.get(), EVP_aes_256_gcm(), nullptr, Bytes(key_.data()),
                                  Bytes(nonce_.data())) == 1);
    const int bytes = static_cast<int>(chunk->size());
    if (bytes > 0) {
      NeedMemory(EVP_EncryptUpdate(context_.get(), Bytes(chunk->data()), &size,
                                   Bytes(chunk->data()), bytes) == 1);
    }
    NeedMemory(EVP_EncryptFinal_ex(context_.get(), nullptr, &size) == 1);
    char tag[kTagBytes];
    NeedMemory(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag) == 1);
    chunk->append(tag, kTagBytes);
  }

  // Takes the tag off and decrypts in place; false when it does not authenticate.
  bool Open(std::string* chunk, bool last) {
    if (chunk->size() < kTagBytes) return false;
    NextNonce(last);
    const size_t bytes = chunk->size() - kTagBytes;
    int size = 0;
    NeedMemory(EVP_DecryptInit_ex(context_.get(), EVP_aes_256_gcm(), nullptr, Bytes(key_.data()),
                                  Bytes(nonce_.data())) == 1);
    if (bytes > 0 && EVP_DecryptUpdate(context_.get(), Bytes(chunk->data()), &size,
                                       Bytes(chunk->data()), static_cast<int>(bytes)) != 1) {
      return false;
    }
    EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, chunk->data() + bytes);
    if (EVP_DecryptFinal_ex(context_.get(), nullptr, &size) != 1) return false;
    chunk->resize(bytes);
    return true;
  }

 private:
  void NextNonce(bool last) {
    ASSAY_CHECK(counter_ <= UINT32_MAX);  // 256 TiB
    for (size_t i = 0; i < 4; ++i)
      nonce_[kPrefixBytes + i] = static_cast<char>(counter_ >> (24 - 8 * i) & 0xFF);
    nonce_[kNonceBytes - 1] = last ? 1 : 0;
    ++counter_;
  }

  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context_;
  std::string key_;
  std::string nonce_;
  uint64_t counter_ = 0;
};

// Reads chunks one ahead, so that the last one is known as such.
class ChunkReader {
 public:
  ChunkReader(FileReader* reader, size_t chunk_bytes)
      : reader_(reader), chunk_bytes_(chunk_bytes) {}

  Status Begin() { return Fill(&next_); }
  Result<std::string> Next(bool* last) {
    std::string chunk = std::move(next_);
    next_.clear();
    if (chunk.size() == chunk_bytes_) ASSAY_TRY_STATUS(Fill(&next_));
    *last = next_.empty();
    return chunk;
  }

 private:
  Status Fill(std::string* chunk) {
    chunk->resize(chunk_bytes_);
    ASSAY_TRY(const size_t got, reader_->Read(chunk->data(), chunk_bytes_));
    chunk->resize(got);
    return {};
  }
  FileReader* reader_;
  size_t chunk_bytes_;
  std::string next_;
};

// Builds `output` through `write` under a temporary name; what stays behind a failure is removed.
template <typename Write>
Status BuildFile(const std::string& output, const Runtime& runtime, const Write& write) {
  const std::string partial = output + ".partial";
  const Status status = [&]() -> Status {
    ASSAY_TRY(auto file, runtime.files->Create(partial));
    std::error_code code;  // what is worth encrypting is nobody else's to read
    std::filesystem::permissions(partial, std::filesystem::perms(0600), code);
    ASSAY_TRY_STATUS(write(file.get()));
    ASSAY_TRY_STATUS(file->Sync());
    ASSAY_TRY_STATUS(file->Close());
    return runtime.files->Rename(partial, output);
  }();
  if (!status) (void)runtime.files->Remove(partial);
  return status;
}

Error NotAuthentic(const std::string& path) {
  return InputError(fmt::format(
      "'{}' can't be decrypted: it was changed or cut off, or its key is another one", path));
}

Status SealChunks(FileReader* reader, ChunkCipher* cipher, OutputFile* file) {
  ChunkReader chunks(reader, kChunkBytes);
  ASSAY_TRY_STATUS(chunks.Begin());
  for (bool last = false; !last;) {
    ASSAY_TRY(std::string chunk, chunks.Next(&last));
    cipher->Seal(&chunk, last);
    ASSAY_TRY_STATUS(file->Append(chunk));
  }
  return {};
}

Status OpenChunks(const std::string& input, FileReader* reader, ChunkCipher* cipher,
                  OutputFile* file) {
  ChunkReader chunks(reader, kChunkBytes + kTagBytes);
  ASSAY_TRY_STATUS(chunks.Begin());
  for (bool last = false; !last;) {
    ASSAY_TRY(std::string chunk, chunks.Next(&last));
    if (!cipher->Open(&chunk, last)) return NotAuthentic(input);
    ASSAY_TRY_STATUS(file->Append(chunk));
  }
  return {};
}

const SecretKey* FindKey(const KeyRing& ring, std::string_view id) {
  for (const SecretKey& key : ring.keys) {
    if (key.Id() == id) return &key;
  }
  return nullptr;
}

}  // namespace

Status EncryptFile(const std::string& input, const std::string& output, const KeyRing& ring,
                   const Runtime& runtime) {
  ASSAY_TRY(FileReader reader, FileReader::Open(input));
  std::string header(kMagic);
  header += ring.primary().Id();
  header += RandomBytes(kSaltBytes + kPrefixBytes);
  ChunkCipher cipher(ring.primary(), header);
  return BuildFile(output, runtime, [&](OutputFile* file) -> Status {
    ASSAY_TRY_STATUS(file->Append(header));
    return SealChunks(&reader, &cipher, file);
  });
}

Status DecryptFile(const std::string& input, const std::string& output, const KeyRing& ring,
                   const Runtime& runtime) {
  ASSAY_TRY(FileReader reader, FileReader::Open(input));
  std::string header(kHeaderBytes, '\0');
  ASSAY_TRY(const size_t got, reader.Read(header.data(), header.size()));
  if (got < header.size() || !header.starts_with(kMagic)) {
    return InputError(
        fmt::format("'{}' is no encrypted file of assay, or its start is damaged", input));
  }
  const SecretKey* key = FindKey(ring, std::string_view(header).substr(kMagic.size(), kIdBytes));
  if (key == nullptr) {
    return InputError(
        fmt::format("'{}' was encrypted with the key {}, which the key file does not hold", input,
                    HexOfBytes(std::string_view(header).substr(kMagic.size(), kIdBytes))));
  }
  ChunkCipher cipher(*key, header);
  return BuildFile(output, runtime,
                   [&](OutputFile* file) { return OpenChunks(input, &reader, &cipher, file); });
}

bool IsEncryptedFile(const std::string& path) {
  auto reader = FileReader::Open(path);
  if (!reader) return false;
  std::string start(kMagic.size(), '\0');
  const auto got = reader->Read(start.data(), start.size());
  return got && *got == start.size() && start == kMagic;
}

}  // namespace assay

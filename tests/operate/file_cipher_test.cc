// Encrypted files: they come back whole, and nothing changed, cut, swapped or glued is taken for
// them.
#include "assay/operate/file_cipher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <random>

#include "failing_files.h"
#include "scratch_directory.h"

namespace assay {
namespace {

using testing::HasSubstr;

constexpr size_t kSealedChunk = 65'536 + 16;
constexpr size_t kHeader = 56;

std::string Noise(size_t size) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

class FileCipher : public testing::Test {
 protected:
  std::string Encrypt(const std::string& plain) {
    WriteText(scratch_ / "plain", plain);
    const Status status =
        EncryptFile(scratch_ / "plain", scratch_ / "sealed", ring_, SystemRuntime());
    EXPECT_TRUE(status);
    return ReadText(scratch_ / "sealed");
  }
  Status Decrypt(const std::string& sealed) {
    WriteText(scratch_ / "changed", sealed);
    std::filesystem::remove(scratch_ / "out");
    return DecryptFile(scratch_ / "changed", scratch_ / "out", ring_, SystemRuntime());
  }
  void ExpectRefused(const std::string& sealed, const std::string& what) {
    EXPECT_FALSE(Decrypt(sealed)) << what;
    EXPECT_FALSE(std::filesystem::exists(scratch_ / "out")) << what;
    EXPECT_FALSE(std::filesystem::exists(scratch_ / "out.partial")) << what;
  }

  ScratchDirectory scratch_;
  KeyRing ring_{{SecretKey::Random()}};
};

TEST_F(FileCipher, EverySizeComesBack) {
  for (const size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 131'072u, 200'000u}) {
    const std::string plain = Noise(size);
    const std::string sealed = Encrypt(plain);
    const size_t chunks = std::max<size_t>((size + 65'535) / 65'536, 1);
    EXPECT_EQ(sealed.size(), kHeader + size + chunks * 16) << size;
    const Status status = Decrypt(sealed);
    ASSERT_TRUE(status) << size << ": " << status.error().message;
    EXPECT_EQ(ReadText(scratch_ / "out"), plain) << size;
  }
}

TEST_F(FileCipher, TheSameFileIsNeverTheSameBytesTwice) { EXPECT_NE(Encrypt("x"), Encrypt("x")); }

TEST_F(FileCipher, ResultIsForItsOwnerAlone) {
  ASSERT_TRUE(Decrypt(Encrypt("x")));
  struct stat info {};
  stat((scratch_ / "out").c_str(), &info);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(FileCipher, EveryTruncationIsRefused) {
  const std::string sealed = Encrypt(Noise(300));
  for (size_t size = 0; size < sealed.size(); ++size)
    ExpectRefused(sealed.substr(0, size), std::to_string(size));
  const std::string large = Encrypt(Noise(200'000));
  for (size_t chunks = 0; chunks <= 3; ++chunks) {
    for (const int off : {-1, 0, 1}) {
      const size_t size = kHeader + chunks * kSealedChunk + static_cast<size_t>(off);
      ExpectRefused(large.substr(0, size), std::to_string(size));
    }
  }
}

TEST_F(FileCipher, EveryFlippedByteIsRefused) {
  const std::string sealed = Encrypt(Noise(300));
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1 << i % 8);
    ExpectRefused(changed, std::to_string(i));
  }
}

TEST_F(FileCipher, ChunksMayNotBeSwappedDroppedDoubledOrGlued) {
  const std::string sealed = Encrypt(Noise(3 * 65'536));
  const std::string header = sealed.substr(0, kHeader);
  const auto chunk = [&](size_t i) {
    return sealed.substr(kHeader + i * kSealedChunk, kSealedChunk);
  };
  ASSERT_TRUE(Decrypt(header + chunk(0) + chunk(1) + chunk(2)));
  ExpectRefused(header + chunk(1) + chunk(0) + chunk(2), "swapped");
  ExpectRefused(header + chunk(0) + chunk(2), "dropped");
  ExpectRefused(header + chunk(0) + chunk(1), "cut at a chunk");
  ExpectRefused(header + chunk(0) + chunk(1) + chunk(1) + chunk(2), "doubled");
  ExpectRefused(sealed + chunk(2), "glued");
  const std::string other = Encrypt(Noise(3 * 65'536));
  ExpectRefused(header + other.substr(kHeader), "another file's chunks");
}

TEST_F(FileCipher, AnotherKeyIsNamed) {
  const std::string sealed = Encrypt("x");
  const std::string id = ring_.primary().IdHex();
  ring_ = {{SecretKey::Random()}};
  const Status status = Decrypt(sealed);
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr(id));
}

TEST_F(FileCipher, EveryFailingOperationIsAClearErrorAndLeavesNothing) {
  WriteText(scratch_ / "plain", Noise(200'000));
  Runtime runtime = SystemRuntime();
  const int operations = FailEachOperation(
      &runtime,
      [&] {
        std::filesystem::remove(scratch_ / "sealed");
        return EncryptFile(scratch_ / "plain", scratch_ / "sealed", ring_, runtime);
      },
      [&] { EXPECT_FALSE(std::filesystem::exists(scratch_ / "sealed")); });
  EXPECT_GE(operations, 8);  // create, header, 4 chunks, sync, close, rename
}

}  // namespace
}  // namespace assay

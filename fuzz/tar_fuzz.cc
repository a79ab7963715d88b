// Fuzzes the tar stream of a backup: files have a path and the bytes that they promise, or an error
// tells why not.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../src/assay/operate/tar_stream_internal.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// Fits the checksums of what looks like a header, which mutations hardly ever do.
void MendSums(std::string* tar) {
  for (size_t at = 0; at + 512 <= tar->size(); at += 512) {
    if (tar->compare(at + 257, 5, "ustar") != 0) continue;
    tar->replace(at + 148, 8, 8, ' ');
    uint64_t sum = 0;
    for (size_t i = at; i < at + 512; ++i) sum += static_cast<unsigned char>((*tar)[i]);
    char text[9];
    std::snprintf(text, sizeof(text), "%06lo", static_cast<unsigned long>(sum));
    tar->replace(at + 148, 7, text, 7);
  }
}

class Bytes : public assay::ByteStream {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  assay::Result<size_t> Read(char* out, size_t size) override {
    size = rest_.copy(out, size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string tar(reinterpret_cast<const char*>(data), size);
  MendSums(&tar);
  Bytes bytes(tar);
  assay::TarReader reader(&bytes, "f");
  std::array<char, 300> piece;
  while (true) {
    const auto entry = reader.Next();
    if (!entry) Require(entry.error().message.rfind("f is damaged: ", 0) == 0);
    if (!entry || !*entry) return 0;
    uint64_t total = 0;
    while (total < (*entry)->bytes / 2) {  // the rest is passed over
      const auto got = reader.Read(piece.data(), piece.size());
      if (!got) return 0;
      Require(*got > 0);
      total += *got;
    }
  }
}

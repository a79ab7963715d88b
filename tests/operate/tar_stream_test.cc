// The tar stream: what is written is read back, also by other programs; what is damaged is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "assay/operate/tar_stream_internal.h"
#include "scratch_directory.h"

namespace assay {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class TextStream : public ByteStream {
 public:
  explicit TextStream(std::string text) : text_(std::move(text)) {}
  Result<size_t> Read(char* out, size_t size) override {
    size = std::min({size, text_.size() - at_, size_t{700}});
    std::memcpy(out, text_.data() + at_, size);
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  size_t at_ = 0;
};

using Files = std::vector<std::pair<std::string, std::string>>;

std::string Pack(const Files& files) {
  std::string tar;
  for (const auto& [path, text] : files) {
    tar += TarHeader({path, text.size(), 0640});
    tar += text;
    tar += TarPadding(text.size());
  }
  return tar + std::string(TarEnd());
}

// All files of a stream, or the error that reading it meets.
Result<Files> Unpack(const std::string& tar) {
  TextStream stream(tar);
  TarReader reader(&stream, "the archive");
  Files files;
  while (true) {
    ASSAY_TRY(const auto entry, reader.Next());
    if (!entry) return files;
    std::string text(entry->bytes, '\0');
    size_t done = 0;
    while (done < text.size()) {
      ASSAY_TRY(const size_t got, reader.Read(text.data() + done, text.size() - done));
      if (got == 0) break;
      done += got;
    }
    files.emplace_back(entry->path, text);
  }
}

std::string ErrorOf(const std::string& tar) {
  const auto files = Unpack(tar);
  return files ? "none" : files.error().message;
}

// Fits the checksum of the header at `at` to its bytes.
void MendSum(std::string* tar, size_t at = 0) {
  uint64_t sum = 8 * ' ';
  for (size_t i = 0; i < 512; ++i) {
    if (i < 148 || i >= 156) sum += static_cast<unsigned char>((*tar)[at + i]);
  }
  char text[9];
  std::snprintf(text, sizeof(text), "%06lo", static_cast<unsigned long>(sum));
  tar->replace(at + 148, 8, std::string(text) + '\0' + ' ');
}

const Files kFiles = {
    {"empty", ""},
    {"folder/" + std::string(93, 'a'), std::string(511, 'x')},
    {"folder/" + std::string(94, 'b'), std::string(512, 'y')},
    {std::string(90, 'c') + "/" + std::string(90, 'd') + "/" + std::string(250, 'e'), "long"},
    {"Größe 'und' \"Maß\".json", std::string(70'000, 'z')}};

TEST(TarStream, ReadsBackWhatItWrites) {
  const auto files = Unpack(Pack(kFiles));
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(*files, kFiles);
}

TEST(TarStream, OtherProgramsReadIt) {
  const ScratchDirectory scratch;
  WriteText(scratch / "a.tar", Pack(kFiles));
  for (const std::string program :
       {"tar -xf a.tar -C out",
        "python3 -c 'import tarfile; tarfile.open(\"a.tar\").extractall(\"out\")'"}) {
    fs::remove_all(scratch / "out");
    fs::create_directories(scratch / "out");
    ASSERT_EQ(std::system(("cd " + scratch.path() + " && " + program).c_str()), 0) << program;
    for (const auto& [path, text] : kFiles)
      EXPECT_EQ(ReadText(scratch / "out/" + path), text) << program << path;
    const fs::perms mode = fs::status(scratch / "out/empty").permissions();
    EXPECT_EQ(static_cast<int>(mode), 0640) << program;
  }
}

TEST(TarStream, SizesBeyondTheOctalFieldAreKept) {
  TextStream stream(TarHeader({"large", uint64_t{1} << 40, 0644}));
  TarReader reader(&stream, "the archive");
  EXPECT_EQ((*reader.Next())->bytes, uint64_t{1} << 40);
}

// As earlier versions wrote paths of more than 100 bytes.
TEST(TarStream, ThePrefixFieldIsPartOfThePath) {
  std::string tar = Pack({{"name", "text"}});
  tar.replace(345, 6, "folder");
  MendSum(&tar);
  EXPECT_EQ(*Unpack(tar), (Files{{"folder/name", "text"}}));
}

TEST(TarStream, EveryTruncationIsFound) {
  const std::string tar = Pack({{std::string(120, 'p'), "text"}, {"b", "more"}});
  for (size_t size = 0; size + 512 < tar.size(); ++size) {
    EXPECT_THAT(ErrorOf(tar.substr(0, size)), HasSubstr("the archive ends too early")) << size;
  }
}

TEST(TarStream, AChangedHeaderIsFound) {
  const std::string tar = Pack({{"name", "text"}});
  for (size_t at = 0; at < 500; ++at) {
    if (at == 155) continue;  // behind the end of the sum
    std::string changed = tar;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    EXPECT_NE(ErrorOf(changed), "none") << at;
  }
}

TEST(TarStream, LinksFoldersAndDevicesAreRefused) {
  for (const char kind : {'1', '2', '3', '4', '5', '6', '7', 'L', 'g', 'S'}) {
    std::string tar = Pack({{"name", "text"}});
    tar[156] = kind;
    MendSum(&tar);
    EXPECT_EQ(ErrorOf(tar), "the archive is damaged: 'name' is no regular file") << kind;
  }
}

TEST(TarStream, WrongPaxRecordsAreFound) {
  const std::string tar = Pack({{std::string(120, 'p'), "text"}});
  ASSERT_EQ(tar.substr(512, 9), "130 path=");
  for (const char* record :
       {"131 path=", "129 path=", "1x0 path=", "999 path=", "000 path=", "1300path="}) {
    std::string changed = tar;
    changed.replace(512, 9, record);
    EXPECT_THAT(ErrorOf(changed), HasSubstr("a pax record has a wrong length")) << record;
  }
  std::string sized = tar;
  sized.replace(512, 9, "130 size=");
  EXPECT_THAT(ErrorOf(sized), HasSubstr("a size that is none"));
  std::string long_records = tar;
  long_records.replace(124, 11, "77777777777");
  MendSum(&long_records);
  EXPECT_THAT(ErrorOf(long_records), HasSubstr("too long"));
  EXPECT_THAT(ErrorOf(tar.substr(0, 1024) + std::string(1024, '\0')),
              HasSubstr("ends behind pax records"));
}

TEST(TarStream, ASizeThatIsNoNumberIsFound) {
  for (const std::string& size :
       {std::string("0000000000x"), std::string("\x80\0\0\0\0\0\0\0\0\0\4", 11),
        std::string(11, ' ')}) {
    std::string tar = Pack({{"name", "text"}});
    tar.replace(124, 11, size);
    MendSum(&tar);
    EXPECT_THAT(ErrorOf(tar), HasSubstr("'name' has a size that is none"));
  }
}

}  // namespace
}  // namespace assay

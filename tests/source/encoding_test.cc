// Encodings and compressed or piped input: the same table, however it is stored.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>

#include "assay/base/hash.h"
#include "read_all.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const Rows kRows = {{"Röck", "1€"}, {"Müller & Söhne", "2"}};

std::string Utf16(std::u16string_view text, bool big, bool mark) {
  std::string out;
  const auto put = [&](char16_t unit) {
    const char low = static_cast<char>(unit & 255), high = static_cast<char>(unit >> 8);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) put(0xfeff);
  for (const char16_t unit : text) put(unit);
  return out;
}

std::string Gzip(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string LongTable(int rows) {
  std::string text = "id,text\n";
  for (int i = 0; i < rows; ++i)
    text += std::to_string(i) + ",\"row " + std::to_string(i * 7) + ", more\"\n";
  return text;
}

TEST(Encoding, Utf16OfEitherOrderWithAndWithoutMark) {
  const std::u16string_view text = u"name,price\nRöck,1€\nMüller & Söhne,2\n";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const ReadTable table = ReadText(Utf16(text, big, mark));
      EXPECT_THAT(table.schema.columns, ElementsAre("name", "price"));
      EXPECT_EQ(table.rows, kRows);
      EXPECT_EQ(table.schema.dialect.encoding, big ? Encoding::kUtf16Be : Encoding::kUtf16Le);
      EXPECT_EQ(table.schema.dialect.has_bom, mark);
    }
  }
}

TEST(Encoding, SurrogatesPairAndLoneOnesAreReplaced) {
  const char16_t lone[] = {u'a', u'\n', 0xd83d, 0xde00, u'\n', 0xd83d, u'\n', 0xde00, u'x'};
  EXPECT_EQ(ReadText(Utf16({lone, 9}, false, true)).rows, (Rows{{"😀"}, {"\ufffd"}, {"\ufffdx"}}));
  const std::string half = Utf16(u"a\nb", false, true) + "c";
  EXPECT_EQ(ReadText(half).rows, (Rows{{"b\ufffd"}}));
}

TEST(Encoding, Windows1252IsRecognised) {
  const ReadTable table = ReadText(
      "name,price\nR\xf6"
      "ck,1\x80\nM\xfcller & S\xf6hne,2\n");
  EXPECT_EQ(table.schema.dialect.encoding, Encoding::kWindows1252);
  EXPECT_EQ(table.rows, kRows);
  EXPECT_THAT(table.schema.notes, Contains(HasSubstr("encoding Windows-1252")));
}

TEST(Encoding, Latin1KeepsControlCharacters) {
  SourceOptions options;
  options.encoding = Encoding::kLatin1;
  EXPECT_EQ(ReadText("a\n\xe9\x80\n", options).rows, (Rows{{"é\u0080"}}));
}

TEST(Encoding, BrokenBytesInUtf8StayAsTheyAre) {
  const ReadTable table = ReadText("a,b\nRöck,Söhne\n\xff,é\nü,\xe2\x82\n");
  EXPECT_EQ(table.schema.dialect.encoding, Encoding::kUtf8);
  EXPECT_EQ(table.rows, (Rows{{"Röck", "Söhne"}, {"\xff", "é"}, {"ü", "\xe2\x82"}}));
  EXPECT_THAT(table.schema.notes, Contains(HasSubstr("not UTF-8")));
}

TEST(Encoding, NulBytesAreContent) {
  const std::string text("a,b\nx\0y,\0\n", 10);
  EXPECT_EQ(ReadText(text).rows, (Rows{{std::string("x\0y", 3), std::string("\0", 1)}}));
}

TEST(Compressed, GzipAndZstdReadLikeThePlainFile) {
  const std::string text = LongTable(20'000);
  const ReadTable plain = ReadText(text);
  ASSERT_EQ(plain.rows.size(), 20'000u);
  SourceOptions options;
  options.block_bytes = 4096;
  const std::vector<uint64_t> blocks = ReadText(text, options).block_rows;
  for (const std::string& packed : {Gzip(text), Zstd(text)}) {
    const ReadTable table = ReadText(packed, options, 4);
    EXPECT_EQ(table.error, "");
    EXPECT_EQ(table.rows, plain.rows);
    EXPECT_EQ(table.lines, plain.lines);
    EXPECT_EQ(table.block_rows, blocks);
  }
}

TEST(Compressed, MembersAndFramesMayFollowEachOther) {
  const std::string text = LongTable(100);
  const std::string_view one(text.data(), 777), two(text.data() + 777, text.size() - 777);
  EXPECT_EQ(ReadText(Gzip(one) + Gzip("") + Gzip(two)).rows, ReadText(text).rows);
  EXPECT_EQ(ReadText(Gzip(text) + std::string(700, '\0')).rows, ReadText(text).rows);
  EXPECT_EQ(ReadText(Zstd(one) + Zstd(two)).rows, ReadText(text).rows);
}

TEST(Compressed, Utf16InsideGzip) {
  EXPECT_EQ(ReadText(Gzip(Utf16(u"name,price\nRöck,1€\nMüller & Söhne,2\n", false, true))).rows,
            kRows);
}

TEST(Compressed, CutAndDamagedStreamsAreErrorsWithAPosition) {
  const std::string text = LongTable(200'000);
  for (const std::string& packed : {Gzip(text), Zstd(text)}) {
    const ReadTable cut = ReadText(packed.substr(0, packed.size() - 9));
    EXPECT_THAT(cut.error, HasSubstr("ends too early"));
    EXPECT_THAT(cut.error, HasSubstr("at byte " + std::to_string(packed.size() - 9)));
    std::string damaged = packed;
    for (size_t i = packed.size() / 2; i < packed.size() / 2 + 50; ++i) damaged[i] ^= 0x5a;
    EXPECT_THAT(ReadText(damaged).error, HasSubstr("is damaged"));
  }
  EXPECT_THAT(ReadText(Gzip(text) + "trailing").error, HasSubstr("is damaged"));
  EXPECT_THAT(ReadText(Gzip("")).error, HasSubstr("empty once unpacked"));
}

TEST(Compressed, TheDigestIsOfTheStoredBytes) {
  const std::string text = LongTable(50);
  EXPECT_EQ(ReadText(Gzip(text)).digest.size(), 32u);
  EXPECT_NE(ReadText(Gzip(text)).digest, ReadText(text).digest);
  Xxh128Digest digest;
  digest.Update(Gzip(text));
  EXPECT_EQ(ReadText(Gzip(text)).digest, digest.Hex());
}

// A FIFO that a thread writes `bytes` into.
class Pipe {
 public:
  explicit Pipe(std::string bytes) : path_(file_.path() + ".fifo"), bytes_(std::move(bytes)) {
    EXPECT_EQ(mkfifo(path_.c_str(), 0600), 0);
    writer_ = std::thread([this] {
      const int fd = open(path_.c_str(), O_WRONLY);
      for (size_t at = 0; at < bytes_.size();) {
        const ssize_t put =
            write(fd, bytes_.data() + at, std::min<size_t>(bytes_.size() - at, 1000));
        if (put <= 0) break;
        at += static_cast<size_t>(put);
      }
      close(fd);
    });
  }
  ~Pipe() {
    writer_.join();
    unlink(path_.c_str());
  }
  const std::string& path() const { return path_; }

 private:
  TempFile file_{""};
  std::string path_;
  std::string bytes_;
  std::thread writer_;
};

TEST(Pipes, AreReadOnce) {
  const std::string text = LongTable(100'000);  // more than the sample
  const Pipe pipe(text);
  SourceOptions options;
  options.block_bytes = 100'000;
  const ReadTable table = ReadPath(pipe.path(), options, 3);
  EXPECT_EQ(table.rows, ReadText(text).rows);
  EXPECT_EQ(table.digest, ReadText(text).digest);
}

TEST(Pipes, AreSpooledWhenRewindIsExpected) {
  const std::string text = LongTable(100'000);
  for (const std::string& stored : {text, Gzip(text)}) {
    const Pipe pipe(stored);
    auto source = OpenSource(pipe.path(), {});
    ASSERT_TRUE(source) << source.error().message;
    (*source)->ExpectRewind();
    ReadTable first, second, third;
    ReadPass(source->get(), 2, &first);
    ASSERT_TRUE((*source)->Rewind());
    ReadPass(source->get(), 3, &second);
    ASSERT_TRUE((*source)->Rewind());
    ReadPass(source->get(), 1, &third);
    EXPECT_EQ(first.rows.size(), 100'000u);
    EXPECT_EQ(second.rows, first.rows);
    EXPECT_EQ(third.rows, first.rows);
    EXPECT_EQ(second.digest, first.digest);
  }
}

TEST(Pipes, GoOnBehindTheSpoolWhenTheFirstPassStoppedEarly) {
  const std::string text = LongTable(200'000);
  const Pipe pipe(text);
  SourceOptions options;
  options.block_bytes = 1 << 20;
  auto source = OpenSource(pipe.path(), options);
  ASSERT_TRUE(source);
  (*source)->ExpectRewind();
  Block block;
  ASSERT_TRUE(*(*source)->Next(&block));
  ASSERT_TRUE((*source)->Rewind());
  ReadTable table;
  ReadPass(source->get(), 2, &table);
  EXPECT_EQ(table.rows.size(), 200'000u);
  EXPECT_EQ(table.digest, ReadText(text).digest);
}

TEST(Pipes, ASpoolThatCanNotBeMadeIsAnError) {
  const Pipe pipe(LongTable(10));
  SourceOptions options;
  options.temp_directory = "/nowhere/at/all";
  auto source = OpenSource(pipe.path(), options);
  ASSERT_TRUE(source);
  (*source)->ExpectRewind();
  Block block;
  const Result<bool> more = (*source)->Next(&block);
  ASSERT_FALSE(more);
  EXPECT_THAT(more.error().message, HasSubstr("--temp-dir"));
  EXPECT_EQ(more.error().kind, ErrorKind::kInput);
}

TEST(Compression, WhatWasPackedIsLookedAtToo) {
  const auto error_of = [](const TempFile& file) {
    const auto source = OpenSource(file.path(), {});
    return source ? std::string() : source.error().message;
  };
  std::string archive(512, '\0');
  archive.replace(0, 5, "a.csv");
  archive.replace(257, 5, "ustar");
  const TempFile tar(archive);
  EXPECT_THAT(error_of(tar), HasSubstr("tar archive"));
  const TempFile packed(Gzip(archive));
  EXPECT_THAT(error_of(packed), HasSubstr("tar archive"));
  const TempFile twice(Gzip(Gzip("a,b\n1,2\n")));
  EXPECT_THAT(error_of(twice), HasSubstr("once more"));
}

}  // namespace
}  // namespace assay

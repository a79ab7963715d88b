// Inputs that can't be read say why; inputs that change are noticed.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "read_all.h"

namespace assay {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

Error ErrorOf(const std::string& path, const SourceOptions& options = {}) {
  const Result<std::unique_ptr<Source>> source = OpenSource(path, options);
  return source ? Error{} : source.error();
}

TEST(OpenSource, AMissingFileNamesTheNearest) {
  const fs::path folder = fs::path(testing::TempDir()) / "assay_open_source";
  fs::create_directories(folder);
  std::ofstream(folder / "products.csv") << "a\n";
  const Error error = ErrorOf((folder / "prodcts.csv").string());
  EXPECT_EQ(error.kind, ErrorKind::kInput);
  EXPECT_THAT(error.message, AllOf(HasSubstr("no such file"), HasSubstr("'products.csv'")));
  EXPECT_THAT(ErrorOf((folder / "none" / "x.csv").string()).message,
              HasSubstr("nor the directory"));
  EXPECT_THAT(ErrorOf(folder.string()).message,
              AllOf(HasSubstr("is a directory"), HasSubstr("products.csv")));
  fs::remove_all(folder);
}

TEST(OpenSource, AFileWithoutPermissionSaysSo) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempFile file("a\n1\n");
  chmod(file.path().c_str(), 0);
  EXPECT_THAT(ErrorOf(file.path()).message, HasSubstr("check its permissions"));
}

TEST(OpenSource, ForeignFormatsAreNamed) {
  const TempFile excel("PK\x03\x04zipped");
  EXPECT_THAT(ErrorOf(excel.path()).message, HasSubstr("Excel workbook"));
  const TempFile utf32(std::string_view("\xff\xfe\0\0a\0\0\0", 8));
  EXPECT_THAT(ErrorOf(utf32.path()).message, HasSubstr("UTF-32"));
  const TempFile page("<!DOCTYPE html>\n<html><body>Please log in</body></html>\n");
  EXPECT_THAT(ErrorOf(page.path()).message, HasSubstr("an HTML page"));
  for (const std::string_view text :
       {"{\"a\":[1,2]}\n{\"a\":[3]}\n", "[\n  {\n    \"a\": 1\n  }\n]\n",
        "\xef\xbb\xbf[{\"a\":1}]"}) {
    const TempFile json(text);
    EXPECT_THAT(ErrorOf(json.path()).message, HasSubstr("JSON"));
  }
  const TempFile pointer("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
  EXPECT_THAT(ErrorOf(pointer.path()).message, HasSubstr("git lfs pull"));
}

TEST(OpenSource, AFirstLineOfTooManyColumnsIsNoHeader) {
  const TempFile line("a" + std::string(40'000, ','));
  EXPECT_THAT(ErrorOf(line.path()).message,
              AllOf(HasSubstr("has 40001 columns"), HasSubstr("--delimiter")));
}

TEST(OpenSource, BinaryFilesAreRefusedUnlessTheEncodingIsGiven) {
  std::string bytes = "a,b\n";
  for (uint32_t i = 0, x = 1; i < 4000; ++i) bytes += static_cast<char>((x = x * 69069 + 1) >> 24);
  const TempFile random(bytes);
  EXPECT_THAT(ErrorOf(random.path()).message, HasSubstr("control characters"));
  const TempFile picture("\x89PNG\r\n\x1a\n");
  EXPECT_THAT(ErrorOf(picture.path()).message, HasSubstr("PNG"));
  const TempFile stray("a,b\n1,\x02\x03\n2,\x04\n");
  EXPECT_TRUE(OpenSource(stray.path(), {}));
  SourceOptions options;
  options.encoding = Encoding::kWindows1252;
  EXPECT_TRUE(OpenSource(random.path(), options));
}

TEST(OpenSource, EmptyInputsAreInputErrors) {
  for (const char* text : {"", "\n\r\n\n", "\xef\xbb\xbf", "sep=;", "sep=;\n"}) {
    const TempFile file(text);
    EXPECT_EQ(ErrorOf(file.path()).kind, ErrorKind::kInput) << text;
  }
}

TEST(OpenSource, AHeaderThatDoesNotEndIsAnError) {
  const TempFile file("a,\"b\n1,2\n");
  EXPECT_THAT(ErrorOf(file.path()).message, HasSubstr("never closed"));
}

TEST(OpenSource, SettingsThatContradictAreUsageErrors) {
  const TempFile file("a,b\n");
  SourceOptions options;
  options.delimiter = '"';
  EXPECT_EQ(ErrorOf(file.path(), options).kind, ErrorKind::kUsage);
  options = {};
  options.block_bytes = 0;
  EXPECT_EQ(ErrorOf(file.path(), options).kind, ErrorKind::kUsage);
}

TEST(OpenSource, AFileThatChangesBetweenPassesIsAnError) {
  const TempFile file("a,b\n1,2\n");
  auto source = OpenSource(file.path(), {});
  ASSERT_TRUE(source);
  ReadTable table;
  ReadPass(source->get(), 1, &table);
  std::ofstream(file.path(), std::ios::app) << "3,4\n";
  const Status status = (*source)->Rewind();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kInput);
  EXPECT_THAT(status.error().message, HasSubstr("changed"));
}

// Same size, and the time of change put back: only the digest tells.
TEST(OpenSource, AFileThatChangesUnseenIsAnErrorBehindTheSecondPass) {
  const TempFile file("a,b\n1,2\n");
  struct stat before {};
  ASSERT_EQ(stat(file.path().c_str(), &before), 0);
  auto source = OpenSource(file.path(), {});
  ASSERT_TRUE(source);
  ReadTable table;
  ReadPass(source->get(), 1, &table);
  std::ofstream(file.path(), std::ios::in | std::ios::out) << "a,b\n1,3\n";
  const timespec times[2] = {before.st_atim, before.st_mtim};
  ASSERT_EQ(utimensat(AT_FDCWD, file.path().c_str(), times, 0), 0);
  ASSERT_TRUE((*source)->Rewind());
  ReadTable second;
  ReadPass(source->get(), 1, &second);
  EXPECT_THAT(second.error, HasSubstr("content changed"));
}

TEST(OpenSource, PassesRepeat) {
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += std::to_string(i) + ",x\n";
  const TempFile file(text);
  SourceOptions options;
  options.block_bytes = 300;
  auto source = OpenSource(file.path(), options);
  ASSERT_TRUE(source);
  ReadTable first, second;
  ReadPass(source->get(), 3, &first);
  ASSERT_TRUE((*source)->Rewind());
  ReadPass(source->get(), 2, &second);
  EXPECT_EQ(first.rows.size(), 1000u);
  EXPECT_EQ(first.rows, second.rows);
  EXPECT_EQ(first.block_rows, second.block_rows);
  EXPECT_EQ((*source)->BytesRead(), text.size());
  EXPECT_EQ((*source)->BytesTotal(), text.size());
}

TEST(OpenSource, TheFileNeedNoHeader) {
  SourceOptions options;
  options.header = false;
  const ReadTable table = ReadText("1,2\n3,4\n", options);
  EXPECT_THAT(table.schema.columns, testing::ElementsAre("column_1", "column_2"));
  EXPECT_EQ(table.rows, (Rows{{"1", "2"}, {"3", "4"}}));
  EXPECT_THAT(table.lines, testing::ElementsAre(1, 2));
}

TEST(OpenSource, ALongRecordEndsTheRun) {
  SourceOptions options;
  options.max_record_bytes = 5000;
  options.block_bytes = 1000;
  const std::string text = "a,b\n1,2\n3,\"" + std::string(6000, 'x') + "\"\n4,5\n";
  EXPECT_THAT(ReadText(text, options).error,
              AllOf(HasSubstr(":3:"), HasSubstr("longer than 5000 bytes")));
  options.block_bytes = 1 << 20;
  EXPECT_THAT(ReadText(text, options).error,
              AllOf(HasSubstr(":3:"), HasSubstr("longer than 5000 bytes")));
  options.max_record_bytes = 7000;
  EXPECT_EQ(ReadText(text, options).rows.size(), 3u);
}

}  // namespace
}  // namespace assay

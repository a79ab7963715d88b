// Which bytes a Range header asks for.
#include "server/byte_range.h"

#include <gtest/gtest.h>

namespace assay::server {
namespace {

void ExpectPart(std::string_view header, uint64_t size, uint64_t first, uint64_t bytes) {
  const auto range = ReadByteRange(header, size);
  ASSERT_TRUE(range) << header;
  EXPECT_EQ(range->first, first) << header;
  EXPECT_EQ(range->bytes, bytes) << header;
}

TEST(ByteRange, OneRangeOfBytes) {
  ExpectPart("bytes=0-0", 100, 0, 1);
  ExpectPart("bytes=10-19", 100, 10, 10);
  ExpectPart("bytes=10-", 100, 10, 90);
  ExpectPart("bytes=-10", 100, 90, 10);
  ExpectPart("bytes=0-99", 100, 0, 100);
}

TEST(ByteRange, IsCutToTheFile) {
  ExpectPart("bytes=90-1000", 100, 90, 10);
  ExpectPart("bytes=-1000", 100, 0, 100);
  ExpectPart("bytes=5-18446744073709551615", 100, 5, 95);
  ExpectPart("bytes=5-99999999999999999999999", 100, 5, 95);
}

TEST(ByteRange, BehindTheEndIsNoByte) {
  for (const char* header :
       {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-"})
    EXPECT_EQ(ReadByteRange(header, 100).value().bytes, 0u) << header;
  EXPECT_EQ(ReadByteRange("bytes=0-", 0).value().bytes, 0u);
  EXPECT_EQ(ReadByteRange("bytes=-5", 0).value().bytes, 0u);
}

TEST(ByteRange, AnythingElseIsIgnored) {
  for (const char* header :
       {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=9-5", "bytes=a-b", "bytes=0-5,10-15",
        "bytes= 0-5", "bytes=+0-5", "bytes=0x1-5", "rows=0-5", "bytes=--5", "bytes=1-2-3"}) {
    EXPECT_FALSE(ReadByteRange(header, 100)) << header;
  }
}

}  // namespace
}  // namespace assay::server

// What real files do: quotes, line ends, ragged rows, blank lines, broken ends.
#include <gmock/gmock.h>

#include "read_all.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(CsvSource, ReadsPlainRows) {
  const ReadTable table = ReadText("a,b\n1,2\n3,4\n");
  EXPECT_THAT(table.schema.columns, ElementsAre("a", "b"));
  EXPECT_EQ(table.rows, (Rows{{"1", "2"}, {"3", "4"}}));
  EXPECT_THAT(table.lines, ElementsAre(2, 3));
}

TEST(CsvSource, LastRowNeedsNoLineEnd) {
  EXPECT_EQ(ReadText("a,b\n1,2\n3,4").rows, (Rows{{"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(ReadText("a,b\n1,2\n3,").rows, (Rows{{"1", "2"}, {"3", ""}}));
}

TEST(CsvSource, QuotedCellsHoldDelimitersQuotesAndLineEnds) {
  const ReadTable table = ReadText("a,b\n\"x,\ny\",\"say \"\"hi\"\"\"\n3,4\n");
  EXPECT_EQ(table.rows, (Rows{{"x,\ny", "say \"hi\""}, {"3", "4"}}));
  EXPECT_THAT(table.lines, ElementsAre(2, 4));
}

TEST(CsvSource, QuoteInsideAnUnquotedCellIsText) {
  EXPECT_EQ(ReadText("a,b\n5\" pipe,2\"\n\"x\"y\",z\n").rows,
            (Rows{{"5\" pipe", "2\""}, {"xy\"", "z"}}));
}

TEST(CsvSource, RaggedRowsAreRejectedAndCounted) {
  const ReadTable table = ReadText("a,b,c\n1,2,3\n1,2\n1,2,3,4\n5,6,7\n");
  EXPECT_EQ(table.rows, (Rows{{"1", "2", "3"}, {"5", "6", "7"}}));
  EXPECT_THAT(table.ordinals, ElementsAre(0, 3));
  ASSERT_EQ(table.rejects.size(), 2u);
  EXPECT_EQ(table.rejects[0].reason, "expected 3 fields, found 2");
  EXPECT_EQ(table.rejects[0].row, 1u);
  EXPECT_EQ(table.rejects[0].line, 3u);
  EXPECT_EQ(table.rejects[0].offset, 12u);
  EXPECT_EQ(table.rejects[0].column, 3);
  EXPECT_EQ(table.rejects[0].text, "1,2");
  EXPECT_EQ(table.rejects[1].reason, "expected 3 fields, found 4");
  EXPECT_EQ(table.rejects[1].column, 4);
  EXPECT_EQ(table.records, 4u);
}

TEST(CsvSource, LineEndsOfAnyKind) {
  const Rows rows = {{"1", "2"}, {"3", "4"}};
  EXPECT_EQ(ReadText("a,b\r\n1,2\r\n3,4\r\n").rows, rows);
  EXPECT_EQ(ReadText("a,b\n1,2\r\n3,4\n").rows, rows);
  const ReadTable mac = ReadText("a,b\r1,2\r3,4\r");
  EXPECT_EQ(mac.rows, rows);
  EXPECT_THAT(mac.lines, ElementsAre(2, 3));
}

TEST(CsvSource, ByteOrderMarkIsNoPartOfTheHeader) {
  EXPECT_THAT(ReadText("\xef\xbb\xbfname,b\n1,2\n").schema.columns, ElementsAre("name", "b"));
}

TEST(CsvSource, BlankLinesAreSkippedUnlessTheTableHasOneColumn) {
  EXPECT_EQ(ReadText("\n\na,b\n\n1,2\r\n\r\n3,4\n\n").rows, (Rows{{"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(ReadText("a\n1\n\n2\n").rows, (Rows{{"1"}, {""}, {"2"}}));
}

// The rest of the table must not vanish into one record.
TEST(CsvSource, AnUnclosedQuoteCostsItsLineAlone) {
  const ReadTable table = ReadText("a,b\n1,2\n3,\"four\n5,6\n7,\"\"\n");
  EXPECT_EQ(table.rows, (Rows{{"1", "2"}, {"5", "6"}, {"7", ""}}));
  ASSERT_EQ(table.rejects.size(), 1u);
  EXPECT_EQ(table.rejects[0].reason, "the quote opened on line 3 is never closed");
  EXPECT_EQ(table.rejects[0].line, 3u);
  EXPECT_EQ(table.rejects[0].column, 2);
  EXPECT_EQ(table.rejects[0].text, "3,\"four");
  EXPECT_THAT(table.lines, ElementsAre(2, 4, 5));
  EXPECT_EQ(table.records, 4u);
}

TEST(CsvSource, AnUnclosedQuoteBehindQuotedLinesNamesItsOwnLine) {
  const ReadTable table = ReadText("a,b,c\n\"1\n2\",\"x,y\n4,5,6\n");
  EXPECT_EQ(table.rows, (Rows{{"4", "5", "6"}}));
  ASSERT_EQ(table.rejects.size(), 1u);
  EXPECT_EQ(table.rejects[0].reason, "the quote opened on line 3 is never closed");
  EXPECT_EQ(table.rejects[0].line, 2u);
}

TEST(CsvSource, AQuoteThatClosesLinesLaterIsSuspected) {
  const ReadTable table = ReadText("a,b\n1,\"two\n3,4\n\"5\",6\n7,8\n");
  EXPECT_EQ(table.rows, (Rows{{"7", "8"}}));
  ASSERT_EQ(table.rejects.size(), 1u);
  EXPECT_THAT(table.rejects[0].reason, HasSubstr("in a record of 3 lines; is a quote unclosed?"));
}

TEST(CsvSource, EmptyInputIsAnErrorAndAnEmptyTableIsNot) {
  EXPECT_THAT(ReadText("").error, HasSubstr("empty"));
  const ReadTable table = ReadText("a,b\n");
  EXPECT_THAT(table.error, IsEmpty());
  EXPECT_THAT(table.rows, IsEmpty());
}

}  // namespace
}  // namespace assay

// Delimiters, quotes, escapes and line ends that are told from the text alone.
#include "assay/source/detect_dialect.h"

#include <gmock/gmock.h>

#include "read_all.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Dialect Detect(std::string_view text, Schema* schema = nullptr, const SourceOptions& options = {}) {
  Schema unused;
  if (schema == nullptr) schema = &unused;
  DetectDialect(text, true, options, schema);
  return schema->dialect;
}

TEST(DetectDialect, Delimiters) {
  EXPECT_EQ(Detect("a,b,c\n1,2,3\n").delimiter, ',');
  EXPECT_EQ(Detect("a;b;c\n1;2;3\n").delimiter, ';');
  EXPECT_EQ(Detect("a\tb\tc\n1\t2\t3\n").delimiter, '\t');
  EXPECT_EQ(Detect("a|b|c\n1|2|3\n").delimiter, '|');
  EXPECT_EQ(Detect("name\nAda\nGrace\n").delimiter, ',');
}

TEST(DetectDialect, DecimalCommasDoNotHideSemicolons) {
  EXPECT_EQ(Detect("article;price\nshirt;19,90\ncoat;129,00\nscarf;9,95\n").delimiter, ';');
}

TEST(DetectDialect, TextWithCommasDoesNotHideTabs) {
  EXPECT_EQ(Detect("id\ttext\n1\tred, green, blue\n2\tplain\n3\ta, b\n").delimiter, '\t');
}

TEST(DetectDialect, ListsInCellsDoNotBeatTheDelimiter) {
  EXPECT_EQ(Detect("id,tags,size\n1,a|b|c,M\n2,a|b|d,L\n3,x|y|z,S\n").delimiter, ',');
}

TEST(DetectDialect, BackslashEscapesOnlyWhereTheyHelp) {
  EXPECT_EQ(Detect("a,b\n\"say \\\"hi\\\", now\",2\n\"x \\\"y\\\", z\",4\n").escape, '\\');
  EXPECT_EQ(Detect("a,b\n\"C:\\dir\\\",2\n\"D:\\\",4\n").escape, '\0');
  EXPECT_EQ(Detect("a,b\n\"say \"\"hi\"\"\",2\n").escape, '\0');
}

TEST(DetectDialect, SingleQuotesOnlyWhereTheyQuote) {
  EXPECT_EQ(Detect("a,b\n'x, y','z'\n'1','2, 3'\n").quote, '\'');
  EXPECT_EQ(Detect("a,b\n'tis,rock 'n' roll\nO'Neil,'90s style\n").quote, '"');
  EXPECT_EQ(Detect("a,b\n1,2\n").quote, '"');
}

TEST(DetectDialect, ManyQuotesThatDoNotCloseAreText) {
  std::string text = "id\tsize\n";
  for (int i = 0; i < 30; ++i) text += "\"" + std::to_string(i) + " inch\tL\n";
  text += "\"odd\tM\n";
  EXPECT_EQ(Detect(text).quote, '\0');
  EXPECT_EQ(Detect("a,b\n\"x\"y\",z\n").quote, '"') << "one broken quote is an error, no dialect";
}

TEST(DetectDialect, LineEnds) {
  EXPECT_EQ(Detect("a,b\n1,2\n").line_end, LineEnd::kLf);
  EXPECT_EQ(Detect("a,b\r\n1,2\r\n").line_end, LineEnd::kCrLf);
  EXPECT_EQ(Detect("a,b\r1,2\r").line_end, LineEnd::kCr);
}

TEST(DetectDialect, MixedLineEndsAreToldAndRead) {
  Schema schema;
  EXPECT_EQ(Detect("a,b\r\n1,2\n3,4\r\n", &schema).line_end, LineEnd::kCrLf);
  EXPECT_THAT(schema.notes, ElementsAre(HasSubstr("mixed: 1 LF, 2 CRLF")));
  // Old Mac lines between others: read so, every record has two cells.
  EXPECT_EQ(Detect("a,b\r1,2\n3,4\r5,6\r\n7,8\r").line_end, LineEnd::kCr);
  // A CR inside a cell: read as an end, it would break its record.
  EXPECT_EQ(Detect("a,b\n1,x\ry\n3,4\n5,6\n").line_end, LineEnd::kLf);
}

TEST(DetectDialect, LinesOfAQuotedTextAreNoLineEnds) {
  Schema schema;
  EXPECT_EQ(Detect("a,b\r\n1,\"x\ny\nz\nw\"\r\n", &schema).line_end, LineEnd::kCrLf);
  EXPECT_THAT(schema.notes, IsEmpty());
}

TEST(DetectDialect, SingleQuotesInOneColumnBelowAPlainHeader) {
  std::string text = "code;city\n";
  for (int i = 0; i < 30; ++i) text += std::to_string(i) + ";'Paris; x'\n";
  EXPECT_EQ(Detect(text).quote, '\'');
}

TEST(DetectDialect, WhatIsGivenIsKept) {
  SourceOptions options;
  options.delimiter = '|';
  options.quote = '\0';
  options.line_end = LineEnd::kCr;
  const Dialect dialect = Detect("a,b\n1,2\n", nullptr, options);
  EXPECT_EQ(dialect.delimiter, '|');
  EXPECT_EQ(dialect.quote, '\0');
  EXPECT_EQ(dialect.line_end, LineEnd::kCr);
}

TEST(DetectDialect, TitleAboveTheHeaderIsToldOf) {
  Schema schema;
  EXPECT_EQ(Detect("Report\na;b;c\n1;2;3\n4;5;6\n", &schema).delimiter, ';');
  EXPECT_THAT(
      schema.warnings,
      Contains(HasSubstr("the first line has 1 field but most records have 3; if it is a title")));
}

TEST(DetectDialect, TheSchemaTellsWhatWasFoundAndWhatWasGiven) {
  SourceOptions options;
  options.quote = '"';
  EXPECT_THAT(
      ReadText("a;b\r\n1;2\r\n", options).schema.notes,
      Contains("delimiter ';', quote '\"' (given), escape none, line ends CRLF, encoding UTF-8, "
               "header yes"));
}

TEST(DetectDialect, NumbersInTheFirstLineAreToldOf) {
  EXPECT_THAT(ReadText("1,2,x\n3,4,y\n").schema.warnings, Contains(HasSubstr("--header no")));
  EXPECT_THAT(ReadText("id,name\n3,4\n").schema.warnings, IsEmpty());
}

TEST(Header, BlankAndDoubledNamesAreNoted) {
  const std::vector<std::string> notes = ReadText("a, ,b,a,,a,a,a\n1,2,3,4,5,6,7,8\n").schema.notes;
  EXPECT_THAT(notes, Contains("columns without a name: 2, 5"));
  EXPECT_THAT(notes, Contains("columns of the same name: 1 and 4, 'a', 1 and 6, 'a', 1 and 7, 'a' "
                              "and 1 more"));
  EXPECT_THAT(ReadText("a,b\n1,2\n").schema.notes, Not(Contains(HasSubstr("columns"))));
}

TEST(Header, ATitleWithTheDelimitersOfItsTableIsToldOf) {
  const ReadTable table = ReadText("Sales,,\nid,name,qty\n1,ab,3\n");
  EXPECT_THAT(table.schema.warnings, Contains(HasSubstr("names 1 of 3 columns")));
}

TEST(Header, LinesAboveItAreLeftOutAndCounted) {
  SourceOptions options;
  options.skip_lines = 2;
  const ReadTable table = ReadText("Sales of 2021; \"all\r\n\r\nid,name\r\n1,ab\r\n", options);
  EXPECT_THAT(table.schema.columns, ElementsAre("id", "name"));
  EXPECT_EQ(table.rows, (Rows{{"1", "ab"}}));
  EXPECT_THAT(table.lines, ElementsAre(4));
}

TEST(DetectDialect, SpreadsheetsNameTheirDelimiterInALineOfItsOwn) {
  const ReadTable table = ReadText("sep=;\r\na;b,c\r\n1;2\r\n");
  EXPECT_THAT(table.schema.columns, ElementsAre("a", "b,c"));
  EXPECT_EQ(table.rows, (Rows{{"1", "2"}}));
  EXPECT_THAT(table.lines, ElementsAre(3));
}

}  // namespace
}  // namespace assay

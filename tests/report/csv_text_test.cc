// CSV cells: quoting and defusing, and the way back through Python's csv module.
#include "assay/report/csv_text.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

std::string Cell(std::string_view text, bool defuse = true) {
  std::string out;
  AppendCsvCell(text, defuse, &out);
  return out;
}

TEST(CsvText, QuotesWhatRfc4180AsksFor) {
  EXPECT_EQ(Cell(""), "");
  EXPECT_EQ(Cell("plain text"), "plain text");
  EXPECT_EQ(Cell("a,b"), "\"a,b\"");
  EXPECT_EQ(Cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(Cell("\""), "\"\"\"\"");
  EXPECT_EQ(Cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(Cell("two\rlines"), "\"two\rlines\"");
  EXPECT_EQ(Cell(" padded"), "\" padded\"");
  EXPECT_EQ(Cell("padded "), "\"padded \"");
}

TEST(CsvText, DefusesFormulasButNoNumbers) {
  for (const char* formula : {"=1+1", "@SUM(A1)", "\tx",  "\rx", "+cmd|' /C calc'!A0",
                              "-2+3", "-",        "+",    "--5", "+49 170 123",
                              "-5e",  "-.",       "-5%%", "=",   "-1-1",
                              "\n=1", "＝1+1",    "＋1",  "－1", "＠x"}) {
    EXPECT_TRUE(LooksLikeFormula(formula)) << formula;
    EXPECT_NE(Cell(formula).find('\''), std::string::npos) << formula;
    EXPECT_FALSE(Cell(formula, false).starts_with("'")) << formula;
  }
  for (const char* number :
       {"-5", "+3.2e4", "-0.5", "-.5", "-5.", "+1,234.50", "-3,5", "-12%", "-1E-9"}) {
    EXPECT_FALSE(LooksLikeFormula(number)) << number;
  }
  EXPECT_EQ(Cell("-5"), "-5");
  EXPECT_EQ(Cell("=A1"), "'=A1");
  EXPECT_EQ(Cell("=A1,B1"), "\"'=A1,B1\"");
  EXPECT_EQ(Cell("a=b"), "a=b");
}

TEST(CsvText, ReplacesWhatReadersChokeOn) {
  EXPECT_EQ(Cell("caf\xE9"), "caf\xEF\xBF\xBD");
  EXPECT_EQ(Cell(std::string_view("a\0b", 3)),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(Cell("caf\xC3\xA9"), "caf\xC3\xA9");
}

}  // namespace
}  // namespace assay

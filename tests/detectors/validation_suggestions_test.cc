// What rules say of a wrong value: the code and the repair.
#include <gtest/gtest.h>

#include <string>

#include "rule_maker.h"

namespace assay {
namespace {

struct Case {
  std::string_view type, params, value, code;
  const char* suggestion;  // null: none
};

class Suggestion : public testing::TestWithParam<Case> {};

TEST_P(Suggestion, IsTheRepair) {
  const Case& c = GetParam();
  const auto detector = MakeRule(c.type, c.params);
  ASSERT_TRUE(detector->Flags(c.value));
  const Evidence evidence = detector->Explain(c.value);
  EXPECT_EQ(CodeName(evidence.code), c.code);
  EXPECT_EQ(evidence.severity, InfoOf(evidence.code).severity);
  EXPECT_EQ(evidence.has_suggestion, c.suggestion != nullptr) << evidence.suggestion;
  EXPECT_EQ(evidence.suggestion, c.suggestion == nullptr ? "" : c.suggestion);
}

constexpr Case kCases[] = {
    {"whitespace", "", "  a  b ", "WHITESPACE", "a b"},
    {"whitespace", "", "a\u00A0b", "WHITESPACE", "a b"},
    {"whitespace", "inner: false", " a  b ", "WHITESPACE", "a  b"},
    {"whitespace", "", " a\n\nb", "WHITESPACE", "a\n\nb"},
    {"whitespace", "line_breaks: true", "a\nb", "WHITESPACE", "a b"},
    {"whitespace", "", " \u3000", "WHITESPACE", ""},
    {"missing", "", " N/A ", "DISGUISED_MISSING", ""},
    {"control_characters", "", "a\u200Bb\x07", "CONTROL_CHARACTER", "ab"},
    {"encoding", "", "GrÃ¶ÃŸe", "ENCODING_DAMAGE", "Größe"},
    {"encoding", "", "Gr\uFFFDe", "ENCODING_DAMAGE", nullptr},
    {"encoding", "", "Gr\xF6sse", "ENCODING_DAMAGE", nullptr},
    {"regex", "any_of: ['[A-Z]{2}\\d+']", " ab 12 ", "INVALID_FORMAT", "AB12"},
    {"regex", "any_of: ['\\d+']", "12.0", "INVALID_FORMAT", "12"},
    {"regex", "any_of: ['\\d+']", "x", "INVALID_FORMAT", nullptr},
    {"regex", "none_of: ['x']", "axb", "FORBIDDEN_PATTERN", nullptr},
    {"allowed_values", "values: [Rouge, Noir]", "rouge", "VALUE_NOT_ALLOWED", "Rouge"},
    {"allowed_values", "values: [Rouge, Noir]", "Roueg", "VALUE_NOT_ALLOWED", "Rouge"},
    {"allowed_values", "values: [Rouge, Noir]", "Blanc", "VALUE_NOT_ALLOWED", nullptr},
    {"allowed_values", "values: [NA, DE]", " de", "VALUE_NOT_ALLOWED", "DE"},
    {"allowed_values", "values: [NA, DE]", "n/a", "VALUE_NOT_ALLOWED", nullptr},
    {"allowed_values", "values: [cat, car]", "caw", "VALUE_NOT_ALLOWED", nullptr},
    {"allowed_values", "{values: [S, M, One size], separators: ','}", "s , one-size,M",
     "VALUE_NOT_ALLOWED", "S , One size,M"},
    {"type", "is: number", "1.234,50", "INVALID_TYPE", "1234.50"},
    {"type", "is: number", "1,5", "INVALID_TYPE", "1.5"},
    {"type", "is: number", "1.234.567", "INVALID_TYPE", "1234567"},
    {"type", "is: number", "1,234", "INVALID_TYPE", nullptr},  // 1.234 or 1234
    {"type", "{is: number, decimal: ','}", "1,234.5", "INVALID_TYPE", "1234,5"},
    {"type", "is: integer", " 7 ", "INVALID_TYPE", "7"},
    {"type", "is: integer", "7.00", "INVALID_TYPE", "7"},
    {"type", "is: integer", "7.50", "INVALID_TYPE", nullptr},
    {"type", "{is: boolean, booleans: [yes, no]}", "YES", "INVALID_TYPE", "yes"},
    {"type", "is: date", "31.12.2024", "INVALID_TYPE", "2024-12-31"},
    {"type", "is: date", "12/31/2024", "INVALID_TYPE", "2024-12-31"},
    {"type", "is: date", "03/04/2024", "INVALID_TYPE", nullptr},  // March or April
    {"type", "is: color", "ff0000", "INVALID_TYPE", "#ff0000"},
    {"type", "is: email", "a b@example.com", "INVALID_TYPE", nullptr},
    {"date", "formats: [DD.MM.YYYY]", "2024-2-9", "INVALID_FORMAT", "09.02.2024"},
    {"date", "formats: [DD.MM.YYYY]", "30.02.2024", "INVALID_TYPE", nullptr},
    {"date", "{formats: [YYYY-MM-DD], to: '2024-12-31'}", "2025-01-01", "NUMBER_OUT_OF_RANGE",
     nullptr},
    {"check_digit", "schemes: [ean13]",
     "0"
     "4006381333931",
     "INVALID_FORMAT", nullptr},
    {"check_digit", "schemes: [ean13]", "36000291452", "INVALID_FORMAT", "0036000291452"},
    {"check_digit", "schemes: [ean13]", " 4006381-333931", "INVALID_FORMAT", "4006381333931"},
    {"check_digit", "schemes: [ean13]", "4006381333937", "CHECK_DIGIT", nullptr},
    {"check_digit", "schemes: [gtin]", "0000000000000", "INVALID_FORMAT", nullptr},
    {"percent_sum", "", "95% cotton, 50% elastane", "PERCENT_SUM", "95% cotton, 5% elastane"},
    {"percent_sum", "", "06% wool, 40% silk", "PERCENT_SUM", "60% wool, 40% silk"},
    {"percent_sum", "", "60% wool, silk", "PERCENT_SUM", "60% wool, 40% silk"},
    {"percent_sum", "", "wool 60%, silk", "PERCENT_SUM", "wool 60%, silk 40%"},
    {"percent_sum", "", "1000% wool", "PERCENT_SUM", "100% wool"},
    {"percent_sum", "", "60% wool, 30% silk", "PERCENT_SUM", nullptr},
    {"percent_sum", "", "Outer: 100% wool; Lining: 10% silk", "PERCENT_SUM",
     "Outer: 100% wool; Lining: 100% silk"},
    {"length", "max: 3", "äöüß", "LENGTH_OUT_OF_RANGE", nullptr},
    {"range", "{min: 1, max: 5}", "1e3", "NUMBER_OUT_OF_RANGE", nullptr},
    {"letters", "", "12", "INVALID_FORMAT", nullptr},
    {"empty", "", "", "EMPTY_VALUE", nullptr},
};

INSTANTIATE_TEST_SUITE_P(Rules, Suggestion, testing::ValuesIn(kCases),
                         [](const testing::TestParamInfo<Case>& info) {
                           return std::string(info.param.type) + "_" + std::to_string(info.index);
                         });

TEST(PercentSum, PassesWhatAddsUp) {
  const auto detector = MakeRule("percent_sum", "");
  for (const std::string_view right :
       {"", "Wolle", "100%", "100 % Wolle", "60% A 40% B", "60 %A/40 %B",
        "33.3% A, 33.3% B, 33.4% C", "Outer: 60% A, 40% B; Lining: 100% C",
        "Outer 60% A 40% B Lining 100% C", "A: 60%, B: 40%",
        "Obermaterial: A 60%, B 40%\nFutter: C 100%", "100% A (20% recycled)",
        "%70 Pamuk, %30 Keten", "Shell: 50% A, 50% B | Sleeves: 80% A 20% B", "100% A / 100% B",
        "65,5% A, 34,5% B"}) {
    EXPECT_FALSE(detector->Flags(right)) << right;
  }
}

TEST(PercentSum, FlagsWhatDoesNot) {
  const auto detector = MakeRule("percent_sum", "");
  for (const std::string_view wrong : {"99%", "60% A 41% B", "Outer: 60% A; Lining: 40% B", "0% A",
                                       "100% A 5% B", "A: 60%, B: 30%", "200% A"}) {
    EXPECT_TRUE(detector->Flags(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace assay

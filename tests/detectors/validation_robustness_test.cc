// No cell makes a rule hang, crash or contradict itself: long ones, ill-formed ones, hostile ones.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "assay/detect/reference.h"
#include "rule_maker.h"

namespace assay {
namespace {

std::vector<std::string> HostileCells() {
  const size_t k64 = 64 << 10;
  std::vector<std::string> cells = {std::string(k64, 'a'),
                                    std::string(k64, ' '),
                                    std::string(k64, '%'),
                                    std::string(k64, '1'),
                                    std::string(k64, '\xFF'),
                                    std::string(k64, '\xC3'),
                                    std::string(k64, '('),
                                    std::string(k64, ','),
                                    std::string("\0\0\0", 3),
                                    std::string("a\0b", 3),
                                    "\xED\xA0\x80",
                                    "\xF4\x90\x80\x80",
                                    "\xC0\x80",
                                    "\xE2\x82",
                                    "=1+1",
                                    "-",
                                    "+",
                                    ".",
                                    "1e",
                                    "1e999",
                                    "-1e-999",
                                    "%",
                                    "1%%",
                                    "٣٤٥",
                                    "１２",
                                    "NaN",
                                    "inf",
                                    "0x10"};
  std::string percents, damage, bytes;
  while (percents.size() < k64) percents += "1% a, ";
  while (damage.size() < k64) damage += "Ã¶";
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  cells.insert(cells.end(), {percents, damage, bytes, std::string(k64 - 1, '1') + "%",
                             "Ã" + std::string(k64, '\x83')});
  std::mt19937 random(1);
  for (int i = 0; i < 600; ++i) {
    std::string cell(random() % 40, ' ');
    for (char& c : cell) {
      const char printable =
          static_cast<char>(i % 3 == 1 ? 0x20 + random() % 95 : 0x21 + random() % 94);
      c = i % 3 == 0 ? static_cast<char>(random()) : printable;
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

void CheckCells(const DetectorType& type, const ValueDetector& detector,
                const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    const bool flagged = detector.Flags(cell);
    EXPECT_EQ(detector.Flags(cell), flagged) << type.name;
    EXPECT_FALSE(flagged && ClassOf(cell) <= detector.Clears()) << type.name << ": " << cell;
    if (!flagged) continue;
    const Evidence evidence = detector.Explain(cell);
    EXPECT_GT(evidence.confidence, 0) << type.name;
    EXPECT_LE(evidence.confidence, 1) << type.name;
    EXPECT_FALSE(evidence.message.empty()) << type.name;
    EXPECT_LT(evidence.message.size(), 600u) << type.name;
    EXPECT_TRUE(evidence.has_suggestion || evidence.suggestion.empty()) << type.name;
    EXPECT_FALSE(evidence.has_suggestion && evidence.suggestion == cell)
        << type.name << ": " << cell.substr(0, 80);
  }
}

TEST(Robustness, HostileCellsAreJudgedInTime) {
  const std::vector<std::string> cells = HostileCells();
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->method != Method::kValidation || type->make_value == nullptr) continue;
    const auto start = std::chrono::steady_clock::now();
    for (const Example& example : type->examples)
      CheckCells(*type, *MakeRule(type->name, example.params), cells);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), 20)
        << type->name;  // milliseconds; the bound is for sanitizers and loaded machines
  }
}

// Patterns that take exponential time where nothing bounds them.
TEST(Robustness, CatastrophicPatternsGiveUp) {
  const std::string cell = std::string(64 << 10, 'a') + "!";
  for (const std::string_view pattern :
       {"(?=(a+)+$)x?.*b", "^(?=.*)(a|aa)+$", "(a*)*\\\\1$", "(?!x)(?:a?){60}a{60}b",
        "((a)*)*(?=b)", "(?=((a+)*)+b).*"}) {
    const auto detector = MakeRule("regex", "any_of: [\"" + std::string(pattern) + "\"]");
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(detector->Flags(cell)) << pattern;
    const Evidence evidence = detector->Explain(cell);
    EXPECT_TRUE(evidence.code == Code::kRuleUndetermined || evidence.code == Code::kInvalidFormat)
        << pattern;
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), 10) << pattern;
  }
}

TEST(Robustness, ALimitThatIsReachedIsNeverAPass) {
  const auto wanted = MakeRule("regex", "{any_of: ['(?=(a+)+$)a+b?'], match_limit: 100}");
  const auto forbidden = MakeRule("regex", "{none_of: ['(?=(a+)+$)a'], match_limit: 100}");
  const std::string cell = std::string(60, 'a') + "b";
  for (const auto* detector : {wanted.get(), forbidden.get()}) {
    ASSERT_TRUE(detector->Flags(cell));
    const Evidence evidence = detector->Explain(cell);
    EXPECT_EQ(evidence.code, Code::kRuleUndetermined);
    EXPECT_EQ(evidence.severity, Severity::kInfo);
  }
}

TEST(Robustness, ABadPatternIsNamedAtItsPlace) {
  const DetectorType& type = *FindDetectorType("regex");
  const auto document = ParseYaml("any_of:\n  - 'a+'\n  - 'b['\n", "r.yaml");
  const auto params = ParseParams(*document, document->root, type.params, {});
  DetectorContext context;
  context.document = &*document;
  std::string reason;
  const auto made = type.make_value(*params, context, &reason);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message.rfind(
                "r.yaml:3:5: 'any_of': the pattern 'b[' is not a regular expression: ", 0),
            0u)
      << made.error().message;
}

TEST(Robustness, ARuleWithoutItsPatternIsNamedToo) {
  const DetectorType& type = *FindDetectorType("regex");
  const auto document = ParseYaml("\nexpected: x\n", "r.yaml");
  const auto params = ParseParams(*document, document->root, type.params, {});
  DetectorContext context;
  context.document = &*document;
  std::string reason;
  const auto made = type.make_value(*params, context, &reason);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message,
            "r.yaml:2:1: the rule 'regex' needs at least one pattern in 'any_of' or 'none_of'");
}

}  // namespace
}  // namespace assay

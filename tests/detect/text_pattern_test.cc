// The two regex engines give the same answers wherever both run a pattern.
#include "assay/detect/text_pattern.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace assay {
namespace {

std::unique_ptr<TextPattern> Compile(const std::string& pattern, const PatternOptions& options) {
  PatternError error;
  auto compiled = CompilePattern(pattern, options, &error);
  EXPECT_NE(compiled, nullptr) << pattern << ": " << error.message;
  return compiled;
}

TEST(TextPattern, EnginesAgree) {
  const std::vector<std::string> patterns = {
      "a*b",    "(?:ab|a)(?:c|bcd)", "[^a]+",      "\\d{2,3}",
      ".*é.*",  "\\pL+\\d?",         "(?i)straße", "a|b|",
      "x?y+z*", "[\\w.-]+@[\\w.-]+", "a.c",        "(?:a|b)*c"};
  const std::vector<std::string> pieces = {"a", "b",       "c",      "d", "é", "1", "23", "\n", "@",
                                           ".", "STRASSE", "straße", "x", "y", "z", " ",  "Ж"};
  std::mt19937 random(3);
  for (const std::string& pattern : patterns) {
    for (const bool whole : {true, false}) {
      for (const bool ignore_case : {true, false}) {
        const PatternOptions options{whole, ignore_case};
        const auto linear = Compile(pattern, options);
        const auto backtracking =
            Compile("(?=)(?:" + pattern + ")", options);  // RE2 refuses look-ahead
        ASSERT_TRUE(linear->is_linear());
        ASSERT_FALSE(backtracking->is_linear());
        for (int i = 0; i < 300; ++i) {
          std::string text;
          for (size_t n = random() % 6; n > 0; --n) text += pieces[random() % pieces.size()];
          EXPECT_EQ(linear->Match(text), backtracking->Match(text))
              << pattern << " on '" << text << "'";
        }
      }
    }
  }
}

TEST(TextPattern, AUnionMatchesWhatAnyOfItsPatternsMatches) {
  const std::vector<std::string> patterns = {"a*b", "[^a]+1", "(?i)STRASSE", "a|b|", "^\\d{2,3}$",
                                             "x?y", ".*é",    "(?s)c.c",     "b\\b"};
  const std::vector<std::string> pieces = {"a",       "b",       "c", "é", "1", "23",  "\n",
                                           "strasse", "STRASSE", "x", "y", " ", "\xff"};
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const PatternOptions options{.whole = random() % 2 == 0, .ignore_case = random() % 2 == 0};
    std::vector<std::string> chosen;
    for (size_t n = 1 + random() % 4; n > 0; --n)
      chosen.push_back(patterns[random() % patterns.size()]);
    const auto all = CompileUnion(chosen, options);
    ASSERT_NE(all, nullptr);
    for (int i = 0; i < 10; ++i) {
      std::string text;
      for (size_t n = random() % 5; n > 0; --n) text += pieces[random() % pieces.size()];
      bool any = false;
      for (const std::string& one : chosen)
        any |= Compile(one, options)->Match(text) == PatternMatch::kYes;
      EXPECT_EQ(all->Match(text) == PatternMatch::kYes, any)
          << chosen.front() << " and " << chosen.size() - 1 << " more on '" << text << "'";
    }
  }
}

TEST(TextPattern, NoUnionOfWhatRe2RefusesOrWhatRunsOn) {
  EXPECT_EQ(CompileUnion({"a", "(?=b)b"}, {}), nullptr);
  EXPECT_EQ(CompileUnion({"\\Qa", "b"}, {}), nullptr);  // joined, it would be text to the end
  EXPECT_EQ(CompileUnion(std::vector<std::string>(2, std::string(40000, 'a')), {}), nullptr);
}

TEST(TextPattern, WhatNeitherEngineKnowsIsAnError) {
  for (const std::string_view pattern : {"(", "a{2,1}", "[b-a]", "(?<n", "\\p{Nonsense}", "*a"}) {
    PatternError error;
    EXPECT_EQ(CompilePattern(pattern, {}, &error), nullptr) << pattern;
    EXPECT_FALSE(error.message.empty()) << pattern;
    EXPECT_LE(error.offset, pattern.size()) << pattern;
  }
  PatternError error;
  EXPECT_EQ(CompilePattern(std::string(70000, 'a'), {}, &error), nullptr);
}

TEST(TextPattern, IllFormedTextIsMatchedAsFarAsItIsText) {
  for (const std::string pattern : {"ab", "(?=a)ab"}) {
    const auto compiled = Compile(pattern, {.whole = false});
    EXPECT_EQ(compiled->Match("\xFF"
                              "ab\xFE"),
              PatternMatch::kYes)
        << pattern;
    EXPECT_EQ(compiled->Match("a\xFF"
                              "b"),
              PatternMatch::kNo)
        << pattern;
    EXPECT_EQ(compiled->Match(""), PatternMatch::kNo) << pattern;
  }
}

}  // namespace
}  // namespace assay

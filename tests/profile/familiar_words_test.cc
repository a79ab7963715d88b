// FamiliarWords and the list of known words.
#include "assay/profile/familiar_words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "assay/base/embedded.h"
#include "assay/profile/known_words.h"

namespace assay {
namespace {

TEST(FamiliarWords, TellThingsFromSlips) {
  FamiliarWords words;
  for (const char* value :
       {"red mug", "blue mug", "pink mug", "red rug", "blue rug", "pink rug", "red mgu"}) {
    words.Add(value);
  }
  EXPECT_TRUE(words.Distinguish("red rug", "red mug"));
  EXPECT_FALSE(words.Distinguish("red mgu", "red mug"));
  EXPECT_FALSE(words.Distinguish("red mug", "red mug"));
  EXPECT_FALSE(words.Distinguish("red", "rad"));
}

TEST(KnownWords, HoldsWordsAndNoSlips) {
  for (const char* word : {"received", "stainless", "surgery", "leather"})
    EXPECT_TRUE(IsKnownWord(word)) << word;
  for (const char* word : {"recieved", "stainles", "sugery", "", "the quick", "\n"}) {
    EXPECT_FALSE(IsKnownWord(word)) << word;
  }
}

TEST(KnownWords, FindsEveryWordOfTheList) {
  const std::string_view list = EmbeddedWords().front().bytes;
  size_t words = 0;
  for (size_t at = 0; at < list.size(); ++words) {
    const size_t end = list.find('\n', at);
    ASSERT_NE(end, std::string_view::npos);
    ASSERT_TRUE(IsKnownWord(list.substr(at, end - at))) << list.substr(at, end - at);
    at = end + 1;
  }
  EXPECT_GT(words, 50000u);
}

TEST(FamiliarWords, ACommonWordMoreMakesAnotherThing) {
  FamiliarWords words;
  for (const char* thing : {"red mug", "big red mug", "red rug", "big red rug", "blue cup"}) {
    words.Add(thing);
  }
  EXPECT_TRUE(words.Distinguish("red mug", "big red mug"));
  EXPECT_TRUE(words.Distinguish("big red mug", "red mug"));
  EXPECT_FALSE(words.Distinguish("red mug", "red mug x"));
  EXPECT_FALSE(words.Distinguish("mug", "big mug"));  // a single word is no phrase
}

TEST(FamiliarWords, AMarkBetweenBlanksIsAWord) {
  FamiliarWords words;
  for (const char* thing : {"big mug - red", "big mug red", "big rug - Blue", "big cup - blue",
                            "big rug Blue", "big mug in red", "big cup in blue"}) {
    words.Add(thing);
  }
  EXPECT_TRUE(words.Distinguish("big mug red", "big mug - red"));
  EXPECT_TRUE(words.Distinguish("big rug - Blue", "big rug blue"));
  EXPECT_TRUE(words.Distinguish("big mug - red", "big mug in red"));
  EXPECT_FALSE(words.Distinguish("big mug  red", "big mug red"));
  EXPECT_FALSE(words.Distinguish("big mug + red", "big mug - red"));
}

TEST(FamiliarWords, KnowsFormsThatManyValuesHave) {
  std::vector<std::string> values;
  for (char c = 'a'; c < 'a' + 24; ++c)
    values.push_back(std::string(3, c) + (c % 2 ? " Red" : " red"));
  FamiliarWords words;
  for (const std::string& value : values) words.Add(value);
  words.Add("aaa reD");
  EXPECT_TRUE(words.HaveTwoForms("aaa Red", "aaa red"));
  EXPECT_FALSE(words.HaveTwoForms("aaa reD", "aaa red"));
}

}  // namespace
}  // namespace assay

// The parts that rules are made of: numbers, dates, check digits, sets.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_set>

#include "assay/detect/check_digit_scheme.h"
#include "assay/detect/date_form.h"
#include "assay/detect/near_strings.h"
#include "assay/detect/number_form.h"
#include "assay/detect/seen_hashes.h"
#include "assay/detect/string_set.h"
#include "assay/detect/value_class.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

TEST(NumberForm, ReadsWhatIsANumber) {
  EXPECT_EQ(ReadNumber("-1,234.50", {'.', ','}), -1234.5);
  EXPECT_EQ(ReadNumber("1.234,5", {',', '.'}), 1234.5);
  EXPECT_EQ(ReadNumber("1\u00A0234", {',', ' '}), 1234);
  EXPECT_EQ(ReadNumber(".5", {}), 0.5);
  EXPECT_EQ(ReadNumber("5.", {}), 5);
  EXPECT_EQ(ReadNumber("+1.5e-2", {}), 0.015);
  for (const std::string_view text : {"", "-", ".", "e5", "1e", "1,23", "1,2345", ",123", "1,,234",
                                      "12 ", "0x1", "1.2.3", "nan", "inf"}) {
    EXPECT_FALSE(ReadNumber(text, {'.', ','})) << text;
  }
}

TEST(DateForm, KnowsTheCalendar) {
  const auto form = DateForm::Parse("YYYY-MM-DD");
  DateTime date;
  EXPECT_EQ(form->Read("2000-02-29", &date), DateForm::Fit::kDate);
  EXPECT_EQ(form->Read("1900-02-29", &date), DateForm::Fit::kImpossible);
  EXPECT_EQ(form->Read("2023-13-01", &date), DateForm::Fit::kImpossible);
  EXPECT_EQ(form->Read("2023-00-10", &date), DateForm::Fit::kImpossible);
  EXPECT_EQ(form->Read("2023-1-01", &date), DateForm::Fit::kNone);
  EXPECT_EQ(form->Read("2023-01-01x", &date), DateForm::Fit::kNone);
  EXPECT_EQ(DateForm::Parse("D.M.YY")->Read("1.12.49", &date), DateForm::Fit::kDate);
  EXPECT_EQ(date.year, 2049);
  EXPECT_EQ(form->Write(date), "2049-12-01");
  for (const std::string_view bad : {"", "--", "YYY", "MM-MM", "DDD", "YYYYY"})
    EXPECT_FALSE(DateForm::Parse(bad)) << bad;
}

TEST(CheckDigitScheme, CatchesEveryWrongDigit) {
  for (const auto& [name, code] :
       {std::pair("ean13", "4006381333931"), std::pair("ean8", "96385074"),
        std::pair("upc", "036000291452"), std::pair("gtin14", "10012345678902"),
        std::pair("luhn", "4539148803436467"), std::pair("isbn10", "316148410X"),
        std::pair("iban", "GB82WEST12345698765432"), std::pair("isin", "US0378331005")}) {
    const CheckDigitScheme* scheme = FindCheckDigitScheme(name);
    ASSERT_NE(scheme, nullptr);
    EXPECT_EQ(scheme->check(code), CheckVerdict::kRight) << code;
    const std::string text = code;
    for (size_t i = 0; i < text.size(); ++i) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string other = text;
        if (other[i] < '0' || other[i] > '9' || other[i] == digit) continue;
        other[i] = digit;
        EXPECT_NE(scheme->check(other), CheckVerdict::kRight) << other;
      }
    }
  }
}

TEST(SeenHashes, IsExact) {
  SeenHashes seen;
  std::unordered_set<uint64_t> oracle;
  std::mt19937_64 random(7);
  for (int i = 0; i < 1000000; ++i) {
    const uint64_t hash = i % 10 == 0 ? random() % 50000 * 0x9E3779B97F4A7C15ULL : random();
    ASSERT_EQ(seen.Contains(hash), oracle.contains(hash));
    ASSERT_EQ(seen.Insert(hash), oracle.insert(hash).second);
  }
  EXPECT_EQ(seen.size(), oracle.size());
}

TEST(SeenHashes, TakesNineBytesEachWhereTheyAreMany) {
  constexpr size_t kMostOfFew = 34'000'000;
  SeenHashes seen;
  std::mt19937_64 random(7);
  for (int i = 0; i < 4'600'000; ++i) {
    seen.Insert(random());
    if (i % 10'000 != 0) continue;
    ASSERT_LE(seen.bytes(), std::max<uint64_t>(9 * seen.size(), kMostOfFew)) << i;
  }
}

TEST(NearStrings, FindsTheOneThatIsMeant) {
  const NearStrings near({"turkey", "italy", "india", "iran", "iraq"});
  EXPECT_EQ(near.Find("turky"), 0);
  EXPECT_EQ(near.Find("tukrey"), 0);
  EXPECT_EQ(near.Find("itally"), 1);
  EXPECT_EQ(near.Find("indis"), 2);
  EXPECT_EQ(near.Find("ndia"), 2);
  EXPECT_EQ(near.Find("iraw"), -1);  // iran or iraq
  EXPECT_EQ(near.Find("iran"), -1);  // itself, and iraq
  EXPECT_EQ(near.Find("france"), -1);
  EXPECT_EQ(near.Find(""), -1);
}

TEST(StringSet, HoldsWhatItWasMadeOf) {
  const StringSet set({"a", "", "a", "long text"});
  EXPECT_TRUE(set.Contains(""));
  EXPECT_TRUE(set.Contains("long text"));
  EXPECT_FALSE(set.Contains("b"));
  EXPECT_FALSE(StringSet({}).Contains(""));
}

ValueClass ClassByBytes(std::string_view value) {
  bool blank = value.empty();
  for (const char c : value) {
    if (c < 0x20 || c > 0x7E) return ValueClass::kAny;
    blank = blank || c == ' ';
  }
  return blank ? ValueClass::kPrintable : ValueClass::kWord;
}

TEST(ValueClass, IsTheOneOfItsBytes) {
  EXPECT_EQ(ClassOf(""), ValueClass::kPrintable);
  for (const size_t size : {1u, 7u, 8u, 9u, 16u, 21u}) {
    for (size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string value(size, '~');
        value[at] = static_cast<char>(byte);
        ASSERT_EQ(ClassOf(value), ClassByBytes(value)) << size << " " << at << " " << byte;
        value[size / 2] = ' ';
        ASSERT_EQ(ClassOf(value), ClassByBytes(value)) << size << " " << at << " " << byte;
      }
    }
  }
}

TEST(WhiteSpace, IsUnicodes) {
  EXPECT_EQ(TrimWhiteSpace("\u3000 a\u2009b \t\u00A0"), "a\u2009b");
  EXPECT_TRUE(IsBlank("\u2028 \n"));
  EXPECT_FALSE(IsBlank("\u200B"));                          // invisible, but no white space
  EXPECT_EQ(TrimWhiteSpace("\xA0 a \x80"), "\xA0 a \x80");  // stray bytes are not white space
  EXPECT_EQ(TidyWhiteSpace(" a \t b\n\nc ", true), "a b\n\nc");
  EXPECT_EQ(TidyWhiteSpace(" a \t b\n\nc ", false), "a b c");
}

}  // namespace
}  // namespace assay

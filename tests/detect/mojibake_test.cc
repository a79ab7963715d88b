// Mojibake: what is damaged in the usual ways is restored; what is not stays.
#include "assay/detect/mojibake.h"

#include <gtest/gtest.h>

#include <string>

#include "assay/base/utf8.h"

namespace assay {
namespace {

// Reads the bytes of UTF-8 as Latin-1.
std::string ReadAsLatin1(std::string_view text) {
  std::string out;
  for (const char c : text) AppendUtf8(static_cast<unsigned char>(c), &out);
  return out;
}

TEST(Mojibake, IsUndoneUpToThreeTimes) {
  for (const std::string text :
       {"Größe", "Élégance à l’été", "crème brûlée – 5 €", "Łódź", "Пальто", "Καλημέρα", "外套",
        "naïve “quotes”", "50 °C", "™ ®", "🙂 hi", "laver à sec"}) {
    std::string damaged = text;
    for (int round = 1; round <= 3; ++round) {
      damaged = ReadAsLatin1(damaged);
      const auto repaired = RepairMojibake(damaged);
      ASSERT_TRUE(repaired) << text << " after round " << round;
      EXPECT_EQ(*repaired, text);
    }
  }
}

TEST(Mojibake, UndamagedTextStays) {
  for (const std::string_view text :
       {"",      "plain",  "Größe",         "ÄÖÜ",      "ÉÈÊ",   "Ça va", "MAÇÃ",   "«CAFÉ»",
        "PÅ®",   "ŠKODA™", "Été – automne", "30°–40°",  "Ñandú", "ÀÉÎÕÜ", "Пальто", "外套 コート",
        "½ – ¾", "…“”",    "a\xC3",         "\xFF\xFE", "Œuvre", "½€",    "Å®",     "BJÖRN Ä»"}) {
    EXPECT_FALSE(RepairMojibake(text)) << text << " -> " << *RepairMojibake(text);
  }
}

TEST(Mojibake, TheRestOfTheTextStays) {
  EXPECT_EQ(RepairMojibake("Café de lâ€™Est"), "Café de l’Est");
  EXPECT_EQ(RepairMojibake("\xFF Ã¼"), "\xFF ü");
}

}  // namespace
}  // namespace assay

// rare_character: a value holds a character that hardly any other value of its column has.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include <fmt/format.h>
#include <utf8proc.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/format_model.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kLeastRows = 30;
constexpr double kMostShare = 0.002;  // of rows that have the character …
constexpr uint64_t kMostRows = 3;     // … or as few as this
constexpr double kMostBeyond = 0.05;  // share of rows beyond ASCII in a column of plain text
constexpr double kMostMasked = 0.4;   // share of rows with a sign inside a word
constexpr size_t kMostKinds = 40;     // distinct rare characters; with more, the column is diverse

enum class Place : uint8_t { kOrdinary, kStraySign, kForeignLetter };

bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsOrdinary(char32_t c) {
  return IsAsciiLetter(c) || IsAsciiDigit(c) || c == ' ' || c == '-' || c == '.' || c == ',' ||
         c == '\'' || c == '/' || c == '(' || c == ')' || c == '&' || c == ':' || c == ';' ||
         c == '"';
}

// Signs that never stand between two letters of a word, however often they do.
bool IsMask(char32_t c) {
  return c == '#' || c == '*' || c == '?' || c == '%' || c == '$' || c == '^' || c == '~' ||
         c == '!';
}

// What typesetting makes of quotes, apostrophes, dashes and dots: ways to write, no letters.
bool IsTypographicMark(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || (c >= 0x2018 && c <= 0x201F) || c == 0x2026 ||
         c == 0x2032 || c == 0x2033 || c == 0xAB || c == 0xBB;
}

// Degrees, trade marks, currencies, units, powers and fractions: signs beside words and numbers.
bool IsTypographicSign(char32_t c) {
  return (c >= 0xA2 && c <= 0xA5) || c == 0xA7 || c == 0xA9 || c == 0xAA || c == 0xAE ||
         (c >= 0xB0 && c <= 0xB3) || c == 0xB5 || c == 0xB7 || c == 0xB9 || c == 0xBA ||
         (c >= 0xBC && c <= 0xBE) || c == 0xD7 || c == 0x2022 || c == 0x20AC || c == 0x2116 ||
         c == 0x2122 || c == 0x2126 || c == 0x3A9 || c == 0x3BC;
}

bool IsTypographic(char32_t before, char32_t c, char32_t after) {
  if (IsTypographicMark(c)) return true;
  return IsTypographicSign(c) && !(IsAsciiLetter(before) && IsAsciiLetter(after));
}

// Where names and texts have a sign: alone between blanks ("A + B"), behind a word ("Yahoo!",
// "18+", "5%"), before a number ("#7", "$5").
bool IsPunctuation(char32_t before, char32_t c, char32_t after) {
  if (c >= 0x80) return false;
  if (before == ' ' && after == ' ') return true;
  const bool ends = !IsAsciiLetter(after) && !IsAsciiDigit(after);
  if (c == '!' || c == '?') return ends && before != ' ';
  if (c == '%' || c == '+') return ends && IsAsciiDigit(before);
  return (c == '#' || c == '$') && before == ' ' && IsAsciiDigit(after);
}

// Letters of Western alphabets stand in names everywhere.
bool IsWesternLetter(char32_t c) { return c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7; }

bool IsLetter(char32_t c) {
  if (c < 0x80) return IsAsciiLetter(c);
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool IsLatinLetter(char32_t c) { return IsAsciiLetter(c) || IsWesternLetter(c); }

bool IsForeignLetter(char32_t c) { return !IsLatinLetter(c) && IsLetter(c); }

// A letter inside a word of its own alphabet: a name in another script is a name.
bool IsOfForeignWord(char32_t before, char32_t c, char32_t after) {
  return IsForeignLetter(c) && !IsLatinLetter(before) && !IsLatinLetter(after) &&
         (IsForeignLetter(before) || IsForeignLetter(after));
}

struct Odd {
  char32_t character = 0;
  Place place = Place::kOrdinary;
};

// The first character that is out of place by itself, whatever its frequency. Among texts,
// punctuation is at home.
template <typename IsRare>
Odd FindOdd(std::string_view value, bool among_texts, IsRare is_rare) {
  if (value.find("://") != std::string_view::npos) return {};
  char32_t last = ' ';
  for (size_t i = 0; i < value.size();) {
    const char32_t before = last, c = DecodeUtf8(value, &i);
    last = c;
    if (IsOrdinary(c)) continue;
    const bool masks = IsMask(c) && IsAsciiLetter(before), rare = is_rare(c);
    if (!masks && !rare) continue;
    size_t ahead = i;
    const char32_t next = ahead < value.size() ? DecodeUtf8(value, &ahead) : ' ';
    if (IsTypographic(before, c, next) || IsOfForeignWord(before, c, next)) continue;
    if (among_texts && IsPunctuation(before, c, next)) continue;
    const bool inside =
        IsAsciiLetter(before) || IsAsciiLetter(next) || IsAsciiDigit(before) || IsAsciiDigit(next);
    if (inside && c >= 0x80)
      return {c, IsWesternLetter(c) ? Place::kOrdinary : Place::kForeignLetter};
    if (IsAsciiLetter(before) && IsAsciiLetter(next)) return {c, Place::kStraySign};
    if (rare) return {c, Place::kOrdinary};
  }
  return {};
}

class RareCharacterDetector final : public ValueDetector {
 public:
  RareCharacterDetector(std::unordered_map<char32_t, uint64_t> rare, uint64_t rows, bool plain,
                        bool texts)
      : rare_(std::move(rare)), rows_(rows), plain_(plain), texts_(texts) {}

  bool Flags(std::string_view value) const override { return Find(value).character != 0; }

  Evidence Explain(std::string_view value) const override {
    const Odd odd = Find(value);
    const double probability = odd.place == Place::kForeignLetter ? plain_ ? 0.85 : 0.7
                               : odd.place == Place::kStraySign   ? 0.7
                               : plain_                           ? 0.5
                                                                  : 0.35;
    std::string shown;
    AppendUtf8(odd.character, &shown);
    const auto found = rare_.find(odd.character);
    const uint64_t count = found == rare_.end() ? 1 : found->second;
    Evidence e =
        MakeEvidence(Code::kRareCharacter, probability,
                     fmt::format("The character {} ({}) stands in {} of {} rows.", Excerpt(shown),
                                 CodePointName(odd.character), count, rows_));
    if (odd.place == Place::kForeignLetter) {
      std::string repaired(value);
      for (size_t at; (at = repaired.find(shown)) != std::string::npos;)
        repaired.erase(at, shown.size());
      Suggest(std::move(repaired), &e);
    }
    return e;
  }

 private:
  Odd Find(std::string_view value) const {
    return FindOdd(value, texts_, [&](char32_t c) { return rare_.count(c) != 0; });
  }

  std::unordered_map<char32_t, uint64_t> rare_;
  uint64_t rows_;
  bool plain_;  // hardly any value has characters beyond ASCII
  bool texts_;  // many values are of several words
};

// Rows of each character that is not ordinary; *beyond counts the rows that leave ASCII.
std::unordered_map<char32_t, uint64_t> CountCharacters(const ColumnProfile& column,
                                                       uint64_t* beyond) {
  std::unordered_map<char32_t, uint64_t> counts;
  std::vector<char32_t> seen;
  for (const Counted& value : column.values) {
    seen.clear();
    for (size_t i = 0; i < value.text.size();) seen.push_back(DecodeUtf8(value.text, &i));
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const char32_t c : seen) {
      if (!IsOrdinary(c)) counts[c] += value.count;
    }
    *beyond += !seen.empty() && seen.back() >= 0x80 ? value.count : 0;
  }
  return counts;
}

uint64_t RowsWithMask(const ColumnProfile& column) {
  uint64_t masked = 0;
  for (const Counted& value : column.values) {
    const Odd odd = FindOdd(value.text, false, [](char32_t) { return false; });
    if (odd.place == Place::kStraySign) masked += value.count;
  }
  return masked;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  *skip_reason = "no character is rare in this column";
  const auto rows = static_cast<double>(column.rows - column.empty);
  if (rows < kLeastRows || !column.values_exact) return std::unique_ptr<ValueDetector>();
  uint64_t beyond = 0;
  std::unordered_map<char32_t, uint64_t> counts = CountCharacters(column, &beyond);
  const double most = std::max(static_cast<double>(kMostRows), kMostShare * rows);
  const bool plain = static_cast<double>(beyond) < kMostBeyond * rows;
  std::erase_if(counts, [&](const auto& entry) {
    // Where hardly any value leaves ASCII, every character beyond it is rare, even one that
    // repeats.
    const bool foreign = plain && entry.first >= 0x80 && !IsWesternLetter(entry.first);
    return !foreign && static_cast<double>(entry.second) > most;
  });
  if (counts.size() > kMostKinds && !plain) return std::unique_ptr<ValueDetector>();
  const uint64_t masked = RowsWithMask(column);
  if (static_cast<double>(masked) > kMostMasked * rows) return std::unique_ptr<ValueDetector>();
  if (counts.empty() && masked == 0) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(std::make_unique<RareCharacterDetector>(
      std::move(counts), column.rows, plain, FormatModel(column).IsWordy()));
}

constexpr Code kEmitted[] = {Code::kRareCharacter};

constexpr Example kExamples[] = {
    {"a sign and a foreign letter inside words", "",
     "town\nHamburg\nHamburg\nMunich\nMunich\nHam#"
     "burg\nHamburg\nMunich\nHamburg\nMunich\nMunich\nHamburg\n"
     "Hamburg\nMunich\nMunich\nHambu\xD6\x83rg\nHamburg\nMunich\nHamburg\nMunich\nMunich\nHamburg\n"
     "Hamburg\n"
     "Munich\nMunich\nHamburg\nHamburg\nMunich\nHamburg\nMunich\nMunich\nHamburg\nHamburg\nMunich"
     "\n",
     "4:0 14:0"},
    {"names with accents", "",
     "name\nJosé\nAna\nZoë\nEve\nRenée\nAda\nBen\nCy\nDora\nGus\nIda\nKit\nLeo\nMax\nNed\nOle\nPia"
     "\nRex\n"
     "Sam\nTed\nUma\nVic\nWes\nXia\nYan\nZia\nAmy\nBob\nCal\nDan\nEli\n",
     ""},
    {"what typesetting makes of quotes and signs", "",
     "item\nMen’s boots\nBlue coat\nBlue coat\n“Best” coat\nRed coat\nRed coat\nSunny® "
     "oil\nRed hat\nBlue hat\nTea 90°\nRed coat\nSoap™\nBlue hat\nA — B "
     "set\nRed hat\nBlue coat\nRed boots\nBlue boots\nRed coat\nBlue coat\nRed hat\nBlue "
     "hat\nRed boots\nBlue boots\nRed coat\nBlue coat\nRed hat\nBlue hat\nRed boots\nBlue "
     "boots\nRed coat\nBlue coat\nYahoo! coat\nHat + coat\nRe#d hat\n",
     "34:0"},
    {"names in another script, and a letter of it in a word", "",
     "name\nJosé\nAna\nZoë\nEve\nRenée\nAda\nBen\nCy\nDora\nGus\nIda\nKit\nLeo\nMax\nNed\nOle\nPia"
     "\nRex\nSam\nTed\nUma\nVic\nWes\nАнна\nYan\nZia\nAmy\nBob\nCal\nDan\nEli\nמרים\nLeжo\nМария "
     "Кюри\n",
     "32:0"},
};

}  // namespace

extern constinit const DetectorType kRareCharacterDetector;
constinit const DetectorType kRareCharacterDetector = {
    .name = "rare_character",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value holds a character that hardly any other value of its column has.",
    .details =
        "Letters of Western alphabets, digits and common punctuation are never odd. A sign between "
        "letters, or a character of another alphabet inside a word, is surer to be a mistake. "
        "Words in "
        "another alphabet, typographic quotes, dashes and signs, and among texts the usual places "
        "of "
        "punctuation, are left alone.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

// rare_character: a value holds a character that hardly any other value of its column has.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
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

bool IsOrdinary(char32_t c) {
  return IsAsciiLetter(c) || (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '.' ||
         c == ',' || c == '\'' || c == '/' || c == '(' || c == ')' || c == '&' || c == ':' ||
         c == ';' || c == '"';
}

// Signs that never stand between two letters of a word, however often they do.
bool IsMask(char32_t c) {
  return c == '#' || c == '*' || c == '?' || c == '%' || c == '$' || c == '^' || c == '~' ||
         c == '!';
}

// Letters of Western alphabets stand in names everywhere.
bool IsWesternLetter(char32_t c) { return c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7; }

struct Odd {
  char32_t character = 0;
  Place place = Place::kOrdinary;
};

// The first character that is out of place by itself, whatever its frequency.
template <typename IsRare>
Odd FindOdd(std::string_view value, IsRare is_rare) {
  if (value.find("://") != std::string_view::npos) return {};
  char32_t last = ' ';
  for (size_t i = 0; i < value.size();) {
    const char32_t c = DecodeUtf8(value, &i);
    const bool masks = IsMask(c) && IsAsciiLetter(last);
    if (!IsOrdinary(c) && (masks || is_rare(c))) {
      size_t ahead = i;
      const char32_t next = ahead < value.size() ? DecodeUtf8(value, &ahead) : ' ';
      const bool inside = IsAsciiLetter(last) || IsAsciiLetter(next) ||
                          (last >= '0' && last <= '9') || (next >= '0' && next <= '9');
      if (inside && c >= 0x80 && !IsWesternLetter(c)) return {c, Place::kForeignLetter};
      if (inside && c >= 0x80) return {c, Place::kOrdinary};
      if (IsAsciiLetter(last) && IsAsciiLetter(next)) return {c, Place::kStraySign};
      if (is_rare(c)) return {c, Place::kOrdinary};
    }
    last = c;
  }
  return {};
}

class RareCharacterDetector final : public ValueDetector {
 public:
  RareCharacterDetector(std::unordered_map<char32_t, uint64_t> rare, uint64_t rows, bool plain)
      : rare_(std::move(rare)), rows_(rows), plain_(plain) {}

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
    return FindOdd(value, [&](char32_t c) { return rare_.count(c) != 0; });
  }

  std::unordered_map<char32_t, uint64_t> rare_;
  uint64_t rows_;
  bool plain_;  // hardly any value has characters beyond ASCII
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
    const Odd odd = FindOdd(value.text, [](char32_t) { return false; });
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
  return std::unique_ptr<ValueDetector>(
      std::make_unique<RareCharacterDetector>(std::move(counts), column.rows, plain));
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
        "letters, or a character of another alphabet inside a word, is surer to be a mistake.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

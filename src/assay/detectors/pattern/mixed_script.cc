// mixed_script: a word of one alphabet with letters of another that only look right ("Hаmburg" with
// a Cyrillic а).
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

constexpr double kConfidence = 0.97;
constexpr double kMostMixed = 0.05;  // share of the rows; with more of them it is a way to write
constexpr uint64_t kLeastTwin = 2;   // rows that have the value in the other alphabet

enum class Script : uint8_t { kNone, kLatin, kCyrillic, kGreek };

Script ScriptOf(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Script::kLatin;
  if (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) return Script::kLatin;
  if (c >= 0x370 && c <= 0x3FF) return Script::kGreek;
  if (c >= 0x400 && c <= 0x52F) return Script::kCyrillic;
  return Script::kNone;
}

// Letters that most typefaces draw alike, after Unicode's list of confusable characters (UTS 39).
// Small Greek letters stand for quantities beside Latin ones and are left out, but for omicron.
struct Lookalike {
  char32_t other;
  char latin;
};
constexpr std::array<Lookalike, 42> kLookalikes = {
    {{0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'},
     {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x425, 'X'}, {0x423, 'Y'},
     {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'},
     {0x445, 'x'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x455, 's'}, {0x456, 'i'},
     {0x458, 'j'}, {0x4BB, 'h'}, {0x501, 'd'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'},
     {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'},
     {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3BF, 'o'}}};

// The letter of `script` that looks like `c`; 0 when there is none.
char32_t LookalikeIn(Script script, char32_t c) {
  for (const Lookalike& pair : kLookalikes) {
    if (script == Script::kLatin && pair.other == c) return static_cast<char32_t>(pair.latin);
    if (static_cast<char32_t>(pair.latin) == c && ScriptOf(pair.other) == script) return pair.other;
  }
  return 0;
}

// What may mix is seen by bytes: those letters, U+0370 to U+052F, begin with these in UTF-8.
bool HasGreekOrCyrillic(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xCD && byte <= 0xD4;
  });
}

struct Letter {
  char32_t character = 0;
  Script script = Script::kNone;
};

// Writes all letters of the word in the script, if those of others only look like it. The first of
// them goes to *odd.
bool WriteIn(Script script, const std::vector<Letter>& word, std::string* out, char32_t* odd) {
  std::string written;
  for (const Letter& letter : word) {
    char32_t c = letter.character;
    if (letter.script != script) {
      c = LookalikeIn(script, c);
      if (c == 0) return false;
      if (*odd == 0) *odd = letter.character;
    }
    AppendUtf8(c, &written);
  }
  *out += written;
  return true;
}

// Appends the word as it should be; whether it is another than it was.
bool Unmix(const std::vector<Letter>& word, std::string* out, char32_t* odd) {
  std::array<size_t, 4> counts{};
  for (const Letter& letter : word) ++counts[static_cast<size_t>(letter.script)];
  const size_t latin = counts[static_cast<size_t>(Script::kLatin)];
  const Script other =
      counts[static_cast<size_t>(Script::kGreek)] > 0 ? Script::kGreek : Script::kCyrillic;
  const size_t others = word.size() - latin;
  if (latin > 0 && others > 0) {
    const bool to_latin = latin >= others;
    const Script first = to_latin ? Script::kLatin : other;
    const Script second = to_latin ? other : Script::kLatin;
    char32_t character = 0;
    if (WriteIn(first, word, out, &character) || WriteIn(second, word, out, &(character = 0))) {
      if (*odd == 0) *odd = character;
      return true;
    }
  }
  for (const Letter& letter : word) AppendUtf8(letter.character, out);
  return false;
}

struct Unmixed {
  std::string value;  // empty: no word mixes alphabets
  char32_t odd = 0;   // the first letter that is out of place
};

Unmixed UnmixWords(std::string_view value) {
  Unmixed unmixed;
  bool changed = false;
  std::vector<Letter> word;
  for (size_t i = 0; i <= value.size();) {
    const bool ends = i == value.size();
    const char32_t c = ends ? 0 : DecodeUtf8(value, &i);
    const Script script = ScriptOf(c);
    if (script != Script::kNone) {
      word.push_back({c, script});
      continue;
    }
    changed |= Unmix(word, &unmixed.value, &unmixed.odd);
    word.clear();
    if (ends) break;
    AppendUtf8(c, &unmixed.value);
  }
  if (!changed) return {};
  return unmixed;
}

// The value with all its letters in Latin; empty when it has others than those that look so.
Unmixed InLatin(std::string_view value) {
  Unmixed latin;
  for (size_t i = 0; i < value.size();) {
    const char32_t c = DecodeUtf8(value, &i);
    const Script script = ScriptOf(c);
    const bool foreign = script == Script::kCyrillic || script == Script::kGreek;
    const char32_t written = foreign ? LookalikeIn(Script::kLatin, c) : c;
    if (written == 0) return {};
    if (foreign && latin.odd == 0) latin.odd = c;
    AppendUtf8(written, &latin.value);
  }
  return latin.odd == 0 ? Unmixed() : latin;
}

class MixedScriptDetector final : public ValueDetector {
 public:
  // `twins`: values wholly in another alphabet, which the column has in Latin too.
  explicit MixedScriptDetector(std::unordered_map<std::string, Unmixed> twins)
      : twins_(std::move(twins)) {}

  bool Flags(std::string_view value) const override {
    return HasGreekOrCyrillic(value) && !Repair(value).value.empty();
  }

  Evidence Explain(std::string_view value) const override {
    Unmixed repaired = Repair(value);
    std::string shown;
    AppendUtf8(repaired.odd, &shown);
    Evidence e = MakeEvidence(
        Code::kRareCharacter, kConfidence,
        fmt::format("The letter {} ({}) is of another alphabet than what it stands beside; it only "
                    "looks right.",
                    Excerpt(shown), CodePointName(repaired.odd)),
        repaired.value);
    Suggest(std::move(repaired.value), &e);
    return e;
  }

 private:
  Unmixed Repair(std::string_view value) const {
    const auto found = twins_.find(std::string(value));
    return found == twins_.end() ? UnmixWords(value) : found->second;
  }

  std::unordered_map<std::string, Unmixed> twins_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "no word mixes alphabets, or many do";
  const ColumnProfile& column = *context.profile;
  std::unordered_map<std::string, Unmixed> twins;
  uint64_t mixed = 0;
  for (const Counted& value : column.values) {
    if (IsAscii(value.text)) continue;
    if (!UnmixWords(value.text).value.empty()) {
      mixed += value.count;
    } else if (Unmixed latin = InLatin(value.text); latin.odd != 0) {
      if (column.CountOf(latin.value) >= std::max(kLeastTwin, value.count))
        twins.emplace(value.text, std::move(latin));
    }
  }
  const auto filled = static_cast<double>(column.rows - column.empty);
  if (static_cast<double>(mixed) > std::max(1.0, kMostMixed * filled))
    return std::unique_ptr<ValueDetector>();
  if (mixed == 0 && twins.empty() && column.values_exact) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(std::make_unique<MixedScriptDetector>(std::move(twins)));
}

constexpr Code kEmitted[] = {Code::kRareCharacter};

constexpr Example kExamples[] = {
    {"a Cyrillic а in a Latin word, a Latin o in a Cyrillic one, names in either alphabet", "",
     "town\nHamburg\nH\u0430mburg\nМосква\nМoсква\nBonn\nKiel\nUlm\nJena\nTrier\nMainz\nEssen\n"
     "Тверь\nWorms\nFulda\nHalle\nGera\nSuhl\nHof\nCelle\nVerden\nStade\nNorden\nEmden\nAurich\n"
     "Leer\nVarel\nJever\nWeener\nEsens\nWittmund\nBorkum\nHusum\nTondern\nMarne\nPlön\nEutin\n"
     "Heide\nBüsum\nGarding\nBredstedt\n",
     "1:0 3:0"},
    {"a code whose letter is Cyrillic, which other rows have in Latin", "",
     "code,id\nA12,1\nA12,2\nA12,3\n\u041012,4\nB7,5\nB7,6\n\u04107,7\n", "3:0"},
    {"quantities with Greek letters", "",
     "unit\n\u03BCm\nk\u03A9\n\u0394t\nmm\n\u03B2-carotene\n\u03BCm\nkm\n", ""},
};

}  // namespace

extern constinit const DetectorType kMixedScriptDetector;
constinit const DetectorType kMixedScriptDetector = {
    .name = "mixed_script",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A word has letters of another alphabet that only look like its own.",
    .details =
        "Latin, Cyrillic and Greek share the look of many letters. A word is flagged when all of "
        "its letters can be written in one alphabet by exchanging letters that look alike, and a "
        "value that is wholly in another alphabet when the column has it in Latin too. Words of "
        "one alphabet are never odd.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

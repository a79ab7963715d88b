// control_characters: characters that nobody sees and few mean: control codes, zero-width
// characters.
#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"

namespace assay {
namespace {

enum class Kind : uint8_t { kNone, kControl, kInvisible, kDirection };

Kind KindOf(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' ? Kind::kNone : Kind::kControl;
  if (c < 0x7F) return Kind::kNone;
  if (c <= 0x9F) return c == 0x85 ? Kind::kNone : Kind::kControl;
  if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x180E)
    return Kind::kInvisible;
  if (c >= 0x2061 && c <= 0x2064) return Kind::kInvisible;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return Kind::kDirection;
  if (c >= 0xFFF9 && c <= 0xFFFB) return Kind::kControl;
  if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
    return Kind::kControl;  // noncharacters
  return Kind::kNone;
}

// Without a branch a byte, so that it is vectorised.
bool HasAsciiControl(std::string_view text) {
  bool found = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    found |= (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
  }
  return found;
}

class ControlCharactersDetector final : public ValueDetector {
 public:
  ValueClass Clears() const override { return ValueClass::kPrintable; }

  bool Flags(std::string_view value) const override {
    if (HasAsciiControl(value)) return true;
    for (size_t pos = AsciiRunEnd(value, 0); pos < value.size(); pos = AsciiRunEnd(value, pos)) {
      if (KindOf(DecodeUtf8(value, &pos)) != Kind::kNone) return true;
    }
    return false;
  }

  Evidence Explain(std::string_view value) const override {
    std::string cleaned;
    Kind first = Kind::kNone;
    char32_t example = 0;
    size_t count = 0;
    for (size_t pos = 0; pos < value.size();) {
      const size_t start = pos;
      const char32_t c = DecodeUtf8(value, &pos);
      const Kind kind = KindOf(c);
      if (kind == Kind::kNone) {
        cleaned += value.substr(start, pos - start);
        continue;
      }
      if (count++ == 0) {
        first = kind;
        example = c;
      }
    }
    const std::string_view name = first == Kind::kControl     ? "control"
                                  : first == Kind::kDirection ? "direction"
                                                              : "invisible";
    Evidence evidence = MakeEvidence(
        Code::kControlCharacter, first == Kind::kControl ? 0.9 : 0.75,
        count == 1
            ? fmt::format("The value holds the {} character {}.", name, CodePointName(example))
            : fmt::format("The value holds {} control or invisible characters, the first is {}.",
                          count, CodePointName(example)),
        "visible characters only");
    Suggest(std::move(cleaned), &evidence);
    return evidence;
  }
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext&, std::string*) {
  return std::unique_ptr<ValueDetector>(std::make_unique<ControlCharactersDetector>());
}

constexpr Code kEmitted[] = {Code::kControlCharacter};

constexpr Example kExamples[] = {
    {"control, zero-width and direction characters", "",
     "name,id\nRed\x01,1\nRe\u200Bd,2\nRed\u202E,3\nR\u00ADed,4\nRed\x7F,5\nRed,6\n",
     "0:0 1:0 2:0 3:0 4:0"},
    {"joiners that scripts and emoji need, tabs and line breaks", "",
     "name,id\n👩\u200D👧,1\nمی\u200Cخواهم,2\n\"a\tb\nc\",3\n❤\uFE0F,4\n", ""},
};

}  // namespace

extern constinit const DetectorType kControlCharactersDetector;
constinit const DetectorType kControlCharactersDetector = {
    .name = "control_characters",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value holds control or invisible characters.",
    .details =
        "Control codes (but for tab and line breaks), zero-width spaces, soft hyphens, direction "
        "marks "
        "and noncharacters; the suggestion is the value without them. The zero-width joiners are "
        "left alone: scripts and emoji need them.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay

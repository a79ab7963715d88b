// whitespace: white space where none belongs, or of an unusual kind.
#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/head_sample.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

constexpr double kOuter = 0.88, kInner = 0.6, kUnusual = 0.5;
constexpr size_t kLeastHabit = 10;  // cells in the first rows that make a habit

struct Rules {
  bool outer = true;
  bool inner = true;
  bool unusual = true;
  bool line_breaks = false;
};

class WhitespaceDetector final : public ValueDetector {
 public:
  explicit WhitespaceDetector(const Rules& rules) : rules_(rules) {}

  ValueClass Clears() const override { return ValueClass::kWord; }

  bool Flags(std::string_view value) const override { return Judge(value) != Kind::kNone; }

  Evidence Explain(std::string_view value) const override {
    const Kind kind = Judge(value);
    Evidence evidence =
        kind == Kind::kOuter
            ? MakeEvidence(Code::kWhitespace, kOuter, OuterMessage(value), "no outer white space")
        : kind == Kind::kInner
            ? MakeEvidence(Code::kWhitespace, kInner,
                           "There are several spaces in a row within the value.", "single spaces")
        : kind == Kind::kLineBreak
            ? MakeEvidence(Code::kWhitespace, kInner,
                           "There is a tab or a line break within the value.", "a single line")
            : MakeEvidence(Code::kWhitespace, kUnusual,
                           "There is a no-break space or another unusual space within the value.",
                           "plain spaces");
    // What the rule does not ask for stays as it is.
    std::string tidy = rules_.inner || kind == Kind::kUnusual
                           ? TidyWhiteSpace(value, !rules_.line_breaks)
                           : std::string(TrimWhiteSpace(value));
    Suggest(std::move(tidy), &evidence);
    return evidence;
  }

 private:
  enum class Kind { kNone, kOuter, kInner, kUnusual, kLineBreak };

  static std::string OuterMessage(std::string_view value) {
    const std::string_view trimmed = TrimWhiteSpace(value);
    if (trimmed.empty()) return "The cell holds nothing but white space.";
    const bool before = trimmed.data() != value.data();
    const bool after = trimmed.data() + trimmed.size() != value.data() + value.size();
    return before && after ? "There is white space before and after the value."
           : before        ? "There is white space before the value."
                           : "There is white space after the value.";
  }

  Kind Judge(std::string_view value) const {
    const std::string_view trimmed = TrimWhiteSpace(value);
    if (trimmed.size() != value.size()) {
      if (rules_.outer) return Kind::kOuter;
      if (trimmed.empty()) return Kind::kNone;
      value = trimmed;
    }
    return rules_.inner || rules_.unusual || rules_.line_breaks ? JudgeInner(value) : Kind::kNone;
  }

  Kind JudgeInner(std::string_view value) const {
    Kind found = Kind::kNone;
    for (size_t pos = 0; pos < value.size();) {
      const auto byte = static_cast<unsigned char>(value[pos]);
      if (byte > ' ' && byte < 0x80) {
        ++pos;
        continue;
      }
      const Kind kind = JudgeRun(value, &pos);
      if (kind == Kind::kInner || kind == Kind::kLineBreak) return kind;
      if (kind != Kind::kNone) found = kind;
    }
    return found;
  }

  // Judges the white space at *pos, if any is there, and moves *pos behind it or behind one
  // character.
  Kind JudgeRun(std::string_view value, size_t* pos) const {
    size_t spaces = 0;
    bool line_break = false, tab = false, unusual = false;
    while (*pos < value.size()) {
      size_t next = *pos;
      const char32_t c = DecodeUtf8(value, &next);
      if (!IsWhiteSpace(c)) break;
      line_break |= c == '\n' || c == '\r';
      tab |= c == '\t' || c == '\v' || c == '\f';
      unusual |= c >= 0x80;
      ++spaces;
      *pos = next;
    }
    if (spaces == 0) DecodeUtf8(value, pos);
    if (rules_.line_breaks && (line_break || tab)) return Kind::kLineBreak;
    if (line_break) return Kind::kNone;  // lines of a text, and their indents
    if (spaces > 1 && rules_.inner) return Kind::kInner;
    return unusual && rules_.unusual ? Kind::kUnusual : Kind::kNone;
  }

  Rules rules_;
};

// Columns that are padded throughout come from a source that pads: no cell of them is a mistake.
bool IsHabit(const WhitespaceDetector& detector, const DetectorContext& context, double max_share,
             std::string* skip_reason) {
  if (context.head == nullptr || max_share >= 1) return false;
  size_t filled = 0, flagged = 0;
  ForEachHeadValue(*context.head, context.column_index, [&](std::string_view value) {
    filled += !value.empty();
    flagged += detector.Flags(value);
  });
  if (flagged < kLeastHabit ||
      static_cast<double>(flagged) <= max_share * static_cast<double>(filled)) {
    return false;
  }
  *skip_reason = fmt::format(
      "such white space is usual in the column: {} of {} values of the first rows have it", flagged,
      filled);
  return true;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string* skip_reason) {
  const double max_share = params.GetNumber("max_share");
  if (max_share < 0 || max_share > 1) {
    return ParamError(context, params, "max_share", "'max_share' lies outside 0 to 1");
  }
  auto detector = std::make_unique<WhitespaceDetector>(
      Rules{params.GetBool("outer"), params.GetBool("inner"), params.GetBool("unusual"),
            params.GetBool("line_breaks")});
  if (IsHabit(*detector, context, max_share, skip_reason)) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kWhitespace};

constexpr ParamSpec kParams[] = {
    {"outer", ParamKind::kBool, "Flag white space before and after the value.", "true"},
    {"inner", ParamKind::kBool, "Flag several spaces in a row within the value.", "true"},
    {"unusual", ParamKind::kBool, "Flag no-break and other unusual spaces within the value.",
     "true"},
    {"line_breaks", ParamKind::kBool, "Flag tabs and line breaks within the value.", "false"},
    {"max_share", ParamKind::kNumber,
     "Skip the column when more than this share of its first values (and at least 10) has such "
     "white space: "
     "then it is the habit of the source.",
     "1"},
};

constexpr Example kExamples[] = {
    {"around, doubled, no-break", "",
     "name,id\nRed,1\n Red,2\nRed ,3\nDark  red,4\nDark\u00A0red,5\n\u3000Red,6\n",
     "1:0 2:0 3:0 4:0 5:0"},
    {"one line only", "line_breaks: true", "name,id\n\"Dark\nred\",1\nDark red,2\n", "0:0"},
    {"inner white space alone", "outer: false", "name,id\nDark  red,1\nRed ,2\n", "0:0"},
    {"outer white space alone", "{inner: false, unusual: false}", "name,id\nDark  red,1\nRed ,2\n",
     "1:0"},
    {"texts with line breaks; a blank cell", "",
     "text,id\n\"First line.\n\n  Second line.\",1\n,2\n   ,3\n", "2:0"},
};

}  // namespace

extern constinit const DetectorType kWhitespaceDetector;
constinit const DetectorType kWhitespaceDetector = {
    .name = "whitespace",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A value has white space that does not belong there.",
    .details =
        "White space is Unicode's property White_Space. The suggestion is the value without it. "
        "Invisible "
        "characters are left to `control_characters`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay

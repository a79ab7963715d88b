// A walk over the text that knows what YAML's parser does of quotes, comments and block scalars.
#include "assay/base/yaml_quotes_internal.h"

namespace assay {
namespace {

class QuoteWalk {
 public:
  QuoteWalk(std::string_view text, int line) : text_(text), line_(line) {}

  std::optional<LongQuote> Find() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#' && before_ == ' ') {
        SkipLine();
      } else if ((c == '|' || c == '>') && StartsScalar()) {
        SkipBlock();
      } else if ((c == '"' || c == '\'') && StartsScalar()) {
        if (!TakeQuoted(c)) return found_;
      } else {
        Step();
      }
    }
    return found_;
  }

 private:
  // Whether a scalar may begin here: at the line's begin, or behind one of the marks that lead one
  // in.
  bool StartsScalar() const {
    size_t before = at_;
    while (before > 0 && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
    if (before == 0 || text_[before - 1] == '\n') return true;
    const char mark = text_[before - 1];
    if (mark == '[' || mark == '{' || mark == ',') return true;
    return (mark == ':' || mark == '-' || mark == '?') && before < at_;
  }

  void Step() {
    const char c = text_[at_++];
    ++mark_.column;
    before_ = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    if (c == '\n') mark_ = {mark_.line + 1, 1};
  }

  void SkipLine() {
    while (at_ < text_.size() && text_[at_] != '\n') Step();
  }

  // The lines behind '|' or '>' that are indented more than the line that has it, and blank ones.
  void SkipBlock() {
    const size_t start = text_.rfind('\n', at_) + 1;
    const size_t indent = text_.find_first_not_of(" -", start) - start;
    SkipLine();
    while (at_ < text_.size()) {
      const size_t text = text_.find_first_not_of(' ', at_ + 1);
      if (text == std::string_view::npos) return;
      if (text_[text] != '\n' && text_[text] != '\r' && text - at_ - 1 <= indent) return;
      Step();
      SkipLine();
    }
  }

  // Walks over a quoted scalar; false when it has no end.
  bool TakeQuoted(char quote) {
    LongQuote taken{mark_, quote, false, {}};
    Step();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool twice = quote == '\'' && c == quote && text_.substr(at_ + 1, 1) == "'";
      if (twice || (quote == '"' && c == '\\' && at_ + 1 < text_.size())) {
        Step();
      } else if (c == quote) {
        taken.closed = true;
        taken.close = mark_;
        Step();
        if (taken.close.line == line_ && taken.open.line < line_) found_ = taken;
        return true;
      }
      Step();
    }
    found_ = taken;
    return false;
  }

  std::string_view text_;
  int line_;
  size_t at_ = 0;
  Mark mark_{1, 1};
  char before_ = ' ';
  std::optional<LongQuote> found_;
};

}  // namespace

std::optional<LongQuote> FindRunawayQuote(std::string_view text, int line) {
  return QuoteWalk(text, line).Find();
}

}  // namespace assay

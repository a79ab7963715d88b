// Reads compositions: first tokens, then parts.
#include "assay/detect/composition.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "assay/base/ascii.h"

namespace assay {
namespace {

enum class Kind : uint8_t { kPercent, kWord, kColon, kSeparator };

struct Token {
  Kind kind;
  CompositionShare share;  // of kPercent
  size_t begin = 0, end = 0;
};

// The end of digits with a decimal part at `pos`.
size_t NumberEnd(std::string_view text, size_t pos) {
  while (pos < text.size() && IsDigit(text[pos])) ++pos;
  if (pos + 1 < text.size() && (text[pos] == '.' || text[pos] == ',') && IsDigit(text[pos + 1])) {
    ++pos;
    while (pos < text.size() && IsDigit(text[pos])) ++pos;
  }
  return pos;
}

// Behind the spaces (and no-break spaces) at `pos`.
size_t SkipSpaces(std::string_view text, size_t pos) {
  for (;;) {
    if (pos < text.size() && text[pos] == ' ') {
      ++pos;
    } else if (text.substr(pos, 2) == "\u00A0") {
      pos += 2;
    } else if (text.substr(pos, 3) == "\u202F") {
      pos += 3;
    } else {
      return pos;
    }
  }
}

CompositionShare ShareAt(std::string_view text, size_t begin, size_t end) {
  char number[32];
  const size_t length = std::min(end - begin, sizeof number);
  for (size_t i = 0; i < length; ++i) number[i] = text[begin + i] == ',' ? '.' : text[begin + i];
  CompositionShare share{0, begin, end - begin};
  std::from_chars(number, number + length, share.percent);
  return share;
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {
    for (size_t pos = 0; pos < text.size();) pos = Read(pos);
  }
  const std::vector<Token>& list() const { return list_; }

 private:
  void Add(Kind kind, size_t begin, size_t end, CompositionShare share = {}) {
    if (depth_ == 0) list_.push_back({kind, share, begin, end});
  }

  // Reads one token; returns the place behind it.
  size_t Read(size_t pos) {
    const char c = text_[pos];
    if (IsDigit(c)) {
      const size_t end = NumberEnd(text_, pos);
      const size_t sign = SkipSpaces(text_, end);
      if (sign == text_.size() || text_[sign] != '%') return end;
      Add(Kind::kPercent, pos, sign + 1, ShareAt(text_, pos, end));
      return sign + 1;
    }
    if (c == '%' && pos + 1 < text_.size() && IsDigit(text_[pos + 1])) {
      const size_t end = NumberEnd(text_, pos + 1);
      Add(Kind::kPercent, pos, end, ShareAt(text_, pos + 1, end));
      return end;
    }
    if (c == '(' || c == '[') ++depth_;
    if ((c == ')' || c == ']') && depth_ > 0) --depth_;
    if (IsByteOfWord(c)) {
      size_t end = pos;
      while (end < text_.size() && (IsByteOfWord(text_[end]) || IsDigit(text_[end]))) ++end;
      Add(Kind::kWord, pos, end);
      return end;
    }
    if (c == ':') Add(Kind::kColon, pos, pos + 1);
    if (c == ',' || c == ';' || c == '/' || c == '|' || c == '+' || c == '&' || c == '\n') {
      Add(Kind::kSeparator, pos, pos + 1);
    }
    return pos + 1;
  }

  std::string_view text_;
  std::vector<Token> list_;
  int depth_ = 0;
};

// Whether the colon at `at` ends the label of a part ("Lining: 60% viscose") and not the name of a
// material ("Viscose: 60%, …").
bool EndsLabel(const std::vector<Token>& tokens, size_t at) {
  if (at == 0 || tokens[at - 1].kind != Kind::kWord || at + 1 == tokens.size()) return false;
  if (tokens[at + 1].kind != Kind::kPercent) return tokens[at + 1].kind == Kind::kWord;
  return at + 2 < tokens.size() && tokens[at + 2].kind == Kind::kWord;
}

// Notes the only item without a share among the items between separators.
void FindBareItem(const std::vector<Token>& tokens, size_t begin, size_t end,
                  CompositionPart* part) {
  size_t bare = 0, word_begin = 0, word_end = 0;
  bool has_word = false, has_share = false;
  const auto close = [&] {
    if (has_word && !has_share && ++bare == 1)
      part->bare_at = part->name_first ? word_end : word_begin;
    has_word = has_share = false;
  };
  for (size_t i = begin; i < end; ++i) {
    const Token& token = tokens[i];
    if (token.kind == Kind::kSeparator) close();
    if (token.kind == Kind::kPercent) has_share = true;
    if (token.kind == Kind::kWord) {
      if (!has_word) word_begin = token.begin;
      word_end = token.end;
      has_word = true;
    }
  }
  close();
  if (bare != 1) part->bare_at.reset();
}

void ClosePart(const std::vector<Token>& tokens, size_t begin, size_t end, CompositionPart* part,
               std::vector<CompositionPart>* parts) {
  if (part->shares.empty()) return;
  for (size_t i = begin; i < end && tokens[i].kind != Kind::kPercent; ++i) {
    part->name_first |= tokens[i].kind == Kind::kWord;
  }
  FindBareItem(tokens, begin, end, part);
  parts->push_back(std::move(*part));
  *part = {};
}

}  // namespace

std::vector<CompositionPart> ReadComposition(std::string_view text, double tolerance) {
  const Tokens read(text);
  const std::vector<Token>& tokens = read.list();
  std::vector<CompositionPart> parts;
  CompositionPart part;
  size_t begin = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::kColon && EndsLabel(tokens, i)) {
      ClosePart(tokens, begin, i - 1, &part, &parts);
      begin = i + 1;
    }
    if (tokens[i].kind != Kind::kPercent) continue;
    if (!part.shares.empty() && std::abs(part.sum - 100) <= tolerance + 1e-9) {
      ClosePart(tokens, begin, i, &part, &parts);
      begin = i;
    }
    part.shares.push_back(tokens[i].share);
    part.sum += tokens[i].share.percent;
  }
  ClosePart(tokens, begin, tokens.size(), &part, &parts);
  return parts;
}

}  // namespace assay

// Strict JSON (RFC 8259) into ConfigNodes; a small recursive-descent reader that keeps every
// position.
#include <cstdlib>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/config_node.h"
#include "assay/base/config_node_internal.h"
#include "assay/base/hash.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

// Reads one document. Every method leaves pos_ behind what it read.
class JsonReader {
 public:
  JsonReader(std::string_view text, DoubledKeys doubled, const ConfigDocument& document)
      : text_(text), doubled_(doubled), document_(document) {}

  Result<ConfigNode> ReadDocument() {
    SkipSpace();
    ASSAY_TRY(ConfigNode root, ReadValue(0));
    SkipSpace();
    if (pos_ < text_.size()) return Expected("the end of the file behind the value");
    return root;
  }

 private:
  Result<ConfigNode> ReadValue(int depth);
  Status ReadList(int depth, ConfigNode* node);
  Status ReadMap(int depth, ConfigNode* node);
  Status AddMember(ConfigNode::Member member, ConfigNode* node) const;
  Status ReadString(std::string* out);
  Status ReadEscape(std::string* out);
  Result<uint32_t> ReadHex4();
  Status ReadNumber(ConfigNode* node);
  Status ReadDigits();
  Status ReadWord(std::string_view word);

  bool AtEnd() const { return pos_ >= text_.size(); }
  bool At(char c) const { return pos_ < text_.size() && text_[pos_] == c; }
  Mark Here() const { return {line_, static_cast<int>(pos_ - line_start_) + 1}; }
  Error Fail(std::string_view message) const { return ErrorAt(document_, Here(), message); }
  Error Expected(std::string_view what) const {
    return Fail(fmt::format("found {}, expected {}", Found(), what));
  }
  std::string Found() const;
  void SkipSpace();

  std::string_view text_;
  DoubledKeys doubled_;
  const ConfigDocument& document_;
  size_t pos_ = 0;
  size_t line_start_ = 0;
  int line_ = 1;
};

std::string JsonReader::Found() const {
  if (AtEnd()) return "the end of the file";
  const auto byte = static_cast<unsigned char>(text_[pos_]);
  if (byte < 0x20 || byte == 0x7F) return fmt::format("the control character 0x{:02X}", byte);
  size_t end = pos_;
  DecodeUtf8(text_, &end);
  return fmt::format("'{}'", text_.substr(pos_, end - pos_));
}

void JsonReader::SkipSpace() {
  for (; !AtEnd(); ++pos_) {
    const char c = text_[pos_];
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
    const bool lone_return = c == '\r' && (pos_ + 1 == text_.size() || text_[pos_ + 1] != '\n');
    if (c != '\n' && !lone_return) continue;
    ++line_;
    line_start_ = pos_ + 1;
  }
}

Result<ConfigNode> JsonReader::ReadValue(int depth) {
  if (AtEnd()) return Expected("a value");
  ConfigNode node;
  node.mark = Here();
  const char c = text_[pos_];
  if (c == '{' || c == '[') {
    if (depth >= kDeepestNesting) {
      return Fail(fmt::format("lists and maps are nested more than {} deep", kDeepestNesting));
    }
    ASSAY_TRY_STATUS(c == '{' ? ReadMap(depth, &node) : ReadList(depth, &node));
  } else if (c == '"') {
    node.kind = ConfigNode::Kind::kString;
    ASSAY_TRY_STATUS(ReadString(&node.text));
  } else if (c == '-' || IsDigit(c)) {
    ASSAY_TRY_STATUS(ReadNumber(&node));
  } else if (c == 't' || c == 'f') {
    node.kind = ConfigNode::Kind::kBool;
    node.boolean = c == 't';
    node.text = node.boolean ? "true" : "false";
    ASSAY_TRY_STATUS(ReadWord(node.text));
  } else if (c == 'n') {
    node.text = "null";
    ASSAY_TRY_STATUS(ReadWord("null"));
  } else {
    return Expected(
        "a value: an object, a list, a string in double quotes, a number, true, false or null");
  }
  return node;
}

Status JsonReader::ReadWord(std::string_view word) {
  if (text_.substr(pos_, word.size()) != word) {
    return Fail(fmt::format(
        "found a word that is not JSON, expected '{}'; strings stand in double quotes", word));
  }
  pos_ += word.size();
  return {};
}

Status JsonReader::ReadList(int depth, ConfigNode* node) {
  node->kind = ConfigNode::Kind::kList;
  ++pos_;
  SkipSpace();
  if (At(']')) {
    ++pos_;
    return {};
  }
  while (true) {
    ASSAY_TRY(ConfigNode item, ReadValue(depth + 1));
    node->items.push_back(std::move(item));
    SkipSpace();
    if (At(']')) break;
    if (!At(',')) return Expected("',' or ']' in the list");
    ++pos_;
    SkipSpace();
    if (At(']')) return Fail("found ']' behind a comma, expected a value; take the last comma out");
  }
  ++pos_;
  return {};
}

Status JsonReader::ReadMap(int depth, ConfigNode* node) {
  node->kind = ConfigNode::Kind::kMap;
  ++pos_;
  SkipSpace();
  while (!At('}')) {
    ConfigNode::Member member;
    member.mark = Here();
    if (!At('"')) return Expected("a key in double quotes or '}'");
    ASSAY_TRY_STATUS(ReadString(&member.key));
    SkipSpace();
    if (!At(':')) return Expected("':' behind the key");
    ++pos_;
    SkipSpace();
    ASSAY_TRY(member.value, ReadValue(depth + 1));
    ASSAY_TRY_STATUS(AddMember(std::move(member), node));
    SkipSpace();
    if (At('}')) break;
    if (!At(',')) return Expected("',' or '}' in the object");
    ++pos_;
    SkipSpace();
    if (At('}')) return Fail("found '}' behind a comma, expected a key; take the last comma out");
  }
  ++pos_;
  return CheckKeysUnique(document_, *node);
}

Status JsonReader::AddMember(ConfigNode::Member member, ConfigNode* node) const {
  if (doubled_ == DoubledKeys::kKeepLast) {
    for (ConfigNode::Member& before : node->members) {
      if (before.key != member.key) continue;
      before = std::move(member);
      return {};
    }
  }
  node->members.push_back(std::move(member));
  return {};
}

Status JsonReader::ReadString(std::string* out) {
  ++pos_;
  while (true) {
    const size_t start = pos_;
    while (!AtEnd() && text_[pos_] != '"' && text_[pos_] != '\\' &&
           static_cast<unsigned char>(text_[pos_]) >= 0x20) {
      ++pos_;
    }
    out->append(text_.substr(start, pos_ - start));
    if (AtEnd()) return Expected("'\"' at the end of the string");
    if (text_[pos_] == '"') break;
    if (text_[pos_] != '\\')
      return Expected("an escape such as \\n; strings hold no control characters");
    ASSAY_TRY_STATUS(ReadEscape(out));
  }
  ++pos_;
  return {};
}

Status JsonReader::ReadEscape(std::string* out) {
  ++pos_;
  if (AtEnd()) return Expected("an escape behind '\\'");
  static constexpr std::string_view kLetters = "\"\\/bfnrt";
  static constexpr std::string_view kBytes = "\"\\/\b\f\n\r\t";
  if (const size_t found = kLetters.find(text_[pos_]); found != std::string_view::npos) {
    out->push_back(kBytes[found]);
    ++pos_;
    return {};
  }
  if (text_[pos_] != 'u') return Expected("one of \" \\ / b f n r t u behind '\\'");
  ++pos_;
  ASSAY_TRY(uint32_t unit, ReadHex4());
  if (unit >= 0xDC00 && unit <= 0xDFFF)
    return Fail("found the second half of a surrogate pair alone");
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    if (text_.substr(pos_, 2) != "\\u")
      return Expected("'\\u' with the second half of the surrogate pair");
    pos_ += 2;
    ASSAY_TRY(const uint32_t low, ReadHex4());
    if (low < 0xDC00 || low > 0xDFFF) return Fail("found no second half of the surrogate pair");
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  AppendUtf8(unit, out);
  return {};
}

Result<uint32_t> JsonReader::ReadHex4() {
  uint32_t unit = 0;
  for (int i = 0; i < 4; ++i, ++pos_) {
    const char c = AtEnd() ? '\0' : text_[pos_];
    const char lower = static_cast<char>(c | 0x20);
    if (!IsDigit(c) && (lower < 'a' || lower > 'f'))
      return Expected("four hexadecimal digits behind '\\u'");
    unit = unit * 16 + static_cast<uint32_t>(IsDigit(c) ? c - '0' : lower - 'a' + 10);
  }
  return unit;
}

Status JsonReader::ReadDigits() {
  if (AtEnd() || !IsDigit(text_[pos_])) return Expected("a digit of the number");
  while (!AtEnd() && IsDigit(text_[pos_])) ++pos_;
  return {};
}

Status JsonReader::ReadNumber(ConfigNode* node) {
  const size_t start = pos_;
  if (At('-')) ++pos_;
  if (At('0')) {
    ++pos_;
    if (!AtEnd() && IsDigit(text_[pos_]))
      return Fail(
          "a number does not start with 0; put it in double quotes "
          "if the zero belongs to it");
  } else {
    ASSAY_TRY_STATUS(ReadDigits());
  }
  if (At('.')) {
    ++pos_;
    ASSAY_TRY_STATUS(ReadDigits());
  }
  if (At('e') || At('E')) {
    ++pos_;
    if (At('+') || At('-')) ++pos_;
    ASSAY_TRY_STATUS(ReadDigits());
  }
  node->kind = ConfigNode::Kind::kNumber;
  node->text = text_.substr(start, pos_ - start);
  node->number = std::strtod(node->text.c_str(), nullptr);
  return {};
}

}  // namespace

Result<ConfigDocument> ParseJson(std::string_view text, std::string file, DoubledKeys doubled) {
  ConfigDocument document;
  document.file = std::move(file);
  document.sha256 = Sha256Hex(text);
  text = WithoutByteOrderMark(text);
  ASSAY_TRY_STATUS(CheckEncoding(document, text));
  JsonReader reader(text, doubled, document);
  ASSAY_TRY(document.root, reader.ReadDocument());
  return document;
}

}  // namespace assay

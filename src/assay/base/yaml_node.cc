// YAML 1.2's JSON-like core into ConfigNodes: listens to yaml-cpp's events, which carry positions.
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "assay/base/ascii.h"
#include "assay/base/config_node.h"
#include "assay/base/config_node_internal.h"
#include "assay/base/hash.h"
#include "assay/base/yaml_quotes_internal.h"

namespace assay {
namespace {

// The core schema's decimal numbers: [-+]? ( \.[0-9]+ | [0-9]+ (\.[0-9]*)? ) ([eE][-+]?[0-9]+)?
bool IsDecimalNumber(std::string_view text) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t start = i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    return i - start;
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  const size_t whole = digits();
  size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = digits();
  }
  if (whole + fraction == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

// YAML allows no control characters besides tab and line ends; yaml-cpp takes 0x04 for the end.
Status CheckNoControls(const ConfigDocument& document, std::string_view text) {
  Mark mark{1, 0};
  for (const char c : text) {
    ++mark.column;
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') {
      return ErrorAt(
          document, mark,
          fmt::format(
              "found the control character 0x{:02X}; write it as \\x{:02X} in double quotes", byte,
              byte));
    }
    if (c == '\n') mark = {mark.line + 1, 0};
  }
  return {};
}

// Stops the parser from inside an event; caught in ParseYaml.
struct Refused {
  Error error;
};

// Builds the tree from events. An open map waits for a key or for that key's value.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const ConfigDocument& document) : document_(document) {}

  ConfigNode TakeRoot() { return std::move(root_); }
  // Where the last quoted scalar begins.
  Mark last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{
        ErrorAt(document_, At(mark), "aliases (*name) are not supported; write the value out")};
  }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { RefuseAnchor(mark); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (anchor != YAML::NullAnchor) RefuseAnchor(mark);
    ConfigNode node;
    node.mark = At(mark);
    Put(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Check(mark, tag, anchor);
    if (tag == "!") last_quoted_ = At(mark);
    ConfigNode node;
    node.mark = At(mark);
    node.text = value;
    node.kind = ConfigNode::Kind::kString;
    if (tag == "?") ResolvePlain(&node);
    Put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, ConfigNode::Kind::kList);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, ConfigNode::Kind::kMap);
  }
  void OnMapEnd() override {
    if (Status status = CheckKeysUnique(document_, open_.back().node); !status)
      throw Refused{status.error()};
    Close();
  }

 private:
  struct Frame {
    ConfigNode node;
    bool has_key = false;
    std::string key;
    Mark key_mark;
  };

  static Mark At(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

  void RefuseAnchor(const YAML::Mark& mark) const {
    throw Refused{
        ErrorAt(document_, At(mark), "anchors (&name) are not supported; write the value out")};
  }

  // yaml-cpp reports "?" for a plain node, "!" for a quoted scalar and "" for none.
  void Check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    if (anchor != YAML::NullAnchor) RefuseAnchor(mark);
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refused{ErrorAt(document_, At(mark),
                            fmt::format("the tag '{}' is not supported; take it out", tag))};
    }
  }

  static void ResolvePlain(ConfigNode* node) {
    const std::string& text = node->text;
    if (text == "true" || text == "True" || text == "TRUE" || text == "false" || text == "False" ||
        text == "FALSE") {
      node->kind = ConfigNode::Kind::kBool;
      node->boolean = text[0] == 't' || text[0] == 'T';
    } else if (IsDecimalNumber(text)) {
      node->kind = ConfigNode::Kind::kNumber;
      node->number = std::strtod(text.c_str(), nullptr);
    }
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            ConfigNode::Kind kind) {
    Check(mark, tag, anchor);
    if (WantsKey())
      throw Refused{
          ErrorAt(document_, At(mark), "found a list or a map as a key, expected a string")};
    if (open_.size() >= static_cast<size_t>(kDeepestNesting)) {
      throw Refused{
          ErrorAt(document_, At(mark),
                  fmt::format("lists and maps are nested more than {} deep", kDeepestNesting))};
    }
    Frame frame;
    frame.node.kind = kind;
    frame.node.mark = At(mark);
    open_.push_back(std::move(frame));
  }

  void Close() {
    ConfigNode node = std::move(open_.back().node);
    open_.pop_back();
    Put(std::move(node));
  }

  bool WantsKey() const {
    return !open_.empty() && open_.back().node.kind == ConfigNode::Kind::kMap &&
           !open_.back().has_key;
  }

  void Put(ConfigNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = open_.back();
    if (frame.node.kind == ConfigNode::Kind::kList) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.has_key) {
      if (node.kind == ConfigNode::Kind::kNull) {
        throw Refused{
            ErrorAt(document_, node.mark, "found an empty key, expected a name before ':'")};
      }
      frame.has_key = true;
      frame.key = std::move(node.text);
      frame.key_mark = node.mark;
    } else {
      frame.node.members.push_back({std::move(frame.key), frame.key_mark, std::move(node)});
      frame.has_key = false;
    }
  }

  const ConfigDocument& document_;
  ConfigNode root_;
  std::vector<Frame> open_;
  Mark last_quoted_;
};

// Whether the line starts with a tab: YAML indents by blanks only, and the parser's own words for
// it do not tell.
bool IsIndentedByTab(std::string_view text, int line) {
  size_t at = 0;
  for (; line > 0 && at != std::string_view::npos; --line) {
    at = text.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  if (at == std::string_view::npos) return false;
  at = text.find_first_not_of(' ', at);
  return at != std::string_view::npos && text[at] == '\t';
}

Error NeverClosed(const ConfigDocument& document, const LongQuote& quote) {
  return ErrorAt(document, quote.open,
                 fmt::format("the quote that opens here is never closed; put a {} behind the text",
                             quote.quote));
}

// The parser takes the end of the text for that of a quoted scalar.
Status CheckLastQuote(const ConfigDocument& document, std::string_view text, Mark last_quoted) {
  const auto quote = FindRunawayQuote(text, 0);
  if (!quote || quote->closed || quote->open.line != last_quoted.line ||
      quote->open.column != last_quoted.column) {
    return {};
  }
  return NeverClosed(document, *quote);
}

// What the parser's error comes to: it stops far behind a quote or a tab that is to blame.
Error ParserError(const ConfigDocument& document, std::string_view text,
                  const YAML::Exception& error) {
  const Mark mark{error.mark.line + 1, error.mark.column + 1};
  if (const auto quote = FindRunawayQuote(text, mark.line); quote && !quote->closed) {
    return NeverClosed(document, *quote);
  } else if (quote) {
    return ErrorAt(document, quote->open,
                   fmt::format("the quote that opens here is closed as late as line {}, column {}; "
                               "put a {} behind the text that is meant",
                               quote->close.line, quote->close.column, quote->quote));
  }
  if (IsIndentedByTab(text, error.mark.line))
    return ErrorAt(document, {mark.line, 1}, "the line is indented by a tab, expected blanks");
  return ErrorAt(document, mark, fmt::format("this is not YAML: {}", error.msg));
}

// Runs yaml-cpp over the text and turns its exceptions into errors at their place.
Result<ConfigNode> Build(const ConfigDocument& document, std::string_view text) {
  TreeBuilder builder(document);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder))
      return ErrorAt(document, {1, 1}, "the file is empty, expected a map");
    ASSAY_TRY_STATUS(CheckLastQuote(document, text, builder.last_quoted()));
    ConfigNode root = builder.TakeRoot();
    TreeBuilder rest(document);
    if (parser.HandleNextDocument(rest)) {
      return ErrorAt(document, rest.TakeRoot().mark,
                     "found a second document (behind '---'), expected one");
    }
    return root;
  } catch (const Refused& refused) {
    return refused.error;
  } catch (const YAML::DeepRecursion& error) {
    return ErrorAt(document, {error.mark.line + 1, error.mark.column + 1},
                   fmt::format("lists and maps are nested more than {} deep", kDeepestNesting));
  } catch (const YAML::Exception& error) {
    return ParserError(document, text, error);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return ErrorAt(document, {1, 1}, fmt::format("this is not YAML: {}", error.what()));
  }
}

}  // namespace

Result<ConfigDocument> ParseYaml(std::string_view text, std::string file) {
  ConfigDocument document;
  document.file = std::move(file);
  document.sha256 = Sha256Hex(text);
  text = WithoutByteOrderMark(text);
  ASSAY_TRY_STATUS(CheckEncoding(document, text));
  ASSAY_TRY_STATUS(CheckNoControls(document, text));
  ASSAY_TRY(document.root, Build(document, text));
  return document;
}

}  // namespace assay

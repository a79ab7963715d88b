// A parsed configuration document (JSON or YAML) that remembers where each part stands in its file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/result.h"

namespace assay {

// A place in a file; line and column count from 1, in bytes. Line 0 means "no place".
struct Mark {
  int line = 0;
  int column = 0;
};

// One node of the document. Scalars keep their text; `kind` tells what the format took it for.
struct ConfigNode {
  enum class Kind { kNull, kBool, kNumber, kString, kList, kMap };
  struct Member;

  Kind kind = Kind::kNull;
  Mark mark;
  std::string text;               // a scalar's text: "true", "1.50", the string
  double number = 0;              // for kNumber
  bool boolean = false;           // for kBool
  std::vector<ConfigNode> items;  // for kList
  std::vector<Member> members;    // for kMap, in file order

  // The member with that key, or null. Keys are unique: parsing refuses doubled ones.
  const ConfigNode* Find(std::string_view key) const;
};

struct ConfigNode::Member {
  std::string key;
  Mark mark;  // of the key
  ConfigNode value;
};

// A document and the name to blame in messages.
struct ConfigDocument {
  std::string file;
  std::string sha256;  // of the bytes that were parsed
  ConfigNode root;
};

// What ParseJson does with a key that stands twice in one object. RFC 8259 leaves it open; a
// configuration refuses it, kKeepLast does what most JSON readers do.
enum class DoubledKeys : uint8_t { kRefuse, kKeepLast };

// Parses strict JSON (RFC 8259). `file` is used in errors only: "file:line:column: what".
// Refuses doubled keys (both places are named), nesting deeper than 500, ill-formed UTF-8 and lone
// surrogates. A byte order mark is skipped. Numbers beyond the range of double become infinite.
Result<ConfigDocument> ParseJson(std::string_view text, std::string file,
                                 DoubledKeys doubled = DoubledKeys::kRefuse);

// Parses one document of YAML 1.2's JSON-like core through yaml-cpp: no tags, no doubled keys;
// anchors are refused. Plain `true`/`false` and decimal numbers are typed, everything else plain is
// a string.
Result<ConfigDocument> ParseYaml(std::string_view text, std::string file);

// Reads a file (at most 16 MiB) and parses it as its extension says: .json, .yaml or .yml.
// Every error is a usage error.
Result<ConfigDocument> ReadConfigFile(const std::string& path);

// The text in single quotes; what is beyond 60 bytes is left out.
std::string ShortQuote(std::string_view text);

// "a list", "the string 'x'" …: a node as messages call it.
std::string DescribeNode(const ConfigNode& node);

// "file:line:column: message" as a usage error.
Error ErrorAt(const ConfigDocument& document, Mark mark, std::string_view message);

// The candidate closest to `name` by edit distance (case folded), or "" when none is near.
std::string NearestName(std::string_view name, const std::vector<std::string>& candidates);

// The at most `most` candidates that are near, nearest first (then in the given order).
std::vector<std::string> NearestNames(std::string_view name,
                                      const std::vector<std::string>& candidates, size_t most);

// The end of a message about an unknown name: " Did you mean 'x'?", or the candidates when none is
// near.
std::string NearestHint(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace assay

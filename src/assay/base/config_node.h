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
  std::string text;             // a scalar's text: "true", "1.50", the string
  double number = 0;            // for kNumber
  bool boolean = false;         // for kBool
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
  ConfigNode root;
};

// Parses strict JSON (RFC 8259). `file` is used in errors only: "file:line:column: what".
// Refuses doubled keys and nesting deeper than 500.
Result<ConfigDocument> ParseJson(std::string_view text, std::string file);

// Parses YAML 1.2's JSON-like core through yaml-cpp: no tags, no doubled keys; anchors are refused.
Result<ConfigDocument> ParseYaml(std::string_view text, std::string file);

// Reads a file and parses it as its extension says: .json, .yaml or .yml.
Result<ConfigDocument> ReadConfigFile(const std::string& path);

// "file:line:column: message" as a usage error.
Error ErrorAt(const ConfigDocument& document, Mark mark, std::string_view message);

// The candidate closest to `name` by edit distance (case folded), or "" when none is near.
std::string NearestName(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace assay

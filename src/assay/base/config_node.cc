// Configuration documents: look-up, files, and the checks that both formats share.
#include "assay/base/config_node.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "assay/base/config_node_internal.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

constexpr size_t kLargestFile = size_t{16} << 20;
constexpr size_t kLongestQuote = 60;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Result<std::string> ReadBytes(const std::string& path) {
  std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) {
    return UsageError(
        fmt::format("{}: the configuration file can't be opened: {}", path, std::strerror(errno)));
  }
  std::string bytes;
  char buffer[1 << 16];
  while (const size_t got = std::fread(buffer, 1, sizeof buffer, file.get())) {
    bytes.append(buffer, got);
    if (bytes.size() > kLargestFile) {
      return UsageError(
          fmt::format("{}: the configuration file has more than {} bytes; is it the right one?",
                      path, kLargestFile));
    }
  }
  if (std::ferror(file.get()) != 0) {
    return UsageError(
        fmt::format("{}: the configuration file can't be read: {}", path, std::strerror(errno)));
  }
  return bytes;
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::string ShortQuote(std::string_view text) {
  if (text.size() <= kLongestQuote) return fmt::format("'{}'", text);
  size_t cut = kLongestQuote;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return fmt::format("'{}…'", text.substr(0, cut));
}

const ConfigNode* ConfigNode::Find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string_view WithoutByteOrderMark(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  return text;
}

Status CheckEncoding(const ConfigDocument& document, std::string_view text) {
  if (IsValidUtf8(text)) return {};
  size_t pos = 0;
  Mark mark{1, 1};
  while (pos < text.size()) {
    const size_t start = pos;
    DecodeUtf8(text, &pos);
    const auto byte = static_cast<unsigned char>(text[start]);
    if (pos == start + 1 && byte >= 0x80) {
      return ErrorAt(
          document, mark,
          fmt::format("the byte 0x{:02X} is not UTF-8; save the file with the encoding UTF-8",
                      byte));
    }
    const bool line_end =
        byte == '\n' || (byte == '\r' && (pos == text.size() || text[pos] != '\n'));
    mark = line_end ? Mark{mark.line + 1, 1}
                    : Mark{mark.line, mark.column + static_cast<int>(pos - start)};
  }
  return {};
}

Status CheckKeysUnique(const ConfigDocument& document, const ConfigNode& map) {
  std::vector<size_t> order(map.members.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return map.members[a].key < map.members[b].key; });
  size_t second = order.size(), first = 0;
  for (size_t i = 1; i < order.size(); ++i) {
    if (map.members[order[i]].key == map.members[order[i - 1]].key && order[i] < second) {
      second = order[i];
      first = order[i - 1];
    }
  }
  if (second == order.size()) return {};
  const ConfigNode::Member& member = map.members[second];
  const Mark before = map.members[first].mark;
  return ErrorAt(
      document, member.mark,
      fmt::format("the key {} stands here a second time, first at line {}, column {}; keep one",
                  ShortQuote(member.key), before.line, before.column));
}

Result<ConfigDocument> ReadConfigFile(const std::string& path) {
  const bool json = EndsWith(path, ".json");
  if (!json && !EndsWith(path, ".yaml") && !EndsWith(path, ".yml")) {
    return UsageError(
        fmt::format("{}: can't tell the format of this configuration file; its name must end in "
                    ".json, .yaml or .yml",
                    path));
  }
  ASSAY_TRY(const std::string bytes, ReadBytes(path));
  return json ? ParseJson(bytes, path) : ParseYaml(bytes, path);
}

std::string DescribeNode(const ConfigNode& node) {
  switch (node.kind) {
    case ConfigNode::Kind::kNull:
      return "nothing (null)";
    case ConfigNode::Kind::kBool:
      return node.boolean ? "true" : "false";
    case ConfigNode::Kind::kNumber:
      return fmt::format("the number {}", ShortQuote(node.text));
    case ConfigNode::Kind::kString:
      return fmt::format("the string {}", ShortQuote(node.text));
    case ConfigNode::Kind::kList:
      return "a list";
    case ConfigNode::Kind::kMap:
      return "a map of keys and values";
  }
  return "";
}

Error ErrorAt(const ConfigDocument& document, Mark mark, std::string_view message) {
  if (mark.line <= 0) return UsageError(fmt::format("{}: {}", document.file, message));
  return UsageError(fmt::format("{}:{}:{}: {}", document.file, mark.line, mark.column, message));
}

}  // namespace assay

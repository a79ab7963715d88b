// Percent decoding.
#include "server/target.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "assay/base/ascii.h"

namespace assay::server {
namespace {

int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> Decode(std::string_view text, bool plus_is_space) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      const int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return UsageError(
            fmt::format("'%' at byte {} of '{}' is no escape such as %2F", i + 1, text));
      }
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

bool IsSegment(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." &&
         std::all_of(segment.begin(), segment.end(), [](unsigned char c) {
           return c >= 0x20 && c != 0x7f && c != '/' && c != '\\';
         });
}

// Calls `each` with the parts of `text` between `separator`s.
template <typename Each>
Status Split(std::string_view text, char separator, const Each& each) {
  for (bool more = true; more;) {
    const size_t end = text.find(separator);
    more = end != std::string_view::npos;
    ASSAY_TRY_STATUS(each(text.substr(0, end)));
    if (more) text.remove_prefix(end + 1);
  }
  return {};
}

}  // namespace

std::optional<std::string> Target::Find(std::string_view name) const {
  const auto found = std::find_if(query.begin(), query.end(),
                                  [&](const auto& pair) { return pair.first == name; });
  return found == query.end() ? std::nullopt : std::optional(found->second);
}

Result<Target> ParseTarget(std::string_view text) {
  Target target;
  const size_t question = text.find('?');
  std::string_view path = text.substr(0, question);
  if (path.empty() || path[0] != '/') return UsageError("the target of a request starts with '/'");
  path.remove_prefix(1);
  if (!path.empty() && path.back() == '/') path.remove_suffix(1);
  if (!path.empty()) {
    ASSAY_TRY_STATUS(Split(path, '/', [&](std::string_view part) -> Status {
      ASSAY_TRY(std::string segment, Decode(part, false));
      if (!IsSegment(segment))
        return UsageError(fmt::format("'{}' can't be a part of a path here", part));
      target.segments.push_back(std::move(segment));
      return {};
    }));
  }
  if (question == std::string_view::npos || question + 1 == text.size()) return target;
  ASSAY_TRY_STATUS(Split(text.substr(question + 1), '&', [&](std::string_view part) -> Status {
    const size_t equals = std::min(part.find('='), part.size());
    ASSAY_TRY(std::string name, Decode(part.substr(0, equals), true));
    ASSAY_TRY(std::string value, Decode(part.substr(std::min(equals + 1, part.size())), true));
    if (target.Find(name)) return UsageError(fmt::format("the parameter '{}' stands twice", name));
    target.query.emplace_back(std::move(name), std::move(value));
    return {};
  }));
  return target;
}

Result<size_t> CountParameter(const Target& target, std::string_view name, size_t otherwise,
                              size_t most) {
  const auto text = target.Find(name);
  if (!text) return otherwise;
  size_t count = 0;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), count);
  if (parsed.ec == std::errc() && parsed.ptr == text->data() + text->size() && count >= 1 &&
      count <= most)
    return count;
  return UsageError(
      fmt::format("{}: found '{}', expected a whole number from 1 to {}", name, *text, most));
}

}  // namespace assay::server

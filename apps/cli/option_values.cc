// Numbers, choices, lists and characters from the command line.
#include "option_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "assay/base/config_node.h"

namespace assay::cli {
namespace {

template <typename T>
std::optional<T> Parse(std::string_view text) {
  T value{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Error Mismatch(std::string_view text, std::string_view expected) {
  return UsageError(fmt::format("found '{}', expected {}", text, expected));
}

}  // namespace

Result<uint64_t> ReadCount(std::string_view text, uint64_t lowest, uint64_t highest) {
  const auto value = Parse<uint64_t>(text);
  if (value && *value >= lowest && *value <= highest) return *value;
  if (highest >= INT64_MAX)
    return Mismatch(text, fmt::format("a whole number, at least {}", lowest));
  return Mismatch(text, fmt::format("a whole number from {} to {}", lowest, highest));
}

Result<double> ReadShare(std::string_view text) {
  const auto value = Parse<double>(text);
  if (value && *value >= 0 && *value <= 1) return *value;
  return Mismatch(text, "a number from 0 to 1");
}

Result<double> ReadSeconds(std::string_view text, double highest) {
  const auto value = Parse<double>(text);
  if (value && *value >= 0 && *value <= highest) return *value;
  return Mismatch(text, fmt::format("seconds, a number from 0 to {}", highest));
}

Result<size_t> ReadChoice(std::string_view text, const std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  const std::string nearest = NearestName(text, names);
  return Mismatch(
      text, "one of " + all + (nearest.empty() ? "" : fmt::format("; nearest: '{}'", nearest)));
}

std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> parts(1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',') {
      parts.back() += text[++i];
    } else if (text[i] == ',') {
      parts.emplace_back();
    } else {
      parts.back() += text[i];
    }
  }
  return parts;
}

std::vector<std::string> JoinLists(const std::vector<std::string>& values) {
  std::vector<std::string> all;
  for (const std::string& value : values) {
    for (std::string& part : SplitList(value)) all.push_back(std::move(part));
  }
  return all;
}

Result<char> ReadCharacter(std::string_view text, bool may_be_none) {
  constexpr std::pair<std::string_view, char> kWords[] = {{"tab", '\t'},  {"\\t", '\t'},
                                                          {"comma", ','}, {"semicolon", ';'},
                                                          {"pipe", '|'},  {"space", ' '}};
  for (const auto& [word, character] : kWords) {
    if (text == word) return character;
  }
  if (may_be_none && text == "none") return '\0';
  if (text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80) return text[0];
  return Mismatch(
      text, may_be_none ? "one ASCII character, 'tab' or 'none'" : "one ASCII character, or 'tab'");
}

Result<uint64_t> ReadBytes(std::string_view text, uint64_t lowest) {
  std::string_view digits = text;
  if (digits.size() > 1 && (digits.back() == 'B' || digits.back() == 'b')) digits.remove_suffix(1);
  int shift = 0;
  constexpr std::string_view kUnits = "KMG";
  const size_t unit = digits.empty() ? std::string_view::npos : kUnits.find(digits.back() & ~0x20);
  if (unit != std::string_view::npos) {
    shift = static_cast<int>(unit + 1) * 10;
    digits.remove_suffix(1);
  }
  const auto value = Parse<uint64_t>(digits);
  if (value && *value <= UINT64_MAX >> shift && *value << shift >= lowest) return *value << shift;
  return Mismatch(text, fmt::format("a size of at least {} MB, such as 512M or 2G", lowest >> 20));
}

}  // namespace assay::cli

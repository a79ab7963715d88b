// Finds the three parts of a date and writes them as numbers.
#include "assay/profile/named_month.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

bool IsBetween(char c) { return c == ' ' || c == '-' || c == '/' || c == '.'; }

// 1 to 12 of a month's name or the first letters of it; 0: none.
int MonthOf(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, int>, 36> kMonths = {
      {{"jan", 1},  {"gen", 1},  {"ene", 1},  {"feb", 2},  {"fév", 2},  {"fev", 2},
       {"mar", 3},  {"mär", 3},  {"mrt", 3},  {"maa", 3},  {"apr", 4},  {"avr", 4},
       {"abr", 4},  {"may", 5},  {"mai", 5},  {"mag", 5},  {"mei", 5},  {"jun", 6},
       {"juin", 6}, {"giu", 6},  {"juil", 7}, {"jul", 7},  {"lug", 7},  {"aug", 8},
       {"aoû", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10},
       {"ott", 10}, {"nov", 11}, {"dec", 12}, {"déc", 12}, {"dez", 12}, {"dic", 12}}};
  const std::string folded = FoldCase(name);
  const auto found = std::ranges::find_if(
      kMonths, [&](const auto& month) { return folded.starts_with(month.first); });
  return found == kMonths.end() ? 0 : found->second;
}

// The bytes at the start of `text` for which `is_part` holds, taken off it.
template <typename Part>
std::string_view Take(std::string_view* text, Part is_part) {
  const auto end = std::find_if_not(text->begin(), text->end(), is_part);
  const std::string_view taken = text->substr(0, static_cast<size_t>(end - text->begin()));
  text->remove_prefix(taken.size());
  return taken;
}

}  // namespace

std::string DateInNumbers(std::string_view text) {
  std::string_view rest = text;
  const std::string_view first = Take(&rest, IsDigit);
  const std::string_view gap = Take(&rest, IsBetween);
  const std::string_view second = Take(&rest, [](char c) { return !IsBetween(c); });
  Take(&rest, IsBetween);
  const std::string_view third = Take(&rest, IsDigit);
  if (first.empty() || second.empty() || third.empty()) return std::string(text);
  if (first.size() == 4 && gap == " " && second.size() == 2 && third.size() == 2 &&
      std::ranges::all_of(second, IsDigit)) {
    return fmt::format("{}-{}-{}{}", first, second, third, rest);
  }
  const int month = IsDigit(second[0]) ? 0 : MonthOf(second);
  return month == 0 ? std::string(text) : fmt::format("{}-{:02}-{}{}", first, month, third, rest);
}

}  // namespace assay

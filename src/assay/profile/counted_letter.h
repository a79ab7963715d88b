// Letters that are repeated to count: the sizes XXL and XXXL, the numbers II and III.
#pragma once

#include <algorithm>
#include <string_view>

namespace assay {

// Whether one text is the other with a longer run of one letter, and that run, of three or more,
// makes up half of it: such letters are counted, and no slip of the keyboard.
inline bool DifferByCountedLetter(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  const auto same = std::mismatch(b.begin(), b.end(), a.begin()).second - a.begin();
  const auto from = static_cast<size_t>(same), more = a.size() - b.size();
  if (more == 0 || a.substr(from + more) != b.substr(from)) return false;
  const char letter = a[from];
  size_t begin = from, end = from;
  while (begin > 0 && a[begin - 1] == letter) --begin;
  while (end < a.size() && a[end] == letter) ++end;
  const size_t run = end - begin;
  return end >= from + more && run > more && run >= 3 && 2 * run >= a.size();
}

}  // namespace assay

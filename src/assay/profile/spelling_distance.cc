// Optimal string alignment distance: bits of a machine word where the shorter text fits into one,
// three rolling rows where it does not.
#include "assay/profile/spelling_distance.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay {
namespace {

constexpr size_t kLongestText = 256;

// What texts have in common at their ends never changes their distance.
void DropCommonEnds(std::string_view* a, std::string_view* b) {
  const auto [front, unused] = std::mismatch(a->begin(), a->end(), b->begin(), b->end());
  const auto prefix = static_cast<size_t>(front - a->begin());
  a->remove_prefix(prefix);
  b->remove_prefix(prefix);
  const auto [back, none] = std::mismatch(a->rbegin(), a->rend(), b->rbegin(), b->rend());
  const auto suffix = static_cast<size_t>(back - a->rbegin());
  a->remove_suffix(suffix);
  b->remove_suffix(suffix);
}

// One column of the table of distances is 64 differences between neighbours at once. H. Hyyrö, "A
// bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003. `a` has 1 to 64
// bytes.
uint32_t DistanceInBits(std::string_view a, std::string_view b, uint32_t limit) {
  std::array<uint64_t, 256> places{};  // bit i: a[i] is this byte
  for (size_t i = 0; i < a.size(); ++i) places[static_cast<uint8_t>(a[i])] |= uint64_t{1} << i;
  const uint64_t last = uint64_t{1} << (a.size() - 1);
  uint64_t rises = ~uint64_t{0}, falls = 0, same = 0, before = 0;
  auto distance = static_cast<uint32_t>(a.size());
  for (size_t k = 0; k < b.size(); ++k) {
    const uint64_t equal = places[static_cast<uint8_t>(b[k])];
    const uint64_t swapped = ((~same & equal) << 1) & before;
    same = (((equal & rises) + rises) ^ rises) | equal | falls | swapped;
    uint64_t right_rises = falls | ~(same | rises);
    const uint64_t right_falls = same & rises;
    distance += (right_rises & last) != 0;
    distance -= (right_falls & last) != 0;
    if (distance > limit + (b.size() - 1 - k))
      return limit + 1;  // each byte left takes one off at most
    right_rises = right_rises << 1 | 1;
    rises = right_falls << 1 | ~(same | right_rises);
    falls = right_rises & same;
    before = equal;
  }
  return std::min(distance, limit + 1);
}

uint32_t DistanceInRows(std::string_view a, std::string_view b, uint32_t limit) {
  std::array<std::array<uint16_t, kLongestText + 1>, 3> rows;
  for (size_t k = 0; k <= b.size(); ++k) rows[0][k] = static_cast<uint16_t>(k);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    now[0] = static_cast<uint16_t>(i);
    uint16_t least = now[0];
    for (size_t k = 1; k <= b.size(); ++k) {
      const uint16_t replaced = above[k - 1] + (a[i - 1] != b[k - 1]);
      uint16_t best = std::min<uint16_t>(
          {replaced, static_cast<uint16_t>(above[k] + 1), static_cast<uint16_t>(now[k - 1] + 1)});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
        best = std::min<uint16_t>(best, before[k - 2] + 1);
      }
      now[k] = best;
      least = std::min(least, best);
    }
    if (least > limit + 1) return limit + 1;
  }
  return std::min<uint32_t>(rows[a.size() % 3][b.size()], limit + 1);
}

}  // namespace

uint32_t SpellingDistance(std::string_view a, std::string_view b, uint32_t limit) {
  a = a.substr(0, kLongestText);
  b = b.substr(0, kLongestText);
  if (a.size() > b.size()) std::swap(a, b);
  const size_t gap = b.size() - a.size();
  if (gap > limit) return limit + 1;
  DropCommonEnds(&a, &b);
  if (a.empty()) return static_cast<uint32_t>(gap);
  return a.size() <= 64 ? DistanceInBits(a, b, limit) : DistanceInRows(a, b, limit);
}

uint64_t LettersOf(std::string_view text) {
  uint64_t letters = 0;
  for (const char c : text) letters |= uint64_t{1} << (static_cast<uint8_t>(c) & 63);
  return letters;
}

bool IsNearSpelling(std::string_view a, std::string_view b, uint32_t most) {
  const uint32_t longer = static_cast<uint32_t>(std::max(a.size(), b.size()));
  const uint32_t limit = std::clamp(longer / 4, 1u, most);
  return SpellingDistance(a, b, limit) <= limit;
}

}  // namespace assay

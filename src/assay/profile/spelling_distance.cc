// Optimal string alignment distance over three rolling rows.
#include "assay/profile/spelling_distance.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

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

}  // namespace

uint32_t SpellingDistance(std::string_view a, std::string_view b, uint32_t limit) {
  constexpr size_t kLongest = 256;
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  const size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  DropCommonEnds(&a, &b);
  if (a.empty() || b.empty()) return static_cast<uint32_t>(gap);
  std::array<std::array<uint16_t, kLongest + 1>, 3> rows;
  for (size_t k = 0; k <= b.size(); ++k) rows[0][k] = static_cast<uint16_t>(k);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    now[0] = static_cast<uint16_t>(i);
    uint16_t least = now[0];
    for (size_t k = 1; k <= b.size(); ++k) {
      const uint16_t replaced = above[k - 1] + (a[i - 1] != b[k - 1]);
      uint16_t best = std::min<uint16_t>({replaced, static_cast<uint16_t>(above[k] + 1),
                                          static_cast<uint16_t>(now[k - 1] + 1)});
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

bool IsNearSpelling(std::string_view a, std::string_view b, uint32_t most) {
  const uint32_t longer = static_cast<uint32_t>(std::max(a.size(), b.size()));
  const uint32_t limit = std::clamp(longer / 4, 1u, most);
  return SpellingDistance(a, b, limit) <= limit;
}

}  // namespace assay

// Optimal string alignment distance, in the bits of a machine word where the shorter text fits into
// one, and of several where it does not.
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

// A whole number of kLongestText bits, least significant word first.
constexpr size_t kWords = kLongestText / 64;
using Bits = std::array<uint64_t, kWords>;

// `bits` one place up; `low` comes in at the bottom.
Bits ShiftUp(const Bits& bits, uint64_t low) {
  Bits shifted;
  for (size_t w = 0; w < kWords; ++w) {
    shifted[w] = bits[w] << 1 | low;
    low = bits[w] >> 63;
  }
  return shifted;
}

// (equal & rises) + rises
Bits Ripple(const Bits& equal, const Bits& rises) {
  Bits sum;
  uint64_t carry = 0;
  for (size_t w = 0; w < kWords; ++w) {
    const uint64_t added = equal[w] & rises[w];
    const uint64_t partial = rises[w] + added;
    sum[w] = partial + carry;
    carry = static_cast<uint64_t>(partial < added) | static_cast<uint64_t>(sum[w] < partial);
  }
  return sum;
}

// The same for an `a` of up to kLongestText bytes.
uint32_t DistanceInWords(std::string_view a, std::string_view b, uint32_t limit) {
  std::array<Bits, 256> places{};
  for (size_t i = 0; i < a.size(); ++i)
    places[static_cast<uint8_t>(a[i])][i / 64] |= uint64_t{1} << i % 64;
  const size_t last_word = (a.size() - 1) / 64;
  const uint64_t last = uint64_t{1} << (a.size() - 1) % 64;
  Bits rises, falls{}, same{}, before{};
  rises.fill(~uint64_t{0});
  auto distance = static_cast<uint32_t>(a.size());
  for (size_t k = 0; k < b.size(); ++k) {
    const Bits& equal = places[static_cast<uint8_t>(b[k])];
    Bits moved;
    for (size_t w = 0; w < kWords; ++w) moved[w] = ~same[w] & equal[w];
    const Bits swapped = ShiftUp(moved, 0), sum = Ripple(equal, rises);
    Bits right_rises, right_falls;
    for (size_t w = 0; w < kWords; ++w) {
      same[w] = (sum[w] ^ rises[w]) | equal[w] | falls[w] | (swapped[w] & before[w]);
      right_rises[w] = falls[w] | ~(same[w] | rises[w]);
      right_falls[w] = same[w] & rises[w];
    }
    distance += (right_rises[last_word] & last) != 0;
    distance -= (right_falls[last_word] & last) != 0;
    if (distance > limit + (b.size() - 1 - k)) return limit + 1;
    right_rises = ShiftUp(right_rises, 1);
    right_falls = ShiftUp(right_falls, 0);
    for (size_t w = 0; w < kWords; ++w) {
      rises[w] = right_falls[w] | ~(same[w] | right_rises[w]);
      falls[w] = right_rises[w] & same[w];
    }
    before = equal;
  }
  return std::min(distance, limit + 1);
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
  return a.size() <= 64 ? DistanceInBits(a, b, limit) : DistanceInWords(a, b, limit);
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

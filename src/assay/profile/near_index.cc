// Hashes with one character left out, and anchors.
#include "assay/profile/near_index.h"

#include <algorithm>
#include <bit>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr size_t kLongest = 64;  // longer texts are found by their anchors only
constexpr size_t kAnchor = 5;
constexpr int kMostTried = 48;  // candidates of one hash that are looked at
constexpr uint64_t kBase = 0x100000001b3ULL;

// Polynomial hashes of `text` with each character left out in turn, and of the whole (last).
template <typename Visit>
void VisitWithoutOne(std::string_view text, Visit visit) {
  uint64_t suffix[kLongest + 1];
  uint64_t power[kLongest + 1];
  const size_t n = text.size();
  suffix[n] = 0;
  power[0] = 1;
  for (size_t i = n; i-- > 0;) {
    power[n - i] = power[n - i - 1] * kBase;
    suffix[i] = static_cast<uint8_t>(text[i]) + 1 + suffix[i + 1] * kBase;
  }
  uint64_t prefix = 0;
  for (size_t i = 0; i < n; ++i) {
    visit(MixHash(prefix + suffix[i + 1] * power[i], n - 1));
    prefix += (static_cast<uint8_t>(text[i]) + 1) * power[i];
  }
  visit(MixHash(prefix, n));
}

uint64_t HeadHash(const std::string& text) {
  return Hash64(std::string_view(text).substr(0, kAnchor), 1);
}
uint64_t TailHash(const std::string& text) {
  return Hash64(std::string_view(text).substr(text.size() - kAnchor), 2);
}

}  // namespace

std::string OneByteACharacter(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  std::string flat;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = DecodeUtf8(text, &i);
    flat.push_back(static_cast<char>(c < 128 ? c : 128 + (c * 2654435761u >> 20) % 128));
  }
  return flat;
}

void NearIndex::Add(std::string_view text) {
  const auto index = static_cast<uint32_t>(texts_.size());
  texts_.push_back(OneByteACharacter(text));
  const std::string& flat = texts_.back();
  letters_.push_back(LettersOf(flat));
  if (flat.size() <= kLongest) {
    VisitWithoutOne(flat, [&](uint64_t hash) { without_one_.sorted.push_back({hash, index}); });
  }
  if (flat.size() >= 2 * kAnchor) {
    anchors_.sorted.push_back({HeadHash(flat), index});
    anchors_.sorted.push_back({TailHash(flat), index});
  }
}

void NearIndex::Keys::Seal() {
  std::sort(sorted.begin(), sorted.end(), [](const Key& a, const Key& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.index < b.index;
  });
  shift = 64 - std::max(1, static_cast<int>(std::bit_width(sorted.size())));
  const size_t parts = size_t{1} << (64 - shift);
  starts.assign(parts + 1, 0);
  for (const Key& key : sorted) ++starts[(key.hash >> shift) + 1];
  for (size_t part = 0; part < parts; ++part) starts[part + 1] += starts[part];
}

std::vector<NearIndex::Key>::const_iterator NearIndex::Keys::Find(uint64_t hash) const {
  const size_t part = hash >> shift;
  return std::lower_bound(sorted.begin() + starts[part], sorted.begin() + starts[part + 1], hash,
                          [](const Key& key, uint64_t h) { return key.hash < h; });
}

void NearIndex::Seal() {
  without_one_.Seal();
  anchors_.Seal();
}

void NearIndex::Consider(const Query& query, uint64_t hash, const Keys& keys, Near* best) const {
  auto at = keys.Find(hash);
  for (int tried = 0; at != keys.sorted.end() && at->hash == hash && tried < kMostTried;
       ++at, ++tried) {
    if (at->index >= query.limit) break;
    if (best->index != kNone && at->index >= best->index && best->distance <= 1) continue;
    const auto changed = static_cast<uint32_t>(std::popcount(query.letters ^ letters_[at->index]));
    if (changed > 2 * query.most) continue;
    const uint32_t distance = SpellingDistance(query.text, texts_[at->index], query.most);
    if (distance == 0 || distance > query.most) continue;
    if (best->index == kNone || distance < best->distance ||
        (distance == best->distance && at->index < best->index)) {
      *best = {at->index, distance};
    }
  }
}

NearIndex::Near NearIndex::Nearest(std::string_view text, uint32_t limit) const {
  Near best;
  Query query{OneByteACharacter(text), 0, limit, 1};
  query.letters = LettersOf(query.text);
  if (query.text.size() <= kLongest) {
    VisitWithoutOne(query.text, [&](uint64_t hash) { Consider(query, hash, without_one_, &best); });
  }
  if (best.index != kNone || query.text.size() < 2 * kAnchor) return best;
  query.most = std::clamp(static_cast<uint32_t>(query.text.size() / 6), 1u, 3u);
  Consider(query, HeadHash(query.text), anchors_, &best);
  Consider(query, TailHash(query.text), anchors_, &best);
  return best;
}

}  // namespace assay

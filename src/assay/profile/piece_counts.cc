// Counting of character pairs and triples.
#include "assay/profile/piece_counts.h"

#include <algorithm>
#include <string>

#include "assay/profile/near_index.h"
#include "assay/profile/near_spelling.h"

namespace assay {
namespace {

constexpr size_t kTripleSlots = size_t{1} << 17;
constexpr size_t kLongest = 200;

uint32_t PairOf(uint8_t a, uint8_t b) { return uint32_t{a} << 8 | b; }
uint32_t TripleOf(uint8_t a, uint8_t b, uint8_t c) {
  return ((uint32_t{a} << 16 | uint32_t{b} << 8 | c) * 2654435761u) >> 15;
}

template <typename Visit>
void VisitPieces(std::string_view text, Visit visit) {
  uint8_t before = 0, last = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    const uint8_t now = i < text.size() ? static_cast<uint8_t>(text[i]) : 0;
    visit(PairOf(last, now), TripleOf(before, last, now));
    before = last;
    last = now;
  }
}

void Increment(uint16_t* count) { *count = static_cast<uint16_t>(std::min(65535, *count + 1)); }

}  // namespace

PieceCounts::PieceCounts(const std::vector<WeightedText>& texts)
    : pairs_(size_t{1} << 16), triples_(kTripleSlots) {
  std::vector<uint32_t> seen_pairs, seen_triples;
  for (const WeightedText& text : texts) {
    seen_pairs.clear();
    seen_triples.clear();
    VisitPieces(OneByteACharacter(text.text.substr(0, kLongest)),
                [&](uint32_t pair, uint32_t triple) {
                  seen_pairs.push_back(pair);
                  seen_triples.push_back(triple);
                });
    for (auto [seen, counts] :
         {std::pair(&seen_pairs, &pairs_), std::pair(&seen_triples, &triples_)}) {
      std::sort(seen->begin(), seen->end());
      seen->erase(std::unique(seen->begin(), seen->end()), seen->end());
      for (const uint32_t piece : *seen) Increment(&(*counts)[piece]);
    }
  }
}

double PieceCounts::Novelty(std::string_view text, bool* odd) const {
  double pieces = 0, novel = 0;
  *odd = false;
  VisitPieces(text, [&](uint32_t pair, uint32_t triple) {
    pieces += 1;
    novel += triples_[triple] <= 1;
    *odd |= pairs_[pair] <= 1;
  });
  return novel / pieces;
}

}  // namespace assay

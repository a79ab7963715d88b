// The scan over 64-byte words, once for each instruction set. A file that includes this defines a
// `Simd` in an anonymous namespace, so that nothing compiled for one set is linked into another.
#pragma once

#include <cstdint>

#include "assay/source/structural_index.h"

namespace assay {

StructuralScan PortableStructuralScan();
StructuralScan Sse42StructuralScan();
StructuralScan Avx2StructuralScan();
StructuralScan Avx512StructuralScan();

// `Simd` offers: a constructor that loads 64 bytes; Equals(c), the mask of the bytes equal to c;
// PrefixXor(mask), whose bit i is the parity of mask's bits 0..i; and Store(mask, base, out), which
// writes base + i for every set bit i and may write kStructuralSlack entries.
template <class Simd, bool kEscape, bool kCrEnds>
class StructuralWords {
 public:
  StructuralWords(const CsvGrammar& grammar, const char* bytes, StructuralState* state,
                  StructuralOutput* output)
      : grammar_(grammar),
        quotes_on_(grammar.quote != 0 ? ~uint64_t{0} : 0),
        bytes_(bytes),
        carried_(state),
        state_(*state),
        output_(output),
        out_(*output) {}
  ~StructuralWords() {
    *carried_ = state_;
    *output_ = out_;
  }

  // Indexes `size` bytes at `at`; size is 64 but for the last word.
  void Scan(uint32_t at, uint32_t size) {
    const uint64_t valid = ~uint64_t{0} >> (64 - size);
    const Simd word(bytes_ + at);
    uint64_t delimiters = word.Equals(grammar_.delimiter) & valid;
    uint64_t record_ends = word.Equals('\n') & valid;
    uint64_t quotes = word.Equals(grammar_.quote) & quotes_on_ & valid;
    if (kCrEnds) {
      const uint64_t returns = word.Equals('\r') & valid;
      const uint64_t pairs = record_ends & (returns << 1 | state_.after_cr);
      state_.after_cr = returns >> (size - 1);
      record_ends |= returns;
      out_.line_count += Count(record_ends & ~pairs);
    } else {
      out_.line_count += Count(record_ends);
    }
    if (kEscape) {
      const uint64_t text = ~Escaped(word.Equals(grammar_.escape) & valid, size);
      delimiters &= text;
      record_ends &= text;
      quotes &= text;
    }
    Emit(at, size, delimiters | record_ends, record_ends, quotes);
  }

 private:
  static uint32_t Count(uint64_t mask) { return static_cast<uint32_t>(__builtin_popcountll(mask)); }

  // A quote opens at the start of a cell or right behind a closing quote (then the two are one
  // doubled quote). Any other quote outside quotes is text: it is taken out, lowest first, because
  // whether it toggles decides the meaning of all behind it.
  void Emit(uint32_t at, uint32_t size, uint64_t candidates, uint64_t record_ends,
            uint64_t quotes) {
    while (true) {
      const uint64_t inside = Simd::PrefixXor(quotes) ^ state_.in_quotes;
      const uint64_t structurals = candidates & ~inside;
      const uint64_t before_opening = structurals | (quotes & ~inside);
      const uint64_t wrong = quotes & inside & ~(before_opening << 1 | state_.may_open);
      if (wrong != 0) [[unlikely]] {
        quotes &= ~(wrong & -wrong);
        continue;
      }
      state_.in_quotes = static_cast<uint64_t>(static_cast<int64_t>(inside) >> 63);
      state_.may_open = before_opening >> (size - 1) & 1;
      Write(at, structurals, record_ends & ~inside);
      return;
    }
  }

  void Write(uint32_t at, uint64_t structurals, uint64_t record_ends) {
    for (uint64_t rest = record_ends; rest != 0; rest &= rest - 1) {
      const uint64_t below = (rest & -rest) - 1;
      out_.record_ends[out_.record_count++] = out_.end_count + Count(structurals & below);
    }
    Simd::Store(structurals, at, out_.ends + out_.end_count);
    out_.end_count += Count(structurals);
  }

  // The bytes behind an escape byte that is not itself escaped (after simdjson's treatment of
  // backslash runs: an addition carries through each run and tells whether its length is odd).
  uint64_t Escaped(uint64_t escapes, uint32_t size) {
    constexpr uint64_t kEven = 0x5555555555555555;
    escapes &= ~state_.escaped;
    const uint64_t follows = escapes << 1 | state_.escaped;
    const uint64_t odd_starts = escapes & ~kEven & ~follows;
    uint64_t even_runs;
    const bool overflow = __builtin_add_overflow(odd_starts, escapes, &even_runs);
    const uint64_t escaped = (kEven ^ (even_runs << 1)) & follows;
    state_.escaped = size == 64 ? overflow : escaped >> size & 1;
    return escaped;
  }

  const CsvGrammar grammar_;
  const uint64_t quotes_on_;
  const char* const bytes_;
  StructuralState* const carried_;
  StructuralState state_;  // copies, so that they stay in registers
  StructuralOutput* const output_;
  StructuralOutput out_;
};

template <class Simd, bool kEscape, bool kCrEnds>
void ScanWords(const CsvGrammar& grammar, const char* bytes, uint32_t begin, uint32_t end,
               StructuralState* state, StructuralOutput* output) {
  StructuralWords<Simd, kEscape, kCrEnds> words(grammar, bytes, state, output);
  uint32_t at = begin;
  for (; end - at >= 64; at += 64) words.Scan(at, 64);
  if (at < end) words.Scan(at, end - at);
}

template <class Simd>
void ScanStructurals(const CsvGrammar& grammar, const char* bytes, uint32_t begin, uint32_t end,
                     StructuralState* state, StructuralOutput* output) {
  if (grammar.escape != 0) {
    return grammar.cr_ends_record
               ? ScanWords<Simd, true, true>(grammar, bytes, begin, end, state, output)
               : ScanWords<Simd, true, false>(grammar, bytes, begin, end, state, output);
  }
  return grammar.cr_ends_record
             ? ScanWords<Simd, false, true>(grammar, bytes, begin, end, state, output)
             : ScanWords<Simd, false, false>(grammar, bytes, begin, end, state, output);
}

}  // namespace assay

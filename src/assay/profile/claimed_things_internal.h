// What rows of several sources claim: the things that they speak of and the values by what they
// mean, each numbered.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assay/base/hash.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// A fact column with each value replaced by what it claims.
struct ClaimColumn {
  std::vector<uint32_t> claims;  // by value code
  std::vector<uint64_t> hashes;  // by claim
};

ClaimColumn ReadClaims(const EncodedColumn& column);

// What tells the rows' things apart by the codes of their names.
inline uint64_t NamesKey(const EncodedSample& sample, std::span<const uint32_t> names,
                         uint32_t row) {
  uint64_t key = 0;
  for (const uint32_t name : names) key = MixCode(key, sample.columns[name].codes[row]);
  return key;
}

// The things of the rows, by one column or by several.
struct Entities {
  std::vector<uint32_t> codes;   // one a sampled row
  std::vector<uint64_t> hashes;  // by code: EntityHash
  std::vector<uint8_t> blank;
};

Entities ReadEntities(const EncodedSample& sample, std::span<const uint32_t> names);

}  // namespace assay

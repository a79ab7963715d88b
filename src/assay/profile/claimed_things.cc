// Numbering of things and claims.
#include "assay/base/hash.h"
#include "assay/profile/claim_value.h"
#include "assay/profile/claimed_things_internal.h"
#include "assay/profile/truth_discovery.h"

namespace assay {

ClaimColumn ReadClaims(const EncodedColumn& column) {
  ClaimColumn read;
  ValueIndex index;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const uint64_t hash = EncodedHash(ClaimValue(column.values[code]));
    const uint32_t claim = index.Insert(hash);
    if (claim == read.hashes.size()) read.hashes.push_back(hash);
    read.claims.push_back(claim);
  }
  return read;
}

Entities ReadEntities(const EncodedSample& sample, std::span<const uint32_t> names) {
  Entities entities;
  ValueIndex index;
  std::vector<uint64_t> hashes(names.size());
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t entity = index.Insert(NamesKey(sample, names, row));
    entities.codes.push_back(entity);
    if (entity < entities.hashes.size()) continue;
    bool blank = false;
    for (size_t i = 0; i < names.size(); ++i) {
      const EncodedColumn& column = sample.columns[names[i]];
      hashes[i] = EncodedHash(column.values[column.codes[row]]);
      blank |= column.blank[column.codes[row]] != 0;
    }
    entities.hashes.push_back(EntityHash(hashes));
    entities.blank.push_back(blank);
  }
  return entities;
}

uint64_t EntityHash(std::span<const uint64_t> names) {
  uint64_t hash = names[0];
  for (const uint64_t name : names.subspan(1)) hash = MixHash(hash, name);
  return hash;
}

}  // namespace assay

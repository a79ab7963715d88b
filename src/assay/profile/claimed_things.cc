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

Entities ReadEntities(const EncodedSample& sample, uint32_t name, std::optional<uint32_t> part) {
  const EncodedColumn& names = sample.columns[name];
  Entities entities;
  ValueIndex index;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t a = names.codes[row], b = part ? sample.columns[*part].codes[row] : 0;
    const uint32_t code = index.Insert(MixHash(a, b));
    if (code == entities.hashes.size()) {
      const EncodedColumn* parts = part ? &sample.columns[*part] : nullptr;
      const auto part_hash =
          parts != nullptr ? std::optional(EncodedHash(parts->values[b])) : std::nullopt;
      entities.hashes.push_back(EntityHash(EncodedHash(names.values[a]), part_hash));
      entities.blank.push_back(names.blank[a] || (parts != nullptr && parts->blank[b]));
    }
    entities.codes.push_back(code);
  }
  return entities;
}

uint64_t EntityHash(uint64_t name, std::optional<uint64_t> part) {
  return part ? MixHash(name, *part) : name;
}

}  // namespace assay

// Truth discovery: several sources claim values about the same things; how far each is to be
// believed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assay/profile/claim_layout.h"
#include "assay/profile/encoded_sample.h"

namespace assay {

// The hash of the thing of a row from the EncodedHash of each of its names.
uint64_t EntityHash(std::span<const uint64_t> names);

// What is believed of one fact of one thing.
struct BelievedFact {
  uint64_t claim = 0;  // EncodedHash of the ClaimValue that wins
  std::string text;    // the most frequent way to write it
  double probability = 0;
  uint32_t supporters = 0;                      // rows that claim it
  uint32_t claims = 0;                          // rows that claim anything
  std::unordered_map<uint64_t, double> others;  // probability of each losing claim
  std::unordered_set<uint64_t> lasting;         // of those the ones that were right for a while
};

struct BelievedTable {
  ClaimLayout layout;
  // By fact (index into layout.facts): EntityHash → what is believed.
  std::vector<std::unordered_map<uint64_t, BelievedFact>> facts;
  // By fact: EncodedHash of the sources that hardly ever agree: they speak of something else.
  std::vector<std::unordered_set<uint64_t>> strangers;
  std::vector<double> mean_agreement;  // by fact: mean probability of the rows' own claims
};

// Iterates source reliability and beliefs (after TruthFinder, Yin, Han and Yu 2008): a claim's
// weight is the sum of its sources' log odds, a source's reliability is the mean belief in its
// claims. Of a name that several sources give to two things nothing is believed.
BelievedTable DiscoverTruth(const EncodedSample& sample, const ClaimLayout& layout);

}  // namespace assay

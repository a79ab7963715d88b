// MixCode: pairs and triples of small numbers keep apart.
#include "assay/base/hash.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace assay {
namespace {

TEST(MixCode, PairsOfSmallNumbersKeepApart) {
  std::unordered_set<uint64_t> hashes;
  for (uint32_t a = 0; a < 400; ++a) {
    for (uint32_t b = 0; b < 400; ++b) hashes.insert(MixCode(a, b));
  }
  EXPECT_EQ(hashes.size(), 160'000u);
}

TEST(MixCode, TriplesOfSmallNumbersKeepApart) {
  std::unordered_set<uint64_t> hashes;
  for (uint32_t a = 0; a < 50; ++a) {
    for (uint32_t b = 0; b < 50; ++b) {
      for (uint32_t c = 0; c < 50; ++c) hashes.insert(MixCode(MixCode(a, b), c));
    }
  }
  EXPECT_EQ(hashes.size(), 125'000u);
}

}  // namespace
}  // namespace assay

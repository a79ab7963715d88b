// Exceptions of a dependency that another column bears out, and those that nothing does.
#include "assay/profile/vouched_exceptions.h"

#include <gtest/gtest.h>

#include "vouched_pairs.h"

namespace assay {
namespace {

// 20 flights of 20 rows, each with its aircraft, and the seats of that aircraft. On 12 days another
// aircraft flies; `with_its_seats`: the seats are then its own.
RowSample Flights(bool with_its_seats) {
  RowSample sample;
  sample.columns.resize(3);
  for (uint32_t i = 0; i < 400; ++i) {
    const uint32_t flight = i / 20, usual = flight % 4;
    const uint32_t flies = i % 33 == 7 ? (usual + 1) % 4 : usual;
    sample.rows.push_back(i);
    sample.columns[0].push_back("flight" + std::to_string(flight));
    sample.columns[1].push_back("aircraft" + std::to_string(flies));
    sample.columns[2].push_back("seats" + std::to_string(with_its_seats ? flies : usual));
  }
  return sample;
}

TEST(VouchedExceptions, AColumnThatChangesAlongBearsThemOut) {
  EXPECT_EQ(VouchedPairs(Flights(true)), 12u);
}

TEST(VouchedExceptions, ALoneChangeIsNotBorneOut) { EXPECT_EQ(VouchedPairs(Flights(false)), 0u); }

}  // namespace
}  // namespace assay

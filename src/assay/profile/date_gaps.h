// DateGaps: how far apart two dates of a row usually are, and how likely it is that one of them has
// day and month exchanged.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "assay/profile/date_column.h"

namespace assay {

// The days from the first date of a row to the second: as they stand, and with one exchanged, if
// that changes anything.
struct DateGap {
  int64_t as_it_stands = 0;
  std::array<std::optional<int64_t>, 2> exchanged;
};

class DateGaps {
 public:
  // Learns from two columns of one sample; nothing when too few rows have both dates. A mixture of
  // rows that are right and rows with one date exchanged, fitted by expectation maximisation
  // (Dempster, Laird, Rubin 1977) on at most 8,000 rows.
  static std::optional<DateGaps> Learn(const DateColumn& first, const DateColumn& second);

  // The probabilities that the first and that the second date is exchanged: what speaks for it is
  // how much more usual the distance is then.
  std::array<double, 2> Exchanged(const DateGap& gap) const;

 private:
  static constexpr size_t kBins = 33;  // by sign and doubling of the days

  static size_t BinOf(int64_t days);
  static double WidthOf(size_t bin);
  double Density(int64_t days) const { return per_day_[BinOf(days)]; }

  std::array<double, kBins> per_day_{};  // share of the rows
  std::array<double, 2> rates_{};        // of rows with the first, the second exchanged
};

}  // namespace assay

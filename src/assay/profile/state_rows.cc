// Counts how often one other number follows another.
#include "assay/profile/state_rows.h"

#include <cmath>
#include <string>

#include "assay/profile/decimal_mark.h"

namespace assay {
namespace {

constexpr double kLeastOthers = 30;    // rows
constexpr double kMostly = 0.6;        // of the other rows follow another one
constexpr double kFarMoreOften = 2.5;  // than by chance

}  // namespace

bool OthersFollowEachOther(const RowSample& sample, size_t column, double constant,
                           char decimal_mark) {
  if (!sample.complete) return false;
  double rows = 0, others = 0, following = 0;
  bool last = false;
  for (const std::string& cell : sample.columns[column]) {
    const double number = ReadNumber(cell, decimal_mark);
    const bool other = !std::isnan(number) && number != constant;
    ++rows;
    others += other;
    following += other && last;
    last = other;
  }
  return others >= kLeastOthers && following >= kMostly * others &&
         following * rows >= kFarMoreOften * others * others;
}

}  // namespace assay

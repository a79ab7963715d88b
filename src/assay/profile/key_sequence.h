// KeySequence: a column of numbers, numbered codes or days that rise or fall from row to row, and
// what a row's neighbours say of its value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/numbered_code.h"

namespace assay {

// What the neighbours of a row say.
struct Placing {
  enum class Verdict : uint8_t { kUnknown, kInPlace, kMisplaced };
  Verdict verdict = Verdict::kUnknown;
  std::string missing;    // kMisplaced: the value that they leave to the row; no row has it
  bool between = false;   // neighbours on both sides were asked
  std::string low, high;  // kMisplaced: the values next to the row; one is empty at an end
};

// Whether the values of the column are days, by the first 2,000 of them.
bool HoldsDays(const EncodedColumn& column);

// The rows of `column` must be all rows of the table in their order.
class KeySequence {
 public:
  // Nothing when the column has no order of that kind, or equal values stand together: those
  // number groups of rows.
  static std::optional<KeySequence> Find(const EncodedColumn& column);

  // Of a row whose value other rows have, too. Only neighbours whose values are unique are asked,
  // at most eight rows away; they must be in order among themselves.
  Placing PlaceOf(uint32_t row) const;

  // The share of neighbouring rows that keep the most frequent step; 0 when most do not.
  double kept() const { return kept_; }
  // The share of neighbouring rows that keep the order.
  double ordered() const { return ordered_; }

 private:
  explicit KeySequence(const EncodedColumn& column);
  void ReadDays();
  bool LearnSteps();
  std::vector<uint32_t> Neighbours(uint32_t row, bool before) const;
  bool InOrder(const std::vector<uint32_t>& rows) const;
  std::optional<int64_t> Predict(uint32_t row, const std::vector<uint32_t>& before,
                                 const std::vector<uint32_t>& after) const;
  std::string Write(uint32_t row, int64_t number) const;
  bool IsUnique(uint32_t row) const;
  const NumberedCode& CodeOf(uint32_t row) const { return parsed_[column_->codes[row]]; }

  const EncodedColumn* column_;
  std::vector<NumberedCode> parsed_;  // by code
  bool holds_days_ = false, month_first_ = false;
  bool padded_ = false;          // some numbers begin with zeros
  int64_t sign_ = 1, step_ = 0;  // step_ is 0 when there is none
  double kept_ = 0, ordered_ = 0;
};

}  // namespace assay

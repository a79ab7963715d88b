// ColumnFit: whether a value could be one of a column's, by its known values or by its shape.
#pragma once

#include <cstdint>
#include <string_view>

#include "assay/profile/encoded_sample.h"
#include "assay/profile/value_index.h"

namespace assay {

class ColumnFit {
 public:
  explicit ColumnFit(const EncodedColumn& column);

  // False: the column says too little of its values (few of them, or all sorts), so that Holds
  // means nothing.
  bool Tells() const { return kind_ != Kind::kAnything; }
  // Whether the column has a closed list of values, which Holds looks up by hash alone.
  bool IsClosed() const { return kind_ == Kind::kListed; }
  uint32_t distinct() const { return distinct_; }

  // Whether the value, of that EncodedHash, is one as the column has them. Not for blanks.
  bool Holds(std::string_view value, uint64_t hash) const;

 private:
  enum class Kind : uint8_t { kAnything, kListed, kShaped };

  Kind kind_ = Kind::kAnything;
  uint32_t distinct_ = 0;
  ValueIndex listed_;  // EncodedHash of values
  ValueIndex shapes_;  // Hash64 of exact ones (profile/shape.h)
};

}  // namespace assay

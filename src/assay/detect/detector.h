// Detectors: const after construction, they see only what they declare and never each other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/value_class.h"
#include "assay/finding/finding.h"
#include "assay/table/block.h"

namespace assay {

// A verdict on one value of one field, whatever its row. The engine calls Flags once for each
// distinct value while it stays in the verdict cache, from several threads at once.
class ValueDetector {
 public:
  virtual ~ValueDetector() = default;
  // Whether `value` (unquoted) is wrong. Pure.
  virtual bool Flags(std::string_view value) const = 0;
  // The evidence against a value that Flags is true for. Pure.
  virtual Evidence Explain(std::string_view value) const = 0;
  // The widest class of values that Flags is always false for: they need not be asked about.
  virtual ValueClass Clears() const { return ValueClass::kNone; }
};

// Reads one row of a block. Values are unquoted on demand and stay valid until the next row.
class RowView {
 public:
  virtual ~RowView() = default;
  virtual std::string_view Value(uint32_t column) const = 0;
  // EncodedHash of the value (profile/encoded_sample.h), worked out once for all detectors.
  virtual uint64_t Hash(uint32_t column) const = 0;
  virtual uint64_t row() const = 0;
  // Whether the row is one of the sample that detectors learn from.
  virtual bool IsSampled() const = 0;
};

// Where a row detector puts its evidence: one call a wrong cell.
class RowEvidence {
 public:
  virtual ~RowEvidence() = default;
  virtual void Add(uint32_t column, Evidence evidence) = 0;
};

// Several fields of one row, or a row against what was learned of its group. Pure and thread-safe.
class RowDetector {
 public:
  virtual ~RowDetector() = default;
  virtual void Check(const RowView& row, RowEvidence* evidence) const = 0;
  // The columns that Check depends on, when it depends on nothing else of the row but IsSampled: a
  // row that shares them with the row above is given the same evidence without a call. Empty: no
  // such promise.
  virtual std::span<const uint32_t> Reads() const { return {}; }
  // Columns, among those of Reads, that alone can rule out that Check says anything: MayFlag
  // depends on nothing else. Empty: there are none. Worth it where they hold few combinations of
  // values, and all that Check reads holds many.
  virtual std::span<const uint32_t> Gate() const { return {}; }
  // False: Check says nothing of the row.
  virtual bool MayFlag(const RowView&) const { return true; }
  // Detectors with columns of their own that say together what Check says: each is asked only when
  // what it reads changes. Empty: there are none.
  virtual std::span<const std::unique_ptr<RowDetector>> Parts() const { return {}; }
};

// The verdict of a column's value depends on the rows before it (uniqueness). The engine calls
// Observe block by block in input order, never two at once.
class OrderedDetector {
 public:
  virtual ~OrderedDetector() = default;
  // `hashes[i]` is a 64-bit hash of row i's value; empty values are marked by `is_empty[i]`.
  // Sets flagged[i] = 1 for the wrong ones.
  virtual void Observe(std::span<const uint64_t> hashes, std::span<const uint8_t> is_empty,
                       std::span<uint8_t> flagged) = 0;
  virtual Evidence Explain(std::string_view value) const = 0;
};

// The column as a whole, from its profile. Evidence about the column itself.
class ColumnDetector {
 public:
  virtual ~ColumnDetector() = default;
  virtual std::optional<Evidence> Check() const = 0;
  // With --expand-column-findings: whether the finding is about this value too.
  virtual bool Affects(std::string_view value) const = 0;
  // The evidence about such a value; by default that of the column.
  virtual Evidence EvidenceOf(std::string_view, const Evidence& of_column) const {
    return of_column;
  }
};

}  // namespace assay

// A column is a list if nearly all rows have values that recur, else a set of frequent shapes if
// these cover nearly all rows.
#include "assay/profile/column_fit.h"

#include <algorithm>
#include <map>
#include <string>

#include "assay/base/hash.h"
#include "assay/profile/shape.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 40;   // that are filled
constexpr uint32_t kLeastCount = 3;   // rows of a listed value
constexpr double kLeastListed = 0.9;  // share of the rows that have one
constexpr double kShapeShare = 0.01;  // of the rows that have a frequent shape, at least
constexpr double kLeastShaped = 0.9;  // share of the rows that have one

}  // namespace

ColumnFit::ColumnFit(const EncodedColumn& column) : distinct_(column.filled_distinct) {
  if (column.filled < kLeastRows) return;
  const auto filled = static_cast<double>(column.filled);
  std::map<std::string, uint32_t> shapes;
  uint32_t listed = 0, shaped = 0;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    const uint32_t count = column.counts[code];
    shapes[ShapeOf(column.values[code])] += count;
    if (count < kLeastCount) continue;
    listed += count;
    listed_.Insert(EncodedHash(column.values[code]));
  }
  for (const auto& [shape, count] : shapes) {
    if (count < kLeastCount || count < kShapeShare * filled) continue;
    shaped += count;
    shapes_.Insert(Hash64(shape));
  }
  if (listed >= kLeastListed * filled) {
    kind_ = Kind::kListed;
    shapes_ = {};
  } else if (shaped >= kLeastShaped * filled) {
    kind_ = Kind::kShaped;
    listed_ = {};
  }
}

bool ColumnFit::Holds(std::string_view value, uint64_t hash) const {
  if (kind_ == Kind::kListed) return listed_.Find(hash) != ValueIndex::kNone;
  if (kind_ == Kind::kAnything) return true;
  thread_local std::string shape;  // the room is kept from cell to cell
  shape.clear();
  AppendShape(value, &shape);
  return shapes_.Find(Hash64(shape)) != ValueIndex::kNone;
}

}  // namespace assay

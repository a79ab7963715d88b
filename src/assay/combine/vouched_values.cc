// Purity of the groups that hold a doubted value.
#include "assay/combine/vouched_values.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "assay/profile/shape.h"
#include "assay/profile/value_index.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 3;  // of a vouched value, and of a group that counts
constexpr size_t kFewRows = 5;      // fewer of a value must agree better
// Shares of a group's rows that have the value, and of the value's rows that lie in such groups.
constexpr double kPure = 0.7, kVouched = 0.75;
constexpr double kPureOfFew = 0.8, kVouchedOfFew = 0.9;
constexpr uint32_t kMostRows = 5000;         // of a value that is doubted as rare
constexpr double kMostShare = 0.5;           // of the column's rows that a group may have
constexpr double kMostShareOfShape = 0.3;    // of the column's rows
constexpr uint32_t kLeastGroupsOfShape = 2;  // one alone may be a source that writes otherwise

class VouchedDetector final : public ValueDetector {
 public:
  VouchedDetector(std::unique_ptr<ValueDetector> inner, ValueIndex vouched)
      : inner_(std::move(inner)), vouched_(std::move(vouched)) {}

  bool Flags(std::string_view value) const override {
    return inner_->Flags(value) && vouched_.Find(EncodedHash(value)) == ValueIndex::kNone;
  }
  Evidence Explain(std::string_view value) const override { return inner_->Explain(value); }

 private:
  std::unique_ptr<ValueDetector> inner_;
  ValueIndex vouched_;
};

// Whether at least so many groups of `other` are rows of `rows` nearly alone, and these are nearly
// all of `rows`.
bool Vouches(const EncodedColumn& other, const std::vector<uint32_t>& rows, uint32_t least_groups,
             std::vector<uint32_t>* in_group) {
  in_group->resize(std::max(in_group->size(), other.values.size()));
  for (const uint32_t row : rows) ++(*in_group)[other.codes[row]];
  const bool few = rows.size() < kFewRows;
  uint32_t vouched = 0, groups = 0;
  for (const uint32_t row : rows) {
    const uint32_t group = other.codes[row];
    const uint32_t size = other.counts[group];
    const uint32_t within = std::exchange((*in_group)[group], 0);
    if (other.blank[group] || size < kLeastRows || size > kMostShare * other.filled) continue;
    if (within < (few ? kPureOfFew : kPure) * size) continue;
    vouched += within;  // when the group's first row is met
    ++groups;
  }
  return groups >= least_groups &&
         vouched >= (few ? kVouchedOfFew : kVouched) * static_cast<double>(rows.size());
}

bool AnyVouches(const EncodedSample& sample, uint32_t column, const std::vector<uint32_t>& rows,
                uint32_t least_groups) {
  std::vector<uint32_t> in_group;
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other != column && Vouches(sample.columns[other], rows, least_groups, &in_group))
      return true;
  }
  return false;
}

// Whether the template gives the value in every row of it.
bool SpellsOut(const EncodedSample& sample, const DerivedColumn& derived, std::string_view value,
               const std::vector<uint32_t>& rows) {
  std::string composed;
  return std::all_of(rows.begin(), rows.end(), [&](uint32_t row) {
    const auto value_of = [&](uint32_t c) {
      return sample.columns[c].values[sample.columns[c].codes[row]];
    };
    return Compose(derived.pieces, value_of, &composed) && composed == value;
  });
}

// The template of a column whose values are put together from others, or null.
const DerivedColumn* TemplateOf(const std::vector<DerivedColumn>& derived, uint32_t column) {
  for (const DerivedColumn& candidate : derived) {
    if (candidate.target == column && candidate.composed()) return &candidate;
  }
  return nullptr;
}

// The values that a detector doubts, each with its rows.
struct Doubted {
  std::vector<uint32_t> codes;
  std::vector<std::vector<uint32_t>> rows;
};

Doubted DoubtedValues(const ValueDetector& detector, const EncodedSample& sample,
                      const EncodedColumn& own) {
  Doubted doubted;
  std::vector<uint32_t> place(own.values.size(), ValueIndex::kNone);
  for (uint32_t code = 0; code < own.values.size(); ++code) {
    if (own.blank[code] || own.counts[code] > kMostRows || !detector.Flags(own.values[code]))
      continue;
    place[code] = static_cast<uint32_t>(doubted.codes.size());
    doubted.codes.push_back(code);
  }
  doubted.rows.resize(doubted.codes.size());
  if (doubted.codes.empty()) return doubted;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t at = place[own.codes[row]];
    if (at != ValueIndex::kNone) doubted.rows[at].push_back(row);
  }
  return doubted;
}

// Values of one shape together, where each alone is too rare to gather: 26/32, 27/32, 28/32.
void AddVouchedShapes(const EncodedSample& sample, uint32_t column, const Doubted& doubted,
                      ValueIndex* vouched) {
  const EncodedColumn& own = sample.columns[column];
  const double most = std::min<double>(kMostRows, kMostShareOfShape * own.filled);
  std::map<std::string, std::vector<size_t>> shapes;
  for (size_t i = 0; i < doubted.codes.size(); ++i)
    shapes[ShapeOf(own.values[doubted.codes[i]])].push_back(i);
  for (const auto& [shape, values] : shapes) {
    std::vector<uint32_t> rows;
    for (const size_t i : values)
      rows.insert(rows.end(), doubted.rows[i].begin(), doubted.rows[i].end());
    if (values.size() < 2 || rows.size() < kLeastRows || rows.size() > most) continue;
    if (!AnyVouches(sample, column, rows, kLeastGroupsOfShape)) continue;
    for (const size_t i : values) vouched->Insert(EncodedHash(own.values[doubted.codes[i]]));
  }
}

}  // namespace

std::unique_ptr<ValueDetector> WithoutVouchedValues(std::unique_ptr<ValueDetector> detector,
                                                    const EncodedSample& sample,
                                                    const std::vector<DerivedColumn>& derived,
                                                    uint32_t column) {
  if (column >= sample.columns.size()) return detector;  // a profile without a row sample
  const EncodedColumn& own = sample.columns[column];
  const DerivedColumn* const spelled = TemplateOf(derived, column);
  const Doubted doubted = DoubtedValues(*detector, sample, own);
  ValueIndex vouched;
  for (size_t i = 0; i < doubted.codes.size(); ++i) {
    const std::string_view value = own.values[doubted.codes[i]];
    const std::vector<uint32_t>& rows = doubted.rows[i];
    const bool spelt = spelled != nullptr && SpellsOut(sample, *spelled, value, rows);
    if (spelt || (rows.size() >= kLeastRows && AnyVouches(sample, column, rows, 1)))
      vouched.Insert(EncodedHash(value));
  }
  AddVouchedShapes(sample, column, doubted, &vouched);
  if (vouched.size() == 0) return detector;
  return std::make_unique<VouchedDetector>(std::move(detector), std::move(vouched));
}

}  // namespace assay

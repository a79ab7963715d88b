// Purity of the groups that hold a doubted value.
#include "assay/combine/vouched_values.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "assay/profile/value_index.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 3;  // of a vouched value, and of a group that counts
constexpr size_t kFewRows = 5;      // fewer of a value must agree better
// Shares of a group's rows that have the value, and of the value's rows that lie in such groups.
constexpr double kPure = 0.7, kVouched = 0.75;
constexpr double kPureOfFew = 0.8, kVouchedOfFew = 0.9;
constexpr uint32_t kMostRows = 5000;  // of a value that is doubted as rare
constexpr double kMostShare = 0.5;    // of the column's rows that a group may have

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

// Whether the groups of `other` that hold `rows` are rows of this value nearly alone.
bool Vouches(const EncodedColumn& other, const std::vector<uint32_t>& rows,
             std::vector<uint32_t>* in_group) {
  in_group->resize(std::max(in_group->size(), other.values.size()));
  for (const uint32_t row : rows) ++(*in_group)[other.codes[row]];
  const bool few = rows.size() < kFewRows;
  uint32_t vouched = 0;
  for (const uint32_t row : rows) {
    const uint32_t group = other.codes[row];
    const uint32_t size = other.counts[group];
    vouched += !other.blank[group] && size >= kLeastRows && size <= kMostShare * other.filled &&
               (*in_group)[group] >= (few ? kPureOfFew : kPure) * size;
  }
  for (const uint32_t row : rows) (*in_group)[other.codes[row]] = 0;
  return vouched >= (few ? kVouchedOfFew : kVouched) * static_cast<double>(rows.size());
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

}  // namespace

std::unique_ptr<ValueDetector> WithoutVouchedValues(std::unique_ptr<ValueDetector> detector,
                                                    const EncodedSample& sample,
                                                    const std::vector<DerivedColumn>& derived,
                                                    uint32_t column) {
  if (column >= sample.columns.size()) return detector;  // a profile without a row sample
  const EncodedColumn& own = sample.columns[column];
  const DerivedColumn* const spelled = TemplateOf(derived, column);
  std::vector<std::vector<uint32_t>> rows;
  std::vector<uint32_t> place(own.values.size(), ValueIndex::kNone);
  for (uint32_t code = 0; code < own.values.size(); ++code) {
    const bool enough = own.counts[code] >= kLeastRows || spelled != nullptr;
    const bool rare = enough && own.counts[code] <= kMostRows;
    if (own.blank[code] || !rare || !detector->Flags(own.values[code])) continue;
    place[code] = static_cast<uint32_t>(rows.size());
    rows.emplace_back();
  }
  if (rows.empty()) return detector;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    if (const uint32_t at = place[own.codes[row]]; at != ValueIndex::kNone) rows[at].push_back(row);
  }
  ValueIndex vouched;
  std::vector<uint32_t> in_group;
  for (uint32_t code = 0; code < own.values.size(); ++code) {
    if (place[code] == ValueIndex::kNone) continue;
    const std::vector<uint32_t>& own_rows = rows[place[code]];
    if (spelled != nullptr && SpellsOut(sample, *spelled, own.values[code], own_rows)) {
      vouched.Insert(EncodedHash(own.values[code]));
      continue;
    }
    for (uint32_t other = 0; own_rows.size() >= kLeastRows && other < sample.columns.size();
         ++other) {
      if (other == column || !Vouches(sample.columns[other], own_rows, &in_group)) continue;
      vouched.Insert(EncodedHash(own.values[code]));
      break;
    }
  }
  if (vouched.size() == 0) return detector;
  return std::make_unique<VouchedDetector>(std::move(detector), std::move(vouched));
}

}  // namespace assay

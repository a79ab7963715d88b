// Main values of codes, counted over their rows.
#include "assay/profile/telling_columns.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace assay {
namespace {

constexpr uint32_t kNone = ValueIndex::kNone;
constexpr uint32_t kLeastRows = 3;     // of a value, to have a main value in the other column
constexpr double kLeastPure = 0.9;     // of them have it; and so many of the values have one
constexpr size_t kMostSharing = 4;     // values, on average, with one main value
constexpr uint32_t kLeastAsked = 3;    // values with so many rows
constexpr uint32_t kRowsOfAValue = 5;  // on average, where the values are few

}  // namespace

TellingColumns::TellingColumns(const EncodedSample& sample, uint32_t column, const RowGroups& rows)
    : sample_(sample), at_(column), rows_(rows), determined_(sample.columns.size()) {}

uint32_t TellingColumns::MainValue(const EncodedColumn& other, uint32_t code) const {
  std::unordered_map<uint32_t, uint32_t> counts;
  uint32_t rows = 0, best = kNone, most = 0;
  for (uint32_t i = rows_.start[code]; i < rows_.start[code + 1]; ++i) {
    const uint32_t value = other.codes[rows_.order[i]];
    if (other.blank[value]) continue;
    ++rows;
    const uint32_t count = ++counts[value];
    if (count <= most) continue;
    most = count;
    best = value;
  }
  return rows >= kLeastRows && most >= kLeastPure * rows ? best : kNone;
}

bool TellingColumns::IsDetermined(uint32_t column) {
  std::optional<bool>& known = determined_[column];
  if (known) return *known;
  const EncodedColumn& own = sample_.columns[at_];
  uint32_t asked = 0, pure = 0;
  std::unordered_set<uint32_t> mains;
  for (uint32_t code = 0; code < own.values.size(); ++code) {
    if (own.blank[code] || own.counts[code] < kLeastRows) continue;
    ++asked;
    const uint32_t main = MainValue(sample_.columns[column], code);
    pure += main != kNone;
    mains.insert(main);
  }
  known = asked >= kLeastAsked && pure >= kLeastPure * asked && mains.size() * kMostSharing > asked;
  return *known;
}

bool TellingColumns::TellApart(uint32_t a, uint32_t b) {
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
    if (c == at_ || !IsDetermined(c)) continue;
    const uint32_t of_a = MainValue(sample_.columns[c], a);
    const uint32_t of_b = MainValue(sample_.columns[c], b);
    if (of_a != kNone && of_b != kNone && of_a != of_b) return true;
  }
  return false;
}

std::unordered_set<uint32_t> TellingColumns::FewValues(const EncodedColumn& other,
                                                       uint32_t code) const {
  std::unordered_set<uint32_t> values;
  for (uint32_t i = rows_.start[code]; i < rows_.start[code + 1]; ++i) {
    const uint32_t value = other.codes[rows_.order[i]];
    if (other.blank[value]) continue;
    values.insert(value);
    if (values.size() * kRowsOfAValue > sample_.columns[at_].counts[code]) return {};
  }
  return values;
}

bool TellingColumns::StandApart(uint32_t a, uint32_t b) const {
  return std::any_of(sample_.columns.begin(), sample_.columns.end(), [&](const auto& other) {
    if (&other == &sample_.columns[at_]) return false;
    const auto of_a = FewValues(other, a), of_b = FewValues(other, b);
    return !of_a.empty() && !of_b.empty() &&
           std::none_of(of_a.begin(), of_a.end(),
                        [&](uint32_t value) { return of_b.contains(value); });
  });
}

}  // namespace assay

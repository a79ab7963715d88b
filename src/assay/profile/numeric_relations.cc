// Search for numeric relations by trying all of a few kinds.
#include "assay/profile/numeric_relations.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace assay {
namespace {

using Kind = NumericRelation::Kind;

constexpr uint32_t kMostColumns = 24;  // numeric columns that are tried
constexpr size_t kLearningRows = 2000;
constexpr size_t kLeastRows = 20;    // rows where the relation can be checked
constexpr double kLeastShare = 0.9;  // of them keep it
constexpr double kPrecision = 1e-6;  // relative; the rounding of the written numbers comes on top
constexpr double kClearly = 4;       // times the allowed deviation
constexpr double kExact = 0.995;     // share of the rows that keep an exact relation
constexpr uint32_t kRowsOfExact = 200;
constexpr double kPlainly = 2;         // times the rounding, where the relation is exact
constexpr size_t kLeastSecond = 5;     // rows that break a factor
constexpr double kMostlySecond = 0.6;  // of them keep another one
constexpr double kMostIdle = 0.5;      // share of rows where a simpler rule says the same

struct NumericColumn {
  uint32_t column = 0;
  std::vector<double> values;  // of the learning rows; NaN when missing
  double unit = 1;             // of the last digit that is written
  double middle = 0;           // the median
};

// Finds the relations among the numeric columns of a sample.
class RelationFinder {
 public:
  explicit RelationFinder(const EncodedSample& sample) {
    for (uint32_t c = 0; c < sample.columns.size() && columns_.size() < kMostColumns; ++c)
      AddColumn(sample, c);
  }

  std::vector<NumericRelation> Find() {
    const size_t n = columns_.size();
    for (size_t c = 0; c < n; ++c) {
      for (size_t a = 0; a < n; ++a) {
        if (a == c) continue;
        if (a < c) TryFactor(a, c);
        for (size_t b = a + 1; b < n; ++b) {
          if (b == c) continue;
          Try({Kind::kSum, columns_[a].column, columns_[b].column, columns_[c].column}, a, b, c);
          for (const double factor : {1.0, 0.01}) {
            Try({Kind::kProduct, columns_[a].column, columns_[b].column, columns_[c].column,
                 factor},
                a, b, c);
          }
        }
      }
    }
    std::stable_sort(
        found_.begin(), found_.end(),
        [](const NumericRelation& x, const NumericRelation& y) { return x.share > y.share; });
    if (found_.size() > 40) found_.resize(40);
    return std::move(found_);
  }

 private:
  void AddColumn(const EncodedSample& sample, uint32_t at) {
    const EncodedColumn& column = sample.columns[at];
    if (column.numeric < 0.8 * column.filled || column.filled_distinct < 8 ||
        column.filled < kLeastRows)
      return;
    NumericColumn numbers{at, {}, 1, 0};
    const size_t step = std::max<size_t>(1, column.codes.size() / kLearningRows);
    std::vector<double> known;
    std::vector<size_t> decimals;
    for (size_t row = 0; row < column.codes.size(); row += step) {
      numbers.values.push_back(column.numbers[column.codes[row]]);
      if (std::isnan(numbers.values.back())) continue;
      known.push_back(numbers.values.back());
      decimals.push_back(WrittenDecimals(column.values[column.codes[row]], column.decimal_mark));
    }
    std::sort(known.begin(), known.end());
    std::sort(decimals.begin(), decimals.end());
    numbers.middle = known[known.size() / 2];
    numbers.unit = std::pow(10.0, -static_cast<double>(decimals[decimals.size() * 9 / 10]));
    columns_.push_back(std::move(numbers));
  }

  void Try(NumericRelation r, size_t a, size_t b, size_t c) {
    r.unit_a = columns_[a].unit;
    r.unit_b = columns_[b].unit;
    r.unit_c = columns_[c].unit;
    const auto &x = columns_[a].values, &y = columns_[b].values, &z = columns_[c].values;
    uint32_t misses = 0;
    double idle = 0;
    for (size_t i = 0; i < z.size(); ++i) {
      if (std::isnan(x[i]) || std::isnan(y[i]) || std::isnan(z[i]) || IsTrivial(r.kind, x[i], y[i]))
        continue;
      ++r.rows;
      const bool kept = r.Keeps(x[i], y[i], z[i]);
      r.kept += kept;
      misses += !kept;
      if (misses > 8 && misses > 0.3 * r.rows) return;
      // Would the rule hold as well with a number from the middle of its column?
      idle += r.Keeps(columns_[a].middle, y[i], z[i]) || r.Keeps(x[i], columns_[b].middle, z[i]) ||
              (r.kind == Kind::kSum && (r.Keeps(0, y[i], z[i]) || r.Keeps(x[i], 0, z[i])));
    }
    if (idle <= kMostIdle * r.rows) Keep(r);
  }

  // c = factor · a with one factor that is not 1: a unit or a tax.
  void TryFactor(size_t a, size_t c) {
    const auto &x = columns_[a].values, &z = columns_[c].values;
    std::vector<std::pair<double, double>>
        ratios;  // with their weight: larger numbers say it more exactly
    for (size_t i = 0; i < z.size(); ++i) {
      if (!std::isnan(x[i]) && !std::isnan(z[i]) && x[i] != 0 && z[i] != 0) {
        ratios.emplace_back(std::abs(x[i]), z[i] / x[i]);
      }
    }
    if (ratios.size() < kLeastRows) return;
    std::sort(ratios.begin(), ratios.end());
    ratios.erase(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2));
    std::sort(ratios.begin(), ratios.end(),
              [](const auto& p, const auto& q) { return p.second < q.second; });
    const double factor = ratios[ratios.size() / 2].second;
    if (std::abs(factor - 1) < 0.02) return;
    NumericRelation r{Kind::kFactor, columns_[a].column, columns_[a].column, columns_[c].column,
                      factor,        columns_[a].unit,   columns_[a].unit,   columns_[c].unit};
    double idle = 0;
    if (r.RoundingOf(0, 0) > 0.05 * std::abs(columns_[c].middle)) return;
    for (size_t i = 0; i < z.size(); ++i) {
      if (std::isnan(x[i]) || std::isnan(z[i]) || x[i] == 0) continue;
      ++r.rows;
      r.kept += r.Keeps(x[i], x[i], z[i]);
      idle += r.Keeps(columns_[a].middle, 0, z[i]);
    }
    if (idle <= kMostIdle * r.rows && !HasSecondFactor(r, x, z)) Keep(r);
  }

  // Whether most rows that break the relation share a factor of their own: a second tax rate is as
  // legal as the first. A power of ten between the two is a slip of the unit.
  static bool HasSecondFactor(const NumericRelation& r, const std::vector<double>& x,
                              const std::vector<double>& z) {
    std::vector<std::pair<double, double>> broken;
    for (size_t i = 0; i < z.size(); ++i) {
      if (!std::isnan(x[i]) && !std::isnan(z[i]) && x[i] != 0 && r.Breaks(x[i], x[i], z[i]))
        broken.emplace_back(z[i] / x[i], x[i]);
    }
    if (broken.size() < kLeastSecond) return false;
    std::sort(broken.begin(), broken.end());
    NumericRelation second = r;
    second.factor = broken[broken.size() / 2].first;
    const double power = std::log10(std::abs(second.factor / r.factor));
    if (std::abs(power) > 0.5 && std::abs(power - std::round(power)) < 0.01) return false;
    const auto kept = std::count_if(broken.begin(), broken.end(), [&](const auto& b) {
      return second.Keeps(b.second, b.second, b.first * b.second);
    });
    return static_cast<double>(kept) >= kMostlySecond * static_cast<double>(broken.size());
  }

  // A row where the relation holds whatever the third number: one part is zero or one.
  static bool IsTrivial(Kind kind, double a, double b) {
    return kind == Kind::kSum ? a == 0 || b == 0 : a == 0 || b == 0 || a == 1 || b == 1;
  }

  void Keep(NumericRelation r) {
    if (r.rows < kLeastRows) return;
    r.share = static_cast<double>(r.kept) / r.rows;
    if (r.share >= kLeastShare) found_.push_back(r);
  }

  std::vector<NumericColumn> columns_;
  std::vector<NumericRelation> found_;
};

}  // namespace

double NumericRelation::Predict(double a_value, double b_value) const {
  switch (kind) {
    case Kind::kSum:
      return a_value + b_value;
    case Kind::kProduct:
      return factor * a_value * b_value;
    case Kind::kFactor:
      return factor * a_value;
  }
  return 0;
}

double NumericRelation::RoundingOf(double a_value, double b_value) const {
  double rounding = unit_c;
  switch (kind) {
    case Kind::kSum:
      rounding += unit_a + unit_b;
      break;
    case Kind::kProduct:
      rounding += std::abs(factor) * (std::abs(a_value) * unit_b + std::abs(b_value) * unit_a);
      break;
    case Kind::kFactor:
      rounding += std::abs(factor) * unit_a;
      break;
  }
  return 0.51 * rounding;
}

bool NumericRelation::Keeps(double a_value, double b_value, double c_value) const {
  const double predicted = Predict(a_value, b_value);
  const double size = std::max(std::abs(c_value), std::abs(predicted));
  return std::abs(c_value - predicted) <= RoundingOf(a_value, b_value) + kPrecision * size;
}

bool NumericRelation::IsExact() const {
  return kind == Kind::kSum && rows >= kRowsOfExact && kept >= kExact * rows;
}

bool NumericRelation::Breaks(double a_value, double b_value, double c_value) const {
  const double predicted = Predict(a_value, b_value);
  const double size = std::max(std::abs(c_value), std::abs(predicted));
  const double off = std::abs(c_value - predicted);
  if (IsExact()) return off > kPlainly * (RoundingOf(a_value, b_value) + kPrecision * size);
  return off > kClearly * (RoundingOf(a_value, b_value) + 0.001 * size);
}

size_t WrittenDecimals(std::string_view text, char decimal_mark) {
  const size_t point = text.rfind(decimal_mark);
  return point == std::string_view::npos ? 0 : std::min<size_t>(12, text.size() - point - 1);
}

std::vector<NumericRelation> FindNumericRelations(const EncodedSample& sample) {
  return RelationFinder(sample).Find();
}

}  // namespace assay

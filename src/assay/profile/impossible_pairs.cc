// Contingency tables of columns with few values, and the tests on their thin cells.
#include "assay/profile/impossible_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 150;
constexpr size_t kMostColumns = 16;
constexpr uint32_t kMostKinds = 128;
constexpr double kLeastPerKind = 10;  // rows of a column's values, on average
constexpr double kLeastExpected = 8;  // rows of a pair by chance, for it to tell anything
constexpr double kThin = 0.1;         // of the expected rows
constexpr double kBetween = 0.3;      // of them: rare, but possible
constexpr double kMostBetween = 0.1;  // pairs in between for each thin one
constexpr double kMostThinRows = 0.01;
constexpr double kSignificance = 0.01;  // among all pairs of the table
constexpr double kLeastThin = 8;
constexpr double kLeastEmpty = 0.3;  // of the thin pairs have no row
constexpr double kMostUneven = 2;    // chi square of the thin pairs' rows, for each pair
constexpr double kFewExpected = 2;   // rows by chance of a pair that others must speak for
constexpr double kLowShare = 0.1;    // of the possible pairs: those with fewest rows for chance's
constexpr double kUnlikely = 0.02;   // that a possible pair has so few rows

bool IsEligible(const EncodedColumn& column, uint32_t rows) {
  return column.filled_distinct >= 2 && column.values.size() <= kMostKinds &&
         column.filled >= 0.5 * rows && column.filled >= kLeastPerKind * column.filled_distinct;
}

// Rows of one value among those of a pair table, by side.
struct Margins {
  std::vector<double> a, b;
};

Margins MarginsOf(const PairCounts& pair) {
  Margins margins{std::vector<double>(pair.counts.size() / pair.kinds_b),
                  std::vector<double>(pair.kinds_b)};
  for (size_t i = 0; i < pair.counts.size(); ++i) {
    margins.a[i / pair.kinds_b] += pair.counts[i];
    margins.b[i % pair.kinds_b] += pair.counts[i];
  }
  return margins;
}

PairCounts Count(const EncodedSample& sample, uint32_t a, uint32_t b) {
  const EncodedColumn& one = sample.columns[a];
  const EncodedColumn& two = sample.columns[b];
  PairCounts pair{a, b, 0, static_cast<uint32_t>(two.values.size()), {}, {}};
  pair.counts.resize(one.values.size() * two.values.size());
  for (uint32_t row = 0; row < sample.rows; ++row) {
    if (one.blank[one.codes[row]] || two.blank[two.codes[row]]) continue;
    ++pair.counts[pair.At(one.codes[row], two.codes[row])];
    ++pair.rows;
  }
  return pair;
}

// The probability of at most `count` rows where `expected` are.
double AtMost(uint32_t count, double expected) {
  double term = std::exp(-expected), sum = term;
  for (uint32_t i = 1; i <= count; ++i) sum += term *= expected / i;
  return sum;
}

// A pair of values that has far fewer rows than expected.
struct Thin {
  size_t at = 0;
  double rows = 0;
  std::array<double, 4> weights{};  // by what mistakes may be spread: the pair, a, b, or nothing
};

// Chi square of the rows against the spread that suits them best, for each pair.
double Unevenness(const std::vector<Thin>& thin) {
  double rows = 0, best = 1e9;
  for (const Thin& pair : thin) rows += pair.rows;
  for (size_t way = 0; way < 4; ++way) {
    double all = 0, chi = 0;
    for (const Thin& pair : thin) all += pair.weights[way];
    for (const Thin& pair : thin) {
      const double usual = rows * pair.weights[way] / all;
      chi += (pair.rows - usual) * (pair.rows - usual) / usual;
    }
    best = std::min(best, chi / static_cast<double>(thin.size() - 1));
  }
  return best;
}

// How many times the rows by chance a possible pair has, at least: where only some pairs are
// possible, these share all rows. 0 when too few are known.
double LeastOfPossible(const Margins& margins, const PairCounts& pair) {
  std::vector<double> times;
  for (size_t i = 0; i < pair.counts.size(); ++i) {
    const double a = margins.a[i / pair.kinds_b], b = margins.b[i % pair.kinds_b];
    const double expected = a * b / std::max(1U, pair.rows);
    if (expected >= kLeastExpected && pair.impossible[i] == 0)
      times.push_back(pair.counts[i] / expected);
  }
  if (static_cast<double>(times.size()) < kLeastThin) return 0;
  const auto low =
      times.begin() + static_cast<std::ptrdiff_t>(kLowShare * static_cast<double>(times.size()));
  std::nth_element(times.begin(), low, times.end());
  return *low;
}

// Once the table has impossible pairs, so are those that chance would give few rows, if they have
// far fewer than possible pairs have.
void MarkFewer(const Margins& margins, PairCounts* pair) {
  const double least = LeastOfPossible(margins, *pair);
  for (size_t i = 0; i < pair->counts.size(); ++i) {
    const double a = margins.a[i / pair->kinds_b], b = margins.b[i % pair->kinds_b];
    const double expected = a * b / std::max(1U, pair->rows);
    if (expected < kFewExpected || expected >= kLeastExpected) continue;
    if (AtMost(pair->counts[i], expected * least) < kUnlikely) pair->impossible[i] = 1;
  }
}

void MarkImpossible(double tested, PairCounts* pair) {
  const Margins margins = MarginsOf(*pair);
  std::vector<Thin> thin;
  double between = 0, empty = 0, thin_rows = 0;
  for (size_t i = 0; i < pair->counts.size(); ++i) {
    const double a = margins.a[i / pair->kinds_b], b = margins.b[i % pair->kinds_b];
    const double expected = a * b / std::max(1U, pair->rows), rows = pair->counts[i];
    if (expected < kLeastExpected || rows > kBetween * expected) continue;
    if (rows > kThin * expected) {
      ++between;
      continue;
    }
    if (AtMost(pair->counts[i], expected) > kSignificance / tested) continue;  // may be chance
    thin.push_back({i, rows, {expected, a, b, 1}});
    empty += rows == 0;
    thin_rows += rows;
  }
  const auto count = static_cast<double>(thin.size());
  if (thin_rows > kMostThinRows * pair->rows || count < kLeastThin) return;
  if (empty < kLeastEmpty * count || between > kMostBetween * count) return;
  if (thin_rows > 0 && Unevenness(thin) > kMostUneven) return;
  pair->impossible.resize(pair->counts.size());
  for (const Thin& one : thin) pair->impossible[one.at] = 1;
  MarkFewer(margins, pair);
}

}  // namespace

std::vector<PairCounts> FindImpossiblePairs(const EncodedSample& sample) {
  std::vector<PairCounts> pairs;
  if (sample.rows < kLeastRows) return pairs;
  std::vector<uint32_t> columns;
  for (uint32_t c = 0; c < sample.columns.size() && columns.size() < kMostColumns; ++c)
    if (IsEligible(sample.columns[c], sample.rows)) columns.push_back(c);
  double tested = 0;
  for (size_t i = 0; i < columns.size(); ++i) {
    for (size_t k = i + 1; k < columns.size(); ++k) {
      pairs.push_back(Count(sample, columns[i], columns[k]));
      tested += static_cast<double>(pairs.back().counts.size());
    }
  }
  for (PairCounts& pair : pairs) MarkImpossible(tested, &pair);
  return pairs;
}

}  // namespace assay

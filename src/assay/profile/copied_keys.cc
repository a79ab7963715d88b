// Features of a column's repetitions: copies agree in nothing else, repeated things agree in much.
#include "assay/profile/copied_keys.h"

#include <algorithm>
#include <cctype>

#include "assay/base/ascii.h"
#include "assay/base/sigmoid.h"
#include "assay/profile/chance_repeats.h"

namespace assay {
namespace {

constexpr double kKeyLike = 0.5;     // share of unique values of a column that identifies rows
constexpr uint32_t kMostTwins = 8;   // rows of one value that are compared with each other
constexpr size_t kMostPairs = 4000;  // that are compared at all
constexpr double kMostAgreement = 0.6;
constexpr double kNear = 0.1;         // of the table
constexpr double kHandedOut = 3;      // times more pairs by chance: values are given once
constexpr double kLeastExpected = 4;  // pairs, for that to say anything
constexpr size_t kIdentifierSize = 24;

struct Pair {
  uint32_t a = 0, b = 0;
};

bool IsHexadecimal(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '{' || c == '}' ||
           c == '(' || c == ')';
  });
}

std::vector<Pair> PairsOf(const EncodedColumn& column, const std::vector<uint32_t>& repeated) {
  const RowGroups groups = GroupRows(column.codes, static_cast<uint32_t>(column.values.size()));
  std::vector<Pair> pairs;
  for (const uint32_t code : repeated) {
    const uint32_t from = groups.start[code];
    const uint32_t to = std::min(groups.start[code + 1], from + kMostTwins);
    for (uint32_t i = from; i < to && pairs.size() < kMostPairs; ++i) {
      for (uint32_t k = i + 1; k < to; ++k) pairs.push_back({groups.order[i], groups.order[k]});
    }
  }
  return pairs;
}

// How much more often the pairs agree in these columns than any two rows do.
double Agreement(const EncodedSample& sample, const std::vector<uint32_t>& columns,
                 const std::vector<Pair>& pairs) {
  if (columns.empty()) return 0;
  double equal = 0, any = 0;
  for (const uint32_t c : columns) {
    const EncodedColumn& column = sample.columns[c];
    for (const Pair& pair : pairs) equal += column.codes[pair.a] == column.codes[pair.b];
    for (const uint32_t count : column.counts) {
      const double share = static_cast<double>(count) / sample.rows;
      any += share * share;
    }
  }
  const auto count = static_cast<double>(columns.size());
  equal /= count * static_cast<double>(pairs.size());
  any /= count;
  return std::clamp((equal - any) / (1 - any + 1e-9), 0.0, kMostAgreement);
}

double SharedKeys(const EncodedSample& sample, const std::vector<uint32_t>& keys,
                  const std::vector<Pair>& pairs) {
  double shared = 0;
  for (const Pair& pair : pairs) {
    shared += std::any_of(keys.begin(), keys.end(), [&](uint32_t key) {
      const EncodedColumn& column = sample.columns[key];
      const uint32_t code = column.codes[pair.a];
      return code == column.codes[pair.b] && !column.blank[code];
    });
  }
  return shared / static_cast<double>(pairs.size());
}

void DescribeAgreement(const EncodedSample& sample, uint32_t at, const std::vector<double>& shares,
                       const std::vector<Pair>& pairs, KeyFeatures* f) {
  std::vector<uint32_t> keys, others;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    if (c == at || sample.columns[c].filled_distinct < 2) continue;
    (shares[c] > kKeyLike ? keys : others).push_back(c);
  }
  f->agreement = Agreement(sample, others.empty() ? keys : others, pairs);
  f->shared_key = SharedKeys(sample, keys, pairs);
}

void DescribeValues(const EncodedColumn& column, KeyFeatures* f) {
  double distinct = 0, with_digits = 0, identifiers = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    const std::string_view value = column.values[code];
    ++distinct;
    with_digits += std::any_of(value.begin(), value.end(), [](char c) { return IsDigit(c); });
    identifiers += value.size() >= kIdentifierSize && IsHexadecimal(value);
  }
  f->text = with_digits < 0.5 * distinct;
  f->identifier = identifiers > 0.9 * distinct;
}

double ChanceShare(const EncodedColumn& column) {
  const double expected = ExpectedRepeats(column), pairs = RepeatedPairs(column);
  if (expected > kLeastExpected && expected > kHandedOut * pairs) return 0;
  return std::min(1.0, expected / pairs);
}

}  // namespace

double CopyProbability(const KeyFeatures& f) {
  const double sum = -7.13 + 3.92 * f.proven - 1.09 * f.chance - 6.01 * f.agreement -
                     0.31 * f.text + 4.71 * f.identifier + 1.86 * f.sequence + 4.55 * f.nearby -
                     3.1 * f.beside + 4.98 * f.unique + 0.95 * f.largest + 0.25 * f.shared_key;
  return Sigmoid(sum);
}

double UniqueShare(const EncodedColumn& column) {
  uint32_t unique = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    unique += !column.blank[code] && column.counts[code] == 1;
  }
  return static_cast<double>(unique) / std::max(1u, column.filled);
}

KeyFeatures DescribeKey(const EncodedSample& sample, uint32_t at, const std::vector<double>& shares,
                        const std::vector<uint32_t>& repeated) {
  const EncodedColumn& column = sample.columns[at];
  KeyFeatures f;
  f.unique = shares[at];
  f.chance = ChanceShare(column);
  double rows = 0, largest = 0;
  for (const uint32_t code : repeated) {
    rows += column.counts[code];
    largest = std::max<double>(largest, column.counts[code]);
  }
  f.largest = largest / rows;
  const std::vector<Pair> pairs = PairsOf(column, repeated);
  double away = 0, beside = 0;
  for (const Pair& pair : pairs) {
    away += pair.b - pair.a;
    beside += pair.b - pair.a == 1;
  }
  const auto count = static_cast<double>(pairs.size());
  f.nearby = away < kNear * sample.rows * count;
  f.beside = beside / count;
  DescribeAgreement(sample, at, shares, pairs, &f);
  DescribeValues(column, &f);
  return f;
}

}  // namespace assay

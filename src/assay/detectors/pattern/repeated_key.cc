// repeated_key: a later row carries the value of an earlier one in a column whose values identify
// rows (numbers in sequence, identifiers, exact measurements, names).
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/shape.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr double kLeastUnique = 0.5;    // share of rows whose value is unique
constexpr double kLeastKeyness = 0.35;  // probability that the repetitions in the column are wrong
constexpr uint32_t kMostTwins = 20;     // rows of one value that are compared with a row
constexpr uint32_t kMostJudged = 2000;  // repeated rows that are compared at all
constexpr uint32_t kFillerRows = 5;     // a value of so many rows
constexpr uint32_t kFillerTimes = 3;    // and so many times more than any other stands for "none",
constexpr double kRim = 0.01;           // if at most this share of the numbers lies beyond it
constexpr double kAlike = 0.1;          // or of the texts looks like it
constexpr double kMostDates = 0.8;      // share of values; days are no keys

// What a column looks like, as far as it tells whether its repetitions are mistakes.
struct KeyFeatures {
  double unique = 0;  // share of rows with a unique value
  double guid = 0, precise = 0, monotone = 0, dense = 0, integer = 0, text = 0;
  double agreement = 0;   // of repeated rows with their best twin, over all other columns
  double agree_half = 0;  // share of repeated rows with an agreement above one half
  double twin_keys = 0;   // share of repeated rows that share another key value with a twin
  double other_keys = 0;  // other key columns that have a value in the row, at most 6
  double repeated = 0;    // share of rows with a repeated value
  double values = 0;      // repeated values
  double largest = 0;     // rows of the most repeated one
  double mean_count = 0;  // rows of the value, averaged over repeated rows
  double rows = 0;
};

// Logistic regression on columns of public tables with copied values.
double Keyness(const KeyFeatures& f) {
  const double sum = -1.654 + 2.551 * f.unique - 2.084 * std::max(0.0, f.unique - 0.9) * 10 +
                     2.571 * f.guid + 0.883 * f.precise + 0.375 * (f.monotone > 0.9) +
                     0.64 * f.monotone + 2.085 * f.dense - 0.381 * f.integer - 0.272 * f.text -
                     1.163 * f.agreement - 0.154 * f.agree_half + 2.535 * f.twin_keys -
                     0.15 * f.other_keys - 2.303 * f.repeated - 0.61 * std::log(f.values) +
                     0.979 * std::log(f.largest) - 1.036 * f.largest / (f.repeated * f.rows) -
                     0.163 * std::min(8.0, std::log(f.rows)) + 1.038 * f.unique * f.text -
                     0.986 * f.text * f.agreement - 0.637 * std::log(f.mean_count);
  return 1 / (1 + std::exp(-sum));
}

double UniqueShare(const EncodedColumn& column) {
  uint32_t unique = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    unique += !column.blank[code] && column.counts[code] == 1;
  }
  return static_cast<double>(unique) / std::max(1u, column.filled);
}

bool LooksLikeIdentifier(std::string_view value) {
  if (value.size() < 24) return false;
  return std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-' ||
           c == '{' || c == '}' || c == '(' || c == ')';
  });
}

size_t Decimals(std::string_view value, char decimal_mark) {
  const size_t point = value.rfind(decimal_mark);
  return point == std::string_view::npos ? 0 : value.size() - point - 1;
}

// Kind of values: identifiers, exact measurements, integers in a dense range, text.
void DescribeValues(const EncodedColumn& column, KeyFeatures* f) {
  double distinct = 0, numbers = 0, identifiers = 0, decimals = 0, least = 0, most = 0;
  bool integral = true;
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    ++distinct;
    identifiers += LooksLikeIdentifier(column.values[code]);
    const double number = column.numbers[code];
    decimals += static_cast<double>(Decimals(column.values[code], column.decimal_mark));
    if (std::isnan(number)) continue;
    least = numbers == 0 ? number : std::min(least, number);
    most = numbers == 0 ? number : std::max(most, number);
    integral &= number == std::floor(number);
    ++numbers;
  }
  const bool numeric = numbers >= 0.95 * distinct;
  f->integer = numeric && integral;
  f->dense = f->integer > 0 && numbers / (most - least + 1) > 0.5;
  f->precise = numeric && !integral && decimals / distinct >= 4;
  f->guid = identifiers / distinct > 0.9;
  f->text = !numeric && f->guid == 0;
  if (!numeric) return;
  double up = 0, down = 0, steps = 0;
  for (size_t row = 1; row < column.codes.size(); ++row) {
    const double step = column.numbers[column.codes[row]] - column.numbers[column.codes[row - 1]];
    if (std::isnan(step)) continue;
    ++steps;
    up += step > 0;
    down += step < 0;
  }
  f->monotone = steps > 0 ? std::max(up, down) / steps : 0;
}

// How much repeated rows agree with their twins elsewhere: true duplicates agree, copied keys do
// not.
void DescribeTwins(const EncodedSample& sample, uint32_t at, const std::vector<uint32_t>& keys,
                   KeyFeatures* f) {
  const EncodedColumn& column = sample.columns[at];
  const RowGroups groups = GroupRows(column.codes, static_cast<uint32_t>(column.values.size()));
  const double others = std::max<double>(1, static_cast<double>(sample.columns.size()) - 1);
  double judged = 0;
  for (uint32_t code = 0; code < column.values.size() && judged < kMostJudged; ++code) {
    if (column.blank[code] || column.counts[code] < 2) continue;
    const uint32_t from = groups.start[code], to = groups.start[code + 1];
    for (uint32_t i = from; i < to && judged < kMostJudged; ++i) {
      const uint32_t row = groups.order[i];
      double best = 0, filled = 0;
      for (uint32_t k = from; k < std::min(to, from + kMostTwins); ++k) {
        double same = 0;
        for (uint32_t c = 0; k != i && c < sample.columns.size(); ++c) {
          const auto& codes = sample.columns[c].codes;
          same += c != at && codes[groups.order[k]] == codes[row];
        }
        best = std::max(best, same / others);
      }
      bool shares = false;
      for (const uint32_t key : keys) {
        const auto& codes = sample.columns[key].codes;
        if (key == at || sample.columns[key].blank[codes[row]]) continue;
        ++filled;
        for (uint32_t k = from; k < std::min(to, from + kMostTwins); ++k) {
          shares |= k != i && codes[groups.order[k]] == codes[row];
        }
      }
      ++judged;
      f->agreement += best;
      f->agree_half += best > 0.5;
      f->twin_keys += shares;
      f->other_keys += filled;
    }
  }
  for (double* mean : {&f->agreement, &f->agree_half, &f->twin_keys, &f->other_keys})
    *mean /= judged;
  f->other_keys = std::min(6.0, f->other_keys);
}

struct Repeated {
  uint64_t first_row = 0;
  uint32_t count = 0;
};

struct KeyColumn {
  uint32_t column = 0;
  double keyness = 0;
  std::unordered_map<uint64_t, Repeated> repeated;  // by EncodedHash
};

class RepeatedKeyDetector final : public RowDetector {
 public:
  RepeatedKeyDetector(std::vector<KeyColumn> keys, std::vector<double> unique)
      : keys_(std::move(keys)), unique_(std::move(unique)) {}

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (size_t i = 0; i < keys_.size(); ++i) {
      const KeyColumn& key = keys_[i];
      const auto found = key.repeated.find(row.Hash(key.column));
      if (found == key.repeated.end() || found->second.first_row == row.row()) continue;
      const uint32_t count = found->second.count;
      Evidence e;
      e.code = Code::kDuplicateValue;
      e.confidence = std::max(0.5, key.keyness * (1 - 0.8 / count));
      e.expected = "a value that no other row has";
      e.message = fmt::format(
          "{:.0f} % of the column's values are unique, but {} rows have this one, whose other "
          "columns "
          "differ; row {} had it first.",
          100 * unique_[i], count, found->second.first_row);
      evidence->Add(key.column, std::move(e));
    }
  }

 private:
  std::vector<KeyColumn> keys_;
  std::vector<double> unique_;
};

// Whether no key could be such: a number at the rim of all numbers, a text of a form of its own.
bool StandsApart(const EncodedColumn& column, uint32_t code) {
  const double number = column.numbers[code];
  double below = 0, above = 0, alike = 0, others = 0;
  const std::string shape = CoarseShape(ShapeOf(column.values[code]));
  for (uint32_t other = 0; other < column.values.size(); ++other) {
    if (other == code || column.blank[other]) continue;
    ++others;
    below += column.numbers[other] < number;
    above += column.numbers[other] > number;
    if (std::isnan(number)) alike += CoarseShape(ShapeOf(column.values[other])) == shape;
  }
  return std::isnan(number) ? alike < kAlike * others : std::min(below, above) < kRim * others;
}

// The code of the one value that repeats far more than all others (0, -9999): a filler, no copied
// key.
uint32_t FillerOf(const EncodedColumn& column) {
  uint32_t most = 0, second = 1, filler = ValueIndex::kNone;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    if (column.counts[code] > most) {
      second = std::max(second, most);
      most = column.counts[code];
      filler = code;
    } else {
      second = std::max(second, column.counts[code]);
    }
  }
  const bool often = most >= kFillerRows && most >= kFillerTimes * second;
  return often && StandsApart(column, filler) ? filler : ValueIndex::kNone;
}

// Whether the values are days: two things may happen on one.
bool HoldsDates(const EncodedColumn& column) {
  uint32_t dates = 0, seen = 0;
  for (size_t code = 0; code < column.values.size() && seen < kMostJudged; ++code) {
    if (column.blank[code]) continue;
    ++seen;
    dates += ReadWrittenDate(column.values[code]).has_value();
  }
  return dates > kMostDates * seen;
}

bool LearnKey(const EncodedSample& sample, const RowSample& rows, uint32_t at, double unique,
              const std::vector<uint32_t>& keys, KeyColumn* key) {
  const EncodedColumn& column = sample.columns[at];
  KeyFeatures f;
  f.unique = unique;
  f.rows = sample.rows;
  const uint32_t filler = FillerOf(column);
  double repeated = 0, squares = 0;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const double count = column.counts[code];
    if (column.blank[code] || count < 2 || code == filler) continue;
    ++f.values;
    repeated += count;
    squares += count * count;
    f.largest = std::max(f.largest, count);
  }
  if (f.values == 0) return false;
  f.repeated = repeated / sample.rows;
  f.mean_count = squares / repeated;
  DescribeValues(column, &f);
  DescribeTwins(sample, at, keys, &f);
  key->keyness = Keyness(f);
  if (key->keyness < kLeastKeyness) return false;
  key->column = at;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t code = column.codes[row];
    if (column.blank[code] || column.counts[code] < 2 || code == filler) continue;
    key->repeated.try_emplace(EncodedHash(column.values[code]),
                              Repeated{rows.rows[row], column.counts[code]});
  }
  return true;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const RowSample& rows = context.table->sample;
  *skip_reason = !rows.complete ? "the table is larger than the sample that shows repetitions"
                                : "no column with nearly unique values repeats one wrongly";
  if (!rows.complete || rows.rows.size() < 8) return std::unique_ptr<RowDetector>();
  const EncodedSample& sample = *context.sample;
  std::vector<uint32_t> candidates;
  std::vector<double> shares(sample.columns.size());
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    shares[c] = UniqueShare(sample.columns[c]);
    if (shares[c] >= kLeastUnique && sample.columns[c].filled >= 0.5 * sample.rows &&
        !HoldsDates(sample.columns[c]))
      candidates.push_back(c);
  }
  std::vector<KeyColumn> keys;
  std::vector<double> unique;
  for (const uint32_t c : candidates) {
    KeyColumn key;
    if (!LearnKey(sample, rows, c, shares[c], candidates, &key)) continue;
    keys.push_back(std::move(key));
    unique.push_back(shares[c]);
  }
  if (keys.empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(
      std::make_unique<RepeatedKeyDetector>(std::move(keys), std::move(unique)));
}

constexpr Code kEmitted[] = {Code::kDuplicateValue};

constexpr Example kExamples[] = {
    {"a running number that was copied down", "",
     "id,name\n1,ash\n2,oak\n3,elm\n4,fir\n5,yew\n6,box\n7,pine\n8,lime\n3,holly\n10,beech\n11,"
     "birch\n"
     "12,rowan\n3,maple\n14,alder\n15,aspen\n",
     "8:0 12:0"},
    {"names that may well repeat", "",
     "name,town\nAnn,Ulm\nBob,Kiel\nEve,Jena\nAnn,Kiel\nBob,Ulm\nEve,Ulm\nAnn,Jena\nBob,Jena\n",
     ""},
    {"a filler where there is no number", "",
     "tank,holds,level\n4101,oil,85\n4102,air,26\n4103,gas,87\n-9999,gas,90\n4105,air,18\n"
     "4106,air,11\n4107,gas,43\n4108,air,39\n4109,oil,70\n-9999,air,80\n4111,gas,60\n"
     "4112,air,29\n4113,oil,91\n4114,oil,76\n-9999,gas,11\n4116,air,18\n4117,oil,85\n"
     "4118,oil,48\n4119,oil,44\n4120,gas,86\n-9999,air,59\n4122,air,64\n4123,gas,83\n"
     "4124,gas,27\n4125,gas,22\n4126,oil,27\n4127,gas,37\n-9999,gas,96\n4129,gas,90\n"
     "4130,gas,63\n4131,air,59\n4132,air,54\n4133,air,84\n-9999,gas,84\n4135,oil,53\n"
     "4136,air,13\n4137,gas,87\n4138,air,99\n4139,oil,99\n4140,gas,79\n4141,air,82\n"
     "-9999,oil,93\n4143,oil,91\n4144,air,44\n4145,gas,25\n4146,oil,71\n4147,air,71\n"
     "4148,oil,54\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kRepeatedKeyDetector;
constinit const DetectorType kRepeatedKeyDetector = {
    .name = "repeated_key",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary =
        "A row repeats the identifying value of an earlier row that is about something else.",
    .details =
        "A column with mostly unique values is a key when its values are identifiers, numbers "
        "in sequence or exact measurements, and when the rows that share a value agree in "
        "little else. The later rows of a value are flagged.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

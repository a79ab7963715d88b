// numeric_relation: columns that add up, multiply or keep a fixed factor in nearly all rows; the
// number that breaks such a relation is flagged and repaired from the others.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/number_range.h"
#include "assay/profile/numeric_relations.h"
#include "assay/profile/rate_relations.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kMostConfidence = 0.97;

std::string WriteNumber(double value, std::string_view like, char mark) {
  const size_t decimals = WrittenDecimals(like, mark);
  return WithDecimalMark(decimals == 0 && value != std::floor(value)
                             ? fmt::format("{:.6g}", value)
                             : fmt::format("{:.{}f}", value, decimals),
                         mark);
}

// What a relation says of one row: for each of its cells the value that would keep it.
struct Broken {
  const NumericRelation* relation = nullptr;
  uint32_t columns[3] = {};
  double repaired[3] = {};
  int cells = 0;
};

class NumericRelationDetector final : public RowDetector {
 public:
  NumericRelationDetector(std::vector<NumericRelation> relations, std::vector<RateRelation> rates,
                          std::vector<std::string> names, std::vector<NumberRange> ranges,
                          std::vector<char> marks)
      : relations_(std::move(relations)),
        rates_(std::move(rates)),
        names_(std::move(names)),
        ranges_(std::move(ranges)),
        marks_(std::move(marks)) {}

  void Check(const RowView& row, RowEvidence* evidence) const override {
    std::vector<Broken> broken;
    std::vector<uint32_t> sound;  // columns in relations that this row keeps
    for (const NumericRelation& r : relations_) {
      const double a = NumberIn(row, r.a), b = NumberIn(row, r.b), c = NumberIn(row, r.c);
      if (std::isnan(a) || std::isnan(b) || std::isnan(c)) continue;
      if (r.Keeps(a, b, c)) {
        if (a != 0 && b != 0) sound.insert(sound.end(), {r.a, r.b, r.c});
      } else if (r.Breaks(a, b, c)) {
        broken.push_back(Describe(r, a, b, c));
      }
    }
    if (!broken.empty()) Blame(row, broken, sound, evidence);
  }

 private:
  double NumberIn(const RowView& row, uint32_t column) const {
    return ReadNumber(row.Value(column), marks_[column]);
  }

  static Broken Describe(const NumericRelation& r, double a, double b, double c) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    Broken broken{&r, {r.c, r.a, r.b}, {r.Predict(a, b), 0, 0}, 3};
    switch (r.kind) {
      case NumericRelation::Kind::kSum:
        broken.repaired[1] = c - b;
        broken.repaired[2] = c - a;
        break;
      case NumericRelation::Kind::kProduct:
        broken.repaired[1] = b != 0 ? c / (b * r.factor) : kNone;
        broken.repaired[2] = a != 0 ? c / (a * r.factor) : kNone;
        break;
      case NumericRelation::Kind::kFactor:
        broken.repaired[1] = c / r.factor;
        broken.cells = 2;
        break;
    }
    return broken;
  }

  // How well `value` explains the cell as a slip of `repaired`, larger is better.
  double Plausibility(uint32_t column, std::string_view text, double value, double repaired) const {
    if (std::isnan(repaired) || !std::isfinite(repaired)) return -10;
    const NumberRange& range = ranges_[column];
    double score = std::min(3.0, range.Outside(value)) - std::min(3.0, range.Outside(repaired));
    if (range.low >= 0 && (value < 0) != (repaired < 0)) score += value < 0 ? 1 : -2;
    const std::string written = WriteNumber(repaired, text, marks_[column]);
    if (SpellingDistance(text, written, 1) <= 1) score += 1.5;
    if (value != 0 && repaired != 0) {
      const double power = std::log10(std::abs(repaired / value));
      if (std::abs(power) > 0.5 && std::abs(power - std::round(power)) < 0.01) score += 2;
    }
    if (std::abs(ReadNumber(written, marks_[column]) - repaired) > 0.002 * std::abs(repaired))
      score -= 1;  // the column's precision can't write it
    return score;
  }

  // What the rates that kinds of rows have say of a cell: it keeps them as it stands, or repaired.
  double RateScore(const RowView& row, uint32_t column, double repaired) const {
    double score = 0;
    for (const RateRelation& r : rates_) {
      const auto rate = r.rates.find(row.Hash(r.kind));
      if ((column != r.a && column != r.c) || rate == r.rates.end()) continue;
      const double a = NumberIn(row, r.a), c = NumberIn(row, r.c);
      if (r.Keeps(a, rate->second, c)) {
        score -= 2;
      } else if (r.Keeps(column == r.a ? repaired : a, rate->second,
                         column == r.c ? repaired : c)) {
        score += 2;
      }
    }
    return score;
  }

  void Blame(const RowView& row, const std::vector<Broken>& broken,
             const std::vector<uint32_t>& sound, RowEvidence* evidence) const {
    // The cell that most broken relations share, kept relations speaking for it.
    const Broken* best = nullptr;
    int at = 0;
    double best_score = 0, second = -1e9;
    for (const Broken& b : broken) {
      for (int i = 0; i < b.cells; ++i) {
        const std::string text(row.Value(b.columns[i]));
        double score =
            Plausibility(b.columns[i], text, NumberIn(row, b.columns[i]), b.repaired[i]) +
            (i == 0 ? 0.4 : 0);
        for (const Broken& other : broken) {
          for (int k = 0; k < other.cells; ++k) score += other.columns[k] == b.columns[i] ? 1 : 0;
        }
        score += RateScore(row, b.columns[i], b.repaired[i]);
        score -= 2.0 * static_cast<double>(std::count(sound.begin(), sound.end(), b.columns[i]));
        if (best == nullptr || score > best_score) {
          if (best != nullptr && best->columns[at] != b.columns[i])
            second = std::max(second, best_score);
          best = &b;
          at = i;
          best_score = score;
        } else if (best->columns[at] != b.columns[i]) {
          second = std::max(second, score);
        }
      }
    }
    Report(row, *best, at, best_score - second, evidence);
  }

  void Report(const RowView& row, const Broken& broken, int at, double margin,
              RowEvidence* evidence) const {
    const NumericRelation& r = *broken.relation;
    const uint32_t column = broken.columns[at];
    const std::string_view text = row.Value(column);
    Evidence e;
    e.code = Code::kRelationViolation;
    const double share = (r.kept + 1.0) / (r.rows + 2.0);
    e.confidence =
        std::min(kMostConfidence, share * (0.45 + 0.5 * std::clamp(margin, 0.0, 2.0) / 2));
    e.expected = WriteNumber(broken.repaired[at], text, marks_[column]);
    e.suggestion = e.expected;
    e.has_suggestion = true;
    e.message = fmt::format("{} in {} of {} rows; here that would make it {}.", Formula(r), r.kept,
                            r.rows, e.expected);
    evidence->Add(column, std::move(e));
  }

  std::string Formula(const NumericRelation& r) const {
    switch (r.kind) {
      case NumericRelation::Kind::kSum:
        return fmt::format("{} = {} + {}", names_[r.c], names_[r.a], names_[r.b]);
      case NumericRelation::Kind::kProduct:
        return fmt::format("{} = {}{} × {}", names_[r.c], r.factor == 1 ? "" : "1 % of ",
                           names_[r.a], names_[r.b]);
      case NumericRelation::Kind::kFactor:
        return fmt::format("{} = {:.6g} × {}", names_[r.c], r.factor, names_[r.a]);
    }
    return "";
  }

  std::vector<NumericRelation> relations_;
  std::vector<RateRelation> rates_;
  std::vector<std::string> names_;
  std::vector<NumberRange> ranges_;
  std::vector<char> marks_;  // before fractions, by column
};

std::vector<NumberRange> RangesOf(const EncodedSample& sample) {
  std::vector<NumberRange> ranges;
  for (const EncodedColumn& column : sample.columns) {
    std::vector<double> known;
    for (const uint32_t code : column.codes) {
      if (!std::isnan(column.numbers[code])) known.push_back(column.numbers[code]);
    }
    ranges.push_back(RangeOfNearlyAll(std::move(known)));
  }
  return ranges;
}

// The pairs of columns that sums have: a part may be a rate of another part.
std::vector<NumberPair> PairsOfSums(const std::vector<NumericRelation>& relations) {
  std::vector<NumberPair> pairs;
  for (const NumericRelation& r : relations) {
    if (r.kind != NumericRelation::Kind::kSum) continue;
    pairs.push_back({r.a, r.b, r.unit_a, r.unit_b});
    pairs.push_back({r.b, r.a, r.unit_b, r.unit_a});
  }
  return pairs;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no columns add up, multiply or keep a fixed factor";
  std::vector<NumericRelation> relations = FindNumericRelations(*context.sample);
  if (relations.empty()) return std::unique_ptr<RowDetector>();
  std::vector<char> marks;
  for (const EncodedColumn& column : context.sample->columns) marks.push_back(column.decimal_mark);
  std::vector<RateRelation> rates = FindRateRelations(*context.sample, PairsOfSums(relations));
  return std::unique_ptr<RowDetector>(std::make_unique<NumericRelationDetector>(
      std::move(relations), std::move(rates), ColumnNames(*context.table),
      RangesOf(*context.sample), std::move(marks)));
}

constexpr Code kEmitted[] = {Code::kRelationViolation};

constexpr Example kExamples[] = {
    {"a total that is not the sum of its parts", "",
     "net,tax,gross\n"
     "100,19,119\n210,39.9,249.9\n55,10.45,65.45\n80,5.6,85.6\n33,6.27,39.27\n120,22.8,142.8\n75,5."
     "25,80.25\n"
     "400,76,476\n61,11.59,72.59\n99,18.81,117.81\n140,26.6,166.6\n18,1.26,19.26\n220,41.8,261.8\n"
     "47,8.93,55.93\n310,58.9,368.9\n64,12.16,76.16\n85,5.95,90.95\n150,28.5,1785\n29,5.51,34.51\n"
     "510,96.9,606.9\n12,0.84,12.84\n77,14.63,91.63\n93,17.67,110.67\n260,49.4,309.4\n",
     "17:2"},
    {"numbers that have nothing to do with each other", "",
     "a,b,c\n1,9,4\n2,7,11\n3,5,8\n4,3,1\n5,2,13\n6,8,2\n7,1,17\n8,6,5\n9,4,3\n10,12,6\n11,15,"
     "7\n12,11,19\n"
     "13,14,9\n14,10,21\n15,13,10\n16,18,12\n17,16,14\n18,20,15\n19,17,16\n20,19,18\n21,22,20\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kNumericRelationDetector;
constinit const DetectorType kNumericRelationDetector = {
    .name = "numeric_relation",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Numbers of a row break a sum, product or fixed factor that nearly all rows keep.",
    .details =
        "Tries c = a + b, c = a · b (or a hundredth of it) and c = factor · a for all numeric "
        "columns of the sample and "
        "keeps what at least nine of ten rows keep. In a row that breaks one, the cell is flagged "
        "whose repair is most plausible: in the column's range, a digit or a power of ten away, "
        "and not part of a relation that the row keeps; where a part of a sum is another part "
        "times "
        "the rate of its kind of rows (a tax), the cell whose repair keeps the rate.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

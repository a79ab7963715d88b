// group_outlier: a number that is usual in its column and far out among the rows of its own kind.
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/group_levels.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 60;
constexpr double kNumericColumn = 0.9;
constexpr uint32_t kLeastNumbers = 15;  // distinct ones
constexpr double kIdentifier = 0.97;    // share of integers that no other row has
constexpr uint32_t kMostGroups = 1000;
constexpr uint32_t kMostNumberedGroups = 60;
constexpr size_t kMostPairs = 12;  // of a column of numbers and one of groups
constexpr uint32_t kMostNumberColumns = 24;
constexpr uint32_t kMostGroupColumns = 16;
constexpr double kLeastConfidence = 0.5, kMostConfidence = 0.93;
constexpr double kCodesOfGroup = 5;      // at most, on average
constexpr double kRowsOfCode = 4;        // at least, on average
constexpr double kCodedRows = 0.9;       // share of the rows that have one of them
constexpr double kHardConfidence = 0.8;  // at the hard limit
constexpr double kClearConfidence = 0.97;
constexpr uint32_t kRecurring = 4;  // rows with one number

class GroupOutlierDetector final : public RowDetector {
 public:
  GroupOutlierDetector(std::vector<GroupLevels> learned, const EncodedSample& sample,
                       std::vector<std::string> names)
      : learned_(std::move(learned)), names_(std::move(names)) {
    for (const GroupLevels& levels : learned_) {
      reads_.insert(reads_.end(), {levels.column, levels.group});
      auto& recurring = recurring_.emplace_back();
      if (levels.clear <= 0) continue;
      const EncodedColumn& column = sample.columns[levels.column];
      for (size_t code = 0; code < column.values.size(); ++code)
        if (column.counts[code] >= kRecurring) recurring.insert(EncodedHash(column.values[code]));
    }
    std::sort(reads_.begin(), reads_.end());
    reads_.erase(std::unique(reads_.begin(), reads_.end()), reads_.end());
  }

  std::span<const uint32_t> Reads() const override { return reads_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (size_t i = 0; i < learned_.size(); ++i) {
      const GroupLevels& levels = learned_[i];
      const auto level = levels.levels.find(row.Hash(levels.group));
      if (level == levels.levels.end()) continue;
      const double distance = levels.DistanceOf(
          level->second, ReadNumber(row.Value(levels.column), levels.decimal_mark));
      if (std::abs(distance) <= levels.limit.soft) continue;
      // A number that several rows have may be right, and its group wrong.
      const bool clear = levels.clear > 0 && std::abs(distance) >= levels.clear &&
                         !recurring_[i].contains(row.Hash(levels.column));
      Report(row, levels, level->second, distance, clear, evidence);
    }
  }

 private:
  void Report(const RowView& row, const GroupLevels& levels, const GroupLevel& level,
              double distance, bool clear, RowEvidence* evidence) const {
    const double far = std::abs(distance);
    const double width = std::max(1e-9, levels.limit.hard - levels.limit.soft);
    const double confidence = far < levels.limit.hard
                                  ? kLeastConfidence + (kHardConfidence - kLeastConfidence) *
                                                           (far - levels.limit.soft) / width
                                  : kHardConfidence + 0.05 * std::log2(far / levels.limit.hard);
    const auto unscaled = [&](double x) { return levels.logarithmic ? std::exp(x) : x; };
    const double reach = 2 * level.deviation;
    Evidence e = MakeEvidence(
        Code::kConditionalOutlier, clear ? kClearConfidence : std::min(confidence, kMostConfidence),
        fmt::format(
            "Among the {} rows with {} {}, {} is usually {:.4g} to {:.4g}, {:.4g} in the middle; "
            "this one lies {:.0f} deviations away.",
            level.rows, names_[levels.group], Excerpt(row.Value(levels.group)),
            names_[levels.column], unscaled(level.middle - reach), unscaled(level.middle + reach),
            unscaled(level.middle), far),
        fmt::format("about {:.4g} to {:.4g}", unscaled(level.middle - reach),
                    unscaled(level.middle + reach)));
    e.beside = levels.group;
    evidence->Add(levels.column, std::move(e));
  }

  std::vector<GroupLevels> learned_;
  // Numbers, by the same index; only of levels that some distance is clear of.
  std::vector<std::unordered_set<uint64_t>> recurring_;
  std::vector<std::string> names_;
  std::vector<uint32_t> reads_;
};

// Integers that are nearly all different number things; they have no level.
bool IsMeasure(const EncodedColumn& column) {
  if (column.filled < kLeastRows || column.numeric < kNumericColumn * column.filled) return false;
  if (column.filled_distinct < kLeastNumbers) return false;
  if (column.filled_distinct < kIdentifier * column.filled) return true;
  return std::any_of(column.numbers.begin(), column.numbers.end(), [](double number) {
    return !std::isnan(number) && number != std::floor(number);
  });
}

// Whether each group has a few whole numbers of its own again and again: area codes of a state.
// Such numbers are names, and a far one says no more than any other.
bool AreCodes(const EncodedSample& sample, const GroupLevels& levels) {
  const EncodedColumn &numbers = sample.columns[levels.column],
                      &groups = sample.columns[levels.group];
  std::unordered_map<uint64_t, uint32_t> pairs;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const double number = numbers.numbers[numbers.codes[row]];
    if (number != std::floor(number)) return false;
    ++pairs[MixCode(numbers.codes[row], groups.codes[row])];
  }
  double codes = 0, rows = 0;
  for (const auto& [pair, count] : pairs) {
    if (count <= 2) continue;
    ++codes;
    rows += count;
  }
  return rows >= kCodedRows * sample.rows && codes <= kCodesOfGroup * groups.filled_distinct &&
         codes * kRowsOfCode <= rows;
}

// Names, or a few whole numbers that could be names.
bool TellsGroups(const EncodedSample& sample, const EncodedColumn& column) {
  const bool numbers = column.numeric > 0.5 * column.filled;
  const bool whole = std::none_of(column.numbers.begin(), column.numbers.end(), [](double number) {
    return !std::isnan(number) && number != std::floor(number);
  });
  const uint32_t most = numbers ? kMostNumberedGroups : kMostGroups;
  return column.filled >= 0.8 * sample.rows && column.filled_distinct >= 2 &&
         column.filled_distinct <= most && (!numbers || whole) &&
         column.filled_distinct * 12 <= sample.rows;
}

// The best groups of each column of numbers.
std::vector<GroupLevels> Learn(const EncodedSample& sample) {
  std::vector<uint32_t> groups;
  for (uint32_t c = 0; c < sample.columns.size() && groups.size() < kMostGroupColumns; ++c) {
    if (TellsGroups(sample, sample.columns[c])) groups.push_back(c);
  }
  std::vector<GroupLevels> learned;
  uint32_t tried = 0;
  for (uint32_t c = 0; c < sample.columns.size() && tried < kMostNumberColumns; ++c) {
    if (!IsMeasure(sample.columns[c])) continue;
    ++tried;
    GroupLevels best;
    for (const uint32_t group : groups) {
      GroupLevels levels;
      if (group == c || !LearnGroupLevels(sample, c, group, &levels)) continue;
      if (AreCodes(sample, levels)) continue;
      if (levels.explained > best.explained) best = std::move(levels);
    }
    if (best.explained > 0 && learned.size() < kMostPairs) learned.push_back(std::move(best));
  }
  return learned;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no column tells groups of rows whose numbers lie close together";
  if (context.sample->rows < kLeastRows) return std::unique_ptr<RowDetector>();
  std::vector<GroupLevels> learned = Learn(*context.sample);
  if (learned.empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::make_unique<GroupOutlierDetector>(
      std::move(learned), *context.sample, ColumnNames(*context.table)));
}

constexpr Code kEmitted[] = {Code::kConditionalOutlier};

constexpr Example kExamples[] = {
    {"a book as heavy as a chair", "",
     "grams,content\n446,book\n9125,chair\n322,mug\n414,book\n9716,chair\n268,mug\n"
     "512,book\n9919,chair\n335,mug\n465,book\n10034,chair\n305,mug\n459,book\n"
     "9885,chair\n287,mug\n470,book\n10210,chair\n311,mug\n468,book\n11087,chair\n"
     "311,mug\n463,book\n9894,chair\n300,mug\n469,book\n9594,chair\n348,mug\n481,book\n"
     "9903,chair\n323,mug\n538,book\n9668,chair\n298,mug\n551,book\n8942,chair\n303,mug\n"
     "499,book\n11143,chair\n292,mug\n410,book\n10189,chair\n300,mug\n9620,book\n"
     "10071,chair\n314,mug\n488,book\n9546,chair\n334,mug\n523,book\n9819,chair\n302,mug\n"
     "501,book\n10081,chair\n291,mug\n467,book\n10417,chair\n308,mug\n471,book\n"
     "9925,chair\n309,mug\n480,book\n8665,chair\n343,mug\n486,book\n9285,chair\n328,mug\n"
     "489,book\n9810,chair\n329,mug\n545,book\n10126,chair\n339,mug\n542,book\n"
     "9200,chair\n300,mug\n502,book\n8796,chair\n305,mug\n517,book\n10413,chair\n321,mug\n"
     "425,book\n11182,chair\n320,mug\n502,book\n10091,chair\n278,mug\n439,book\n"
     "9085,chair\n346,mug\n",
     "42:0"},
    {"things of one kind weigh much the same", "",
     "grams,content\n446,book\n9125,chair\n322,mug\n414,book\n9716,chair\n268,mug\n"
     "512,book\n9919,chair\n335,mug\n465,book\n10034,chair\n305,mug\n459,book\n"
     "9885,chair\n287,mug\n470,book\n10210,chair\n311,mug\n468,book\n11087,chair\n"
     "311,mug\n463,book\n9894,chair\n300,mug\n469,book\n9594,chair\n348,mug\n481,book\n"
     "9903,chair\n323,mug\n538,book\n9668,chair\n298,mug\n551,book\n8942,chair\n303,mug\n"
     "499,book\n11143,chair\n292,mug\n410,book\n10189,chair\n300,mug\n469,book\n"
     "10071,chair\n314,mug\n488,book\n9546,chair\n334,mug\n523,book\n9819,chair\n302,mug\n"
     "501,book\n10081,chair\n291,mug\n467,book\n10417,chair\n308,mug\n471,book\n"
     "9925,chair\n309,mug\n480,book\n8665,chair\n343,mug\n486,book\n9285,chair\n328,mug\n"
     "489,book\n9810,chair\n329,mug\n545,book\n10126,chair\n339,mug\n542,book\n"
     "9200,chair\n300,mug\n502,book\n8796,chair\n305,mug\n517,book\n10413,chair\n321,mug\n"
     "425,book\n11182,chair\n320,mug\n502,book\n10091,chair\n278,mug\n439,book\n"
     "9085,chair\n346,mug\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kGroupOutlierDetector;
constinit const DetectorType kGroupOutlierDetector = {
    .name = "group_outlier",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A number that is usual in its column and far out among the rows of its own kind.",
    .details =
        "For each column of numbers, the column of groups within which the numbers spread least, "
        "at "
        "most half as far as over all. Distances from a group's median are counted in its median "
        "deviations, in logarithms where deviations grow with levels. The limit continues the tail "
        "of all distances to where none is expected. Far numbers that repeat within a group, or "
        "are "
        "many, are a legal second level. One behind a wide gap in the distances, whose tail falls "
        "like noise, is nearly sure, unless other rows have the same number: then its group may be "
        "wrong.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// series_spike: one value of a smooth series (a sensor, a running number) that leaps away from its
// neighbours, which agree with each other.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/median.h"
#include "assay/profile/series_layout.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr size_t kLeastPoints = 30;
constexpr double kMostlyNumbers = 0.9;   // share of the filled rows
constexpr double kMostRoughness = 0.35;  // median step over median distance from the median
constexpr double kScales = 8;            // a leap is this many robust deviations of the residuals
constexpr double kTails = 4;             // and this many times their 90th percentile
constexpr double kGap = 2.5;          // and no residual lies between a leap and a leap through this
constexpr double kLarge = 4;          // times the usual residual: more than noise
constexpr double kMostSteps = 0.02;   // of the points
constexpr double kFewPoints = 20;     // that say little of a series' own scale
constexpr double kMostSpikes = 0.06;  // of the points; more is how the series behaves

// Integers that are nearly all different: numbers of things, where a leap means nothing.
bool IsIdentifier(const EncodedColumn& column, const std::vector<double>& numbers) {
  if (column.filled_distinct < 0.9 * column.filled) return false;
  return std::all_of(numbers.begin(), numbers.end(), [](double number) {
    return std::isnan(number) || number == std::floor(number);
  });
}

double ShareOfNumbers(const EncodedColumn& column, const std::vector<double>& numbers) {
  double rows = 0;
  for (size_t code = 0; code < numbers.size(); ++code)
    rows += std::isnan(numbers[code]) ? 0 : column.counts[code];
  return rows / std::max(1U, column.filled);
}

struct Spike {
  uint32_t row = 0, row_before = 0;  // of the same series
  double value = 0;
  double before = 0, after = 0;
  double usual = 0;   // the median of the neighbours
  double factor = 0;  // how far beyond the limit it leaps, at least 1
};

// The median of up to three neighbours on each side.
double NeighbourMedian(const std::vector<double>& values, size_t i) {
  std::vector<double> near;
  for (size_t k = i < 3 ? 0 : i - 3; k <= std::min(values.size() - 1, i + 3); ++k) {
    if (k != i) near.push_back(values[k]);
  }
  std::sort(near.begin(), near.end());
  const size_t half = near.size() / 2;
  return near.size() % 2 == 1 ? near[half] : (near[half - 1] + near[half]) / 2;
}

// The least leap: far beyond the usual residuals, with an empty gap below it, so that a series
// whose leaps come in all sizes has none. 0 when there is no such gap.
double LeapLimit(std::vector<double> residuals) {
  const double usual =
      std::max(kScales * 1.4826 * Median(residuals), kTails * Quantile(residuals, 0.9));
  std::sort(residuals.begin(), residuals.end(), std::greater<>());
  const auto most = static_cast<size_t>(kMostSpikes * static_cast<double>(residuals.size()));
  double limit = 0;
  for (size_t i = 0; i < most && residuals[i] >= usual; ++i) {
    if (residuals[i] >= kGap * residuals[i + 1]) limit = std::max(usual, residuals[i] / 1.5);
  }
  return limit;
}

// Whether the level changes here, from the five points before to the five after, by half a leap:
// no telling what is a spike.
bool IsAtStep(const std::vector<double>& values, size_t i, double leap) {
  constexpr std::ptrdiff_t kAround = 5;  // more than twice the longest burst less one
  if (i < kAround || i + kAround >= values.size()) return false;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(i);
  return std::abs(Median({at - kAround, at}) - Median({at + 1, at + 1 + kAround})) > leap / 2;
}

// Distance of each point from its neighbours' median, by series; and the median of them.
struct Residuals {
  std::vector<double> values;
  double scale = 0;
};

std::vector<Residuals> ResidualsOf(const SeriesLayout& layout) {
  std::vector<Residuals> all;
  std::vector<double> pooled;
  for (const Series& series : layout.series) {
    Residuals& residuals = all.emplace_back();
    for (size_t i = 0; i < series.values.size(); ++i)
      residuals.values.push_back(std::abs(series.values[i] - NeighbourMedian(series.values, i)));
    pooled.insert(pooled.end(), residuals.values.begin(), residuals.values.end());
  }
  // Series of different scales are measured each by its own; a short one is like the others.
  const double usual = Median(std::move(pooled));
  for (Residuals& residuals : all) {
    const auto points = static_cast<double>(residuals.values.size());
    residuals.scale =
        (points * Median(residuals.values) + kFewPoints * usual) / (points + kFewPoints);
    if (residuals.scale <= 0) residuals.scale = 1;
  }
  return all;
}

// Whether most of up to three neighbours on each side are near the usual value: a reading that
// stands alone, or one of a short burst.
bool StandsOut(const std::vector<double>& values, size_t i, double usual, double leap) {
  size_t near = 0, all = 0;
  for (size_t k = i < 3 ? 0 : i - 3; k <= std::min(values.size() - 1, i + 3); ++k) {
    if (k == i) continue;
    ++all;
    near += std::abs(values[k] - usual) <= leap / 4;
  }
  const double nearest = std::min(std::abs(values[i - 1] - usual), std::abs(values[i + 1] - usual));
  return nearest <= leap / 4 && all >= 4 && 3 * near >= 2 * all;
}

// The least leap in multiples of a series' scale; 0: there is none. Where the level changes now and
// then, the changes are left out; a series that changes all the time has no level.
double LeastLeap(const SeriesLayout& layout, const std::vector<Residuals>& residuals) {
  std::vector<double> scaled, steps;
  for (size_t s = 0; s < residuals.size(); ++s) {
    const double scale = residuals[s].scale;
    for (size_t i = 0; i < residuals[s].values.size(); ++i) {
      const double leap = residuals[s].values[i];
      const bool step = leap > kLarge * scale && IsAtStep(layout.series[s].values, i, leap);
      (step ? steps : scaled).push_back(leap / scale);
    }
  }
  const auto points = static_cast<double>(scaled.size() + steps.size());
  if (static_cast<double>(steps.size()) > kMostSteps * points)
    scaled.insert(scaled.end(), steps.begin(), steps.end());
  return scaled.size() < kLeastPoints ? 0 : LeapLimit(std::move(scaled));
}

std::vector<Spike> FindSpikes(const SeriesLayout& layout) {
  const std::vector<Residuals> residuals = ResidualsOf(layout);
  const double least = LeastLeap(layout, residuals);
  std::vector<Spike> spikes;
  if (least <= 0) return spikes;
  for (size_t s = 0; s < residuals.size(); ++s) {
    const auto& v = layout.series[s].values;
    const double limit = least * residuals[s].scale;
    for (size_t i = 1; i + 1 < v.size(); ++i) {
      const double usual = NeighbourMedian(v, i), leap = residuals[s].values[i];
      if (leap < limit || !StandsOut(v, i, usual, leap) || IsAtStep(v, i, leap)) continue;
      const auto& rows = layout.series[s].rows;
      spikes.push_back({rows[i], rows[i - 1], v[i], v[i - 1], v[i + 1], usual, leap / limit});
    }
  }
  return spikes;
}

// The value with its decimal point or sign put right, when that brings it near its neighbours.
std::optional<std::string> Rescaled(const Spike& spike, char decimal_mark) {
  if (spike.usual == 0 || spike.value == 0) return std::nullopt;
  for (const double factor : {10.0, 100.0, 1000.0, 0.1, 0.01, 0.001, -1.0}) {
    const double repaired = spike.value / factor;
    if (std::abs(repaired - spike.usual) < 0.1 * std::abs(spike.usual))
      return WithDecimalMark(fmt::format("{:.10g}", repaired), decimal_mark);
  }
  return std::nullopt;
}

Evidence Explain(const Spike& spike, std::string_view before, const std::string& series,
                 char decimal_mark) {
  Evidence e;
  e.code = Code::kSpike;
  e.confidence = std::clamp(0.5 + 0.2 * std::log2(spike.factor), 0.5, 0.95);
  e.expected = fmt::format("about {:.6g}", spike.usual);
  if (const auto rescaled = Rescaled(spike, decimal_mark)) {
    e.suggestion = *rescaled;
    e.has_suggestion = true;
  } else if (spike.before == spike.after) {
    e.suggestion = before;
    e.has_suggestion = true;
  }
  e.message = fmt::format(
      "The series{} is at {:.6g} before and {:.6g} after this row; {:.6g} leaps {:.1f} "
      "times further than its usual steps allow.",
      series, spike.before, spike.after, spike.value, spike.factor);
  return e;
}

// " of station 'north', quantity 'wind'".
std::string NameOf(const SeriesLayout& layout, const DetectorContext& context, uint32_t row) {
  std::string name;
  for (const uint32_t key : layout.keys) {
    const EncodedColumn& column = context.sample->columns[key];
    name += fmt::format("{}{} {}", name.empty() ? " of " : ", ", context.table->columns[key].name,
                        Excerpt(column.values[column.codes[row]]));
  }
  return name;
}

void MarkSpikes(const DetectorContext& context, uint32_t c, MarkedCells* marked) {
  const EncodedSample& sample = *context.sample;
  const EncodedColumn& column = sample.columns[c];
  if (column.filled_distinct < 10) return;
  const std::vector<double> numbers = SeriesNumbers(column);
  if (IsIdentifier(column, numbers) || ShareOfNumbers(column, numbers) < kMostlyNumbers) return;
  const SeriesLayout layout = SmoothestLayout(sample, c, numbers);
  if (layout.roughness > kMostRoughness) return;
  for (const Spike& spike : FindSpikes(layout)) {
    const std::string series = NameOf(layout, context, spike.row);
    const auto& cells = context.table->sample.columns[c];
    marked->Mark(context.table->sample.rows[spike.row], c,
                 Explain(spike, cells[spike.row_before], series, column.decimal_mark));
  }
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const EncodedSample& sample = *context.sample;
  *skip_reason = sample.complete ? "no column is a smooth series with leaps in it"
                                 : "the table is larger than the sample that shows series";
  auto marked = std::make_unique<MarkedCells>();
  if (!sample.complete || sample.rows < kLeastPoints) return std::unique_ptr<RowDetector>();
  for (uint32_t c = 0; c < sample.columns.size(); ++c) MarkSpikes(context, c, marked.get());
  if (marked->empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(marked));
}

constexpr Code kEmitted[] = {Code::kSpike};

constexpr Example kExamples[] = {
    {"one reading lost its decimal point", "",
     "time,degrees\n"
     "1,20.1\n2,20.3\n3,20.2\n4,20.5\n5,20.8\n6,21.1\n7,21.0\n8,21.4\n9,21.9\n10,22.3\n11,22.4\n12,"
     "22.8\n"
     "13,23.1\n14,23.0\n15,234.0\n16,23.6\n17,23.9\n18,24.1\n19,24.0\n20,24.4\n21,24.6\n22,24."
     "5\n23,24.9\n"
     "24,25.1\n25,25.0\n26,25.3\n27,25.5\n28,25.4\n29,25.8\n30,26.0\n31,26.1\n32,26.0\n",
     "14:1"},
    {"values in no order", "",
     "id,price\n1,5\n2,90\n3,7\n4,55\n5,3\n6,70\n7,12\n8,99\n9,1\n10,60\n11,14\n12,80\n13,2\n14,"
     "75\n15,9\n"
     "16,66\n17,4\n18,88\n19,11\n20,58\n21,6\n22,93\n23,13\n24,77\n25,8\n26,61\n27,10\n28,84\n29,"
     "15\n30,900\n"
     "31,5\n32,64\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kSeriesSpikeDetector;
constinit const DetectorType kSeriesSpikeDetector = {
    .name = "series_spike",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A value of a smooth series leaps away from neighbours that agree with each other.",
    .details =
        "A numeric column is a series when its steps from row to row (or from row to row of equal "
        "values of one or two other columns: a station, and its sensor) are small against its "
        "spread. A value is a spike when it lies "
        "further from the median of its six neighbours than eight robust deviations and four "
        "times the 90th percentile of all such distances, and no distance comes near its own; "
        "series of different scales are measured each by its own. Where the level changes for "
        "good, "
        "nothing is flagged.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

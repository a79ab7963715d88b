// series_spike: one value of a smooth series (a sensor, a running number) that leaps away from its
// neighbours, which agree with each other.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr size_t kLeastPoints = 30;
constexpr size_t kLeastGroup = 8;        // rows of a group that make a series of their own
constexpr double kMostRoughness = 0.35;  // median step over median distance from the median
constexpr double kScales = 8;            // a leap is this many robust deviations of the residuals
constexpr double kTails = 4;             // and this many times their 90th percentile
constexpr double kGap = 2.5;          // and no residual lies between a leap and a leap through this
constexpr double kMostSpikes = 0.06;  // of the points; more is how the series behaves

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double Quantile(std::vector<double> values, double q) {
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// The points of one series in order.
struct Series {
  std::vector<uint32_t> rows;  // of the sample
  std::vector<double> values;
};

// All series of a column under one order of its rows, and how smooth they are.
struct Layout {
  std::vector<Series> series;
  int group = -1;  // the column that tells them apart; -1: one series in row order
  double roughness = 1e9;
};

double RoughnessOf(const std::vector<Series>& all) {
  std::vector<double> steps, spreads;
  for (const Series& series : all) {
    const double middle = Median(series.values);
    for (size_t i = 0; i < series.values.size(); ++i) {
      spreads.push_back(std::abs(series.values[i] - middle));
      if (i > 0) steps.push_back(std::abs(series.values[i] - series.values[i - 1]));
    }
  }
  const double spread = Median(std::move(spreads));
  return spread > 0 && steps.size() >= kLeastPoints ? Median(std::move(steps)) / spread : 1e9;
}

Layout LayoutOf(const EncodedSample& sample, uint32_t column, int group) {
  const EncodedColumn& c = sample.columns[column];
  Layout layout;
  layout.group = group;
  const auto* groups = group < 0 ? nullptr : &sample.columns[static_cast<size_t>(group)];
  layout.series.resize(groups == nullptr ? 1 : groups->values.size());
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const double number = c.numbers[c.codes[row]];
    if (std::isnan(number)) continue;
    Series& series = layout.series[groups == nullptr ? 0 : groups->codes[row]];
    series.rows.push_back(row);
    series.values.push_back(number);
  }
  std::erase_if(layout.series, [](const Series& s) { return s.values.size() < kLeastGroup; });
  layout.roughness = RoughnessOf(layout.series);
  return layout;
}

// The order of rows in which the column is smoothest: as they stand, or within one other column.
Layout BestLayout(const EncodedSample& sample, uint32_t column) {
  Layout best = LayoutOf(sample, column, -1);
  for (uint32_t g = 0; g < sample.columns.size(); ++g) {
    const uint32_t distinct = sample.columns[g].filled_distinct;
    if (g == column || distinct < 2 || distinct * kLeastGroup > sample.rows || distinct > 2000)
      continue;
    Layout layout = LayoutOf(sample, column, static_cast<int>(g));
    if (layout.roughness < 0.7 * best.roughness) best = std::move(layout);
  }
  return best;
}

// Integers that are nearly all different: numbers of things, where a leap means nothing.
bool IsIdentifier(const EncodedColumn& column) {
  if (column.filled_distinct < 0.9 * column.filled) return false;
  return std::all_of(column.numbers.begin(), column.numbers.end(), [](double number) {
    return std::isnan(number) || number == std::floor(number);
  });
}

struct Spike {
  uint32_t row = 0;
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

std::vector<Spike> FindSpikes(const Layout& layout) {
  std::vector<double> residuals;
  for (const Series& series : layout.series) {
    for (size_t i = 0; i < series.values.size(); ++i) {
      residuals.push_back(std::abs(series.values[i] - NeighbourMedian(series.values, i)));
    }
  }
  const double limit = LeapLimit(residuals);
  std::vector<Spike> spikes;
  if (limit <= 0) return spikes;
  for (const Series& series : layout.series) {
    const auto& v = series.values;
    for (size_t i = 1; i + 1 < v.size(); ++i) {
      const double usual = NeighbourMedian(v, i), leap = std::abs(v[i] - usual);
      const double nearest = std::min(std::abs(v[i - 1] - usual), std::abs(v[i + 1] - usual));
      if (leap < limit || nearest > leap / 4) continue;
      spikes.push_back({series.rows[i], v[i], v[i - 1], v[i + 1], usual, leap / limit});
    }
  }
  return spikes;
}

// The value with its decimal point or sign put right, when that brings it near its neighbours.
std::optional<std::string> Rescaled(const Spike& spike) {
  if (spike.usual == 0 || spike.value == 0) return std::nullopt;
  for (const double factor : {10.0, 100.0, 1000.0, 0.1, 0.01, 0.001, -1.0}) {
    const double repaired = spike.value / factor;
    if (std::abs(repaired - spike.usual) < 0.1 * std::abs(spike.usual))
      return fmt::format("{:.10g}", repaired);
  }
  return std::nullopt;
}

Evidence Explain(const Spike& spike, std::string_view before, const std::string& series) {
  Evidence e;
  e.code = Code::kSpike;
  e.confidence = std::clamp(0.5 + 0.2 * std::log2(spike.factor), 0.5, 0.95);
  e.expected = fmt::format("about {:.6g}", spike.usual);
  if (const auto rescaled = Rescaled(spike)) {
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

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const EncodedSample& sample = *context.sample;
  *skip_reason = sample.complete ? "no column is a smooth series with leaps in it"
                                 : "the table is larger than the sample that shows series";
  auto marked = std::make_unique<MarkedCells>();
  if (!sample.complete || sample.rows < kLeastPoints) return std::unique_ptr<RowDetector>();
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.numeric < 0.9 * column.filled || column.filled_distinct < 10 || IsIdentifier(column))
      continue;
    const Layout layout = BestLayout(sample, c);
    if (layout.roughness > kMostRoughness) continue;
    for (const Spike& spike : FindSpikes(layout)) {
      std::string series;
      if (layout.group >= 0) {
        const EncodedColumn& group = sample.columns[static_cast<size_t>(layout.group)];
        series = fmt::format(" of {} '{}'",
                             context.table->columns[static_cast<size_t>(layout.group)].name,
                             group.values[group.codes[spike.row]].substr(0, 40));
      }
      const auto& cells = context.table->sample.columns[c];
      marked->Mark(context.table->sample.rows[spike.row], c,
                   Explain(spike, spike.row > 0 ? cells[spike.row - 1] : "", series));
    }
  }
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
        "values of another column) are small against its spread. A value is a spike when it lies "
        "further from the median of its six neighbours than eight robust deviations and four "
        "times the 90th percentile of all such distances, and no distance comes near its own.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

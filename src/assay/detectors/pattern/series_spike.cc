// series_spike: one value of a smooth series (a sensor, a running number) that leaps away from its
// neighbours, which agree with each other.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/median.h"
#include "assay/profile/number_spread.h"
#include "assay/profile/series_layout.h"
#include "assay/profile/series_spikes.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr size_t kLeastPoints = 30;
constexpr uint32_t kLeastValues = 3;        // different ones
constexpr double kMostlyNumbers = 0.9;      // share of the filled rows
constexpr double kMostRoughness = 0.35;     // median step over median distance from the median
constexpr double kMostOneWay = 0.8;         // share of the changes; a running number has more
constexpr uint32_t kManyValues = 10;        // different ones, of a series that is all noise
constexpr double kCircle = 360, kRim = 30;  // degrees
constexpr size_t kValuesOfRim = 3;
constexpr double kClearConfidence = 0.985, kMostOfState = 0.75, kMostOfEvent = 0.65;
constexpr double kMostInNoOrder = 0.75;
constexpr size_t kKnownSeries = 100;  // points whose tail is known
constexpr size_t kShared = 3;         // columns with one value in a row, each of which
constexpr double kRare = 0.05;        // has it in at most this share of the rows
constexpr size_t kFurther = 5;        // points
constexpr double kNoOrder = 1.25;     // times the median step, to a further point
constexpr double kResolved = 0.9;     // share of the rows with no more decimals

// Whether the numbers are degrees of a circle, and lie on both sides of where it closes.
bool IsCircular(const std::vector<double>& numbers) {
  const auto closes = [&](double least) {
    size_t first = 0, last = 0;  // values within the rim
    for (const double number : numbers) {
      if (std::isnan(number)) continue;
      if (number < least || number > least + kCircle) return false;
      first += number <= least + kRim;
      last += number >= least + kCircle - kRim;
    }
    return std::min(first, last) >= kValuesOfRim;
  };
  return closes(0) || closes(-kCircle / 2);
}

// Counts the turns on, so that 1 degree behind 359 is 361.
void Unwrap(SeriesLayout* layout) {
  for (Series& series : layout->series) {
    double last = series.values.empty() ? 0 : series.values[0];
    for (double& value : series.values) {
      value += kCircle * std::round((last - value) / kCircle);
      last = value;
    }
  }
}

// The spike as it is told: within the turn of its value in the table.
Spike Wrapped(Spike spike, double told) {
  const double turns = spike.value - told;
  for (double* value : {&spike.value, &spike.before, &spike.after, &spike.usual}) *value -= turns;
  return spike;
}

// Integers that are nearly all different: numbers of things, where a leap means nothing.
bool IsIdentifier(const EncodedColumn& column, const std::vector<double>& numbers) {
  if (column.filled_distinct < 0.9 * column.filled) return false;
  return std::all_of(numbers.begin(), numbers.end(), [](double number) {
    return std::isnan(number) || number == std::floor(number);
  });
}

// Whether the points, in time, go smoothly up and down, as numbers of things don't: a quantity.
bool IsQuantity(const SeriesLayout& layout) {
  double up = 0, down = 0;
  for (const Series& series : layout.series) {
    for (size_t i = 1; i < series.values.size(); ++i) {
      up += series.values[i] > series.values[i - 1];
      down += series.values[i] < series.values[i - 1];
    }
  }
  return layout.by_time && layout.roughness <= kMostRoughness &&
         std::max(up, down) <= kMostOneWay * (up + down);
}

double ShareOfNumbers(const EncodedColumn& column, const std::vector<double>& numbers) {
  double rows = 0;
  for (size_t code = 0; code < numbers.size(); ++code)
    rows += std::isnan(numbers[code]) ? 0 : column.counts[code];
  return rows / std::max(1U, column.filled);
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

Evidence Explain(const Spike& spike, double by_gap, std::string_view before,
                 const std::string& series, char decimal_mark) {
  Evidence e;
  e.code = Code::kSpike;
  e.confidence = std::clamp(0.5 + 0.2 * std::log2(spike.factor), 0.5, 0.95);
  e.confidence = std::max(e.confidence, std::min(by_gap, kClearConfidence));
  if (spike.clear) e.confidence = kClearConfidence;
  if (spike.state) e.confidence = std::min(e.confidence, kMostOfState);
  if (spike.event) e.confidence = std::min(e.confidence, kMostOfEvent);
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

// The least step between two numbers as most of them are written.
double ResolutionOf(const EncodedColumn& column) {
  std::array<double, 12> rows{};  // by decimals
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    const size_t decimals = DecimalsOf(column.values[code], column.decimal_mark);
    rows[std::min(decimals, rows.size() - 1)] += column.counts[code];
  }
  size_t decimals = 0;
  for (double sum = rows[0]; sum < kResolved * column.filled; sum += rows[decimals]) ++decimals;
  return std::pow(0.1, static_cast<double>(decimals));
}

// Whether the points of the series are no nearer to their neighbours than to points some further
// away: their order says nothing, as where a code names a place and a rate goes with it.
bool AreInNoOrder(const SeriesLayout& layout) {
  std::vector<double> near, far;
  for (const Series& series : layout.series) {
    const std::vector<double>& values = series.values;
    for (size_t i = 0; i + kFurther < values.size(); ++i) {
      near.push_back(std::abs(values[i + 1] - values[i]));
      far.push_back(std::abs(values[i + kFurther] - values[i]));
    }
  }
  return Median(std::move(far)) <= kNoOrder * Median(std::move(near));
}

size_t PointsOf(const SeriesLayout& layout) {
  size_t points = 0;
  for (const Series& series : layout.series) points += series.values.size();
  return points;
}

// How many of the spikes have each value.
std::map<double, uint32_t> CountValues(const std::vector<Spike>& spikes) {
  std::map<double, uint32_t> counts;
  for (const Spike& spike : spikes) ++counts[spike.value];
  return counts;
}

// What a gap says: where leaps are so many times as large as all others, one so large is rarely
// one of them. A key may be one by chance, and its series no series.
double ByGap(const Spike& spike, const SeriesLayout& layout) {
  const bool known = layout.by_time || layout.keys.empty();
  return known && PointsOf(layout) >= kKnownSeries ? 1 - 1 / std::max(1.0, spike.gap) : 0;
}

// Whether the cell's value stands in other columns of its row, too, each of which hardly ever has
// it: what they measure is all gone, as in an outage.
bool IsSharedByRow(const EncodedSample& sample, uint32_t row, uint32_t c) {
  const std::string_view value = sample.columns[c].values[sample.columns[c].codes[row]];
  size_t shared = 0;
  for (const EncodedColumn& column : sample.columns) {
    const uint32_t code = column.codes[row];
    shared += column.values[code] == value && column.counts[code] <= kRare * column.filled;
  }
  return shared >= kShared;
}

void MarkSpikes(const DetectorContext& context, const std::vector<TimeColumn>& times, uint32_t c,
                MarkedCells* marked) {
  const EncodedSample& sample = *context.sample;
  const EncodedColumn& column = sample.columns[c];
  if (column.filled_distinct < kLeastValues) return;
  const std::vector<double> numbers = SeriesNumbers(column);
  const bool identifier = IsIdentifier(column, numbers);
  if ((identifier && times.empty()) || ShareOfNumbers(column, numbers) < kMostlyNumbers) return;
  SeriesLayout layout = SmoothestLayout(sample, c, numbers, times);
  if (layout.series.empty() || (identifier && !IsQuantity(layout))) return;
  const bool noise = layout.by_time && column.filled_distinct >= kManyValues;
  if (layout.roughness > kMostRoughness && !noise) return;
  const bool in_order = layout.by_time || layout.keys.empty() || !AreInNoOrder(layout);
  const bool circular = IsCircular(numbers);
  if (circular) Unwrap(&layout);
  const std::vector<Spike> spikes = FindSpikes(layout, ResolutionOf(column));
  const std::map<double, uint32_t> counts = CountValues(spikes);
  for (Spike spike : spikes) {
    const bool usual_value = column.counts[column.codes[spike.row]] > counts.at(spike.value);
    if (spike.value == 0 && IsSharedByRow(sample, spike.row, c)) continue;
    if (circular) spike = Wrapped(spike, numbers[column.codes[spike.row]]);
    const std::string series = NameOf(layout, context, spike.row);
    const auto& cells = context.table->sample.columns[c];
    const double by_gap = usual_value ? 0 : ByGap(spike, layout);
    Evidence e = Explain(spike, by_gap, cells[spike.row_before], series, column.decimal_mark);
    if (!in_order) e.confidence = std::min(e.confidence, kMostInNoOrder);
    marked->Mark(context.table->sample.rows[spike.row], c, std::move(e));
  }
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const EncodedSample& sample = *context.sample;
  *skip_reason = sample.complete ? "no column is a smooth series with leaps in it"
                                 : "the table is larger than the sample that shows series";
  auto marked = std::make_unique<MarkedCells>();
  if (!sample.complete || sample.rows < kLeastPoints) return std::unique_ptr<RowDetector>();
  const std::vector<TimeColumn> times = TimeColumnsOf(sample);
  for (uint32_t c = 0; c < sample.columns.size(); ++c) MarkSpikes(context, times, c, marked.get());
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
        "spread, in the order of the rows or of a date beside them; numbers that a date puts in "
        "order may also be noise. A value is a spike when its distance from the medians before, "
        "after and around it, and from the curve through its neighbours where the series is "
        "curved, is far beyond the usual, with a gap below it that the noise does not explain; "
        "series of different scales are measured each by its own, and noise that grows with the "
        "level in logarithms. Where the level changes for "
        "good, where a burst dies away, where leaps recur at equal distances or lead up from "
        "zero, nothing is flagged. Leaps of a long, quiet series are nearly sure, and "
        "the surer, the more times they are as large as anything else in it; many that all go "
        "to one value are less, as it may be a state, and so are many that all go one way and "
        "hardly "
        "further than what is usual, as they may be events.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// stuck_reading: a sensor that stands still at one value, or dies, while others of its row go on.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/series_layout.h"
#include "assay/profile/still_runs.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/time_column.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRepeats = 8;  // of one value
constexpr uint32_t kLeastValues = 20;  // different ones
constexpr double kMostlyNumbers = 0.9;
constexpr double kConfidence = 0.97;
constexpr double kUnsure = 0.65;      // where nothing beside it shows that time went on
constexpr double kMostlyMoves = 0.5;  // of the steps
constexpr double kNearlyAll = 0.9;

// Whether another quantity of the same rows goes on, up and down.
bool GoesOn(const EncodedColumn& column, const Series& series, const StillRun& run) {
  if (column.filled_distinct < kLeastValues) return false;
  const auto at = [&](size_t i) { return column.numbers[column.codes[series.rows[i]]]; };
  size_t up = 0, down = 0;
  for (size_t i = run.begin + 1; i < run.end; ++i) {
    up += at(i) > at(i - 1);
    down += at(i) < at(i - 1);
  }
  const auto steps = static_cast<double>(run.end - run.begin - 1);
  return up > 0 && down > 0 && static_cast<double>(up + down) >= kMostlyMoves * steps;
}

bool SomethingGoesOn(const EncodedSample& sample, uint32_t c, const Series& series,
                     const StillRun& run) {
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    if (other != c && GoesOn(sample.columns[other], series, run)) return true;
  }
  return false;
}

// The share of the steps between the points [begin, end) that lead to the same value.
double ShareOfRepeats(const EncodedColumn& column, const Series& series, size_t begin, size_t end) {
  size_t repeats = 0;
  for (size_t i = begin + 1; i < end; ++i)
    repeats += column.codes[series.rows[i]] == column.codes[series.rows[i - 1]];
  return static_cast<double>(repeats) / static_cast<double>(end - begin - 1);
}

// Whether another quantity that nearly always moves stands still in the same rows: the thing that
// is measured stands still, as a parked car.
bool AnotherStandsStill(const EncodedSample& sample, uint32_t c, const Series& series,
                        const StillRun& run) {
  for (uint32_t other = 0; other < sample.columns.size(); ++other) {
    const EncodedColumn& column = sample.columns[other];
    if (other == c || column.filled_distinct < kLeastValues) continue;
    if (ShareOfRepeats(column, series, 0, series.rows.size()) < kMostlyMoves &&
        ShareOfRepeats(column, series, run.begin, run.end) >= kNearlyAll)
      return true;
  }
  return false;
}

Evidence Explain(const StillRun& run, double value, bool sure) {
  Evidence e;
  e.code = Code::kStuck;
  e.confidence = sure ? kConfidence : kUnsure;
  e.message = fmt::format(
      "The series stands at {:.6g} for {} readings{}; otherwise it never has one value more than "
      "{} "
      "in a row.",
      value, run.end - run.begin, run.out_of_range ? ", far from what it is otherwise" : "",
      fmt::format("{} time{}", run.longest, run.longest == 1 ? "" : "s"));
  return e;
}

Evidence ExplainDrift(double value, double end) {
  Evidence e;
  e.code = Code::kStuck;
  e.confidence = kConfidence;
  e.message = fmt::format("At {:.6g} the series is on its way to {:.6g}, where it stands still.",
                          value, end);
  return e;
}

// Marks the points of a run. Its first one was measured, unless it is out of range.
void MarkRun(const DetectorContext& context, const Series& series, const StillRun& run, uint32_t c,
             MarkedCells* marked) {
  const auto& rows = context.table->sample.rows;
  const double value = series.values[run.begin];
  const EncodedSample& sample = *context.sample;
  if (!run.out_of_range && AnotherStandsStill(sample, c, series, run)) return;
  const bool sure = SomethingGoesOn(sample, c, series, run);
  for (size_t i = run.begin + (run.out_of_range ? 0 : 1); i < run.end; ++i)
    marked->Mark(rows[series.rows[i]], c, Explain(run, value, sure));
  for (size_t i = run.begin - run.drift; i < run.begin && sure; ++i)
    marked->Mark(rows[series.rows[i]], c, ExplainDrift(series.values[i], value));
}

// Whether it may be a quantity of which some value stands in many rows.
bool MayStandStill(const EncodedColumn& column) {
  return column.filled_distinct >= kLeastValues && column.top_count >= kLeastRepeats;
}

void MarkColumn(const DetectorContext& context, const std::vector<TimeColumn>& times, uint32_t c,
                MarkedCells* marked) {
  const EncodedColumn& column = context.sample->columns[c];
  if (!MayStandStill(column)) return;
  const SeriesLayout layout = SmoothestLayout(*context.sample, c, SeriesNumbers(column), times);
  if (!layout.by_time || layout.constant) return;
  size_t points = 0;
  for (const Series& series : layout.series) points += series.values.size();
  if (static_cast<double>(points) < kMostlyNumbers * column.filled) return;
  for (const StillRun& run : FindStillRuns(layout))
    MarkRun(context, layout.series[run.series], run, c, marked);
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const EncodedSample& sample = *context.sample;
  *skip_reason = sample.complete ? "no series stands still for long"
                                 : "the table is larger than the sample that shows series";
  if (!sample.complete) return std::unique_ptr<RowDetector>();
  const std::vector<TimeColumn> times = TimeColumnsOf(sample);
  if (times.empty()) return std::unique_ptr<RowDetector>();
  auto marked = std::make_unique<MarkedCells>();
  for (uint32_t c = 0; c < sample.columns.size(); ++c) MarkColumn(context, times, c, marked.get());
  if (marked->empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(marked));
}

constexpr Code kEmitted[] = {Code::kStuck};

constexpr Example kExamples[] = {
    {"one of two sensors stands still for ten hours", "",
     "time,degrees,damp\n2024-05-01 00:00,18.0,61.3\n2024-05-01 01:00,18.3,61.2\n"
     "2024-05-01 02:00,19.3,61.1\n2024-05-01 03:00,19.9,60.2\n2024-05-01 04:00,19.7,60.2\n"
     "2024-05-01 05:00,19.8,60.3\n2024-05-01 06:00,20.6,60.4\n2024-05-01 07:00,21.0,61.2\n"
     "2024-05-01 08:00,21.5,58.5\n2024-05-01 09:00,21.4,58.7\n2024-05-01 10:00,21.4,59.5\n"
     "2024-05-01 11:00,21.7,57.1\n2024-05-01 12:00,22.0,57.6\n2024-05-01 13:00,21.5,56.7\n"
     "2024-05-01 14:00,21.7,56.7\n2024-05-01 15:00,21.8,56.3\n2024-05-01 16:00,22.6,55.2\n"
     "2024-05-01 17:00,21.5,55.0\n2024-05-01 18:00,22.1,54.2\n2024-05-01 19:00,22.0,53.3\n"
     "2024-05-01 20:00,20.8,53.5\n2024-05-01 21:00,20.5,52.6\n2024-05-01 22:00,20.7,52.9\n"
     "2024-05-01 23:00,20.3,51.9\n2024-05-02 00:00,20.4,51.8\n2024-05-02 01:00,19.3,51.9\n"
     "2024-05-02 02:00,18.6,50.8\n2024-05-02 03:00,18.8,50.4\n2024-05-02 04:00,17.9,50.2\n"
     "2024-05-02 05:00,17.5,49.4\n2024-05-02 06:00,16.8,50.3\n2024-05-02 07:00,16.8,50.0\n"
     "2024-05-02 08:00,16.8,49.0\n2024-05-02 09:00,16.8,49.2\n2024-05-02 10:00,16.8,48.2\n"
     "2024-05-02 11:00,16.8,49.5\n2024-05-02 12:00,16.8,49.6\n2024-05-02 13:00,16.8,49.4\n"
     "2024-05-02 14:00,16.8,48.4\n2024-05-02 15:00,16.8,48.0\n2024-05-02 16:00,16.8,49.8\n"
     "2024-05-02 17:00,14.7,49.8\n2024-05-02 18:00,13.2,51.1\n2024-05-02 19:00,13.5,49.9\n"
     "2024-05-02 20:00,14.0,51.5\n2024-05-02 21:00,14.0,51.6\n2024-05-02 22:00,13.6,53.0\n"
     "2024-05-02 23:00,14.5,52.5\n2024-05-03 00:00,15.0,53.1\n2024-05-03 01:00,15.1,52.9\n"
     "2024-05-03 02:00,15.3,54.3\n2024-05-03 03:00,16.1,54.5\n2024-05-03 04:00,16.1,55.3\n"
     "2024-05-03 05:00,16.7,55.8\n2024-05-03 06:00,16.8,55.9\n2024-05-03 07:00,17.8,56.9\n"
     "2024-05-03 08:00,17.8,59.3\n2024-05-03 09:00,18.6,58.2\n2024-05-03 10:00,18.7,57.6\n"
     "2024-05-03 11:00,19.5,58.6\n2024-05-03 12:00,19.5,59.7\n2024-05-03 13:00,20.3,59.6\n"
     "2024-05-03 14:00,20.3,61.0\n2024-05-03 15:00,20.9,59.5\n",
     "31:1 32:1 33:1 34:1 35:1 36:1 37:1 38:1 39:1 40:1"},
    {"a charger has a few states that last", "",
     "time,degrees,damp\n2024-05-01 00:00,3.7,61.3\n2024-05-01 01:00,11,61.2\n"
     "2024-05-01 02:00,11,61.1\n2024-05-01 03:00,11,60.2\n2024-05-01 04:00,7.4,60.2\n"
     "2024-05-01 05:00,7.4,60.3\n2024-05-01 06:00,22,60.4\n2024-05-01 07:00,22,61.2\n"
     "2024-05-01 08:00,7.4,58.5\n2024-05-01 09:00,7.4,58.7\n2024-05-01 10:00,7.4,59.5\n"
     "2024-05-01 11:00,3.7,57.1\n2024-05-01 12:00,3.7,57.6\n2024-05-01 13:00,3.7,56.7\n"
     "2024-05-01 14:00,3.7,56.7\n2024-05-01 15:00,3.7,56.3\n2024-05-01 16:00,3.7,55.2\n"
     "2024-05-01 17:00,3.7,55.0\n2024-05-01 18:00,3.7,54.2\n2024-05-01 19:00,3.7,53.3\n"
     "2024-05-01 20:00,3.7,53.5\n2024-05-01 21:00,3.7,52.6\n2024-05-01 22:00,3.7,52.9\n"
     "2024-05-01 23:00,3.7,51.9\n2024-05-02 00:00,3.7,51.8\n2024-05-02 01:00,3.7,51.9\n"
     "2024-05-02 02:00,3.7,50.8\n2024-05-02 03:00,3.7,50.4\n2024-05-02 04:00,3.7,50.2\n"
     "2024-05-02 05:00,22,49.4\n2024-05-02 06:00,22,50.3\n2024-05-02 07:00,22,50.0\n"
     "2024-05-02 08:00,22,49.0\n2024-05-02 09:00,22,49.2\n2024-05-02 10:00,22,48.2\n"
     "2024-05-02 11:00,22,49.5\n2024-05-02 12:00,22,49.6\n2024-05-02 13:00,22,49.4\n"
     "2024-05-02 14:00,22,48.4\n2024-05-02 15:00,22,48.0\n2024-05-02 16:00,22,49.8\n"
     "2024-05-02 17:00,22,49.8\n2024-05-02 18:00,7.4,51.1\n2024-05-02 19:00,7.4,49.9\n"
     "2024-05-02 20:00,11,51.5\n2024-05-02 21:00,11,51.6\n2024-05-02 22:00,11,53.0\n"
     "2024-05-02 23:00,11,52.5\n2024-05-03 00:00,11,53.1\n2024-05-03 01:00,11,52.9\n"
     "2024-05-03 02:00,11,54.3\n2024-05-03 03:00,11,54.5\n2024-05-03 04:00,11,55.3\n"
     "2024-05-03 05:00,11,55.8\n2024-05-03 06:00,11,55.9\n2024-05-03 07:00,11,56.9\n"
     "2024-05-03 08:00,11,59.3\n2024-05-03 09:00,11,58.2\n2024-05-03 10:00,11,57.6\n"
     "2024-05-03 11:00,7.4,58.6\n2024-05-03 12:00,7.4,59.7\n2024-05-03 13:00,7.4,59.6\n"
     "2024-05-03 14:00,7.4,61.0\n2024-05-03 15:00,7.4,59.5\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kStuckReadingDetector;
constinit const DetectorType kStuckReadingDetector = {
    .name = "stuck_reading",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A sensor stands still at one value far longer than it ever does otherwise.",
    .details =
        "Looks at numeric columns whose values a date puts in order, in the series of which "
        "they are smoothest (as `series_spike` does). A run of equal values is told when it is far "
        "longer than all others, when the share of steps that repeat does not explain it, and "
        "when its value is amid the others or far out of their range: then the way there is "
        "told, too. The first value of a run within the range was measured and is not told. "
        "Counters, zeros, and values at the rim of a series, which may be states, are left out. "
        "Where no other quantity of the rows goes on meanwhile, the finding is less sure; where "
        "another one that nearly always moves stands still, too, nothing is told: the thing that "
        "is measured stands still.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

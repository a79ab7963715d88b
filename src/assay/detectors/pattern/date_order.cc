// date_order: day and month are exchanged: against the column's other dates, against another date
// of the row, or against the rows around it.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/profile/date_column.h"
#include "assay/profile/date_gaps.h"
#include "assay/profile/date_line.h"
#include "assay/profile/date_parts.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/shared_order.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/usual_day.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr double kTightDays = 60;   // widest usual range between two dates or two rows
constexpr double kMostHeld = 0.85;  // share of rows in the shortest range, where others leave it
constexpr double kMostConfidence = 0.99;
constexpr double kLeastByGap = 0.95;  // nearer to even, other reasons are the likelier ones
constexpr double kLeastSpanConfidence = 0.5;

// How far apart two dates of a row usually are: later - earlier lies in [low, high].
struct DatePair {
  size_t a = 0, b = 0;  // of the date columns
  int64_t low = 0, high = 0;
  uint32_t rows = 0;
  double confidence = 0;  // that a swap which brings the distance into the range is right
};

// The distances of two dates that are usually near each other.
struct ColumnGaps {
  size_t a = 0, b = 0;  // of the date columns
  DateGaps gaps;
};

using Range = std::pair<int64_t, int64_t>;

// The shortest range that holds most of the sorted values: where more than every twentieth leaves
// the usual one on one side.
Range ShortestRange(const std::vector<int64_t>& sorted) {
  const auto held = static_cast<size_t>(kMostHeld * static_cast<double>(sorted.size() - 1));
  Range best{sorted[0], sorted[held]};
  for (size_t i = 1; i + held < sorted.size(); ++i) {
    if (sorted[i + held] - sorted[i] < best.second - best.first)
      best = {sorted[i], sorted[i + held]};
  }
  return best;
}

// Whether no range that holds most of the values is tight: it would hold those at both ends of the
// middle ones, which are found without sorting.
bool AreWide(std::vector<int64_t>* values) {
  const size_t last = values->size() - 1;
  const auto high =
      values->begin() + static_cast<std::ptrdiff_t>(kMostHeld * static_cast<double>(last));
  const auto low = values->end() - 1 - (high - values->begin());
  std::nth_element(values->begin(), high, values->end());
  std::nth_element(values->begin(), low, high);
  return static_cast<double>(*high - *low) > kTightDays;
}

// The usual range of the values and whether it is tight; nothing when there are too few.
std::optional<Range> UsualRange(std::vector<int64_t> values) {
  if (values.size() < 20 || AreWide(&values)) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto at = [&](double q) {
    return values[static_cast<size_t>(q * static_cast<double>(values.size() - 1))];
  };
  Range range{at(0.05), at(0.95)};
  if (static_cast<double>(range.second - range.first) > kTightDays) range = ShortestRange(values);
  const int64_t width = range.second - range.first, slack = width / 2 + 1;
  if (static_cast<double>(width) > kTightDays) return std::nullopt;
  return Range{range.first - slack, range.second + slack};
}

bool Inside(int64_t value, int64_t low, int64_t high) { return value >= low && value <= high; }

// Learns the pair; nothing when the distance is not tight.
std::optional<DatePair> LearnPair(const std::vector<DateColumn>& columns, size_t a, size_t b) {
  const auto &x = columns[a], &y = columns[b];
  std::vector<int64_t> distances;
  for (size_t row = 0; row < x.days.size(); ++row) {
    if (x.days[row] && y.days[row]) distances.push_back(*y.days[row] - *x.days[row]);
  }
  const auto range = UsualRange(distances);
  if (!range) return std::nullopt;
  DatePair pair{a, b, range->first, range->second, static_cast<uint32_t>(distances.size()), 0};
  // Outliers that no swap explains tell how often the range is left for other reasons.
  double outside = 0, explained = 0;
  for (size_t row = 0; row < x.days.size(); ++row) {
    if (!x.days[row] || !y.days[row] || Inside(*y.days[row] - *x.days[row], pair.low, pair.high))
      continue;
    ++outside;
    explained +=
        (x.swapped_days[row] && Inside(*y.days[row] - *x.swapped_days[row], pair.low, pair.high)) ||
        (y.swapped_days[row] && Inside(*y.swapped_days[row] - *x.days[row], pair.low, pair.high));
  }
  pair.confidence = (explained + 1) / (outside + 1.5);
  return pair;
}

Evidence SwapEvidence(std::string_view text, const WrittenDate& date, double confidence,
                      std::string message) {
  Evidence e;
  e.code = Code::kDateOrder;
  e.confidence = std::min(kMostConfidence, confidence);
  e.suggestion = SwapDayAndMonth(text, date);
  e.expected = e.suggestion;
  e.has_suggestion = true;
  e.message = std::move(message);
  return e;
}

// That the order which most clear dates of a column have is the one that is meant. What decides is
// how few the others are: on open and generated tables they were wrong where they were three in
// ten, too.
double ShareOfOrder(const DateColumn& column) {
  const double others = (column.against + 1.0) / (column.clear + 1.0);
  return 1 - others * others * others;
}

// How likely it is the first of two columns that has a date of the other order, as far as their
// clear dates tell.
double ShareOfBlame(const DateColumn& column, const DateColumn& other) {
  const auto against = [](const DateColumn& c) { return (c.against + 0.5) / (c.clear + 1.0); };
  return against(column) / (against(column) + against(other));
}

class DateOrderDetector final : public RowDetector {
 public:
  DateOrderDetector(std::vector<DateColumn> columns, std::vector<std::string> names)
      : columns_(std::move(columns)), names_(std::move(names)) {
    for (size_t a = 0; a < columns_.size(); ++a) {
      for (size_t b = a + 1; b < columns_.size(); ++b) {
        const auto pair = LearnPair(columns_, a, b);
        if (!pair) continue;
        pairs_.push_back(*pair);
        if (auto gaps = DateGaps::Learn(columns_[a], columns_[b])) gaps_.push_back({a, b, *gaps});
      }
    }
    shared_ = FindSharedOrders(columns_);
    for (const DateColumn& column : columns_) usual_days_.push_back(LearnUsualDay(column));
  }

  void LearnParts(const EncodedSample& sample) {
    for (const DateColumn& column : columns_) parts_.push_back(FindPartColumns(sample, column));
  }

  // Learns which rows of a complete sample are out of line with those around them.
  void LearnOrder(const RowSample& rows) {
    for (DateColumn& column : columns_) {
      for (const auto& [row, confidence] : FindOutOfLine(column))
        out_of_line_[Key(column.column, rows.rows[row])] = confidence;
      column.dates.clear();
      column.days.clear();
      column.swapped_days.clear();
    }
  }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (const DateColumn& column : columns_) {
      const std::string text(row.Value(column.column));
      const auto date = ReadWrittenDate(text);
      if (!date || date->year_first != column.year_first) continue;  // of another format
      if (date->HasOtherOrder(column.month_first)) {
        evidence->Add(
            column.column,
            SwapEvidence(
                text, *date, ShareOfOrder(column),
                fmt::format("{} of {} dates of the column that can be read in one way only "
                            "have the {} first; this one has not.",
                            column.clear - column.against, column.clear,
                            column.month_first ? "month" : "day")));
      } else if (const uint32_t written = WrittenByOther(row, column, *date); written > 0) {
        evidence->Add(
            column.column,
            SwapEvidence(
                text, *date, written / (written + 1.0),
                fmt::format("The {} dates of {} '{}' that can be read in one way only have "
                            "the other order than the rest of the column; so most likely has "
                            "this one.",
                            written, names_[static_cast<size_t>(column.group)],
                            row.Value(static_cast<uint32_t>(column.group)))));
      } else if (const auto at = out_of_line_.find(Key(column.column, row.row()));
                 at != out_of_line_.end()) {
        evidence->Add(
            column.column,
            SwapEvidence(text, *date, at->second,
                         "With day and month exchanged the date is in line with the rows around "
                         "it; as it stands it is far from them."));
      } else if (LeavesSpan(column, *date)) {
        evidence->Add(column.column,
                      SwapEvidence(text, *date, column.span_confidence,
                                   "With day and month exchanged the date lies among the column's "
                                   "others; as it stands it is before or after all of them."));
      }
    }
    for (const DatePair& pair : pairs_) CheckPair(row, pair, evidence);
    for (const ColumnGaps& gaps : gaps_) CheckGaps(row, gaps, evidence);
    for (const SharedOrder& shared : shared_) CheckShared(row, shared, evidence);
    for (size_t i = 0; i < columns_.size(); ++i) CheckAlone(row, i, evidence);
  }

 private:
  static uint64_t Key(uint32_t column, uint64_t row) { return row * 4096 + column; }

  // The clear dates of the row's group, when the group writes the other order and the date has two
  // readings.
  static uint32_t WrittenByOther(const RowView& row, const DateColumn& column,
                                 const WrittenDate& date) {
    if (column.group < 0 || date.first == date.second || date.IsClear()) return 0;
    const auto found = column.other_order.find(row.Hash(static_cast<uint32_t>(column.group)));
    return found == column.other_order.end() ? 0 : found->second;
  }

  static bool LeavesSpan(const DateColumn& column, const WrittenDate& date) {
    const auto between = [&](const std::optional<int64_t>& day) {
      return day && *day >= column.earliest && *day <= column.latest;
    };
    if (column.span_confidence < kLeastSpanConfidence) return false;
    return !between(DayNumber(date, column.month_first)) &&
           between(SwappedDay(date, column.month_first));
  }

  void CheckPair(const RowView& row, const DatePair& pair, RowEvidence* evidence) const {
    const DateColumn* columns[2] = {&columns_[pair.a], &columns_[pair.b]};
    std::string texts[2];
    std::optional<WrittenDate> dates[2];
    std::optional<int64_t> days[2], swapped[2];
    for (int i = 0; i < 2; ++i) {
      texts[i] = row.Value(columns[i]->column);
      dates[i] = ReadWrittenDate(texts[i]);
      if (!dates[i]) return;
      days[i] = DayNumber(*dates[i], columns[i]->month_first);
      swapped[i] = SwappedDay(*dates[i], columns[i]->month_first);
      if (!days[i]) return;
    }
    if (Inside(*days[1] - *days[0], pair.low, pair.high)) return;
    const bool fixes[2] = {swapped[0] && Inside(*days[1] - *swapped[0], pair.low, pair.high),
                           swapped[1] && Inside(*swapped[1] - *days[0], pair.low, pair.high)};
    for (int i = 0; i < 2; ++i) {
      if (!fixes[i]) continue;
      const double confidence =
          pair.confidence * (fixes[1 - i] ? ShareOfBlame(*columns[i], *columns[1 - i]) : 1);
      evidence->Add(
          columns[i]->column,
          SwapEvidence(texts[i], *dates[i], confidence,
                       fmt::format("{} and {} are usually {} to {} days apart ({} rows); they are "
                                   "when day and month are exchanged here.",
                                   names_[columns_[pair.a].column], names_[columns_[pair.b].column],
                                   pair.low, pair.high, pair.rows)));
    }
  }

  // By how much more usual the distance of two dates is when one of them is exchanged.
  void CheckGaps(const RowView& row, const ColumnGaps& both, RowEvidence* evidence) const {
    const DateColumn &a = columns_[both.a], &b = columns_[both.b];
    const std::string texts[2] = {std::string(row.Value(a.column)),
                                  std::string(row.Value(b.column))};
    const std::optional<WrittenDate> dates[2] = {ReadWrittenDate(texts[0]),
                                                 ReadWrittenDate(texts[1])};
    if (!dates[0] || !dates[1]) return;
    const auto first = DayNumber(*dates[0], a.month_first);
    const auto second = DayNumber(*dates[1], b.month_first);
    if (!first || !second) return;
    DateGap gap{*second - *first, {}};
    if (const auto day = SwappedDay(*dates[0], a.month_first)) gap.exchanged[0] = *second - *day;
    if (const auto day = SwappedDay(*dates[1], b.month_first)) gap.exchanged[1] = *day - *first;
    const std::array<double, 2> likely = both.gaps.Exchanged(gap);
    for (size_t i = 0; i < 2; ++i) {
      if (likely[i] < kLeastByGap) continue;
      evidence->Add((i == 0 ? a : b).column,
                    SwapEvidence(texts[i], *dates[i], likely[i],
                                 fmt::format("{} is {} days after {}, which is rare; with day and "
                                             "month exchanged here it is {}, which is usual.",
                                             names_[b.column], gap.as_it_stands, names_[a.column],
                                             *gap.exchanged[i])));
    }
  }

  // The date of the column, when it can be read both ways and these differ.
  static std::optional<WrittenDate> Ambiguous(const DateColumn& column, std::string_view text) {
    const auto date = ReadWrittenDate(text);
    if (!date || date->year_first != column.year_first || date->first == date->second ||
        date->IsClear())
      return std::nullopt;
    return date;
  }

  void CheckShared(const RowView& row, const SharedOrder& shared, RowEvidence* evidence) const {
    const DateColumn &teller = columns_[shared.teller], &told = columns_[shared.told];
    const std::string text(row.Value(told.column));
    const auto date = Ambiguous(told, text);
    const auto other = ReadWrittenDate(row.Value(teller.column));
    if (!date || !other || !other->HasOtherOrder(teller.month_first)) return;
    evidence->Add(
        told.column,
        SwapEvidence(text, *date, shared.confidence,
                     fmt::format("{} of this row has day and month in the other order "
                                 "than its column; in {} rows like this {} has so too.",
                                 names_[teller.column], shared.rows, names_[told.column])));
  }

  // Whether the date is as far from another one of the row as usual, and would not be when day and
  // month are exchanged.
  bool IsInLine(const RowView& row, size_t at, const WrittenDate& date) const {
    const DateColumn& own = columns_[at];
    const auto day = DayNumber(date, own.month_first), swapped = SwappedDay(date, own.month_first);
    return std::any_of(pairs_.begin(), pairs_.end(), [&](const DatePair& pair) {
      if (!day || !swapped || (pair.a != at && pair.b != at)) return false;
      const DateColumn& other = columns_[pair.a == at ? pair.b : pair.a];
      const auto there = ReadWrittenDate(row.Value(other.column));
      const auto beside = there ? DayNumber(*there, other.month_first) : std::nullopt;
      if (!beside) return false;
      const auto fits = [&](int64_t self) {
        const int64_t distance = pair.a == at ? *beside - self : self - *beside;
        return Inside(distance, pair.low, pair.high);
      };
      return fits(*day) && !fits(*swapped);
    });
  }

  // By what the date itself says beside the parts of it that other columns repeat.
  void CheckAlone(const RowView& row, size_t at, RowEvidence* evidence) const {
    const DateColumn& column = columns_[at];
    const std::string text(row.Value(column.column));
    const auto date = Ambiguous(column, text);
    if (!date) return;
    const int day = column.month_first ? date->second : date->first;
    const int month = column.month_first ? date->first : date->second;
    if (const auto& usual = usual_days_[at];
        usual && day != usual->day && month == usual->day && !IsInLine(row, at, *date)) {
      evidence->Add(
          column.column,
          SwapEvidence(text, *date, usual->confidence,
                       fmt::format("{} of {} dates of the column lie on day {} of a month, as this "
                                   "one does with day and month exchanged.",
                                   usual->rows, usual->dated, usual->day)));
    }
    const auto read = DayNumber(*date, column.month_first);
    const auto swapped = SwappedDay(*date, column.month_first);
    if (!read || !swapped) return;
    for (const PartColumn& part : parts_[at]) {
      const auto as_is = part.usual.find(PartOf(*read, part.part));
      const auto exchanged = part.usual.find(PartOf(*swapped, part.part));
      const uint64_t told = row.Hash(part.column);
      if (as_is == part.usual.end() || exchanged == part.usual.end() || as_is->second == told ||
          exchanged->second != told)
        continue;
      evidence->Add(
          column.column,
          SwapEvidence(text, *date, part.confidence,
                       fmt::format("{} follows from the date in {} of {} rows; in this one it does "
                                   "when day and month are exchanged.",
                                   names_[part.column], part.kept, part.rows)));
    }
  }

  std::vector<DateColumn> columns_;
  std::vector<DatePair> pairs_;
  std::vector<ColumnGaps> gaps_;
  std::vector<SharedOrder> shared_;
  std::vector<std::optional<UsualDay>> usual_days_;  // by date column
  std::vector<std::vector<PartColumn>> parts_;       // by date column
  std::vector<std::string> names_;
  std::unordered_map<uint64_t, double> out_of_line_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no column holds dates whose day and month can be told apart";
  std::vector<DateColumn> columns;
  for (uint32_t c = 0; c < context.sample->columns.size() && c < 4096; ++c) {
    auto column = ReadDateColumn(*context.sample, c);
    if (!column) continue;
    LearnWriters(*context.sample, &*column);
    LearnSpan(&*column);
    columns.push_back(std::move(*column));
  }
  if (columns.empty()) return std::unique_ptr<RowDetector>();
  auto detector =
      std::make_unique<DateOrderDetector>(std::move(columns), ColumnNames(*context.table));
  detector->LearnParts(*context.sample);
  if (context.sample->complete) detector->LearnOrder(context.table->sample);
  return std::unique_ptr<RowDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kDateOrder};

constexpr Example kExamples[] = {
    {"one date has the month first", "",
     "born,name\n"
     "14/03/1961,a\n02/11/1970,b\n27/05/1958,c\n19/01/1983,d\n08/09/1977,e\n30/06/1990,f\n11/12/"
     "1966,g\n"
     "23/04/1985,h\n05/25/1979,i\n16/07/1962,j\n09/02/1988,k\n28/10/1974,l\n13/08/1991,m\n21/05/"
     "1969,n\n"
     "03/03/1980,o\n17/11/1957,p\n06/04/1995,q\n25/12/1964,r\n12/06/1986,s\n20/09/1973,t\n",
     "8:0"},
    {"dates in one order", "",
     "born,name\n"
     "14/03/1961,a\n02/11/1970,b\n27/05/1958,c\n19/01/1983,d\n08/09/1977,e\n30/06/1990,f\n11/12/"
     "1966,g\n"
     "23/04/1985,h\n25/05/1979,i\n16/07/1962,j\n09/02/1988,k\n28/10/1974,l\n13/08/1991,m\n21/05/"
     "1969,n\n"
     "03/03/1980,o\n17/11/1957,p\n06/04/1995,q\n25/12/1964,r\n12/06/1986,s\n20/09/1973,t\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDateOrderDetector;
constinit const DetectorType kDateOrderDetector = {
    .name = "date_order",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Day and month of a date are exchanged.",
    .details =
        "Dates with a number above 12 tell the column's order; one of the other order is flagged. "
        "A date that can be read both ways is flagged when its row's group (a branch) writes the "
        "other order, or when only the other reading keeps the usual distance to another date of "
        "the row (it is the surer, the more usual that is than the distance as it stands) or to "
        "the rows around it (which may be in order piece by piece), lies within the "
        "column's span or on the one day of the "
        "month that most dates have, or agrees with a column that repeats the weekday, week, month "
        "or quarter. So it is when another date of the row has the other order.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

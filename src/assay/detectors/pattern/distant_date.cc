// distant_date: a date years away from the period that all others of its column lie in.
#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/known_values.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 50;
constexpr double kLeastDates = 0.9;      // of the rows with a value
constexpr int64_t kLeastGap = 2 * 365;   // days between the period and a date far from it
constexpr uint64_t kMostFar = 3;         // rows beyond one end of the period …
constexpr double kMostFarShare = 0.002;  // … or their share
constexpr size_t kLeastDays = 20;        // different ones that show a period
constexpr double kConfidence = 0.75, kNoDate = 0.85;

constexpr int64_t DayOf(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / month / day).time_since_epoch().count();
}
// Days from which programs count; cells without a date hold them.
constexpr std::array kDaysZero = {DayOf(1600, 12, 31), DayOf(1601, 1, 1),   DayOf(1753, 1, 1),
                                  DayOf(1899, 12, 30), DayOf(1899, 12, 31), DayOf(1900, 1, 1),
                                  DayOf(1904, 1, 1),   DayOf(1970, 1, 1)};

std::string Written(int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

// The days of a column and their rows. Where nothing tells the order of day and month, the day is
// taken for the first; that moves a date by less than a year.
struct Days {
  std::map<int64_t, uint64_t> rows_of;
  uint64_t rows = 0, dates = 0;
  bool month_first = false;
};

std::optional<int64_t> DayOf(const WrittenDate& date, bool month_first) {
  const auto day = DayNumber(date, month_first);
  return day ? day : DayNumber(date, !month_first);
}

std::optional<int64_t> ReadDay(std::string_view value, bool month_first) {
  const auto date = ReadWrittenDate(value);
  return date ? DayOf(*date, month_first) : std::nullopt;
}

Days DaysOf(const ColumnProfile& column, const RowSample& sample) {
  Days days;
  DayOrder order;
  std::vector<std::pair<WrittenDate, uint64_t>> written;  // and their rows
  ForKnownValues(column, sample, [&](std::string_view value, uint64_t count) {
    if (!value.empty()) days.rows += count;
    const auto date = ReadWrittenDate(value);
    if (!date) return;
    order.Add(*date, count);
    written.emplace_back(*date, count);
  });
  days.month_first = order.IsMonthFirst();
  for (const auto& [date, count] : written) {
    const auto day = DayOf(date, days.month_first);
    if (!day) continue;
    days.dates += count;
    days.rows_of[*day] += count;
  }
  return days;
}

using Period = std::pair<int64_t, int64_t>;  // first and last day

// The days without the few at either end.
Period Middle(const Days& days, uint64_t most_far) {
  const auto behind = [&](auto day, auto end) {
    for (uint64_t rows = 0; day != end; ++day) {
      if ((rows += day->second) > most_far) return day->first;
    }
    return (--end)->first;
  };
  return {behind(days.rows_of.begin(), days.rows_of.end()),
          behind(days.rows_of.rbegin(), days.rows_of.rend())};
}

// Widens the period to the days that are nearer to it than it is wide, or than two years.
Period Grown(Period period, const Days& days) {
  const int64_t gap = std::max(kLeastGap, period.second - period.first);
  const auto first = days.rows_of.find(period.first), last = days.rows_of.find(period.second);
  for (auto day = first; day != days.rows_of.begin() && period.first - (--day)->first < gap;)
    period.first = day->first;
  for (auto day = std::next(last); day != days.rows_of.end() && day->first - period.second < gap;
       ++day)
    period.second = day->first;
  return period;
}

class DistantDateDetector final : public ValueDetector {
 public:
  DistantDateDetector(Period period, bool month_first)
      : period_(period), month_first_(month_first) {}

  bool Flags(std::string_view value) const override {
    const auto day = ReadDay(value, month_first_);
    return day && Away(*day) >= std::max(kLeastGap, period_.second - period_.first);
  }

  Evidence Explain(std::string_view value) const override {
    const int64_t day = *ReadDay(value, month_first_);
    const bool no_date = std::find(kDaysZero.begin(), kDaysZero.end(), day) != kDaysZero.end();
    return MakeEvidence(
        Code::kOutlier, no_date ? kNoDate : kConfidence,
        fmt::format("It is {:.1f} years {} all other dates of the column{}.",
                    static_cast<double>(Away(day)) / 365.25,
                    day < period_.first ? "before" : "behind",
                    no_date ? "; programs write this day where they have no date" : ""),
        fmt::format("{} to {}", Written(period_.first), Written(period_.second)));
  }

 private:
  int64_t Away(int64_t day) const { return std::max(period_.first - day, day - period_.second); }

  Period period_;
  bool month_first_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "the values are no dates, or none is far from the others";
  const Days days = DaysOf(*context.profile, context.table->sample);
  const auto rows = static_cast<double>(days.rows);
  if (days.rows < kLeastRows || days.rows_of.size() < kLeastDays ||
      static_cast<double>(days.dates) < kLeastDates * rows)
    return std::unique_ptr<ValueDetector>();
  const uint64_t most_far = std::max(kMostFar, static_cast<uint64_t>(kMostFarShare * rows));
  const Period period = Grown(Middle(days, most_far), days);
  const bool any_far = period != Period(days.rows_of.begin()->first, days.rows_of.rbegin()->first);
  // A sample may not have the few that are far.
  if (!any_far && context.profile->values_exact) return std::unique_ptr<ValueDetector>();
  return std::unique_ptr<ValueDetector>(
      std::make_unique<DistantDateDetector>(period, days.month_first));
}

constexpr Code kEmitted[] = {Code::kOutlier};

constexpr Example kExamples[] = {
    {"one day from which programs count, and a year with a wrong digit", "",
     "born,id\n03.09.1970,0\n01.08.1986,1\n30.05.1984,2\n06.11.1965,3\n05.08.1976,4\n02.02.1987,5"
     "\n06.04.1981,6\n25.01.1988,7\n20.01.1986,8\n09.12.1962,9\n02.03.1987,10\n03.08.1960,11\n17.0"
     "1.1981,12\n20.08.1971,13\n15.09.1984,14\n06.07.1970,15\n07.08.1968,16\n01.01.1900,17\n03.02."
     "1981,18\n07.04.1984,19\n27.08.1984,20\n14.05.1981,21\n24.10.1977,22\n31.08.1988,23\n03.10.19"
     "66,24\n27.05.1970,25\n23.06.1988,26\n20.10.1966,27\n20.06.1983,28\n28.06.1977,29\n01.04.1993"
     ",30\n05.09.1960,31\n12.02.1990,32\n12.03.2890,33\n15.11.1962,34\n24.02.1967,35\n04.01.1994,3"
     "6\n07.07.1986,37\n02.12.1961,38\n06.07.1973,39\n28.12.1994,40\n23.05.1961,41\n01.02.1972,42"
     "\n16.03.1981,43\n05.09.1986,44\n30.03.1992,45\n21.05.1977,46\n13.01.1992,47\n09.05.1995,48\n"
     "24.02.1979,49\n19.09.1977,50\n29.08.1992,51\n05.12.1995,52\n17.11.1985,53\n",
     "17:0 33:0"},
    {"a few early ones, each near the next", "",
     "since,id\n12/27/2022,0\n07/04/2019,1\n02/06/2022,2\n02/04/2019,3\n05/27/2018,4\n04/02/2013,5"
     "\n07/21/2023,6\n06/07/2020,7\n11/22/2020,8\n11/22/2022,9\n05/18/2021,10\n09/22/2022,11\n09/0"
     "9/2023,12\n04/30/2022,13\n12/08/2021,14\n12/28/2023,15\n07/28/2022,16\n08/09/2020,17\n10/11/"
     "2021,18\n04/28/2018,19\n09/01/2008,20\n10/31/2019,21\n08/29/2021,22\n03/03/2019,23\n05/14/20"
     "20,24\n12/29/2020,25\n03/13/2021,26\n05/25/2019,27\n09/17/2018,28\n05/29/2023,29\n06/04/2023"
     ",30\n12/29/2018,31\n11/10/2021,32\n09/30/2018,33\n08/09/2022,34\n09/10/2019,35\n03/24/2018,3"
     "6\n04/18/2021,37\n10/16/2022,38\n08/28/2022,39\n05/03/2019,40\n07/01/2018,41\n07/04/2018,42"
     "\n03/28/2022,43\n09/17/2021,44\n02/17/2021,45\n09/02/2023,46\n08/24/2020,47\n05/28/2018,48\n"
     "06/22/2021,49\n01/30/2018,50\n11/12/2018,51\n03/19/2019,52\n05/09/2018,53\n",
     ""},
    {"an open end that many rows have", "",
     "until,id\n9999-12-31,0\n2022-04-15,1\n2021-08-20,2\n2021-06-23,3\n2020-11-15,4\n2020-03-27,5"
     "\n2021-11-26,6\n2021-10-04,7\n2022-01-07,8\n9999-12-31,9\n2022-02-12,10\n2022-02-10,11\n2022"
     "-07-31,12\n2022-12-01,13\n2022-03-01,14\n2020-07-29,15\n2022-11-04,16\n2021-07-09,17\n9999-1"
     "2-31,18\n2021-05-01,19\n2021-09-08,20\n2022-06-14,21\n2021-06-12,22\n2022-12-03,23\n2021-09-"
     "12,24\n2021-11-25,25\n2020-01-24,26\n9999-12-31,27\n2021-10-06,28\n2020-02-11,29\n2022-02-10"
     ",30\n2020-09-29,31\n2020-05-03,32\n2021-11-11,33\n2022-08-12,34\n2021-12-23,35\n9999-12-31,3"
     "6\n2021-07-25,37\n2022-09-29,38\n2020-02-15,39\n2020-05-04,40\n2020-02-13,41\n2022-01-26,42"
     "\n2021-05-29,43\n2022-07-23,44\n9999-12-31,45\n2021-10-17,46\n2020-12-29,47\n2022-01-15,48\n"
     "2021-01-14,49\n2021-10-02,50\n2022-01-26,51\n2021-06-24,52\n2021-09-07,53\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDistantDateDetector;
constinit const DetectorType kDistantDateDetector = {
    .name = "distant_date",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A date years away from the period that all others of its column lie in.",
    .details =
        "Nine tenths of a column's values must be dates, of 20 days or more. Up to three rows, or "
        "two in a thousand, at an end are no part of the period when they lie further from it than "
        "it is wide, and two years at least. Days from which programs count (1900-01-01, "
        "1970-01-01) are told as what "
        "stands where no date is known.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

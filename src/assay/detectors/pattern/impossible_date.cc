// impossible_date: a date like the column's others of a day that the calendar does not have.
#include <algorithm>
#include <array>
#include <string_view>

#include "assay/detect/date_form.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/known_values.h"

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 20;
constexpr double kLeastDates = 0.9;  // of the rows with a value
constexpr double kConfidence = 0.97;
constexpr uint64_t kLeastPartial = 3;   // rows without day or month …
constexpr double kPartialHabit = 0.01;  // … and their share, from which on they are a way to write

// Two forms of the same numbers: what one order of day and month can't be may be the other.
struct Orders {
  std::string_view form, swapped;
};
constexpr std::array<Orders, 8> kOrders = {{{"YYYY-M-D", "YYYY-D-M"},
                                            {"YYYY/M/D", "YYYY/D/M"},
                                            {"YYYY.MM.DD", "YYYY.DD.MM"},
                                            {"D.M.YYYY", "M.D.YYYY"},
                                            {"D/M/YYYY", "M/D/YYYY"},
                                            {"M/D/YYYY", "D/M/YYYY"},
                                            {"D-M-YYYY", "M-D-YYYY"},
                                            {"M-D-YYYY", "D-M-YYYY"}}};

// The text without the time of day behind it.
std::string_view DayOf(std::string_view text) {
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == 'T'; });
  return text.substr(0, static_cast<size_t>(end - text.begin()));
}

// A year without its day or month ("1987-00-00", "00/05/1987"): zeros say that it is not known.
bool IsPartial(std::string_view day) {
  bool zero = false, year = false;
  for (size_t at = 0; at < day.size();) {
    const size_t end = std::min(day.find_first_of("-/.", at), day.size());
    const std::string_view part = day.substr(at, end - at);
    const bool zeros = part.find_first_not_of('0') == std::string_view::npos;
    if (part.size() == 4) {
      year = !zeros;
    } else {
      zero |= zeros;
    }
    at = end + 1;
  }
  return zero && year;
}

class ImpossibleDateDetector final : public ValueDetector {
 public:
  explicit ImpossibleDateDetector(const Orders& orders)
      : form_(*DateForm::Parse(orders.form)), swapped_(*DateForm::Parse(orders.swapped)) {}

  DateForm::Fit Read(std::string_view value) const {
    DateTime date;
    return form_.Read(DayOf(value), &date);
  }

  // That zeros stand for unknown days and months here.
  void AllowPartial() { partial_allowed_ = true; }

  bool Flags(std::string_view value) const override {
    DateTime date;
    if (partial_allowed_ && IsPartial(DayOf(value))) return false;
    return Read(value) == DateForm::Fit::kImpossible &&
           swapped_.Read(DayOf(value), &date) != DateForm::Fit::kDate;
  }

  Evidence Explain(std::string_view value) const override {
    return MakeEvidence(
        Code::kInvalidType, kConfidence,
        Excerpt(value) + " is written like the dates of this column, but there is no such day.",
        "a date of the calendar");
  }

 private:
  DateForm form_, swapped_;
  bool partial_allowed_ = false;
};

// Whether some of the column's first values are dates of that form: all others take a whole look.
bool MayHoldDates(const ImpossibleDateDetector& detector, const ColumnProfile& column,
                  const RowSample& sample) {
  constexpr size_t kFirst = 64;
  const auto any = [&](const auto& values, const auto& text_of) {
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), kFirst));
    return std::any_of(values.begin(), end, [&](const auto& value) {
      return detector.Read(text_of(value)) == DateForm::Fit::kDate;
    });
  };
  if (column.values_exact)
    return any(column.values, [](const Counted& value) { return value.text; });
  if (column.index >= sample.columns.size()) return false;
  return any(sample.columns[column.index], [](const std::string& cell) { return cell; });
}

struct Counts {
  uint64_t rows = 0, dates = 0, flagged = 0;
  uint64_t partial = 0;  // of those that are flagged
};

Counts CountDates(const ImpossibleDateDetector& detector, const ColumnProfile& column,
                  const RowSample& sample) {
  Counts counts;
  ForKnownValues(column, sample, [&](std::string_view value, uint64_t count) {
    if (value.empty()) return;
    counts.rows += count;
    if (detector.Read(value) == DateForm::Fit::kDate) counts.dates += count;
    if (!detector.Flags(value)) return;
    counts.flagged += count;
    if (IsPartial(DayOf(value))) counts.partial += count;
  });
  return counts;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "the values are no dates of one form, or all of them are days of the calendar";
  const ColumnProfile& column = *context.profile;
  for (const Orders& orders : kOrders) {
    auto detector = std::make_unique<ImpossibleDateDetector>(orders);
    if (!MayHoldDates(*detector, column, context.table->sample)) continue;
    const Counts counts = CountDates(*detector, column, context.table->sample);
    const auto rows = static_cast<double>(counts.rows),
               partial = static_cast<double>(counts.partial);
    const bool habit = counts.partial >= kLeastPartial && partial >= kPartialHabit * rows;
    if (habit) detector->AllowPartial();
    const uint64_t dates = counts.dates + (habit ? counts.partial : 0);
    if (counts.rows < kLeastRows || static_cast<double>(dates) < kLeastDates * rows) continue;
    // A sample may not have the few that are wrong.
    const uint64_t flagged = counts.flagged - (habit ? counts.partial : 0);
    if (flagged == 0 && column.values_exact) return std::unique_ptr<ValueDetector>();
    return std::unique_ptr<ValueDetector>(std::move(detector));
  }
  return std::unique_ptr<ValueDetector>();
}

constexpr Code kEmitted[] = {Code::kInvalidType};

constexpr Example kExamples[] = {
    {"February has no 31st; the other order of day and month is left to date_order", "",
     "day,id\n14.03.2021,0\n02.11.2021,1\n27.05.2021,2\n19.01.2021,3\n31.02.2021,4\n"
     "30.06.2021,5\n11.12.2021,6\n23.04.2021,7\n25.05.2021,8\n16.07.2021,9\n09.02.2021,10\n"
     "28.10.2021,11\n13.08.2021,12\n21.05.2021,13\n03.03.2021,14\n17.11.2021,15\n"
     "05.25.2021,16\n25.12.2021,17\n12.06.2021,18\n20.09.2021,19\n00.00.0000,20\n"
     "07.04.2021,21\n29.02.2020,22\n08.08.2021,23\n01.10.2021,24\n02.10.2021,25\n"
     "03.10.2021,26\n04.10.2021,27\n05.10.2021,28\n06.10.2021,29\n",
     "4:0 20:0"},
    {"days with a time, the year first", "",
     "at,id\n2021-03-14 08:00,0\n2021-11-02 08:00,1\n2021-05-27 08:00,2\n2021-01-19 08:00,3\n"
     "2021-02-31 08:00,4\n2021-06-30 08:00,5\n2021-12-11 08:00,6\n2021-04-23 08:00,7\n"
     "2021-05-25 08:00,8\n2021-07-16 08:00,9\n2021-02-09 08:00,10\n2021-10-28 08:00,11\n"
     "2021-08-13 08:00,12\n2021-05-21 08:00,13\n2021-03-03 08:00,14\n2021-11-17 08:00,15\n"
     "2021-25-05 08:00,16\n2021-12-25 08:00,17\n2021-06-12 08:00,18\n2021-09-20 08:00,19\n"
     "0000-00-00 00:00,20\n2021-04-07 08:00,21\n2020-02-29 08:00,22\n2021-08-08 08:00,23\n"
     "2021-10-01 08:00,24\n2021-10-02 08:00,25\n2021-10-03 08:00,26\n2021-10-04 08:00,27\n"
     "2021-10-05 08:00,28\n2021-10-06 08:00,29\n",
     "4:0 20:0"},
    {"days that are not known, by zeros, and one that is wrong", "",
     "born,id\n2009-10-12,0\n1984-03-06,1\n1950-06-17,2\n2009-00-00,3\n1992-09-20,4\n1955-12-13,"
     "5\n1971-12-15,6\n2004-03-06,7\n1980-01-04,8\n1966-09-28,9\n1958-12-13,10\n1963-00-00,"
     "11\n1978-00-00,12\n2003-02-25,13\n1984-04-13,14\n1985-06-26,15\n1955-04-23,16\n1950-07-02,"
     "17\n1998-08-05,18\n1953-04-14,19\n1964-10-00,20\n1965-10-07,21\n1975-06-01,22\n1960-03-18,"
     "23\n1952-09-03,24\n2013-09-07,25\n2003-02-13,26\n1974-11-25,27\n1961-12-19,28\n1968-00-00,"
     "29\n1955-01-09,30\n1969-12-09,31\n1954-02-28,32\n1987-02-30,33\n2014-01-24,34\n1996-11-17,"
     "35\n1961-06-04,36\n1996-08-07,37\n2001-04-19,38\n1952-07-26,39\n1992-01-14,40\n1964-04-08,"
     "41\n2006-05-11,42\n1961-05-21,43\n1986-00-00,44\n1957-01-13,45\n2004-08-12,46\n1981-10-24,"
     "47\n1958-07-21,48\n1979-02-25,49\n2001-09-00,50\n1997-03-22,51\n1987-03-23,52\n1983-01-02,"
     "53\n1972-05-06,54\n1965-10-05,55\n1951-01-02,56\n2007-04-26,57\n1999-05-20,58\n1951-06-10,"
     "59\n",
     "33:0"},
    {"zeros once only", "",
     "born,id\n05/08/1985,0\n05/02/1987,1\n23/02/1958,2\n14/08/1968,3\n23/09/1999,4\n19/03/"
     "1985,5\n25/10/2013,6\n12/02/1956,7\n09/09/1966,8\n06/11/1960,9\n06/04/1951,10\n07/03/"
     "2010,11\n15/10/2019,12\n13/02/1972,13\n18/08/1983,14\n18/02/1953,15\n19/10/2005,16\n00/00/"
     "1987,17\n17/09/1958,18\n21/10/2019,19\n10/02/1978,20\n24/03/1963,21\n04/12/2012,22\n15/01/"
     "2012,23\n21/12/1956,24\n22/10/1953,25\n12/04/2008,26\n08/06/2013,27\n08/01/1960,28\n20/01/"
     "2002,29\n14/10/1958,30\n03/04/1954,31\n20/03/1960,32\n03/01/1995,33\n20/08/2020,34\n18/08/"
     "1953,35\n23/02/1992,36\n03/06/1951,37\n15/08/1969,38\n13/08/1967,39\n04/06/1979,40\n15/03/"
     "1974,41\n08/02/1964,42\n02/02/1959,43\n21/02/1997,44\n04/12/1953,45\n15/11/2016,46\n07/06/"
     "1960,47\n08/01/1982,48\n25/09/1975,49\n01/08/1982,50\n20/01/1963,51\n17/07/1957,52\n09/08/"
     "1990,53\n20/04/1957,54\n22/05/1966,55\n10/01/1973,56\n12/07/1950,57\n10/02/1953,58\n11/08/"
     "1981,59\n",
     "17:0"},
    {"versions by year, which begin like dates", "",
     "version,id\n2023.1.0,a\n2023.1.1,b\n2023.2.0,c\n2023.2.1,d\n2023.3.1,e\n2023.3.2,f\n"
     "2023.4.1,g\n2023.4.2,h\n2023.5.1,i\n2023.5.2,j\n2023.6.0,k\n2023.6.1,l\n2023.7.1,m\n"
     "2023.7.2,n\n2023.8.1,o\n2023.8.2,p\n2023.9.1,q\n2023.9.2,r\n2023.10.1,s\n2023.10.2,t\n"
     "2023.11.1,u\n2023.11.2,v\n2023.12.1,w\n2023.12.2,x\n2024.1.1,y\n2024.1.2,z\n",
     ""},
    {"versions, which have as many parts", "",
     "version,id\n1.2.2021,a\n1.3.2021,b\n1.40.2021,c\n1.41.2021,d\n1.42.2021,e\n1.43.2021,f\n"
     "1.44.2021,g\n1.45.2021,h\n1.46.2021,i\n1.47.2021,j\n2.48.2021,k\n2.49.2021,l\n2.50.2021,m\n"
     "2.51.2021,n\n2.52.2021,o\n2.53.2021,p\n2.54.2021,q\n2.55.2021,r\n2.56.2021,s\n2.57.2021,t\n"
     "2.58.2021,u\n2.59.2021,v\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kImpossibleDateDetector;
constinit const DetectorType kImpossibleDateDetector = {
    .name = "impossible_date",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A date of a day that the calendar does not have.",
    .details =
        "Nine tenths of a column's values must be dates of one form, with or without a time of "
        "day. A value of that form that is no day in either order of day and month is flagged: 31 "
        "February, 00/00/0000. Where one date in a hundred has zeros for its day or month beside a "
        "year, they stand for what is not known.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

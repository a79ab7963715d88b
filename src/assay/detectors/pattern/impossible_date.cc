// impossible_date: a date like the column's others of a day that the calendar does not have.
#include <algorithm>
#include <array>
#include <string_view>

#include "assay/detect/date_form.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 20;
constexpr double kLeastDates = 0.9;  // of the rows with a value
constexpr double kConfidence = 0.97;

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

class ImpossibleDateDetector final : public ValueDetector {
 public:
  explicit ImpossibleDateDetector(const Orders& orders)
      : form_(*DateForm::Parse(orders.form)), swapped_(*DateForm::Parse(orders.swapped)) {}

  DateForm::Fit Read(std::string_view value) const {
    DateTime date;
    return form_.Read(DayOf(value), &date);
  }

  bool Flags(std::string_view value) const override {
    DateTime date;
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

// Gives `take` the values of the column and their rows, those of the sampled rows when there are
// too many.
template <typename Take>
void ForValues(const ColumnProfile& column, const RowSample& sample, const Take& take) {
  if (column.values_exact) {
    for (const Counted& value : column.values) take(value.text, value.count);
  } else if (column.index < sample.columns.size()) {
    for (const std::string& cell : sample.columns[column.index]) take(cell, 1);
  }
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  *skip_reason = "the values are no dates of one form, or all of them are days of the calendar";
  const ColumnProfile& column = *context.profile;
  for (const Orders& orders : kOrders) {
    auto detector = std::make_unique<ImpossibleDateDetector>(orders);
    if (!MayHoldDates(*detector, column, context.table->sample)) continue;
    uint64_t rows = 0, dates = 0, flagged = 0;
    ForValues(column, context.table->sample, [&](std::string_view value, uint64_t count) {
      if (value.empty()) return;
      rows += count;
      if (detector->Read(value) == DateForm::Fit::kDate) dates += count;
      if (detector->Flags(value)) flagged += count;
    });
    if (rows < kLeastRows || static_cast<double>(dates) < kLeastDates * static_cast<double>(rows))
      continue;
    // A sample may not have the few that are wrong.
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
        "February, 00/00/0000.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

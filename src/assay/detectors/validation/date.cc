// date: a date that is not written as the field asks, does not exist, or lies outside a period.
#include <fmt/format.h>

#include "assay/detect/date_form.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

struct Period {
  std::optional<DateTime> from, to;
};

class DateDetector final : public ValueDetector {
 public:
  DateDetector(std::vector<DateForm> forms, const Period& period)
      : forms_(std::move(forms)), period_(period) {}

  bool Flags(std::string_view value) const override {
    return !IsBlank(value) && Judge(value) != Verdict::kRight;
  }

  Evidence Explain(std::string_view value) const override {
    switch (Judge(value)) {
      case Verdict::kImpossible:
        return MakeEvidence(
            Code::kInvalidType, 0.95,
            Excerpt(value) + " is written like a date, but there is no such day or time.",
            "a date of the calendar");
      case Verdict::kEarly:
        return MakeEvidence(Code::kNumberOutOfRange, 0.9,
                            fmt::format("The date lies before {}.", forms_[0].Write(*period_.from)),
                            fmt::format("a date from {}", forms_[0].Write(*period_.from)));
      case Verdict::kLate:
        return MakeEvidence(Code::kNumberOutOfRange, 0.9,
                            fmt::format("The date lies after {}.", forms_[0].Write(*period_.to)),
                            fmt::format("a date up to {}", forms_[0].Write(*period_.to)));
      default:
        break;
    }
    Evidence evidence = MakeEvidence(
        Code::kInvalidFormat, 0.85,
        fmt::format("{} is not a date as {}.", Excerpt(value), FormTexts()), FormTexts());
    if (auto rewritten = RewriteDate(value, forms_[0])) Suggest(*std::move(rewritten), &evidence);
    return evidence;
  }

 private:
  enum class Verdict { kRight, kOtherForm, kImpossible, kEarly, kLate };

  Verdict Judge(std::string_view value) const {
    Verdict verdict = Verdict::kOtherForm;
    for (const DateForm& form : forms_) {
      DateTime date;
      switch (form.Read(value, &date)) {
        case DateForm::Fit::kNone:
          continue;
        case DateForm::Fit::kImpossible:
          verdict = Verdict::kImpossible;
          continue;
        case DateForm::Fit::kDate:
          break;
      }
      if (period_.from && Compare(date, *period_.from) < 0) {
        verdict = Verdict::kEarly;
      } else if (period_.to && Compare(date, *period_.to) > 0) {
        verdict = Verdict::kLate;
      } else {
        return Verdict::kRight;
      }
    }
    return verdict;
  }

  std::string FormTexts() const {
    std::string list;
    for (const DateForm& form : forms_) list += (list.empty() ? "" : " or ") + form.text();
    return list;
  }

  std::vector<DateForm> forms_;
  Period period_;
};

Result<std::optional<DateTime>> ReadBound(const Params& params, const DetectorContext& context,
                                          const std::string& name) {
  if (!params.Has(name)) return std::optional<DateTime>();
  static const DateForm kIso = *DateForm::Parse("YYYY-MM-DD");
  DateTime date;
  if (kIso.Read(params.GetString(name), &date) == DateForm::Fit::kDate) return std::optional(date);
  return ParamError(
      context, params, name,
      fmt::format("'{}': found '{}', expected a day as YYYY-MM-DD", name, params.GetString(name)));
}

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  std::vector<DateForm> forms;
  const std::vector<std::string>& texts = params.GetList("formats");
  for (size_t i = 0; i < texts.size(); ++i) {
    auto form = DateForm::Parse(texts[i]);
    if (!form || !form->IsDay()) {
      return ParamError(
          context, params, fmt::format("formats[{}]", i),
          fmt::format("'formats': '{}' is no form of a day; write it with YYYY, MM and DD, each "
                      "once: DD.MM.YYYY",
                      texts[i]));
    }
    forms.push_back(*std::move(form));
  }
  if (forms.empty()) return ParamError(context, params, "formats", "'formats' is an empty list");
  Period period;
  ASSAY_TRY(period.from, ReadBound(params, context, "from"));
  ASSAY_TRY(period.to, ReadBound(params, context, "to"));
  if (period.to && period.to->hour == 0) {
    // The last day counts whole, whatever its time.
    period.to->hour = 23;
    period.to->minute = period.to->second = 59;
  }
  return std::unique_ptr<ValueDetector>(std::make_unique<DateDetector>(std::move(forms), period));
}

constexpr Code kEmitted[] = {Code::kInvalidFormat, Code::kInvalidType, Code::kNumberOutOfRange};

constexpr ParamSpec kParams[] = {
    {"formats", ParamKind::kStringList,
     "How dates may be written, of YYYY YY MM M DD D hh h mm ss; suggestions use the first.",
     "[YYYY-MM-DD]"},
    {"from", ParamKind::kString, "The first day of the period, as YYYY-MM-DD."},
    {"to", ParamKind::kString, "The last day of the period, as YYYY-MM-DD."},
};

constexpr Example kExamples[] = {
    {"another form and a day that does not exist", "formats: ['DD.MM.YYYY']",
     "day,id\n31.01.2024,a\n31.04.2024,b\n2024-01-31,c\n1.2.2024,d\n,e\n", "1:0 2:0 3:0"},
    {"a period",
     "{formats: ['YYYY-MM-DD', 'YYYY-MM-DD hh:mm'], from: '2020-01-01', to: '2025-12-31'}",
     "day,id\n2019-12-31,a\n2020-01-01,b\n2025-12-31 23:10,c\n2026-01-01,d\n", "0:0 3:0"},
    {"days that exist", "formats: ['M/D/YYYY']", "day,id\n2/29/2000,a\n12/31/1999,b\n2/28/1900,c\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDateDetector;
constinit const DetectorType kDateDetector = {
    .name = "date",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "A date has another form, does not exist, or lies outside a period.",
    .details =
        "A date of another usual form is suggested in the right one, unless it could be two days "
        "(03/04/2024). Days are those of the Gregorian calendar. Empty cells are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay

// Dates and times as written forms: "YYYY-MM-DD", "DD.MM.YYYY", "hh:mm".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// A day of the proleptic Gregorian calendar and a time of it.
struct DateTime {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

// Orders by time: negative, 0 or positive.
int Compare(const DateTime& a, const DateTime& b);

// One written form, made of YYYY YY MM M DD D hh h mm ss and literal characters. M, D and h take
// one or two digits, the others exactly as many as their letters; YY means 1950 to 2049.
class DateForm {
 public:
  enum class Fit {
    kNone,        // not written in this form
    kImpossible,  // written in it, but no day or time of the calendar (30 February, 25:10)
    kDate,
  };

  // Nothing when the form has no part, or one part twice.
  static std::optional<DateForm> Parse(std::string_view form);

  Fit Read(std::string_view text, DateTime* date) const;
  std::string Write(const DateTime& date) const;
  const std::string& text() const { return text_; }
  // Whether the form tells the day and the month of a year.
  bool IsDay() const;

 private:
  struct Part {
    char unit = 0;            // Y M D h m s; 0: the literal
    int least = 0, most = 0;  // digits
    char literal = 0;
  };
  std::string text_;
  std::vector<Part> parts_;
};

// The date written in one of the usual forms of days, rewritten in `form`; nothing when it is none,
// or could be two different days ("03/04/2024").
std::optional<std::string> RewriteDate(std::string_view text, const DateForm& form);

}  // namespace assay

// check_digit: a code (EAN, ISBN, IBAN …) whose check digit does not match, or that is none at all.
#include <algorithm>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/detect/check_digit_scheme.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/param_error.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

using Schemes = std::vector<const CheckDigitScheme*>;

constexpr size_t kMostLostZeros = 2;  // more would find a right code by chance too often

class CheckDigitDetector final : public ValueDetector {
 public:
  explicit CheckDigitDetector(Schemes schemes) : schemes_(std::move(schemes)) {}

  bool Flags(std::string_view value) const override { return !IsBlank(value) && !IsRight(value); }

  Evidence Explain(std::string_view value) const override {
    for (const CheckDigitScheme* scheme : schemes_) {
      if (scheme->check(value) == CheckVerdict::kWrongDigit) return WrongDigit(*scheme, value);
    }
    Evidence evidence =
        MakeEvidence(Code::kInvalidFormat, 0.86,
                     fmt::format("{} is not {}.", Excerpt(value), Expected()), Expected());
    std::string repaired;
    if (Repair(value, &repaired)) Suggest(std::move(repaired), &evidence);
    return evidence;
  }

 private:
  bool IsRight(std::string_view value) const {
    return std::any_of(schemes_.begin(), schemes_.end(), [&](const CheckDigitScheme* scheme) {
      return scheme->check(value) == CheckVerdict::kRight;
    });
  }

  // No repair is suggested: any other digit may be the wrong one.
  static Evidence WrongDigit(const CheckDigitScheme& scheme, std::string_view value) {
    std::string digits;
    std::string other(value);
    for (char digit = '0'; digit <= '9'; ++digit) {
      other.back() = digit;
      if (scheme.check(other) == CheckVerdict::kRight) digits = digit;
    }
    std::string message = fmt::format("The check digit of the {} is wrong", scheme.title);
    if (digits.empty() || scheme.name == "iban") {
      message += ": a digit is wrong, or two are swapped.";
    } else {
      message += fmt::format(": it is {}, the other digits ask for {}.", value.back(), digits);
    }
    return MakeEvidence(Code::kCheckDigit, 0.98, std::move(message),
                        fmt::format("{} with a right check digit", scheme.title));
  }

  std::string Expected() const {
    std::string list;
    for (const CheckDigitScheme* scheme : schemes_) {
      list += fmt::format("{}{} ({})", list.empty() ? "" : " or ", scheme->title, scheme->form);
    }
    return list;
  }

  // What spreadsheets and writers do to codes: ".0" behind, signs and spaces between, lost zeros.
  bool Repair(std::string_view value, std::string* repaired) const {
    if (value.size() > 64) return false;
    if (value.ends_with(".0")) value.remove_suffix(2);
    std::string compact;
    for (const char c : value) {
      const bool kept = IsLetterOrDigit(c);
      if (kept) compact.push_back(ToUpper(c));
    }
    for (size_t zeros = 0; zeros <= kMostLostZeros; ++zeros) {
      if (IsRight(compact)) {
        *repaired = std::move(compact);
        return true;
      }
      compact.insert(0, 1, '0');
    }
    return false;
  }

  Schemes schemes_;
};

Result<std::unique_ptr<ValueDetector>> Make(const Params& params, const DetectorContext& context,
                                            std::string*) {
  Schemes schemes;
  const std::vector<std::string>& names = params.GetList("schemes");
  for (size_t i = 0; i < names.size(); ++i) {
    schemes.push_back(FindCheckDigitScheme(names[i]));
    if (schemes.back() != nullptr) continue;
    std::vector<std::string> known;
    for (const CheckDigitScheme& scheme : AllCheckDigitSchemes()) known.emplace_back(scheme.name);
    return ParamError(context, params, fmt::format("schemes[{}]", i),
                      fmt::format("unknown scheme of check digits '{}'.{}", names[i],
                                  NearestHint(names[i], known)));
  }
  if (schemes.empty()) return ParamError(context, params, "schemes", "'schemes' is an empty list");
  return std::unique_ptr<ValueDetector>(std::make_unique<CheckDigitDetector>(std::move(schemes)));
}

constexpr Code kEmitted[] = {Code::kCheckDigit, Code::kInvalidFormat};

constexpr ParamSpec kParams[] = {
    {"schemes", ParamKind::kStringList,
     "The kinds of code of which the value must be one: ean8, upc, ean13, gtin14, gtin (these "
     "four), isbn10, "
     "isbn13, isbn, issn, luhn, iban, isin.",
     "", true},
};

constexpr Example kExamples[] = {
    {"EAN-13", "schemes: [ean13]",
     "ean,id\n4006381333931,1\n4006381333932,2\n4060381333931,3\n400638133393,4\n4.00638E+12,5\n,"
     "6\n"
     "4006381333931.0,7\n0000000000000,8\n",
     "1:0 2:0 3:0 4:0 6:0 7:0"},
    {"any trade item number", "schemes: [gtin]",
     "gtin,id\n96385074,1\n036000291452,2\n4006381333931,3\n10012345678902,4\n96385075,"
     "5\n123456789,6\n",
     "4:0 5:0"},
    {"books and serials", "schemes: [isbn, issn]",
     "number,id\n978-3-16-148410-0,1\n3-16-148410-X,2\n0378-5955,3\n978-3-16-148410-1,4\n0378-5954,"
     "5\n",
     "3:0 4:0"},
    {"accounts, cards and securities", "schemes: [iban, luhn, isin]",
     "number,id\nDE89 3704 0044 0532 0130 "
     "00,1\n4539148803436467,2\nUS0378331005,3\nDE88370400440532013000,4\n"
     "4539148803436468,5\nUS0378331004,6\n",
     "3:0 4:0 5:0"},
};

}  // namespace

extern constinit const DetectorType kCheckDigitDetector;
constinit const DetectorType kCheckDigitDetector = {
    .name = "check_digit",
    .method = Method::kValidation,
    .scope = Scope::kValue,
    .summary = "The check digit of a code does not match its other digits.",
    .details =
        "A value passes when it is a right code of one of the schemes. One of the right form with "
        "another check digit is CHECK_DIGIT; all others are INVALID_FORMAT, with a suggestion "
        "where "
        "removing signs or putting back at most two leading zeros gives a right code. ISBN, ISSN "
        "and IBAN may be written with hyphens and spaces. Empty cells are left to `empty`.",
    .codes = kEmitted,
    .params = kParams,
    .examples = kExamples,
    .make_value = Make,
};

}  // namespace assay

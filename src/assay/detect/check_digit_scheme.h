// Codes with check digits: EAN, UPC, GTIN, ISBN, ISSN, IBAN, ISIN, Luhn.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay {

enum class CheckVerdict : uint8_t {
  kRight,
  kWrongForm,   // not the length or the characters of such a code
  kWrongDigit,  // the form of one, but the check digit is another
};

// One kind of code.
struct CheckDigitScheme {
  std::string_view name;   // as rules name it
  std::string_view title;  // "EAN-13"
  std::string_view form;   // "13 digits"
  CheckVerdict (*check)(std::string_view code);
};

std::span<const CheckDigitScheme> AllCheckDigitSchemes();
const CheckDigitScheme* FindCheckDigitScheme(std::string_view name);

}  // namespace assay

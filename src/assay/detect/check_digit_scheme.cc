// The arithmetic of check digits: GS1 General Specifications 7.9, ISO 2108, 3297, 6166, 7812-1,
// 13616.
#include "assay/detect/check_digit_scheme.h"

#include "assay/base/ascii.h"

namespace assay {
namespace {

bool AreDigits(std::string_view code) {
  for (const char c : code) {
    if (!IsDigit(c)) return false;
  }
  return !code.empty();
}

// Weights 3 and 1 in turn, from the right; the sum with the check digit is divisible by 10. Zeros
// alone are given to no article.
CheckVerdict CheckGs1(std::string_view code, size_t length) {
  if (code.size() != length || !AreDigits(code)) return CheckVerdict::kWrongForm;
  int sum = 0;
  for (size_t i = 0; i < length; ++i) sum += (code[length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);
  if (sum == 0) return CheckVerdict::kWrongForm;
  return sum % 10 == 0 ? CheckVerdict::kRight : CheckVerdict::kWrongDigit;
}

CheckVerdict CheckEan8(std::string_view code) { return CheckGs1(code, 8); }
CheckVerdict CheckUpc(std::string_view code) { return CheckGs1(code, 12); }
CheckVerdict CheckEan13(std::string_view code) { return CheckGs1(code, 13); }
CheckVerdict CheckGtin14(std::string_view code) { return CheckGs1(code, 14); }

CheckVerdict CheckGtin(std::string_view code) {
  const size_t length = code.size();
  const bool known = length == 8 || length == 12 || length == 13 || length == 14;
  return known ? CheckGs1(code, length) : CheckVerdict::kWrongForm;
}

// Books and serials may be written with hyphens or spaces. Copies what remains; false when it is
// longer than `most`.
bool Compact(std::string_view code, size_t most, char* out, size_t* length) {
  *length = 0;
  for (const char c : code) {
    if (c == '-' || c == ' ') continue;
    if (*length == most) return false;
    out[(*length)++] = c;
  }
  return true;
}

// Weights falling to 1, modulo 11; the last character may be X for ten.
CheckVerdict CheckMod11(std::string_view code, size_t size) {
  char digits[10];
  size_t length = 0;
  if (!Compact(code, size, digits, &length) || length != size) return CheckVerdict::kWrongForm;
  int sum = 0;
  for (size_t i = 0; i < size; ++i) {
    const bool ten = i + 1 == size && (digits[i] == 'X' || digits[i] == 'x');
    if (!ten && !IsDigit(digits[i])) return CheckVerdict::kWrongForm;
    sum += (ten ? 10 : digits[i] - '0') * static_cast<int>(size - i);
  }
  return sum % 11 == 0 ? CheckVerdict::kRight : CheckVerdict::kWrongDigit;
}

CheckVerdict CheckIsbn10(std::string_view code) { return CheckMod11(code, 10); }
CheckVerdict CheckIssn(std::string_view code) { return CheckMod11(code, 8); }

CheckVerdict CheckIsbn13(std::string_view code) {
  char digits[13];
  size_t length = 0;
  if (!Compact(code, 13, digits, &length)) return CheckVerdict::kWrongForm;
  const std::string_view compact(digits, length);
  const std::string_view prefix = compact.substr(0, 3);
  if (prefix != "978" && prefix != "979") return CheckVerdict::kWrongForm;
  return CheckGs1(compact, 13);
}

CheckVerdict CheckIsbn(std::string_view code) {
  const CheckVerdict verdict = CheckIsbn13(code);
  return verdict == CheckVerdict::kWrongForm ? CheckIsbn10(code) : verdict;
}

// Every second digit from the right doubled, its digits added.
CheckVerdict CheckLuhn(std::string_view code) {
  if (code.size() < 2 || !AreDigits(code)) return CheckVerdict::kWrongForm;
  int sum = 0;
  for (size_t i = 0; i < code.size(); ++i) {
    int digit = code[code.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum = (sum + digit) % 10;
  }
  return sum == 0 ? CheckVerdict::kRight : CheckVerdict::kWrongDigit;
}

// Country, two check digits, account: the country moved behind, letters as 10 to 35, is 1
// modulo 97.
CheckVerdict CheckIban(std::string_view code) {
  char text[34];
  size_t length = 0;
  if (!Compact(code, sizeof text, text, &length) || length < 15) return CheckVerdict::kWrongForm;
  if (!IsUpper(text[0]) || !IsUpper(text[1]) || !IsDigit(text[2]) || !IsDigit(text[3])) {
    return CheckVerdict::kWrongForm;
  }
  int rest = 0;
  for (size_t i = 0; i < length; ++i) {
    const char c = text[(i + 4) % length];
    if (!IsDigit(c) && !IsUpper(c)) return CheckVerdict::kWrongForm;
    rest = IsDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
  }
  return rest == 1 ? CheckVerdict::kRight : CheckVerdict::kWrongDigit;
}

// Luhn over the digits of all characters, letters as 10 to 35.
CheckVerdict CheckIsin(std::string_view code) {
  if (code.size() != 12 || !IsUpper(code[0]) || !IsUpper(code[1]) || !IsDigit(code[11])) {
    return CheckVerdict::kWrongForm;
  }
  std::string digits;
  for (const char c : code) {
    if (!IsDigit(c) && !IsUpper(c)) return CheckVerdict::kWrongForm;
    digits += IsDigit(c) ? std::string(1, c) : std::to_string(c - 'A' + 10);
  }
  return CheckLuhn(digits);
}

constexpr CheckDigitScheme kSchemes[] = {
    {"ean8", "EAN-8", "8 digits", CheckEan8},
    {"upc", "UPC-A", "12 digits", CheckUpc},
    {"ean13", "EAN-13", "13 digits", CheckEan13},
    {"gtin14", "GTIN-14", "14 digits", CheckGtin14},
    {"gtin", "GTIN", "8, 12, 13 or 14 digits", CheckGtin},
    {"isbn10", "ISBN-10", "9 digits and a digit or X", CheckIsbn10},
    {"isbn13", "ISBN-13", "13 digits from 978 or 979", CheckIsbn13},
    {"isbn", "ISBN", "10 or 13 digits", CheckIsbn},
    {"issn", "ISSN", "7 digits and a digit or X", CheckIssn},
    {"luhn", "Luhn code", "digits", CheckLuhn},
    {"iban", "IBAN", "a country, 2 digits and the account", CheckIban},
    {"isin", "ISIN", "2 letters, 9 characters and a digit", CheckIsin},
};

}  // namespace

std::span<const CheckDigitScheme> AllCheckDigitSchemes() { return kSchemes; }

const CheckDigitScheme* FindCheckDigitScheme(std::string_view name) {
  for (const CheckDigitScheme& scheme : kSchemes) {
    if (scheme.name == name) return &scheme;
  }
  return nullptr;
}

}  // namespace assay

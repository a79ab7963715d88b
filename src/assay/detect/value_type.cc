// Recognisers of types: hand-written, since each is called for every distinct value.
#include "assay/detect/value_type.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/detect/white_space.h"

namespace assay {
namespace {

constexpr std::string_view kNames[] = {"integer", "number", "boolean", "date", "time",
                                       "url",     "email",  "uuid",    "ip",   "color"};

bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Labels of letters, digits and hyphens (or beyond ASCII: internationalised names) between points.
bool IsHostName(std::string_view host, bool needs_point) {
  if (host.empty() || host.size() > 253) return false;
  size_t label = 0, points = 0;
  for (size_t i = 0; i < host.size(); ++i) {
    const char c = host[i];
    if (c == '.') {
      if (label == 0 || host[i - 1] == '-') return false;
      label = 0;
      ++points;
      continue;
    }
    const bool inner = c == '-' && label > 0;
    if (!inner && !IsLetter(c) && !IsDigit(c) && static_cast<unsigned char>(c) < 0x80) return false;
    if (++label > 63) return false;
  }
  return label > 0 && host.back() != '-' && (points > 0 || !needs_point);
}

bool IsIpV4(std::string_view text) {
  int parts = 0;
  for (size_t pos = 0; parts < 4; ++parts) {
    int number = 0;
    size_t digits = 0;
    for (; pos < text.size() && IsDigit(text[pos]) && digits < 3; ++digits)
      number = number * 10 + text[pos++] - '0';
    if (digits == 0 || number > 255) return false;
    if (parts == 3) return pos == text.size();
    if (pos == text.size() || text[pos++] != '.') return false;
  }
  return false;
}

bool IsIpV6(std::string_view text) {
  size_t groups = 0, run = 0;
  bool gap = false;
  if (text.size() < 2 || (text[0] == ':' && text[1] != ':')) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsHex(text[i])) {
      if (++run > 4) return false;
      continue;
    }
    if (text[i] == '.' && run > 0) {
      const size_t start = i - run;
      return IsIpV4(text.substr(start)) && (gap ? groups + 2 < 8 : groups + 2 == 8);
    }
    if (text[i] != ':') return false;
    if (run > 0) ++groups;
    run = 0;
    if (i + 1 < text.size() && text[i + 1] == ':') {
      if (gap) return false;
      gap = true;
      ++i;
    } else if (i + 1 == text.size()) {
      return false;
    }
  }
  if (run > 0) ++groups;
  return gap ? groups < 8 : groups == 8;
}

bool IsUrl(std::string_view text) {
  size_t scheme = 0;
  while (scheme < text.size() &&
         (IsLetter(text[scheme]) || (scheme > 0 && (IsDigit(text[scheme]) || text[scheme] == '+' ||
                                                    text[scheme] == '-' || text[scheme] == '.')))) {
    ++scheme;
  }
  if (scheme < 2 || text.substr(scheme, 3) != "://") return false;
  const std::string_view rest = text.substr(scheme + 3);
  for (const char c : rest) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F)
      return false;
  }
  std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (!host.empty() && host[0] == '[') {
    const size_t close = host.find(']');
    return close != std::string_view::npos && IsIpV6(host.substr(1, close - 1));
  }
  const size_t colon = host.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), IsDigit))
      return false;
  }
  return IsHostName(host.substr(0, colon), false);
}

bool IsEmail(std::string_view text) {
  const size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64) return false;
  for (size_t i = 0; i < at; ++i) {
    const char c = text[i];
    if (c == '.' && (i == 0 || i + 1 == at || text[i + 1] == '.')) return false;
    const bool allowed = IsLetterOrDigit(c) || static_cast<unsigned char>(c) >= 0x80 ||
                         std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
    if (!allowed) return false;
  }
  const std::string_view host = text.substr(at + 1);
  return IsHostName(host, true) && !IsDigit(host.back());
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < 36; ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !IsHex(text[i])) return false;
  }
  return true;
}

bool IsColor(std::string_view text) {
  if (text.empty() || text[0] != '#' || (text.size() != 4 && text.size() != 7 && text.size() != 9))
    return false;
  return std::all_of(text.begin() + 1, text.end(), IsHex);
}

bool IsDate(std::string_view text, const std::vector<DateForm>& forms) {
  DateTime date;
  return std::any_of(forms.begin(), forms.end(), [&](const DateForm& form) {
    return form.Read(text, &date) == DateForm::Fit::kDate;
  });
}

std::string ListOf(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + text;
  return list;
}

std::string FormsOf(const std::vector<DateForm>& forms) {
  std::string list;
  for (const DateForm& form : forms) list += (list.empty() ? "" : " or ") + form.text();
  return list;
}

}  // namespace

std::optional<ValueType> ParseValueType(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<ValueType>(i);
  }
  return std::nullopt;
}

std::vector<std::string> ValueTypeNames() { return {std::begin(kNames), std::end(kNames)}; }

bool IsOfType(ValueType type, std::string_view text, const TypeOptions& options) {
  switch (type) {
    case ValueType::kInteger:
      return IsInteger(text, options.number);
    case ValueType::kNumber:
      return ReadNumber(text, options.number).has_value();
    case ValueType::kBoolean:
      return std::find(options.booleans.begin(), options.booleans.end(), text) !=
             options.booleans.end();
    case ValueType::kDate:
    case ValueType::kTime:
      return IsDate(text, options.dates);
    case ValueType::kUrl:
      return IsUrl(text);
    case ValueType::kEmail:
      return IsEmail(text);
    case ValueType::kUuid:
      return IsUuid(text);
    case ValueType::kIpAddress:
      return IsIpV4(text) || IsIpV6(text);
    case ValueType::kColorHex:
      return IsColor(text);
  }
  return true;
}

std::string DescribeType(ValueType type, const TypeOptions& options) {
  switch (type) {
    case ValueType::kInteger:
      return "a whole number";
    case ValueType::kNumber:
      return fmt::format("a number with '{}' as decimal mark", options.number.decimal);
    case ValueType::kBoolean:
      return "one of " + ListOf(options.booleans);
    case ValueType::kDate:
      return "a date as " + FormsOf(options.dates);
    case ValueType::kTime:
      return "a time as " + FormsOf(options.dates);
    case ValueType::kUrl:
      return "a web address with its scheme (https://…)";
    case ValueType::kEmail:
      return "an e-mail address";
    case ValueType::kUuid:
      return "a UUID (8-4-4-4-12 hexadecimal digits)";
    case ValueType::kIpAddress:
      return "an IP address";
    case ValueType::kColorHex:
      return "a colour as #RRGGBB";
  }
  return "";
}

std::optional<std::string> RepairAsType(ValueType type, std::string_view text,
                                        const TypeOptions& options) {
  const std::string_view trimmed = TrimWhiteSpace(text);
  if (trimmed.size() != text.size() && IsOfType(type, trimmed, options))
    return std::string(trimmed);
  std::optional<std::string> repaired;
  switch (type) {
    case ValueType::kInteger:
    case ValueType::kNumber: {
      repaired = RewriteNumber(trimmed, options.number);
      // "12.0" is a whole number in another dress.
      const size_t mark = repaired ? repaired->find(options.number.decimal) : std::string::npos;
      if (type == ValueType::kInteger && mark != std::string::npos &&
          repaired->find_first_not_of('0', mark + 1) == std::string::npos) {
        repaired->resize(mark);
      }
      break;
    }
    case ValueType::kBoolean:
      for (const std::string& boolean : options.booleans) {
        if (FoldCase(boolean) == FoldCase(trimmed)) repaired = boolean;
      }
      break;
    case ValueType::kDate:
      repaired = RewriteDate(trimmed, options.dates.front());
      break;
    case ValueType::kColorHex:
      repaired = "#" + std::string(trimmed);
      break;
    default:
      break;
  }
  if (!repaired || *repaired == text || !IsOfType(type, *repaired, options)) return std::nullopt;
  return repaired;
}

}  // namespace assay

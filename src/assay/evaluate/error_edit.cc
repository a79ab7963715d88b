// The edits: each makes a wrong value of a right one as people and programs do.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/evaluate/error_family.h"
#include "assay/evaluate/error_text_internal.h"

namespace assay {
namespace {

using Wrong = std::optional<std::string>;

constexpr size_t kShortestTypo = 3;   // letters a word needs for a typo
constexpr size_t kShortestCut = 8;    // code points a value needs to be cut
constexpr size_t kFewestNumbers = 5;  // other rows' numbers that tell what is usual

Wrong Clear(const EditContext& at) {
  if (at.row[at.column].empty()) return {};
  return "";
}

// One of `from` that is neither empty nor the value itself.
Wrong PickOther(std::span<const std::string> from, const std::string& value, SplitMix* random) {
  if (from.empty()) return {};
  const size_t start = random->Below(from.size());
  for (size_t i = 0; i < from.size(); ++i) {
    const std::string& other = from[(start + i) % from.size()];
    if (!other.empty() && other != value) return other;
  }
  return {};
}

Wrong Append(const ErrorFamily& family, const std::string& value, SplitMix* random) {
  if (value.empty()) return {};
  return value + family.values[random->Below(family.values.size())];
}

Wrong Truncate(const std::string& value, SplitMix* random) {
  const size_t length = CountCodePoints(value);
  if (length < kShortestCut) return {};
  const size_t keep = length * 2 / 5 + random->Below(length * 2 / 5);
  size_t pos = 0;
  for (size_t i = 0; i < keep; ++i) DecodeUtf8(value, &pos);
  return value.substr(0, pos);
}

// A GTIN of 8, 12, 13 or 14 digits whose check digit is right (GS1: weights 3 and 1 from the
// right).
bool IsGtin(std::string_view text) {
  if (text.size() != 8 && (text.size() < 12 || text.size() > 14)) return false;
  int sum = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    sum += (text[i] - '0') * ((text.size() - i) % 2 == 0 ? 3 : 1);
  }
  return sum % 10 == 0;
}

Wrong BreakCheckDigit(const std::string& value, SplitMix* random) {
  if (!IsGtin(value)) return {};
  std::string wrong = value;
  const size_t place = random->Below(value.size() - 1);
  if (random->Chance(0.4)) std::swap(wrong[place], wrong[place + 1]);
  if (IsGtin(wrong))
    wrong.back() = static_cast<char>('0' + (wrong.back() - '0' + 1 + random->Below(9)) % 10);
  return wrong;
}

// Changes one of the percentages of a composition that sums to 100.
Wrong BreakPercentSum(const std::string& value, SplitMix* random) {
  struct Share {
    size_t at, length;
    int percent;
  };
  std::vector<Share> shares;
  int sum = 0;
  for (size_t sign = value.find('%'); sign != value.npos; sign = value.find('%', sign + 1)) {
    size_t at = sign;
    while (at > 0 && value[at - 1] >= '0' && value[at - 1] <= '9') --at;
    if (at == sign || sign - at > 3) return {};
    const int percent = std::stoi(value.substr(at, sign - at));
    shares.push_back({at, sign - at, percent});
    sum += percent;
  }
  if (sum != 100) return {};
  const Share& share = shares[random->Below(shares.size())];
  const int change = 1 + static_cast<int>(random->Below(15));
  const int percent = share.percent > change + 1 && random->Chance(0.6) ? share.percent - change
                                                                        : share.percent + change;
  std::string wrong = value;
  return wrong.replace(share.at, share.length, std::to_string(percent));
}

// A plain number as a person writes it; codes (leading zeros, more than nine digits) are none.
struct PlainNumber {
  double value = 0;
  int decimals = 0;
};
std::optional<PlainNumber> ReadPlainNumber(std::string_view text) {
  const size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::string_view digits = text.substr(first);
  if (digits.empty() || digits.size() > 12 || digits[0] < '0' || digits[0] > '9') return {};
  const size_t point = digits.find('.');
  const size_t whole = std::min(point, digits.size());
  if (whole > 9 || (digits[0] == '0' && whole > 1)) return {};
  PlainNumber number;
  const auto end = text.data() + text.size();
  if (std::from_chars(text.data(), end, number.value, std::chars_format::fixed).ptr != end)
    return {};
  if (point != digits.npos) number.decimals = static_cast<int>(digits.size() - point - 1);
  return number;
}

Wrong Scale(const ErrorFamily& family, const std::string& value, SplitMix* random) {
  const auto number = ReadPlainNumber(value);
  if (!number || number->value == 0) return {};
  const double factor = family.factors[random->Below(family.factors.size())];
  std::string wrong = fmt::format("{:.6f}", number->value * factor);
  wrong.erase(wrong.find_last_not_of('0') + 1);
  if (wrong.back() == '.') wrong.pop_back();
  return wrong;
}

// Far from the other rows' numbers: `factors` standard deviations, up or down.
Wrong Outlier(const ErrorFamily& family, const EditContext& at, SplitMix* random) {
  const auto number = ReadPlainNumber(at.row[at.column]);
  if (!number) return {};
  double sum = 0, squares = 0, count = 0;
  for (const std::string& other : at.others) {
    const auto read = ReadPlainNumber(other);
    if (!read) continue;
    sum += read->value;
    squares += read->value * read->value;
    count += 1;
  }
  if (count < kFewestNumbers) return {};
  const double mean = sum / count;
  const double spread = std::sqrt(std::max(0.0, squares / count - mean * mean));
  const double step = family.factors[random->Below(family.factors.size())] *
                      std::max(spread, std::max(1.0, std::abs(mean) / 10));
  const double wrong = random->Chance(0.7) ? mean + step : mean - step;
  return fmt::format("{:.{}f}", wrong, number->decimals);
}

Wrong Edit(const ErrorFamily& family, const EditContext& at, SplitMix* random) {
  const std::string& value = at.row[at.column];
  switch (family.edit) {
    case EditKind::kTypo:
      return MakeTypo(value, kShortestTypo, random);
    case EditKind::kCase:
      return ChangeCase(value, random);
    case EditKind::kSpacing:
      return ChangeSpacing(value, random);
    case EditKind::kClear:
      return Clear(at);
    case EditKind::kReplace:
      return PickOther(family.values, value, random);
    case EditKind::kAppend:
      return Append(family, value, random);
    case EditKind::kTruncate:
      return Truncate(value, random);
    case EditKind::kForeign:
      return PickOther(at.row, value, random);
    case EditKind::kOtherRow:
      return PickOther(at.others, value, random);
    case EditKind::kCheckDigit:
      return BreakCheckDigit(value, random);
    case EditKind::kPercentSum:
      return BreakPercentSum(value, random);
    case EditKind::kScale:
      return Scale(family, value, random);
    case EditKind::kOutlier:
      return Outlier(family, at, random);
    case EditKind::kReformat:
      return ChangeFormat(value, random);
    case EditKind::kEncoding:
      return DamageEncoding(value, random);
    case EditKind::kSwap:
    case EditKind::kSwapRows:
    case EditKind::kDuplicateRow:
    case EditKind::kCount:
      break;
  }
  return {};
}

}  // namespace

std::optional<std::string> ApplyEdit(const ErrorFamily& family, const EditContext& context,
                                     SplitMix* random) {
  std::optional<std::string> wrong = Edit(family, context, random);
  if (wrong && *wrong == context.row[context.column]) return {};
  return wrong;
}

}  // namespace assay

// The table behind the closed list of finding codes.
#include "assay/finding/code.h"

#include <array>

#include "assay/base/check.h"

namespace assay {
namespace {

constexpr CodeInfo kCodes[] = {
    {Code::kEmptyValue, "EMPTY_VALUE", Severity::kError, "A required value is empty."},
    {Code::kWhitespace, "WHITESPACE", Severity::kWarning,
     "The value has leading, trailing, doubled or unusual white space."},
    {Code::kInvalidType, "INVALID_TYPE", Severity::kError,
     "The value is not of the type that the field asks for."},
    {Code::kInvalidFormat, "INVALID_FORMAT", Severity::kError,
     "The value matches none of the formats that the field allows."},
    {Code::kForbiddenPattern, "FORBIDDEN_PATTERN", Severity::kError,
     "The value matches a pattern that the field forbids."},
    {Code::kValueNotAllowed, "VALUE_NOT_ALLOWED", Severity::kError,
     "The value is not in the field's list of allowed values."},
    {Code::kLengthOutOfRange, "LENGTH_OUT_OF_RANGE", Severity::kWarning,
     "The value has fewer or more characters than the field allows."},
    {Code::kNumberOutOfRange, "NUMBER_OUT_OF_RANGE", Severity::kError,
     "The number lies outside the field's range."},
    {Code::kDuplicateValue, "DUPLICATE_VALUE", Severity::kError,
     "The value appears in an earlier row although it must be unique."},
    {Code::kPercentSum, "PERCENT_SUM", Severity::kError,
     "The percentages in the value do not add up to 100."},
    {Code::kCheckDigit, "CHECK_DIGIT", Severity::kCritical,
     "The check digit of the code does not match its other digits."},
    {Code::kEncodingDamage, "ENCODING_DAMAGE", Severity::kError,
     "The text was decoded with a wrong character encoding, or lost characters by it."},
    {Code::kControlCharacter, "CONTROL_CHARACTER", Severity::kError,
     "The value has control or invisible characters."},
    {Code::kRuleUndetermined, "RULE_UNDETERMINED", Severity::kInfo,
     "A pattern reached its time limit on this value, so the rule could not be decided."},
    {Code::kDisguisedMissing, "DISGUISED_MISSING", Severity::kWarning,
     "The value stands for a missing one."},
    {Code::kUnexpectedMissing, "UNEXPECTED_MISSING", Severity::kWarning,
     "The value is empty although the data shows that there should be one."},
    {Code::kRareFormat, "RARE_FORMAT", Severity::kWarning,
     "The value is written in a way that is rare in its column."},
    {Code::kRareCharacter, "RARE_CHARACTER", Severity::kWarning,
     "The value holds a character or character sequence that is foreign to its column."},
    {Code::kMisspelling, "MISSPELLING", Severity::kWarning,
     "The value is a near-miss of a much more frequent one."},
    {Code::kCaseVariant, "CASE_VARIANT", Severity::kWarning,
     "The value differs from the usual one only in letter case."},
    {Code::kSpacingVariant, "SPACING_VARIANT", Severity::kWarning,
     "The value differs from the usual one only in spaces or punctuation."},
    {Code::kSpellingVariant, "SPELLING_VARIANT", Severity::kInfo,
     "The value is another way to write a more usual one."},
    {Code::kUnknownValue, "UNKNOWN_VALUE", Severity::kWarning,
     "The value is not among the known values of its field."},
    {Code::kOutlier, "OUTLIER", Severity::kWarning,
     "The number is far from the others in its column."},
    {Code::kUnitMismatch, "UNIT_MISMATCH", Severity::kWarning,
     "The value is in another unit or scale than its column."},
    {Code::kForeignValue, "FOREIGN_VALUE", Severity::kWarning,
     "The value belongs to another column."},
    {Code::kDependencyViolation, "DEPENDENCY_VIOLATION", Severity::kWarning,
     "The value breaks a dependency that the other rows keep."},
    {Code::kEntityConflict, "ENTITY_CONFLICT", Severity::kWarning,
     "Rows about the same thing disagree, and this value is the less likely one."},
    {Code::kDuplicateRow, "DUPLICATE_ROW", Severity::kWarning,
     "The row repeats another row about the same thing."},
    {Code::kContradiction, "CONTRADICTION", Severity::kWarning,
     "The value contradicts a text in the same row."},
    {Code::kRelationViolation, "RELATION_VIOLATION", Severity::kWarning,
     "The value breaks a relation between columns: arithmetic, order, or text put together from "
     "others."},
    {Code::kConditionalOutlier, "CONDITIONAL_OUTLIER", Severity::kWarning,
     "The number is far from those of similar rows."},
    {Code::kSpike, "SPIKE", Severity::kWarning,
     "The number jumps away from its neighbours in the series."},
    {Code::kStuck, "STUCK", Severity::kWarning,
     "The sensor stands still, or dies, while others go on."},
    {Code::kDateOrder, "DATE_ORDER", Severity::kWarning,
     "The date is written, or lies, in another order than the others."},
    {Code::kRepeatedHeader, "REPEATED_HEADER", Severity::kWarning,
     "The row is the header line once more and no record."},
    {Code::kMisplacedValue, "MISPLACED_VALUE", Severity::kWarning,
     "The value stands in another column than the one it belongs into."},
    {Code::kMixedFormat, "MIXED_FORMAT", Severity::kWarning, "The column mixes several formats."},
    {Code::kColumnUnit, "COLUMN_UNIT", Severity::kWarning,
     "Every value of the column carries a unit or a text that belongs into its name."},
    {Code::kColumnEmpty, "COLUMN_EMPTY", Severity::kInfo, "The column has no values."},
    {Code::kMlAnomaly, "ML_ANOMALY", Severity::kWarning,
     "A trained model finds the value unlikely."},
    {Code::kLlmAnomaly, "LLM_ANOMALY", Severity::kWarning,
     "A language model finds the value unlikely."},
};
static_assert(std::size(kCodes) == static_cast<size_t>(Code::kCount));

constexpr std::string_view kSeverities[] = {"info", "warning", "error", "critical"};

}  // namespace

std::span<const CodeInfo> AllCodes() { return kCodes; }

const CodeInfo& InfoOf(Code code) {
  const CodeInfo& info = kCodes[static_cast<size_t>(code)];
  ASSAY_CHECK(info.code == code);
  return info;
}

std::optional<Code> ParseCode(std::string_view name) {
  for (const CodeInfo& info : kCodes) {
    if (info.name == name) return info.code;
  }
  return std::nullopt;
}

std::string_view SeverityName(Severity severity) {
  return kSeverities[static_cast<size_t>(severity)];
}

std::optional<Severity> ParseSeverity(std::string_view name) {
  for (size_t i = 0; i < std::size(kSeverities); ++i) {
    if (kSeverities[i] == name) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

}  // namespace assay

// The closed list of finding codes: what can be wrong with a cell, a column or a table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assay {

enum class Severity : uint8_t { kInfo, kWarning, kError, kCritical };

// One code a kind of wrongness. Names in reports come from CodeName; docs/reference lists them all.
// New codes are added at the end of their group; a published name never changes its meaning.
enum class Code : uint8_t {
  // Rules on one value.
  kEmptyValue,
  kWhitespace,
  kInvalidType,
  kInvalidFormat,
  kForbiddenPattern,
  kValueNotAllowed,
  kLengthOutOfRange,
  kNumberOutOfRange,
  kDuplicateValue,
  kPercentSum,
  kCheckDigit,
  kEncodingDamage,
  kControlCharacter,
  kRuleUndetermined,
  // What the data itself shows about one value.
  kDisguisedMissing,
  kUnexpectedMissing,
  kRareFormat,
  kRareCharacter,
  kMisspelling,
  kCaseVariant,
  kSpacingVariant,
  kSpellingVariant,
  kUnknownValue,
  kOutlier,
  kUnitMismatch,
  kForeignValue,
  // What several cells of a row, or several rows, show.
  kDependencyViolation,
  kEntityConflict,
  kDuplicateRow,
  kContradiction,
  kRelationViolation,
  kConditionalOutlier,
  kSpike,
  kStuck,
  kDateOrder,
  kRepeatedHeader,
  kMisplacedValue,
  // Columns and tables.
  kMixedFormat,
  kColumnUnit,
  kColumnEmpty,
  // Trained models.
  kMlAnomaly,
  kLlmAnomaly,
  kCount
};

// What the documentation says of a code.
struct CodeInfo {
  Code code;
  std::string_view name;     // "EMPTY_VALUE"
  Severity severity;         // the default
  std::string_view summary;  // one sentence
};

std::span<const CodeInfo> AllCodes();
const CodeInfo& InfoOf(Code code);
inline std::string_view CodeName(Code code) { return InfoOf(code).name; }
std::optional<Code> ParseCode(std::string_view name);

std::string_view SeverityName(Severity severity);
std::optional<Severity> ParseSeverity(std::string_view name);

}  // namespace assay

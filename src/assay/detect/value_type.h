// Types of values: what a text must look like to be an integer, an e-mail address, a UUID …
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/date_form.h"
#include "assay/detect/number_form.h"

namespace assay {

enum class ValueType : uint8_t {
  kInteger,
  kNumber,
  kBoolean,
  kDate,
  kTime,
  kUrl,
  kEmail,
  kUuid,
  kIpAddress,
  kColorHex
};

// "integer", "number" …; nothing for an unknown name.
std::optional<ValueType> ParseValueType(std::string_view name);
std::vector<std::string> ValueTypeNames();

// What some types need to know.
struct TypeOptions {
  NumberForm number;
  std::vector<std::string> booleans;  // as written
  std::vector<DateForm> dates;        // for kDate and kTime
};

// Whether the text, as it stands, is a value of the type.
bool IsOfType(ValueType type, std::string_view text, const TypeOptions& options);

// The type in words: "a whole number".
std::string DescribeType(ValueType type, const TypeOptions& options);

// The value of the type that the text was meant to be, when there is just one: without white space,
// with the right decimal mark, in the first form of dates. Nothing when it can't be told.
std::optional<std::string> RepairAsType(ValueType type, std::string_view text,
                                        const TypeOptions& options);

}  // namespace assay

// ValueClass: what a glance at a value's bytes tells all detectors at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

// Each class holds the one before it.
enum class ValueClass : uint8_t {
  kNone,       // no value
  kWord,       // printable ASCII characters without a blank, at least one
  kPrintable,  // printable ASCII characters, or nothing
  kAny,
};
inline constexpr size_t kValueClassCount = 4;

// The narrowest class that holds the value; never kNone.
ValueClass ClassOf(std::string_view value);

}  // namespace assay

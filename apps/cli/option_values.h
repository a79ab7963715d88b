// Typed reading of option values. Every error says what was found and what was expected.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"

namespace assay::cli {

// A whole number from `lowest` to `highest`, digits only.
Result<uint64_t> ReadCount(std::string_view text, uint64_t lowest, uint64_t highest);

// A decimal number from 0 to 1.
Result<double> ReadShare(std::string_view text);

// Seconds, a decimal number from 0 to `highest`.
Result<double> ReadSeconds(std::string_view text, double highest);

// One of `names`, as its index; the error names the nearest.
Result<size_t> ReadChoice(std::string_view text, const std::vector<std::string>& names);

// Comma-separated parts, at least one; "\," is a comma inside a part. Empty parts are kept.
std::vector<std::string> SplitList(std::string_view text);

// The parts of every value that was given.
std::vector<std::string> JoinLists(const std::vector<std::string>& values);

// One ASCII character, or one of the words tab, comma, semicolon, pipe, space; "none" is '\0' when
// `may_be_none`.
Result<char> ReadCharacter(std::string_view text, bool may_be_none);

// Bytes: digits with an optional K, M or G (powers of 1024) and an optional B behind it.
Result<uint64_t> ReadBytes(std::string_view text, uint64_t lowest);

}  // namespace assay::cli

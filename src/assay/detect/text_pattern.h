// TextPattern: one regular expression with a bound on the time that any text can cost.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"

namespace assay {

enum class PatternMatch : uint8_t { kNo, kYes, kUndetermined };

struct PatternOptions {
  bool whole = true;  // the pattern must match the whole text, not a part of it
  bool ignore_case = false;
  uint32_t match_limit = 100000;  // steps of a backtracking match before it is given up
};

// RE2 runs every pattern that it can, in time linear in the text. What it refuses (look-around,
// back-references) runs in PCRE2 under limits of steps, depth and memory; a text that reaches one
// is undetermined. `.` matches line breaks too; texts that are not UTF-8 are matched as far as they
// are.
class TextPattern {
 public:
  virtual ~TextPattern() = default;
  // Pure and thread-safe.
  virtual PatternMatch Match(std::string_view text) const = 0;
  virtual bool is_linear() const = 0;  // whether RE2 runs it
};

// A pattern that is wrong: what, and the byte of the pattern where it was found.
struct PatternError {
  std::string message;
  size_t offset = 0;
};

// Compiles; on failure returns null and fills *error.
std::unique_ptr<TextPattern> CompilePattern(std::string_view pattern, const PatternOptions& options,
                                            PatternError* error);

// One pattern for several, each of which compiles: it matches the texts that any of them matches,
// in one pass. Null where RE2 does not run it.
std::unique_ptr<TextPattern> CompileUnion(const std::vector<std::string>& patterns,
                                          const PatternOptions& options);

}  // namespace assay

// Result<T>: a value or the Error that stopped the run; the only error channel of the library.
// A finding (wrong data) and an Outcome (a detector that did not run) are not errors.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "assay/base/check.h"

namespace assay {

// What went wrong, as far as an exit code needs to know. The values are the exit codes.
enum class ErrorKind : int {
  kUsage = 2,       // a flag, a configuration or a rule is wrong: the user mends it
  kInput = 3,       // the input or an output could not be read or written
  kInternal = 4,    // a bug of ours
  kDelivery = 5,    // an alert or a metrics push did not arrive
  kDetector = 6,    // a detector failed and the policy is strict
  kTransient = 75,  // trying again may help
  kInterrupted = 130,
  kTerminated = 143,
};

// One error. `message` says what was found, what was expected and what to do, in full sentences.
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string message;
};

inline Error UsageError(std::string message) { return {ErrorKind::kUsage, std::move(message)}; }
inline Error InputError(std::string message) { return {ErrorKind::kInput, std::move(message)}; }
inline Error InternalError(std::string message) {
  return {ErrorKind::kInternal, std::move(message)};
}

// Holds a T or an Error. Uses std::expected's names so that it can become one.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & {
    ASSAY_CHECK(has_value());
    return std::get<0>(state_);
  }
  const T& value() const& {
    ASSAY_CHECK(has_value());
    return std::get<0>(state_);
  }
  T&& value() && {
    ASSAY_CHECK(has_value());
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const& {
    ASSAY_CHECK(!has_value());
    return std::get<1>(state_);
  }
  Error&& error() && {
    ASSAY_CHECK(!has_value());
    return std::get<1>(std::move(state_));
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : failed_(true), error_(std::move(error)) {}  // NOLINT: implicit by design

  bool has_value() const { return !failed_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const& {
    ASSAY_CHECK(failed_);
    return error_;
  }
  Error&& error() && {
    ASSAY_CHECK(failed_);
    return std::move(error_);
  }

 private:
  bool failed_ = false;
  Error error_;
};

using Status = Result<void>;

#define ASSAY_CONCAT_INNER(a, b) a##b
#define ASSAY_CONCAT(a, b) ASSAY_CONCAT_INNER(a, b)

// ASSAY_TRY(auto x, F()) puts F()'s value into x or returns its error to the caller.
#define ASSAY_TRY(declaration, expression) \
  ASSAY_TRY_INNER(ASSAY_CONCAT(assay_result_, __LINE__), declaration, expression)
#define ASSAY_TRY_INNER(result, declaration, expression) \
  auto result = (expression);                            \
  if (!result) return std::move(result).error();         \
  declaration = std::move(*std::move(result))

// Returns the error of a Status expression to the caller, if there is one.
#define ASSAY_TRY_STATUS(expression)                                           \
  do {                                                                         \
    if (auto status = (expression); !status) return std::move(status).error(); \
  } while (false)

}  // namespace assay

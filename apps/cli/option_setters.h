// What most options do with their values. The last value wins; a list joins all of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "option_values.h"

namespace assay::cli {

using Values = std::vector<std::string>;
using Setter = std::function<Status(const Values&)>;

Setter SetText(std::string* to);
Setter SetList(std::vector<std::string>* to);
Setter SetSwitch(bool* to, bool value = true);
Setter SetShare(double* to);
Setter SetShare(std::optional<double>* to);
Setter SetCharacter(std::optional<char>* to, bool may_be_none);

// Calls `store` with the index of the value among `names`.
Setter SetChoice(std::vector<std::string> names, std::function<void(size_t)> store);

template <typename T>
Setter SetCount(T* to, uint64_t lowest, uint64_t highest) {
  return [to, lowest, highest](const Values& values) -> Status {
    ASSAY_TRY(const uint64_t count, ReadCount(values.back(), lowest, highest));
    *to = static_cast<T>(count);
    return {};
  };
}

}  // namespace assay::cli

// Setters of texts, lists, switches, shares, characters and choices.
#include "option_setters.h"

namespace assay::cli {

Setter SetText(std::string* to) {
  return [to](const Values& values) -> Status {
    if (values.back().empty()) return UsageError("found '', expected a value");
    *to = values.back();
    return {};
  };
}

Setter SetList(std::vector<std::string>* to) {
  return [to](const Values& values) -> Status {
    *to = JoinLists(values);
    return {};
  };
}

Setter SetSwitch(bool* to, bool value) {
  return [to, value](const Values&) -> Status {
    *to = value;
    return {};
  };
}

Setter SetShare(double* to) {
  return [to](const Values& values) -> Status {
    ASSAY_TRY(*to, ReadShare(values.back()));
    return {};
  };
}

Setter SetShare(std::optional<double>* to) {
  return [to](const Values& values) -> Status {
    ASSAY_TRY(*to, ReadShare(values.back()));
    return {};
  };
}

Setter SetCharacter(std::optional<char>* to, bool may_be_none) {
  return [to, may_be_none](const Values& values) -> Status {
    ASSAY_TRY(*to, ReadCharacter(values.back(), may_be_none));
    return {};
  };
}

Setter SetChoice(std::vector<std::string> names, std::function<void(size_t)> store) {
  return [names = std::move(names), store = std::move(store)](const Values& values) -> Status {
    ASSAY_TRY(const size_t index, ReadChoice(values.back(), names));
    store(index);
    return {};
  };
}

}  // namespace assay::cli

// Suppressions: findings that somebody decided not to see, with the owner, the reason and an end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

// One entry of a suppression file: a list (YAML or JSON) of maps with these keys, all needed.
struct Suppression {
  std::string finding;  // a fingerprint (16 hexadecimal digits) or a code
  std::string owner;
  std::string reason;
  std::string until;  // a date; the last day on which it holds (UTC)
  int line = 0;       // in the file
};

// Reads and checks a file; every mistake is a usage error at file:line:column.
Result<std::vector<Suppression>> ReadSuppressions(const std::string& path);

// Those that hold at that time, as Job::ignore takes them; the others are told in `expired`.
std::vector<std::string> ActiveSuppressions(const std::vector<Suppression>& all, int64_t micros,
                                            std::vector<Suppression>* expired);

// Appends an entry to a YAML file (made when there is none), after checking both.
Status AddSuppression(const std::string& path, const Suppression& entry, const Runtime& runtime);

}  // namespace assay

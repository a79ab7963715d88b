// What a run's report is a function of, as digests: two runs with equal ones have equal reports.
#pragma once

#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/run/job.h"

namespace assay {

// A digest of all but the input and the program: the effective settings, how the input is read, and
// the files that steer detection by their content (brand and rule packs by the digests that are
// given).
std::string SettingsIdentity(const Job& job, const std::vector<std::string>& configuration_digests,
                             Files* files);

// The same for what the profile pass learns, which knows no setting of detection but the seed.
std::string ProfileIdentity(const Job& job, uint32_t sample_rows);

// Adds the input's path, size and time of change and those of the program: another process of the
// same machine can go on with the same work. Empty when the input is no regular file.
std::string UnfinishedIdentity(const Job& job, const std::string& settings_identity);

// The digest of the program's own bytes, which stands for them on any machine.
Result<std::string> ProgramDigest();

}  // namespace assay

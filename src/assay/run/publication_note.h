// What a run leaves to the one that ends it, should it be stopped while its files get their names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assay/base/result.h"
#include "assay/report/report.h"
#include "assay/run/job.h"
#include "assay/run/output_directory.h"
#include "assay/run/result_cache.h"

namespace assay {

// The report, which is most of it: written beside the files as soon as it is made.
Status LeaveReport(const Report& report, OutputDirectory* output);

// The rest, once all files are written. `identity` is of UnfinishedIdentity.
std::string PublicationNote(const std::string& identity, const std::vector<NamedDigest>& files);

// Ends what a stopped run had begun. Gives its report and the digests of its files when it was of
// this identity, and the job wants nothing but a report.
Result<std::optional<CachedReport>> EndPublication(const Job& job, const std::string& identity,
                                                   OutputDirectory* output);

}  // namespace assay

// The result cache: a report that was made before is copied, not made again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/report/report.h"
#include "assay/run/cache_folder.h"
#include "assay/run/output_directory.h"
#include "assay/run/run_record.h"

namespace assay {

// All that a run leaves behind, but what differs from run to run (run.json).
struct CachedReport {
  Report report;
  std::vector<NamedDigest> files;      // those of report.json and report.json itself
  std::vector<ColumnFigures> columns;  // for run.json
};

// Their bytes, sealed.
std::string EncodeCachedReport(const Report& report, const std::vector<NamedDigest>& files,
                               const std::vector<ColumnFigures>& columns);
// Reads what EncodeCachedReport wrote. Damage is an error that names `path`.
Result<CachedReport> DecodeCachedReport(std::string_view bytes, const std::string& path);

inline constexpr const char* kResultKind = "results";

// Keeps the report whose files stand in `directory`. A file that is no longer what `cached` says is
// an error, and nothing is kept.
Status KeepReport(const CacheFolder& folder, const std::string& name, const CachedReport& cached,
                  const std::string& directory, Files* files);

// Copies the files of an entry into `output`, which must be cleared, and gives the rest. nullopt:
// there is no such entry. An entry that is damaged in any byte is an error; what `output` holds
// then must be cleared.
Result<std::optional<CachedReport>> CopyReport(const CacheFolder& folder, const std::string& name,
                                               OutputDirectory* output, Files* files);

}  // namespace assay

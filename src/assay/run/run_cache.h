// RunCache: what one run can take from earlier runs on the same input, and keep for later ones.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "assay/base/result.h"
#include "assay/base/runtime.h"
#include "assay/profile/table_profile.h"
#include "assay/run/cache_folder.h"
#include "assay/run/job.h"
#include "assay/run/output_directory.h"
#include "assay/run/result_cache.h"

namespace assay {

// Entries are found by the digest of the input's bytes, those of the program, and all settings that
// they depend on; the input's name, place and times count for nothing. The digest costs a reading
// of the input, which is only done where there is an entry for the same settings and an input of
// the same size: the first run on a table reads it no oftener than without a cache. Nothing of the
// cache ends a run: what is damaged or can't be kept is a warning, and the run does the work
// itself.
class RunCache {
 public:
  // Null when the job names no folder or switches the cache off, its input is no regular file, or
  // only its first rows are read. `options` are those that the source is read with.
  static std::unique_ptr<RunCache> Open(const Job& job, const SourceOptions& options,
                                        const std::string& settings_identity,
                                        const Runtime& runtime, const RunHooks& hooks);

  // Fills `output` with the files of the same report of an earlier run, if there is one. An error
  // is the run's own end: it was told to stop.
  Result<std::optional<CachedReport>> TakeReport(OutputDirectory* output);
  void KeepReport(const CachedReport& report, const std::string& input_digest);

  // The same for what the profile pass learnt.
  Result<std::optional<TableProfile>> TakeProfile(uint32_t sample_rows);
  void KeepProfile(const TableProfile& profile, uint32_t sample_rows,
                   const std::string& input_digest);

  // An error when the input was read with another digest than the one a profile was taken for.
  Status CheckInput(const std::string& input_digest) const;

 private:
  RunCache(const Job& job, SourceOptions options, CacheFolder folder, const Runtime& runtime,
           const RunHooks& hooks)
      : job_(job),
        options_(std::move(options)),
        folder_(std::move(folder)),
        runtime_(runtime),
        hooks_(hooks) {}
  // The name of the entry for the input as it is now; empty when there can be none.
  Result<std::string> FindEntry(const std::string& kind, const std::string& identity);
  std::string EntryName(const std::string& identity, const std::string& input_digest) const;
  std::string OfProgram(const std::string& identity) const;
  void Log(std::string_view level, const std::string& message) const;

  const Job& job_;
  SourceOptions options_;
  CacheFolder folder_;
  const Runtime& runtime_;
  const RunHooks& hooks_;
  std::string report_identity_;
  std::string program_;       // its digest
  uint64_t input_bytes_ = 0;  // when the run began
  std::string input_digest_;  // empty: it was not needed yet
  bool took_profile_ = false;
};

}  // namespace assay

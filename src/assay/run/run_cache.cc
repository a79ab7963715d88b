// Finds entries, and tells what it does.
#include "assay/run/run_cache.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/profile/profile_file.h"
#include "assay/run/block_loop.h"
#include "assay/run/run_identity.h"
#include "assay/source/input_digest.h"

namespace assay {
namespace {

constexpr const char* kPatternKind = "patterns";

bool EndsTheRun(const Error& error) {
  return error.kind == ErrorKind::kInterrupted || error.kind == ErrorKind::kTerminated;
}

}  // namespace

std::unique_ptr<RunCache> RunCache::Open(const Job& job, const SourceOptions& options,
                                         const std::string& settings_identity,
                                         const Runtime& runtime, const RunHooks& hooks) {
  std::error_code code;
  if (job.cache.directory.empty() || !job.cache.enabled || job.sample_rows) return {};
  if (!std::filesystem::is_regular_file(job.input, code)) return {};
  auto folder = CacheFolder::Open(job.cache.directory, {kResultKind, kPatternKind},
                                  job.cache.most_bytes, runtime);
  const auto program = ProgramDigest();
  for (const Error* error :
       {folder ? nullptr : &folder.error(), program ? nullptr : &program.error()}) {
    if (error == nullptr) continue;
    if (hooks.log) hooks.log("warning", fmt::format("this run uses no cache: {}", error->message));
    return {};
  }
  std::unique_ptr<RunCache> cache(new RunCache(job, options, *std::move(folder), runtime, hooks));
  cache->options_.may_wait = [&hooks] { return CheckStop(hooks); };
  cache->program_ = *program;
  cache->report_identity_ = cache->OfProgram(settings_identity);
  cache->input_bytes_ = std::filesystem::file_size(job.input, code);
  return cache;
}

Result<std::optional<CachedReport>> RunCache::TakeReport(OutputDirectory* output) {
  // Who asks where time goes, or for what is learned, asks for the work.
  if (job_.profile || !job_.save_profile.empty()) return std::optional<CachedReport>();
  ASSAY_TRY(const std::string name, FindEntry(kResultKind, report_identity_));
  if (name.empty()) return std::optional<CachedReport>();
  ASSAY_TRY_STATUS(output->Clear());
  auto cached = CopyReport(folder_, name, output, runtime_.files);
  if (!cached) {
    folder_.Discard(kResultKind, name);
    Log("warning",
        fmt::format("a cached report can't be used and is made anew: {}", cached.error().message));
    return std::optional<CachedReport>();
  }
  if (*cached) {
    folder_.Touch(kResultKind, name);
    Log("info", fmt::format("{}: this report was made before, from the same bytes (XXH3-128 {}), "
                            "settings and program: "
                            "it comes from the cache '{}'; --no-cache makes it anew",
                            job_.input, input_digest_, job_.cache.directory));
  }
  return cached;
}

void RunCache::KeepReport(const CachedReport& report, const std::string& input_digest) {
  if (input_digest.empty()) return;
  const std::string name = EntryName(report_identity_, input_digest);
  const Status kept =
      assay::KeepReport(folder_, name, report, job_.output_directory, runtime_.files);
  if (!kept)
    Log("warning", fmt::format("the report was not kept in the cache: {}", kept.error().message));
}

Result<std::optional<TableProfile>> RunCache::TakeProfile(uint32_t sample_rows) {
  std::optional<TableProfile> taken;
  ASSAY_TRY(const std::string name,
            FindEntry(kPatternKind, OfProgram(ProfileIdentity(job_, sample_rows))));
  if (name.empty()) return taken;
  const std::string path = folder_.PathOf(kPatternKind, name);
  if (!runtime_.files->Exists(path)) return taken;
  const auto bytes = runtime_.files->ReadAll(path);
  auto profile = bytes ? DecodeProfile(*bytes) : Result<TableProfile>(bytes.error());
  if (!profile) {
    folder_.Discard(kPatternKind, name);
    Log("warning",
        fmt::format("{} can't be used and is made anew: {}", path, profile.error().message));
    return taken;
  }
  folder_.Touch(kPatternKind, name);
  Log("info", fmt::format("{}: what its patterns are was learned before, from the same bytes "
                          "(XXH3-128 {}): it comes "
                          "from the cache '{}'",
                          job_.input, input_digest_, job_.cache.directory));
  took_profile_ = true;
  taken = *std::move(profile);
  return taken;
}

void RunCache::KeepProfile(const TableProfile& profile, uint32_t sample_rows,
                           const std::string& input_digest) {
  if (input_digest.empty()) return;
  const std::string name = EntryName(OfProgram(ProfileIdentity(job_, sample_rows)), input_digest);
  const Status kept = folder_.Add(
      kPatternKind, name, [&](OutputFile* entry) { return entry->Append(EncodeProfile(profile)); });
  if (!kept)
    Log("warning",
        fmt::format("the learned patterns were not kept in the cache: {}", kept.error().message));
}

Status RunCache::CheckInput(const std::string& input_digest) const {
  if (!took_profile_ || input_digest == input_digest_) return {};
  return InputError(fmt::format(
      "{}: its content changed while it was read; run again when nobody writes to it", job_.input));
}

Result<std::string> RunCache::FindEntry(const std::string& kind, const std::string& identity) {
  if (!folder_.HoldsAny(kind, EntryName(identity, ""))) return std::string();
  if (input_digest_.empty()) {
    const auto digest = DigestInput(job_.input, options_);
    if (!digest && EndsTheRun(digest.error())) return digest.error();
    if (!digest) return std::string();  // the run meets the same error, or the input was changed
    input_digest_ = digest->hex;
  }
  return EntryName(identity, input_digest_);
}

std::string RunCache::EntryName(const std::string& identity,
                                const std::string& input_digest) const {
  return fmt::format("{}-{}-{}", identity, input_bytes_, input_digest);
}

std::string RunCache::OfProgram(const std::string& identity) const {
  return Sha256Hex(identity + program_);
}

void RunCache::Log(std::string_view level, const std::string& message) const {
  if (hooks_.log) hooks_.log(level, message);
}

}  // namespace assay

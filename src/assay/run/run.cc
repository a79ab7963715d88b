// Run: read, profile, map, detect, combine, report.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "assay/profile/profile_file.h"
#include "assay/run/block_loop.h"
#include "assay/run/brand_directories.h"
#include "assay/run/checkpoint.h"
#include "assay/run/checkpointer.h"
#include "assay/run/column_findings.h"
#include "assay/run/detect_pass.h"
#include "assay/run/job.h"
#include "assay/run/make_report.h"
#include "assay/run/output_directory.h"
#include "assay/run/plan.h"
#include "assay/run/profile_pass.h"
#include "assay/run/quarantine.h"
#include "assay/run/row_limit.h"
#include "assay/run/run_cache.h"
#include "assay/run/run_identity.h"
#include "assay/run/run_record.h"
#include "assay/run/write_summaries.h"

namespace assay {
namespace {

constexpr const char* kReportFile = "report.json";
constexpr const char* kRunFile = "run.json";
constexpr uint32_t kMostWorkers = 256;
// Enough for what is learned across columns; more would cost memory and time on every large table.
constexpr uint32_t kSampleRows = 50'000;
const std::vector<std::string> kFormats = {"json",    "csv",  "jsonl", "summary",
                                           "html", "sarif", "junit"};

// One run from its job to its report; each step fills what the next one needs.
class Runner {
 public:
  Runner(const Job& job, const Runtime& runtime, const RunHooks& hooks)
      : job_(job), runtime_(runtime), hooks_(hooks) {}

  Status Check() {
    ASSAY_TRY_STATUS(Configure());
    ASSAY_TRY_STATUS(Open());
    return Map();
  }

  Result<RunResult> Run() {
    record_.started_micros = runtime_.clock->WallMicros();
    const int64_t start = runtime_.clock->MonotonicMicros();
    ASSAY_TRY_STATUS(Configure());
    ASSAY_TRY_STATUS(Open());
    if (job_.stop_after == StopAfter::kFull) {
      ASSAY_TRY_STATUS(OpenOutput());
      ASSAY_TRY_STATUS(TakeCachedReport(start));
      if (result_.from_cache) return Finished(start);
      ASSAY_TRY_STATUS(PrepareOutput());
    }
    ASSAY_TRY_STATUS(CapRows());
    ASSAY_TRY_STATUS(Timed("profile", [&] { return Profile(); }));
    ASSAY_TRY_STATUS(Timed("map", [&] { return Map(); }));
    malloc_trim(0);  // what was freed goes back before the next stage takes its own
    ASSAY_TRY_STATUS(Timed("detect", [&] { return Detect(); }));
    malloc_trim(0);
    ASSAY_TRY_STATUS(Timed("report", [&] { return WriteReport(start); }));
    if (measures()) time_sum_.FillIn(*plan_, &result_.times);
    if (job_.profile && output_ != nullptr) ASSAY_TRY_STATUS(WriteProfile());
    return Finished(start);
  }

 private:
  double SecondsSince(int64_t start) const {
    return static_cast<double>(runtime_.clock->MonotonicMicros() - start) / 1e6;
  }
  RunResult Finished(int64_t start) {
    result_.workers = workers_;
    result_.seconds = SecondsSince(start);
    result_.too_many_rejects = job_.reject_limit_set && result_.report.rejected_records > job_.max_rejects;
    return std::move(result_);
  }
  bool measures() const { return job_.measure_times || job_.profile; }
  void Log(std::string_view level, std::string_view message) const {
    if (hooks_.log) hooks_.log(level, message);
  }

  template <typename Step>
  Status Timed(const char* stage, const Step& step) {
    const int64_t start = runtime_.clock->MonotonicMicros();
    ASSAY_TRY_STATUS(step());
    const double seconds = SecondsSince(start);
    record_.stages.emplace_back(stage, seconds);
    result_.times.stages.push_back({stage, seconds, ResidentBytes(), PeakResidentBytes()});
    return {};
  }

  // Loads rules and brand before the input is touched.
  Status Configure() {
    for (const std::string& format : job_.formats) {
      if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end()) {
        return UsageError(fmt::format("--format: there is no format '{}'; nearest: '{}'", format,
                                      NearestName(format, kFormats)));
      }
    }
    ASSAY_TRY(packs_, LoadRulePacks(job_.rule_packs));
    if (!job_.brand.empty()) {
      ASSAY_TRY(brand_, FindBrandConfig(job_.brand, BrandDirectories()));
    }
    return {};
  }

  Status Open() {
    SourceOptions& options = source_options_;
    options = job_.source;
    options.may_wait = [this] { return CheckStop(hooks_); };
    options.retries = std::make_shared<Retries>(RetryPolicy{
        job_.retry.max_retries, job_.retry.delay_seconds, options.may_wait,
        [this](const std::string& message) { Log("warning", message); }});
    ASSAY_TRY(source_, OpenSource(job_.input, options));
    if (job_.sample_rows) source_ = LimitRows(std::move(source_), *job_.sample_rows);
    workers_ = std::clamp(job_.max_workers == 0 ? std::min(GrantedCpus(), 16u) : job_.max_workers, 1u,
                          kMostWorkers);
    const uint64_t memory = job_.memory_limit > 0 ? job_.memory_limit : GrantedMemory();
    if (const uint32_t fit = WorkersForMemory(workers_, job_.source.block_bytes, memory); fit < workers_) {
      Log("warning", fmt::format("{} MB of memory are granted: {} of {} workers are used", memory >> 20, fit,
                                 workers_));
      workers_ = fit;
    }
    const uint64_t bytes = source_->BytesTotal();
    if (bytes > 0 && bytes < job_.source.block_bytes) workers_ = 1;
    for (const std::string& note : source_->schema().notes) Log("info", note);
    return {};
  }

  Status CapRows() {
    if (job_.max_rows_in_memory == 0) return {};
    ASSAY_TRY(const uint32_t fit, WorkersForRows(source_.get(), job_.max_rows_in_memory, workers_));
    if (fit == workers_) return {};
    Log("warning", fmt::format("{} rows may be in memory at once: {} of {} workers are used", job_.max_rows_in_memory,
                               fit, workers_));
    workers_ = fit;
    return {};
  }

  Status OpenOutput() {
    ASSAY_TRY(output_, OutputDirectory::Open(job_.output_directory, runtime_));
    std::vector<std::string> digests;
    if (brand_) digests.push_back(brand_->sha256);
    for (const RulePack& pack : packs_) digests.push_back(pack.sha256);
    const std::string settings = SettingsIdentity(job_, digests, runtime_.files);
    identity_ = UnfinishedIdentity(job_, settings);
    cache_ = RunCache::Open(job_, source_options_, settings, runtime_, hooks_);
    return {};
  }

  // What an earlier run made of the same, if it was kept.
  Status TakeCachedReport(int64_t start) {
    if (!cache_) return {};
    std::optional<CachedReport> cached;
    ASSAY_TRY_STATUS(Timed("cache", [&]() -> Status {
      ASSAY_TRY(cached, cache_->TakeReport(output_.get()));
      return {};
    }));
    if (!cached) return {};
    result_.from_cache = true;
    result_.report = std::move(cached->report);
    result_.files = std::move(cached->files);
    std::erase_if(result_.files, [](const NamedDigest& file) { return file.name == kReportFile; });
    record_.columns = std::move(cached->columns);
    ASSAY_TRY_STATUS(WriteRunRecord(start));
    return output_->Publish();
  }

  // Behind the report, whose files are read again.
  Status KeepInCache() {
    if (!cache_) return {};
    CachedReport cached;
    ASSAY_TRY(cached.files, output_->FinishFiles());
    std::erase_if(cached.files, [](const NamedDigest& file) { return file.name == kRunFile; });
    cached.columns = record_.columns;
    cached.report = std::move(result_.report);
    cache_->KeepReport(cached, source_->DigestHex());
    result_.report = std::move(cached.report);
    return {};
  }

  Status PrepareOutput() {
    std::error_code error;
    const auto space = std::filesystem::space(job_.output_directory, error);
    const uint64_t estimate = source_->BytesTotal() / 5 + (uint64_t{32} << 20);
    if (!error && space.available < estimate) {
      Log("warning", fmt::format("{}: {} MB are free; a table of this size may need {} MB for its report",
                                 job_.output_directory, space.available >> 20, estimate >> 20));
    }
    if (WritesFormat(job_, "csv")) formats_.push_back(MakeCsvFormat({.defuse_formulas = job_.defuse_formulas}));
    if (WritesFormat(job_, "jsonl")) formats_.push_back(MakeJsonLinesFormat());
    if (!TryResume()) {
      resume_.reset();
      checkpoint_.reset();
      files_ = {};
      ASSAY_TRY_STATUS(output_->Clear());
      ASSAY_TRY_STATUS(CreateFiles());
    }
    if (job_.checkpoint && !identity_.empty()) StartCheckpoints();
    return {};
  }

  Status CreateFiles() {
    for (const auto& format : formats_) {
      ASSAY_TRY(ReportFile * file, output_->Create(std::string(format->file_name())));
      ASSAY_TRY_STATUS(file->Append(format->Header()));
      files_.findings.push_back(file);
    }
    ASSAY_TRY(files_.quarantine, output_->Create(std::string(kQuarantineFile)));
    if (job_.checkpoint && !identity_.empty()) {
      ASSAY_TRY(files_.row_journal, output_->Create(std::string(kRowJournalFile), FileUse::kAside));
    }
    return files_.quarantine->Append(kQuarantineHeader);
  }

  // Opens what an earlier run of the same job left unfinished; false when there is nothing to go on from.
  bool TryResume() {
    if (!job_.checkpoint || !job_.resume || identity_.empty()) return false;
    const auto bytes = output_->ReadUnfinished(std::string(kCheckpointFile));
    if (!bytes) return false;
    auto checkpoint = DecodeCheckpoint(*bytes);
    if (!checkpoint || checkpoint->identity != identity_) {
      Log("info", "an unfinished run was found here, but of another job, input or program: starting anew");
      return false;
    }
    const Status resumed = ResumeFiles(*checkpoint);
    if (!resumed) {
      Log("warning", fmt::format("can't resume the unfinished run ({}): starting anew", resumed.error().message));
      return false;
    }
    Log("info", fmt::format("resuming an unfinished run behind its first {} records", checkpoint->tally.records));
    checkpoint_ = std::move(*checkpoint);
    was_resumed_ = true;
    return true;
  }

  Status ResumeFiles(const Checkpoint& checkpoint) {
    const std::map<std::string, uint64_t> lengths(checkpoint.files.begin(), checkpoint.files.end());
    const auto length_of = [&](std::string_view name) {
      const auto found = lengths.find(std::string(name));
      return found == lengths.end() ? 0 : found->second;
    };
    for (const auto& format : formats_) {
      const std::string name(format->file_name());
      ASSAY_TRY(ReportFile * file, output_->Resume(name, length_of(name)));
      files_.findings.push_back(file);
    }
    const std::string quarantine(kQuarantineFile), journal(kRowJournalFile);
    ASSAY_TRY(files_.quarantine, output_->Resume(quarantine, length_of(quarantine)));
    ASSAY_TRY(files_.row_journal, output_->Resume(journal, length_of(journal), FileUse::kAside));
    ASSAY_TRY(std::string row_hashes, output_->ReadUnfinished(journal));
    resume_ = ResumePoint{checkpoint.next_block, checkpoint.tally.records, std::move(row_hashes)};
    return {};
  }

  void StartCheckpoints() {
    std::vector<ReportFile*> all = files_.findings;
    all.push_back(files_.quarantine);
    all.push_back(files_.row_journal);
    checkpointer_.emplace(identity_, std::move(all), output_.get(),
                          static_cast<int64_t>(job_.checkpoint_seconds * 1e6), runtime_.clock);
  }

  Status Profile() {
    if (job_.stop_after != StopAfter::kFull || !NeedsProfile(job_)) return {};
    ProfileOptions options;
    options.seed = job_.seed;
    options.sample_rows = NeedsSample(job_) ? kSampleRows : 0;
    ASSAY_TRY(const bool loaded, LoadProfile(options.sample_rows));
    if (loaded) return {};
    source_->ExpectRewind();
    const int64_t start = runtime_.clock->MonotonicMicros();
    ASSAY_TRY(profile_, ProfileTable(source_.get(), options, workers_, runtime_, hooks_));
    if (cache_) cache_->KeepProfile(*profile_, options.sample_rows, source_->DigestHex());
    if (checkpointer_ && SecondsSince(start) >= job_.checkpoint_seconds) {
      ASSAY_TRY_STATUS(output_->WriteAside(kProfileFile, EncodeProfile(*profile_)));
      profile_kept_ = true;
    }
    return source_->Rewind();
  }

  // The profile that the resumed run made, if it kept one, or that the cache holds.
  Result<bool> LoadProfile(uint32_t sample_rows) {
    if (checkpoint_) {
      const auto bytes = output_->ReadUnfinished(std::string(kProfileFile));
      auto profile = bytes ? DecodeProfile(*bytes) : Result<TableProfile>(bytes.error());
      if (profile) profile_ = *std::move(profile);
    }
    if (!profile_ && cache_) {
      ASSAY_TRY(profile_, cache_->TakeProfile(sample_rows));
    }
    return profile_.has_value();
  }

  // The first block tells whether columns hold what their names promise.
  Status Map() {
    Block head;
    ASSAY_TRY(const bool any, source_->Next(&head));
    PlanInput input;
    input.job = &job_;
    input.schema = &source_->schema();
    input.packs = &packs_;
    input.brand = brand_ ? &*brand_ : nullptr;
    input.profile = profile_ ? &*profile_ : nullptr;
    input.head = any ? &head : nullptr;
    input.workers = workers_;
    input.measures = job_.profile;
    ASSAY_TRY(plan_, MakePlan(input));
    if (profile_) profile_->sample = {};  // detectors keep what they learned from it, not the rows
    for (const std::string& note : plan_->notes) Log("info", note);
    if (any) head_ = std::move(head);
    return {};
  }

  Status Detect() {
    DetectPass pass;
    for (const auto& format : formats_) pass.formats.push_back(format.get());
    collector_ = std::make_unique<Collector>(files_, checkpointer_ ? &*checkpointer_ : nullptr);
    if (checkpoint_) {
      collector_->Restore(std::move(*checkpoint_));
    } else {
      BlockResult columns = ReportColumns(*plan_, pass.formats);
      ASSAY_TRY_STATUS(collector_->Begin(&columns));
      if (profile_kept_) ASSAY_TRY_STATUS(collector_->SaveCheckpoint());
    }
    pass.keeps_journal = files_.row_journal != nullptr;
    pass.resume = std::move(resume_);
    pass.job = &job_;
    pass.plan = &*plan_;
    pass.source = source_.get();
    pass.first = std::move(head_);
    pass.collector = collector_.get();
    pass.workers = workers_;
    pass.times = measures() ? &time_sum_ : nullptr;
    const Status status = pass.Run(runtime_, hooks_);
    if (!status) return LeaveCheckpoint(status.error());
    return cache_ ? cache_->CheckInput(source_->DigestHex()) : Status();
  }

  // A run that ends early leaves its last checkpoint, unless the user gave it up.
  Status LeaveCheckpoint(Error error) {
    if (!checkpointer_ || error.kind == ErrorKind::kInterrupted) return error;
    if (error.kind == ErrorKind::kTerminated) ASSAY_TRY_STATUS(collector_->SaveCheckpoint());
    if (!checkpointer_->has_saved() && !was_resumed_) return error;
    output_->KeepUnfinished();
    error.message += "; the same command will go on from the last checkpoint";
    return error;
  }

  Status WriteReport(int64_t start) {
    ReportInput input;
    input.job = &job_;
    input.plan = &*plan_;
    input.source = source_.get();
    input.packs = &packs_;
    input.brand = brand_ ? &*brand_ : nullptr;
    input.tally = &collector_->tally();
    input.kept = collector_->TakeKept();
    result_.report = MakeReport(std::move(input));
    if (output_ == nullptr) return {};
    ASSAY_TRY_STATUS(WriteSummaries(job_, result_.report, output_.get()));
    ASSAY_TRY(result_.files, output_->FinishFiles());
    for (size_t i = 0; profile_ && i < profile_->columns.size(); ++i) {
      record_.columns.push_back(FiguresOf(profile_->columns[i], !plan_->columns[i].redacted));
    }
    ASSAY_TRY_STATUS(WriteRunRecord(start));
    ASSAY_TRY_STATUS(output_->Write(kReportFile, ReportJson(result_.report, result_.files)));
    ASSAY_TRY_STATUS(output_->Publish());
    return KeepInCache();
  }

  Status WriteRunRecord(int64_t start) {
    record_.run_id = job_.run_id.empty() ? MakeRunId(record_.started_micros) : job_.run_id;
    record_.input = source_->name();
    record_.finished_micros = runtime_.clock->WallMicros();
    record_.seconds = SecondsSince(start);
    record_.workers = workers_;
    record_.rows = result_.report.total_records;
    record_.input_bytes = result_.from_cache ? source_->BytesTotal() : source_->BytesRead();
    record_.from_cache = result_.from_cache;
    return output_->Write(kRunFile, RunJson(record_));
  }

  // Behind the report, which names no file of times.
  Status WriteProfile() {
    const std::string path = job_.output_directory + "/profile.json";
    ASSAY_TRY(const auto file, runtime_.files->Create(path));
    ASSAY_TRY_STATUS(file->Append(ProfileJson(result_.times, record_.run_id, workers_)));
    return file->Close();
  }

  const Job& job_;
  const Runtime& runtime_;
  const RunHooks& hooks_;
  std::vector<RulePack> packs_;
  std::optional<BrandConfig> brand_;
  std::unique_ptr<Source> source_;
  uint32_t workers_ = 1;
  std::unique_ptr<OutputDirectory> output_;
  std::vector<std::unique_ptr<FindingFormat>> formats_;
  CollectorFiles files_;
  SourceOptions source_options_;
  std::unique_ptr<RunCache> cache_;
  std::string identity_;                    // empty: the run keeps no checkpoints
  std::optional<Checkpointer> checkpointer_;
  std::optional<Checkpoint> checkpoint_;    // of the run that is resumed
  std::optional<ResumePoint> resume_;
  bool was_resumed_ = false;
  bool profile_kept_ = false;
  std::optional<TableProfile> profile_;
  std::optional<Plan> plan_;
  std::optional<Block> head_;
  std::unique_ptr<Collector> collector_;
  TimeSum time_sum_;
  RunRecord record_;
  RunResult result_;
};

}  // namespace

Result<RunResult> Run(const Job& job, const Runtime& runtime, const RunHooks& hooks) {
  return Runner(job, runtime, hooks).Run();
}

Status CheckJob(const Job& job, const Runtime& runtime) {
  const RunHooks quiet;
  return Runner(job, runtime, quiet).Check();
}

}  // namespace assay

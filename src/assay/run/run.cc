// Run: read, profile, map, detect, combine, report.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "assay/base/durable_file.h"
#include "assay/base/hash.h"
#include "assay/base/heap.h"
#include "assay/profile/align_profile.h"
#include "assay/profile/profile_file.h"
#include "assay/run/block_loop.h"
#include "assay/run/brand_directories.h"
#include "assay/run/checkpoint.h"
#include "assay/run/column_findings.h"
#include "assay/run/detect_pass.h"
#include "assay/run/disk_estimate.h"
#include "assay/run/input_among_reports.h"
#include "assay/run/job.h"
#include "assay/run/make_report.h"
#include "assay/run/memory_pressure.h"
#include "assay/run/output_directory.h"
#include "assay/run/plan.h"
#include "assay/run/profile_pass.h"
#include "assay/run/publication_note.h"
#include "assay/run/reject_limit.h"
#include "assay/run/report_formats.h"
#include "assay/run/row_limit.h"
#include "assay/run/run_cache.h"
#include "assay/run/run_files.h"
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
      ASSAY_TRY(const bool is_published, FinishPublication());
      if (is_published) return Finished(start);
      ASSAY_TRY_STATUS(TakeCachedReport(start));
      if (result_.from_cache) return Finished(start);
      ASSAY_TRY_STATUS(PrepareOutput());
    }
    ASSAY_TRY_STATUS(CapRows());
    ASSAY_TRY_STATUS(Timed("profile", [&] { return Profile(); }));
    ASSAY_TRY_STATUS(Timed("map", [&] { return Map(); }));
    ReturnFreedMemory();  // what was freed goes back before the next stage takes its own
    ASSAY_TRY_STATUS(Timed("detect", [&] { return Detect(); }));
    ASSAY_TRY_STATUS(Timed("report", [&] {
      const Status written = WriteReport(start);
      return written ? written : LeaveCheckpoint(written.error());
    }));
    if (measures()) time_sum_.FillIn(*plan_, &result_.times);
    if (job_.profile && output_ != nullptr) {  // behind the report, which names no file of times
      ASSAY_TRY_STATUS(output_->WriteBeside("profile.json",
                                            ProfileJson(result_.times, record_.run_id, workers_)));
    }
    return Finished(start);
  }

 private:
  double SecondsSince(int64_t start) const {
    return static_cast<double>(runtime_.clock->MonotonicMicros() - start) / 1e6;
  }
  RunResult Finished(int64_t start) {
    result_.workers = workers_;
    result_.seconds = SecondsSince(start);
    result_.too_many_rejects =
        job_.reject_limit_set && result_.report.rejected_records > job_.max_rejects;
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
    ASSAY_TRY_STATUS(CheckFormats(job_.formats));
    if (!job_.save_profile.empty() && !job_.profile_from.empty()) {
      return UsageError("--save-profile and --profile-from exclude each other");
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
    options.retries = std::make_shared<Retries>(
        RetryPolicy{job_.retry.max_retries, job_.retry.delay_seconds, options.may_wait,
                    [this](const std::string& message) { Log("warning", message); }});
    ASSAY_TRY(source_, OpenSource(job_.input, options));
    if (job_.sample_rows) source_ = LimitRows(std::move(source_), *job_.sample_rows);
    if (!job_.continue_on_error) source_ = StopAtRejects(std::move(source_), job_.max_rejects);
    workers_ = std::clamp(job_.max_workers == 0 ? std::min(GrantedCpus(), 16u) : job_.max_workers,
                          1u, kMostWorkers);
    const uint64_t memory = job_.memory_limit > 0 ? job_.memory_limit : GrantedMemory();
    UseFewer(WorkersForMemory(workers_, job_.source.block_bytes, memory),
             fmt::format("{} MB of memory are granted", memory >> 20));
    const uint64_t bytes = source_->BytesTotal();
    if (bytes > 0 && bytes < job_.source.block_bytes) workers_ = 1;
    for (const std::string& note : source_->schema().notes) Log("info", note);
    for (const std::string& warning : source_->schema().warnings) Log("warning", warning);
    return {};
  }

  Status CapRows() {
    if (job_.max_rows_in_memory == 0) return {};
    ASSAY_TRY(const uint32_t fit, WorkersForRows(source_.get(), job_.max_rows_in_memory, workers_));
    UseFewer(fit, fmt::format("{} rows may be in memory at once", job_.max_rows_in_memory));
    return {};
  }

  void UseFewer(uint32_t workers, std::string_view reason) {
    if (workers >= workers_) return;
    Log("warning", fmt::format("{}: {} of {} workers are used", reason, workers, workers_));
    workers_ = workers;
  }

  Status OpenOutput() {
    ASSAY_TRY_STATUS(CheckInputIsNoReport(job_));
    if (!job_.output_root.empty()) {
      ASSAY_TRY_STATUS(runtime_.files->MakeDirectories(job_.output_root));
      ASSAY_TRY(ConfinedDirectory root, ConfinedDirectory::Open(job_.output_root));
      confined_.emplace(std::move(root));
    }
    ASSAY_TRY(output_, OutputDirectory::Open(job_.output_directory, runtime_,
                                             confined_ ? &*confined_ : nullptr));
    std::vector<std::string> digests;
    if (brand_) digests.push_back(brand_->sha256);
    for (const RulePack& pack : packs_) digests.push_back(pack.sha256);
    const std::string settings = SettingsIdentity(job_, digests, runtime_.files);
    identity_ = UnfinishedIdentity(job_, settings);
    cache_ = RunCache::Open(job_, source_options_, settings, runtime_, hooks_);
    return {};
  }

  // A run that was killed while its files got their names: they get them. True when it was of this
  // job, so that nothing is left to do.
  Result<bool> FinishPublication() {
    ASSAY_TRY(std::optional<CachedReport> published,
              EndPublication(job_, identity_, output_.get()));
    if (!published) return false;
    Log("info", "the last run of this job was stopped while its files got their names; it is done");
    result_.report = std::move(published->report);
    result_.files = std::move(published->files);
    return true;
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
    const std::string warning = LittleSpaceWarning(job_.output_directory, source_->BytesTotal());
    if (!warning.empty()) Log("warning", warning);
    files_.emplace(job_, identity_, output_.get(), runtime_,
                   [this](auto level, auto message) { Log(level, message); });
    return files_->Open();
  }

  Status Profile() {
    const bool saves = !job_.save_profile.empty();
    if (job_.stop_after != StopAfter::kFull || (!NeedsProfile(job_) && !saves)) return {};
    ProfileOptions options;
    options.seed = job_.seed;
    options.sample_rows = NeedsSample(job_) || saves ? kSampleRows : 0;
    ASSAY_TRY(const bool loaded, LoadProfile(options.sample_rows));
    if (!loaded) ASSAY_TRY_STATUS(LearnProfile(options));
    return saves ? ReplaceFile(job_.save_profile, EncodeProfile(*profile_), runtime_, 0600)
                 : Status();
  }

  Status LearnProfile(const ProfileOptions& options) {
    source_->ExpectRewind();
    ProfilePass pass{source_.get(), options, workers_, files_->profile_keeper(),
                     MemoryPressure(job_.memory_limit)};
    auto learned = pass.Run(runtime_, hooks_);
    if (!learned) return LeaveCheckpoint(learned.error());
    profile_ = *std::move(learned);
    if (!pass.was_read) return {};
    if (cache_) cache_->KeepProfile(*profile_, options.sample_rows, source_->DigestHex());
    return source_->Rewind();
  }

  // The profile that was saved of another table, or that the cache holds. What the resumed run
  // learned goes before the cache, which would read the input to know it.
  Result<bool> LoadProfile(uint32_t sample_rows) {
    if (!job_.profile_from.empty()) {
      ASSAY_TRY(const std::string bytes, runtime_.files->ReadAll(job_.profile_from));
      ASSAY_TRY(TableProfile saved, DecodeProfile(bytes));
      ASSAY_TRY(profile_, AlignProfile(std::move(saved), source_->schema().columns));
      profile_sha256_ = Sha256Hex(bytes);
      return true;
    }
    if (cache_ && !files_->has_unfinished_profile()) {
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
    input.is_own_profile = profile_sha256_.empty();
    input.head = any ? &head : nullptr;
    input.workers = workers_;
    input.measures = job_.profile;
    input.may_go_on = [this] { return CheckStop(hooks_); };
    if (hooks_.progress) {
      input.learned = [this](size_t done, size_t total) { TellLearned(done, total); };
    }
    auto plan = MakePlan(input);
    if (!plan) return LeaveCheckpoint(plan.error());
    plan_ = *std::move(plan);
    if (profile_) profile_->sample = {};  // detectors keep what they learned from it, not the rows
    for (const std::string& note : plan_->notes) Log("info", note);
    if (any) head_ = std::move(head);
    return {};
  }

  // At most every tenth of a second, but for the first.
  void TellLearned(size_t done, size_t total) {
    const int64_t now = runtime_.clock->MonotonicMicros();
    if (done > 0 && now - last_learned_micros_ < 100'000) return;
    last_learned_micros_ = now;
    Progress progress;
    progress.stage = "learn";
    progress.steps_done = done;
    progress.steps_total = total;
    hooks_.progress(progress);
  }

  Status Detect() {
    DetectPass pass;
    std::optional<Checkpoint> checkpoint;
    if (files_) {
      pass.formats = files_->formats();
      checkpoint = files_->TakeCheckpoint();
      pass.resume = files_->TakeResumePoint();
      pass.keeps_journal = files_->files().row_journal != nullptr;
    }
    collector_ = files_ ? std::make_unique<Collector>(files_->files(), files_->checkpointer())
                        : std::make_unique<Collector>(CollectorFiles());
    if (checkpoint) {
      collector_->Restore(*std::move(checkpoint));
    } else {
      BlockResult columns = ReportColumns(*plan_, pass.formats);
      ASSAY_TRY_STATUS(collector_->Begin(&columns));
    }
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
    const Checkpointer* const checkpointer = files_ ? files_->checkpointer() : nullptr;
    if (checkpointer == nullptr || error.kind == ErrorKind::kInterrupted) return error;
    if (error.kind == ErrorKind::kTerminated && collector_) {
      ASSAY_TRY_STATUS(collector_->SaveCheckpoint());
    }
    if (!files_->can_be_resumed()) return error;
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
    input.profile_sha256 = profile_sha256_;
    input.tally = &collector_->tally();
    input.kept = collector_->TakeKept();
    input.workers = workers_;
    ASSAY_TRY(result_.report, MakeReport(input));
    input.kept = {};
    if (output_ == nullptr) return {};
    ASSAY_TRY_STATUS(WriteSummaries(
        job_, result_.report, workers_, [this] { return FinishFindings(); }, output_.get()));
    ASSAY_TRY(result_.files, output_->FinishFiles());
    const size_t described = profile_ && profile_sha256_.empty() ? profile_->columns.size() : 0;
    for (size_t i = 0; i < described; ++i) {
      record_.columns.push_back(FiguresOf(profile_->columns[i], !plan_->columns[i].redacted));
    }
    ASSAY_TRY_STATUS(WriteRunRecord(start));
    ASSAY_TRY_STATUS(output_->Write(kReportFile, ReportJson(result_.report, result_.files)));
    ASSAY_TRY_STATUS(
        output_->Publish(identity_.empty() ? "" : PublicationNote(identity_, result_.files)));
    return KeepInCache();
  }

  // While pages are made: what the workers freed goes back, and what they wrote to the disk.
  Status FinishFindings() {
    ReturnFreedMemory();
    ASSAY_TRY_STATUS(output_->FinishFiles());
    return identity_.empty() ? Status() : LeaveReport(result_.report, output_.get());
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

  const Job& job_;
  const Runtime& runtime_;
  const RunHooks& hooks_;
  std::vector<RulePack> packs_;
  std::optional<BrandConfig> brand_;
  std::unique_ptr<Source> source_;
  uint32_t workers_ = 1;
  std::optional<ConfinedFiles> confined_;  // for what is written; must outlive it
  std::unique_ptr<OutputDirectory> output_;
  SourceOptions source_options_;
  std::unique_ptr<RunCache> cache_;
  std::string identity_;  // empty: the run keeps no checkpoints
  std::optional<RunFiles> files_;
  std::optional<TableProfile> profile_;
  std::string profile_sha256_;  // of a saved profile; empty: it is the table's own
  int64_t last_learned_micros_ = 0;
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

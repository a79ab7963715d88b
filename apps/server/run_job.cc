// One run of the engine for one job of the service.
#include "server/run_job.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <new>

#include <fmt/format.h>

#include "assay/operate/suppressions.h"
#include "assay/operate/timestamp.h"
#include "assay/operate/trained_files.h"
#include "server/confined_file.h"
#include "server/job_request.h"

namespace assay::server {
namespace {

constexpr int kNiceness = 10;

// Threads that this one starts inherit it. Health checks must not wait for the work.
void StepBack() { setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNiceness); }

class JobRun {
 public:
  JobRun(const RunJobOptions& options, JobRecord* record, const JobControl& control)
      : options_(options),
        record_(record),
        control_(control),
        folder_(options.directory + "/" + record->id) {}

  void Run() {
    StepBack();
    const int64_t start = runtime_.clock->WallMicros();
    start_micros_ = runtime_.clock->MonotonicMicros();
    if (const Status ready = Prepare(); !ready) return Fail(ready.error());
    auto begun = BeginRun(options_.operate, job_, runtime_);
    if (!begun) return Fail(begun.error());
    if (begun->untold) options_.log("warning", "detection_active: " + begun->untold->message);
    begun_.emplace(*std::move(begun));
    const auto result = assay::Run(job_, runtime_, Hooks());
    if (result) {
      Succeed(*result);
    } else {
      Fail(result.error());
      Finish(FactsOfFailure(job_, result.error(), start, runtime_));
    }
    if (IsFinished(record_->state)) ForgetInput();
  }

  void Fail(const Error& error) {
    record_->error = WithoutFolder(error.message);
    record_->exit_code = static_cast<int>(error.kind);
    record_->state = JobState::kFailed;
    if (error.kind == ErrorKind::kInterrupted) record_->state = JobState::kCancelled;
    if (error.kind == ErrorKind::kInterrupted && IsLate()) {
      record_->state = JobState::kFailed;
      record_->error =
          fmt::format("it took longer than {} s (--max-job-seconds)", options_.most_seconds);
    }
    if (error.kind != ErrorKind::kTerminated) return;
    record_->state =
        JobState::kQueued;  // the next start of the service goes on from the checkpoint
    record_->error.clear();
    record_->exit_code.reset();
  }

 private:
  Status Prepare() {
    job_ = options_.base;
    ASSAY_TRY_STATUS(ApplyJobConfig(record_->config, "config", &job_));
    job_.run_id = record_->id;
    job_.output_directory = folder_ + kReportFolder;
    job_.output_root = options_.directory;
    job_.input = folder_ + kInputFolder + record_->input;
    if (!record_->path.empty()) ASSAY_TRY_STATUS(LinkInput());
    return UseTodaysFiles(options_, runtime_, &job_);
  }

  // The engine opens the file that was opened beneath its root, by its descriptor: nothing that is
  // moved or linked meanwhile can put another one in its place. The link's name is what a resumed
  // run knows.
  Status LinkInput() {
    ASSAY_TRY(ConfinedFile file, OpenInput(options_.input_roots, record_->path));
    input_.emplace(std::move(file));
    std::error_code code;
    std::filesystem::create_directories(folder_ + kInputFolder, code);
    std::filesystem::remove(job_.input, code);
    std::filesystem::create_symlink(fmt::format("/proc/self/fd/{}", input_->descriptor()),
                                    job_.input, code);
    if (code)
      return InputError(fmt::format("linking '{}' failed: {}", record_->input, code.message()));
    return {};
  }

  RunHooks Hooks() const {
    RunHooks hooks;
    hooks.stop_requested = [this] {
      return IsLate() ? StopRequest::kInterrupt : control_.stop_requested();
    };
    hooks.progress = control_.progress;
    hooks.log = [this](std::string_view level, std::string_view message) {
      options_.log(level, fmt::format("{}: {}", record_->id, message));
    };
    return hooks;
  }

  bool IsLate() const {
    const int64_t micros = runtime_.clock->MonotonicMicros() - start_micros_;
    return options_.most_seconds > 0 &&
           micros > static_cast<int64_t>(options_.most_seconds) * kMicrosPerSecond;
  }

  void Succeed(const RunResult& result) {
    record_->state = JobState::kSucceeded;
    record_->has_report = true;
    record_->total_records = result.report.total_records;
    record_->rejected_records = result.report.rejected_records;
    record_->total_errors = result.report.total_errors;
    record_->critical_errors = result.report.critical_errors;
    record_->exit_code = result.too_many_rejects ? static_cast<int>(ErrorKind::kInput) : 0;
    if (result.too_many_rejects) {
      record_->state = JobState::kFailed;
      record_->error = fmt::format(
          "{} of {} records could not be read, more than max_rejects {}; see quarantine.csv",
          result.report.rejected_records, result.report.total_records, job_.max_rejects);
    }
    Finish(FactsOfRun(job_, result, *record_->exit_code, runtime_));
  }

  void Finish(RunFacts facts) {
    if (record_->state == JobState::kQueued) return;  // not its end
    facts.input = record_->path.empty() ? record_->input : record_->path;
    options_.finished(facts);
    for (const Error& error : FinishRun(options_.operate, *std::move(begun_), facts, runtime_)) {
      options_.log("error", error.message);
    }
  }

  // A table that was sent along is needed no more, nor is the link to another.
  void ForgetInput() const {
    std::error_code ignored;
    std::filesystem::remove_all(folder_ + kInputFolder, ignored);
  }

  // Clients are told their own names, not where the service keeps things.
  std::string WithoutFolder(std::string text) const {
    const std::string prefix = folder_ + kInputFolder;
    for (size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
      text.erase(at, prefix.size());
    return text;
  }

  const RunJobOptions& options_;
  JobRecord* const record_;
  const JobControl& control_;
  const std::string folder_;
  const Runtime runtime_ = SystemRuntime();
  int64_t start_micros_ = 0;
  Job job_;
  std::optional<BegunRun> begun_;
  std::optional<ConfinedFile> input_;
};

}  // namespace

Status UseTodaysFiles(const RunJobOptions& options, const Runtime& runtime, Job* job) {
  const OperateSettings& operate = options.operate;
  ASSAY_TRY(const TrainedFiles files,
            ResolveTrainedFiles(options.models, operate.production, runtime, job));
  for (const std::string& warning : files.warnings) options.log("warning", warning);
  if (operate.suppressions.empty()) return {};
  ASSAY_TRY(const auto all, ReadSuppressions(operate.suppressions));
  std::vector<Suppression> expired;
  for (std::string& finding : ActiveSuppressions(all, runtime.clock->WallMicros(), &expired)) {
    job->ignore.push_back(std::move(finding));
  }
  return {};
}

Result<ConfinedFile> OpenInput(const std::vector<std::string>& roots, const std::string& path) {
  if (roots.empty()) {
    return UsageError(
        "this service takes no paths: it was started without --input-root; send the table along");
  }
  std::optional<Error> first;
  for (const std::string& root : roots) {
    auto file = ConfinedFile::Open(root, path, true);
    if (file) return file;
    if (!first) first = file.error();
  }
  return *first;
}

JobRunner MakeJobRunner(RunJobOptions options) {
  return [options = std::move(options)](JobRecord* record, const JobControl& control) {
    JobRun run(options, record, control);
    try {
      run.Run();
    } catch (const std::bad_alloc&) {
      run.Fail(InputError("out of memory; start the service with fewer --max-jobs or workers"));
    } catch (const std::exception& exception) {
      run.Fail(InternalError(fmt::format("a bug: {}", exception.what())));
    }
  };
}

}  // namespace assay::server

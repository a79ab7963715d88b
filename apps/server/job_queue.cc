// A record is saved before its new state is shown, and only by whoever holds the job at that time:
// the thread that runs it, or the one that took it out of the queue.
#include "server/job_queue.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "assay/base/durable_file.h"

namespace assay::server {
namespace {

constexpr uint32_t kMostStarts = 3;
constexpr const char* kRecordFile = "/job.json";

}  // namespace

struct JobQueue::Entry {
  JobRecord record;
  Progress progress;
  uint64_t version = 1;
  std::atomic<bool> cancelled{false};
};

JobQueue::JobQueue(const JobQueueOptions& options, JobRunner runner,
                   std::function<void(std::string_view)> warn, const Runtime& runtime)
    : options_(options), runner_(std::move(runner)), warn_(std::move(warn)), runtime_(runtime) {}

Result<std::unique_ptr<JobQueue>> JobQueue::Open(const JobQueueOptions& options, JobRunner runner,
                                                 std::function<void(std::string_view)> warn,
                                                 const Runtime& runtime) {
  std::unique_ptr<JobQueue> queue(
      new JobQueue(options, std::move(runner), std::move(warn), runtime));
  ASSAY_TRY_STATUS(queue->Load());
  for (size_t i = 0; i < options.most_running; ++i)
    queue->threads_.emplace_back([raw = queue.get()] { raw->Work(); });
  return queue;
}

JobQueue::~JobQueue() { Drain(0); }

Status JobQueue::Load() {
  ASSAY_TRY_STATUS(runtime_.files->MakeDirectories(options_.directory));
  ASSAY_TRY(const auto names, runtime_.files->List(options_.directory));
  std::vector<std::shared_ptr<Entry>> unfinished;
  for (const std::string& name : names) {
    const std::string path = FolderOf(name) + kRecordFile;
    if (!runtime_.files->Exists(path)) {  // a submission or a removal that was cut short
      std::error_code ignored;
      std::filesystem::remove_all(FolderOf(name), ignored);
      continue;
    }
    ASSAY_TRY(const std::string text, runtime_.files->ReadAll(path));
    auto record = ParseJobRecord(text, path);
    if (!record || record->id != name) {
      warn_(fmt::format("{} can't be read: that job is left out", path));
      continue;
    }
    auto entry = std::make_shared<Entry>();
    entry->record = *std::move(record);
    jobs_[name] = entry;
    if (!IsFinished(entry->record.state)) unfinished.push_back(std::move(entry));
  }
  std::sort(unfinished.begin(), unfinished.end(), [](const auto& a, const auto& b) {
    return a->record.submitted_micros < b->record.submitted_micros;
  });
  for (const auto& entry : unfinished) {
    entry->record.state = JobState::kQueued;
    if (entry->record.starts >= kMostStarts) {
      entry->record.state = JobState::kFailed;
      entry->record.finished_micros = runtime_.clock->WallMicros();
      entry->record.error = fmt::format(
          "it was begun {} times, and each time the service ended before it did", kMostStarts);
      Save(entry->record);
      continue;
    }
    queue_.push_back(entry);
  }
  waiting_ = queue_.size();
  return {};
}

void JobQueue::Save(const JobRecord& record) const {
  const Status saved =
      ReplaceFile(FolderOf(record.id) + kRecordFile, JobJson(record, nullptr), runtime_, 0600);
  if (!saved) warn_(saved.error().message);
}

Error JobQueue::Full() const {
  return {ErrorKind::kTransient,
          fmt::format("{} jobs are waiting already; try again later", options_.most_waiting)};
}

Status JobQueue::Submit(JobRecord record) {
  if (waiting_.fetch_add(1) >= options_.most_waiting) {
    --waiting_;
    return Full();
  }
  const Status saved = [&]() -> Status {
    ASSAY_TRY_STATUS(
        ReplaceFile(FolderOf(record.id) + kRecordFile, JobJson(record, nullptr), runtime_, 0600));
    return runtime_.files->SyncDirectory(options_.directory);
  }();
  if (!saved) {
    --waiting_;
    return saved;
  }
  auto entry = std::make_shared<Entry>();
  entry->record = std::move(record);
  const std::lock_guard lock(mutex_);
  jobs_[entry->record.id] = entry;
  queue_.push_back(entry);
  changed_.notify_all();
  return {};
}

std::optional<JobView> JobQueue::Find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  return JobView{found->second->record, found->second->progress, found->second->version};
}

std::vector<JobView> JobQueue::List(std::optional<JobState> state, size_t most) const {
  std::vector<JobView> views;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : jobs_) {
      if (!state || entry->record.state == *state)
        views.push_back({entry->record, entry->progress, entry->version});
    }
  }
  std::sort(views.begin(), views.end(), [](const JobView& a, const JobView& b) {
    return a.record.submitted_micros > b.record.submitted_micros;
  });
  if (views.size() > most) views.resize(most);
  return views;
}

CancelResult JobQueue::Cancel(const std::string& id) {
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return CancelResult::kUnknown;
    entry = found->second;
    if (IsFinished(entry->record.state)) return CancelResult::kFinished;
    entry->cancelled = true;
    const auto place = std::find(queue_.begin(), queue_.end(), entry);
    if (place == queue_.end()) return CancelResult::kDone;  // its thread sees it
    queue_.erase(place);
    --waiting_;
  }
  JobRecord record = entry->record;
  record.state = JobState::kCancelled;
  record.finished_micros = runtime_.clock->WallMicros();
  Settle(entry, std::move(record));
  return CancelResult::kDone;
}

CancelResult JobQueue::Remove(const std::string& id) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return CancelResult::kUnknown;
    if (!IsFinished(found->second->record.state)) return CancelResult::kFinished;
    jobs_.erase(found);
  }
  // Without its record the folder is no job any more, should the rest fail.
  (void)runtime_.files->Remove(FolderOf(id) + kRecordFile);
  std::error_code code;
  std::filesystem::remove_all(FolderOf(id), code);
  if (code) warn_(fmt::format("deleting '{}' failed: {}", FolderOf(id), code.message()));
  return CancelResult::kDone;
}

void JobQueue::Settle(const std::shared_ptr<Entry>& entry, JobRecord record) {
  Save(record);
  const std::lock_guard lock(mutex_);
  entry->record = std::move(record);
  entry->progress = {};
  ++entry->version;
  changed_.notify_all();
}

void JobQueue::Work() {
  for (;;) {
    std::shared_ptr<Entry> entry;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return draining_ || !queue_.empty(); });
      if (draining_) return;
      entry = queue_.front();
      queue_.pop_front();
      --waiting_;
      ++running_;
    }
    RunOne(entry);
    {
      const std::lock_guard lock(mutex_);
      --running_;
      changed_.notify_all();
    }
    ForgetOldest();
  }
}

void JobQueue::RunOne(const std::shared_ptr<Entry>& entry) {
  JobRecord record = entry->record;  // nobody else writes it while it runs
  record.state = JobState::kRunning;
  record.started_micros = runtime_.clock->WallMicros();
  ++record.starts;
  Settle(entry, record);
  JobControl control;
  control.stop_requested = [this, entry] {
    if (entry->cancelled) return StopRequest::kInterrupt;
    return terminate_ ? StopRequest::kTerminate : StopRequest::kNone;
  };
  control.progress = [this, entry](const Progress& progress) {
    const std::lock_guard lock(mutex_);
    entry->progress = progress;
    ++entry->version;
  };
  runner_(&record, control);
  if (record.state == JobState::kQueued) {
    record.starts = 0;  // it was stopped as it should be
  } else {
    record.finished_micros = runtime_.clock->WallMicros();
  }
  Settle(entry, std::move(record));
}

void JobQueue::ForgetOldest() {
  std::vector<std::pair<int64_t, std::string>> finished;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : jobs_) {
      if (IsFinished(entry->record.state))
        finished.emplace_back(entry->record.submitted_micros, id);
    }
  }
  if (finished.size() <= options_.most_kept) return;
  std::sort(finished.begin(), finished.end());
  finished.resize(finished.size() - options_.most_kept);
  for (const auto& [submitted, id] : finished) Remove(id);
}

void JobQueue::Drain(double grace_seconds) {
  {
    std::unique_lock lock(mutex_);
    draining_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::duration<double>(grace_seconds),
                      [this] { return running_ == 0; });
  }
  terminate_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace assay::server

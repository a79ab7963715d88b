// JobQueue: submitted jobs, what becomes of them, and the threads that run them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "assay/base/runtime.h"
#include "server/job_record.h"

namespace assay::server {

struct JobQueueOptions {
  std::string directory;  // a folder a job: DIRECTORY/ID/job.json
  size_t most_running = 2;
  size_t most_waiting = 100;
  size_t most_kept = 1000;  // finished jobs; beyond that the oldest go, with their reports
};

// What a job that runs is connected with.
struct JobControl {
  std::function<StopRequest()> stop_requested;
  std::function<void(const Progress&)> progress;
};

// Runs the job and tells in the record what became of it: a final state, or kQueued when it was
// stopped at a checkpoint and is to go on later.
using JobRunner = std::function<void(JobRecord* record, const JobControl& control)>;

struct JobView {
  JobRecord record;
  Progress progress;
  uint64_t version = 0;  // another number when anything changed
};

enum class CancelResult : uint8_t { kDone, kUnknown, kFinished };

// Safe between threads. Jobs survive the program: those that had not ended are queued again when
// the queue opens; one that never ends well three times in a row (the program died with it) fails.
class JobQueue {
 public:
  static Result<std::unique_ptr<JobQueue>> Open(const JobQueueOptions& options, JobRunner runner,
                                                std::function<void(std::string_view)> warn,
                                                const Runtime& runtime);
  ~JobQueue();

  // Whether another job would be taken. Never waits.
  bool HasRoom() const { return waiting_.load() < options_.most_waiting; }
  // The passing error of a queue without room.
  Error Full() const;

  // The job's folder stands already, without job.json. Durable when this returns; Full() when too
  // many jobs wait.
  Status Submit(JobRecord record);

  std::optional<JobView> Find(const std::string& id) const;
  // Newest first.
  std::vector<JobView> List(std::optional<JobState> state, size_t most) const;

  // A waiting job is cancelled at once, a running one at its next block.
  CancelResult Cancel(const std::string& id);
  // Forgets a finished job and deletes its folder.
  CancelResult Remove(const std::string& id);

  // Begins no job any more; lets running ones end for `grace_seconds`, then stops them at a
  // checkpoint.
  void Drain(double grace_seconds);

  std::string FolderOf(const std::string& id) const { return options_.directory + "/" + id; }

 private:
  struct Entry;
  JobQueue(const JobQueueOptions& options, JobRunner runner,
           std::function<void(std::string_view)> warn, const Runtime& runtime);
  Status Load();
  void Work();
  void RunOne(const std::shared_ptr<Entry>& entry);
  void Settle(const std::shared_ptr<Entry>& entry, JobRecord record);
  void Save(const JobRecord& record) const;
  void ForgetOldest();

  const JobQueueOptions options_;
  const JobRunner runner_;
  const std::function<void(std::string_view)> warn_;
  const Runtime runtime_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::shared_ptr<Entry>> jobs_;
  std::deque<std::shared_ptr<Entry>> queue_;
  std::atomic<size_t> waiting_{0};  // in queue_, and on the way to it
  size_t running_ = 0;
  bool draining_ = false;
  std::atomic<bool> terminate_{false};
  std::vector<std::thread> threads_;
};

}  // namespace assay::server

// Requests, records, paths and the queue, with runners made for the test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>

#include "server/body_streams.h"
#include "server/confined_file.h"
#include "server/health.h"
#include "server/job_queue.h"
#include "server/job_request.h"

namespace assay::server {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::string RequestError(std::string_view body) {
  const auto request = ParseJobRequest(body);
  return request ? "" : request.error().message;
}

TEST(JobRequest, ReadsWhatItShould) {
  const auto request = ParseJobRequest(
      R"({"csv": "a,b\n1,2\n", "name": "n", "config": {"seed": 7, "anomaly_threshold": 0.125}})");
  ASSERT_TRUE(request) << request.error().message;
  EXPECT_EQ(request->csv, "a,b\n1,2\n");
  EXPECT_EQ(request->name, "n");
  EXPECT_EQ(request->config, R"({"seed":7,"anomaly_threshold":0.125})");
  Job job;
  ASSERT_TRUE(ApplyJobConfig(request->config, "config", &job));
  EXPECT_EQ(job.seed, 7u);
  EXPECT_EQ(job.anomaly_threshold, 0.125);
}

TEST(JobRequest, TellsWhereAMistakeIs) {
  EXPECT_THAT(RequestError("{\"path\": }"), HasSubstr("request body:1:10"));
  EXPECT_THAT(RequestError("{\n  \"pth\": \"x\"}"), HasSubstr("request body:2:3"));
  EXPECT_THAT(RequestError("[]"), HasSubstr("request body:1:1"));
  EXPECT_THAT(RequestError("{}"), HasSubstr("'path'"));
  EXPECT_THAT(RequestError(R"({"path": "a", "csv": "b"})"), HasSubstr("either"));
  EXPECT_THAT(RequestError(R"({"csv": "a", "config": {"sed": 1}})"),
              HasSubstr("Did you mean 'seed'?"));
  EXPECT_THAT(RequestError(R"({"csv": "a", "config": 3})"), HasSubstr("request body:1:24"));
  EXPECT_NE(RequestError(""), "");
}

TEST(JobRequest, AConfigBecomesOneLine) {
  EXPECT_EQ(*CheckJobConfig("{\n  \"seed\": 7,\r\n \"min_precision\": 0.90\n}", "config"),
            R"({"seed":7,"min_precision":0.90})");
  EXPECT_FALSE(CheckJobConfig("{\"sed\": 7}", "config"));
  EXPECT_TRUE(CheckJobName(std::string(200, 'x')));
  EXPECT_FALSE(CheckJobName(std::string(201, 'x')));
}

TEST(JobRequest, MayNotReachBeyondItsRun) {
  for (const char* key : {"output_dir", "input", "rules", "calibration", "weights", "environment",
                          "log_level", "monitoring", "memory", "error_handling"}) {
    Job job;
    EXPECT_FALSE(ApplyJobConfig(std::string("{\"") + key + "\": \"x\"}", "config", &job)) << key;
  }
  Job job;
  EXPECT_FALSE(ApplyJobConfig(R"({"source": {"temp_dir": "/x"}})", "config", &job));
  EXPECT_FALSE(ApplyJobConfig(R"({"brand": "/etc/passwd"})", "config", &job));
  EXPECT_FALSE(ApplyJobConfig(R"({"brand": "../x"})", "config", &job));
  EXPECT_FALSE(ApplyJobConfig(R"({"brand": "no_such_brand"})", "config", &job));
  EXPECT_TRUE(ApplyJobConfig(R"({"source": {"delimiter": ";"}, "performance": {"max_workers": 1}})",
                             "config", &job));
}

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "assay_server_" + std::to_string(getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_ + "/root/sub");
    std::ofstream(folder_ + "/root/sub/table.csv") << "a\n1\n";
    std::ofstream(folder_ + "/secret") << "s";
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string folder_;
};

using Confined = Folder;

TEST_F(Confined, OpensWhatIsBelow) {
  fs::create_symlink("sub/table.csv", folder_ + "/root/link");
  const auto file = ConfinedFile::Open(folder_ + "/root", "sub/table.csv", false);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->size(), 4u);
  EXPECT_TRUE(ConfinedFile::Open(folder_ + "/root", "link", true));
  EXPECT_FALSE(ConfinedFile::Open(folder_ + "/root", "link", false));
}

TEST_F(Confined, NothingLeadsOut) {
  fs::create_symlink(folder_ + "/secret", folder_ + "/root/absolute");
  fs::create_symlink("../secret", folder_ + "/root/relative");
  fs::create_directory_symlink("..", folder_ + "/root/up");
  ASSERT_EQ(mkfifo((folder_ + "/root/pipe").c_str(), 0600), 0);
  for (const std::string& path :
       {std::string("../secret"), folder_ + "/secret", std::string("sub/../../secret"),
        std::string("absolute"), std::string("relative"), std::string("up/secret"),
        std::string("sub"), std::string("pipe"), std::string("none"), std::string(""),
        std::string("sub/table.csv\0x", 15)}) {
    EXPECT_FALSE(ConfinedFile::Open(folder_ + "/root", path, true)) << path;
  }
}

TEST_F(Confined, ABodyOfAFileIsItsBytes) {
  auto body = MakeFileBody(*ConfinedFile::Open(folder_ + "/root", "sub/table.csv", false), {0, 4});
  const auto piece = body->Next();
  ASSERT_TRUE(piece);
  EXPECT_EQ(piece->bytes, "a\n1\n");
  EXPECT_TRUE(piece->last);
  EXPECT_EQ(MakeFileBody(*ConfinedFile::Open(folder_ + "/root", "sub/table.csv", false), {2, 1})
                ->Next()
                ->bytes,
            "1");
}

JobRecord RecordOf(const std::string& id, int64_t submitted) {
  JobRecord record;
  record.id = id;
  record.submitted_micros = submitted;
  record.input = "t.csv";
  record.submitted_by = "ann";
  return record;
}

TEST(JobRecord, SurvivesItsJson) {
  JobRecord record = RecordOf("j1", 1'700'000'000'123'456);
  record.name = "a \"name\"\n";
  record.state = JobState::kSucceeded;
  record.path = "in/t.csv";
  record.config = R"({"anomaly_threshold":0.123456789,"key_fields":["a"]})";
  record.started_micros = record.submitted_micros + 1;
  record.finished_micros = record.submitted_micros + 2;
  record.starts = 2;
  record.exit_code = 0;
  record.has_report = true;
  record.total_errors = 5;
  const std::string json = JobJson(record, nullptr);
  const auto again = ParseJobRecord(json, "job.json");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(JobJson(*again, nullptr), json);
  EXPECT_EQ(again->finished_micros, record.finished_micros);
  EXPECT_EQ(again->config, record.config);
  EXPECT_FALSE(ParseJobRecord("{}", "job.json"));
  EXPECT_FALSE(ParseJobRecord("{", "job.json"));
}

class Queue : public Folder {
 protected:
  // Runs end when they are let go, stopped or cancelled.
  JobRunner Runner() {
    return [this](JobRecord* record, const JobControl& control) {
      std::unique_lock lock(mutex_);
      begun_.push_back(record->id);
      changed_.notify_all();
      control.progress(
          {.stage = "detect", .bytes_done = 1, .bytes_total = 2, .rows = 3, .findings = 4});
      for (;;) {
        const StopRequest stop = control.stop_requested();
        if (stop == StopRequest::kInterrupt) record->state = JobState::kCancelled;
        if (stop == StopRequest::kTerminate) record->state = JobState::kQueued;
        if (stop == StopRequest::kNone && free_) record->state = JobState::kSucceeded;
        if (record->state != JobState::kRunning) return;
        changed_.wait_for(lock, std::chrono::milliseconds(5));
      }
    };
  }
  std::unique_ptr<JobQueue> OpenQueue() {
    options_.directory = folder_ + "/jobs";
    auto queue = JobQueue::Open(
        options_, Runner(), [](std::string_view) {}, SystemRuntime());
    EXPECT_TRUE(queue);
    return std::move(*queue);
  }
  void Submit(JobQueue* queue, const std::string& id) {
    fs::create_directories(queue->FolderOf(id));
    ASSERT_TRUE(queue->Submit(RecordOf(id, ++submitted_)));
  }
  void WaitForBegun(size_t count) {
    std::unique_lock lock(mutex_);
    ASSERT_TRUE(
        changed_.wait_for(lock, std::chrono::seconds(30), [&] { return begun_.size() >= count; }));
  }
  void WaitForState(JobQueue* queue, const std::string& id, JobState state) {
    for (int i = 0; i < 6000 && queue->Find(id)->record.state != state; ++i) usleep(5000);
    ASSERT_EQ(queue->Find(id)->record.state, state);
  }
  void LetGo() {
    const std::lock_guard lock(mutex_);
    free_ = true;
  }

  JobQueueOptions options_{
      .directory = "", .most_running = 1, .most_waiting = 2, .most_kept = 1000};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> begun_;
  bool free_ = false;
  int64_t submitted_ = 1'700'000'000'000'000;
};

TEST_F(Queue, RunsInOrderAndHasAnEnd) {
  const auto queue = OpenQueue();
  Submit(queue.get(), "a");
  WaitForBegun(1);
  EXPECT_TRUE(queue->HasRoom());
  Submit(queue.get(), "b");
  Submit(queue.get(), "c");
  EXPECT_FALSE(queue->HasRoom());
  const Status full = queue->Submit(RecordOf("d", ++submitted_));
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::kTransient);
  EXPECT_EQ(queue->Find("a")->progress.rows, 3u);
  EXPECT_EQ(queue->List(JobState::kQueued, 10).size(), 2u);
  EXPECT_EQ(queue->List(std::nullopt, 1).at(0).record.id, "c");
  LetGo();
  for (const char* id : {"a", "b", "c"}) WaitForState(queue.get(), id, JobState::kSucceeded);
  EXPECT_THAT(begun_, ElementsAre("a", "b", "c"));
  EXPECT_GT(queue->Find("a")->record.finished_micros, 0);
}

TEST_F(Queue, CancelsWaitingAndRunningJobs) {
  const auto queue = OpenQueue();
  Submit(queue.get(), "a");
  WaitForBegun(1);
  Submit(queue.get(), "b");
  EXPECT_EQ(queue->Remove("b"), CancelResult::kFinished);
  EXPECT_EQ(queue->Cancel("b"), CancelResult::kDone);
  EXPECT_EQ(queue->Find("b")->record.state, JobState::kCancelled);
  EXPECT_EQ(queue->Cancel("a"), CancelResult::kDone);
  WaitForState(queue.get(), "a", JobState::kCancelled);
  EXPECT_EQ(queue->Cancel("a"), CancelResult::kFinished);
  EXPECT_EQ(queue->Cancel("x"), CancelResult::kUnknown);
  EXPECT_EQ(queue->Remove("a"), CancelResult::kDone);
  EXPECT_FALSE(queue->Find("a"));
  EXPECT_FALSE(fs::exists(folder_ + "/jobs/a"));
}

TEST_F(Queue, StoppedJobsGoOnAtTheNextStart) {
  auto queue = OpenQueue();
  Submit(queue.get(), "a");
  WaitForBegun(1);
  Submit(queue.get(), "b");
  queue->Drain(0);
  EXPECT_EQ(queue->Find("a")->record.state, JobState::kQueued);
  queue.reset();
  LetGo();
  queue = OpenQueue();
  WaitForState(queue.get(), "b", JobState::kSucceeded);
  EXPECT_THAT(begun_, ElementsAre("a", "a", "b"));
  EXPECT_EQ(queue->Find("a")->record.starts, 1u);
}

TEST_F(Queue, AJobThatTakesTheServiceDownIsGivenUp) {
  fs::create_directories(folder_ + "/jobs/bad");
  fs::create_directories(folder_ + "/jobs/cut_short");
  fs::create_directories(folder_ + "/jobs/strange");
  JobRecord record = RecordOf("bad", 1'700'000'000'000'000);
  record.state = JobState::kRunning;
  record.starts = 3;
  std::ofstream(folder_ + "/jobs/bad/job.json") << JobJson(record, nullptr);
  std::ofstream(folder_ + "/jobs/strange/job.json") << "no json";
  const auto queue = OpenQueue();
  EXPECT_EQ(queue->Find("bad")->record.state, JobState::kFailed);
  EXPECT_THAT(queue->Find("bad")->record.error, HasSubstr("3 times"));
  EXPECT_FALSE(fs::exists(folder_ + "/jobs/cut_short"));
  EXPECT_TRUE(fs::exists(folder_ + "/jobs/strange/job.json"));
}

TEST_F(Queue, ForgetsTheOldest) {
  options_.most_kept = 2;
  const auto queue = OpenQueue();
  LetGo();
  for (const char* id : {"a", "b", "c"}) {
    Submit(queue.get(), id);
    WaitForState(queue.get(), id, JobState::kSucceeded);
  }
  for (int i = 0; i < 6000 && fs::exists(folder_ + "/jobs/a"); ++i) usleep(5000);
  EXPECT_FALSE(queue->Find("a"));
  EXPECT_TRUE(queue->Find("b"));
  EXPECT_FALSE(fs::exists(folder_ + "/jobs/a"));
}

TEST_F(Queue, EventsTellChangesAndTheEnd) {
  const auto queue = OpenQueue();
  Submit(queue.get(), "a");
  WaitForBegun(1);
  WaitForState(queue.get(), "a", JobState::kRunning);
  auto events = MakeJobEvents([&] { return queue->Find("a"); }, SystemRuntime());
  auto piece = events->Next();
  ASSERT_TRUE(piece);
  EXPECT_THAT(piece->bytes, HasSubstr("event: state\n"));
  EXPECT_FALSE(piece->last);
  LetGo();
  WaitForState(queue.get(), "a", JobState::kSucceeded);
  piece = events->Next();
  EXPECT_THAT(piece->bytes, HasSubstr("\"state\":\"succeeded\""));
  EXPECT_TRUE(piece->last);
}

TEST_F(Folder, HealthTellsWhatFails) {
  HealthOptions options;
  options.data_directory = folder_;
  options.history = folder_ + "/history.db";
  EXPECT_TRUE(CheckHealth(options).all());
  EXPECT_THAT(HealthJson({true, true, false, true}), HasSubstr("\"status\": \"unhealthy\""));
  options.model_directory = folder_ + "/none";
  EXPECT_FALSE(CheckHealth(options).models);
  std::ofstream(folder_ + "/broken.db") << std::string(4096, 'x');
  options.history = folder_ + "/broken.db";
  EXPECT_FALSE(CheckHealth(options).database);
  options.least_free_disk = UINT64_MAX;
  EXPECT_FALSE(CheckHealth(options).disk_space);
}

}  // namespace
}  // namespace assay::server

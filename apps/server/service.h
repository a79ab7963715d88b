// Service: the routes over queue, history, health and metrics.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "server/gatekeeper.h"
#include "server/health.h"
#include "server/job_queue.h"
#include "server/route.h"
#include "server/run_job.h"
#include "server/service_metrics.h"

namespace assay::server {

struct ServiceOptions {
  std::string data_directory;  // jobs/ and uploads/ in it
  GateOptions gate;
  HealthOptions health;
  std::string health_path = "/health";  // answers besides /health
  std::vector<std::string> input_roots;
  uint64_t most_upload_bytes = uint64_t{1} << 30;
  JobQueueOptions queue;
  uint64_t most_job_seconds = 0;  // 0: no limit
  std::string models;             // folder of the registry of trained files
  Job base;                       // what requests do not say
  OperateSettings operate;        // its state directory holds the history
  LogLine log;
};

// The library's side of a request, whatever carries it. Handlers are thin: they read what was
// asked, call the floors below, and write the answer.
class Service : public HttpHandler {
 public:
  static Result<std::unique_ptr<Service>> Open(ServiceOptions options, const Runtime& runtime);
  ~Service() override;

  Admission Admit(const HttpRequest& head) override;
  void Answered(const HttpRequest& request, unsigned status, double seconds) override;
  void Connections(size_t open) override { connections_ = open; }

  // /ready says no from now on, and no job is taken or begun; those that run may end for so long,
  // then they are stopped at a checkpoint.
  void Drain(double grace_seconds);

  const std::vector<Route>& routes() const { return routes_; }

 private:
  Service(ServiceOptions options, const Runtime& runtime);
  Status Start();
  std::vector<Route> HealthRoutes();
  std::vector<Route> JobRoutes();
  std::vector<Route> FileRoutes();
  std::vector<Route> RunRoutes();
  std::vector<Route> AboutRoutes();
  std::optional<HttpResponse> AdmitBody(const HttpRequest& head, const Route& route,
                                        Admission* admission);

  HttpResponse Health() const;
  HttpResponse Ready() const;
  HttpResponse Metrics();

  HttpResponse SubmitJob(const Call& call);
  // After either the job's folder is there, with its table unless that is named by a path.
  Status TakeUpload(const Call& call, JobRecord* record);
  Status TakeJson(const Call& call, JobRecord* record);
  HttpResponse ListJobs(const Call& call) const;
  HttpResponse ShowJob(const Call& call) const;
  HttpResponse FollowJob(const Call& call) const;
  HttpResponse CancelJob(const Call& call);
  HttpResponse RemoveJob(const Call& call);
  HttpResponse ListFiles(const Call& call) const;
  HttpResponse SendFile(const Call& call, const std::string& name) const;

  HttpResponse ListRuns(const Call& call) const;
  HttpResponse ShowRun(const Call& call) const;
  HttpResponse Compare(const Call& call) const;

  void Audit(const Caller& caller, const std::string& action, const JobRecord& record) const;

  const ServiceOptions options_;
  const Runtime runtime_;
  std::vector<Route> routes_;
  std::unique_ptr<Gatekeeper> gate_;
  std::unique_ptr<ServiceMetrics> metrics_;
  std::unique_ptr<JobQueue> queue_;
  std::unique_ptr<HealthMonitor> health_;
  std::atomic<size_t> connections_{0};
  std::atomic<bool> draining_{false};
};

}  // namespace assay::server

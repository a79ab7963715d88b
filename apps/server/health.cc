// Four checks every few seconds.
#include "server/health.h"

#include <chrono>
#include <filesystem>

#include "assay/detect/registry.h"
#include "assay/detect/rule_pack.h"
#include "assay/operate/doctor.h"
#include "assay/operate/history.h"
#include "assay/report/json_writer.h"

namespace assay::server {
namespace {

constexpr double kStaleIntervals = 6;

bool DatabaseAnswers(const std::string& path) {
  const auto history = History::Open(path);
  return history && history->List({.input = "", .most = 1}).has_value();
}

bool ModelsAreThere(const HealthOptions& options) {
  if (AllDetectorTypes().empty() || !LoadRulePacks(options.rule_packs)) return false;
  if (options.model_directory.empty()) return true;
  std::error_code code;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(options.model_directory, code)) {
    if (entry.is_regular_file(code)) return true;
  }
  return false;
}

}  // namespace

HealthChecks CheckHealth(const HealthOptions& options) {
  HealthChecks checks;
  checks.database = DatabaseAnswers(options.history);
  checks.models = ModelsAreThere(options);
  checks.disk_space =
      ReadMachine(options.data_directory).disk_free_bytes >= options.least_free_disk;
  checks.memory = AvailableMemory() >= options.least_free_memory;
  return checks;
}

std::string HealthJson(const HealthChecks& checks) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String("status", checks.all() ? "healthy" : "unhealthy");
  json.BeginObject("checks");
  json.Bool("database", checks.database);
  json.Bool("models", checks.models);
  json.Bool("disk_space", checks.disk_space);
  json.Bool("memory", checks.memory);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

HealthMonitor::HealthMonitor(const HealthOptions& options, std::function<void()> each,
                             const Runtime& runtime)
    : options_(options), each_(std::move(each)), runtime_(runtime) {
  latest_ = CheckHealth(options_);
  made_micros_ = runtime_.clock->MonotonicMicros();
  thread_ = std::thread([this] { Watch(); });
}

HealthMonitor::~HealthMonitor() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void HealthMonitor::Watch() {
  const auto interval = std::chrono::duration<double>(options_.interval_seconds);
  std::unique_lock lock(mutex_);
  while (!stopped_.wait_for(lock, interval, [this] { return stop_; })) {
    lock.unlock();
    const HealthChecks checks = CheckHealth(options_);
    each_();
    lock.lock();
    latest_ = checks;
    made_micros_ = runtime_.clock->MonotonicMicros();
  }
}

HealthChecks HealthMonitor::Latest() const {
  const std::lock_guard lock(mutex_);
  const double age = static_cast<double>(runtime_.clock->MonotonicMicros() - made_micros_) / 1e6;
  return age > kStaleIntervals * options_.interval_seconds ? HealthChecks{} : latest_;
}

}  // namespace assay::server

// Writes profile.json; asks the system for the program's memory.
#include "assay/run/run_times.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

#include "assay/report/json_writer.h"

namespace assay {

uint64_t ResidentBytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  unsigned long long all = 0, resident = 0;
  const int got = std::fscanf(file, "%llu %llu", &all, &resident);
  std::fclose(file);
  return got == 2 ? resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

uint64_t PeakResidentBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
}

std::string ProfileJson(const RunTimes& times, const std::string& run_id, uint32_t workers) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("schema_version", 1);
  json.String("run_id", run_id);
  json.Unsigned("workers", workers);
  json.BeginArray("stages");
  for (const StageTime& stage : times.stages) {
    json.BeginObject();
    json.String("stage", stage.name);
    json.Decimal("seconds", stage.seconds);
    json.Unsigned("memory_bytes", stage.memory_bytes);
    json.Unsigned("peak_memory_bytes", stage.peak_memory_bytes);
    json.EndObject();
  }
  json.EndArray();
  json.BeginObject("detect_worker_seconds");
  for (const auto& [step, seconds] : times.detect_steps) json.Decimal(step, seconds);
  json.EndObject();
  json.BeginArray("detectors");
  for (const DetectorTime& one : times.detectors) {
    json.BeginObject();
    json.String("detector", one.detector);
    json.String("method", MethodName(one.method));
    json.String("field", one.field);
    json.Decimal("learn_seconds", one.learn_seconds);
    json.Unsigned("learn_bytes", one.learn_bytes);
    json.Decimal("detect_worker_seconds", one.detect_seconds);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take() + "\n";
}

}  // namespace assay

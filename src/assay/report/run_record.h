// RunRecord: when, where and how fast a run went; what report.json must not say because it differs
// between equal runs.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace assay {

struct RunRecord {
  std::string run_id;
  std::string assay_version;
  std::string host;
  std::string input;
  std::string output_directory;
  int64_t started_micros = 0;         // since 1970-01-01 UTC
  double seconds = 0;                 // wall time of the whole run
  std::vector<std::pair<std::string, double>> stages;  // name and seconds, in the order they ran
  uint64_t input_bytes = 0;
  uint64_t records = 0;
  uint64_t findings = 0;
  uint64_t peak_memory_bytes = 0;     // 0: not known
  uint32_t workers = 0;
  uint32_t batch_size = 0;
  std::string instruction_set;        // of the CSV scanner; empty: not known
};

// The bytes of run.json; schemas/run.schema.json describes every key. Rates are derived here.
std::string RunJson(const RunRecord& record);

// "2026-11-24T02:46:08.123456Z" of microseconds since 1970-01-01 UTC.
std::string TimestampUtc(int64_t micros);

}  // namespace assay

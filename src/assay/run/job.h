// Job: the parsed configuration of one run.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assay/base/retry.h"
#include "assay/base/runtime.h"
#include "assay/finding/code.h"
#include "assay/finding/finding.h"
#include "assay/report/report.h"
#include "assay/run/run_times.h"
#include "assay/source/source.h"

namespace assay {

// Where `--stop-after` ends the work on each block, for benchmarks.
enum class StopAfter : uint8_t { kRead, kIndex, kHash, kFull };

// Where what runs made is kept for later runs on the same input. Never changes a report.
struct CacheOptions {
  std::string directory;  // empty: nothing is kept
  bool enabled = true;
  uint64_t most_bytes = uint64_t{1} << 30;
};

struct Job {
  std::string input;  // a path or "-"
  std::string output_directory = "results";
  std::string output_root;  // a folder that no report leaves, also not over a link; empty: none
  std::string brand;        // a name or a path; empty: fields are inferred
  std::vector<std::string> rule_packs;  // paths, besides those of the program
  SourceOptions source;
  bool methods[kMethodCount] = {false, false, false, false};  // none set: every method that can run
  bool core_fields_only = false;
  double validation_threshold = 0.0;  // lowest confidence that is written, by method
  double anomaly_threshold = 0.5;
  std::optional<double>
      min_precision;  // instead of anomaly_threshold: share of findings to be right
  std::optional<double> false_alarms;  // the same, as false alarms for each 10,000 cells
  std::string calibration;             // a file; "none": evidence as it is; empty: the shipped one
  std::string profile_from;  // a saved profile in place of a first pass; empty: the table's own
  std::string weights;       // a file of detector weights; empty: evidence as it is
  std::vector<std::string> exclude_columns;
  std::vector<std::string> key_fields;
  std::vector<std::string> null_tokens;  // values to be treated as empty
  std::vector<std::string> ignore;       // fingerprints or codes
  std::optional<uint64_t> sample_rows;   // only the first N rows
  std::vector<std::string> redact;       // fields or columns whose values no output shows
  bool expand_column_findings = false;
  bool defuse_formulas = true;
  std::vector<std::string> formats = {"json", "csv", "jsonl", "summary", "html"};
  uint64_t max_rejects = 0;  // more rejects than this: exit 3; 0 = no limit here
  bool reject_limit_set = false;
  // False: the first record beyond max_rejects (the first at all, where no limit is set) ends the
  // run, and the first input that can't be checked ends a command with several.
  bool continue_on_error = true;
  uint64_t seed = 0;

  // A killed run goes on from its last checkpoint when the same job is run again.
  bool checkpoint = true;
  bool resume = true;
  double checkpoint_seconds = 10;  // between checkpoints; 0: behind every block

  // Performance only: never change a report.
  uint32_t batch_size = 256;
  uint32_t max_workers = 0;                                       // 0: the CPUs granted, at most 16
  bool takes_turns[kMethodCount] = {false, false, false, false};  // its detectors, among workers
  uint64_t memory_limit = 0;           // bytes; 0: what the cgroup or the machine grants
  uint64_t max_rows_in_memory = 0;     // workers are taken away above it; 0: no cap
  uint64_t most_waiting_findings = 0;  // that wait to be written, before workers wait; 0: no cap
  StopAfter stop_after = StopAfter::kFull;
  CacheOptions cache;
  std::string save_profile;  // a file for what the first pass learns; empty: none

  // Faults that may pass: of reading, of deliveries, of a locked history. Only number and delay are
  // read.
  RetryPolicy retry;

  // For the program around the run and for run.json; never change a report either.
  std::string run_id;           // empty: a fresh one
  std::string environment;      // "production" is strict; empty: development
  std::string log_level;        // "DEBUG" … "CRITICAL"; empty: INFO
  bool measure_times = false;   // RunResult::times tells what detectors took; costs next to nothing
  bool profile = false;         // the same with what they learned, one by one; writes profile.json
  bool metrics_enabled = true;  // false: no metrics are delivered
  uint16_t metrics_port = 0;    // of `assay serve`: health and metrics alone; 0: none
  std::string health_check_path = "/health";  // of `assay serve`
};

// What the run tells while it works; called from one thread at a time.
struct Progress {
  std::string stage;  // "profile", "learn", "detect"
  uint64_t bytes_done = 0;
  uint64_t bytes_total = 0;  // 0 when unknown
  uint64_t rows = 0;
  uint64_t findings = 0;
  uint64_t steps_done = 0;
  uint64_t steps_total = 0;  // detectors that learn; above 0, the stage reads no bytes
};

// What a run is asked to do by the outside world. Either ends it at the next block boundary, or
// before the next detector learns.
enum class StopRequest : uint8_t {
  kNone,
  kInterrupt,  // give up: nothing is left behind (Ctrl-C)
  kTerminate,  // leave a checkpoint, so that the same job goes on from there (SIGTERM)
};

struct RunHooks {
  std::function<void(const Progress&)> progress;  // may be empty
  std::function<StopRequest()>
      stop_requested;  // polled between blocks, by every thread; may be empty
  std::function<void(std::string_view level, std::string_view message)> log;  // may be empty
};

// What a finished run leaves behind besides its files.
struct RunResult {
  Report report;
  std::vector<NamedDigest> files;  // written into the output directory
  double seconds = 0;
  uint32_t workers = 0;
  RunTimes times;           // the stages; the rest when the job measures
  bool from_cache = false;  // the report is an earlier run's on the same input
  bool too_many_rejects =
      false;  // more than job.max_rejects: the report stands, the exit code is 3
};

// Reads, profiles when needed, maps, detects, combines, reports. Files appear in
// job.output_directory only when all of them are complete.
Result<RunResult> Run(const Job& job, const Runtime& runtime, const RunHooks& hooks);

// Opens the input, loads brand and rules, and checks that they fit; writes nothing.
Status CheckJob(const Job& job, const Runtime& runtime);

// The CPUs that the cgroup grants, at least 1.
uint32_t GrantedCpus();

// The bytes of memory that the cgroup, else the machine, grants.
uint64_t GrantedMemory();

// How many of `wanted` workers fit into `memory` bytes, at least 1.
uint32_t WorkersForMemory(uint32_t wanted, uint64_t block_bytes, uint64_t memory);

}  // namespace assay

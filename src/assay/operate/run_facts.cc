// Reads run.json back: what a run records of itself is the one source of its times.
#include "assay/operate/run_facts.h"

#include "assay/base/config_node.h"
#include "assay/operate/timestamp.h"

namespace assay {
namespace {

uint64_t CountOf(const ConfigNode& root, std::string_view key) {
  const ConfigNode* node = root.Find(key);
  return node == nullptr || node->number < 0 ? 0 : static_cast<uint64_t>(node->number);
}

int64_t TimeOf(const ConfigNode& root, std::string_view key, int64_t otherwise) {
  const ConfigNode* node = root.Find(key);
  if (node == nullptr) return otherwise;
  const auto micros = ParseUtcTimestamp(node->text);
  return micros ? *micros : otherwise;
}

void TakeRunRecord(const ConfigNode& root, RunFacts* facts) {
  if (const ConfigNode* id = root.Find("run_id")) facts->run_id = id->text;
  facts->started_micros = TimeOf(root, "started", facts->started_micros);
  facts->finished_micros = TimeOf(root, "finished", facts->finished_micros);
  facts->input_bytes = CountOf(root, "input_bytes");
  facts->peak_memory_bytes = CountOf(root, "peak_memory_bytes");
  if (const ConfigNode* stages = root.Find("stage_seconds")) {
    for (const ConfigNode::Member& stage : stages->members)
      facts->stages.emplace_back(stage.key, stage.value.number);
  }
}

}  // namespace

RunFacts FactsOfRun(const Job& job, const RunResult& result, int exit_code,
                    const Runtime& runtime) {
  RunFacts facts;
  facts.run_id = job.run_id;
  facts.input = job.input;
  facts.output_directory = job.output_directory;
  facts.brand = result.report.brand;
  facts.seconds = result.seconds;
  facts.finished_micros = runtime.clock->WallMicros();
  facts.started_micros = facts.finished_micros - static_cast<int64_t>(result.seconds * 1e6);
  facts.exit_code = exit_code;
  facts.report = &result.report;
  facts.times = &result.times;
  const std::string path = job.output_directory + "/run.json";
  const auto text = runtime.files->ReadAll(path);
  if (!text) return facts;
  if (const auto document = ParseJson(*text, path)) TakeRunRecord(document->root, &facts);
  return facts;
}

RunFacts FactsOfFailure(const Job& job, const Error& error, int64_t started_micros,
                        const Runtime& runtime) {
  RunFacts facts;
  facts.run_id = job.run_id;
  facts.input = job.input;
  facts.output_directory = job.output_directory;
  facts.brand = job.brand;
  facts.started_micros = started_micros;
  facts.finished_micros = runtime.clock->WallMicros();
  facts.seconds = static_cast<double>(facts.finished_micros - started_micros) / 1e6;
  facts.exit_code = static_cast<int>(error.kind);
  facts.error = error.message;
  return facts;
}

}  // namespace assay

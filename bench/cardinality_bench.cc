// Cost of a row as values repeat: value detectors run once for each distinct value in the cache, so
// a column of few values must cost far less a row than one of many.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "assay/evaluate/random.h"
#include "assay/run/job.h"

namespace {

constexpr uint64_t kRows = 200'000;

// A table of one text column in which `distinct` values come in random order.
std::string MakeTable(uint64_t distinct) {
  const auto folder = std::filesystem::temp_directory_path() / "assay_cardinality_bench";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / (std::to_string(distinct) + ".csv")).string();
  std::ofstream file(path, std::ios::binary);
  file << "material\n";
  assay::SplitMix random(7);
  for (uint64_t row = 0; row < kRows; ++row) {
    const uint64_t value = random.Below(distinct);
    file << value % 97 << "% Cotton " << value << ' ' << 100 - value % 97 << "% Elastane\n";
  }
  return path;
}

void BM_RowsOfDistinctValues(benchmark::State& state) {
  assay::Job job;
  job.input = MakeTable(static_cast<uint64_t>(state.range(0)));
  job.output_directory = job.input + ".results";
  job.methods[static_cast<int>(assay::Method::kValidation)] = true;
  job.max_workers = 1;
  job.formats = {"csv"};
  for (auto _ : state) {
    const auto result = assay::Run(job, assay::SystemRuntime(), {});
    if (!result) {
      state.SkipWithError(result.error().message.c_str());
      break;
    }
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * kRows));
}
BENCHMARK(BM_RowsOfDistinctValues)
    ->RangeMultiplier(10)
    ->Range(10, 100'000)
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

// The scanner by its parts: reading, digest, structural index of each instruction set, rows of a
// block, and whole passes by one thread and two. Rates are bytes of input; watch CPU time on a busy
// machine. ASSAY_BENCH_FILE names the table; without it a catalogue of 60 MB is written and kept.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "assay/base/hash.h"
#include "assay/evaluate/sample_data.h"
#include "assay/source/record_index.h"
#include "assay/source/source.h"
#include "assay/source/stored_file.h"
#include "assay/source/structural_index.h"

namespace {

using assay::SimdLevel;

constexpr size_t kPiece = size_t{256} << 10;
constexpr uint32_t kStep = 8 << 10;

const std::string& Table() {
  static const std::string path = [] {
    if (const char* given = std::getenv("ASSAY_BENCH_FILE")) return std::string(given);
    assay::SampleOptions options;
    options.rows = 150'000;
    options.errors = 0.01;
    options.output_directory =
        (std::filesystem::temp_directory_path() / "assay_scanner_bench").string();
    const std::string file = options.output_directory + "/catalogue.csv";
    if (!std::filesystem::exists(file)) {
      if (!assay::WriteSampleData(options, assay::SystemRuntime())) std::abort();
    }
    return file;
  }();
  return path;
}

// The first 8 MiB of the table, cut behind a line end, and padding.
const std::vector<char>& Text() {
  static const std::vector<char> text = [] {
    std::vector<char> bytes((size_t{8} << 20) + 64);
    const auto file = assay::StoredFile::Open(Table());
    if (!file) std::abort();
    bytes.resize(*file->ReadAt(0, bytes.data(), size_t{8} << 20));
    while (bytes.back() != '\n') bytes.pop_back();
    bytes.resize(bytes.size() + 64);
    return bytes;
  }();
  return text;
}

uint32_t TextSize() { return static_cast<uint32_t>(Text().size() - 64); }

void SetBytes(benchmark::State& state, uint64_t bytes) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
}

void BM_ReadFile(benchmark::State& state) {
  const auto file = assay::StoredFile::Open(Table());
  std::vector<char> piece(kPiece);
  for (auto _ : state) {
    for (uint64_t at = 0; at < file->size(); at += kPiece) {
      benchmark::DoNotOptimize(*file->ReadAt(at, piece.data(), kPiece));
    }
  }
  SetBytes(state, file->size());
}
BENCHMARK(BM_ReadFile)->Unit(benchmark::kMillisecond);

void BM_Digest(benchmark::State& state) {
  for (auto _ : state) {
    assay::Xxh128Digest digest;
    digest.Update({Text().data(), TextSize()});
    benchmark::DoNotOptimize(digest.Hex());
  }
  SetBytes(state, TextSize());
}
BENCHMARK(BM_Digest);

void BM_StructuralScan(benchmark::State& state) {
  const assay::StructuralScan scan =
      assay::FindStructuralScan(static_cast<SimdLevel>(state.range(0)));
  if (scan == nullptr) return state.SkipWithError("this machine lacks the instruction set");
  std::vector<uint32_t> ends(kStep + assay::kStructuralSlack), records(ends.size());
  for (auto _ : state) {
    assay::StructuralState carried;
    for (uint32_t at = 0; at < TextSize(); at += kStep) {
      assay::StructuralOutput output;
      output.ends = ends.data();
      output.record_ends = records.data();
      scan({}, Text().data(), at, std::min(at + kStep, TextSize()), &carried, &output);
      benchmark::DoNotOptimize(output.end_count);
    }
  }
  SetBytes(state, TextSize());
}
BENCHMARK(BM_StructuralScan)->ArgName("simd")->DenseRange(0, 3);

void BM_RecordIndex(benchmark::State& state) {
  const assay::StructuralScan scan =
      assay::FindStructuralScan(static_cast<SimdLevel>(state.range(0)));
  if (scan == nullptr) return state.SkipWithError("this machine lacks the instruction set");
  const auto source = assay::OpenSource(Table(), {});
  const auto columns = static_cast<uint32_t>((*source)->schema().columns.size());
  assay::RecordIndex index({}, columns, uint64_t{1} << 28, scan);
  assay::Block block;
  block.bytes = Text();
  for (auto _ : state) {
    index.Begin(&block, 0, TextSize(), {});
    index.Advance(TextSize(), true);
    index.Finish();
    benchmark::DoNotOptimize(block.ends.data());
  }
  SetBytes(state, TextSize());
}
BENCHMARK(BM_RecordIndex)->ArgName("simd")->DenseRange(0, 3);

// A whole pass: read, digest, index, and nothing done with the rows.
void BM_Pass(benchmark::State& state) {
  assay::SourceOptions options;
  options.simd = static_cast<SimdLevel>(state.range(1));
  auto source = assay::OpenSource(Table(), options);
  if (!source) return state.SkipWithError(source.error().message.c_str());
  std::vector<assay::Block> blocks(static_cast<size_t>(state.range(0)));
  for (auto _ : state) {
    if (!(*source)->Rewind()) std::abort();
    std::vector<std::thread> threads;
    for (assay::Block& block : blocks) {
      threads.emplace_back([&] {
        while (true) {
          const assay::Result<bool> more = (*source)->Next(&block);
          if (!more || !*more) return;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  SetBytes(state, (*source)->BytesTotal());
}
BENCHMARK(BM_Pass)
    ->ArgNames({"threads", "simd"})
    ->ArgsProduct({{1, 2}, {0, 1, 2, 3}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void BM_Open(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = assay::OpenSource(Table(), {});
    benchmark::DoNotOptimize(source.has_value());
  }
}
BENCHMARK(BM_Open)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

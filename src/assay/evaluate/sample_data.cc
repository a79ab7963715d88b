// Writes the sample catalogue and its truth row by row.
#include "assay/evaluate/sample_data.h"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "assay/evaluate/csv_line.h"
#include "assay/evaluate/row_injector.h"
#include "assay/evaluate/sample_catalogue.h"
#include "assay/evaluate/staged_file.h"
#include "assay/evaluate/truth_file.h"

namespace assay {
namespace {

constexpr uint64_t kMostRows = 1'000'000'000;  // as many EANs there are

// A random permutation of 0 .. size-1 without memory: a Feistel network over the next power of
// four, walked until it lands inside (Black and Rogaway 2002, "cycle walking").
class Permutation {
 public:
  Permutation(uint64_t size, uint64_t seed) : size_(size), seed_(seed) {
    while ((uint64_t{1} << (2 * half_bits_)) < size) ++half_bits_;
  }
  uint64_t At(uint64_t index) const {
    do index = Round(index);
    while (index >= size_);
    return index;
  }

 private:
  uint64_t Round(uint64_t index) const {
    const uint64_t mask = (uint64_t{1} << half_bits_) - 1;
    uint64_t left = index >> half_bits_, right = index & mask;
    for (uint64_t round = 0; round < 4; ++round) {
      const uint64_t mixed = MixHash(MixHash(seed_, round), right) & mask;
      const uint64_t next = left ^ mixed;
      left = right;
      right = next;
    }
    return left << half_bits_ | right;
  }
  uint64_t size_;
  uint64_t seed_;
  int half_bits_ = 1;
};

std::vector<std::vector<std::string>> FieldNames() {
  std::vector<std::vector<std::string>> names;
  for (const std::string_view field : SampleFields()) names.push_back({std::string(field)});
  return names;
}

class SampleWriter {
 public:
  SampleWriter(const SampleOptions& options, const ErrorPack& pack)
      : options_(options),
        catalogue_(options.seed, options.unique_texts),
        injector_(pack, FieldNames(), std::vector<bool>(SampleColumns().size(), false),
                  {options.errors, options.max_issues_per_row, options.seed}),
        order_(options.rows, options.seed) {}

  Result<SampleSummary> Write(const Runtime& runtime) {
    ASSAY_TRY_STATUS(runtime.files->MakeDirectories(options_.output_directory));
    ASSAY_TRY(StagedFile catalogue, Create("catalogue.csv", runtime));
    ASSAY_TRY(StagedFile truth, Create("truth.csv", runtime));
    std::optional<StagedFile> clean;
    if (options_.write_clean) {
      ASSAY_TRY(clean, Create("clean.csv", runtime));
    }
    const std::vector<std::string> header(SampleColumns().begin(), SampleColumns().end());
    AppendCsvRecord(header, ',', &catalogue.buffer());
    if (clean) AppendCsvRecord(header, ',', &clean->buffer());
    truth.buffer() = kTruthHeader;
    for (uint64_t row = 0; row < options_.rows; ++row) {
      row_.row = row;
      catalogue_.MakeRow(options_.shuffle ? order_.At(row) : row, &row_.clean);
      if (clean) {
        AppendCsvRecord(row_.clean, ',', &clean->buffer());
        ASSAY_TRY_STATUS(clean->Flush());
      }
      Spoil(&truth.buffer());
      AppendCsvRecord(row_.cells, ',', &catalogue.buffer());
      ASSAY_TRY_STATUS(catalogue.Flush());
      ASSAY_TRY_STATUS(truth.Flush());
    }
    if (clean) ASSAY_TRY_STATUS(clean->Complete());
    ASSAY_TRY_STATUS(truth.Complete());
    ASSAY_TRY_STATUS(catalogue.Complete());
    if (clean) ASSAY_TRY_STATUS(clean->Finish());
    ASSAY_TRY_STATUS(truth.Finish());
    ASSAY_TRY_STATUS(catalogue.Finish());
    summary_.rows = options_.rows;
    summary_.bytes = catalogue.bytes();
    return std::move(summary_);
  }

 private:
  Result<StagedFile> Create(const std::string& name, const Runtime& runtime) const {
    return StagedFile::Create(options_.output_directory + "/" + name, runtime);
  }

  void Spoil(std::string* truth) {
    injector_.Apply(&row_, nullptr);
    for (const InjectedError& error : row_.errors) {
      AppendTruthLine(row_.row, SampleColumns()[error.column], error.family->name, error.clean,
                      row_.cells[error.column], truth);
      ++summary_.by_type[error.family->name];
      ++summary_.wrong_cells;
    }
  }

  const SampleOptions& options_;
  SampleCatalogue catalogue_;
  RowInjector injector_;
  Permutation order_;
  SampleSummary summary_;
  InjectedRow row_;  // in hand
};

}  // namespace

Status SampleOptions::Validate() const {
  if (rows < 1 || rows > kMostRows) {
    return UsageError(fmt::format("--rows: found {}, expected 1 to {}", rows, kMostRows));
  }
  if (!(errors >= 0 && errors <= 1)) {
    return UsageError(
        fmt::format("--errors: found {}, expected a share of the cells from 0 to 1", errors));
  }
  return {};
}

Result<SampleSummary> WriteSampleData(const SampleOptions& options, const Runtime& runtime) {
  ASSAY_TRY_STATUS(options.Validate());
  ASSAY_TRY(const ErrorPack pack, FindErrorPack(options.error_pack));
  return SampleWriter(options, pack).Write(runtime);
}

}  // namespace assay

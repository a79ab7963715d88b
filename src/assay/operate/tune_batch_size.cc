// Interleaved runs and their medians.
#include "assay/operate/tune_batch_size.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr double kNoise = 0.02;

// A folder that goes with everything in it.
class TrialFolder {
 public:
  explicit TrialFolder(const std::string& parent) {
    std::error_code code;
    path_ =
        ((parent.empty() ? fs::temp_directory_path(code) : fs::path(parent)) / "assay-tune-XXXXXX")
            .string();
    if (mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~TrialFolder() {
    std::error_code code;
    if (!path_.empty()) fs::remove_all(path_, code);
  }
  TrialFolder(const TrialFolder&) = delete;
  TrialFolder& operator=(const TrialFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

double DetectSeconds(const RunResult& result) {
  for (const StageTime& stage : result.times.stages) {
    if (stage.name == "detect") return stage.seconds;
  }
  return result.seconds;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string DigestOf(const RunResult& result) {
  std::string all;
  for (const NamedDigest& file : result.files) all += file.name + file.hex;
  return all;
}

}  // namespace

Result<TuneResult> TuneBatchSize(const TuneOptions& options, const Runtime& runtime,
                                 const RunHooks& hooks,
                                 const std::function<void(uint32_t, double)>& tried) {
  const TrialFolder folder(options.job.source.temp_directory);
  if (folder.path().empty())
    return InputError("no folder for trials could be made; name one with --temp-dir");
  std::vector<std::vector<double>> rates(options.sizes.size());
  std::string digest;
  for (uint32_t round = 0; round < options.repeats; ++round) {
    for (size_t i = 0; i < options.sizes.size(); ++i) {
      Job job = options.job;
      job.batch_size = options.sizes[i];
      job.output_directory = folder.path();
      job.checkpoint = false;
      ASSAY_TRY(const RunResult result, Run(job, runtime, hooks));
      const std::string now = DigestOf(result);
      if (digest.empty()) digest = now;
      if (digest != now)
        return InternalError(fmt::format("batch size {} changed the report", options.sizes[i]));
      const double rate =
          static_cast<double>(result.report.total_records) / std::max(DetectSeconds(result), 1e-6);
      rates[i].push_back(rate);
      tried(options.sizes[i], rate);
    }
  }
  TuneResult result;
  double fastest = 0;
  for (size_t i = 0; i < options.sizes.size(); ++i) {
    result.sizes.push_back({options.sizes[i], Median(rates[i])});
    fastest = std::max(fastest, result.sizes.back().rows_per_second);
  }
  for (const TunedSize& one : result.sizes) {
    if (one.rows_per_second < fastest * (1 - kNoise)) continue;
    if (result.best == 0 || one.size < result.best) result.best = one.size;
  }
  return result;
}

}  // namespace assay

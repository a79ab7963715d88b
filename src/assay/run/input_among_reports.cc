// Compares folders as the system resolves them, so that links and ".." do not hide the input.
#include "assay/run/input_among_reports.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 10> kReports = {
    "report.json", "run.json",     "findings.csv", "findings.jsonl",      "quarantine.csv",
    "viewer.html", "report.sarif", "junit.xml",    "anomaly_summary.csv", "profile.json"};

}  // namespace

Status CheckInputIsNoReport(const Job& job) {
  if (job.input == "-") return {};
  std::error_code error;
  const fs::path input = fs::canonical(job.input, error);
  if (error) return {};
  const fs::path output = fs::canonical(job.output_directory, error);
  if (error || input.parent_path() != output) return {};
  const std::string name = input.filename().string();
  if (std::find(kReports.begin(), kReports.end(), name) == kReports.end()) return {};
  return UsageError(
      fmt::format("{}: lies in the output directory, where a report of this name would replace it; "
                  "give another --output-dir",
                  job.input));
}

}  // namespace assay

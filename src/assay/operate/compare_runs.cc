// Fingerprints are compared as sorted numbers: 8 bytes a finding, whatever the size of the files.
#include "assay/operate/compare_runs.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/operate/file_reader.h"

namespace assay {
namespace {

constexpr std::string_view kFingerprint = R"("fingerprint":")";
constexpr size_t kDigits = 16;

using Counts = std::unordered_map<uint64_t, uint32_t>;

// The fingerprint is the last member of a line.
bool ReadFingerprint(std::string_view line, uint64_t* fingerprint) {
  const size_t at = line.rfind(kFingerprint);
  if (at == std::string_view::npos || line.size() < at + kFingerprint.size() + kDigits)
    return false;
  const char* begin = line.data() + at + kFingerprint.size();
  return std::from_chars(begin, begin + kDigits, *fingerprint, 16).ptr == begin + kDigits;
}

Status ForEachFinding(const std::string& directory,
                      const std::function<void(uint64_t, std::string_view)>& each) {
  const std::string path = directory + "/findings.jsonl";
  ASSAY_TRY(FileReader reader, FileReader::Open(path));
  std::string rest;
  std::string piece(size_t{1} << 18, '\0');
  for (uint64_t number = 1;;) {
    ASSAY_TRY(const size_t got, reader.Read(piece.data(), piece.size()));
    if (got == 0) break;
    rest.append(piece, 0, got);
    size_t begin = 0;
    for (size_t end = 0; (end = rest.find('\n', begin)) != std::string::npos;
         begin = end + 1, ++number) {
      const std::string_view line = std::string_view(rest).substr(begin, end - begin);
      uint64_t fingerprint = 0;
      if (!ReadFingerprint(line, &fingerprint)) {
        return InputError(
            fmt::format("{}:{}: found no fingerprint at the end of the line", path, number));
      }
      each(fingerprint, line);
    }
    rest.erase(0, begin);
  }
  if (!rest.empty()) return InputError(fmt::format("{}: the last line is cut off", path));
  return {};
}

Result<Counts> CountFingerprints(const std::string& directory) {
  Counts counts;
  ASSAY_TRY_STATUS(ForEachFinding(
      directory, [&](uint64_t fingerprint, std::string_view) { ++counts[fingerprint]; }));
  return counts;
}

// Takes one of a fingerprint; false when none is left.
bool TakeOne(Counts* counts, uint64_t fingerprint) {
  const auto found = counts->find(fingerprint);
  if (found == counts->end() || found->second == 0) return false;
  --found->second;
  return true;
}

Result<ConfigDocument> ReadReport(const std::string& directory, const Runtime& runtime) {
  const std::string path = directory + "/report.json";
  ASSAY_TRY(const std::string text, runtime.files->ReadAll(path));
  return ParseJson(text, path);
}

uint64_t RowsOf(const ConfigDocument& report) {
  const ConfigNode* summary = report.root.Find("summary");
  const ConfigNode* rows = summary == nullptr ? nullptr : summary->Find("total_records");
  return rows == nullptr ? 0 : static_cast<uint64_t>(rows->number);
}

template <typename Store>
void ForEachField(const ConfigDocument& report, const Store& store) {
  const ConfigNode* fields = report.root.Find("fields");
  if (fields == nullptr) return;
  for (const ConfigNode& field : fields->items) {
    const ConfigNode* column = field.Find("column");
    const ConfigNode* findings = field.Find("findings");
    if (column != nullptr && findings != nullptr)
      store(column->text, static_cast<uint64_t>(findings->number));
  }
}

double ShareOf(uint64_t findings, uint64_t rows) {
  return rows == 0 ? 0 : static_cast<double>(findings) / static_cast<double>(rows);
}

}  // namespace

Result<RunComparison> CompareRuns(const std::string& earlier, const std::string& later,
                                  const Runtime& runtime,
                                  const std::function<void(FindingFate, std::string_view)>& each) {
  const auto tell = [&](FindingFate fate, std::string_view line) {
    if (each) each(fate, line);
  };
  ASSAY_TRY(const ConfigDocument report_before, ReadReport(earlier, runtime));
  ASSAY_TRY(const ConfigDocument report_after, ReadReport(later, runtime));
  ASSAY_TRY(Counts before, CountFingerprints(earlier));
  ASSAY_TRY(Counts after, CountFingerprints(later));
  RunComparison comparison;
  ASSAY_TRY_STATUS(ForEachFinding(earlier, [&](uint64_t fingerprint, std::string_view line) {
    if (TakeOne(&after, fingerprint)) return;
    ++comparison.fixed;
    tell(FindingFate::kFixed, line);
  }));
  ASSAY_TRY_STATUS(ForEachFinding(later, [&](uint64_t fingerprint, std::string_view line) {
    const bool persists = TakeOne(&before, fingerprint);
    ++(persists ? comparison.persisting : comparison.fresh);
    tell(persists ? FindingFate::kPersisting : FindingFate::kFresh, line);
  }));
  comparison.rows_before = RowsOf(report_before);
  comparison.rows_after = RowsOf(report_after);
  ForEachField(report_before, [&](const std::string& column, uint64_t findings) {
    comparison.fields[column].before = findings;
    comparison.fields[column].share_before = ShareOf(findings, comparison.rows_before);
  });
  ForEachField(report_after, [&](const std::string& column, uint64_t findings) {
    comparison.fields[column].after = findings;
    comparison.fields[column].share_after = ShareOf(findings, comparison.rows_after);
  });
  ASSAY_TRY(comparison.drift, DriftBetween(earlier, later, runtime));
  return comparison;
}

}  // namespace assay

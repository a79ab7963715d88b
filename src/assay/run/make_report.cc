// Totals, settings, digests and the kept findings of a report.
#include "assay/run/make_report.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assay/base/check.h"
#include "assay/combine/calibration.h"
#include "assay/run/finding_bytes.h"
#include "assay/run/side_by_side.h"

namespace assay {
namespace {

void CountFindings(const Plan& plan, const Tally& tally, Report* report) {
  for (size_t i = 0; i < plan.columns.size(); ++i) {
    const MappedField& field = plan.columns[i].field;
    report->fields.push_back({field.field, report->columns[i], static_cast<int>(i), 0, 0});
  }
  for (const auto& [key, count] : tally.counts) {
    FieldSummary& field = report->fields[static_cast<size_t>(key.column)];
    field.findings += count.all;
    report->by_severity[static_cast<size_t>(key.severity)] += count.all;
    if (key.severity == Severity::kCritical) {
      field.critical += count.all;
      report->critical_errors += count.all;
    }
    report->counts.push_back({field.field, field.column, key.method, std::string(key.detector),
                              key.code, key.severity, count.all, count.high_confidence});
  }
}

void AddOutcomes(const Plan& plan, const Tally& tally, Report* report) {
  report->outcomes = plan.outcomes;
  for (size_t i = 0; i < report->outcomes.size() && i < tally.flagged_by_outcome.size(); ++i) {
    report->outcomes[i].flagged += tally.flagged_by_outcome[i];
  }
  std::stable_sort(report->outcomes.begin(), report->outcomes.end(),
                   [](const Outcome& a, const Outcome& b) {
                     return std::tie(a.field, a.detector) < std::tie(b.field, b.detector);
                   });
}

void AddDigests(const ReportInput& input, Report* report) {
  if (!input.job->sample_rows) {
    report->digests.push_back(
        {"input", "xxh3-128", input.source->DigestHex(), input.source->BytesTotal()});
  }
  if (input.brand != nullptr)
    report->digests.push_back({"brand", "sha256", input.brand->sha256, 0});
  if (!input.plan->weights.sha256().empty()) {
    report->digests.push_back({"weights", "sha256", input.plan->weights.sha256(), 0});
  }
  if (!input.profile_sha256.empty())
    report->digests.push_back({"profile", "sha256", input.profile_sha256, 0});
  for (const RulePack& pack : *input.packs) {
    report->digests.push_back({"rules/" + pack.name, "sha256", pack.sha256, 0});
  }
}

// It owns its texts; the views are set once it stands at its final place. Names come from the plan:
// the bytes of a finding know its column's number only.
void ReadKept(const Plan& plan, const Kept& kept, KeptFinding* mine) {
  bool known = true;
  *mine = DecodeFinding(kept.bytes, &known);
  ASSAY_CHECK(known);
  if (kept.column >= 0) {
    const MappedField& field = plan.columns[static_cast<size_t>(kept.column)].field;
    mine->column = field.column;
    mine->field = field.field;
  }
  mine->finding.column = mine->column;
  mine->finding.field = mine->field;
  mine->finding.value = mine->value;
}

Status AddKept(const ReportInput& input, Report* report) {
  report->kept.resize(input.kept.size());
  const auto read = [&](size_t begin, size_t end) -> Status {
    for (size_t i = begin; i < end; ++i) ReadKept(*input.plan, input.kept[i], &report->kept[i]);
    return {};
  };
  const size_t half = input.kept.size() / 2;
  return SideBySide(
      input.workers, [&] { return read(0, half); }, [&] { return read(half, input.kept.size()); });
}

std::string Methods(const Job& job) {
  std::string names;
  for (int m = 0; m < kMethodCount; ++m) {
    if (!job.methods[m]) continue;
    if (!names.empty()) names += ",";
    names += MethodName(static_cast<Method>(m));
  }
  return names.empty() ? "all that can run" : names;
}

// The shipped calibration's version is part of what a report depends on.
std::string CalibrationName(const Job& job) {
  return job.calibration.empty() ? ShippedCalibration().version() : job.calibration;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> EffectiveSettings(const Job& job) {
  std::vector<std::pair<std::string, std::string>> settings = {
      {"anomaly_threshold", fmt::format("{}", job.anomaly_threshold)},
      {"calibration", CalibrationName(job)},
      {"false_alarms", job.false_alarms ? fmt::format("{}", *job.false_alarms) : ""},
      {"min_precision", job.min_precision ? fmt::format("{}", *job.min_precision) : ""},
      {"core_fields_only", job.core_fields_only ? "true" : "false"},
      {"defuse_formulas", job.defuse_formulas ? "true" : "false"},
      {"exclude_columns", fmt::format("{}", fmt::join(job.exclude_columns, ","))},
      {"expand_column_findings", job.expand_column_findings ? "true" : "false"},
      {"formats", fmt::format("{}", fmt::join(job.formats, ","))},
      {"ignore", fmt::format("{}", fmt::join(job.ignore, ","))},
      {"key_fields", fmt::format("{}", fmt::join(job.key_fields, ","))},
      {"methods", Methods(job)},
      {"null_tokens", fmt::format("{}", fmt::join(job.null_tokens, ","))},
      {"redact", fmt::format("{}", fmt::join(job.redact, ","))},
      {"sample_rows", job.sample_rows ? fmt::format("{}", *job.sample_rows) : "all"},
      {"seed", fmt::format("{}", job.seed)},
      {"validation_threshold", fmt::format("{}", job.validation_threshold)},
  };
  std::sort(settings.begin(), settings.end());
  return settings;
}

Result<Report> MakeReport(const ReportInput& input) {
  Report report;
  const Tally& tally = *input.tally;
  report.assay_version = ASSAY_VERSION;
  if (input.brand != nullptr) report.brand = input.brand->brand_name;
  report.columns = input.source->schema().columns;
  report.total_records = tally.records;
  report.rejected_records = tally.rejected;
  report.total_errors = tally.findings;
  report.records_with_errors = tally.records_with_findings;
  report.confidence_histogram = tally.confidence_histogram;
  CountFindings(*input.plan, tally, &report);
  AddOutcomes(*input.plan, tally, &report);
  report.settings = EffectiveSettings(*input.job);
  const Schema& schema = input.source->schema();
  report.notes = schema.notes;
  report.notes.insert(report.notes.end(), schema.warnings.begin(), schema.warnings.end());
  report.notes.insert(report.notes.end(), input.plan->notes.begin(), input.plan->notes.end());
  if (tally.rejected > 0) {
    report.notes.push_back(
        fmt::format("{} of {} records could not be read as rows of the table: see quarantine.csv",
                    tally.rejected, tally.records));
  }
  AddDigests(input, &report);
  ASSAY_TRY_STATUS(AddKept(input, &report));
  return report;
}

}  // namespace assay

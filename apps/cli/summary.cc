// The summary's text.
#include "summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "numbers.h"

namespace assay::cli {
namespace {

constexpr size_t kTopCounts = 12;
constexpr size_t kTopFindings = 5;
constexpr size_t kNameWidth = 24;
constexpr size_t kValueWidth = 32;
constexpr size_t kBeforeDifference = 12;  // characters shown before it

std::string_view ColourOf(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return "1;31";
    case Severity::kError:
      return "31";
    case Severity::kWarning:
      return "33";
    case Severity::kInfo:
      break;
  }
  return "2";
}

std::string Pad(std::string text, size_t width) {
  const size_t points = CountCodePoints(text);
  if (points < width) text.append(width - points, ' ');
  return text;
}

std::string Plural(uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", FormatCount(count), noun, count == 1 ? "" : "s");
}

std::string Totals(const Report& report, const Terminal& terminal) {
  std::string severities;
  for (const Severity severity :
       {Severity::kCritical, Severity::kError, Severity::kWarning, Severity::kInfo}) {
    const uint64_t count = report.by_severity[static_cast<size_t>(severity)];
    if (count == 0) continue;
    severities += severities.empty() ? ": " : ", ";
    severities += terminal.Paint(ColourOf(severity),
                                 fmt::format("{} {}", FormatCount(count), SeverityName(severity)));
  }
  if (report.total_errors == 0) return "  no findings\n";
  return fmt::format("  {} in {}{}\n", terminal.Paint("1", Plural(report.total_errors, "finding")),
                     Plural(report.records_with_errors, "record"), severities);
}

// Most findings first; the order of the report among equals.
std::string CountTable(const Report& report, const Terminal& terminal) {
  std::vector<const FindingCount*> rows;
  for (const FindingCount& count : report.counts) rows.push_back(&count);
  std::stable_sort(rows.begin(), rows.end(), [](const FindingCount* a, const FindingCount* b) {
    return a->count > b->count;
  });
  const size_t shown = std::min(rows.size(), kTopCounts);
  size_t width = 6;
  for (size_t i = 0; i < shown; ++i) {
    width = std::max(width, CountCodePoints(FormatValue(rows[i]->column, kNameWidth)));
  }
  std::string out = fmt::format("\n  {}  {:>9}  {:<22} {:<10} {}\n", Pad("Column", width),
                                "Findings", "Code", "Method", "Severity");
  for (size_t i = 0; i < shown; ++i) {
    const FindingCount& row = *rows[i];
    out += fmt::format("  {}  {:>9}  {:<22} {:<10} {}\n",
                       Pad(FormatValue(row.column, kNameWidth), width), FormatCount(row.count),
                       CodeName(row.code), MethodName(row.method),
                       terminal.Paint(ColourOf(row.severity), SeverityName(row.severity)));
  }
  if (rows.size() > shown) {
    out += fmt::format("  … and {} more lines in anomaly_summary.csv\n", rows.size() - shown);
  }
  return out;
}

// The text from a few characters before `begin` on, when both do not show what parts them else.
std::string From(std::string_view text, size_t begin) {
  size_t at = 0, points = 0;
  const size_t skipped = begin > kBeforeDifference ? begin - kBeforeDifference : 0;
  for (; points < skipped && at < text.size(); ++points) DecodeUtf8(text, &at);
  return (skipped > 0 ? "…" : "") + FormatValue(text.substr(at), kValueWidth);
}

// A value and its suggestion as they fit a line: long ones around their first difference.
std::pair<std::string, std::string> ShowBoth(std::string_view value, std::string_view suggestion) {
  size_t alike = 0;  // code points
  for (size_t v = 0, s = 0; v < value.size() && s < suggestion.size(); ++alike) {
    if (DecodeUtf8(value, &v) != DecodeUtf8(suggestion, &s)) break;
  }
  const size_t longer = std::max(CountCodePoints(value), CountCodePoints(suggestion));
  const bool hidden = longer > kValueWidth && alike + kBeforeDifference > kValueWidth;
  const size_t begin = hidden ? alike : 0;
  return {From(value, begin), From(suggestion, begin)};
}

std::string FindingText(const KeptFinding& kept, const Terminal& terminal) {
  const Finding& finding = kept.finding;
  const Evidence& winner = finding.winner();
  const auto [value, suggestion] =
      ShowBoth(kept.value, winner.has_suggestion ? winner.suggestion : kept.value);
  const std::string where = finding.scope == FindingScope::kCell
                                ? fmt::format("line {}, {}: '{}'", finding.line,
                                              FormatValue(kept.column, kNameWidth), value)
                                : fmt::format("column {}", FormatValue(kept.column, kNameWidth));
  std::string out = fmt::format("  {}  {} ({}, {:.0f} % sure)\n", terminal.Paint("1", where),
                                CodeName(winner.code), SeverityName(winner.severity),
                                std::floor(finding.confidence * 100));
  out += fmt::format("      {}\n", FormatValue(winner.message, 160));
  if (winner.has_suggestion) {
    out += suggestion.empty()
               ? "      suggestion: no value\n"
               : fmt::format("      suggestion: '{}'\n", terminal.Paint("32", suggestion));
  }
  return out;
}

// One of each code first, so that one kind of mistake does not fill the list, then one of each
// column.
std::string SurestFindings(const Report& report, const Terminal& terminal) {
  std::vector<const KeptFinding*> shown;
  std::set<std::pair<std::string, Code>> seen;
  for (const bool by_column : {false, true}) {
    for (const KeptFinding& kept : report.kept) {
      if (shown.size() == kTopFindings) break;
      const Code code = kept.finding.winner().code;
      if (std::find(shown.begin(), shown.end(), &kept) != shown.end()) continue;
      if (seen.emplace(by_column ? kept.column : "", code).second) shown.push_back(&kept);
    }
  }
  std::string out = "\n  The surest of each kind:\n";
  for (const KeptFinding* kept : shown) out += FindingText(*kept, terminal);
  return out;
}

// Skipped and failed detectors, each reason once.
std::string Outcomes(const Report& report, const Terminal& terminal) {
  std::map<std::string, uint64_t> failures;
  for (const Outcome& outcome : report.outcomes) {
    if (outcome.state == Outcome::State::kFailed)
      ++failures[outcome.detector + ": " + outcome.reason];
  }
  std::string out;
  for (const auto& [reason, count] : failures) {
    out += "  " + terminal.Paint("31", "failed: ") + FormatValue(reason, 160) +
           (count > 1 ? fmt::format(" ({} columns)", count) : "") + "\n";
  }
  return out;
}

bool Wrote(const RunResult& result, std::string_view name) {
  return std::any_of(result.files.begin(), result.files.end(),
                     [&](const NamedDigest& file) { return file.name == name; });
}

}  // namespace

std::string FormatSummary(const Job& job, const RunResult& result, const Terminal& terminal) {
  const Report& report = result.report;
  std::string out =
      fmt::format("\n{}\n  {}, {}, {}", terminal.Paint("1", FormatValue(job.input, 200)),
                  Plural(report.total_records, "record"), Plural(report.columns.size(), "column"),
                  FormatDuration(result.seconds));
  out += fmt::format(", {}\n", Plural(result.workers, "worker"));
  out += Totals(report, terminal);
  if (report.rejected_records > 0) {
    out += "  " + terminal.Paint("33", Plural(report.rejected_records, "record") + " rejected") +
           ": see quarantine.csv\n";
  }
  out += Outcomes(report, terminal);
  if (!report.counts.empty()) out += CountTable(report, terminal);
  if (!report.kept.empty()) out += SurestFindings(report, terminal);
  out += fmt::format("\n  Reports  {}/report.json{}\n", job.output_directory,
                     Wrote(result, "findings.csv") ? ", findings.csv" : "");
  if (Wrote(result, "viewer.html")) {
    out +=
        fmt::format("  Viewer   {}\n", terminal.Paint("1", job.output_directory + "/viewer.html"));
  }
  return out;
}

std::string FormatResultLine(const Job& job, const RunResult& result) {
  const Report& report = result.report;
  return fmt::format(
      "{}: {} records ({} rejected), {} findings ({} critical) in {:.2f} s; reports in {}",
      job.input, report.total_records, report.rejected_records, report.total_errors,
      report.critical_errors, result.seconds, job.output_directory);
}

}  // namespace assay::cli

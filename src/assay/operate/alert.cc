// Alerts of a run and their message.
#include "assay/operate/alert.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

constexpr size_t kMostHeader = 150;
constexpr size_t kMostText = 2900;  // below Slack's 3,000, for the escapes' sake
constexpr size_t kMostFields = 10;
constexpr size_t kMostFieldText = 1900;
constexpr size_t kMostAlerts = 20;  // two blocks each
constexpr size_t kMostExamples = 5;

std::string ShownPath(const std::string& path, bool redact) {
  return redact ? std::filesystem::path(path).filename().string() : path;
}

// Codes of critical findings with their counts, most first.
std::string TopCritical(const Report& report) {
  std::map<std::string, uint64_t> counts;
  for (const FindingCount& count : report.counts) {
    if (count.severity != Severity::kCritical) continue;
    counts[fmt::format("{} in {}", CodeName(count.code), count.column)] += count.count;
  }
  std::vector<std::pair<uint64_t, std::string>> sorted;
  for (const auto& [name, count] : counts) sorted.emplace_back(count, name);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string text;
  for (size_t i = 0; i < std::min<size_t>(sorted.size(), 5); ++i) {
    text += fmt::format("{}{} × {}", text.empty() ? "" : "; ", sorted[i].first, sorted[i].second);
  }
  return text;
}

std::string Examples(const Report& report) {
  std::string text;
  size_t count = 0;
  for (const KeptFinding& kept : report.kept) {
    if (kept.finding.winner().severity != Severity::kCritical) continue;
    if (++count > kMostExamples) break;
    text +=
        fmt::format("\nrow {}, {}: '{}'", kept.finding.row, kept.column, CutUtf8(kept.value, 80));
  }
  return text;
}

void AddReportAlerts(const RunFacts& facts, bool redact, std::vector<Alert>* alerts) {
  const Report& report = *facts.report;
  if (report.critical_errors > 0) {
    Alert alert{"critical_errors",
                Severity::kCritical,
                fmt::format("{} critical errors in {}", report.critical_errors,
                            ShownPath(facts.input, true)),
                TopCritical(report) + (redact ? "" : Examples(report)),
                {{"Critical", std::to_string(report.critical_errors)},
                 {"All findings", std::to_string(report.total_errors)},
                 {"Rows", std::to_string(report.total_records)}}};
    alerts->push_back(std::move(alert));
  }
  if (facts.exit_code == static_cast<int>(ErrorKind::kInput)) {
    alerts->push_back({"rejected_rows",
                       Severity::kError,
                       fmt::format("{} of {} rows of {} could not be read", report.rejected_records,
                                   report.total_records, ShownPath(facts.input, true)),
                       "The rows and the reasons stand in quarantine.csv of the report.",
                       {}});
  }
  for (const Outcome& outcome : report.outcomes) {
    if (outcome.state != Outcome::State::kFailed) continue;
    alerts->push_back({"detector_failed:" + outcome.detector + ":" + outcome.field,
                       Severity::kError,
                       fmt::format("The detector {} failed on {}", outcome.detector, outcome.field),
                       "",
                       {}});
  }
}

std::string Escaped(std::string_view text, size_t most) {
  std::string out;
  for (const char c : CutUtf8(text, most)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
    if (out.size() > most) break;
  }
  return out;
}

std::string HeadlineOf(const AlertNotice& notice) {
  return fmt::format("[{}] {}", notice.resolved ? "RESOLVED" : SeverityName(notice.alert.severity),
                     notice.alert.title);
}

void WriteText(std::string_view key, std::string_view type, std::string_view text,
               JsonWriter* json) {
  json->BeginObject(key);
  json->String("type", type);
  json->String("text", text);
  json->EndObject();
}

void WriteNotice(const AlertNotice& notice, JsonWriter* json) {
  json->BeginObject();
  json->String("type", "header");
  WriteText("text", "plain_text", CutUtf8(HeadlineOf(notice), kMostHeader), json);
  json->EndObject();
  const Alert& alert = notice.alert;
  if (notice.resolved || (alert.text.empty() && alert.fields.empty())) return;
  json->BeginObject();
  json->String("type", "section");
  if (!alert.text.empty()) WriteText("text", "mrkdwn", Escaped(alert.text, kMostText), json);
  if (!alert.fields.empty()) {
    json->BeginArray("fields");
    for (size_t i = 0; i < std::min(alert.fields.size(), kMostFields); ++i) {
      json->BeginObject();
      json->String("type", "mrkdwn");
      json->String("text", fmt::format("*{}*\n{}", Escaped(alert.fields[i].first, 100),
                                       Escaped(alert.fields[i].second, kMostFieldText)));
      json->EndObject();
    }
    json->EndArray();
  }
  json->EndObject();
}

}  // namespace

std::vector<Alert> AlertsOfRun(const RunFacts& facts, bool redact) {
  std::vector<Alert> alerts;
  if (facts.report != nullptr) {
    AddReportAlerts(facts, redact, &alerts);
    return alerts;
  }
  if (facts.exit_code == static_cast<int>(ErrorKind::kInterrupted)) return alerts;
  alerts.push_back({"run_failed",
                    Severity::kCritical,
                    fmt::format("The run on {} failed", ShownPath(facts.input, true)),
                    redact
                        ? fmt::format("It ended with exit code {}; the reason stands in the log.",
                                      facts.exit_code)
                        : facts.error,
                    {{"Exit code", std::to_string(facts.exit_code)}}});
  return alerts;
}

std::string AlertScopeOf(const RunFacts& facts) {
  std::string scope;
  for (const char c : std::filesystem::path(facts.input).filename().string()) {
    const bool digit = IsDigit(c);
    if (!digit) scope += c;
    if (digit && !scope.ends_with('#')) scope += '#';
  }
  return scope;
}

std::string SlackMessage(const std::vector<AlertNotice>& notices, const std::string& scope,
                         const std::string& dedupe_key) {
  std::string text;
  for (const AlertNotice& notice : notices) text += (text.empty() ? "" : "\n") + HeadlineOf(notice);
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("text", Escaped(text, kMostText));
  json.BeginArray("blocks");
  for (size_t i = 0; i < std::min(notices.size(), kMostAlerts); ++i) WriteNotice(notices[i], &json);
  std::string note = fmt::format("{} · dedupe key {}", Escaped(scope, 200), dedupe_key);
  if (notices.size() > kMostAlerts)
    note = fmt::format("and {} more · ", notices.size() - kMostAlerts) + note;
  json.BeginObject();
  json.String("type", "context");
  json.BeginArray("elements");
  json.BeginObject();
  json.String("type", "mrkdwn");
  json.String("text", note);
  json.EndObject();
  json.EndArray();
  json.EndObject();
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace assay

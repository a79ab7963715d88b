// SARIF 2.1.0 (OASIS, 2020): the kept findings for code-scanning dashboards.
#include <algorithm>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/report/json_writer.h"
#include "assay/report/number_text.h"
#include "assay/report/report.h"

namespace assay {
namespace {

std::string_view LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "note";
  }
  return "none";
}

// A file name as a relative URI reference (RFC 3986): all but unreserved bytes and / are escaped.
std::string UriOf(std::string_view name) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    const bool plain =
        IsLetterOrDigit(c) || std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

// The codes that occur, in the order of the enumeration: SARIF's rules.
std::vector<Code> RulesOf(const Report& report) {
  std::vector<Code> codes;
  for (const KeptFinding& kept : report.kept) codes.push_back(kept.finding.winner().code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

void WriteTool(const Report& report, const std::vector<Code>& rules, JsonWriter* json) {
  json->BeginObject("tool");
  json->BeginObject("driver");
  json->String("name", "assay");
  json->String("version", report.assay_version);
  json->BeginArray("rules");
  for (const Code code : rules) {
    json->BeginObject();
    json->String("id", CodeName(code));
    json->BeginObject("shortDescription");
    json->String("text", InfoOf(code).summary);
    json->EndObject();
    json->BeginObject("defaultConfiguration");
    json->String("level", LevelOf(InfoOf(code).severity));
    json->EndObject();
    json->EndObject();
  }
  json->EndArray();
  json->EndObject();
  json->EndObject();
}

void WriteLocation(const KeptFinding& kept, const std::string& uri, JsonWriter* json) {
  json->BeginArray("locations");
  json->BeginObject();
  json->BeginObject("physicalLocation");
  json->BeginObject("artifactLocation");
  json->String("uri", uri);
  json->EndObject();
  if (kept.finding.scope == FindingScope::kCell && kept.finding.line > 0) {
    json->BeginObject("region");
    json->Unsigned("startLine", kept.finding.line);
    json->EndObject();
  }
  json->EndObject();
  json->BeginArray("logicalLocations");
  json->BeginObject();
  json->String("name", kept.column);
  json->String("kind", "member");
  json->EndObject();
  json->EndArray();
  json->EndObject();
  json->EndArray();
}

void WriteProperties(const KeptFinding& kept, JsonWriter* json) {
  const Evidence& winner = kept.finding.winner();
  json->BeginObject("properties");
  if (kept.finding.scope == FindingScope::kCell) json->Unsigned("row", kept.finding.row);
  json->String("scope", ScopeName(kept.finding.scope));
  json->String("field", kept.field);
  json->String("method", MethodName(winner.method));
  json->String("detector", winner.detector);
  json->String("severity", SeverityName(winner.severity));
  json->Probability("confidence", kept.finding.confidence);
  json->String("value", kept.value);
  if (winner.has_suggestion) json->String("suggestion", winner.suggestion);
  json->EndObject();
}

void WriteResult(const KeptFinding& kept, const std::vector<Code>& rules, const std::string& uri,
                 JsonWriter* json) {
  const Evidence& winner = kept.finding.winner();
  const auto rule = std::lower_bound(rules.begin(), rules.end(), winner.code);
  json->BeginObject();
  json->String("ruleId", CodeName(winner.code));
  json->Integer("ruleIndex", rule - rules.begin());
  json->String("level", LevelOf(winner.severity));
  json->BeginObject("message");
  json->String("text", kept.column + ": " + winner.message);
  json->EndObject();
  WriteLocation(kept, uri, json);
  json->BeginObject("partialFingerprints");
  json->String("assay/v1", Hex64(kept.finding.fingerprint));
  json->EndObject();
  json->Decimal("rank", ConfidenceTicks(kept.finding.confidence) / 100.0);
  WriteProperties(kept, json);
  json->EndObject();
}

}  // namespace

std::string SarifJson(const Report& report) {
  const std::vector<Code> rules = RulesOf(report);
  const std::string uri = report.digests.empty() ? "input" : UriOf(report.digests.front().name);
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.String(
      "$schema",
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
  json.String("version", "2.1.0");
  json.BeginArray("runs");
  json.BeginObject();
  WriteTool(report, rules, &json);
  json.BeginArray("results");
  for (const KeptFinding& kept : report.kept) WriteResult(kept, rules, uri, &json);
  json.EndArray();
  json.BeginObject("properties");
  json.Unsigned("total_errors", report.total_errors);
  json.Unsigned("results_shown", report.kept.size());
  json.EndObject();
  json.EndObject();
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace assay

// Packs a report for the viewer: repeated strings and rows are written once.
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/report/json_writer.h"
#include "assay/report/viewer_data_internal.h"

namespace assay {
namespace {

constexpr size_t kMostTextBytes = size_t{16} << 20;  // of all strings, before they are cut short
constexpr size_t kMostRowCells = 400'000;            // of all rows together
constexpr size_t kShortBytes = 40;

// Strings that repeat are written once; everything else names them by number. When there is very
// much text, what comes late, from the less confident findings, is cut short. The texts are the
// report's, which outlives the table.
class StringTable {
 public:
  uint64_t Add(std::string_view text) {
    text = CutUtf8(text, bytes_ < kMostTextBytes ? kKeptValueBytes : kShortBytes);
    const auto [entry, added] = numbers_.try_emplace(text, order_.size());
    if (added) {
      order_.push_back(text);
      bytes_ += text.size();
    }
    return entry->second;
  }
  const std::vector<std::string_view>& order() const { return order_; }

 private:
  struct Hash {
    size_t operator()(std::string_view text) const { return Hash64(text); }
  };
  size_t bytes_ = 0;
  std::unordered_map<std::string_view, uint64_t, Hash> numbers_;
  std::vector<std::string_view> order_;
};

void WriteEvidence(const Evidence& evidence, StringTable* strings, JsonWriter* json) {
  json->BeginArray();
  json->Unsigned(static_cast<uint64_t>(evidence.method));
  json->Unsigned(strings->Add(evidence.detector));
  json->Unsigned(strings->Add(CodeName(evidence.code)));
  json->Unsigned(static_cast<uint64_t>(evidence.severity));
  json->Probability(evidence.confidence);
  json->Unsigned(strings->Add(evidence.expected));
  json->Integer(evidence.has_suggestion ? static_cast<int64_t>(strings->Add(evidence.suggestion))
                                        : -1);
  json->Unsigned(strings->Add(evidence.message));
  json->EndArray();
}

void WriteFinding(const KeptFinding& kept, int64_t row_number, StringTable* strings,
                  JsonWriter* json) {
  const Finding& finding = kept.finding;
  json->BeginArray();
  json->Unsigned(finding.row);
  json->Unsigned(finding.line);
  json->Integer(finding.column_index);
  json->Unsigned(strings->Add(kept.field));
  json->Unsigned(static_cast<uint64_t>(finding.scope));
  json->Probability(finding.confidence);
  json->Unsigned(strings->Add(kept.value));
  json->String(Hex64(finding.fingerprint));
  json->Integer(row_number);
  json->BeginArray();
  for (const Evidence& evidence : finding.evidence) WriteEvidence(evidence, strings, json);
  json->EndArray();
  json->EndArray();
}

// Numbers the rows in the order of their first finding, until there are too many cells.
class RowTable {
 public:
  int64_t Add(const KeptFinding& kept) {
    if (kept.row_values.empty()) return -1;
    const bool full = cells_ + kept.row_values.size() > kMostRowCells;
    const auto [entry, added] = numbers_.try_emplace(
        {kept.finding.row, First(kept)}, full ? -1 : static_cast<int64_t>(rows_.size()));
    if (added && !full) {
      rows_.push_back(&kept);
      cells_ += kept.row_values.size();
    }
    return entry->second;
  }
  const std::vector<const KeptFinding*>& rows() const { return rows_; }
  static size_t First(const KeptFinding& kept) {
    return FirstKeptCell(static_cast<size_t>(kept.finding.column_index));
  }

 private:
  size_t cells_ = 0;
  std::map<std::pair<uint64_t, size_t>, int64_t> numbers_;  // by row and first cell
  std::vector<const KeptFinding*> rows_;
};

// The findings, each row that has one or more of them once, and the strings of both.
void WriteFindings(const Report& report, JsonWriter* json) {
  StringTable strings;
  RowTable rows;
  json->BeginArray("findings");
  for (const KeptFinding& kept : report.kept) WriteFinding(kept, rows.Add(kept), &strings, json);
  json->EndArray();
  json->BeginArray("rows");
  for (const KeptFinding* kept : rows.rows()) {
    json->BeginArray();
    json->Unsigned(RowTable::First(*kept));
    for (const std::string& value : kept->row_values) json->Unsigned(strings.Add(value));
    json->EndArray();
  }
  json->EndArray();
  json->BeginArray("strings");
  for (std::string_view text : strings.order()) json->String(text);
  json->EndArray();
}

void WriteFields(const Report& report, JsonWriter* json) {
  json->BeginArray("fields");
  for (const FieldSummary& field : report.fields) {
    json->BeginObject();
    json->String("field", field.field);
    json->String("column", field.column);
    json->Integer("index", field.column_index);
    json->Unsigned("findings", field.findings);
    json->Unsigned("critical", field.critical);
    json->EndObject();
  }
  json->EndArray();
}

void WriteCounts(const Report& report, JsonWriter* json) {
  std::set<Code> codes;
  json->BeginArray("counts");
  for (const FindingCount& count : report.counts) {
    codes.insert(count.code);
    json->BeginObject();
    json->String("field", count.field);
    json->String("column", count.column);
    json->Unsigned("method", static_cast<uint64_t>(count.method));
    json->String("code", CodeName(count.code));
    json->Unsigned("severity", static_cast<uint64_t>(count.severity));
    json->Unsigned("count", count.count);
    json->EndObject();
  }
  json->EndArray();
  for (const KeptFinding& kept : report.kept) {
    for (const Evidence& evidence : kept.finding.evidence) codes.insert(evidence.code);
  }
  json->BeginObject("codes");
  for (Code code : codes) json->String(CodeName(code), InfoOf(code).summary);
  json->EndObject();
}

// Outcomes that differ in nothing but the field are told together.
void WriteOutcomes(const Report& report, JsonWriter* json) {
  struct Group {
    std::vector<std::string_view> fields;
    uint64_t flagged = 0;
  };
  std::map<std::tuple<Method, std::string_view, Outcome::State, std::string_view>, Group> groups;
  for (const Outcome& outcome : report.outcomes) {
    Group& group = groups[{outcome.method, outcome.detector, outcome.state, outcome.reason}];
    group.fields.push_back(outcome.field);
    group.flagged += outcome.flagged;
  }
  json->BeginArray("detectors");
  for (const auto& [key, group] : groups) {
    const auto& [method, detector, state, reason] = key;
    json->BeginObject();
    json->String("detector", detector);
    json->Unsigned("method", static_cast<uint64_t>(method));
    json->String("state", StateName(state));
    json->String("reason", reason);
    json->Unsigned("flagged", group.flagged);
    json->BeginArray("fields");
    for (const std::string_view field : group.fields) json->String(field);
    json->EndArray();
    json->EndObject();
  }
  json->EndArray();
}

// The words behind the enumerations' numbers, and where texts were cut.
void WriteNames(JsonWriter* json) {
  json->BeginArray("methods");
  for (int i = 0; i < kMethodCount; ++i) json->String(MethodName(static_cast<Method>(i)));
  json->EndArray();
  json->BeginArray("severities");
  for (int i = 0; i < 4; ++i) json->String(SeverityName(static_cast<Severity>(i)));
  json->EndArray();
  json->BeginArray("scopes");
  for (int i = 0; i < 3; ++i) json->String(ScopeName(static_cast<FindingScope>(i)));
  json->EndArray();
  json->Unsigned("valueLimit", kKeptValueBytes);
  json->Unsigned("cellLimit", kKeptCellBytes);
}

void WriteOrigin(const Report& report, JsonWriter* json) {
  json->String("version", report.assay_version);
  json->String("brand", report.brand);
  json->BeginArray("settings");
  for (const auto& [key, value] : report.settings) {
    json->BeginArray();
    json->String(key);
    json->String(value);
    json->EndArray();
  }
  json->EndArray();
  json->BeginArray("notes");
  for (const std::string& note : report.notes) json->String(note);
  json->EndArray();
  json->BeginArray("digests");
  for (const NamedDigest& digest : report.digests) {
    json->BeginObject();
    json->String("name", digest.name);
    json->String("algorithm", digest.algorithm);
    json->String("digest", digest.hex);
    json->Unsigned("bytes", digest.bytes);
    json->EndObject();
  }
  json->EndArray();
}

void WriteTotals(const Report& report, JsonWriter* json) {
  json->Unsigned("records", report.total_records);
  json->Unsigned("rejected", report.rejected_records);
  json->Unsigned("errors", report.total_errors);
  json->Unsigned("critical", report.critical_errors);
  json->Unsigned("recordsWithErrors", report.records_with_errors);
  json->BeginArray("severity");
  for (uint64_t count : report.by_severity) json->Unsigned(count);
  json->EndArray();
  json->BeginArray("histogram");
  for (uint64_t count : report.confidence_histogram) json->Unsigned(count);
  json->EndArray();
  json->BeginArray("columns");
  for (const std::string& column : report.columns) json->String(column);
  json->EndArray();
}

}  // namespace

std::string ViewerData(const Report& report) {
  JsonWriter json(JsonWriter::Layout::kCompact, JsonTarget::kHtml);
  json.BeginObject();
  WriteNames(&json);
  WriteOrigin(report, &json);
  WriteTotals(report, &json);
  WriteFields(report, &json);
  WriteCounts(report, &json);
  WriteOutcomes(report, &json);
  WriteFindings(report, &json);
  json.EndObject();
  return json.Take();
}

}  // namespace assay

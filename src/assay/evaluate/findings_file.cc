// Reads findings.csv and findings.jsonl.
#include "assay/evaluate/findings_file.h"

#include <charconv>
#include <fstream>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/hash.h"
#include "assay/evaluate/row_reader.h"
#include "assay/report/csv_text.h"
#include "assay/run/redact.h"

namespace assay {
namespace {

// U+FFFD stands for bytes that are no text; which, only findings.jsonl tells beside it.
bool MayBeLossy(std::string_view text) { return text.find("\xEF\xBF\xBD") != std::string::npos; }

// Keeps the most confident finding of each cell.
class Collection {
 public:
  Collection(const std::string& path, const std::vector<std::string>& columns)
      : path_(path), columns_(columns) {
    for (uint32_t c = 0; c < columns.size(); ++c) by_name_.emplace(columns[c], c);  // the first
  }

  // `index` is the column's index as the file tells it: what counts where names are doubled.
  Status Add(uint64_t record, const std::string& column, std::optional<uint64_t> index,
             ReadFinding finding) {
    const auto found = by_name_.find(column);
    const bool fits =
        index && *index < columns_.size() && (columns_[*index] == column || MayBeLossy(column));
    if (found == by_name_.end() && !fits) {
      return InputError(fmt::format("{}: record {}: the table has no column '{}'.{}", path_, record,
                                    column, NearestHint(column, columns_)));
    }
    finding.column = fits ? static_cast<uint32_t>(*index) : found->second;
    const uint64_t key = finding.row * columns_.size() + finding.column;
    const auto [place, is_new] = by_cell_.emplace(key, findings_.cells.size());
    if (is_new) {
      findings_.cells.push_back(std::move(finding));
    } else if (finding.confidence > findings_.cells[place->second].confidence) {
      findings_.cells[place->second] = std::move(finding);
    }
    return {};
  }
  void AddColumnFinding() { ++findings_.column_findings; }
  ReadFindings Take() { return std::move(findings_); }

 private:
  const std::string& path_;
  const std::vector<std::string>& columns_;
  std::unordered_map<std::string, uint32_t> by_name_;
  std::unordered_map<uint64_t, size_t> by_cell_;
  ReadFindings findings_;
};

template <typename T>
Result<T> ParseNumber(const std::string& path, uint64_t record, const char* what,
                      std::string_view text) {
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && !text.empty())
    return value;
  return InputError(
      fmt::format("{}: record {}: found the {} '{}', expected a number", path, record, what, text));
}

// findings.csv defuses formulas with an apostrophe.
std::string Undefused(const std::string& text) {
  return text.size() > 1 && text[0] == '\'' && LooksLikeFormula(std::string_view(text).substr(1))
             ? text.substr(1)
             : text;
}

std::optional<uint64_t> HashOfValue(std::string_view value) {
  if (value == kRedacted || MayBeLossy(value)) return std::nullopt;
  return Hash64(value);
}

Result<ReadFindings> ReadCsvFindings(const std::string& path,
                                     const std::vector<std::string>& columns) {
  ASSAY_TRY(RowReader file, RowReader::Open(path, OwnDialect()));
  ASSAY_TRY(const uint32_t row_at, file.FindColumn("row"));
  ASSAY_TRY(const uint32_t column_at, file.FindColumn("column"));
  const auto cell = [&](const char* name) -> std::string {
    const auto at = file.FindColumn(name);
    return at ? file.cells()[*at] : "";
  };
  const bool has_values = static_cast<bool>(file.FindColumn("value"));
  Collection all(path, columns);
  while (true) {
    ASSAY_TRY(const bool any, file.Next());
    if (!any) return all.Take();
    const uint64_t record = file.row() + 1;
    const std::string& row = file.cells()[row_at];
    const std::string& column = file.cells()[column_at];
    std::optional<uint64_t> index;
    if (const std::string text = cell("column_index"); !text.empty()) {
      ASSAY_TRY(index, ParseNumber<uint64_t>(path, record, "column_index", text));
    }
    if (row.empty() || (column.empty() && !index)) {
      all.AddColumnFinding();
      continue;
    }
    ReadFinding finding;
    if (has_values) finding.value_hash = HashOfValue(Undefused(cell("value")));
    ASSAY_TRY(finding.row, ParseNumber<uint64_t>(path, record, "row", row));
    if (const std::string text = cell("confidence"); !text.empty()) {
      ASSAY_TRY(finding.confidence, ParseNumber<double>(path, record, "confidence", text));
    }
    finding.suggestion_confidence = finding.confidence;
    if (const std::string text = cell("suggestion"); !text.empty())
      finding.suggestion = Undefused(text);
    finding.evidence.push_back(
        {cell("method"), cell("detector"), cell("code"), finding.confidence});
    ASSAY_TRY_STATUS(all.Add(record, column, index, std::move(finding)));
  }
}

std::string TextOf(const ConfigNode& node, const char* key) {
  const ConfigNode* member = node.Find(key);
  return member != nullptr ? member->text : "";
}
double NumberOf(const ConfigNode& node, const char* key, double otherwise) {
  const ConfigNode* member = node.Find(key);
  return member != nullptr && member->kind == ConfigNode::Kind::kNumber ? member->number
                                                                        : otherwise;
}

ReadFinding FindingOf(const ConfigNode& line) {
  ReadFinding finding;
  finding.row = static_cast<uint64_t>(NumberOf(line, "row", 0));
  finding.confidence = NumberOf(line, "confidence", 1);
  finding.suggestion_confidence = NumberOf(line, "suggestion_confidence", finding.confidence);
  const ConfigNode* value = line.Find("value");
  if (value != nullptr && value->kind == ConfigNode::Kind::kString)
    finding.value_hash = HashOfValue(value->text);
  const ConfigNode* suggestion = line.Find("suggestion");
  if (suggestion != nullptr && suggestion->kind == ConfigNode::Kind::kString)
    finding.suggestion = suggestion->text;
  if (const ConfigNode* evidence = line.Find("evidence")) {
    for (const ConfigNode& item : evidence->items) {
      finding.evidence.push_back({TextOf(item, "method"), TextOf(item, "detector"),
                                  TextOf(item, "code"), NumberOf(item, "confidence", 1)});
    }
  }
  if (finding.evidence.empty()) {
    finding.evidence.push_back({TextOf(line, "method"), TextOf(line, "detector"),
                                TextOf(line, "code"), finding.confidence});
  }
  return finding;
}

Result<ReadFindings> ReadJsonLinesFindings(const std::string& path,
                                           const std::vector<std::string>& columns) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return InputError(fmt::format("{}: the file can't be opened; `assay detect` writes one", path));
  Collection all(path, columns);
  uint64_t record = 0;
  for (std::string text; std::getline(file, text);) {
    ++record;
    if (text.empty()) continue;
    auto line = ParseJson(text, fmt::format("{}: record {}", path, record));
    if (!line) return InputError(line.error().message);
    const ConfigNode* row = line->root.Find("row");
    if (row == nullptr || row->kind != ConfigNode::Kind::kNumber) {
      all.AddColumnFinding();
      continue;
    }
    std::optional<uint64_t> index;
    if (const double at = NumberOf(line->root, "column_index", -1); at >= 0)
      index = static_cast<uint64_t>(at);
    ASSAY_TRY_STATUS(all.Add(record, TextOf(line->root, "column"), index, FindingOf(line->root)));
  }
  return all.Take();
}

}  // namespace

Result<ReadFindings> ReadFindingsFile(const std::string& path,
                                      const std::vector<std::string>& columns) {
  const bool lines = path.size() > 6 && path.substr(path.size() - 6) == ".jsonl";
  return lines ? ReadJsonLinesFindings(path, columns) : ReadCsvFindings(path, columns);
}

bool MayBeAbout(const ReadFinding& finding, std::string_view value) {
  return !finding.value_hash || *finding.value_hash == Hash64(value);
}

}  // namespace assay

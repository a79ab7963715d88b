// Writes Markdown from the registry.
#include "assay/detect/reference.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/registry.h"

namespace assay {
namespace {

std::string_view NameOf(Scope scope) {
  static constexpr std::string_view kNames[] = {"value", "row", "group", "column", "table"};
  return kNames[static_cast<size_t>(scope)];
}

std::string_view NameOf(ParamKind kind) {
  static constexpr std::string_view kNames[] = {"true or false", "whole number", "number", "text",
                                                "list of texts"};
  return kNames[static_cast<size_t>(kind)];
}

bool IsUnseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || c == 0x3000 || c == 0xFEFF;
}

// Text with unseen characters named, for tables and code blocks.
std::string Visible(std::string_view text, bool keep_line_feeds) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    const char32_t c = DecodeUtf8(text, &pos);
    if (IsUnseen(c) && !(keep_line_feeds && c == '\n')) {
      out += fmt::format("\\u{:04X}", static_cast<uint32_t>(c));
    } else {
      out += text.substr(start, pos - start);
    }
  }
  return out;
}

// Text in a cell of a Markdown table.
std::string CellText(std::string_view text) {
  std::string out;
  for (const char c : Visible(text, false)) {
    if (c == '|') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

// Text as code in a cell; two back-ticks hold what has one, and spaces at its ends are named.
std::string CellCode(std::string_view text) {
  if (text.empty()) return "(empty)";
  std::string out = CellText(text);
  if (out.back() == ' ') out.replace(out.size() - 1, 1, "\\u0020");
  if (out.front() == ' ') out.replace(0, 1, "\\u0020");
  return out.find('`') == std::string::npos ? "`" + out + "`" : "`` " + out + " ``";
}

std::string ParamTable(std::span<const ParamSpec> params) {
  if (params.empty()) return "It has no parameters.\n\n";
  std::string out = "| parameter | kind | default | meaning |\n|---|---|---|---|\n";
  for (const ParamSpec& spec : params) {
    const std::string preset = spec.required               ? "needed"
                               : spec.default_text.empty() ? ""
                                                           : CellCode(spec.default_text);
    out += fmt::format("| `{}` | {} | {} | {} |\n", spec.name, NameOf(spec.kind), preset,
                       CellText(spec.summary));
  }
  return out + "\n";
}

// What the detector says of the flagged cells of a value rule's example.
std::string VerdictTable(const DetectorType& type, const Example& example) {
  auto document = ParseYaml(example.params, "example");
  if (!document) return "";
  auto params = ParseParams(*document, document->root, type.params, {});
  std::string reason;
  if (!params) return "";
  auto detector = type.make_value(*params, {}, &reason);
  if (!detector || *detector == nullptr) return "";
  std::string out;
  const auto rows = ReadExampleTable(example.csv);
  for (size_t i = 1; i < rows.size(); ++i) {
    const std::string& value = rows[i][0];
    if (!(*detector)->Flags(value)) continue;
    const Evidence evidence = (*detector)->Explain(value);
    out += fmt::format(
        "| {} | {} | `{}` | {} | {} |\n", i - 1, CellCode(value), CodeName(evidence.code),
        evidence.has_suggestion ? CellCode(evidence.suggestion) : "", CellText(evidence.message));
  }
  if (out.empty()) return "Nothing is flagged.\n\n";
  return "| row | value | code | suggestion | message |\n|---|---|---|---|---|\n" + out + "\n";
}

std::string DescribeExample(const DetectorType& type, const Example& example) {
  std::string out = fmt::format("*{}*", example.title);
  if (!example.params.empty()) {
    std::string_view params = example.params;
    if (params.starts_with('{')) params = params.substr(1, params.size() - 2);
    out += fmt::format(" — `{{type: {}, {}}}`", type.name, params);
  }
  out += fmt::format("\n\n```csv\n{}```\n\n", Visible(example.csv, true));
  if (type.make_value != nullptr && !type.needs_profile) return out + VerdictTable(type, example);
  return out + (example.flagged.empty()
                    ? "Nothing is flagged.\n\n"
                    : fmt::format("Flagged (row:column): {}\n\n", example.flagged));
}

std::vector<const DetectorType*> SortedTypes() {
  std::vector<const DetectorType*> types(AllDetectorTypes().begin(), AllDetectorTypes().end());
  std::sort(types.begin(), types.end(), [](const DetectorType* a, const DetectorType* b) {
    return a->method != b->method ? a->method < b->method : a->name < b->name;
  });
  return types;
}

std::string_view RunsWhen(const DetectorType& type) {
  return type.automatic ? "runs by itself" : "a rule of packs";
}

}  // namespace

std::string DescribeDetector(const DetectorType& type) {
  std::string out =
      fmt::format("## `{}`\n\n{}\n\nMethod `{}`, scope {}, {}.", type.name, type.summary,
                  MethodName(type.method), NameOf(type.scope), RunsWhen(type));
  if (!type.details.empty()) out += fmt::format(" {}", type.details);
  out += "\n\nCodes: ";
  for (size_t i = 0; i < type.codes.size(); ++i) {
    out += fmt::format("{}[`{}`](codes.md)", i == 0 ? "" : ", ", CodeName(type.codes[i]));
  }
  out += "\n\n" + ParamTable(type.params);
  for (const Example& example : type.examples) out += DescribeExample(type, example);
  return out;
}

std::string DetectorsReference() {
  std::string out =
      "# Detectors\n\nMade from the program (a test compares; `ASSAY_UPDATE_GOLDEN=1` rewrites): "
      "do not edit. "
      "`assay detectors show NAME` tells of one in the terminal.\n\n"
      "| name | method | scope | finds |\n|---|---|---|---|\n";
  for (const DetectorType* type : SortedTypes()) {
    out += fmt::format("| [`{0}`](#{0}) | {1} | {2} | {3} |\n", type->name,
                       MethodName(type->method), NameOf(type->scope), CellText(type->summary));
  }
  out += "\n";
  for (const DetectorType* type : SortedTypes()) out += DescribeDetector(*type);
  out.pop_back();  // one line feed ends the file
  return out;
}

std::string CodesReference() {
  std::string out =
      "# Codes\n\nWhat a finding's `code` can be. The list is closed: a published name never "
      "changes its "
      "meaning. Made from the program (a test compares; `ASSAY_UPDATE_GOLDEN=1` rewrites): do not "
      "edit.\n\n"
      "| code | severity | meaning | found by |\n|---|---|---|---|\n";
  for (const CodeInfo& info : AllCodes()) {
    std::string found_by;
    for (const DetectorType* type : SortedTypes()) {
      if (std::find(type->codes.begin(), type->codes.end(), info.code) == type->codes.end())
        continue;
      found_by +=
          fmt::format("{0}[`{1}`](detectors.md#{1})", found_by.empty() ? "" : ", ", type->name);
    }
    out += fmt::format("| `{}` | {} | {} | {} |\n", info.name, SeverityName(info.severity),
                       CellText(info.summary), found_by);
  }
  return out;
}

std::vector<std::vector<std::string>> ReadExampleTable(std::string_view csv) {
  std::vector<std::vector<std::string>> rows;
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    if (i == 0 || (!quoted && csv[i - 1] == '\n')) rows.push_back({""});
    const char c = csv[i];
    if (c == '"' && quoted && csv.substr(i, 2) == "\"\"") {
      rows.back().back() += csv[i++];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (quoted || c != '\n') {
      rows.back().back() += c;
    }
  }
  return rows;
}

}  // namespace assay

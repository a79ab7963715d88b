// `assay detectors list|show`: what can find errors, from the registry.
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assay/base/config_node.h"
#include "assay/detect/registry.h"
#include "assay/detect/rule_pack.h"
#include "assay/report/json_writer.h"
#include "commands.h"
#include "option_setters.h"
#include "terminal.h"

namespace assay::cli {
namespace {

std::string_view ScopeWord(Scope scope) {
  constexpr std::string_view kWords[] = {"value", "row", "group", "column", "table"};
  return kWords[static_cast<size_t>(scope)];
}

std::string_view KindWord(ParamKind kind) {
  constexpr std::string_view kWords[] = {"true or false", "integer", "number", "text",
                                         "list of texts"};
  return kWords[static_cast<size_t>(kind)];
}

std::vector<const DetectorType*> SortedTypes() {
  const auto all = AllDetectorTypes();
  std::vector<const DetectorType*> types(all.begin(), all.end());
  std::stable_sort(types.begin(), types.end(), [](const DetectorType* a, const DetectorType* b) {
    return std::tie(a->method, a->name) < std::tie(b->method, b->name);
  });
  return types;
}

std::string ListAsText(const Terminal& terminal) {
  std::string out;
  Method method = Method::kLlm;
  bool first = true;
  for (const DetectorType* type : SortedTypes()) {
    if (first || type->method != method) {
      out +=
          fmt::format("{}{}\n", first ? "" : "\n", terminal.Paint("1", MethodName(type->method)));
    }
    first = false;
    method = type->method;
    out += fmt::format("  {:<24} {:<7} {:<9} {}\n", type->name, ScopeWord(type->scope),
                       type->automatic ? "automatic" : "rule", type->summary);
  }
  return out;
}

std::string ListAsJson() {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginArray();
  for (const DetectorType* type : SortedTypes()) {
    json.BeginObject();
    json.String("name", type->name);
    json.String("method", MethodName(type->method));
    json.String("scope", ScopeWord(type->scope));
    json.Bool("automatic", type->automatic);
    json.String("summary", type->summary);
    json.BeginArray("codes");
    for (const Code code : type->codes) json.String(CodeName(code));
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

std::string ParamLines(const DetectorType& type) {
  std::string out;
  for (const ParamSpec& param : type.params) {
    const std::string rest = param.required ? "needed"
                             : param.default_text.empty()
                                 ? "optional"
                                 : fmt::format("default {}", param.default_text);
    out += fmt::format("  {:<20} {}, {}\n  {:<20} {}\n", param.name, KindWord(param.kind), rest, "",
                       param.summary);
  }
  return out;
}

std::string ExampleText(const Example& example, const Terminal& terminal) {
  std::string out = fmt::format("\n  {}\n", terminal.Paint("1", example.title));
  if (!example.params.empty()) out += fmt::format("    parameters: {}\n", example.params);
  std::string_view csv = example.csv;
  while (!csv.empty()) {
    const size_t end = std::min(csv.find('\n'), csv.size());
    out += fmt::format("    | {}\n", csv.substr(0, end));
    csv.remove_prefix(std::min(end + 1, csv.size()));
  }
  return out + (example.flagged.empty()
                    ? "    nothing is found\n"
                    : fmt::format("    found (row:column from 0): {}\n", example.flagged));
}

std::string ShowType(const DetectorType& type, const Terminal& terminal) {
  std::string out = fmt::format("{}: {}\n\n", terminal.Paint("1", type.name), type.summary);
  if (!type.details.empty()) out += fmt::format("{}\n\n", type.details);
  out += fmt::format("method   {}\nlooks at {}\nruns     {}\n", MethodName(type.method),
                     ScopeWord(type.scope),
                     type.automatic ? "on every column by itself" : "where a rule names it");
  out += fmt::format("\n{}\n", terminal.Paint("1", "Codes"));
  for (const Code code : type.codes) {
    out += fmt::format("  {:<24} {}: {}\n", CodeName(code), SeverityName(InfoOf(code).severity),
                       InfoOf(code).summary);
  }
  if (!type.params.empty())
    out += fmt::format("\n{}\n{}", terminal.Paint("1", "Parameters"), ParamLines(type));
  if (!type.examples.empty()) out += fmt::format("\n{}", terminal.Paint("1", "Examples"));
  for (const Example& example : type.examples) out += ExampleText(example, terminal);
  return out;
}

Error NoSuchDetector(const std::string& name) {
  const auto packs = LoadRulePacks({});
  if (packs && FindFieldRules(*packs, name).rules != nullptr) {
    return UsageError(fmt::format(
        "'{0}' is a field, not a detector: its rules are shown by `assay fields show {0}`", name));
  }
  return UsageError(
      fmt::format("there is no detector '{}'.{}", name, NearestHint(name, DetectorTypeNames())));
}

}  // namespace

Command DetectorsListCommand() {
  auto as_json = std::make_shared<bool>(false);
  Command command;
  command.name = "detectors list";
  command.summary = "List what can find errors";
  command.description =
      "One line a detector: its name, what it looks at, whether it runs by itself on every column "
      "or where a\n"
      "rule names it, and what it finds.";
  command.examples = "assay detectors list\n# For a program\nassay detectors list --json";
  command.options.push_back({.name = "--json",
                             .value = "",
                             .group = "Output",
                             .summary = "As a JSON array.",
                             .set = SetSwitch(as_json.get())});
  command.run = [as_json](const Given& given) -> Result<int> {
    ASSAY_TRY_STATUS(ApplyOptions(given));
    std::fputs((*as_json ? ListAsJson() : ListAsText(TerminalOf(1))).c_str(), stdout);
    return 0;
  };
  return command;
}

Command DetectorsShowCommand() {
  Command command;
  command.name = "detectors show";
  command.arguments = "NAME...";
  command.least_arguments = 1;
  command.most_arguments = 1000;
  command.summary = "Explain a detector: codes, parameters, examples";
  command.description =
      "How it decides, the codes it reports, the parameters that a rule can give it, and tables\n"
      "with the cells that it finds in them (the tests run the same tables).";
  command.examples = "assay detectors show functional_dependency";
  command.completes = Completes::kDetector;
  command.run = [](const Given& given) -> Result<int> {
    const Terminal terminal = TerminalOf(1);
    std::string out;
    for (const std::string& name : given.arguments) {
      const DetectorType* type = FindDetectorType(name);
      if (type == nullptr) {
        return NoSuchDetector(name);
      }
      if (!out.empty()) out += "\n";
      out += ShowType(*type, terminal);
    }
    std::fputs(out.c_str(), stdout);
    return 0;
  };
  return command;
}

}  // namespace assay::cli

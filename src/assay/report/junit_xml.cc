// JUnit XML: one suite a field and one case a detector, for pipelines that draw test results.
#include <map>

#include "assay/base/utf8.h"
#include "assay/report/report.h"

namespace assay {
namespace {

constexpr size_t kExamples = 5;

// What one detector did on one field.
struct Case {
  Method method = Method::kValidation;
  Outcome::State state = Outcome::State::kRan;
  std::string reason;
  uint64_t findings = 0;
  Code code = Code::kEmptyValue;  // of the most findings
  uint64_t most = 0;
  std::vector<const KeptFinding*> examples;  // the most confident ones
};
using Suite = std::map<std::string, Case>;    // by detector
using Suites = std::map<std::string, Suite>;  // by field

// Characters that XML 1.0 forbids become U+FFFD.
bool IsXmlCharacter(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

// Escapes for attributes and text alike; line ends are escaped because attributes would lose them.
void AppendXml(std::string_view text, std::string* out) {
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = DecodeUtf8(text, &pos);
    switch (c) {
      case '<':
        out->append("&lt;");
        break;
      case '>':
        out->append("&gt;");
        break;
      case '&':
        out->append("&amp;");
        break;
      case '"':
        out->append("&quot;");
        break;
      case '\t':
        out->append("&#9;");
        break;
      case '\n':
        out->append("&#10;");
        break;
      case '\r':
        out->append("&#13;");
        break;
      default:
        AppendUtf8(IsXmlCharacter(c) ? c : 0xFFFD, out);
    }
  }
}

void AppendAttribute(std::string_view name, std::string_view value, std::string* out) {
  out->push_back(' ');
  out->append(name);
  out->append("=\"");
  AppendXml(value, out);
  out->push_back('"');
}

Suites Collect(const Report& report) {
  Suites suites;
  for (const Outcome& outcome : report.outcomes) {
    Case& item = suites[outcome.field][outcome.detector];
    item.method = outcome.method;
    item.state = outcome.state;
    item.reason = outcome.reason;
  }
  for (const FindingCount& count : report.counts) {
    Case& item = suites[count.field][count.detector];
    item.method = count.method;
    item.findings += count.count;
    if (count.count > item.most) {
      item.most = count.count;
      item.code = count.code;
    }
  }
  for (const KeptFinding& kept : report.kept) {
    Case& item = suites[kept.field][std::string(kept.finding.winner().detector)];
    if (item.examples.size() < kExamples) item.examples.push_back(&kept);
  }
  return suites;
}

void AppendExamples(const Case& item, std::string* out) {
  for (const KeptFinding* kept : item.examples) {
    const Evidence& winner = kept->finding.winner();
    std::string line = "column '" + kept->column + "'";
    if (kept->finding.scope == FindingScope::kCell) {
      line = "line " + std::to_string(kept->finding.line) + ", " + line + ", value '" +
             kept->value + "'";
    }
    line += ": " + winner.message + " [" + std::string(CodeName(winner.code)) + "]";
    AppendXml(line, out);
    out->push_back('\n');
  }
  if (item.findings > item.examples.size()) out->append("All of them stand in findings.csv.\n");
}

void AppendCase(const std::string& field, const std::string& detector, const Case& item,
                std::string* out) {
  out->append("    <testcase");
  AppendAttribute("classname", field + "." + std::string(MethodName(item.method)), out);
  AppendAttribute("name", detector, out);
  if (item.state == Outcome::State::kFailed) {
    out->append("><error");
    AppendAttribute("message", item.reason, out);
    out->append("/></testcase>\n");
  } else if (item.state == Outcome::State::kSkipped) {
    out->append("><skipped");
    AppendAttribute("message", item.reason, out);
    out->append("/></testcase>\n");
  } else if (item.findings > 0) {
    out->append("><failure");
    AppendAttribute("type", CodeName(item.code), out);
    AppendAttribute("message",
                    std::to_string(item.findings) + (item.findings == 1 ? " finding" : " findings"),
                    out);
    out->append(">");
    AppendExamples(item, out);
    out->append("</failure></testcase>\n");
  } else {
    out->append("/>\n");
  }
}

// Sums for the attributes of a suite.
struct Sums {
  size_t tests = 0, failures = 0, errors = 0, skipped = 0;

  void Add(const Suite& suite) {
    for (const auto& [detector, item] : suite) {
      ++tests;
      errors += item.state == Outcome::State::kFailed;
      skipped += item.state == Outcome::State::kSkipped;
      failures += item.state == Outcome::State::kRan && item.findings > 0;
    }
  }
  void Append(bool with_skipped, std::string* out) const {
    AppendAttribute("tests", std::to_string(tests), out);
    AppendAttribute("failures", std::to_string(failures), out);
    AppendAttribute("errors", std::to_string(errors), out);
    if (with_skipped) AppendAttribute("skipped", std::to_string(skipped), out);
  }
};

}  // namespace

std::string JUnitXml(const Report& report) {
  const Suites suites = Collect(report);
  Sums all;
  for (const auto& [field, suite] : suites) all.Add(suite);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\"";
  all.Append(false, &out);
  out.append(">\n");
  for (const auto& [field, suite] : suites) {
    const std::string name = field.empty() ? "table" : field;
    Sums own;
    own.Add(suite);
    out.append("  <testsuite");
    AppendAttribute("name", name, &out);
    own.Append(true, &out);
    out.append(">\n");
    for (const auto& [detector, item] : suite) AppendCase(name, detector, item, &out);
    out.append("  </testsuite>\n");
  }
  out.append("</testsuites>\n");
  return out;
}

}  // namespace assay

// evaluation.html: what the figures are, where errors were missed, how far confidences can be
// believed.
#include <set>

#include <fmt/format.h>

#include "assay/evaluate/evaluation_report.h"
#include "assay/evaluate/page_start.h"
#include "assay/evaluate/svg_chart.h"

namespace assay {
namespace {

constexpr std::string_view kStyle =
    R"(.tiles{display:flex;flex-wrap:wrap;gap:12px}.tile{border:1px solid var(--border);border-radius:6px;padding:10px 14px}
.tile b{display:block;font-size:1.5em}.tile small{color:var(--dim)}td.zero{color:var(--faint)}
)";

std::string Percent(double value) { return fmt::format("{:.1f} %", 100 * value); }

void AppendCell(std::string_view tag, std::string_view text, std::string* out) {
  *out += fmt::format("<{}>", tag);
  AppendHtmlText(text, out);
  *out += fmt::format("</{}>", tag);
}

void AppendTiles(const Evaluation& evaluation, std::string* out) {
  static constexpr const char* kLabels[kHeadlineCount] = {"Precision",
                                                          "Recall",
                                                          "F1",
                                                          "Area under precision/recall",
                                                          "Recall at precision ≥ 0.95",
                                                          "Calibration error"};
  *out += "<div class=\"tiles\">";
  for (int f = 0; f < kHeadlineCount; ++f) {
    *out += fmt::format("<div class=\"tile\">{}<b>{:.3f}</b>", kLabels[f],
                        evaluation.headline.*kHeadlineFigures[f].value);
    if (evaluation.resamples > 0) {
      *out += fmt::format("<small>95 %: {:.3f} to {:.3f}</small>", evaluation.intervals[f].low,
                          evaluation.intervals[f].high);
    }
    *out += "</div>";
  }
  *out += "</div>\n";
}

void AppendGroups(std::string_view title, const std::map<std::string, GroupFigures>& groups,
                  bool with_precision, std::string* out) {
  *out += fmt::format(
      "<h2>{}</h2><div class=\"scroll\"><table><tr><th>Name</th><th>Wrong cells</th>", title);
  *out += with_precision ? "<th>Found</th><th>Right</th><th>Precision</th><th>95 %</th>"
                         : "<th>Found</th>";
  *out += "<th>Recall</th><th>95 %</th></tr>\n";
  for (const auto& [name, g] : groups) {
    *out += "<tr>";
    AppendCell("td", name.empty() ? "(not named)" : name, out);
    *out += fmt::format("<td>{}</td><td>{}</td>", g.counts.errors, g.counts.found);
    if (with_precision) {
      *out += fmt::format("<td>{}</td><td>{}</td><td>{} to {}</td>", g.counts.hits,
                          Percent(g.counts.Precision()), Percent(g.precision.low),
                          Percent(g.precision.high));
    }
    *out += fmt::format("<td>{}</td><td>{} to {}</td></tr>\n", Percent(g.counts.Recall()),
                        Percent(g.recall.low), Percent(g.recall.high));
  }
  *out += "</table></div>\n";
}

void AppendConfusion(const Evaluation& evaluation, std::string* out) {
  std::set<std::string> codes;
  for (const auto& [type, counts] : evaluation.confusion) {
    for (const auto& [code, count] : counts) codes.insert(code);
  }
  *out +=
      "<h2>What was reported for each kind of error</h2><div class=\"scroll\"><table><tr><th>Error "
      "type</th>";
  for (const std::string& code : codes) AppendCell("th", code.empty() ? "(no code)" : code, out);
  *out += "</tr>\n";
  for (const auto& [type, counts] : evaluation.confusion) {
    *out += "<tr>";
    AppendCell("td", type, out);
    for (const std::string& code : codes) {
      const auto found = counts.find(code);
      *out += found == counts.end() ? "<td class=\"zero\">0</td>"
                                    : fmt::format("<td>{}</td>", found->second);
    }
    *out += "</tr>\n";
  }
  *out += "</table></div>\n";
}

ChartLine PrecisionRecallLine(const std::string& name, const std::vector<CurvePoint>& curve) {
  ChartLine line{name, {}, false};
  for (const CurvePoint& point : curve) {
    if (point.counts.found > 0)
      line.points.emplace_back(point.counts.Recall(), point.counts.Precision());
  }
  return line;
}

ChartLine ThresholdLine(const std::string& name, const std::vector<CurvePoint>& curve,
                        double (CellCounts::*figure)() const) {
  ChartLine line{name, {}, false};
  for (const CurvePoint& point : curve) {
    if (point.counts.found > 0) line.points.emplace_back(point.threshold, (point.counts.*figure)());
  }
  return line;
}

void AppendCharts(const Evaluation& evaluation, std::string* out) {
  *out += "<h2>Curves</h2>\n";
  Chart pr{"Precision over recall",
           "Recall",
           "Precision",
           {PrecisionRecallLine("all", evaluation.curve)},
           false};
  for (const auto& [name, curve] : evaluation.method_curves)
    pr.lines.push_back(PrecisionRecallLine(name, curve));
  AppendChart(pr, out);
  Chart calibration{
      "Calibration", "Confidence", "Share that is wrong indeed", {{"findings", {}, true}}, true};
  for (const CalibrationBin& bin : evaluation.calibration) {
    if (bin.found > 0) calibration.lines[0].points.emplace_back(bin.confidence, bin.right);
  }
  AppendChart(calibration, out);
  AppendChart({"Figures by threshold",
               "Lowest confidence",
               "",
               {ThresholdLine("precision", evaluation.curve, &CellCounts::Precision),
                ThresholdLine("recall", evaluation.curve, &CellCounts::Recall),
                ThresholdLine("F1", evaluation.curve, &CellCounts::F1)},
               false},
              out);
  Chart methods{"F1 by threshold of each method", "Lowest confidence", "F1", {}, false};
  for (const auto& [name, curve] : evaluation.method_curves) {
    methods.lines.push_back(
        ThresholdLine(name.empty() ? "(not named)" : name, curve, &CellCounts::F1));
  }
  if (!methods.lines.empty()) AppendChart(methods, out);
}

}  // namespace

std::string EvaluationHtml(const Evaluation& evaluation, const EvaluationSources& sources) {
  std::string out = PageStart("Evaluation");
  out += kStyle;
  out += ChartStyle();
  out += "</style></head><body><h1>Evaluation</h1><p class=\"from\">";
  AppendHtmlText(
      fmt::format("{} against {}, table {}", sources.findings, sources.truth, sources.dirty), &out);
  out += fmt::format("</p><p>{} rows, {} cells; {} wrong, {} flagged, {} of them rightly. ",
                     evaluation.rows, evaluation.cells, evaluation.counts.errors,
                     evaluation.counts.found, evaluation.counts.hits);
  if (evaluation.suggestions > 0) {
    out += fmt::format("{} of {} suggestions for wrong cells are right. ",
                       evaluation.right_suggestions, evaluation.suggestions);
  }
  if (evaluation.column_findings > 0) {
    out += fmt::format("{} findings about columns are not counted. ", evaluation.column_findings);
  }
  out += "</p>\n";
  AppendTiles(evaluation, &out);
  AppendCharts(evaluation, &out);
  AppendGroups("By error type", evaluation.error_types, false, &out);
  AppendGroups("By column", evaluation.fields, true, &out);
  AppendGroups("By method", evaluation.methods, true, &out);
  AppendGroups("By detector", evaluation.detectors, true, &out);
  AppendGroups("By code", evaluation.codes, true, &out);
  AppendConfusion(evaluation, &out);
  out += "</body></html>\n";
  return out;
}

}  // namespace assay

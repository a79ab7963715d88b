// Draws charts.
#include "assay/evaluate/svg_chart.h"

#include <fmt/format.h>

#include "assay/base/utf8.h"

namespace assay {
namespace {

constexpr int kSide = 260;  // of the unit square, in pixels
constexpr int kLeft = 44, kTop = 10, kBottom = 38, kRight = 12;
constexpr int kColours = 8;

double X(double x) { return kLeft + x * kSide; }
double Y(double y) { return kTop + (1 - y) * kSide; }

void AppendAxes(const Chart& chart, std::string* out) {
  for (int quarter = 0; quarter <= 4; ++quarter) {
    const double at = quarter / 4.0;
    *out += fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}V{:.1f}M{:.1f} {:.1f}H{:.1f}\"/>",
                        X(at), Y(0), Y(1), X(0), Y(at), X(1));
    *out += fmt::format(
        "<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>", X(at),
        Y(0) + 14,
        chart.x_end == 1 ? fmt::format("{:.2f}", at) : fmt::format("{:.3g}", at * chart.x_end));
    *out += fmt::format(
        "<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:.2f}</text>",
        X(0) - 5, Y(at) + 4, at);
  }
  *out += fmt::format("<text class=\"axis\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">", X(0.5),
                      kTop + kSide + kBottom - 6);
  AppendHtmlText(chart.x, out);
  *out += fmt::format(
      "</text><text class=\"axis\" transform=\"translate(11 {:.1f}) rotate(-90)\" "
      "text-anchor=\"middle\">",
      Y(0.5));
  AppendHtmlText(chart.y, out);
  *out += "</text>";
  if (chart.diagonal)
    *out += fmt::format("<path class=\"diagonal\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", X(0), Y(0),
                        X(1), Y(1));
}

void AppendLine(const ChartLine& line, int colour, std::string* out) {
  if (line.dots) {
    for (const auto& [x, y] : line.points) {
      *out += fmt::format(
          "<circle class=\"dot{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"><title>{:.3f}, "
          "{:.3f}</title></circle>",
          colour, X(x), Y(y), x, y);
    }
    return;
  }
  *out += fmt::format("<path class=\"line line{}\" d=\"", colour);
  for (size_t i = 0; i < line.points.size(); ++i) {
    *out += fmt::format("{}{:.1f} {:.1f}", i == 0 ? 'M' : 'L', X(line.points[i].first),
                        Y(line.points[i].second));
  }
  *out += "\"/>";
}

}  // namespace

void AppendHtmlText(std::string_view text, std::string* out) {
  for (const char c : ReplaceIllFormed(text)) {
    switch (c) {
      case '<':
        *out += "&lt;";
        break;
      case '>':
        *out += "&gt;";
        break;
      case '&':
        *out += "&amp;";
        break;
      case '"':
        *out += "&quot;";
        break;
      case '\'':
        *out += "&#39;";
        break;
      default:
        out->push_back(c);
    }
  }
}

void AppendChart(const Chart& chart, std::string* out) {
  *out += "<figure><figcaption>";
  AppendHtmlText(chart.title, out);
  *out += fmt::format(
      "</figcaption><svg width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-label=\"",
      kLeft + kSide + kRight, kTop + kSide + kBottom);
  AppendHtmlText(chart.title, out);
  *out += "\">";
  AppendAxes(chart, out);
  for (size_t i = 0; i < chart.lines.size(); ++i)
    AppendLine(chart.lines[i], static_cast<int>(i % kColours), out);
  *out += "</svg>";
  if (chart.lines.size() > 1) {
    *out += "<ul class=\"legend\">";
    for (size_t i = 0; i < chart.lines.size(); ++i) {
      *out += fmt::format("<li class=\"key{}\">", i % kColours);
      AppendHtmlText(chart.lines[i].name, out);
      *out += "</li>";
    }
    *out += "</ul>";
  }
  *out += "</figure>\n";
}

std::string_view ChartStyle() {
  return R"(figure{margin:0;display:inline-block;vertical-align:top}figcaption{font-weight:600;margin:0 0 .4em}
.grid{stroke:var(--grid);stroke-width:1;fill:none}.diagonal{stroke:var(--faint);stroke-dasharray:4 4;fill:none}
.tick,.axis{font-size:11px;fill:var(--dim)}.line{fill:none;stroke-width:2}
.line0{stroke:var(--line0)}.line1{stroke:var(--line1)}.line2{stroke:var(--line2)}.line3{stroke:var(--line3)}.line4{stroke:var(--line4)}
.line5{stroke:var(--line5)}.line6{stroke:var(--line6)}.line7{stroke:var(--line7)}
.dot0{fill:var(--line0)}.legend{list-style:none;padding:0;margin:.3em 0;font-size:12px;max-width:320px}
.legend li{display:inline-block;margin:0 .8em 0 0}.legend li::before{content:"\25A0\00A0"}
.key0::before{color:var(--line0)}.key1::before{color:var(--line1)}.key2::before{color:var(--line2)}.key3::before{color:var(--line3)}
.key4::before{color:var(--line4)}.key5::before{color:var(--line5)}.key6::before{color:var(--line6)}.key7::before{color:var(--line7)}
)";
}

}  // namespace assay

// Line charts of the unit square as SVG, and the escaping that HTML pages need.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

// Appends text in which < > & " ' are references and ill-formed bytes are U+FFFD.
void AppendHtmlText(std::string_view text, std::string* out);

struct ChartLine {
  std::string name;                               // for the legend
  std::vector<std::pair<double, double>> points;  // within [0, 1] × [0, 1]
  bool dots = false;                              // a dot at each point instead of a line
};

struct Chart {
  std::string title, x, y;       // axes' names
  std::vector<ChartLine> lines;  // at most eight are told apart by colour
  bool diagonal = false;         // a thin line from (0, 0) to (1, 1)
  double x_end = 1;              // what the right end of the x axis is called
};

// One <figure> with a title, gridlines at quarters, the lines and a legend. The colours are the
// page's variables --line0 … --line7.
void AppendChart(const Chart& chart, std::string* out);

// What the page's style sheet needs for charts.
std::string_view ChartStyle();

}  // namespace assay

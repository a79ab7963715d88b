// Bounds for pipelines: --fail-under.
#include <charconv>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/evaluate/evaluation_report.h"

namespace assay {
namespace {

const HeadlineFigure* FindFigure(std::string_view name) {
  for (const HeadlineFigure& figure : kHeadlineFigures) {
    if (figure.name == name) return &figure;
  }
  return nullptr;
}

bool LowerIsBetter(std::string_view name) { return name == "calibration_error"; }

Result<Gate> ReadGate(std::string_view text) {
  const size_t equals = text.find('=');
  Gate gate{equals == text.npos ? "f1" : std::string(text.substr(0, equals)), 0};
  const std::string_view number = equals == text.npos ? text : text.substr(equals + 1);
  if (FindFigure(gate.figure) == nullptr) {
    std::vector<std::string> names;
    for (const HeadlineFigure& figure : kHeadlineFigures) names.emplace_back(figure.name);
    return UsageError(
        fmt::format("there is no figure '{}'.{}", gate.figure, NearestHint(gate.figure, names)));
  }
  const auto read = std::from_chars(number.data(), number.data() + number.size(), gate.bound);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size() || gate.bound < 0 ||
      gate.bound > 1) {
    return UsageError(
        fmt::format("found '{}', expected a number from 0 to 1, or FIGURE=NUMBER", text));
  }
  return gate;
}

}  // namespace

Result<std::vector<Gate>> ReadGates(const std::string& text) {
  std::vector<Gate> gates;
  for (std::string_view left = text;;) {
    const size_t comma = left.find(',');
    ASSAY_TRY(Gate gate, ReadGate(left.substr(0, comma)));
    gates.push_back(std::move(gate));
    if (comma == left.npos) return gates;
    left.remove_prefix(comma + 1);
  }
}

std::vector<std::string> BrokenGates(const Evaluation& evaluation, const std::vector<Gate>& gates) {
  std::vector<std::string> broken;
  for (const Gate& gate : gates) {
    const double value = evaluation.headline.*FindFigure(gate.figure)->value;
    const bool lower = LowerIsBetter(gate.figure);
    if (lower ? value <= gate.bound : value >= gate.bound) continue;
    broken.push_back(fmt::format("{} is {:.4f}, expected {} {:g}", gate.figure, value,
                                 lower ? "at most" : "at least", gate.bound));
  }
  return broken;
}

}  // namespace assay

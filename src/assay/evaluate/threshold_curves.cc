// Curves as a table, and where they are highest.
#include "assay/evaluate/threshold_curves.h"

#include <functional>

#include <fmt/format.h>

#include "assay/evaluate/csv_line.h"

namespace assay {
namespace {

using Visit =
    std::function<void(const char* kind, const std::string& name, const std::vector<CurvePoint>&)>;

void ForEachCurve(const Evaluation& evaluation, const Visit& visit) {
  visit("all", "", evaluation.curve);
  for (const auto& [name, curve] : evaluation.method_curves) visit("method", name, curve);
  for (const auto& [name, curve] : evaluation.detector_curves) visit("detector", name, curve);
}

}  // namespace

std::vector<BestThreshold> BestThresholds(const Evaluation& evaluation) {
  std::vector<BestThreshold> out;
  ForEachCurve(evaluation, [&](const char* kind, const std::string& name,
                               const std::vector<CurvePoint>& curve) {
    BestThreshold best{kind, name, curve.front()};
    for (const CurvePoint& point : curve) {
      if (point.counts.F1() > best.point.counts.F1()) best.point = point;
    }
    out.push_back(std::move(best));
  });
  return out;
}

std::string CurvesCsv(const Evaluation& evaluation) {
  std::string out = "kind,name,threshold,found,errors,hits,precision,recall,f1\n";
  ForEachCurve(evaluation, [&](const char* kind, const std::string& name,
                               const std::vector<CurvePoint>& curve) {
    std::string quoted;
    AppendExactCell(name, ',', &quoted);
    for (const CurvePoint& point : curve) {
      out +=
          fmt::format("{},{},{:.2f},{},{},{},{:.4f},{:.4f},{:.4f}\n", kind, quoted, point.threshold,
                      point.counts.found, point.counts.errors, point.counts.hits,
                      point.counts.Precision(), point.counts.Recall(), point.counts.F1());
    }
  });
  return out;
}

}  // namespace assay

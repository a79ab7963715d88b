// evaluation.json and weights.json.
#include "assay/evaluate/evaluation_report.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

constexpr double kWeightPrior = 10;  // cells

void WriteCounts(const CellCounts& counts, JsonWriter* json) {
  json->Unsigned("found", counts.found);
  json->Unsigned("errors", counts.errors);
  json->Unsigned("hits", counts.hits);
}

void WriteInterval(std::string_view key, const Interval& interval, JsonWriter* json) {
  json->BeginArray(key);
  json->Probability(interval.low);
  json->Probability(interval.high);
  json->EndArray();
}

void WriteHeadline(const Evaluation& evaluation, JsonWriter* json) {
  json->BeginObject("figures");
  for (int f = 0; f < kHeadlineCount; ++f) {
    json->BeginObject(kHeadlineFigures[f].name);
    json->Probability("value", evaluation.headline.*kHeadlineFigures[f].value);
    if (evaluation.resamples > 0) WriteInterval("interval_95", evaluation.intervals[f], json);
    json->EndObject();
  }
  json->EndObject();
}

void WriteGroups(std::string_view key, const std::map<std::string, GroupFigures>& groups,
                 bool with_precision, bool with_intervals, JsonWriter* json) {
  json->BeginArray(key);
  for (const auto& [name, figures] : groups) {
    json->BeginObject();
    json->String("name", name);
    WriteCounts(figures.counts, json);
    if (with_precision) json->Probability("precision", figures.counts.Precision());
    json->Probability("recall", figures.counts.Recall());
    if (with_precision) json->Probability("f1", figures.counts.F1());
    if (with_intervals) {
      if (with_precision) WriteInterval("precision_interval_95", figures.precision, json);
      WriteInterval("recall_interval_95", figures.recall, json);
      if (with_precision) WriteInterval("f1_interval_95", figures.f1, json);
    }
    json->EndObject();
  }
  json->EndArray();
}

void WriteCurve(const std::vector<CurvePoint>& curve, JsonWriter* json) {
  for (const CurvePoint& point : curve) {
    json->BeginObject();
    json->Probability("threshold", point.threshold);
    WriteCounts(point.counts, json);
    json->Probability("precision", point.counts.Precision());
    json->Probability("recall", point.counts.Recall());
    json->Probability("f1", point.counts.F1());
    json->EndObject();
  }
}

void WriteCurves(std::string_view key, const std::map<std::string, std::vector<CurvePoint>>& curves,
                 JsonWriter* json) {
  json->BeginObject(key);
  for (const auto& [name, curve] : curves) {
    json->BeginArray(name);
    WriteCurve(curve, json);
    json->EndArray();
  }
  json->EndObject();
}

void WriteConfusion(const Evaluation& evaluation, JsonWriter* json) {
  json->BeginObject("confusion");
  for (const auto& [type, codes] : evaluation.confusion) {
    json->BeginObject(type);
    for (const auto& [code, count] : codes) json->Unsigned(code, count);
    json->EndObject();
  }
  json->EndObject();
}

void WriteCalibration(const Evaluation& evaluation, JsonWriter* json) {
  json->BeginArray("calibration");
  for (const CalibrationBin& bin : evaluation.calibration) {
    json->BeginObject();
    json->Unsigned("found", bin.found);
    json->Probability("confidence", bin.confidence);
    json->Probability("right", bin.right);
    json->EndObject();
  }
  json->EndArray();
}

void WriteSources(const EvaluationSources& sources, JsonWriter* json) {
  json->BeginObject("sources");
  json->String("dirty", sources.dirty);
  json->String("truth", sources.truth);
  json->String("findings", sources.findings);
  json->EndObject();
}

// The counts of a curve's lowest threshold: every cell that was flagged at all.
CellCounts AllOf(const std::vector<CurvePoint>& curve) {
  return curve.empty() ? CellCounts{} : curve.front().counts;
}

void WriteWeights(std::string_view key,
                  const std::map<std::string, std::vector<CurvePoint>>& curves, double prior,
                  JsonWriter* json) {
  json->BeginObject(key);
  for (const auto& [name, curve] : curves) {
    const CellCounts all = AllOf(curve);
    const double hits = static_cast<double>(all.hits) + kWeightPrior * prior;
    json->BeginObject(name);
    json->Probability("weight", hits / (static_cast<double>(all.found) + kWeightPrior));
    json->Unsigned("found", all.found);
    json->Unsigned("hits", all.hits);
    json->EndObject();
  }
  json->EndObject();
}

}  // namespace

std::string EvaluationJson(const Evaluation& evaluation, const EvaluationSources& sources) {
  const bool intervals = evaluation.resamples > 0;
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("schema_version", 1);
  WriteSources(sources, &json);
  json.Unsigned("rows", evaluation.rows);
  json.Unsigned("cells", evaluation.cells);
  WriteCounts(evaluation.counts, &json);
  json.Unsigned("column_findings", evaluation.column_findings);
  json.Unsigned("resamples", evaluation.resamples);
  WriteHeadline(evaluation, &json);
  json.BeginObject("suggestions");
  json.Unsigned("given", evaluation.suggestions);
  json.Unsigned("right", evaluation.right_suggestions);
  json.EndObject();
  WriteGroups("fields", evaluation.fields, true, intervals, &json);
  WriteGroups("methods", evaluation.methods, true, intervals, &json);
  WriteGroups("detectors", evaluation.detectors, true, intervals, &json);
  WriteGroups("codes", evaluation.codes, true, intervals, &json);
  WriteGroups("error_types", evaluation.error_types, false, intervals, &json);
  WriteConfusion(evaluation, &json);
  WriteCalibration(evaluation, &json);
  json.BeginArray("curve");
  WriteCurve(evaluation.curve, &json);
  json.EndArray();
  WriteCurves("method_curves", evaluation.method_curves, &json);
  WriteCurves("detector_curves", evaluation.detector_curves, &json);
  json.EndObject();
  return json.Take();
}

std::string WeightsJson(const Evaluation& evaluation, const EvaluationSources& sources) {
  const double prior = AllOf(evaluation.curve).Precision();
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("schema_version", 1);
  WriteSources(sources, &json);
  WriteWeights("methods", evaluation.method_curves, prior, &json);
  WriteWeights("detectors", evaluation.detector_curves, prior, &json);
  json.EndObject();
  return json.Take();
}

}  // namespace assay

// Joins findings with the truth and counts.
#include "assay/evaluate/evaluation.h"

#include <algorithm>

#include "assay/evaluate/cell_normal.h"
#include "assay/evaluate/scored_cell_internal.h"

namespace assay {
namespace {

constexpr int kThresholds = 100;  // the curve's steps
constexpr int kBins = 15;

// Names of the groups of one kind, numbered as they come.
class GroupNames {
 public:
  uint32_t Index(const std::string& name) {
    const auto [place, is_new] = index_.emplace(name, static_cast<uint32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return place->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, uint32_t> index_;
  std::vector<std::string> names_;
};

// Counts by hundredths of confidence; the sums from above are the curve.
class CurveCounter {
 public:
  void Add(double confidence, bool wrong) {
    const int step = std::clamp(static_cast<int>(confidence * kThresholds + 1e-9), 0, kThresholds);
    ++found_[step];
    hits_[step] += wrong;
  }
  std::vector<CurvePoint> Curve(uint64_t errors) const {
    std::vector<CurvePoint> curve(kThresholds + 1);
    CellCounts counts{0, errors, 0};
    for (int step = kThresholds; step >= 0; --step) {
      counts.found += found_[step];
      counts.hits += hits_[step];
      curve[step] = {static_cast<double>(step) / kThresholds, counts};
    }
    return curve;
  }

 private:
  std::array<uint64_t, kThresholds + 1> found_{}, hits_{};
};

class Evaluator {
 public:
  Evaluator(const CellTruth& truth, const ReadFindings& findings, const EvaluationOptions& options)
      : truth_(truth), findings_(findings), options_(options) {}

  Evaluation Run() {
    out_.rows = truth_.rows;
    out_.cells = (truth_.rows - std::min<uint64_t>(truth_.rows, truth_.excluded_rows.size())) *
                 truth_.scored_columns;
    out_.column_findings = findings_.column_findings;
    for (const ReadFinding& finding : findings_.cells) AddFinding(finding);
    AddMissed();
    std::stable_sort(cells_.begin(), cells_.end(), [](const ScoredCell& a, const ScoredCell& b) {
      if (a.found != b.found) return a.found;
      return a.found && a.confidence > b.confidence;
    });
    Count();
    Curves();
    return std::move(out_);
  }

 private:
  void AddFinding(const ReadFinding& finding) {
    if (!truth_.Counts(finding.row, finding.column)) return;
    const uint64_t key = truth_.Key(finding.row, finding.column);
    const auto error = truth_.errors.find(key);
    const bool wrong = error != truth_.errors.end();
    curve_.Add(finding.confidence, wrong);
    AddToEvidenceCurves(finding, wrong);
    if (finding.confidence < options_.min_confidence) return;
    const ReadEvidence& winner = finding.evidence.front();
    ScoredCell cell;
    cell.row = finding.row;
    cell.confidence = finding.confidence;
    cell.found = true;
    cell.wrong = wrong;
    cell.groups[kFieldGroup] = names_[kFieldGroup].Index(truth_.columns[finding.column]);
    cell.groups[kMethodGroup] = names_[kMethodGroup].Index(winner.method);
    cell.groups[kDetectorGroup] = names_[kDetectorGroup].Index(winner.detector);
    cell.groups[kCodeGroup] = names_[kCodeGroup].Index(winner.code);
    cell.groups[kTypeGroup] =
        wrong ? names_[kTypeGroup].Index(truth_.types[error->second.type]) : kNoGroup;
    cells_.push_back(cell);
    found_.insert(key);
    ++out_.confusion[wrong ? truth_.types[error->second.type] : kNoError][winner.code];
    if (wrong && finding.suggestion) {
      ++out_.suggestions;
      out_.right_suggestions += MeansTheSame(*finding.suggestion, error->second.clean);
    }
  }

  // Each detector's and method's highest confidence for the cell, whoever won.
  void AddToEvidenceCurves(const ReadFinding& finding, bool wrong) {
    std::map<std::string, double> methods, detectors;
    for (const ReadEvidence& evidence : finding.evidence) {
      double& method = methods[evidence.method];
      method = std::max(method, evidence.confidence);
      double& detector = detectors[evidence.detector];
      detector = std::max(detector, evidence.confidence);
    }
    for (const auto& [name, confidence] : methods) method_curves_[name].Add(confidence, wrong);
    for (const auto& [name, confidence] : detectors) detector_curves_[name].Add(confidence, wrong);
  }

  void AddMissed() {
    std::vector<uint64_t> missed;
    for (const auto& [key, error] : truth_.errors) {
      if (!found_.contains(key)) missed.push_back(key);
    }
    std::sort(missed.begin(), missed.end());
    for (const uint64_t key : missed) {
      const std::string& type = truth_.types[truth_.errors.at(key).type];
      ScoredCell cell;
      cell.row = key / truth_.columns.size();
      cell.wrong = true;
      std::fill(std::begin(cell.groups), std::end(cell.groups), kNoGroup);
      cell.groups[kFieldGroup] =
          names_[kFieldGroup].Index(truth_.columns[key % truth_.columns.size()]);
      cell.groups[kTypeGroup] = names_[kTypeGroup].Index(type);
      cells_.push_back(cell);
      ++out_.confusion[type][kNotFound];
    }
  }

  void Count() {
    for (const ScoredCell& cell : cells_) {
      out_.counts.found += cell.found;
      out_.counts.errors += cell.wrong;
      out_.counts.hits += cell.found && cell.wrong;
    }
    out_.headline = ComputeHeadline(cells_, {});
    std::map<std::string, GroupFigures>* groups[kGroupKinds] = {
        &out_.fields, &out_.methods, &out_.detectors, &out_.codes, &out_.error_types};
    std::vector<GroupIntervals> intervals;
    for (int kind = 0; kind < kGroupKinds; ++kind) {
      const std::vector<std::string>& names = names_[kind].names();
      const std::vector<CellCounts> counts = CountGroups(cells_, {}, kind, names.size());
      GroupIntervals filled{kind, {}};
      for (size_t g = 0; g < names.size(); ++g) {
        GroupFigures& figures = (*groups[kind])[names[g]];
        figures.counts = counts[g];
        filled.figures.push_back(&figures);
      }
      intervals.push_back(std::move(filled));
    }
    out_.resamples = options_.resamples;
    if (options_.resamples > 0) {
      BootstrapIntervals(cells_, intervals, options_.resamples, options_.seed, &out_.intervals);
    }
  }

  void Curves() {
    const uint64_t errors = truth_.errors.size();
    out_.curve = curve_.Curve(errors);
    for (const auto& [name, counter] : method_curves_)
      out_.method_curves[name] = counter.Curve(errors);
    for (const auto& [name, counter] : detector_curves_)
      out_.detector_curves[name] = counter.Curve(errors);
    out_.calibration.resize(kBins);
    for (const ScoredCell& cell : cells_) {
      if (!cell.found) break;
      CalibrationBin& bin =
          out_.calibration[std::clamp(static_cast<int>(cell.confidence * kBins), 0, kBins - 1)];
      ++bin.found;
      bin.confidence += cell.confidence;
      bin.right += cell.wrong;
    }
    for (CalibrationBin& bin : out_.calibration) {
      if (bin.found == 0) continue;
      bin.confidence /= static_cast<double>(bin.found);
      bin.right /= static_cast<double>(bin.found);
    }
  }

  const CellTruth& truth_;
  const ReadFindings& findings_;
  const EvaluationOptions& options_;
  std::array<GroupNames, kGroupKinds> names_;
  std::vector<ScoredCell> cells_;
  std::unordered_set<uint64_t> found_;
  CurveCounter curve_;
  std::map<std::string, CurveCounter> method_curves_, detector_curves_;
  Evaluation out_;
};

}  // namespace

Evaluation Evaluate(const CellTruth& truth, const ReadFindings& findings,
                    const EvaluationOptions& options) {
  return Evaluator(truth, findings, options).Run();
}

}  // namespace assay

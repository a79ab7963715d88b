// Evaluation: how good findings are against the truth, in figures, groups and curves.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "assay/evaluate/cell_truth.h"
#include "assay/evaluate/findings_file.h"

namespace assay {

// Counts of cells and what follows from them.
struct CellCounts {
  uint64_t found = 0;   // cells flagged
  uint64_t errors = 0;  // cells that are wrong
  uint64_t hits = 0;    // both
  double Precision() const {
    return found ? static_cast<double>(hits) / static_cast<double>(found) : errors ? 0 : 1;
  }
  double Recall() const {
    return errors ? static_cast<double>(hits) / static_cast<double>(errors) : 1;
  }
  double F1() const;
};

// A 95 % bootstrap interval; rows are drawn, as cells of a row go wrong together.
struct Interval {
  double low = 0;
  double high = 0;
};

// The figures that every report starts with, and that --fail-under can name.
struct Headline {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  double average_precision = 0;  // area under precision over recall (steps, no interpolation)
  double recall_at_high_precision =
      0;                         // the highest recall at any threshold with precision >= 0.95
  double calibration_error = 0;  // expected, 15 bins of the findings' confidence
};
inline constexpr int kHeadlineCount = 6;
struct HeadlineFigure {
  const char* name;
  double Headline::*value;
};
extern const std::array<HeadlineFigure, kHeadlineCount> kHeadlineFigures;

struct GroupFigures {
  CellCounts counts;
  Interval precision, recall, f1;
};

// One point of a threshold curve: what counts when only confidence >= threshold does.
struct CurvePoint {
  double threshold = 0;
  CellCounts counts;
};

struct CalibrationBin {
  uint64_t found = 0;
  double confidence = 0;  // mean of the bin
  double right = 0;       // share that is wrong indeed
};

struct Evaluation {
  uint64_t rows = 0;
  uint64_t cells = 0;            // rows times scored columns
  uint64_t column_findings = 0;  // left out: they name no cell
  CellCounts counts;
  Headline headline;
  std::array<Interval, kHeadlineCount> intervals{};  // as kHeadlineFigures
  uint32_t resamples = 0;                            // of the bootstrap; 0: no intervals
  uint64_t suggestions = 0;                          // hits that carry one
  uint64_t right_suggestions = 0;                    // … which is the clean value
  // A method's or detector's errors are all errors: what of the whole it finds. Error types have no
  // precision: their found is their hits.
  std::map<std::string, GroupFigures> fields, methods, detectors, codes, error_types;
  std::map<std::string, std::map<std::string, uint64_t>> confusion;  // error type -> code -> cells
  std::vector<CurvePoint> curve;                                     // thresholds 0.00 to 1.00
  std::map<std::string, std::vector<CurvePoint>> method_curves;      // by evidence, winner or not
  std::map<std::string, std::vector<CurvePoint>> detector_curves;
  std::vector<CalibrationBin> calibration;  // 15 bins of equal width
};

// The row and column names of `confusion` for cells that are not wrong, or not found.
inline constexpr const char* kNoError = "(no error)";
inline constexpr const char* kNotFound = "(not found)";

struct EvaluationOptions {
  double min_confidence = 0;  // findings below are not counted; the curves have them all
  uint32_t resamples = 500;   // of the bootstrap
  uint64_t seed = 1;
};

Evaluation Evaluate(const CellTruth& truth, const ReadFindings& findings,
                    const EvaluationOptions& options);

}  // namespace assay

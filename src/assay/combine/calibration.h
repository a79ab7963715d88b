// Calibration: pooled evidence becomes a probability that means what it says, learned from tables
// whose wrong cells are known. Read from calibration/*.json; the shipped one is part of the
// program.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"
#include "assay/combine/fuse.h"

namespace assay {

// Evidence that pools to less than this is not a finding by default.
inline constexpr double kDecision = 0.5;

// Nor is what the calibration finds less likely than this; what is likelier than this and less than
// kDecision counts as undecided, as kDecision. The F1 of a list is highest when it ends at half of
// that F1 (Lipton, Elkan, Naryanaswamy: Optimal thresholding of classifiers to maximize F1, 2014),
// which is 0.86 in the mean over the open sets.
inline constexpr double kLeastLikely = 0.4;

// Pooled evidence of at least this is strong: dirt makes much of it, false alarms make little.
inline constexpr double kStrong = 0.9;

// What the evidence about a sample of rows says of the table, of each column and of each detector:
// how many cells are flagged, how many strongly, and in how many columns. Dirt shows in all of
// them, as mistakes recur; false alarms are few, weak and alone.
class EvidenceContext {
 public:
  // `evidence` of one cell of the sample, sorted.
  void Add(uint32_t column, const std::vector<Evidence>& evidence);
  // After all Adds. `rows` of the sample, `columns` of the table.
  void Finish(uint64_t rows, uint64_t columns);

  // Logarithms (base 10, plus 2) of the shares of the table's cells that are flagged, and strongly
  // so; 0 stands for 1 %.
  double TableShare() const { return table_share_; }
  double StrongShare() const { return strong_share_; }
  // Logarithm (base 10) of one more than the columns with flagged cells.
  double AlarmedColumns() const;
  // Logarithm (base 10) of the flagged cells of the column.
  double ColumnAlarms(uint32_t column) const;
  // Logarithm of the share of the column's rows that the detector flags; 0 stands for 1 %.
  double ColumnShare(uint32_t column, std::string_view detector) const;
  // Whether hardly any cell but blank ones is flagged strongly: blanks are how such a table is.
  bool HasOnlyBlanks() const { return only_blanks_; }
  // Share of strong alarms among those of other columns or of other detectors.
  double StrongOthers(uint32_t column, std::string_view detector) const;
  // Logarithm (base 10) of the detector's alarms in the table.
  double DetectorAlarms(std::string_view detector) const;
  // Share of the columns with flagged cells in which the detector flags some.
  double DetectorSpread(std::string_view detector) const;

 private:
  struct Counts {
    std::string_view detector;
    uint64_t flagged = 0;
    uint64_t strong = 0;
    uint64_t columns = 0;  // in which it flags cells
  };
  struct Column {
    uint64_t flagged = 0;
    std::vector<Counts> detectors;  // that are the strongest evidence of some cell; few
  };
  static Counts& EntryOf(std::string_view detector, std::vector<Counts>* list);
  static const Counts& CountsOf(std::string_view detector, const std::vector<Counts>& list);

  std::vector<Column> columns_;
  std::vector<Counts> detectors_;
  Counts all_;
  uint64_t strong_filled_ = 0;  // strong alarms about cells with a value
  bool only_blanks_ = false;
  uint64_t rows_ = 0;
  double table_share_ = 0, strong_share_ = 0, alarmed_columns_ = 0;
};

// A threshold and what it meant on the tables of the calibration.
struct OperatingPoint {
  double confidence = 0;    // findings of at least this
  double precision = 0;     // share of them that were right, on tables with errors (held out)
  double false_alarms = 0;  // for each 10,000 cells of tables presumed clean
};

class Calibration {
 public:
  // Reads a calibration document; errors name the place.
  static Result<Calibration> Read(const ConfigDocument& document);

  // Without learned weights: pooled confidence stands as it is.
  static Calibration Identity();

  const std::string& version() const { return version_; }

  // The confidence of a cell with this sorted, non-empty evidence: what rules say stands; the rest
  // is pooled and calibrated, blanks of a table that HasOnlyBlanks below 0.9. Never raises evidence
  // across kDecision, and lowers it across only when it is less likely than kLeastLikely.
  double Confidence(uint32_t column, const std::vector<Evidence>& evidence,
                    const EvidenceContext& context) const;

  // The probability that what the first of this sorted evidence suggests is what the cell should
  // be: the `confidence` of the finding, times the probability of the suggestion being right if it
  // is. An empty suggestion says that nothing is known of the value, and is right if the cell is
  // wrong. 0 without a suggestion; a rule's own confidence for a rule's.
  double SuggestionConfidence(const std::vector<Evidence>& evidence, double confidence) const;

  // The lowest confidence that keeps a budget; an error when no point does.
  Result<double> ThresholdForPrecision(double precision) const;
  Result<double> ThresholdForFalseAlarms(double per_10000_cells) const;

 private:
  // A logistic model: weights of the features, and an offset for each detector.
  struct Model {
    std::vector<double> weights;
    std::map<std::string, double, std::less<>> detectors;

    double Probability(std::span<const double> features, std::string_view detector) const;
  };

  // `names` of the features, in the order of the weights.
  static Result<Model> ReadModel(const ConfigDocument& document, const ConfigNode& node,
                                 std::span<const std::string_view> names);

  bool identity_ = true;
  std::string version_;
  Model wrong_, suggestion_;
  std::vector<OperatingPoint> points_;  // by rising confidence
};

// The calibration that is compiled into the program.
const Calibration& ShippedCalibration();

}  // namespace assay

// Calibration: pooled evidence becomes a probability that means what it says, learned from tables whose
// wrong cells are known. Read from calibration/*.json; the shipped one is part of the program.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/base/result.h"
#include "assay/combine/fuse.h"

namespace assay {

// Evidence that pools to less than this is not a finding by default.
inline constexpr double kDecision = 0.5;

// What the evidence about a sample of rows says of the table and of each column: how much is flagged, and
// how often two families of evidence agree. Dirt shows in both; false alarms are few and alone.
class EvidenceContext {
 public:
  // `evidence` of one cell of the sample.
  void Add(uint32_t column, const std::vector<Evidence>& evidence);
  // After all Adds. `rows` of the sample, `columns` of the table.
  void Finish(uint64_t rows, uint64_t columns);

  // Logarithms (base 10, plus 2) of shares; 0 stands for 1 %.
  double TableShare() const { return table_share_; }
  double TableAgreement() const { return table_agreement_; }
  double ColumnShare(uint32_t column, std::string_view detector) const;
  double ColumnAgreement(uint32_t column, std::string_view detector) const;

 private:
  struct Counts {
    uint64_t flagged = 0;
    uint64_t agreed = 0;  // by two families
  };
  const Counts& CountsOf(uint32_t column, std::string_view detector) const;

  std::map<std::pair<uint32_t, std::string>, Counts, std::less<>> counts_;
  Counts all_;
  uint64_t rows_ = 0;
  double table_share_ = 0, table_agreement_ = 0;
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

  // The confidence of a cell with this sorted, non-empty evidence: what rules say stands; the rest is
  // pooled and calibrated. Never moves across kDecision, so that what is found by default does not
  // depend on the calibration.
  double Confidence(uint32_t column, const std::vector<Evidence>& evidence,
                    const EvidenceContext& context) const;

  // The lowest confidence that keeps a budget; an error when no point does.
  Result<double> ThresholdForPrecision(double precision) const;
  Result<double> ThresholdForFalseAlarms(double per_10000_cells) const;

 private:
  enum Feature { kBias, kScore, kColumnShare, kTableShare, kColumnShareSquared, kColumnAgreement, kAgreement,
                 kTableAgreement, kFeatures };
  double Calibrated(uint32_t column, const PooledEvidence& pooled, const EvidenceContext& context) const;

  bool identity_ = true;
  std::string version_;
  std::array<double, kFeatures> weights_{};
  std::map<std::string, double, std::less<>> detectors_;
  std::vector<OperatingPoint> points_;  // by rising confidence
};

// The calibration that is compiled into the program.
const Calibration& ShippedCalibration();

}  // namespace assay

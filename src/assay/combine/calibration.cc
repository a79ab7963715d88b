// A logistic model over pooled evidence and its context; documents in, probabilities out.
#include "assay/combine/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "assay/base/check.h"
#include "assay/base/config_value.h"
#include "assay/base/embedded.h"
#include "assay/base/sigmoid.h"

namespace assay {
namespace {

constexpr double kLowest = 0.01, kHighest = 0.998;  // of confidences that enter as log odds
constexpr double kMost = 0.995;                     // no statistics prove a cell wrong
constexpr double kMostLift = 1.5;                   // in log odds, over the pooled evidence
constexpr double kFewFilled = 0.001;   // of the cells; fewer strong alarms show no other mistakes
constexpr double kMostOfBlank = 0.85;  // where there are none

constexpr std::string_view kFeatureNames[] = {"bias",
                                              "score",
                                              "table_share",
                                              "strong_share",
                                              "strong_others",
                                              "alarmed_columns",
                                              "column_alarms",
                                              "column_share",
                                              "detector_alarms",
                                              "detector_spread",
                                              "echoes",
                                              "families",
                                              "agreeing"};
constexpr std::string_view kSuggestionFeatureNames[] = {"bias", "score", "further", "agreeing",
                                                        "disagreeing"};
constexpr std::string_view kKeys[] = {"version",   "provenance",  "weights",
                                      "detectors", "suggestions", "operating_points"};
constexpr std::string_view kModelKeys[] = {"weights", "detectors"};
constexpr std::string_view kPointKeys[] = {"confidence", "precision", "false_alarms"};

constexpr int kMostFurther = 3;  // pieces of evidence that count beside the strongest

// What the evidence of a cell says beside its strongest piece; rules do not count.
struct Company {
  double further = 0;      // pieces of evidence, at most kMostFurther; so are the next two
  double echoes = 0;       // those of the strongest's family, which see the same symptom
  double families = 0;     // other families
  double agreeing = 0;     // 1 if another piece suggests what the winner suggests
  double disagreeing = 0;  // 1 if some piece suggests something else
};

Company CompanyOf(const std::vector<Evidence>& evidence, const Evidence& strongest) {
  const Evidence& winner = evidence.front();
  int pieces = 0, same = 0, other = 0;
  std::array<int, static_cast<size_t>(EvidenceFamily::kCount)> families{};
  for (const Evidence& e : evidence) {
    if (e.method == Method::kValidation) continue;
    ++pieces;
    ++families[static_cast<size_t>(FamilyOf(e.code))];
    if (!winner.has_suggestion || !e.has_suggestion) continue;
    ++(e.suggestion == winner.suggestion ? same : other);
  }
  const auto present = static_cast<int>(
      std::count_if(families.begin(), families.end(), [](int count) { return count > 0; }));
  const auto capped = [](int count) { return static_cast<double>(std::min(kMostFurther, count)); };
  return {capped(pieces - 1), capped(families[static_cast<size_t>(FamilyOf(strongest.code))] - 1),
          capped(present - 1), same > 1 ? 1.0 : 0.0, other > 0 ? 1.0 : 0.0};
}

bool IsOfBlank(const std::vector<Evidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [](const Evidence& e) {
    return e.code == Code::kUnexpectedMissing || e.code == Code::kEmptyValue;
  });
}

double LogOdds(double p) {
  p = std::clamp(p, kLowest, kHighest);
  return std::log(p / (1 - p));
}

double LogShare(uint64_t part, uint64_t whole) {
  return std::log10((static_cast<double>(part) + 0.5) / (static_cast<double>(whole) + 1)) + 2;
}

Result<const ConfigNode*> Member(const ConfigDocument& document, const ConfigNode& map,
                                 std::string_view key) {
  const ConfigNode* found = map.Find(key);
  if (found == nullptr)
    return ErrorAt(document, map.mark, fmt::format("the key '{}' is missing", key));
  return found;
}

}  // namespace

void EvidenceContext::Add(uint32_t column, const std::vector<Evidence>& evidence) {
  const PooledEvidence pooled = PoolEvidence(evidence);
  if (pooled.confidence < kDecision) return;
  if (columns_.size() <= column) columns_.resize(column + 1);
  Column& at = columns_[column];
  const std::string_view detector = pooled.strongest->detector;
  Counts& own = EntryOf(detector, &at.detectors);
  Counts& everywhere = EntryOf(detector, &detectors_);
  everywhere.columns += own.flagged == 0;
  for (Counts* counts : {&own, &everywhere, &all_}) {
    ++counts->flagged;
    counts->strong += pooled.confidence >= kStrong;
  }
  ++at.flagged;
  strong_filled_ += pooled.confidence >= kStrong && !IsOfBlank(evidence);
}

void EvidenceContext::Finish(uint64_t rows, uint64_t columns) {
  rows_ = rows;
  table_share_ = LogShare(all_.flagged, rows * columns);
  strong_share_ = LogShare(all_.strong, rows * columns);
  only_blanks_ = static_cast<double>(strong_filled_) <
                 kFewFilled * static_cast<double>(rows) * static_cast<double>(columns);
  const auto alarmed = std::count_if(columns_.begin(), columns_.end(),
                                     [](const Column& column) { return column.flagged > 0; });
  alarmed_columns_ = static_cast<double>(alarmed);
}

EvidenceContext::Counts& EvidenceContext::EntryOf(std::string_view detector,
                                                  std::vector<Counts>* list) {
  const auto found = std::find_if(list->begin(), list->end(), [&](const Counts& counts) {
    return counts.detector == detector;
  });
  return found != list->end() ? *found : list->emplace_back(Counts{detector});
}

const EvidenceContext::Counts& EvidenceContext::CountsOf(std::string_view detector,
                                                         const std::vector<Counts>& list) {
  static constexpr Counts kNone;
  const auto found = std::find_if(
      list.begin(), list.end(), [&](const Counts& counts) { return counts.detector == detector; });
  return found != list.end() ? *found : kNone;
}

double EvidenceContext::AlarmedColumns() const { return std::log10(1 + alarmed_columns_); }

double EvidenceContext::ColumnAlarms(uint32_t column) const {
  if (column >= columns_.size()) return 0;
  return std::log10(std::max(1.0, static_cast<double>(columns_[column].flagged)));
}

double EvidenceContext::ColumnShare(uint32_t column, std::string_view detector) const {
  const bool known = column < columns_.size();
  return LogShare(known ? CountsOf(detector, columns_[column].detectors).flagged : 0, rows_);
}

double EvidenceContext::StrongOthers(uint32_t column, std::string_view detector) const {
  const bool known = column < columns_.size();
  const Counts own = known ? CountsOf(detector, columns_[column].detectors) : Counts();
  return (static_cast<double>(all_.strong - own.strong) + 0.3) /
         (static_cast<double>(all_.flagged - own.flagged) + 1);
}

double EvidenceContext::DetectorAlarms(std::string_view detector) const {
  return std::log10(std::max(1.0, static_cast<double>(CountsOf(detector, detectors_).flagged)));
}

double EvidenceContext::DetectorSpread(std::string_view detector) const {
  return static_cast<double>(CountsOf(detector, detectors_).columns) /
         std::max(1.0, alarmed_columns_);
}

Calibration Calibration::Identity() { return {}; }

Result<Calibration::Model> Calibration::ReadModel(const ConfigDocument& document,
                                                  const ConfigNode& node,
                                                  std::span<const std::string_view> names) {
  Model model;
  ASSAY_TRY(const ConfigNode* weights, Member(document, node, "weights"));
  ASSAY_TRY_STATUS(CheckMap(document, *weights, "weights"));
  ASSAY_TRY_STATUS(CheckKeys(document, *weights, names, "the weights"));
  for (const std::string_view name : names) {
    ASSAY_TRY(const ConfigNode* weight, Member(document, *weights, name));
    ASSAY_TRY(model.weights.emplace_back(), ReadNumber(document, *weight, name));
  }
  ASSAY_TRY(const ConfigNode* detectors, Member(document, node, "detectors"));
  ASSAY_TRY_STATUS(CheckMap(document, *detectors, "detectors"));
  for (const auto& member : detectors->members) {
    ASSAY_TRY(model.detectors[member.key], ReadNumber(document, member.value, member.key));
  }
  return model;
}

Result<Calibration> Calibration::Read(const ConfigDocument& document) {
  Calibration calibration;
  calibration.identity_ = false;
  const ConfigNode& root = document.root;
  ASSAY_TRY_STATUS(CheckMap(document, root, ""));
  ASSAY_TRY_STATUS(CheckKeys(document, root, kKeys, "a calibration"));
  ASSAY_TRY(const ConfigNode* version, Member(document, root, "version"));
  ASSAY_TRY(calibration.version_, ReadText(document, *version, "version"));
  ASSAY_TRY(calibration.wrong_, ReadModel(document, root, kFeatureNames));
  ASSAY_TRY(const ConfigNode* suggestions, Member(document, root, "suggestions"));
  ASSAY_TRY_STATUS(CheckMap(document, *suggestions, "suggestions"));
  ASSAY_TRY_STATUS(CheckKeys(document, *suggestions, kModelKeys, "the suggestions"));
  ASSAY_TRY(calibration.suggestion_, ReadModel(document, *suggestions, kSuggestionFeatureNames));
  ASSAY_TRY(const ConfigNode* points, Member(document, root, "operating_points"));
  ASSAY_TRY_STATUS(CheckList(document, *points, "operating_points"));
  for (const ConfigNode& item : points->items) {
    OperatingPoint point;
    ASSAY_TRY_STATUS(CheckMap(document, item, "operating_points"));
    ASSAY_TRY_STATUS(CheckKeys(document, item, kPointKeys, "an operating point"));
    double* const fields[] = {&point.confidence, &point.precision, &point.false_alarms};
    for (size_t i = 0; i < std::size(kPointKeys); ++i) {
      ASSAY_TRY(const ConfigNode* field, Member(document, item, kPointKeys[i]));
      ASSAY_TRY(*fields[i], ReadNumber(document, *field, kPointKeys[i]));
    }
    calibration.points_.push_back(point);
  }
  std::stable_sort(calibration.points_.begin(), calibration.points_.end(),
                   [](const auto& a, const auto& b) { return a.confidence < b.confidence; });
  return calibration;
}

double Calibration::Confidence(uint32_t column, const std::vector<Evidence>& evidence,
                               const EvidenceContext& context) const {
  double rules = 0;
  for (const Evidence& e : evidence) {
    if (e.method == Method::kValidation) rules = std::max(rules, e.confidence);
  }
  const PooledEvidence pooled = PoolEvidence(evidence);
  if (pooled.strongest == nullptr) return rules;
  if (identity_ || pooled.confidence < kDecision) return std::max(rules, pooled.confidence);
  const std::string_view detector = pooled.strongest->detector;
  const Company company = CompanyOf(evidence, *pooled.strongest);
  const double features[] = {1,
                             LogOdds(pooled.confidence),
                             context.TableShare(),
                             context.StrongShare(),
                             context.StrongOthers(column, detector),
                             context.AlarmedColumns(),
                             context.ColumnAlarms(column),
                             context.ColumnShare(column, detector),
                             context.DetectorAlarms(detector),
                             context.DetectorSpread(detector),
                             company.echoes,
                             company.families,
                             company.agreeing};
  static_assert(std::size(features) == std::size(kFeatureNames));
  // What is known of the table and the detector makes evidence count for more, but not for proof.
  double most = std::min(kMost, Sigmoid(LogOdds(pooled.confidence) + kMostLift));
  if (context.HasOnlyBlanks() && IsOfBlank(evidence)) most = std::min(most, kMostOfBlank);
  const double wrong = std::min(most, wrong_.Probability(features, detector));
  return std::max(rules, wrong < kLeastLikely ? wrong : std::max(kDecision, wrong));
}

double Calibration::SuggestionConfidence(const std::vector<Evidence>& evidence,
                                         double confidence) const {
  const Evidence& winner = evidence.front();
  if (!winner.has_suggestion) return 0;
  if (identity_ || winner.method == Method::kValidation) return winner.confidence;
  const PooledEvidence pooled = PoolEvidence(evidence);
  const Company company = CompanyOf(evidence, *pooled.strongest);
  const double features[] = {1, LogOdds(pooled.confidence), company.further, company.agreeing,
                             company.disagreeing};
  static_assert(std::size(features) == std::size(kSuggestionFeatureNames));
  return confidence * suggestion_.Probability(features, pooled.strongest->detector);
}

double Calibration::Model::Probability(std::span<const double> features,
                                       std::string_view detector) const {
  const auto offset = detectors.find(detector);
  double sum = offset == detectors.end() ? 0 : offset->second;
  for (size_t i = 0; i < weights.size(); ++i) sum += weights[i] * features[i];
  return Sigmoid(sum);
}

Result<double> Calibration::ThresholdForPrecision(double precision) const {
  for (const OperatingPoint& point : points_) {
    if (point.precision >= precision) return point.confidence;
  }
  return UsageError(
      fmt::format("a precision of {} is more than the calibration '{}' knows how to reach",
                  precision, version_));
}

Result<double> Calibration::ThresholdForFalseAlarms(double per_10000_cells) const {
  for (const OperatingPoint& point : points_) {
    if (point.false_alarms <= per_10000_cells) return point.confidence;
  }
  return UsageError(
      fmt::format("{} false alarms in 10,000 cells are fewer than the calibration '{}' knows how "
                  "to keep",
                  per_10000_cells, version_));
}

const Calibration& ShippedCalibration() {
  static const Calibration calibration = [] {
    for (const EmbeddedFile& file : EmbeddedCalibration()) {
      if (file.path != "calibration/default.json") continue;
      const auto document = ParseJson(file.bytes, std::string(file.path));
      ASSAY_CHECK(document);
      auto read = Calibration::Read(*document);
      ASSAY_CHECK(read);
      return *std::move(read);
    }
    return Calibration::Identity();
  }();
  return calibration;
}

}  // namespace assay

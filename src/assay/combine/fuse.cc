// The winner of a cell's evidence, and what its families say together.
#include "assay/combine/fuse.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

constexpr double kFurtherFamilies = 0.8;  // weight of each family but the strongest
constexpr double kLeastLeading = 0.5;     // of evidence that leads though there is stronger

// How exactly a code says what happened to a cell: what happened to its whole row most, "a blank
// too much" more than "no such word", and that more than "other rows have something else".
int Exactness(Code code) {
  switch (code) {
    case Code::kRepeatedHeader:
    case Code::kMisplacedValue:
      return 3;
    case Code::kWhitespace:
    case Code::kEncodingDamage:
    case Code::kDisguisedMissing:
    case Code::kUnitMismatch:
    case Code::kCaseVariant:
    case Code::kSpacingVariant:
      return 2;
    case Code::kMisspelling:
    case Code::kOutlier:
      return 1;
    default:
      return 0;
  }
}

// Whether `e`, though weaker, tells better than `winner` what is wrong, and suggests no less.
bool LeadsBefore(const Evidence& e, const Evidence& winner) {
  return e.method == winner.method && e.confidence >= kLeastLeading &&
         Exactness(e.code) > Exactness(winner.code) &&
         (!winner.has_suggestion || (e.has_suggestion && e.suggestion == winner.suggestion));
}

}  // namespace

void SortEvidence(std::vector<Evidence>* evidence) {
  const auto before = [](const Evidence& a, const Evidence& b) {
    if (a.confidence != b.confidence) return a.confidence > b.confidence;
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.code != b.code) return a.code < b.code;
    return a.detector < b.detector;
  };
  // Stable, by insertion: there are few, and std::stable_sort would allocate.
  for (auto at = evidence->begin(); at != evidence->end(); ++at)
    std::rotate(std::upper_bound(evidence->begin(), at, *at, before), at, at + 1);
  for (size_t i = 1; i < evidence->size(); ++i) {
    if (!LeadsBefore((*evidence)[i], evidence->front())) continue;
    const auto at = evidence->begin() + static_cast<std::ptrdiff_t>(i);
    std::rotate(evidence->begin(), at, at + 1);
  }
}

EvidenceFamily FamilyOf(Code code) {
  switch (code) {
    case Code::kEmptyValue:
    case Code::kDisguisedMissing:
    case Code::kUnexpectedMissing:
      return EvidenceFamily::kMissing;
    case Code::kNumberOutOfRange:
    case Code::kOutlier:
    case Code::kUnitMismatch:
    case Code::kConditionalOutlier:
      return EvidenceFamily::kNumber;
    case Code::kSpike:
    case Code::kStuck:
      return EvidenceFamily::kSeries;
    case Code::kRelationViolation:
      return EvidenceFamily::kRelation;
    case Code::kDependencyViolation:
    case Code::kEntityConflict:
      return EvidenceFamily::kDependency;
    case Code::kDuplicateValue:
    case Code::kDuplicateRow:
      return EvidenceFamily::kKey;
    case Code::kContradiction:
      return EvidenceFamily::kText;
    case Code::kDateOrder:
      return EvidenceFamily::kDate;
    case Code::kMixedFormat:
    case Code::kColumnUnit:
    case Code::kColumnEmpty:
      return EvidenceFamily::kColumn;
    case Code::kMlAnomaly:
    case Code::kLlmAnomaly:
      return EvidenceFamily::kModel;
    default:
      return EvidenceFamily::kSpelling;
  }
}

PooledEvidence PoolEvidence(const std::vector<Evidence>& evidence) {
  std::array<double, static_cast<size_t>(EvidenceFamily::kCount)> families{};
  PooledEvidence pooled;
  for (const Evidence& e : evidence) {
    if (e.method == Method::kValidation) continue;
    double& family = families[static_cast<size_t>(FamilyOf(e.code))];
    family = std::max(family, e.confidence);
    if (pooled.strongest == nullptr || e.confidence > pooled.strongest->confidence)
      pooled.strongest = &e;
  }
  std::sort(families.begin(), families.end(), std::greater<>());
  double right = 1 - families[0];
  for (size_t i = 1; i < families.size(); ++i) right *= 1 - kFurtherFamilies * families[i];
  pooled.confidence = 1 - right;
  return pooled;
}

}  // namespace assay

// Sums of block results.
#include "assay/run/block_result.h"

#include <algorithm>

namespace assay {

size_t ConfidenceBin(double confidence) {
  const double clamped = std::clamp(confidence, 0.0, 1.0);
  return std::min<size_t>(static_cast<size_t>(clamped * 20), 19);
}

void Tally::AddFinding(const CountKey& key, double confidence) {
  ++findings;
  ++confidence_histogram[ConfidenceBin(confidence)];
  Count& count = counts[key];
  ++count.all;
  count.high_confidence += confidence >= kHighConfidence;
}

void Tally::Add(const Tally& other) {
  records += other.records;
  rejected += other.rejected;
  findings += other.findings;
  records_with_findings += other.records_with_findings;
  for (size_t i = 0; i < confidence_histogram.size(); ++i) {
    confidence_histogram[i] += other.confidence_histogram[i];
  }
  for (const auto& [key, count] : other.counts) {
    Count& mine = counts[key];
    mine.all += count.all;
    mine.high_confidence += count.high_confidence;
  }
  flagged_by_outcome.resize(std::max(flagged_by_outcome.size(), other.flagged_by_outcome.size()));
  for (size_t i = 0; i < other.flagged_by_outcome.size(); ++i) {
    flagged_by_outcome[i] += other.flagged_by_outcome[i];
  }
}

bool KeptBefore(const Kept& a, const Kept& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if (a.row != b.row) return a.row < b.row;
  return a.column < b.column;
}

size_t OutputBytes(const BlockResult& result) {
  size_t size = result.quarantine.size() + result.row_journal.size();
  for (const std::string& bytes : result.bytes) size += bytes.size();
  return size;
}

}  // namespace assay

// Explains, counts and formats the wrong cells of a block; repeated values are formatted once.
#include "assay/run/block_reporter.h"

#include <algorithm>
#include <bit>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/combine/fuse.h"
#include "assay/run/finding_bytes.h"
#include "assay/run/redact.h"

namespace assay {
namespace {

constexpr size_t kCacheSlots = 8192;
constexpr size_t kMostCachedValue = 512;  // bytes; longer values hardly repeat
// Confidence at most where a source writes everything so: less than a finding needs by default, as
// whether that is wrong is a matter of taste.
constexpr double kMostForStyle = 0.45;
constexpr size_t kFlushBytes = size_t{24} << 20;  // of one block's records, before they are written

// Suggestions are as long as the values that they repair.
void CutEvidence(std::vector<Evidence>* evidence) {
  for (Evidence& one : *evidence) {
    one.expected.resize(CutUtf8(one.expected, kKeptValueBytes).size());
    one.suggestion.resize(CutUtf8(one.suggestion, kKeptValueBytes).size());
  }
}

}  // namespace

WrongCells JoinEvidence(const std::vector<FlaggedCell>& flagged,
                        std::vector<CellEvidence> evidence) {
  WrongCells wrong;
  wrong.cells.reserve(flagged.size());
  const auto cell_at = [&](uint32_t row, uint32_t column) -> WrongCell& {
    if (wrong.rows.empty() || wrong.rows.back().row != row) wrong.rows.push_back({row, 0, 0});
    wrong.cells.push_back({column, static_cast<uint32_t>(wrong.rows.size() - 1), 0, 0, 0});
    return wrong.cells.back();
  };
  size_t f = 0, e = 0;
  while (f < flagged.size() || e < evidence.size()) {
    const auto key_of = [](const auto& item) { return uint64_t{item.row} << 32 | item.column; };
    const uint64_t flagged_key = f < flagged.size() ? key_of(flagged[f]) : UINT64_MAX;
    const uint64_t evidence_key = e < evidence.size() ? key_of(evidence[e]) : UINT64_MAX;
    const uint64_t key = std::min(flagged_key, evidence_key);
    WrongCell& cell = cell_at(static_cast<uint32_t>(key >> 32), static_cast<uint32_t>(key));
    if (flagged_key == key) cell.mask = flagged[f++].mask;
    cell.evidence_begin = static_cast<uint32_t>(e);
    while (e < evidence.size() && key_of(evidence[e]) == key) ++e;
    cell.evidence_end = static_cast<uint32_t>(e);
  }
  wrong.evidence = std::move(evidence);
  return wrong;
}

BlockReporter::BlockReporter(const Plan& plan, const std::vector<const FindingFormat*>& formats,
                             const RowHasher& hasher, Collector* collector, uint64_t most_held)
    : plan_(plan),
      formats_(formats),
      hasher_(hasher),
      collector_(collector),
      most_held_(most_held == 0 ? UINT64_MAX : most_held),
      cache_(kCacheSlots) {}

Status BlockReporter::Report(const Block& block, const WrongCells& wrong, BlockResult* result) {
  LineCounter lines(block);
  result->bytes.resize(formats_.size());
  held_.resize(formats_.size());
  for (size_t f = 0; f < formats_.size(); ++f) result->bytes[f].reserve(held_[f] + held_[f] / 4);
  local_threshold_ = collector_->kept_threshold();
  candidates_.clear();
  uint64_t flushed = 0;  // findings
  uint32_t current = UINT32_MAX;
  uint64_t line = 0;
  bool row_counted = false;
  for (uint32_t i = 0; i < wrong.cells.size(); ++i) {
    const WrongCell& cell = wrong.cells[i];
    const DirtyRow& row = wrong.rows[cell.dirty];
    if (cell.dirty != current) {
      current = cell.dirty;
      line = lines.LineOf(row.row);
      row_counted = false;
      size_t held = 0;
      for (const std::string& bytes : result->bytes) held += bytes.size();
      if (held > kFlushBytes || result->tally.findings - flushed > most_held_) {
        ASSAY_TRY_STATUS(collector_->Flush(result));
        flushed = result->tally.findings;
      }
    }
    const std::string_view raw = block.RawCell(row.row, cell.column);
    const std::string_view value = CellValue(raw, block.dialect, &scratch_);
    const Rendered& rendered = Render(raw, value, cell, wrong);
    if (!rendered.written) continue;
    const uint64_t key = hasher_.KeyFor(row.hash, row.ordinal, cell.column, value);
    const uint64_t fingerprint = Fingerprint(rendered.subject, key);
    if (IsIgnored(fingerprint)) continue;
    for (size_t f = 0; f < formats_.size(); ++f) {
      formats_[f]->AppendRecord(FindingScope::kCell, block.RowOrdinal(row.row), line,
                                rendered.middles[f], fingerprint, &result->bytes[f]);
    }
    Count& count = counters_[rendered.counter];
    ++count.all;
    count.high_confidence += rendered.confidence >= kHighConfidence;
    ++result->tally.confidence_histogram[ConfidenceBin(rendered.confidence)];
    ++result->tally.findings;
    result->tally.records_with_findings += !row_counted;
    row_counted = true;
    Consider({rendered.confidence, i, line});
  }
  for (size_t f = 0; f < formats_.size(); ++f) held_[f] = result->bytes[f].size();
  KeepBest(block, wrong, result);
  MoveCounts(&result->tally);
  return {};
}

Finding BlockReporter::Explain(uint32_t column, std::string_view value, const WrongCell& cell,
                               const WrongCells& wrong) const {
  const ColumnPlan& plan = plan_.columns[column];
  Finding finding;
  finding.column_index = static_cast<int>(column);
  finding.column = plan.field.column;
  finding.field = plan.field.field;
  finding.value = value;
  finding.evidence.reserve(static_cast<size_t>(std::popcount(cell.mask)) + cell.evidence_end -
                           cell.evidence_begin);
  for (uint64_t rest = cell.mask; rest != 0; rest &= rest - 1) {
    const auto i = static_cast<size_t>(std::countr_zero(rest));
    finding.evidence.push_back(plan.detectors[i].Explain(plan_.Seen(value)));
  }
  for (uint32_t i = cell.evidence_begin; i < cell.evidence_end; ++i) {
    finding.evidence.push_back(*wrong.evidence[i].evidence);
  }
  SortEvidence(&finding.evidence);
  finding.confidence = plan_.calibration.Confidence(column, finding.evidence, plan_.context);
  if (plan_.styles.IsStyle(column, plan_.Seen(value), finding.winner().suggestion))
    finding.confidence = std::min(kMostForStyle, finding.confidence);
  finding.suggestion_confidence =
      plan_.calibration.SuggestionConfidence(finding.evidence, finding.confidence);
  return finding;
}

const BlockReporter::Rendered& BlockReporter::Render(std::string_view raw, std::string_view value,
                                                     const WrongCell& cell,
                                                     const WrongCells& wrong) {
  if (raw.size() > kMostCachedValue) {
    Fill(Explain(cell.column, value, cell, wrong), &uncached_);
    return uncached_;
  }
  const CellHash hash = HashCell(raw);
  uint64_t said = 0;
  for (uint32_t i = cell.evidence_begin; i < cell.evidence_end; ++i)
    said = MixHash(said, wrong.evidence[i].number);
  Rendered& slot = cache_[(hash.low ^ (uint64_t{cell.column} * 0x9e3779b1) ^ said) % kCacheSlots];
  const bool hit = (slot.mask | slot.said) != 0 && slot.mask == cell.mask && slot.said == said &&
                   slot.column == cell.column && slot.hash.low == hash.low &&
                   slot.hash.high == hash.high;
  if (!hit) {
    Fill(Explain(cell.column, value, cell, wrong), &slot);
    slot.hash = hash;
    slot.mask = cell.mask;
    slot.said = said;
    slot.column = cell.column;
  }
  return slot;
}

void BlockReporter::Fill(Finding finding, Rendered* rendered) {
  rendered->written =
      plan_.Writes(plan_.columns[static_cast<size_t>(finding.column_index)], finding);
  if (!rendered->written) return;
  rendered->confidence = finding.confidence;
  rendered->counter = CounterOf(finding);
  rendered->subject = FingerprintSubject(finding.field, finding.winner().code, finding.value);
  Redact(plan_, &finding);
  rendered->middles.resize(formats_.size());
  for (size_t f = 0; f < formats_.size(); ++f) {
    rendered->middles[f].clear();
    formats_[f]->AppendMiddle(finding, &rendered->middles[f]);
  }
}

uint32_t BlockReporter::CounterOf(const Finding& finding) {
  const Evidence& winner = finding.winner();
  const CountKey key{finding.column_index, winner.method, winner.detector, winner.code,
                     winner.severity};
  const auto [found, is_new] =
      counter_of_.try_emplace(key, static_cast<uint32_t>(counters_.size()));
  if (is_new) {
    counter_keys_.push_back(key);
    counters_.emplace_back();
  }
  return found->second;
}

bool BlockReporter::IsIgnored(uint64_t fingerprint) const {
  return !plan_.ignored_fingerprints.empty() &&
         std::binary_search(plan_.ignored_fingerprints.begin(), plan_.ignored_fingerprints.end(),
                            fingerprint);
}

// Cells come in order, so among equals the first ones are kept: only a strictly higher confidence
// than that of the worst kept one gets in.
void BlockReporter::Consider(const Candidate& candidate) {
  if (candidate.confidence <= local_threshold_) return;
  candidates_.push_back(candidate);
  if (candidates_.size() < 2 * kMostKept) return;
  const auto before = [](const Candidate& a, const Candidate& b) {
    return a.confidence != b.confidence ? a.confidence > b.confidence : a.cell < b.cell;
  };
  std::nth_element(candidates_.begin(), candidates_.begin() + (kMostKept - 1), candidates_.end(),
                   before);
  candidates_.resize(kMostKept);
  local_threshold_ = candidates_.back().confidence;
}

void BlockReporter::KeepBest(const Block& block, const WrongCells& wrong, BlockResult* result) {
  std::sort(candidates_.begin(), candidates_.end(),
            [](const Candidate& a, const Candidate& b) { return a.cell < b.cell; });
  for (const Candidate& candidate : candidates_) {
    const Finding finding = KeptOf(block, wrong, candidate);
    Encode(block, wrong.rows[wrong.cells[candidate.cell].dirty].row, finding);
    result->kept.push_back(
        {finding.confidence, finding.row, finding.column_index, encoded_.bytes()});
  }
}

// Its value is whole; the views last until another value is asked for.
Finding BlockReporter::KeptOf(const Block& block, const WrongCells& wrong,
                              const Candidate& candidate) {
  const WrongCell& cell = wrong.cells[candidate.cell];
  const DirtyRow& row = wrong.rows[cell.dirty];
  const std::string_view value = block.Value(row.row, cell.column, &scratch_);
  Finding finding = Explain(cell.column, value, cell, wrong);
  finding.row = block.RowOrdinal(row.row);
  finding.line = candidate.line;
  finding.fingerprint = Fingerprint(FingerprintSubject(finding.field, finding.winner().code, value),
                                    hasher_.KeyFor(row.hash, row.ordinal, cell.column, value));
  Redact(plan_, &finding);
  CutEvidence(&finding.evidence);
  return finding;
}

void BlockReporter::Encode(const Block& block, uint32_t row, const Finding& finding) {
  const size_t first = FirstKeptCell(static_cast<size_t>(finding.column_index));
  const size_t end = std::min<size_t>(block.columns, first + kKeptRowCells);
  encoded_.Clear();
  WriteFinding(finding, CutUtf8(finding.value, kKeptValueBytes), end - first, &encoded_);
  for (size_t column = first; column < end; ++column) {
    const bool shown = !plan_.columns[column].redacted;
    encoded_.Text(
        shown ? CutUtf8(block.Value(row, static_cast<uint32_t>(column), &scratch_), kKeptCellBytes)
              : kRedacted);
  }
}

void BlockReporter::MoveCounts(Tally* tally) {
  for (size_t i = 0; i < counters_.size(); ++i) {
    if (counters_[i].all == 0) continue;
    tally->counts[counter_keys_[i]] = counters_[i];
    counters_[i] = {};
  }
}

}  // namespace assay

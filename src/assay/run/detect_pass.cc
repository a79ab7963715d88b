// What a worker does with a block: ordered detectors, cells, rows, identity, report.
#include "assay/run/detect_pass.h"

#include <atomic>

#include <fmt/format.h>

#include "assay/base/byte_stream.h"
#include "assay/base/hash.h"
#include "assay/base/turnstile.h"
#include "assay/run/block_loop.h"
#include "assay/run/block_reporter.h"
#include "assay/run/cell_scan.h"
#include "assay/run/memory_pressure.h"
#include "assay/run/quarantine.h"
#include "assay/run/row_identity.h"
#include "assay/run/row_scan.h"

namespace assay {
namespace {

// State that all workers share; each part is entered in block order.
struct SharedState {
  Turnstile ordered_turn;  // the ordered detectors, which live in the plan
  Turnstile ordinal_turn;
  RowOrdinals ordinals;
  std::atomic<uint64_t> skipped_records{0};  // of blocks that an earlier run has done
};

// Runs the ordered detectors of all columns over a block.
class OrderedScan {
 public:
  OrderedScan(const Plan& plan, Turnstile* turn)
      : plan_(plan), turn_(turn), masks_(plan.columns.size()) {}

  // False when the run was aborted meanwhile.
  bool Scan(const Block& block) {
    if (!plan_.has_ordered) return true;
    for (uint32_t column = 0; column < block.columns; ++column) HashColumn(block, column);
    if (!turn_->Enter(block.index)) return false;
    for (uint32_t column = 0; column < block.columns; ++column) Observe(block, column);
    turn_->Leave();
    return true;
  }
  const OrderedMasks& masks() const { return masks_; }

 private:
  bool HasOrdered(uint32_t column) const {
    const ColumnPlan& plan = plan_.columns[column];
    return plan.detectors.size() > plan.value_detectors;
  }

  void HashColumn(const Block& block, uint32_t column) {
    if (!HasOrdered(column)) return;
    hashes_.resize(plan_.columns.size());
    empty_.resize(plan_.columns.size());
    hashes_[column].resize(block.rows());
    empty_[column].resize(block.rows());
    for (uint32_t row = 0; row < block.rows(); ++row) {
      const std::string_view value = plan_.Seen(block.Value(row, column, &scratch_));
      hashes_[column][row] = Hash64(value);
      empty_[column][row] = value.empty();
    }
  }

  void Observe(const Block& block, uint32_t column) {
    if (!HasOrdered(column)) return;
    const ColumnPlan& plan = plan_.columns[column];
    masks_[column].assign(block.rows(), 0);
    for (size_t i = plan.value_detectors; i < plan.detectors.size(); ++i) {
      flagged_.assign(block.rows(), 0);
      plan.detectors[i].ordered->Observe(hashes_[column], empty_[column], flagged_);
      for (uint32_t row = 0; row < block.rows(); ++row) {
        masks_[column][row] |= uint64_t{flagged_[row]} << i;
      }
    }
  }

  const Plan& plan_;
  Turnstile* turn_;
  OrderedMasks masks_;
  std::vector<std::vector<uint64_t>> hashes_;
  std::vector<std::vector<uint8_t>> empty_;
  std::vector<uint8_t> flagged_;
  std::string scratch_;
};

std::string JournalOf(const WrongCells& wrong) {
  ByteWriter journal;
  for (const DirtyRow& row : wrong.rows) journal.Number(row.hash);
  return journal.Take();
}

Error HasChanged(const Source& source) {
  return InputError(
      fmt::format("{}: the input has changed since the run that was to be resumed; run with "
                  "--no-resume to start over",
                  source.name()));
}

void ReplayJournal(std::string_view journal, RowOrdinals* ordinals) {
  ByteReader hashes(journal);
  while (!hashes.done() && !hashes.failed()) ordinals->Next(hashes.Number());
}

class DetectWorker : public BlockWorker {
 public:
  DetectWorker(DetectPass& pass, SharedState* shared, const RowHasher& hasher, ProgressMeter* meter)
      : pass_(pass),
        plan_(*pass.plan),
        shared_(shared),
        hasher_(hasher),
        meter_(meter),
        ordered_(plan_, &shared->ordered_turn),
        times_(pass.times != nullptr ? std::make_unique<TimeAccount>(plan_) : nullptr),
        scanner_(plan_, pass.job->batch_size, times_.get()),
        rows_(plan_, times_.get()),
        reporter_(plan_, pass.formats, hasher, pass.collector, pass.job->most_waiting_findings) {}

  ~DetectWorker() override {
    if (times_ != nullptr) pass_.times->Add(*times_);
  }

  Status Process(const Block& block) override {
    EndStep(DetectStep::kRead);
    switch (pass_.job->stop_after) {
      case StopAfter::kRead:
      case StopAfter::kIndex:
        return Count(block);
      case StopAfter::kHash:
        changed_.Find(block);
        scanner_.HashOnly(block, changed_);
        return Count(block);
      case StopAfter::kFull:
        break;
    }
    if (pass_.resume) {
      if (block.index < pass_.resume->next_block) return Skip(block);
      const auto waiting = pass_.resume->waiting.find(block.index);
      if (waiting != pass_.resume->waiting.end()) return Take(block, std::move(waiting->second));
    }
    auto result = std::make_unique<BlockResult>();
    result->index = block.index;
    Tally& tally = result->tally;
    tally.records = block.record_count;
    tally.rejected = block.rejects.size();
    tally.flagged_by_outcome.resize(plan_.outcomes.size());
    if (!ordered_.Scan(block)) return {};
    EndStep(DetectStep::kOrdered);
    changed_.Find(block);
    flagged_.clear();
    scanner_.Scan(block, changed_, ordered_.masks(), &flagged_, &tally.flagged_by_outcome);
    EndStep(DetectStep::kCells);
    WrongCells wrong =
        JoinEvidence(flagged_, rows_.Scan(block, changed_, &tally.flagged_by_outcome));
    EndStep(DetectStep::kRows);
    if (!Identify(block, &wrong)) return {};
    EndStep(DetectStep::kIdentify);
    if (pass_.keeps_journal) result->row_journal = JournalOf(wrong);
    ASSAY_TRY_STATUS(reporter_.Report(block, wrong, result.get()));
    for (const Reject& reject : block.rejects)
      AppendQuarantineLine(reject, plan_.redacts, &result->quarantine);
    ASSAY_TRY_STATUS(pass_.collector->Submit(std::move(result)));
    meter_->Advance(block.record_count, pass_.collector->findings());
    EndStep(DetectStep::kReport);
    if (times_ != nullptr) times_->EndBlock();
    return {};
  }

 private:
  void EndStep(DetectStep step) {
    if (times_ != nullptr) times_->EndStep(step);
  }

  // A block that an earlier run has done: only what later blocks depend on.
  Status Skip(const Block& block) {
    (void)ordered_.Scan(block);
    shared_->skipped_records += block.record_count;
    meter_->Advance(block.record_count, pass_.collector->findings());
    return {};
  }

  // A block that an earlier run had detected, but not yet written.
  Status Take(const Block& block, std::unique_ptr<BlockResult> result) {
    if (result->tally.records != block.record_count) return HasChanged(*pass_.source);
    if (!ordered_.Scan(block)) return {};
    if (hasher_.needs_ordinals()) {
      if (!shared_->ordinal_turn.Enter(block.index)) return {};
      ReplayJournal(result->row_journal, &shared_->ordinals);
      shared_->ordinal_turn.Leave();
    }
    ASSAY_TRY_STATUS(pass_.collector->Submit(std::move(result)));
    meter_->Advance(block.record_count, pass_.collector->findings());
    return {};
  }

  // Hashes the rows that have findings and numbers equal ones, in block order.
  bool Identify(const Block& block, WrongCells* wrong) {
    for (DirtyRow& row : wrong->rows) row.hash = hasher_.HashRow(block, row.row, &scratch_);
    if (!hasher_.needs_ordinals()) return true;
    if (!shared_->ordinal_turn.Enter(block.index)) return false;
    NumberEqualRows(&wrong->rows);
    shared_->ordinal_turn.Leave();
    return true;
  }

  void NumberEqualRows(std::vector<DirtyRow>* rows) {
    constexpr size_t kAhead = 8;
    RowOrdinals& ordinals = shared_->ordinals;
    for (size_t i = 0; i < rows->size(); ++i) {
      if (i + kAhead < rows->size()) __builtin_prefetch(ordinals.PlaceOf((*rows)[i + kAhead].hash));
      (*rows)[i].ordinal = ordinals.Next((*rows)[i].hash);
    }
  }

  // For benchmarks: counts the records and nothing else.
  Status Count(const Block& block) {
    auto result = std::make_unique<BlockResult>();
    result->index = block.index;
    result->bytes.resize(pass_.formats.size());
    result->tally.records = block.record_count;
    result->tally.rejected = block.rejects.size();
    return pass_.collector->Submit(std::move(result));
  }

  DetectPass& pass_;
  const Plan& plan_;
  SharedState* shared_;
  const RowHasher& hasher_;
  ProgressMeter* meter_;
  OrderedScan ordered_;
  std::unique_ptr<TimeAccount> times_;  // null: nothing is timed
  ChangedCells changed_;
  CellScanner scanner_;
  RowScanner rows_;
  BlockReporter reporter_;
  std::vector<FlaggedCell> flagged_;
  std::string scratch_;
};

}  // namespace

Status DetectPass::Run(const Runtime& runtime, const RunHooks& hooks) {
  SharedState shared;
  const RowHasher hasher(*plan, source->schema().columns);
  if (resume) {
    ReplayJournal(resume->row_journal, &shared.ordinals);
    shared.ordinal_turn.StartAt(resume->next_block);
  }
  ProgressMeter meter("detect", *source, runtime, hooks);
  BlockLoop loop;
  loop.source = source;
  loop.workers = workers;
  loop.first = std::move(first);
  loop.hooks = &hooks;
  loop.memory_is_short = MemoryPressure(job->memory_limit);
  loop.make_worker = [&] { return std::make_unique<DetectWorker>(*this, &shared, hasher, &meter); };
  loop.on_error = [&](const Error& error) {
    shared.ordered_turn.Abort();
    shared.ordinal_turn.Abort();
    collector->Abort(error);
  };
  ASSAY_TRY_STATUS(loop.Run());
  if (resume && shared.skipped_records != resume->records) {
    return HasChanged(*source);
  }
  meter.Finish(collector->findings());
  return {};
}

}  // namespace assay

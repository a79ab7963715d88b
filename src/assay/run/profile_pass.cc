// Describes blocks in parallel and merges them in order.
#include "assay/run/profile_pass.h"

#include <atomic>

#include <fmt/format.h>

#include "assay/base/turnstile.h"
#include "assay/run/block_loop.h"

namespace assay {
namespace {

// What the workers of one pass share.
struct Shared {
  std::unique_ptr<TableProfileBuilder> builder;
  Turnstile turn;
  ProfilePlace place;  // of the builder; changed in the turn
  ProfilePlace saved;  // what the keeper has
  std::atomic<uint64_t> skipped_records{0};
};

Status Keep(ProfileKeeper* keeper, Shared* shared) {
  ASSAY_TRY_STATUS(keeper->Save(shared->place, *shared->builder));
  shared->saved = shared->place;
  return {};
}

class ProfileWorker : public BlockWorker {
 public:
  ProfileWorker(Shared* shared, uint64_t first_block, ProfileKeeper* keeper, ProgressMeter* meter)
      : shared_(shared), first_block_(first_block), keeper_(keeper), meter_(meter) {}

  Status Process(const Block& block) override {
    meter_->Advance(block.record_count, 0);
    if (block.index < first_block_) {
      shared_->skipped_records += block.record_count;
      return {};
    }
    std::unique_ptr<BlockProfile> described = shared_->builder->Describe(block);
    if (!shared_->turn.Enter(block.index)) return {};
    shared_->builder->Merge(std::move(described));
    shared_->place.next_block = block.index + 1;
    shared_->place.records += block.record_count;
    // Before the turn ends: nobody may change what is saved.
    if (keeper_ != nullptr && keeper_->IsDue()) ASSAY_TRY_STATUS(Keep(keeper_, shared_));
    shared_->turn.Leave();
    return {};
  }

 private:
  Shared* shared_;
  uint64_t first_block_;
  ProfileKeeper* keeper_;
  ProgressMeter* meter_;
};

// Reads the blocks that the builder does not know.
Status ReadBlocks(const ProfilePass& pass, Shared* shared, const Runtime& runtime,
                  const RunHooks& hooks) {
  const ProfilePlace from = shared->place;
  shared->turn.StartAt(from.next_block);
  ProgressMeter meter("profile", *pass.source, runtime, hooks);
  BlockLoop loop;
  loop.source = pass.source;
  loop.workers = pass.workers;
  loop.hooks = &hooks;
  loop.memory_is_short = pass.memory_is_short;
  loop.make_worker = [&] {
    return std::make_unique<ProfileWorker>(shared, from.next_block, pass.keeper, &meter);
  };
  loop.on_error = [&](const Error&) { shared->turn.Abort(); };
  ASSAY_TRY_STATUS(loop.Run());
  if (shared->skipped_records != from.records) {
    return InputError(
        fmt::format("{}: the input has changed since the run that was to be resumed; run with "
                    "--no-resume to start over",
                    pass.source->name()));
  }
  meter.Finish(0);
  shared->place.is_whole = true;
  return {};
}

// Makes the builder, as an earlier run left it if one did.
void Prepare(const ProfilePass& pass, Shared* shared, const RunHooks& hooks) {
  const auto fresh = [&] {
    return MakeTableProfileBuilder(pass.source->schema().columns, pass.options);
  };
  shared->builder = fresh();
  if (pass.keeper == nullptr) return;
  if (const auto place = pass.keeper->Load(shared->builder.get())) {
    shared->place = shared->saved = *place;
    if (hooks.log && !place->is_whole) {
      hooks.log("info", fmt::format("resuming the first pass of an unfinished run behind its first "
                                    "{} records",
                                    place->records));
    }
    return;
  }
  shared->builder = fresh();
}

}  // namespace

Result<TableProfile> ProfilePass::Run(const Runtime& runtime, const RunHooks& hooks) {
  Shared shared;
  Prepare(*this, &shared, hooks);
  if (shared.place.is_whole) return shared.builder->Finish();
  was_read = true;
  const Status status = ReadBlocks(*this, &shared, runtime, hooks);
  if (!status) {
    const bool is_new = shared.place.next_block > shared.saved.next_block;
    const bool is_wanted = status.error().kind == ErrorKind::kTerminated ||
                           status.error().kind == ErrorKind::kTransient;
    if (keeper != nullptr && is_new && is_wanted) {
      const Status kept = Keep(keeper, &shared);
      if (!kept && hooks.log) hooks.log("warning", kept.error().message);
    }
    return status.error();
  }
  // The last state too, once the pass was long enough for any.
  if (keeper != nullptr && (keeper->has_saved() || keeper->IsDue())) {
    ASSAY_TRY_STATUS(Keep(keeper, &shared));
  }
  return shared.builder->Finish();
}

}  // namespace assay

// Describes blocks in parallel and merges them in order.
#include "assay/run/profile_pass.h"

#include "assay/base/turnstile.h"
#include "assay/run/block_loop.h"

namespace assay {
namespace {

class ProfileWorker : public BlockWorker {
 public:
  ProfileWorker(TableProfileBuilder* builder, Turnstile* turn, ProgressMeter* meter)
      : builder_(builder), turn_(turn), meter_(meter) {}

  Status Process(const Block& block) override {
    std::unique_ptr<BlockProfile> described = builder_->Describe(block);
    if (!turn_->Enter(block.index)) return {};
    builder_->Merge(std::move(described));
    turn_->Leave();
    meter_->Advance(block.record_count, 0);
    return {};
  }

 private:
  TableProfileBuilder* builder_;
  Turnstile* turn_;
  ProgressMeter* meter_;
};

}  // namespace

Result<TableProfile> ProfileTable(Source* source, const ProfileOptions& options, uint32_t workers,
                                  const Runtime& runtime, const RunHooks& hooks) {
  const auto builder = MakeTableProfileBuilder(source->schema().columns, options);
  Turnstile turn;
  ProgressMeter meter("profile", *source, runtime, hooks);
  BlockLoop loop;
  loop.source = source;
  loop.workers = workers;
  loop.hooks = &hooks;
  loop.make_worker = [&] { return std::make_unique<ProfileWorker>(builder.get(), &turn, &meter); };
  loop.on_error = [&](const Error&) { turn.Abort(); };
  ASSAY_TRY_STATUS(loop.Run());
  meter.Finish(0);
  return builder->Finish();
}

}  // namespace assay

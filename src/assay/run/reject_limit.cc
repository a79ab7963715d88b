// Blocks pass in their order and are counted on the way.
#include "assay/run/reject_limit.h"

#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "assay/base/turnstile.h"

namespace assay {
namespace {

// What the threads of one pass share.
struct Pass {
  Turnstile turn;
  uint64_t rejects = 0;        // guarded by the turn
  std::mutex mutex;            // of the error
  std::optional<Error> error;  // the first one is everybody's
};

class StoppingSource : public Source {
 public:
  StoppingSource(std::unique_ptr<Source> source, uint64_t most_rejects)
      : source_(std::move(source)), most_rejects_(most_rejects), pass_(std::make_unique<Pass>()) {}

  const Schema& schema() const override { return source_->schema(); }
  const std::string& name() const override { return source_->name(); }
  void ExpectRewind() override { source_->ExpectRewind(); }
  std::string DigestHex() const override { return source_->DigestHex(); }
  uint64_t BytesTotal() const override { return source_->BytesTotal(); }
  uint64_t BytesRead() const override { return source_->BytesRead(); }

  Status Rewind() override {
    pass_ = std::make_unique<Pass>();
    return source_->Rewind();
  }

  Result<bool> Next(Block* block) override {
    auto more = source_->Next(block);
    if (!more) return Fail(std::move(more).error());
    if (!*more) return false;
    if (!pass_->turn.Enter(block->index)) return Stopped();
    const uint64_t left = most_rejects_ - pass_->rejects;
    if (block->rejects.size() > left) return Fail(TooMany(block->rejects[left]));
    pass_->rejects += block->rejects.size();
    pass_->turn.Leave();
    return true;
  }

 private:
  Error Fail(Error error) {
    {
      const std::lock_guard lock(pass_->mutex);
      if (!pass_->error) pass_->error = std::move(error);
    }
    pass_->turn.Abort();
    return Stopped();
  }
  Error Stopped() {
    const std::lock_guard lock(pass_->mutex);
    return pass_->error.value_or(InternalError("the pass over the input was stopped"));
  }

  // The record's text stays out of it: it may hold what no log should.
  Error TooMany(const Reject& reject) const {
    const std::string field = reject.column > 0 ? fmt::format(", field {}", reject.column) : "";
    const std::string cap =
        most_rejects_ > 0 ? fmt::format(" beyond max_rejects {}", most_rejects_) : "";
    return InputError(fmt::format(
        "{}:{}: the record at byte {} is no row of the table{}: {}; the run ends at the first such "
        "record{}, as --continue-on-error no asks (error_handling.continue_on_error: false)",
        name(), reject.line, reject.offset, field, reject.reason, cap));
  }

  const std::unique_ptr<Source> source_;
  const uint64_t most_rejects_;
  std::unique_ptr<Pass> pass_;
};

}  // namespace

std::unique_ptr<Source> StopAtRejects(std::unique_ptr<Source> source, uint64_t most_rejects) {
  return std::make_unique<StoppingSource>(std::move(source), most_rejects);
}

}  // namespace assay

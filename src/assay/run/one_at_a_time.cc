// Wrappers that hold a mutex while they ask.
#include "assay/run/one_at_a_time.h"

#include <utility>

namespace assay {
namespace {

class OneValueAtATime final : public ValueDetector {
 public:
  OneValueAtATime(std::unique_ptr<ValueDetector> detector, std::shared_ptr<std::mutex> turn)
      : detector_(std::move(detector)), turn_(std::move(turn)) {}
  bool Flags(std::string_view value) const override {
    const std::lock_guard lock(*turn_);
    return detector_->Flags(value);
  }
  Evidence Explain(std::string_view value) const override {
    const std::lock_guard lock(*turn_);
    return detector_->Explain(value);
  }
  ValueClass Clears() const override { return detector_->Clears(); }

 private:
  std::unique_ptr<ValueDetector> detector_;
  std::shared_ptr<std::mutex> turn_;
};

class OneRowAtATime final : public RowDetector {
 public:
  OneRowAtATime(std::unique_ptr<RowDetector> detector, std::shared_ptr<std::mutex> turn)
      : detector_(std::move(detector)), turn_(std::move(turn)) {}
  void Check(const RowView& row, RowEvidence* evidence) const override {
    const std::lock_guard lock(*turn_);
    detector_->Check(row, evidence);
  }
  std::span<const uint32_t> Reads() const override { return detector_->Reads(); }

 private:
  std::unique_ptr<RowDetector> detector_;
  std::shared_ptr<std::mutex> turn_;
};

}  // namespace

std::unique_ptr<ValueDetector> OneAtATime(std::unique_ptr<ValueDetector> detector,
                                          std::shared_ptr<std::mutex> turn) {
  return std::make_unique<OneValueAtATime>(std::move(detector), std::move(turn));
}

std::unique_ptr<RowDetector> OneAtATime(std::unique_ptr<RowDetector> detector,
                                        std::shared_ptr<std::mutex> turn) {
  return std::make_unique<OneRowAtATime>(std::move(detector), std::move(turn));
}

}  // namespace assay

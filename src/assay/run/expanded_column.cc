// Adapts a column detector to single cells.
#include "assay/run/expanded_column.h"

#include <utility>

namespace assay {
namespace {

class ExpandedColumn final : public ValueDetector {
 public:
  ExpandedColumn(std::unique_ptr<ColumnDetector> detector, Evidence evidence)
      : detector_(std::move(detector)), evidence_(std::move(evidence)) {}
  bool Flags(std::string_view value) const override { return detector_->Affects(value); }
  Evidence Explain(std::string_view value) const override {
    return detector_->EvidenceOf(value, evidence_);
  }

 private:
  std::unique_ptr<ColumnDetector> detector_;
  Evidence evidence_;
};

}  // namespace

std::unique_ptr<ValueDetector> ExpandColumn(std::unique_ptr<ColumnDetector> detector,
                                            Evidence evidence) {
  return std::make_unique<ExpandedColumn>(std::move(detector), std::move(evidence));
}

}  // namespace assay

// A dry run of the plan on some rows of the sample.
#include "assay/run/sample_evidence.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "assay/combine/explained_away.h"

namespace assay {
namespace {

constexpr size_t kMostRows = 2000;

class SampleRow final : public RowView {
 public:
  SampleRow(const Plan& plan, const RowSample& sample) : plan_(plan), sample_(sample) {}
  void MoveTo(size_t at) { at_ = at; }
  std::string_view Value(uint32_t column) const override {
    return plan_.Seen(sample_.columns[column][at_]);
  }
  uint64_t Hash(uint32_t column) const override { return EncodedHash(Value(column)); }
  uint64_t row() const override { return sample_.rows[at_]; }
  bool IsSampled() const override { return true; }

 private:
  const Plan& plan_;
  const RowSample& sample_;
  size_t at_ = 0;
};

// Evidence of a row by column.
using CellsEvidence = std::map<uint32_t, std::vector<Evidence>>;

// What the row detectors say of one row.
class SaidOfRow final : public RowEvidence {
 public:
  explicit SaidOfRow(const Plan& plan) : plan_(plan) {}
  void Use(const DetectorType* type) { type_ = type; }
  void Add(uint32_t column, Evidence evidence) override {
    evidence.method = type_->method;
    evidence.detector = type_->name;
    const ColumnPlan& plan = plan_.columns[column];
    if (plan.checked && plan_.Uses(plan, evidence)) said_.emplace_back(column, std::move(evidence));
  }
  // Adds to `cells` what no other cell of the row explains.
  void MoveTo(CellsEvidence* cells) {
    std::vector<RowEvidenceItem> items;
    for (const auto& [column, evidence] : said_) items.push_back({column, &evidence});
    const std::vector<size_t> away = ExplainedAway(items);
    for (size_t i = 0; i < said_.size(); ++i) {
      if (std::binary_search(away.begin(), away.end(), i)) continue;
      (*cells)[said_[i].first].push_back(std::move(said_[i].second));
    }
  }

 private:
  const Plan& plan_;
  std::vector<std::pair<uint32_t, Evidence>> said_;
  const DetectorType* type_ = nullptr;
};

// What the value and column detectors of a column say of each code, worked out once. Column
// detectors count here whether or not their findings are expanded to cells: it must not change
// confidences.
class ValueEvidence {
 public:
  ValueEvidence(const Plan& plan, const ColumnPlan& column) : plan_(plan), column_(column) {}

  const std::vector<Evidence>& Of(uint32_t code, std::string_view value) {
    const auto [at, is_new] = of_code_.try_emplace(code);
    if (is_new && column_.checked) {
      const std::string_view seen = plan_.Seen(value);
      for (size_t i = 0; i < column_.value_detectors; ++i) {
        const PlannedDetector& detector = column_.detectors[i];
        if (detector.type->method == Method::kValidation || !detector.value->Flags(seen)) continue;
        Evidence evidence = detector.Explain(seen);
        if (plan_.Uses(column_, evidence)) at->second.push_back(std::move(evidence));
      }
      for (const ColumnEvidence& item : plan_.column_findings) {
        if (&plan_.columns[item.column] == &column_ && item.detector->Affects(seen)) {
          at->second.push_back(item.detector->EvidenceOf(seen, item.evidence));
        }
      }
    }
    return at->second;
  }

 private:
  const Plan& plan_;
  const ColumnPlan& column_;
  std::unordered_map<uint32_t, std::vector<Evidence>> of_code_;
};

}  // namespace

EvidenceContext ContextOfSample(const Plan& plan, const EncodedSample& encoded,
                                const RowSample& sample) {
  EvidenceContext context;
  std::vector<ValueEvidence> values;
  for (const ColumnPlan& column : plan.columns) values.emplace_back(plan, column);
  SampleRow row(plan, sample);
  const size_t step = std::max<size_t>(1, (sample.rows.size() + kMostRows - 1) / kMostRows);
  uint64_t rows = 0;
  for (size_t at = 0; at < sample.rows.size(); at += step, ++rows) {
    row.MoveTo(at);
    CellsEvidence cells;
    for (uint32_t c = 0; c < encoded.columns.size(); ++c) {
      const auto& found = values[c].Of(encoded.columns[c].codes[at], sample.columns[c][at]);
      if (!found.empty()) cells[c] = found;
    }
    SaidOfRow said(plan);
    for (const PlannedRowDetector& detector : plan.rows) {
      said.Use(detector.type);
      detector.row->Check(row, &said);
    }
    said.MoveTo(&cells);
    for (auto& [column, evidence] : cells) {
      SortEvidence(&evidence);
      context.Add(column, evidence);
    }
  }
  context.Finish(rows, plan.columns.size());
  return context;
}

}  // namespace assay

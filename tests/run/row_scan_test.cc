// Row detectors are asked once for each combination of the cells that they read, and every row is
// told as if they had been asked about it.
#include "assay/run/row_scan.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "../profile/block_of.h"

namespace assay {
namespace {

constexpr DetectorType kType = {
    .name = "test", .method = Method::kPattern, .scope = Scope::kRow, .summary = ""};

// Flags every cell of its columns whose text is "bad"; the message has all that it read.
class BadCells final : public RowDetector {
 public:
  BadCells(std::vector<uint32_t> columns, bool tells_reads, int* asked)
      : columns_(std::move(columns)), tells_reads_(tells_reads), asked_(asked) {}
  std::span<const uint32_t> Reads() const override {
    return tells_reads_ ? std::span<const uint32_t>(columns_) : std::span<const uint32_t>();
  }
  void Check(const RowView& row, RowEvidence* evidence) const override {
    ++*asked_;
    std::string read = row.IsSampled() ? "sampled" : "";
    for (const uint32_t column : columns_) read += "|" + std::string(row.Value(column));
    for (const uint32_t column : columns_) {
      if (row.Value(column) != "bad") continue;
      Evidence e;
      e.code = Code::kDependencyViolation;
      e.confidence = 0.9;
      e.message = read;
      evidence->Add(column, std::move(e));
    }
  }

 private:
  std::vector<uint32_t> columns_;
  bool tells_reads_;
  int* asked_;
};

// Flags the last cell of every row beside the first one, which is flagged where it is "bad".
class BlamesBesideTheFirst final : public RowDetector {
 public:
  void Check(const RowView& row, RowEvidence* evidence) const override {
    Evidence last;
    last.confidence = 0.8;
    last.message = "last";
    last.beside = 0;
    evidence->Add(2, std::move(last));
    if (row.Value(0) != "bad") return;
    Evidence first;
    first.confidence = 0.9;
    first.message = "first";
    evidence->Add(0, std::move(first));
  }
};

class TwoParts final : public RowDetector {
 public:
  explicit TwoParts(int* asked) {
    parts_.push_back(std::make_unique<BadCells>(std::vector<uint32_t>{2}, true, asked));
    parts_.push_back(std::make_unique<BadCells>(std::vector<uint32_t>{0}, true, asked));
  }
  std::span<const std::unique_ptr<RowDetector>> Parts() const override { return parts_; }
  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (const auto& part : parts_) part->Check(row, evidence);
  }

 private:
  std::vector<std::unique_ptr<RowDetector>> parts_;
};

// Speaks of the third column of rows whose first is "bad", and knows that without the others.
class GatedCells final : public RowDetector {
 public:
  GatedCells(bool tells_gate, int* asked, int* asked_gate)
      : tells_gate_(tells_gate), asked_(asked), asked_gate_(asked_gate) {}
  std::span<const uint32_t> Reads() const override { return reads_; }
  std::span<const uint32_t> Gate() const override {
    return tells_gate_ ? std::span<const uint32_t>(gate_) : std::span<const uint32_t>();
  }
  bool MayFlag(const RowView& row) const override {
    ++*asked_gate_;
    return row.Value(0) == "bad";
  }
  void Check(const RowView& row, RowEvidence* evidence) const override {
    ++*asked_;
    if (row.Value(0) != "bad") return;
    Evidence e;
    e.code = Code::kDependencyViolation;
    e.confidence = 0.9;
    e.message = std::string(row.Value(1)) + "|" + std::string(row.Value(2));
    evidence->Add(2, std::move(e));
  }

 private:
  bool tells_gate_;
  int* asked_;
  int* asked_gate_;
  std::vector<uint32_t> reads_ = {0, 1, 2};
  std::vector<uint32_t> gate_ = {0};
};

Plan PlanOf(std::unique_ptr<RowDetector> detector) {
  Plan plan;
  plan.columns.resize(3);
  for (ColumnPlan& column : plan.columns) column.checked = true;
  plan.outcomes.resize(1);
  PlannedRowDetector planned;
  planned.type = &kType;
  planned.row = std::move(detector);
  plan.rows.push_back(std::move(planned));
  return plan;
}

using Told = std::vector<std::tuple<uint32_t, uint32_t, std::string>>;

Told Scan(RowScanner* scanner, const Block& block, uint64_t* flagged) {
  std::vector<uint64_t> by_outcome(1);
  Told told;
  ChangedCells changed;
  changed.Find(block);
  for (const CellEvidence& e : scanner->Scan(block, changed, &by_outcome))
    told.emplace_back(e.row, e.column, e.evidence->message);
  *flagged += by_outcome[0];
  return told;
}

Rows Mixed() {
  Rows rows;
  for (int i = 0; i < 60; ++i) {
    rows.push_back({i % 3 == 0 ? "bad" : "a", std::to_string(i), i % 5 == 0 ? "\"bad\"" : "b"});
  }
  return rows;
}

TEST(RowScanner, TellsTheSameAsAskingAboutEveryRow) {
  int asked_all = 0, asked = 0;
  Plan every = PlanOf(std::make_unique<BadCells>(std::vector<uint32_t>{0, 2}, false, &asked_all));
  Plan once = PlanOf(std::make_unique<BadCells>(std::vector<uint32_t>{0, 2}, true, &asked));
  every.sampled_rows = once.sampled_rows = {3, 4, 67};
  RowScanner all(every, nullptr), scanner(once, nullptr);
  uint64_t flagged_all = 0, flagged = 0;
  for (const uint64_t index : {0, 1, 2}) {
    const Block block = BlockOf(Mixed(), index, index * 60);
    EXPECT_EQ(Scan(&scanner, block, &flagged), Scan(&all, block, &flagged_all));
  }
  EXPECT_EQ(flagged, flagged_all);
  EXPECT_EQ(asked_all, 180);
  EXPECT_LE(asked, 4 + 3);  // combinations, and those of sampled rows
}

TEST(RowScanner, AsksAPartOnlyWhenItsOwnCellsChange) {
  int asked = 0;
  const Plan plan = PlanOf(std::make_unique<TwoParts>(&asked));
  RowScanner scanner(plan, nullptr);
  uint64_t flagged = 0;
  const Told told = Scan(&scanner, BlockOf(Mixed()), &flagged);
  EXPECT_EQ(asked, 4);
  EXPECT_EQ(flagged, 20u + 12u);
  ASSERT_EQ(told.size(), 32u);
  EXPECT_EQ(told[0], std::make_tuple(0u, 0u, "|bad"));  // by column, not as the parts stand
  EXPECT_EQ(told[1], std::make_tuple(0u, 2u, "|bad"));
}

TEST(RowScanner, AGateSparesQuestionsAndChangesNothing) {
  int asked_all = 0, asked = 0, asked_gate = 0;
  Plan open = PlanOf(std::make_unique<GatedCells>(false, &asked_all, &asked_gate));
  Plan gated = PlanOf(std::make_unique<GatedCells>(true, &asked, &asked_gate));
  open.sampled_rows = gated.sampled_rows = {3, 4, 67};
  RowScanner all(open, nullptr), scanner(gated, nullptr);
  uint64_t flagged_all = 0, flagged = 0;
  for (const uint64_t index : {0, 1, 2}) {
    Rows rows = Mixed();
    rows[6] = rows[7] = rows[3];  // repeats, right behind a row that the gate keeps out
    const Block block = BlockOf(rows, index, index * 60);
    EXPECT_EQ(Scan(&scanner, block, &flagged), Scan(&all, block, &flagged_all));
  }
  EXPECT_EQ(flagged, flagged_all);
  EXPECT_GT(flagged, 0u);
  EXPECT_LT(asked, asked_all / 2);
  EXPECT_LE(asked_gate, 2 + 2);  // values, and those of sampled rows
}

// Rows are looked at 64 at a time.
TEST(RowScanner, GoesOnWhereSixtyFourRowsEnd) {
  int asked_all = 0, asked = 0, asked_gate = 0;
  Plan open = PlanOf(std::make_unique<GatedCells>(false, &asked_all, &asked_gate));
  Plan gated = PlanOf(std::make_unique<GatedCells>(true, &asked, &asked_gate));
  open.sampled_rows = gated.sampled_rows = {63, 64, 127, 190};
  RowScanner all(open, nullptr), scanner(gated, nullptr);
  Rows rows;
  for (int i = 0; i < 200; ++i)
    rows.push_back({i / 50 == 1 ? "bad" : "a", std::to_string(i / 20), i < 130 ? "b" : "\"b\""});
  uint64_t flagged_all = 0, flagged = 0;
  const Block block = BlockOf(rows);
  EXPECT_EQ(Scan(&scanner, block, &flagged), Scan(&all, block, &flagged_all));
  EXPECT_EQ(flagged, 50u);
  EXPECT_EQ(flagged_all, 50u);
}

TEST(RowScanner, LeavesOutWhatAnotherCellOfTheRowExplains) {
  const Plan plan = PlanOf(std::make_unique<BlamesBesideTheFirst>());
  RowScanner scanner(plan, nullptr);
  uint64_t flagged = 0;
  const Told told = Scan(&scanner, BlockOf({{"a", "1", "b"}, {"bad", "2", "b"}}), &flagged);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0], std::make_tuple(0u, 2u, "last"));
  EXPECT_EQ(told[1], std::make_tuple(1u, 0u, "first"));
}

TEST(RowScanner, EqualNumbersAreEqualEvidence) {
  int asked = 0;
  const Plan plan = PlanOf(std::make_unique<BadCells>(std::vector<uint32_t>{0, 2}, true, &asked));
  RowScanner scanner(plan, nullptr);
  std::vector<uint64_t> by_outcome(1);
  std::map<uint64_t, std::string> texts;
  for (const uint64_t index : {0, 1}) {
    const Block block = BlockOf(Mixed(), index, index * 60);
    ChangedCells changed;
    changed.Find(block);
    for (const CellEvidence& e : scanner.Scan(block, changed, &by_outcome)) {
      const std::string text = std::to_string(e.column) + e.evidence->message;
      EXPECT_EQ(texts.try_emplace(e.number, text).first->second, text);
      EXPECT_NE(e.number, 0u);
    }
  }
  EXPECT_EQ(texts.size(), 4u);
}

}  // namespace
}  // namespace assay

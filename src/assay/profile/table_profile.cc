// The builder of a TableProfile: blocks are described in parallel and merged in order.
#include "assay/profile/table_profile.h"

#include "assay/base/hash.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "assay/base/byte_stream.h"
#include "assay/base/check.h"
#include "assay/profile/block_column.h"
#include "assay/profile/count_table.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/distinct_estimate.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/row_sampler.h"

namespace assay {
namespace {

constexpr uint32_t kNumberRows = 8192;           // rows that quantiles are read from at least
constexpr size_t kTextBytes = size_t{64} << 20;  // value texts of all columns together
constexpr size_t kTextBytesOfColumn = size_t{4} << 20;
constexpr int kQuantiles = 64;

struct DescribedBlock : BlockProfile {
  uint64_t rows = 0;
  std::vector<BlockColumn> columns;
  std::vector<SampledRow> sample;
};

struct ColumnState {
  ColumnState(const CountLimits& value_limits, const CountLimits& shape_limits)
      : values(value_limits), shapes(shape_limits) {}
  CountTable values;
  CountTable shapes;
  DistinctEstimate distinct;
  BlockColumn totals;  // its counts and extremes only
};

void MergeCounts(const BlockCounts& from, CountTable* to) {
  constexpr size_t kAhead = 8;
  for (size_t i = 0; i < from.entries.size(); ++i) {
    if (i + kAhead < from.entries.size())
      __builtin_prefetch(to->PlaceOf(from.entries[i + kAhead].hash));
    const BlockCounts::Entry& entry = from.entries[i];
    to->Add(entry.hash, from.TextOf(entry), entry.has_text, entry.count);
  }
  to->Settle();
}

void MergeTotals(const BlockColumn& from, BlockColumn* to) {
  to->empty += from.empty;
  to->total_bytes += from.total_bytes;
  if (from.max_length > 0) {
    to->min_length =
        to->max_length == 0 ? from.min_length : std::min(to->min_length, from.min_length);
    to->max_length = std::max(to->max_length, from.max_length);
  }
  if (from.numeric == 0) return;
  to->minimum = to->numeric == 0 ? from.minimum : std::min(to->minimum, from.minimum);
  to->maximum = to->numeric == 0 ? from.maximum : std::max(to->maximum, from.maximum);
  to->numeric += from.numeric;
}

void SaveTotals(const BlockColumn& totals, ByteWriter* out) {
  out->Number(totals.empty);
  out->Number(totals.numeric);
  out->Real(totals.minimum);
  out->Real(totals.maximum);
  out->Number(totals.total_bytes);
  out->Number(totals.min_length);
  out->Number(totals.max_length);
}

bool LoadTotals(ByteReader* in, uint64_t rows, BlockColumn* totals) {
  totals->empty = in->Number();
  totals->numeric = in->Number();
  totals->minimum = in->Real();
  totals->maximum = in->Real();
  totals->total_bytes = in->Number();
  totals->min_length = static_cast<uint32_t>(in->Number());
  totals->max_length = static_cast<uint32_t>(in->Number());
  return totals->empty <= rows && totals->numeric <= rows - totals->empty &&
         !std::isnan(totals->minimum) && !std::isnan(totals->maximum);
}

std::vector<Counted> Sorted(const CountTable& table) {
  std::vector<Counted> sorted;
  sorted.reserve(table.entries().size());
  for (const CountTable::Entry& entry : table.entries()) {
    if (entry.has_text) sorted.push_back({std::string(table.TextOf(entry)), entry.count});
  }
  std::sort(sorted.begin(), sorted.end(), [](const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.text < b.text;
  });
  return sorted;
}

// Quantiles 0, 1/64 … 1 of weighted numbers (lower ones: each is a number that occurs).
std::vector<double> Quantiles(std::vector<std::pair<double, uint64_t>> numbers) {
  std::vector<double> quantiles;
  if (numbers.empty()) return quantiles;
  std::sort(numbers.begin(), numbers.end());
  uint64_t total = 0;
  for (const auto& [number, count] : numbers) total += count;
  uint64_t below = 0;
  size_t at = 0;
  for (int i = 0; i <= kQuantiles; ++i) {
    const uint64_t rank = (total - 1) * static_cast<uint64_t>(i) / kQuantiles;
    while (below + numbers[at].second <= rank) below += numbers[at++].second;
    quantiles.push_back(numbers[at].first);
  }
  return quantiles;
}

class Builder final : public TableProfileBuilder {
 public:
  Builder(const std::vector<std::string>& columns, const ProfileOptions& options)
      : names_(columns),
        options_(options),
        sampler_(std::max(options.sample_rows, kNumberRows), options.seed),
        is_inexact_(columns.size()) {
    const size_t share = kTextBytes / std::max<size_t>(1, columns.size());
    const CountLimits values{options.max_values, std::min(share, kTextBytesOfColumn)};
    const CountLimits shapes{options.max_shapes, kTextBytesOfColumn};
    columns_.reserve(columns.size());
    for (size_t i = 0; i < columns.size(); ++i) columns_.emplace_back(values, shapes);
  }

  std::unique_ptr<BlockProfile> Describe(const Block& block) const override {
    auto described = std::make_unique<DescribedBlock>();
    described->rows = block.rows();
    described->columns.reserve(names_.size());
    thread_local ColumnDescriber describer;  // its room is kept from block to block
    thread_local ChangedCells changed;
    changed.Find(block);
    for (uint32_t column = 0; column < names_.size(); ++column) {
      const bool exact = !is_inexact_[column].load(std::memory_order_relaxed);
      described->columns.push_back(
          describer.Describe(block, changed, column, options_.max_value_bytes, exact));
    }
    described->sample = sampler_.Choose(block);
    return described;
  }

  void Merge(std::unique_ptr<BlockProfile> block) override {
    auto* described = static_cast<DescribedBlock*>(block.get());
    rows_ += described->rows;
    if (rows_ > options_.large_table_rows)
      sampler_.LimitTo(std::max(options_.large_sample_rows, kNumberRows));
    for (size_t i = 0; i < columns_.size(); ++i) {
      const BlockColumn& from = described->columns[i];
      MergeCounts(from.values, &columns_[i].values);
      MergeCounts(from.shapes, &columns_[i].shapes);
      if (!columns_[i].values.exact()) is_inexact_[i].store(true, std::memory_order_relaxed);
      columns_[i].distinct.Merge(from.distinct);
      MergeTotals(from, &columns_[i].totals);
    }
    sampler_.Merge(std::move(described->sample));
  }

  Status Save(const TakePiece& take) const override {
    ByteWriter head;
    head.Number(rows_);
    head.Number(columns_.size());
    ASSAY_TRY_STATUS(take(head.bytes()));
    for (const ColumnState& column : columns_) {
      ByteWriter piece;
      column.values.Save(&piece);
      column.shapes.Save(&piece);
      column.distinct.Save(&piece);
      SaveTotals(column.totals, &piece);
      ASSAY_TRY_STATUS(take(piece.bytes()));
    }
    return sampler_.Save(take);
  }

  bool Load(std::string_view bytes) override {
    ByteReader in(bytes);
    rows_ = in.Number();
    if (in.Number() != columns_.size()) return false;
    for (ColumnState& column : columns_) {
      if (!column.values.Load(&in, rows_) || !column.shapes.Load(&in, rows_) ||
          !column.distinct.Load(&in) || !LoadTotals(&in, rows_, &column.totals))
        return false;
    }
    return sampler_.Load(&in, columns_.size()) && in.done();
  }

  TableProfile Finish() override {
    TableProfile profile;
    profile.rows = rows_;
    sampler_.Settle();
    profile.columns.reserve(columns_.size());
    for (size_t i = 0; i < columns_.size(); ++i) {
      profile.columns.push_back(FinishColumn(i));
      columns_[i].values = CountTable({});  // give its memory back before the next column is copied
    }
    profile.sample = sampler_.Take(options_.sample_rows, rows_, columns_.size());
    if (options_.sample_rows == 0) profile.sample = RowSample();
    return profile;
  }

 private:
  ColumnProfile FinishColumn(size_t index) const {
    const ColumnState& state = columns_[index];
    ColumnProfile column;
    column.name = names_[index];
    column.index = static_cast<uint32_t>(index);
    column.rows = rows_;
    column.empty = state.totals.empty;
    column.values = Sorted(state.values);
    column.values_exact =
        state.values.exact() && column.values.size() == state.values.entries().size();
    column.distinct =
        state.values.exact() ? state.values.entries().size() : state.distinct.Estimate();
    column.shapes = Sorted(state.shapes);
    column.shapes_dropped = state.shapes.dropped();
    column.numeric = state.totals.numeric;
    column.minimum = state.totals.minimum;
    column.maximum = state.totals.maximum;
    column.total_bytes = state.totals.total_bytes;
    column.min_length = state.totals.min_length;
    column.max_length = state.totals.max_length;
    FindDecimalMark(&column);
    auto numbers = NumbersOf(column);
    if (column.decimal_mark == ',') CountNumbers(numbers, &column);
    if (column.numeric > 0) column.quantiles = Quantiles(std::move(numbers));
    column.IndexValues();
    return column;
  }

  // Gives `take` all values of the column and their rows when they are known, else the cells of the
  // sampled rows.
  template <typename Take>
  void ForValues(const ColumnProfile& column, const Take& take) const {
    if (column.values_exact) {
      for (const Counted& value : column.values) take(value.text, value.count);
      return;
    }
    for (const SampledRow& row : sampler_.rows()) {
      const uint32_t begin = column.index == 0 ? 0 : row.ends[column.index - 1];
      take(std::string_view(row.cells).substr(begin, row.ends[column.index] - begin), 1);
    }
  }

  void FindDecimalMark(ColumnProfile* column) const {
    DecimalMarkVote marks;
    ForValues(*column, [&](std::string_view text, uint64_t count) { marks.Add(text, count); });
    column->decimal_mark = marks.Winner();
  }

  std::vector<std::pair<double, uint64_t>> NumbersOf(const ColumnProfile& column) const {
    std::vector<std::pair<double, uint64_t>> numbers;
    ForValues(column, [&](std::string_view text, uint64_t count) {
      const double number = ReadNumber(text, column.decimal_mark);
      if (!std::isnan(number)) numbers.emplace_back(number, count);
    });
    return numbers;
  }

  // The blocks counted numbers with points only.
  void CountNumbers(const std::vector<std::pair<double, uint64_t>>& numbers,
                    ColumnProfile* column) const {
    uint64_t rows = 0;
    for (const auto& [number, count] : numbers) {
      column->minimum = rows == 0 ? number : std::min(column->minimum, number);
      column->maximum = rows == 0 ? number : std::max(column->maximum, number);
      rows += count;
    }
    const auto sampled = static_cast<double>(std::max<size_t>(1, sampler_.rows().size()));
    column->numeric = column->values_exact
                          ? rows
                          : static_cast<uint64_t>(static_cast<double>(rows) / sampled *
                                                  static_cast<double>(column->rows));
  }

  std::vector<std::string> names_;
  ProfileOptions options_;
  RowSampler sampler_;
  std::vector<ColumnState> columns_;
  // By column: its table of values takes no text in that a block holds once, from now on. Describe
  // then need not copy these; which blocks it spares changes no result.
  std::vector<std::atomic<bool>> is_inexact_;
  uint64_t rows_ = 0;
};

}  // namespace

void ColumnProfile::IndexValues() {
  for (const Counted& value : values) index_of_values.Insert(Hash64(value.text));
}

uint64_t ColumnProfile::CountOf(std::string_view value) const {
  return CountOf(value, Hash64(value));
}

uint64_t ColumnProfile::CountOf(std::string_view value, uint64_t hash) const {
  const uint32_t place = index_of_values.Find(hash);
  return place != ValueIndex::kNone && values[place].text == value ? values[place].count : 0;
}

std::vector<std::string> ColumnNames(const TableProfile& table) {
  std::vector<std::string> names;
  for (const ColumnProfile& column : table.columns) names.push_back(column.name);
  return names;
}

std::unique_ptr<TableProfileBuilder> MakeTableProfileBuilder(
    const std::vector<std::string>& columns, const ProfileOptions& options) {
  return std::make_unique<Builder>(columns, options);
}

}  // namespace assay

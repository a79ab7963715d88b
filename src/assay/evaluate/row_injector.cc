// Chooses cells, families and wrong values.
#include "assay/evaluate/row_injector.h"

#include <algorithm>

#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

constexpr size_t kStock = 64;           // values of other rows kept for a column
constexpr uint64_t kRowsARemember = 8;  // one row of so many renews a value of the stock
constexpr int kDraws = 6;               // families drawn before all are tried in order

// Streams of random numbers.
enum : uint64_t { kCellStream = 11, kStockStream = 12, kDuplicateStream = 13 };

bool Applies(const ErrorFamily& family, const std::vector<std::string>& folded) {
  if (family.fields.empty()) return true;
  return std::any_of(folded.begin(), folded.end(), [&](const std::string& name) {
    return std::find(family.fields.begin(), family.fields.end(), name) != family.fields.end();
  });
}

bool IsWrong(const InjectedRow& row, size_t column) {
  return std::any_of(row.errors.begin(), row.errors.end(),
                     [&](const InjectedError& error) { return error.column == column; });
}

void AddError(const ErrorFamily& family, size_t column, InjectedRow* row) {
  row->errors.push_back({row->row, static_cast<uint32_t>(column), &family, row->clean[column]});
}

void SortByColumn(InjectedRow* row) {
  std::sort(row->errors.begin(), row->errors.end(),
            [](const InjectedError& a, const InjectedError& b) { return a.column < b.column; });
}

}  // namespace

RowInjector::RowInjector(const ErrorPack& pack, const std::vector<std::vector<std::string>>& names,
                         const std::vector<bool>& spare, const InjectionRate& rate)
    : rate_(rate), columns_(names.size()) {
  double total = 0;
  for (const ErrorFamily& family : pack.families) {
    total += family.weight;
    if (family.edit == EditKind::kDuplicateRow) duplicate_ = &family;
  }
  // A copy has one wrong cell: its weight is a share of wrong cells, too.
  if (duplicate_ != nullptr && total > 0) {
    const auto cells = static_cast<double>(std::count(spare.begin(), spare.end(), false));
    duplicate_chance_ = std::min(1.0, rate.intensity * cells * duplicate_->weight / total);
  }
  for (size_t c = 0; c < names.size(); ++c) {
    if (spare[c]) continue;
    std::vector<std::string> folded;
    for (const std::string& name : names[c]) folded.push_back(FoldHeader(name));
    for (const ErrorFamily& family : pack.families) {
      if (family.weight <= 0 || family.edit == EditKind::kDuplicateRow || !Applies(family, folded))
        continue;
      columns_[c].families.push_back(&family);
      columns_[c].weight += family.weight;
    }
  }
}

bool RowInjector::WantsDuplicate(uint64_t row) const {
  if (duplicate_ == nullptr) return false;
  return SplitMix(MixHash(rate_.seed, kDuplicateStream), row).Chance(duplicate_chance_);
}

void RowInjector::Apply(InjectedRow* row, InjectedRow* above) {
  SplitMix random(MixHash(rate_.seed, kCellStream), row->row);
  row->cells = row->clean;
  row->errors.clear();
  row_ = row;
  above_ = above;
  // Columns are visited from a random one on, so that a limit a row does not favour the first.
  const size_t start = rate_.max_issues_per_row == 0 ? 0 : random.Below(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (random.Unit() >= rate_.intensity) continue;
    if (!HasRoomFor(*row, 1)) break;
    const size_t column = (start + i) % columns_.size();
    if (!IsWrong(*row, column)) Spoil(column, &random);
  }
  SortByColumn(row);
  if (row->row % kRowsARemember == 0) Remember(row->row, row->clean);
}

void RowInjector::Vary(InjectedRow* row) {
  SplitMix random(MixHash(rate_.seed, kDuplicateStream), ~row->row);
  row->cells = row->clean;
  row->errors.clear();
  row_ = row;
  above_ = nullptr;
  const size_t start = random.Below(columns_.size());
  for (size_t i = 0; i < columns_.size() && row->errors.empty(); ++i)
    Spoil((start + i) % columns_.size(), &random);
  for (InjectedError& error : row->errors) error.family = duplicate_;
}

const ErrorFamily* RowInjector::Draw(const Column& column, SplitMix* random) const {
  double left = random->Unit() * column.weight;
  for (const ErrorFamily* family : column.families) {
    left -= family->weight;
    if (left < 0) return family;
  }
  return column.families.back();
}

void RowInjector::Spoil(size_t c, SplitMix* random) {
  const Column& column = columns_[c];
  if (column.families.empty()) return;
  for (int draw = 0; draw < kDraws; ++draw) {
    if (TryFamily(c, *Draw(column, random), random)) return;
  }
  for (const ErrorFamily* family : column.families) {
    if (TryFamily(c, *family, random)) return;
  }
}

bool RowInjector::TryFamily(size_t c, const ErrorFamily& family, SplitMix* random) {
  if (family.edit == EditKind::kSwap) return TrySwap(c, family, random);
  if (family.edit == EditKind::kSwapRows) return TrySwapRows(c, family);
  const EditContext context{row_->clean, c, columns_[c].stock};
  std::optional<std::string> value = ApplyEdit(family, context, random);
  if (!value) return false;
  row_->cells[c] = std::move(*value);
  AddError(family, c, row_);
  return true;
}

// Exchanges the cell with another one that this family may spoil too.
bool RowInjector::TrySwap(size_t c, const ErrorFamily& family, SplitMix* random) {
  if (!HasRoomFor(*row_, 2)) return false;
  const size_t other = random->Below(columns_.size());
  const auto& allowed = columns_[other].families;
  const bool may = other != c && !IsWrong(*row_, other) && row_->clean[other] != row_->clean[c] &&
                   std::find(allowed.begin(), allowed.end(), &family) != allowed.end();
  if (!may) return false;
  std::swap(row_->cells[c], row_->cells[other]);
  for (const size_t cell : {c, other}) AddError(family, cell, row_);
  return true;
}

// Exchanges the cell with that of the row above.
bool RowInjector::TrySwapRows(size_t c, const ErrorFamily& family) {
  const bool may = above_ != nullptr && HasRoomFor(*above_, 1) && !IsWrong(*above_, c) &&
                   above_->clean[c] != row_->clean[c];
  if (!may) return false;
  std::swap(row_->cells[c], above_->cells[c]);
  for (InjectedRow* row : {row_, above_}) AddError(family, c, row);
  SortByColumn(above_);
  return true;
}

void RowInjector::Remember(uint64_t row, const std::vector<std::string>& cells) {
  SplitMix random(MixHash(rate_.seed, kStockStream), row);
  for (size_t c = 0; c < columns_.size(); ++c) {
    std::vector<std::string>& stock = columns_[c].stock;
    if (stock.size() < kStock) {
      stock.push_back(cells[c]);
    } else {
      stock[random.Below(kStock)] = cells[c];
    }
  }
}

}  // namespace assay

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

}  // namespace

RowInjector::RowInjector(const ErrorPack& pack, const std::vector<std::vector<std::string>>& names,
                         const std::vector<bool>& spare, const InjectionRate& rate)
    : rate_(rate), columns_(names.size()) {
  double total = 0;
  for (const ErrorFamily& family : pack.families) {
    total += family.weight;
    if (family.edit == EditKind::kDuplicateRow) duplicate_ = &family;
  }
  if (duplicate_ != nullptr && total > 0)
    duplicate_chance_ = rate.intensity * duplicate_->weight / total;
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

void RowInjector::Apply(uint64_t row, std::vector<std::string>* cells,
                        std::vector<InjectedError>* errors) {
  SplitMix random(MixHash(rate_.seed, kCellStream), row);
  const size_t before = errors->size();
  bool spoiled = false;
  // Columns are visited from a random one on, so that a limit a row does not favour the first.
  const size_t start = rate_.max_issues_per_row == 0 ? 0 : random.Below(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (random.Unit() >= rate_.intensity) continue;
    const size_t issues = errors->size() - before;
    if (rate_.max_issues_per_row != 0 && issues >= rate_.max_issues_per_row) break;
    room_for_two_ = rate_.max_issues_per_row == 0 || issues + 2 <= rate_.max_issues_per_row;
    if (!spoiled) {
      spoiled = true;
      clean_ = *cells;
      wrong_.assign(columns_.size(), false);
    }
    const size_t column = (start + i) % columns_.size();
    if (!wrong_[column]) Spoil(row, column, cells, &random, errors);
  }
  if (spoiled) {
    std::sort(errors->begin() + static_cast<std::ptrdiff_t>(before), errors->end(),
              [](const InjectedError& a, const InjectedError& b) { return a.column < b.column; });
  }
  if (row % kRowsARemember == 0) Remember(row, spoiled ? clean_ : *cells);
}

void RowInjector::Vary(uint64_t row, std::vector<std::string>* cells,
                       std::vector<InjectedError>* errors) {
  SplitMix random(MixHash(rate_.seed, kDuplicateStream), ~row);
  clean_ = *cells;
  wrong_.assign(columns_.size(), false);
  room_for_two_ = false;
  const size_t start = random.Below(columns_.size());
  for (size_t i = 0; i < columns_.size() && errors->empty(); ++i) {
    Spoil(row, (start + i) % columns_.size(), cells, &random, errors);
  }
  for (InjectedError& error : *errors) error.family = duplicate_;
}

const ErrorFamily* RowInjector::Draw(const Column& column, SplitMix* random) const {
  double left = random->Unit() * column.weight;
  for (const ErrorFamily* family : column.families) {
    left -= family->weight;
    if (left < 0) return family;
  }
  return column.families.back();
}

void RowInjector::Spoil(uint64_t row, size_t c, std::vector<std::string>* cells, SplitMix* random,
                        std::vector<InjectedError>* errors) {
  const Column& column = columns_[c];
  if (column.families.empty()) return;
  for (int draw = 0; draw < kDraws; ++draw) {
    if (TryFamily(row, c, *Draw(column, random), cells, random, errors)) return;
  }
  for (const ErrorFamily* family : column.families) {
    if (TryFamily(row, c, *family, cells, random, errors)) return;
  }
}

bool RowInjector::TryFamily(uint64_t row, size_t c, const ErrorFamily& family,
                            std::vector<std::string>* cells, SplitMix* random,
                            std::vector<InjectedError>* errors) {
  if (family.edit == EditKind::kSwap) return TrySwap(row, c, family, cells, random, errors);
  const EditContext context{clean_, c, columns_[c].stock};
  std::optional<std::string> value = ApplyEdit(family, context, random);
  if (!value) return false;
  (*cells)[c] = std::move(*value);
  wrong_[c] = true;
  errors->push_back({row, static_cast<uint32_t>(c), &family, clean_[c]});
  return true;
}

// Exchanges the cell with another one that this family may spoil too.
bool RowInjector::TrySwap(uint64_t row, size_t c, const ErrorFamily& family,
                          std::vector<std::string>* cells, SplitMix* random,
                          std::vector<InjectedError>* errors) {
  if (!room_for_two_) return false;
  const size_t other = random->Below(columns_.size());
  const auto& allowed = columns_[other].families;
  const bool may = other != c && !wrong_[other] && clean_[other] != clean_[c] &&
                   std::find(allowed.begin(), allowed.end(), &family) != allowed.end();
  if (!may) return false;
  std::swap((*cells)[c], (*cells)[other]);
  for (const size_t cell : {c, other}) {
    wrong_[cell] = true;
    errors->push_back({row, static_cast<uint32_t>(cell), &family, clean_[cell]});
  }
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

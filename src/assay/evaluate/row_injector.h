// RowInjector: spoils cells of rows as an injection pack says, reproducibly.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assay/evaluate/error_family.h"

namespace assay {

struct InjectionRate {
  double intensity = 0.02;          // the share of cells that go wrong, 0 to 1
  uint32_t max_issues_per_row = 0;  // 0: no limit
  uint64_t seed = 0;
};

// One spoiled cell.
struct InjectedError {
  uint64_t row = 0;  // 0-based, in the output
  uint32_t column = 0;
  const ErrorFamily* family = nullptr;
  std::string clean;
};

// A row on its way: what it was, what it is now, and what was done to it.
struct InjectedRow {
  uint64_t row = 0;  // 0-based, in the output
  std::vector<std::string> clean;
  std::vector<std::string> cells;
  std::vector<InjectedError> errors;  // by column
};

// Rows must come in the same order for the same result: values of earlier rows are the stock from
// which wrong values are taken that are right elsewhere.
class RowInjector {
 public:
  // `names[c]` are the names of column c that a family's `fields` may mean: header, logical field.
  // `spare[c]`: the column stays as it is. `pack` outlives the injector.
  RowInjector(const ErrorPack& pack, const std::vector<std::vector<std::string>>& names,
              const std::vector<bool>& spare, const InjectionRate& rate);

  // Spoils cells of `row`, whose `row` and `clean` are given. `above`: the row before it, which may
  // still change; nullptr where there is none.
  void Apply(InjectedRow* row, InjectedRow* above);

  // Whether the pack has row duplicates and this row shall be followed by a varied copy of itself.
  bool WantsDuplicate(uint64_t row) const;

  // Makes one cell of a copied row differ, under the name of the pack's duplicate family; `row` and
  // `clean` are given.
  void Vary(InjectedRow* row);

 private:
  struct Column {
    std::vector<const ErrorFamily*> families;
    double weight = 0;
    std::vector<std::string> stock;  // values of other rows
  };

  const ErrorFamily* Draw(const Column& column, SplitMix* random) const;
  void Spoil(size_t column, SplitMix* random);
  bool TryFamily(size_t column, const ErrorFamily& family, SplitMix* random);
  bool TrySwap(size_t column, const ErrorFamily& family, SplitMix* random);
  bool TrySwapRows(size_t column, const ErrorFamily& family);
  bool HasRoomFor(const InjectedRow& row, size_t issues) const {
    return rate_.max_issues_per_row == 0 || row.errors.size() + issues <= rate_.max_issues_per_row;
  }
  void Remember(uint64_t row, const std::vector<std::string>& cells);

  InjectionRate rate_;
  std::vector<Column> columns_;
  InjectedRow* row_ = nullptr;    // in hand
  InjectedRow* above_ = nullptr;  // the one before it
  const ErrorFamily* duplicate_ = nullptr;
  double duplicate_chance_ = 0;
};

}  // namespace assay

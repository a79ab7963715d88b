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

// Rows must come in the same order for the same result: values of earlier rows are the stock from
// which wrong values are taken that are right elsewhere.
class RowInjector {
 public:
  // `names[c]` are the names of column c that a family's `fields` may mean: header, logical field.
  // `spare[c]`: the column stays as it is. `pack` outlives the injector.
  RowInjector(const ErrorPack& pack, const std::vector<std::vector<std::string>>& names,
              const std::vector<bool>& spare, const InjectionRate& rate);

  // Spoils cells of `row` in place and appends what was done.
  void Apply(uint64_t row, std::vector<std::string>* cells, std::vector<InjectedError>* errors);

  // Whether the pack has row duplicates and this row shall be followed by a varied copy of itself.
  bool WantsDuplicate(uint64_t row) const;

  // Makes one cell of a copied row differ, under the name of the pack's duplicate family.
  void Vary(uint64_t row, std::vector<std::string>* cells, std::vector<InjectedError>* errors);

 private:
  struct Column {
    std::vector<const ErrorFamily*> families;
    double weight = 0;
    std::vector<std::string> stock;  // values of other rows
  };

  const ErrorFamily* Draw(const Column& column, SplitMix* random) const;
  void Spoil(uint64_t row, size_t column, std::vector<std::string>* cells, SplitMix* random,
             std::vector<InjectedError>* errors);
  bool TryFamily(uint64_t row, size_t column, const ErrorFamily& family,
                 std::vector<std::string>* cells, SplitMix* random,
                 std::vector<InjectedError>* errors);
  bool TrySwap(uint64_t row, size_t column, const ErrorFamily& family,
               std::vector<std::string>* cells, SplitMix* random,
               std::vector<InjectedError>* errors);
  void Remember(uint64_t row, const std::vector<std::string>& cells);

  InjectionRate rate_;
  std::vector<Column> columns_;
  std::vector<bool> wrong_;         // cells of the row in hand
  std::vector<std::string> clean_;  // the row as it came
  bool room_for_two_ = true;        // whether the row's limit allows a swap
  const ErrorFamily* duplicate_ = nullptr;
  double duplicate_chance_ = 0;
};

}  // namespace assay

// SampleCatalogue: the rows of an invented fashion catalogue, each a function of seed and row
// number.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/evaluate/sample_words.h"

namespace assay {

// The header of the catalogue: what brand_configs/esqualo.json maps.
std::span<const std::string_view> SampleColumns();

// The logical field of each column, as that brand names it.
std::span<const std::string_view> SampleFields();

// A clean catalogue. Rows come style by style: one design in a few colours and all its sizes. What
// belongs to a style (texts, material, supplier …) repeats, so that values are few and skewed; EANs
// are unique and valid. Colour and colour code, collection and season, supplier and country depend
// on each other.
class SampleCatalogue {
 public:
  // With `unique_texts`, every row's long description is its own.
  SampleCatalogue(uint64_t seed, bool unique_texts) : seed_(seed), unique_texts_(unique_texts) {}

  // Fills `cells` with the row's values, one a column. Ascending rows are fastest.
  void MakeRow(uint64_t row, std::vector<std::string>* cells);

 private:
  struct Style {
    uint64_t first_row = 0;
    uint64_t rows = 0;
    const SampleCategory* category = nullptr;
    size_t colour = 0;       // index of its first colour
    size_t colour_step = 1;  // odd: the style's colours are distinct
    Language language = Language::kEnglish;
    std::string name, noun, fibre;
    std::vector<std::string> cells;  // of its first row
  };

  void FindStyle(uint64_t row);
  void MakeStyle(uint64_t id);
  std::string MakeDescription(uint64_t text, uint64_t row) const;

  uint64_t seed_;
  bool unique_texts_;
  Style style_;
};

}  // namespace assay

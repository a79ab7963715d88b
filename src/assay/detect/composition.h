// Compositions: the percentages of a text such as "Outer: 60% cotton, 40% linen; Lining: 100%
// silk".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace assay {

// One percentage and where its number stands.
struct CompositionShare {
  double percent = 0;
  size_t offset = 0, length = 0;  // bytes of the number, without the sign
};

// Percentages that should add up to 100.
struct CompositionPart {
  std::vector<CompositionShare> shares;
  double sum = 0;
  bool name_first = false;        // "cotton 60%" rather than "60% cotton"
  std::optional<size_t> bare_at;  // where the share of the only item without one belongs
};

// The parts of the text that hold percentages. A part ends where its sum is 100 (within the
// tolerance) and another percentage follows, and where a label with a colon begins. What stands in
// brackets does not count.
std::vector<CompositionPart> ReadComposition(std::string_view text, double tolerance);

}  // namespace assay

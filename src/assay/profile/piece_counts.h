// PieceCounts: in how many texts of a list each pair and each triple of neighbouring characters
// occurs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace assay {

struct WeightedText;

// Pieces are counted once a text; a text's begin and end count as a character. Hashed into a table
// of fixed size: a piece may be thought known that is not, never the other way round.
class PieceCounts {
 public:
  explicit PieceCounts(const std::vector<WeightedText>& texts);

  // The share of the triples of `text` (one byte a character, itself one of the texts) that no
  // other text has. *odd is set when it has a pair that no other text has.
  double Novelty(std::string_view text, bool* odd) const;

 private:
  std::vector<uint16_t> pairs_;    // by the pair itself
  std::vector<uint16_t> triples_;  // by hash
};

}  // namespace assay

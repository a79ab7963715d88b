// Blocks for tests, made of cells as they would stand in a file.
#pragma once

#include <string>
#include <vector>

#include "assay/table/block.h"

namespace assay {

using Rows = std::vector<std::vector<std::string>>;

// A block of raw cells (quotes included) whose first row has the ordinal `first_row`.
inline Block BlockOf(const Rows& rows, uint64_t index = 0, uint64_t first_row = 0) {
  Block block;
  block.index = index;
  block.first_row = first_row;
  block.record_count = rows.size();
  block.columns = rows.empty() ? 0 : static_cast<uint32_t>(rows[0].size());
  std::string bytes;
  for (const auto& row : rows) {
    block.row_start.push_back(static_cast<uint32_t>(bytes.size()));
    for (const std::string& cell : row) {
      bytes += cell;
      block.ends.push_back(static_cast<uint32_t>(bytes.size()));
      bytes += ',';
    }
    bytes.back() = '\n';
  }
  block.bytes.assign(bytes.begin(), bytes.end());
  block.bytes.insert(block.bytes.end(), 64, '\0');
  return block;
}

}  // namespace assay

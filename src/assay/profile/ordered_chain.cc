// Longest increasing subsequences (patience sorting; Fredman 1975) of values put on a line.
#include "assay/profile/ordered_chain.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "assay/profile/ordered_columns.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 30;
constexpr double kLeastOnChain = 0.3;  // share of the filled rows
constexpr double kBeyondChance = 2.5;  // times the chain of rows in random order, 2 √n
constexpr uint32_t kLeastCopies = 3;
constexpr double kMostlyCopies = 0.9;  // of the rows out of order
constexpr double kMostTies = 0.02;     // rows that repeat a value in place, for each on the chain
constexpr double kTiesOfCopies = 0.1;  // and for each copy: some stand beside their original
constexpr double kMostAtEnd = 0.5;     // of the copies: rows appended to a list are no copies
constexpr double kNoSequence = 1.5;    // times chance: the chain of those that are out of order

// The place of each row among the different values, from 0; kNoRow for a row without one.
std::vector<uint32_t> PlacesOf(const EncodedColumn& column, LineKind kind) {
  std::vector<double> line(column.values.size());
  std::vector<uint32_t> codes;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    line[code] = kind == LineKind::kNone ? 0 : PlaceOnLine(column.values[code], kind);
    if (!std::isnan(line[code])) codes.push_back(code);
  }
  // Times follow their day as text.
  std::sort(codes.begin(), codes.end(), [&](uint32_t a, uint32_t b) {
    return line[a] != line[b] ? line[a] < line[b] : column.values[a] < column.values[b];
  });
  std::vector<uint32_t> of_code(column.values.size(), OrderedChain::kNoRow);
  for (uint32_t i = 0; i < codes.size(); ++i) of_code[codes[i]] = i;
  std::vector<uint32_t> places;
  for (const uint32_t code : column.codes) places.push_back(of_code[code]);
  return places;
}

// The rows, among `rows`, of a longest strictly rising chain of `places`.
std::vector<uint32_t> LongestChain(const std::vector<uint32_t>& places,
                                   const std::vector<uint32_t>& rows) {
  std::vector<uint32_t> ends;  // by length less one: the row with the least place that ends a chain
  std::vector<uint32_t> previous(places.size(), OrderedChain::kNoRow);
  for (const uint32_t row : rows) {
    const auto at = std::lower_bound(ends.begin(), ends.end(), row,
                                     [&](uint32_t a, uint32_t b) { return places[a] < places[b]; });
    if (at != ends.begin()) previous[row] = *(at - 1);
    if (at == ends.end()) {
      ends.push_back(row);
    } else {
      *at = row;
    }
  }
  std::vector<uint32_t> chain;
  for (uint32_t row = ends.empty() ? OrderedChain::kNoRow : ends.back();
       row != OrderedChain::kNoRow; row = previous[row])
    chain.push_back(row);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::vector<uint32_t> FilledRows(const std::vector<uint32_t>& places) {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < places.size(); ++row)
    if (places[row] != OrderedChain::kNoRow) rows.push_back(row);
  return rows;
}

double ByChance(size_t rows) { return 2 * std::sqrt(static_cast<double>(rows)); }

// Whether the rows outside the chain are copies of its rows; fills `found` with them.
bool CollectCopies(const std::vector<uint32_t>& places, const std::vector<uint32_t>& rows,
                   const std::vector<uint32_t>& chain, OrderedChain* found) {
  std::vector<uint32_t> original(places.size(), OrderedChain::kNoRow);  // by place
  for (const uint32_t row : chain) original[places[row]] = row;
  std::vector<uint32_t> outside;
  double ties = 0;
  size_t next = 0;
  for (const uint32_t row : rows) {
    if (next < chain.size() && chain[next] == row) {
      ++next;
      continue;
    }
    const uint32_t before = next > 0 ? chain[next - 1] : OrderedChain::kNoRow;
    const uint32_t after = next < chain.size() ? chain[next] : OrderedChain::kNoRow;
    const bool below = before != OrderedChain::kNoRow && places[row] < places[before];
    const bool above = after != OrderedChain::kNoRow && places[row] > places[after];
    if (!below && !above) {
      ++ties;
      continue;
    }
    outside.push_back(row);
    if (original[places[row]] != OrderedChain::kNoRow)
      found->copies.push_back({row, before, after, original[places[row]]});
  }
  const auto copies = static_cast<double>(found->copies.size());
  const auto at_end = std::ranges::count_if(found->copies, [](const OrderedChain::Copy& copy) {
    return copy.before == OrderedChain::kNoRow || copy.after == OrderedChain::kNoRow;
  });
  if (static_cast<double>(at_end) > kMostAtEnd * copies) return false;
  return copies >= kLeastCopies && copies >= kMostlyCopies * static_cast<double>(outside.size()) &&
         ties <= kMostTies * static_cast<double>(chain.size()) + kTiesOfCopies * copies &&
         static_cast<double>(LongestChain(places, outside).size()) <=
             kNoSequence * ByChance(outside.size()) + 2;
}

}  // namespace

std::optional<OrderedChain> FindOrderedChain(const EncodedColumn& column) {
  if (column.filled < kLeastRows) return std::nullopt;
  std::vector<uint32_t> places = PlacesOf(column, LineKindOf(column));
  const std::vector<uint32_t> rows = FilledRows(places);
  std::vector<uint32_t> chain = LongestChain(places, rows);
  std::vector<uint32_t> falling = places;
  for (uint32_t& place : falling)
    if (place != OrderedChain::kNoRow) place = static_cast<uint32_t>(places.size()) - 1 - place;
  std::vector<uint32_t> down = LongestChain(falling, rows);
  if (down.size() > chain.size()) {
    chain.swap(down);
    places.swap(falling);
  }
  const auto length = static_cast<double>(chain.size());
  if (length < std::max(kLeastOnChain * static_cast<double>(rows.size()),
                        kBeyondChance * ByChance(rows.size())))
    return std::nullopt;
  OrderedChain found;
  found.rows = static_cast<uint32_t>(chain.size());
  if (!CollectCopies(places, rows, chain, &found)) return std::nullopt;
  return found;
}

}  // namespace assay

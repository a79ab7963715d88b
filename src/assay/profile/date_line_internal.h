// What the ways to find dates out of line share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace assay {

// The dates of a column by place, of the rows that have one.
struct Dated {
  std::vector<size_t> rows;
  std::vector<int64_t> days;
  std::vector<std::optional<int64_t>> swapped;  // with day and month exchanged
};

constexpr double kExchanged = 300;  // days over which an exchange scatters dates
constexpr size_t kNextRows = 5;     // before and after a row, that are asked about its date

// Whether the rows next to one, whose day and month can be exchanged, say as little of its date as
// it of theirs: not twice as many have its other reading as have its own.
bool IsUndecided(const Dated& dated, size_t place);

// Places whose date leaves the order of the rows next to it, though those keep it among themselves,
// and which an exchange brings between them; each with the probability that it is wrong. The order
// may break from time to time, as in a table put together from pieces. Only rising order counts.
std::vector<std::pair<size_t, double>> FindOutOfLocalOrder(const Dated& dated);

}  // namespace assay

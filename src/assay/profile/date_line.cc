// Medians of the rows around a row; longest chains of days in order.
#include "assay/profile/date_line.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "assay/profile/date_line_internal.h"

namespace assay {
namespace {

constexpr size_t kLeastDates = 30;
constexpr size_t kReach = 3;           // rows before and after a row that tell where it stands
constexpr int64_t kMostUsual = 15;     // days from their middle, for most rows
constexpr double kMost = 0.8;          // of the rows
constexpr double kInOrder = 0.75;      // share of the rows on the chain
constexpr double kMostByChance = 0.5;  // of the rows that come in line

Dated Gather(const DateColumn& column) {
  Dated dated;
  for (size_t row = 0; row < column.days.size(); ++row) {
    if (!column.days[row]) continue;
    dated.rows.push_back(row);
    dated.days.push_back(*column.days[row]);
    dated.swapped.push_back(column.swapped_days[row]);
  }
  return dated;
}

// Rows that an exchange brings in line, and how many rows speak against an exchange.
struct Suspects {
  std::vector<size_t> places;
  double against = 0;
};

// The middle of the days [from, to) without that of `place`; its own where there are no others.
int64_t MiddleOf(const std::vector<int64_t>& days, size_t from, size_t to, size_t place) {
  std::vector<int64_t> near;
  for (size_t k = from; k < std::min(days.size(), to); ++k) {
    if (k != place) near.push_back(days[k]);
  }
  if (near.empty()) return days[place];
  const auto middle = near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2);
  std::nth_element(near.begin(), middle, near.end());
  return *middle;
}

// Whether the day is near those before it or those after it: one piece of the table ends there.
bool FitsOneSide(const std::vector<int64_t>& days, size_t place, int64_t usual) {
  const size_t from = place < kReach ? 0 : place - kReach;
  return std::abs(days[place] - MiddleOf(days, from, place, place)) <= 4 * usual + 2 ||
         std::abs(days[place] - MiddleOf(days, place + 1, place + 1 + kReach, place)) <=
             4 * usual + 2;
}

// By the middle of the rows around each. Rows may stand in groups of one date rather than in a
// line: any that is far and stays so speaks against.
Suspects FarFromNeighbours(const Dated& dated) {
  std::vector<int64_t> middles, distances;
  for (size_t i = 0; i < dated.days.size(); ++i) {
    const size_t from = i < kReach ? 0 : i - kReach;
    middles.push_back(MiddleOf(dated.days, from, i + kReach + 1, i));
    distances.push_back(std::abs(dated.days[i] - middles[i]));
  }
  std::vector<int64_t> sorted = distances;
  const auto most =
      sorted.begin() + static_cast<std::ptrdiff_t>(kMost * static_cast<double>(sorted.size()));
  std::nth_element(sorted.begin(), most, sorted.end());
  const int64_t usual = *most;
  Suspects suspects;
  if (usual > kMostUsual) return suspects;
  for (size_t i = 0; i < distances.size(); ++i) {
    if (distances[i] <= 4 * usual + 2 || FitsOneSide(dated.days, i, usual)) continue;
    const auto& swapped = dated.swapped[i];
    if (swapped && std::abs(*swapped - middles[i]) <= usual + 1) {
      if (IsUndecided(dated, i)) continue;
      suspects.places.push_back(i);
    } else {
      ++suspects.against;
    }
  }
  return suspects;
}

// Which places are on the longest chain that never falls (patience sorting).
std::vector<uint8_t> LongestChain(const std::vector<int64_t>& days) {
  std::vector<size_t> ends, before(days.size(), SIZE_MAX);
  for (size_t i = 0; i < days.size(); ++i) {
    const auto at = std::upper_bound(ends.begin(), ends.end(), days[i],
                                     [&](int64_t day, size_t end) { return day < days[end]; });
    if (at != ends.begin()) before[i] = *(at - 1);
    if (at == ends.end()) {
      ends.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<uint8_t> on(days.size());
  for (size_t i = ends.empty() ? SIZE_MAX : ends.back(); i != SIZE_MAX; i = before[i]) on[i] = 1;
  return on;
}

// By the rows in order before and after each; nothing where most are in none. What speaks against
// is how many rows out of order chance would bring in line.
Suspects OutOfOrder(const Dated& dated) {
  const std::vector<uint8_t> on = LongestChain(dated.days);
  const auto held = static_cast<double>(std::count(on.begin(), on.end(), 1));
  Suspects suspects;
  if (held < kInOrder * static_cast<double>(on.size())) return suspects;
  std::vector<size_t> after(on.size(), SIZE_MAX);
  for (size_t i = on.size(), next = SIZE_MAX; i-- > 0;) {
    after[i] = next;
    if (on[i] != 0) next = i;
  }
  for (size_t i = 0, last = SIZE_MAX; i < on.size(); ++i) {
    if (on[i] != 0) {
      last = i;
    } else if (last != SIZE_MAX && after[i] != SIZE_MAX && dated.swapped[i]) {
      const int64_t low = dated.days[last], high = dated.days[after[i]];
      suspects.against += std::min(1.0, static_cast<double>(high - low + 1) / kExchanged);
      if (*dated.swapped[i] >= low && *dated.swapped[i] <= high) suspects.places.push_back(i);
    }
  }
  if (suspects.against > kMostByChance * static_cast<double>(suspects.places.size())) return {};
  return suspects;
}

Dated Fallen(Dated dated) {
  for (int64_t& day : dated.days) day = -day;
  for (auto& day : dated.swapped) {
    if (day) day = -*day;
  }
  return dated;
}

}  // namespace

std::vector<std::pair<size_t, double>> FindOutOfLine(const DateColumn& column) {
  std::vector<std::pair<size_t, double>> found;
  const Dated dated = Gather(column);
  if (dated.rows.size() < kLeastDates) return found;
  for (const Suspects& suspects :
       {FarFromNeighbours(dated), OutOfOrder(dated), OutOfOrder(Fallen(dated))}) {
    const auto places = static_cast<double>(suspects.places.size());
    const double confidence = (places + 1) / (places + 1.5 + suspects.against);
    for (const size_t place : suspects.places) found.emplace_back(dated.rows[place], confidence);
  }
  for (const Dated& rising : {dated, Fallen(dated)}) {
    for (const auto& [place, confidence] : FindOutOfLocalOrder(rising))
      found.emplace_back(dated.rows[place], confidence);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second > b.second;
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const auto& a, const auto& b) { return a.first == b.first; }),
              found.end());
  return found;
}

}  // namespace assay

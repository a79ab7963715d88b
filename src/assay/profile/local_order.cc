// The longest rising chain of the rows next to a row tells between which days it should lie.
#include <algorithm>
#include <array>

#include "assay/profile/date_line_internal.h"

namespace assay {
namespace {

constexpr size_t kReach = kNextRows;
constexpr size_t kLeastOthers = 6;     // of them
constexpr double kInOrder = 0.7;       // share of them on the chain
constexpr int64_t kLeastFar = 20;      // days; no exchange moves a date by less
constexpr double kLeastInOrder = 0.5;  // share of the rows next to which there is an order

// The days between which the chain around a place leaves it.
struct Gap {
  int64_t low = 0, high = 0;

  bool Holds(int64_t day) const { return day >= low && day <= high; }
  double Chance() const { return std::min(1.0, static_cast<double>(high - low + 1) / kExchanged); }
};

// The places next to one; those of its other reading are left out unless `twins`.
struct Others {
  std::array<size_t, 2 * kReach> places{};
  size_t count = 0;
};

Others OthersOf(const Dated& dated, size_t place, bool twins) {
  Others others;
  const size_t end = std::min(dated.days.size(), place + kReach + 1);
  for (size_t at = place < kReach ? 0 : place - kReach; at < end; ++at) {
    const bool twin = dated.days[at] == *dated.swapped[place];
    if (at != place && (twins || !twin)) others.places[others.count++] = at;
  }
  return others;
}

// By the longest chain of the rows next to `place` that never falls; nothing when it holds too few
// of them, or none on one side.
std::optional<Gap> GapAt(const Dated& dated, size_t place, bool twins) {
  const std::vector<int64_t>& days = dated.days;
  const auto [others, count] = OthersOf(dated, place, twins);
  std::array<size_t, 2 * kReach> before{}, length{};
  size_t last = 0;
  if (count < kLeastOthers) return std::nullopt;
  for (size_t i = 0; i < count; ++i) {
    length[i] = 1;
    before[i] = i;
    for (size_t k = 0; k < i; ++k) {
      if (days[others[k]] > days[others[i]] || length[k] < length[i]) continue;
      length[i] = length[k] + 1;
      before[i] = k;
    }
    if (length[i] > length[last]) last = i;
  }
  if (static_cast<double>(length[last]) < kInOrder * static_cast<double>(count))
    return std::nullopt;
  size_t after = last;
  while (others[after] > place && before[after] != after && others[before[after]] > place)
    after = before[after];
  if (others[after] < place || before[after] == after) return std::nullopt;
  return Gap{days[others[before[after]]], days[others[after]]};
}

// The gap by the rows that say more of the date than it says of them: with its other reading only
// where twice as many have that as its own.
std::optional<Gap> GapFor(const Dated& dated, size_t place) {
  return GapAt(dated, place, !IsUndecided(dated, place));
}

// Whether the date is in line with the rows next to it that have not its other reading.
bool FitsTheRest(const Dated& dated, size_t place) {
  const std::optional<Gap> gap = GapAt(dated, place, false);
  return gap && gap->Holds(dated.days[place]);
}

// A date far out of its gap.
struct Suspect {
  size_t place = 0;
  double chance = 0;  // that an exchange would bring any date into the gap
  bool explained = false;
};

std::vector<Suspect> SuspectsOf(const Dated& dated) {
  std::vector<Suspect> suspects;
  double asked = 0, ordered = 0;
  for (size_t i = 0; i < dated.days.size(); ++i) {
    if (!dated.swapped[i]) continue;
    ++asked;
    const std::optional<Gap> gap = GapFor(dated, i);
    if (!gap) continue;
    ++ordered;
    if (dated.days[i] > gap->low - kLeastFar && dated.days[i] < gap->high + kLeastFar) continue;
    const bool explained = gap->Holds(*dated.swapped[i]);
    if (explained && FitsTheRest(dated, i)) continue;
    suspects.push_back({i, gap->Chance(), explained});
  }
  if (ordered < kLeastInOrder * asked) suspects.clear();
  return suspects;
}

}  // namespace

bool IsUndecided(const Dated& dated, size_t place) {
  const size_t end = std::min(dated.days.size(), place + kNextRows + 1);
  size_t alike = 0, exchanged = 0;
  for (size_t at = place < kNextRows ? 0 : place - kNextRows; at < end; ++at) {
    alike += dated.days[at] == dated.days[place];
    exchanged += dated.days[at] == *dated.swapped[place];
  }
  return exchanged > 0 && exchanged < 2 * alike;
}

// How many more come in line than chance would bring tells how often dates are exchanged.
std::vector<std::pair<size_t, double>> FindOutOfLocalOrder(const Dated& dated) {
  const std::vector<Suspect> suspects = SuspectsOf(dated);
  double explained = 0, by_chance = 0;
  for (const Suspect& suspect : suspects) {
    explained += suspect.explained;
    by_chance += suspect.chance;
  }
  const double exchanged =
      std::max(0.0, explained - by_chance) / (static_cast<double>(suspects.size()) + 1);
  std::vector<std::pair<size_t, double>> found;
  for (const Suspect& suspect : suspects) {
    if (!suspect.explained) continue;
    found.emplace_back(suspect.place, exchanged / (exchanged + (1 - exchanged) * suspect.chance));
  }
  return found;
}

}  // namespace assay

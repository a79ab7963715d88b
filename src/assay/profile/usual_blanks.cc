// Counts of blanks beside each value of other columns, and of rows in which two columns say the
// same.
#include "assay/profile/usual_blanks.h"

#include <algorithm>

namespace assay {
namespace {

constexpr double kMostBlank = 0.5;      // share of rows; else a blank is no surprise
constexpr uint32_t kLeastLeftOut = 10;  // rows of a value
constexpr double kLeftOut = 0.95;       // of them
constexpr double kSame = 0.8;           // of the rows that have both
constexpr double kBeyondChance = 0.7;   // of what the most frequent value leaves open
constexpr uint32_t kLeastSame = 30;
constexpr uint32_t kFirstLook = 200;  // rows that show that two columns do not say the same
constexpr size_t kMostExplanations = 8;
constexpr double kMostLost = 0.13;     // share of rows; what is lost or wiped out is less
constexpr double kFewLost = 0.08;      // the same, where some column is left out at will
constexpr double kGathered = 3;        // times chance
constexpr double kLeastGathered = 10;  // pairs of rows
constexpr double kAtWill = 0.02;       // of the odds, where more rows leave the column out

// The codes of `beside` whose rows are nearly all among `blank_rows`.
std::vector<uint32_t> LeavingOut(const std::vector<uint32_t>& blank_rows,
                                 const EncodedColumn& beside) {
  std::vector<uint32_t> blanks(beside.values.size()), found;
  for (const uint32_t row : blank_rows) ++blanks[beside.codes[row]];
  for (uint32_t code = 0; code < blanks.size(); ++code) {
    if (!beside.blank[code] && blanks[code] >= kLeastLeftOut &&
        blanks[code] >= kLeftOut * beside.counts[code]) {
      found.push_back(code);
    }
  }
  return found;
}

bool SayTheSame(const EncodedColumn& a, const EncodedColumn& b) {
  uint32_t both = 0, same = 0;
  for (size_t row = 0; row < a.codes.size(); ++row) {
    const uint32_t code_a = a.codes[row], code_b = b.codes[row];
    if (a.blank[code_a] || b.blank[code_b]) continue;
    ++both;
    same += a.values[code_a] == b.values[code_b];
    if (both == kFirstLook && same < kSame / 2 * both) return false;
  }
  const double share = static_cast<double>(same) / std::max(1u, both);
  const double chance = static_cast<double>(a.top_count) / std::max(1u, a.filled);
  return both >= kLeastSame && share >= kSame && share - chance >= kBeyondChance * (1 - chance);
}

}  // namespace

std::vector<std::vector<UsualBlank>> FindUsualBlanks(const EncodedSample& sample) {
  std::vector<std::vector<UsualBlank>> usual(sample.columns.size());
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (column.filled == sample.rows || column.filled < (1 - kMostBlank) * sample.rows) continue;
    const std::vector<uint32_t> blank_rows = BlankRows(column, sample.rows);
    for (uint32_t other = 0; other < sample.columns.size(); ++other) {
      const EncodedColumn& beside = sample.columns[other];
      if (other == c) continue;
      if (SayTheSame(column, beside)) usual[c].push_back({other, std::nullopt});
      for (const uint32_t code : LeavingOut(blank_rows, beside))
        usual[c].push_back({other, EncodedHash(beside.values[code])});
    }
    if (usual[c].size() > kMostExplanations) usual[c].resize(kMostExplanations);
  }
  return usual;
}

bool GatherBlanks(const EncodedColumn& column, const EncodedColumn& beside) {
  const double rows = static_cast<double>(column.codes.size());
  const double share = 1 - column.filled / rows;
  std::vector<uint32_t> blanks(beside.values.size());
  double pairs = 0, by_chance = 0;
  for (size_t row = 0; row < column.codes.size(); ++row) {
    const uint32_t group = beside.codes[row];
    if (!column.blank[column.codes[row]] || beside.blank[group]) continue;
    pairs += blanks[group]++;
    by_chance += share * (beside.counts[group] - 1) / 2;
  }
  return pairs >= kLeastGathered && pairs >= kGathered * by_chance;
}

bool AllHaveBlanks(const EncodedSample& sample) {
  return std::ranges::all_of(sample.columns,
                             [&](const EncodedColumn& c) { return c.filled < sample.rows; });
}

bool IsLeftAtWill(std::span<const uint64_t> blanks, uint64_t rows, size_t column) {
  const auto loses = [&](uint64_t count, double share) {
    return static_cast<double>(count) > share * static_cast<double>(rows);
  };
  return loses(blanks[column], kFewLost) &&
         std::ranges::any_of(blanks, [](uint64_t count) { return count == 0; }) &&
         std::ranges::any_of(blanks, [&](uint64_t count) { return loses(count, kMostLost); });
}

double OddsOfLeavingOut(const EncodedSample& sample, uint32_t column) {
  std::vector<uint64_t> blanks;
  for (const EncodedColumn& c : sample.columns) blanks.push_back(sample.rows - c.filled);
  return IsLeftAtWill(blanks, sample.rows, column) ? kAtWill : 1;
}

}  // namespace assay

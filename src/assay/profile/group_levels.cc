// Medians and median deviations by group, in plain or logarithmic numbers, whichever is steadier.
#include "assay/profile/group_levels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assay/profile/median.h"
#include "assay/profile/tail_gap.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 12;    // of a group
constexpr double kLeastCovered = 0.6;  // of the rows are in such groups
constexpr double kLeastExplained = 0.5;
constexpr double kToSigma = 1.4826;       // from a median deviation
constexpr double kMostFar = 0.02;         // of all rows lie beyond the limit
constexpr double kMostFarOfGroup = 0.06;  // of a group's rows, or three
constexpr uint32_t kMostAlike = 2;        // rows with the same far number in the same group
// Steepness of a tail that falls like noise: less is how the numbers are, more how they are
// written.
constexpr double kLikeNoise = 3, kTooSteep = 10;
constexpr double kClearEvidence = 30;  // of the gap
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double DeviationOf(const std::vector<double>& values, double middle) {
  std::vector<double> distances;
  distances.reserve(values.size());
  for (const double value : values) distances.push_back(std::abs(value - middle));
  return kToSigma * Median(std::move(distances));
}

double Scaled(double number, bool logarithmic) {
  if (!logarithmic) return number;
  return number > 0 ? std::log(number) : kNone;
}

// Levels of all groups in one scale.
struct Fit {
  std::vector<GroupLevel> levels;  // by code of the group column
  double usual = 0;                // median of the groups' deviations
  double unevenness = 0;           // how far the deviations differ, as logarithms
  double explained = 0;
  double covered = 0;
};

using Numbers = std::vector<std::vector<double>>;  // by group

Fit FitLevels(const Numbers& groups, bool logarithmic) {
  Fit fit;
  fit.levels.resize(groups.size());
  std::vector<double> all, deviations;
  double rows = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    std::vector<double> scaled;
    for (const double number : groups[g]) scaled.push_back(Scaled(number, logarithmic));
    all.insert(all.end(), scaled.begin(), scaled.end());
    if (scaled.size() < kLeastRows) continue;
    const double middle = Median(scaled);
    fit.levels[g] = {middle, DeviationOf(scaled, middle), static_cast<uint32_t>(scaled.size())};
    rows += static_cast<double>(scaled.size());
    if (fit.levels[g].deviation > 0) deviations.push_back(fit.levels[g].deviation);
  }
  if (deviations.empty() || all.empty()) return fit;
  fit.covered = rows / static_cast<double>(all.size());
  fit.usual = Median(deviations);
  for (double& deviation : deviations) deviation = std::abs(std::log(deviation / fit.usual));
  fit.unevenness = Median(deviations);
  const double middle = Median(all), spread = DeviationOf(all, middle);
  fit.explained = spread > 0 ? 1 - fit.usual / spread : 0;
  return fit;
}

Numbers NumbersByGroup(const EncodedColumn& numbers, const EncodedColumn& groups, bool* positive) {
  Numbers by_group(groups.values.size());
  for (size_t row = 0; row < groups.codes.size(); ++row) {
    const double number = numbers.numbers[numbers.codes[row]];
    const uint32_t group = groups.codes[row];
    if (std::isnan(number) || groups.blank[group]) continue;
    *positive &= number > 0;
    by_group[group].push_back(number);
  }
  return by_group;
}

// What the last digit that most numbers of the column write is worth.
double UnitOf(const EncodedColumn& column) {
  std::vector<double> decimals;
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (std::isnan(column.numbers[code])) continue;
    const size_t point = column.values[code].rfind(column.decimal_mark);
    decimals.push_back(point == std::string_view::npos
                           ? 0
                           : static_cast<double>(column.values[code].size() - point - 1));
  }
  return decimals.empty() ? 0 : std::pow(10.0, -Median(decimals));
}

// The least of the distances (at least 50) beyond `limit` that are behind one gap, so wide that
// noise does not explain it; 0 if there is none or others are beyond the limit, too.
double ClearDistance(std::vector<double> distances, double limit) {
  std::erase_if(distances, [](double distance) { return !(distance > 0); });
  const auto most = static_cast<size_t>(kMostFar * static_cast<double>(distances.size()));
  const auto gap = FindTailGap(std::move(distances), most, limit);
  const bool clear = gap && gap->below <= limit && gap->evidence >= kClearEvidence &&
                     gap->steepness >= kLikeNoise && gap->steepness < kTooSteep;
  return clear ? gap->above : 0;
}

// Sets the limits of distances, and forgets groups where far numbers are usual. False when they are
// usual everywhere.
bool LearnLimit(const Numbers& groups, const EncodedColumn& group, GroupLevels* out) {
  const auto level_of = [&](size_t g) { return out->levels.find(EncodedHash(group.values[g])); };
  std::vector<double> distances;
  for (size_t g = 0; g < groups.size(); ++g) {
    const auto level = level_of(g);
    if (level == out->levels.end()) continue;
    for (const double number : groups[g]) {
      distances.push_back(std::abs(out->DistanceOf(level->second, number)));
    }
  }
  if (distances.size() < 50) return false;
  out->limit = TailLimitOf(&distances);
  const auto far = std::count_if(distances.begin(), distances.end(),
                                 [&](double distance) { return distance > out->limit.soft; });
  if (static_cast<double>(far) > std::max(2.0, kMostFar * static_cast<double>(distances.size())))
    return false;
  out->clear = ClearDistance(std::move(distances), out->limit.soft);
  for (size_t g = 0; g < groups.size(); ++g) {
    const auto level = level_of(g);
    if (level == out->levels.end()) continue;
    std::vector<double> beyond;
    for (const double number : groups[g]) {
      if (std::abs(out->DistanceOf(level->second, number)) > out->limit.soft)
        beyond.push_back(number);
    }
    std::sort(beyond.begin(), beyond.end());
    uint32_t alike = 0, run = 0;
    for (size_t i = 0; i < beyond.size(); ++i) {
      run = i > 0 && beyond[i] == beyond[i - 1] ? run + 1 : 1;
      alike = std::max(alike, run);
    }
    const double most = std::max(3.0, kMostFarOfGroup * static_cast<double>(groups[g].size()));
    if (alike > kMostAlike || static_cast<double>(beyond.size()) > most) out->levels.erase(level);
  }
  return !out->levels.empty();
}

}  // namespace

double GroupLevels::DistanceOf(const GroupLevel& level, double number) const {
  const double scaled = Scaled(number, logarithmic);
  return std::isnan(scaled) || level.deviation <= 0 ? kNone
                                                    : (scaled - level.middle) / level.deviation;
}

bool LearnGroupLevels(const EncodedSample& sample, uint32_t column, uint32_t group,
                      GroupLevels* out) {
  const EncodedColumn& groups = sample.columns[group];
  bool positive = true;
  const Numbers numbers = NumbersByGroup(sample.columns[column], groups, &positive);
  Fit fit = FitLevels(numbers, false);
  if (positive) {
    Fit logarithmic = FitLevels(numbers, true);
    out->logarithmic = logarithmic.unevenness < fit.unevenness;
    if (out->logarithmic) fit = std::move(logarithmic);
  }
  if (fit.covered < kLeastCovered || fit.explained < kLeastExplained) return false;
  out->column = column;
  out->group = group;
  out->decimal_mark = sample.columns[column].decimal_mark;
  out->explained = fit.explained;
  const double unit = UnitOf(sample.columns[column]);
  for (size_t g = 0; g < numbers.size(); ++g) {
    GroupLevel& level = fit.levels[g];
    if (level.rows < kLeastRows) continue;
    // Rounded numbers of a low level differ by their last digit at least.
    const double rounding = unit / (out->logarithmic ? std::exp(level.middle) : 2);
    if (level.deviation == 0 && rounding < fit.usual / 2) continue;  // mostly one number: no spread
    level.deviation = std::max({level.deviation, fit.usual / 2, rounding});
    out->levels.emplace(EncodedHash(groups.values[g]), level);
  }
  return LearnLimit(numbers, groups, out);
}

}  // namespace assay

// Order and steps of numbered codes, learned from neighbouring rows with unique values.
#include "assay/profile/key_sequence.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr uint32_t kReach = 8;     // rows to a neighbour
constexpr size_t kMostOnSide = 3;  // neighbours before and after
constexpr size_t kLeastNeighbours = 3;
constexpr double kLeastOrdered = 0.8;  // of neighbouring rows
constexpr double kLeastKept = 0.5;     // of neighbouring rows, for a step to be one
constexpr double kLeastPairs = 0.2;    // neighbouring rows with unique values, as a share of rows
constexpr uint32_t kMostRead = 2000;   // values that are read to know whether they are dates
constexpr double kDates = 0.8;         // share of the values
constexpr double kMostTogether = 0.3;  // of repeated rows that stand beside an equal one

bool SameForm(const NumberedCode& a, const NumberedCode& b) {
  return a.is_code && b.is_code && a.prefix == b.prefix && a.suffix == b.suffix;
}

}  // namespace

bool HoldsDays(const EncodedColumn& column) {
  uint32_t dates = 0, seen = 0;
  for (size_t code = 0; code < column.values.size() && seen < kMostRead; ++code) {
    if (column.blank[code]) continue;
    ++seen;
    dates += ReadWrittenDate(column.values[code]).has_value();
  }
  return dates > kDates * seen;
}

KeySequence::KeySequence(const EncodedColumn& column) : column_(&column) {
  for (const std::string_view value : column.values) {
    parsed_.push_back(ReadNumberedCode(value));
    const NumberedCode& code = parsed_.back();
    padded_ |= code.is_code && code.digits > std::to_string(std::abs(code.number)).size();
  }
  ReadDays();
}

// Numbers dates by their days; what follows a date (a time) must be the same for all.
void KeySequence::ReadDays() {
  holds_days_ = HoldsDays(*column_);
  if (!holds_days_) return;
  std::vector<std::optional<WrittenDate>> dates;
  int clear = 0;  // dates that begin with the month, less those that do not
  for (const std::string_view value : column_->values) {
    dates.push_back(ReadWrittenDate(value));
    if (!dates.back()) continue;
    clear += dates.back()->year_first || dates.back()->second > 12 ? 1 : 0;
    clear -= dates.back()->first > 12 ? 1 : 0;
  }
  month_first_ = clear > 0;
  for (size_t code = 0; code < dates.size(); ++code) {
    NumberedCode& day = parsed_[code];
    day = {};
    const auto number = dates[code] ? DayNumber(*dates[code], month_first_) : std::nullopt;
    if (!number) continue;
    const std::string_view value = column_->values[code];
    day.number = *number;
    day.suffix = value.substr(std::min(value.size(), value.find_first_of(" T")));
    day.is_code = true;
  }
}

std::optional<KeySequence> KeySequence::Find(const EncodedColumn& column) {
  KeySequence sequence(column);
  if (!sequence.LearnSteps()) return std::nullopt;
  return sequence;
}

bool KeySequence::IsUnique(uint32_t row) const {
  const uint32_t code = column_->codes[row];
  return column_->counts[code] == 1 && parsed_[code].is_code;
}

bool KeySequence::LearnSteps() {
  const auto rows = static_cast<uint32_t>(column_->codes.size());
  std::map<int64_t, double> steps;
  double pairs = 0, up = 0, down = 0, repeated = 0, together = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    const uint32_t code = column_->codes[row];
    if (!column_->blank[code] && column_->counts[code] > 1) {
      ++repeated;
      together += (row > 0 && column_->codes[row - 1] == code) ||
                  (row + 1 < rows && column_->codes[row + 1] == code);
    }
    if (row == 0 || !IsUnique(row - 1) || !IsUnique(row)) continue;
    ++pairs;
    if (!SameForm(CodeOf(row - 1), CodeOf(row))) continue;
    const int64_t step = CodeOf(row).number - CodeOf(row - 1).number;
    up += step > 0;
    down += step < 0;
    ++steps[step];
  }
  if (pairs < kLeastPairs * rows || pairs < kLeastNeighbours) return false;
  sign_ = up >= down ? 1 : -1;
  ordered_ = std::max(up, down) / pairs;
  if (ordered_ < kLeastOrdered) return false;
  const auto most = std::max_element(
      steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const double kept = (most->second + 1) / (pairs + 2);
  if (kept >= kLeastKept) {
    step_ = most->first;
    kept_ = kept;
  }
  return step_ != 0 || together <= kMostTogether * repeated;
}

// The nearest ones first.
std::vector<uint32_t> KeySequence::Neighbours(uint32_t row, bool before) const {
  std::vector<uint32_t> found;
  const auto rows = static_cast<uint32_t>(column_->codes.size());
  for (uint32_t away = 1; away <= kReach && found.size() < kMostOnSide; ++away) {
    if (before ? away > row : row + away >= rows) break;
    const uint32_t other = before ? row - away : row + away;
    if (IsUnique(other)) found.push_back(other);
  }
  return found;
}

bool KeySequence::InOrder(const std::vector<uint32_t>& rows) const {
  for (size_t i = 1; i < rows.size(); ++i) {
    const NumberedCode &a = CodeOf(rows[i - 1]), &b = CodeOf(rows[i]);
    if (!SameForm(a, b) || (b.number - a.number) * sign_ <= 0) return false;
  }
  return true;
}

// The number that the steps leave to the row. At an end of the table one side must do, all of whose
// rows are in step.
std::optional<int64_t> KeySequence::Predict(uint32_t row, const std::vector<uint32_t>& before,
                                            const std::vector<uint32_t>& after) const {
  if (step_ == 0) return std::nullopt;
  const auto at = [&](uint32_t from) {
    return CodeOf(from).number + step_ * (static_cast<int64_t>(row) - static_cast<int64_t>(from));
  };
  if (!before.empty() && !after.empty()) {
    if (at(before[0]) != at(after[0])) return std::nullopt;
    return at(before[0]);
  }
  const auto rows = static_cast<uint32_t>(column_->codes.size());
  if (before.empty() ? row > kReach : row + kReach < rows) return std::nullopt;
  const std::vector<uint32_t>& side = before.empty() ? after : before;
  for (const uint32_t other : side) {
    if (at(other) != at(side[0])) return std::nullopt;
  }
  return at(side[0]);
}

// As the value in that row is written: a day in its form; a number with zeros in front where the
// column writes them, of as many digits. Empty when it cannot be.
std::string KeySequence::Write(uint32_t row, int64_t number) const {
  if (holds_days_) {
    const std::string_view text = column_->values[column_->codes[row]];
    return WithDay(text, *ReadWrittenDate(text), month_first_, number).value_or("");
  }
  const NumberedCode& like = CodeOf(row);
  const std::string digits = std::to_string(number);
  const size_t zeros = padded_ && digits.size() < like.digits ? like.digits - digits.size() : 0;
  return fmt::format("{}{}{}{}", like.prefix, std::string(zeros, '0'), digits, like.suffix);
}

Placing KeySequence::PlaceOf(uint32_t row) const {
  Placing placing;
  const std::vector<uint32_t> before = Neighbours(row, true), after = Neighbours(row, false);
  std::vector<uint32_t> around(before.rbegin(), before.rend());
  around.insert(around.end(), after.begin(), after.end());
  if (around.size() < kLeastNeighbours || !InOrder(around)) return placing;
  const NumberedCode &own = CodeOf(row), &like = CodeOf(around[0]);
  placing.between = !before.empty() && !after.empty();
  if (!before.empty()) placing.low = column_->values[column_->codes[before[0]]];
  if (!after.empty()) placing.high = column_->values[column_->codes[after[0]]];
  if (const std::optional<int64_t> number = Predict(row, before, after)) {
    if (SameForm(own, like) && own.number == *number) {
      placing.verdict = Placing::Verdict::kInPlace;
      return placing;
    }
    std::string missing = Write(around[0], *number);
    if (missing.empty() || column_->index.Find(EncodedHash(missing)) != ValueIndex::kNone) {
      return placing;
    }
    placing.verdict = Placing::Verdict::kMisplaced;
    placing.missing = std::move(missing);
    return placing;
  }
  const bool above = before.empty() || (own.number - CodeOf(before[0]).number) * sign_ > 0;
  const bool below = after.empty() || (CodeOf(after[0]).number - own.number) * sign_ > 0;
  if (!SameForm(own, like) || !above || !below) {
    placing.verdict = Placing::Verdict::kMisplaced;
  } else if (placing.between) {
    placing.verdict = Placing::Verdict::kInPlace;
  }
  return placing;
}

}  // namespace assay

// Agreement of the rows of a value, against that of the rows of other values and of any rows.
#include "assay/profile/overused_values.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 50;      // of the table
constexpr double kLeastFilled = 0.5;     // of its rows
constexpr double kLeastDistinct = 0.5;   // distinct values a filled row
constexpr double kMostNumbers = 0.5;     // share of rows; measurements repeat by chance
constexpr uint32_t kFewRows = 4;         // of a value that repeats as usual, at most
constexpr size_t kLeastUsual = 10;       // values that show how rows of one value agree
constexpr size_t kMostUsual = 2000;      // that are looked at
constexpr double kLeastAgreement = 0.4;  // of the rows of one value, for a column to tell
constexpr double kLeastGain = 0.3;       // of it over any two rows
constexpr size_t kLeastTelling = 2;      // columns
constexpr double kNothing = 0.5;         // most of that gain where rows have nothing in common
constexpr double kRare = 0.02;           // chance agreement of a column that names things
constexpr size_t kLeastOverused = 2;     // values
constexpr double kNatural = 1.5;  // values of few rows with nothing in common, for an overused one

constexpr double kNumbered = 0.5;  // share of the overused values that differ in their number only
constexpr size_t kLeastNumbered = 3;   // of them
constexpr double kMostOfColumn = 0.8;  // share of all values with that text around the number

// A column that tells what a value is about.
struct Telling {
  uint32_t column = 0;
  double usual = 0;   // agreement of the rows of a value
  double chance = 0;  // agreement of any two rows
};

// The probability that two rows of the table agree.
double ChanceAgreement(const EncodedColumn& column) {
  double sum = 0;
  for (uint32_t code = 0; code < column.counts.size(); ++code) {
    if (column.blank[code]) continue;
    const double share = static_cast<double>(column.counts[code]) / column.filled;
    sum += share * share;
  }
  return sum;
}

// Share of the pairs among `rows` whose filled cells are equal; NaN without such a pair.
double Agreement(const EncodedColumn& column, const std::vector<uint32_t>& rows) {
  std::vector<uint32_t> codes;  // of the filled cells
  codes.reserve(rows.size());
  for (const uint32_t row : rows) {
    const uint32_t code = column.codes[row];
    if (!column.blank[code]) codes.push_back(code);
  }
  const uint64_t filled = codes.size();
  if (filled < 2) return std::nan("");
  std::sort(codes.begin(), codes.end());
  uint64_t equal = 0, before = 0;  // before: equal ones in front of a cell
  for (size_t i = 1; i < codes.size(); ++i) {
    before = codes[i] == codes[i - 1] ? before + 1 : 0;
    equal += before;
  }
  return static_cast<double>(equal) / (0.5 * static_cast<double>(filled * (filled - 1)));
}

// The value without its digits.
std::string TextOf(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c < '0' || c > '9') text += c;
  }
  return text;
}

// Looks for overused values of one column.
class OveruseFinder {
 public:
  OveruseFinder(const EncodedSample& sample, uint32_t column)
      : sample_(sample), column_(column), key_(sample.columns[column]) {}

  std::vector<OverusedValue> Find() {
    std::vector<OverusedValue> found;
    if (!TellsApart()) return found;
    GroupValues();
    if (usual_.size() < kLeastUsual || many_.size() < kLeastOverused) return found;
    FindTelling();
    if (telling_.size() < kLeastTelling) return found;
    for (const std::vector<uint32_t>& rows : many_) {
      if (HaveNothingInCommon(rows)) found.push_back(Describe(rows));
    }
    if (found.size() < kLeastOverused || IsNatural(found.size()) || AreNumbered(found)) {
      found.clear();
    }
    return found;
  }

 private:
  bool TellsApart() const {
    return key_.filled >= kLeastFilled * sample_.rows &&
           key_.filled_distinct >= kLeastDistinct * key_.filled &&
           key_.numeric <= kMostNumbers * key_.filled;
  }

  void GroupValues() {
    const RowGroups groups = GroupRows(key_.codes, static_cast<uint32_t>(key_.values.size()));
    for (uint32_t code = 0; code < key_.values.size(); ++code) {
      if (key_.blank[code] || key_.counts[code] < 2) continue;
      const bool usual = key_.counts[code] <= kFewRows;
      if (usual && usual_.size() >= kMostUsual) continue;
      (usual ? usual_ : many_)
          .emplace_back(groups.order.begin() + groups.start[code],
                        groups.order.begin() + groups.start[code + 1]);
    }
  }

  void FindTelling() {
    for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
      const EncodedColumn& column = sample_.columns[c];
      if (c == column_ || column.filled < kLeastFilled * sample_.rows) continue;
      double sum = 0, judged = 0;
      for (const std::vector<uint32_t>& rows : usual_) {
        const double agreement = Agreement(column, rows);
        if (std::isnan(agreement)) continue;
        sum += agreement;
        ++judged;
      }
      if (judged < kLeastUsual) continue;
      const Telling telling{c, sum / judged, ChanceAgreement(column)};
      if (telling.usual >= kLeastAgreement && telling.usual - telling.chance >= kLeastGain) {
        telling_.push_back(telling);
      }
    }
  }

  bool HaveNothingInCommon(const std::vector<uint32_t>& rows) const {
    return std::all_of(telling_.begin(), telling_.end(), [&](const Telling& telling) {
      const double agreement = Agreement(sample_.columns[telling.column], rows);
      return agreement - telling.chance <= kNothing * (telling.usual - telling.chance);
    });
  }

  bool IsNatural(size_t overused) const {
    const auto few = std::count_if(usual_.begin(), usual_.end(),
                                   [&](const auto& rows) { return HaveNothingInCommon(rows); });
    return static_cast<double>(few) > kNatural * static_cast<double>(overused);
  }

  // Numbers that count anew in each place (PO Box 12), unless all values of the column are such.
  bool AreNumbered(const std::vector<OverusedValue>& overused) const {
    std::unordered_map<std::string, size_t> counts;
    std::pair<std::string, size_t> most;
    for (const OverusedValue& value : overused) {
      std::string text = TextOf(key_.values[value.code]);
      const size_t count = ++counts[text];
      if (count > most.second) most = {std::move(text), count};
    }
    if (most.second < kLeastNumbered ||
        static_cast<double>(most.second) < kNumbered * static_cast<double>(overused.size())) {
      return false;
    }
    const auto alike = std::count_if(key_.values.begin(), key_.values.end(),
                                     [&](auto value) { return TextOf(value) == most.first; });
    return static_cast<double>(alike) < kMostOfColumn * static_cast<double>(key_.values.size());
  }

  OverusedValue Describe(const std::vector<uint32_t>& rows) const {
    double usual = 0;
    for (const std::vector<uint32_t>& few : usual_) usual += static_cast<double>(few.size());
    usual /= static_cast<double>(usual_.size());
    OverusedValue value;
    value.column = column_;
    value.code = key_.codes[rows[0]];
    value.wrong = 1 - std::min(1.0, usual / static_cast<double>(rows.size()));
    for (const Telling& telling : telling_) {
      if (telling.chance <= kRare) Spare(sample_.columns[telling.column], rows, &value.spared);
    }
    std::sort(value.spared.begin(), value.spared.end());
    return value;
  }

  // Rows that share what names a thing are, most likely, the thing that the value belongs to.
  static void Spare(const EncodedColumn& column, const std::vector<uint32_t>& rows,
                    std::vector<uint32_t>* spared) {
    std::unordered_map<uint32_t, uint32_t> counts;
    for (const uint32_t row : rows) ++counts[column.codes[row]];
    for (const uint32_t row : rows) {
      const uint32_t code = column.codes[row];
      if (!column.blank[code] && counts[code] > 1) spared->push_back(row);
    }
  }

  const EncodedSample& sample_;
  const uint32_t column_;
  const EncodedColumn& key_;
  std::vector<std::vector<uint32_t>> usual_, many_;  // rows of the values that repeat
  std::vector<Telling> telling_;
};

}  // namespace

std::vector<OverusedValue> FindOverusedValues(const EncodedSample& sample) {
  std::vector<OverusedValue> found;
  if (sample.rows < kLeastRows) return found;
  for (uint32_t column = 0; column < sample.columns.size(); ++column) {
    for (OverusedValue& value : OveruseFinder(sample, column).Find())
      found.push_back(std::move(value));
  }
  return found;
}

}  // namespace assay

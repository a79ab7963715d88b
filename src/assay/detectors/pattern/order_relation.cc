// order_relation: an end before its start, a price above its list price: two values of a row in the
// other order than in nearly all rows.
#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/number_range.h"
#include "assay/profile/order_suspects.h"
#include "assay/profile/ordered_columns.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/written_date.h"

namespace assay {
namespace {

constexpr double kRarest = 0.8;      // confidence where the order is hardly ever broken
constexpr double kLossByShare = 20;  // that is lost for each share of rows that break it
constexpr double kEither = 0.75;     // factor when either of the two cells may be the wrong one
constexpr double kOutsideWins =
    0.25;  // of the column's range, by which one value must lie further out

class OrderRelationDetector final : public RowDetector {
 public:
  OrderRelationDetector(std::vector<OrderedPair> pairs, std::vector<OrderSuspect> suspects,
                        std::vector<NumberRange> ranges, std::vector<std::string> names)
      : pairs_(std::move(pairs)),
        suspects_(std::move(suspects)),
        ranges_(std::move(ranges)),
        names_(std::move(names)) {
    kinds_.assign(names_.size(), LineKind::kNone);
    for (const OrderedPair& pair : pairs_) {
      for (const uint32_t column : {pair.low, pair.high}) {
        if (kinds_[column] == LineKind::kNone) reads_.push_back(column);
        kinds_[column] = pair.kind;
      }
    }
  }

  std::span<const uint32_t> Reads() const override { return reads_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    std::vector<double> places(names_.size());
    for (const uint32_t column : reads_)
      places[column] = PlaceOnLine(row.Value(column), kinds_[column]);
    std::vector<uint8_t> blamed(names_.size());
    // An exchange that puts all in order explains more than a wrong value does.
    for (const bool exchanged : {true, false}) {
      for (const OrderedPair& pair : pairs_) {
        if (!(places[pair.low] > places[pair.high]) || blamed[pair.low] || blamed[pair.high])
          continue;
        if (exchanged && !AreExchanged(row, pair, places)) continue;
        Blame(row, pair, places, exchanged, &blamed, evidence);
      }
    }
  }

 private:
  // Pairs with the column that the places break, less those that they keep.
  int Broken(const std::vector<double>& places, uint32_t column) const {
    int broken = 0;
    for (const OrderedPair& pair : pairs_) {
      if (pair.low != column && pair.high != column) continue;
      if (places[pair.low] > places[pair.high]) ++broken;
      if (places[pair.low] <= places[pair.high]) --broken;
    }
    return broken;
  }

  const OrderSuspect& SuspectOf(const OrderedPair& pair) const {
    return suspects_[static_cast<size_t>(&pair - pairs_.data())];
  }

  // Whether all is in order once the two values are exchanged, as far apart as usual.
  bool AreExchanged(const RowView& row, const OrderedPair& pair,
                    const std::vector<double>& places) const {
    const double apart = places[pair.low] - places[pair.high];
    // An exchange would put both columns' values off.
    if (SuspectOf(pair).column >= 0 && !SuspectOf(pair).exchanges) return false;
    if (apart < pair.usual_least || apart > pair.usual_most) return false;
    if (IsInOrderSwapped(row, pair, pair.low, places) !=
        IsInOrderSwapped(row, pair, pair.high, places)) {
      return false;
    }
    std::vector<double> exchanged = places;
    std::swap(exchanged[pair.low], exchanged[pair.high]);
    return std::none_of(pairs_.begin(), pairs_.end(), [&](const OrderedPair& other) {
      const bool touches = other.low == pair.low || other.low == pair.high ||
                           other.high == pair.low || other.high == pair.high;
      return touches && exchanged[other.low] > exchanged[other.high];
    });
  }

  // Whether the pair is in order, as far apart as usual, once day and month of `column` are
  // exchanged.
  static bool IsInOrderSwapped(const RowView& row, const OrderedPair& pair, uint32_t column,
                               const std::vector<double>& places) {
    if (IsNumbers(pair.kind)) return false;
    const auto date = ReadWrittenDate(row.Value(column));
    const auto day = date ? DayNumber(*date, pair.kind != LineKind::kMonthFirst) : std::nullopt;
    if (!day) return false;
    const double swapped = static_cast<double>(*day);
    const double apart =
        column == pair.low ? places[pair.high] - swapped : swapped - places[pair.low];
    return apart >= pair.usual_least && apart <= pair.usual_most;
  }

  // Which of the two is the wrong one; the other is left alone. -1: no telling.
  int64_t WrongOne(const OrderedPair& pair, const std::vector<double>& places) const {
    const int low = Broken(places, pair.low), high = Broken(places, pair.high);
    if (low != high) return low > high ? pair.low : pair.high;
    const double low_out = ranges_[pair.low].Outside(places[pair.low]);
    const double high_out = ranges_[pair.high].Outside(places[pair.high]);
    if (std::abs(low_out - high_out) < kOutsideWins) return SuspectOf(pair).column;
    return low_out > high_out ? pair.low : pair.high;
  }

  void Blame(const RowView& row, const OrderedPair& pair, const std::vector<double>& places,
             bool exchanged, std::vector<uint8_t>* blamed, RowEvidence* evidence) const {
    int64_t wrong = -1;
    if (!exchanged) {
      const bool low = IsInOrderSwapped(row, pair, pair.low, places);
      const bool high = IsInOrderSwapped(row, pair, pair.high, places);
      wrong = low != high ? (low ? pair.low : pair.high) : WrongOne(pair, places);
    }
    const double share = 1 - static_cast<double>(pair.kept) / pair.rows;
    const double confidence =
        (kRarest - kLossByShare * share) * (exchanged || wrong >= 0 ? 1 : kEither);
    for (const uint32_t column : {pair.low, pair.high}) {
      if (wrong >= 0 && column != wrong) continue;
      const uint32_t other = column == pair.low ? pair.high : pair.low;
      Evidence e = MakeEvidence(
          Code::kRelationViolation, confidence,
          fmt::format("{} {} is above {} {}; in {} of {} rows it is not{}.", names_[pair.low],
                      Excerpt(row.Value(pair.low)), names_[pair.high],
                      Excerpt(row.Value(pair.high)), pair.kept, pair.rows,
                      exchanged ? ", as if the two were exchanged here" : ""),
          fmt::format("{} {}", column == pair.low ? "at most" : "at least", row.Value(other)));
      if (exchanged) {
        Suggest(std::string(row.Value(other)), &e);
      } else {
        e.beside = other;
      }
      evidence->Add(column, std::move(e));
      (*blamed)[column] = 1;
    }
  }

  std::vector<OrderedPair> pairs_;
  std::vector<OrderSuspect> suspects_;  // by pair
  std::vector<NumberRange> ranges_;
  std::vector<std::string> names_;
  std::vector<LineKind> kinds_;  // by column
  std::vector<uint32_t> reads_;
};

// By column, where 96 of 100 of its values lie.
std::vector<NumberRange> RangesOf(const EncodedSample& sample,
                                  const std::vector<OrderedPair>& pairs) {
  std::vector<NumberRange> ranges(sample.columns.size());
  for (const OrderedPair& pair : pairs) {
    for (const uint32_t c : {pair.low, pair.high}) {
      const EncodedColumn& column = sample.columns[c];
      std::vector<double> places;
      for (const uint32_t code : column.codes) {
        const double place = PlaceOnLine(column.values[code], pair.kind);
        if (!std::isnan(place)) places.push_back(place);
      }
      ranges[c] = RangeOfNearlyAll(std::move(places));
    }
  }
  return ranges;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no two columns of numbers or dates keep an order that a few rows break";
  std::vector<OrderedPair> pairs = FindOrderedPairs(*context.sample);
  if (pairs.empty()) return std::unique_ptr<RowDetector>();
  std::vector<NumberRange> ranges = RangesOf(*context.sample, pairs);
  std::vector<OrderSuspect> suspects = FindOrderSuspects(*context.sample, pairs);
  return std::unique_ptr<RowDetector>(std::make_unique<OrderRelationDetector>(
      std::move(pairs), std::move(suspects), std::move(ranges), ColumnNames(*context.table)));
}

constexpr Code kEmitted[] = {Code::kRelationViolation};

constexpr Example kExamples[] = {
    {"start and end of one row are exchanged", "",
     "first_page,last_page,id\n328,335,1\n193,232,2\n388,414,3\n281,281,4\n248,285,5\n"
     "137,163,6\n90,93,7\n250,300,8\n204,223,9\n303,310,10\n384,390,11\n153,158,12\n"
     "209,213,13\n46,49,14\n326,340,15\n77,77,16\n12,17,17\n120,200,18\n94,145,19\n"
     "158,167,20\n111,130,21\n357,381,22\n103,173,23\n363,368,24\n206,214,25\n194,207,26\n"
     "84,91,27\n179,187,28\n318,340,29\n315,343,30\n183,184,31\n191,233,32\n285,256,33\n"
     "104,120,34\n370,374,35\n141,233,36\n21,95,37\n193,239,38\n19,38,39\n224,235,40\n"
     "306,352,41\n241,242,42\n102,126,43\n110,113,44\n135,201,45\n246,256,46\n191,246,47\n"
     "138,175,48\n65,87,49\n198,247,50\n28,42,51\n56,61,52\n272,295,53\n85,95,54\n"
     "369,388,55\n169,197,56\n166,170,57\n50,74,58\n379,408,59\n257,261,60\n34,36,61\n"
     "317,336,62\n217,217,63\n389,411,64\n138,153,65\n225,228,66\n336,336,67\n262,272,68\n"
     "116,119,69\n384,404,70\n",
     "32:0 32:1"},
    {"days that are always years apart", "",
     "built,renewed,id\n1978-07-07,1985-01-09,0\n1979-10-10,1985-01-07,1\n1982-03-13,1989-10-21,2"
     "\n1962-10-04,1967-01-05,3\n1982-04-15,1988-05-01,4\n1990-10-11,1997-05-13,5\n1961-02-03,1966"
     "-02-07,6\n1978-10-21,1984-04-01,7\n1959-10-12,1964-06-20,8\n1984-08-05,1991-10-16,9\n1990-10"
     "-05,1995-07-06,10\n1988-11-05,1994-05-08,11\n1978-10-08,1985-12-07,12\n1997-03-24,2004-11-18"
     ",13\n1991-04-22,1996-07-16,14\n1989-10-03,1994-07-02,15\n1983-02-04,1988-01-17,16\n1953-05-0"
     "8,1958-12-23,17\n1962-07-09,1967-07-27,18\n1988-10-16,1993-05-17,19\n1979-03-24,1985-02-05,2"
     "0\n1978-04-16,1985-09-21,21\n1962-10-20,1969-02-09,22\n1964-04-07,1955-12-01,23\n1968-02-09,"
     "1974-07-15,24\n1950-04-02,1957-01-06,25\n1955-05-12,1961-09-19,26\n1991-03-03,1997-06-05,27"
     "\n1976-08-11,1983-11-24,28\n1955-12-17,1962-10-05,29\n1966-10-02,1972-01-16,30\n1964-06-23,1"
     "971-05-02,31\n1968-01-20,1973-11-03,32\n1954-08-03,1961-12-10,33\n1956-06-05,1962-02-03,34\n"
     "1956-08-18,1962-06-24,35\n1974-01-24,1979-12-23,36\n1951-03-26,1958-06-12,37\n1950-02-22,195"
     "5-08-03,38\n1963-07-26,1968-01-28,39\n1980-08-19,1986-01-20,40\n1995-11-13,2001-07-19,41\n19"
     "76-01-20,1981-02-03,42\n1986-02-21,1993-02-09,43\n1962-07-24,1969-06-13,44\n1967-12-23,1973-"
     "10-15,45\n1955-08-15,1961-09-03,46\n1971-09-25,1976-09-01,47\n1976-05-20,1981-02-16,48\n1958"
     "-01-08,1963-12-04,49\n1995-08-25,2000-10-22,50\n1950-08-09,1955-01-12,51\n1979-05-05,1985-11"
     "-20,52\n1961-04-17,1968-03-25,53\n1985-06-22,1990-08-16,54\n1978-04-11,1985-07-22,55\n1962-0"
     "5-07,1969-11-14,56\n1958-04-07,1964-07-08,57\n1991-10-11,1997-04-05,58\n1957-03-16,1963-06-2"
     "7,59\n",
     "23:0 23:1"},
    {"two columns in no order", "",
     "left,right,id\n77,332,1\n221,64,2\n96,232,3\n200,86,4\n40,225,5\n160,82,6\n"
     "242,327,7\n96,277,8\n242,259,9\n362,383,10\n172,255,11\n150,159,12\n250,216,13\n"
     "85,67,14\n203,282,15\n101,331,16\n265,183,17\n102,55,18\n261,149,19\n273,290,20\n"
     "267,194,21\n42,192,22\n365,310,23\n349,27,24\n398,166,25\n196,296,26\n370,352,27\n"
     "153,258,28\n145,363,29\n376,160,30\n184,342,31\n101,307,32\n15,252,33\n290,138,34\n"
     "176,353,35\n150,247,36\n157,266,37\n341,354,38\n192,188,39\n150,339,40\n186,387,41\n"
     "219,189,42\n98,362,43\n240,196,44\n181,275,45\n82,281,46\n95,111,47\n195,254,48\n"
     "154,364,49\n50,378,50\n353,383,51\n223,97,52\n325,307,53\n274,350,54\n225,164,55\n"
     "329,293,56\n336,148,57\n378,24,58\n110,91,59\n310,235,60\n329,342,61\n102,122,62\n"
     "398,361,63\n102,333,64\n377,31,65\n251,125,66\n94,37,67\n78,66,68\n172,102,69\n"
     "257,109,70\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kOrderRelationDetector;
constinit const DetectorType kOrderRelationDetector = {
    .name = "order_relation",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Two numbers or dates of a row stand in the other order than in nearly all rows.",
    .details =
        "Two columns are ordered when at most 1 % of the rows break the order, far fewer than if "
        "the "
        "columns had nothing to do with each other, and when differences below zero are rare where "
        "those above zero are common. Both cells are flagged when exchanging them puts all in "
        "order; "
        "else the one that breaks more orders, lies outside its column's range, or is of the "
        "column in which the breaking rows stand mostly high (or low).",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// repeated_key: rows that carry another row's value in a column whose values identify rows (numbers
// in sequence, identifiers, exact measurements, names).
#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/copied_keys.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/key_sequence.h"
#include "assay/profile/ordered_chain.h"
#include "assay/profile/shape.h"
#include "assay/profile/still_counter.h"
#include "assay/profile/time_column.h"

namespace assay {
namespace {

constexpr double kLeastUnique = 0.5;  // share of rows whose value is unique
constexpr size_t kLeastRows = 8;
constexpr uint32_t kFillerRows = 5;   // a value of so many rows
constexpr uint32_t kFillerTimes = 3;  // and so many times more than any other stands for "none",
constexpr double kRim = 0.01;         // if at most this share of the numbers lies beyond it
constexpr double kMuch = 0.1;         // of the rows: no copy fills as much
constexpr uint32_t kMuchTimes = 10;   // times more than any other value
constexpr double kAlike = 0.1;        // or of the texts looks like it
constexpr double kCounting = 0.9;     // share of rows in step, for a sequence to prove copies
constexpr double kProven = 0.003;     // share of rows with proven copies that says they happen here
constexpr double kLeastInOrder = 0.75;  // share of unique rows from which on neighbours are asked
constexpr double kOutOfOrder = 0.95;    // probability of a copy beside a chain of rows in order
constexpr double kMissing = 0.98;       // probability of a copy where the steps leave another value
constexpr double kMissingAtEnd = 0.93;  // the same with neighbours on one side only
constexpr double kMisplacedOdds = 3;    // factor of the odds of a copy that is out of order
constexpr double kHardlyRepeats = 0.7;  // share of unique rows
constexpr double kUnproven = 0.85;      // at most, where nothing else proves that copies happen
constexpr double kLeastCopied = 0.5;    // probability that a column's repetitions are copies
constexpr double kLeastWrong = 0.35;    // probability of a wrong cell that is told of
constexpr double kNear = 0.1;           // of the table
constexpr double kFarByChance = 0.81;   // share of pairs of rows that are farther apart

// The rows of one value, and what their neighbours say of each.
struct Twins {
  uint32_t code = 0;
  std::vector<uint32_t> rows;  // ascending
  std::vector<Placing> placings;
};

// A column with repeated values.
struct Key {
  uint32_t column = 0;
  bool days = false;  // two things may happen on one: only what the steps prove counts
  double kept = 0;    // share of rows in step, if it counts
  std::vector<Twins> twins;
};

// Whether no key could be such: a number at the rim of all numbers, a text of a form of its own.
bool StandsApart(const EncodedColumn& column, uint32_t code) {
  const double number = column.numbers[code];
  double below = 0, above = 0, alike = 0, others = 0;
  const std::string shape = CoarseShape(ShapeOf(column.values[code]));
  for (uint32_t other = 0; other < column.values.size(); ++other) {
    if (other == code || column.blank[other]) continue;
    ++others;
    below += column.numbers[other] < number;
    above += column.numbers[other] > number;
    if (std::isnan(number)) alike += CoarseShape(ShapeOf(column.values[other])) == shape;
  }
  return std::isnan(number) ? alike < kAlike * others : std::min(below, above) < kRim * others;
}

// The code of the one value that repeats far more than all others (0, -9999): a filler, or what a
// count mostly is; no copied key.
uint32_t FillerOf(const EncodedColumn& column) {
  uint32_t most = 0, second = 1, filler = ValueIndex::kNone;
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    if (column.counts[code] > most) {
      second = std::max(second, most);
      most = column.counts[code];
      filler = code;
    } else {
      second = std::max(second, column.counts[code]);
    }
  }
  const bool often = most >= kFillerRows && most >= kFillerTimes * second;
  const bool much = most >= kMuch * column.filled && most >= kMuchTimes * second;
  return often && (much || StandsApart(column, filler)) ? filler : ValueIndex::kNone;
}

std::vector<uint32_t> RepeatedCodes(const EncodedColumn& column) {
  std::vector<uint32_t> codes;
  const uint32_t filler = FillerOf(column);
  for (uint32_t code = 0; code < column.values.size(); ++code) {
    if (!column.blank[code] && column.counts[code] > 1 && code != filler) codes.push_back(code);
  }
  return codes;
}

// Finds the wrong ones among rows with equal key values.
class CopyFinder {
 public:
  CopyFinder(const EncodedSample& sample, const RowSample& rows, MarkedCells* marked)
      : sample_(sample), rows_(rows), marked_(marked) {
    for (const EncodedColumn& column : sample.columns) shares_.push_back(UniqueShare(column));
  }

  void Find() {
    for (uint32_t c = 0; c < sample_.columns.size(); ++c) AddKey(c);
    for (const Key& key : keys_) FindMissing(key);
    for (const Key& key : keys_) {
      if (!key.days) FindRest(key);
    }
  }

 private:
  void AddKey(uint32_t c) {
    const EncodedColumn& column = sample_.columns[c];
    if (MarkOutOfOrder(c)) return;
    if (shares_[c] < kLeastUnique || column.filled < 0.5 * sample_.rows) return;
    const std::vector<uint32_t> repeated = RepeatedCodes(column);
    if (repeated.empty()) return;
    const RowGroups groups = GroupRows(column.codes, static_cast<uint32_t>(column.values.size()));
    const std::optional<KeySequence> sequence = KeySequence::Find(column);
    Key key;
    key.days = HoldsDays(column);
    if (key.days && (!sequence || sequence->kept() == 0)) return;
    key.column = c;
    key.kept = sequence ? sequence->kept() : 0;
    for (const uint32_t code : repeated) {
      Twins twins;
      twins.code = code;
      twins.rows.assign(groups.order.begin() + groups.start[code],
                        groups.order.begin() + groups.start[code + 1]);
      for (const uint32_t row : twins.rows)
        twins.placings.push_back(sequence ? sequence->PlaceOf(row) : Placing{});
      key.twins.push_back(std::move(twins));
    }
    keys_.push_back(std::move(key));
  }

  // Copies in a column whose other rows are in order without a repetition; false when it is no
  // such.
  bool MarkOutOfOrder(uint32_t c) {
    const EncodedColumn& column = sample_.columns[c];
    if (shares_[c] >= kLeastInOrder && KeySequence::Find(column))
      return false;  // the steps tell more
    const std::optional<OrderedChain> chain = FindOrderedChain(column);
    if (!chain) return false;
    const auto text = [&](uint32_t row) {
      return row == OrderedChain::kNoRow ? "the end" : Excerpt(column.values[column.codes[row]]);
    };
    for (const OrderedChain::Copy& copy : chain->copies) {
      ++out_of_order_;
      const std::string place =
          fmt::format("between {} and {}", text(copy.before), text(copy.after));
      marked_->Mark(
          rows_.rows[copy.row], c,
          MakeEvidence(Code::kDuplicateValue, kOutOfOrder,
                       fmt::format("Row {} has this value, too; {} rows of the column are "
                                   "in order, this one stands {}.",
                                   rows_.rows[copy.original], chain->rows, place),
                       "a value " + place));
    }
    return true;
  }

  // Copies that the steps of a sequence prove; they also tell whether it is the later row that has
  // the copy.
  void FindMissing(const Key& key) {
    for (const Twins& twins : key.twins) {
      for (size_t i = 0; i < twins.rows.size(); ++i) {
        if (twins.placings[i].missing.empty()) continue;
        if (key.kept >= kCounting) {
          ++proven_;
          later_ += i > 0;
          far_ += IsFar(twins, i);
        }
        MarkMissing(key, twins, i);
      }
    }
  }

  // Whether no row nearby has the value, too.
  bool IsFar(const Twins& twins, size_t at) const {
    const double reach = kNear * sample_.rows, row = twins.rows[at];
    return (at == 0 || row - twins.rows[at - 1] >= reach) &&
           (at + 1 == twins.rows.size() || twins.rows[at + 1] - row >= reach);
  }

  // Where the proven copies come from rows nearby, values that are equal far away are the rarer
  // copies: a factor of the odds.
  double FarOdds() const {
    if (proven_ == 0) return 1;
    const double far = (static_cast<double>(far_) + 1) / (static_cast<double>(proven_) + 2);
    return std::min(1.0, far / kFarByChance);
  }

  const std::vector<TimeColumn>& Times() {
    if (!times_) times_ = TimeColumnsOf(sample_);
    return *times_;
  }

  static double Scaled(double probability, double odds) {
    return odds * probability / (1 - probability + odds * probability);
  }

  void MarkMissing(const Key& key, const Twins& twins, size_t at) {
    const Placing& placing = twins.placings[at];
    const double most = placing.between ? kMissing : kMissingAtEnd;
    Evidence e =
        MakeEvidence(Code::kDuplicateValue, std::max(0.5, most * key.kept),
                     fmt::format("Row {} has this value, too; the rows {} leave {} to this one.",
                                 rows_.rows[twins.rows[at > 0 ? 0 : 1]], Around(placing),
                                 Excerpt(placing.missing)),
                     placing.missing);
    Suggest(placing.missing, &e);
    marked_->Mark(rows_.rows[twins.rows[at]], key.column, std::move(e));
  }

  static std::string Around(const Placing& placing) {
    if (placing.low.empty()) return fmt::format("after it, from {} on,", Excerpt(placing.high));
    if (placing.high.empty()) return fmt::format("before it, up to {},", Excerpt(placing.low));
    return fmt::format("with {} and {}", Excerpt(placing.low), Excerpt(placing.high));
  }

  // Copies that no step proves.
  void FindRest(const Key& key) {
    if (key.kept == 0 && IsStillCounter(sample_, key.column, Times())) return;
    std::vector<uint32_t> repeated;
    bool placed = false;
    for (const Twins& twins : key.twins) {
      repeated.push_back(twins.code);
      for (const Placing& placing : twins.placings)
        placed |= placing.verdict != Placing::Verdict::kUnknown;
    }
    KeyFeatures features = DescribeKey(sample_, key.column, shares_, repeated);
    features.sequence = placed;
    // Copies out of order prove it for columns that hardly repeat by nature, as names do.
    const bool hardly = features.unique >= kHardlyRepeats && !features.text;
    const uint64_t proofs = proven_ + (hardly ? out_of_order_ : 0);
    features.proven = static_cast<double>(proofs) >= kProven * sample_.rows;
    double probability = CopyProbability(features);
    if (!features.proven) probability = std::min(kUnproven, probability);
    if (probability < kLeastCopied) return;
    for (const Twins& twins : key.twins) MarkTwins(key, twins, probability);
  }

  // One of the rows with a value is right: one that stands in place, else rather the first.
  void MarkTwins(const Key& key, const Twins& twins, double probability) {
    std::vector<size_t> open;
    bool placed = false;
    for (size_t i = 0; i < twins.rows.size(); ++i) {
      const bool in_place = twins.placings[i].verdict == Placing::Verdict::kInPlace;
      placed |= in_place;
      if (!in_place && twins.placings[i].missing.empty()) open.push_back(i);
    }
    if (open.empty() || (open.size() == 1 && !placed)) return;
    const double later = (static_cast<double>(later_) + 3) / (static_cast<double>(proven_) + 4);
    for (const size_t i : open) {
      double wrong = IsFar(twins, i) ? Scaled(probability, FarOdds()) : probability;
      if (placed && twins.placings[i].verdict == Placing::Verdict::kMisplaced) {
        wrong = Scaled(wrong, kMisplacedOdds);
      } else if (!placed) {
        const auto others = static_cast<double>(open.size()) - 1;
        wrong *= i == open[0] ? 1 - later : 1 - (1 - later) / others;
      }
      if (wrong >= kLeastWrong) MarkCopy(key, twins, i, wrong);
    }
  }

  void MarkCopy(const Key& key, const Twins& twins, size_t at, double probability) {
    Evidence e = MakeEvidence(
        Code::kDuplicateValue, std::max(0.5, probability),
        fmt::format("{} of the column's values are unique, but {} rows have this one, row {} "
                    "among them, whose other columns differ.",
                    PercentText(shares_[key.column]), twins.rows.size(),
                    rows_.rows[twins.rows[at > 0 ? 0 : 1]]),
        "a value that no other row has");
    marked_->Mark(rows_.rows[twins.rows[at]], key.column, std::move(e));
  }

  const EncodedSample& sample_;
  const RowSample& rows_;
  MarkedCells* marked_;
  std::optional<std::vector<TimeColumn>> times_;  // once asked for
  std::vector<double> shares_;                    // UniqueShare by column
  std::vector<Key> keys_;
  // Copies that are proven, those of a value that an earlier row has, and those of one far away.
  uint64_t proven_ = 0, later_ = 0, far_ = 0;
  uint64_t out_of_order_ = 0;  // copies beside chains of rows in order
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const RowSample& rows = context.table->sample;
  *skip_reason = !rows.complete ? "the table is larger than the sample that shows repetitions"
                                : "no column with nearly unique values repeats one wrongly";
  if (!rows.complete || rows.rows.size() < kLeastRows) return std::unique_ptr<RowDetector>();
  auto marked = std::make_unique<MarkedCells>();
  CopyFinder(*context.sample, rows, marked.get()).Find();
  if (marked->empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(marked));
}

constexpr Code kEmitted[] = {Code::kDuplicateValue};

constexpr Example kExamples[] = {
    {"a running number that was copied down", "",
     "id,name\n1,ash\n2,oak\n3,elm\n4,fir\n5,yew\n6,box\n7,pine\n8,lime\n3,holly\n10,beech\n11,"
     "birch\n"
     "12,rowan\n3,maple\n14,alder\n15,aspen\n",
     "8:0 12:0"},
    {"names that may well repeat", "",
     "name,town\nAnn,Ulm\nBob,Kiel\nEve,Jena\nAnn,Kiel\nBob,Ulm\nEve,Ulm\nAnn,Jena\nBob,Jena\n",
     ""},
    {"a filler where there is no number", "",
     "tank,holds,level\n4101,oil,85\n4102,air,26\n4103,gas,87\n-9999,gas,90\n4105,air,18\n"
     "4106,air,11\n4107,gas,43\n4108,air,39\n4109,oil,70\n-9999,air,80\n4111,gas,60\n"
     "4112,air,29\n4113,oil,91\n4114,oil,76\n-9999,gas,11\n4116,air,18\n4117,oil,85\n"
     "4118,oil,48\n4119,oil,44\n4120,gas,86\n-9999,air,59\n4122,air,64\n4123,gas,83\n"
     "4124,gas,27\n4125,gas,22\n4126,oil,27\n4127,gas,37\n-9999,gas,96\n4129,gas,90\n"
     "4130,gas,63\n4131,air,59\n4132,air,54\n4133,air,84\n-9999,gas,84\n4135,oil,53\n"
     "4136,air,13\n4137,gas,87\n4138,air,99\n4139,oil,99\n4140,gas,79\n4141,air,82\n"
     "-9999,oil,93\n4143,oil,91\n4144,air,44\n4145,gas,25\n4146,oil,71\n4147,air,71\n"
     "4148,oil,54\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kRepeatedKeyDetector;
constinit const DetectorType kRepeatedKeyDetector = {
    .name = "repeated_key",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A row has the identifying value of another row that is about something else.",
    .details =
        "In a column with mostly unique values that counts from row to row, a repeated value is a "
        "copy where the neighbours leave another value to the row that no row has; that value is "
        "suggested. Elsewhere repetitions are copies the more likely, the fewer of them chance "
        "would make among values so spread (the birthday problem), the less the rows agree in what "
        "identifies nothing, and if a sequence of the table proves that copies happen in it. Then "
        "rows out of order are wrong, else mostly the later ones; the proven copies say how much "
        "more often. A total that stands still, by the dates beside it, repeats itself rightly. "
        "Where many rows are copies, the longest chain of rows in order tells which.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// misplaced_value: cells of a row that stand one column to the left or right of their own, or in
// each other's.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/column_fit.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr size_t kMostColumns = 100;
constexpr uint32_t kMostGateValues = 1024;
constexpr uint32_t kComparedRows = 500;  // of the sample, to tell columns apart
constexpr double kMostShared = 0.1;      // of a column's rows whose value another column could have
constexpr int kTells = 2;                // a cell that fits only the column beside its own
constexpr int kNeither = -1;             // one that fits neither: a value that is wrong by itself
constexpr int kContrary = -2;            // one that fits only its own column
constexpr int kLeastScore = 3 * kTells;
constexpr double kShifted = 0.95;        // with that score
constexpr double kSurelyShifted = 0.98;  // with more
constexpr double kExchanged = 0.87;
constexpr double kMostRows = 0.05;  // share of the sample's rows that may have misplaced cells

// Cells first … last of a row hold what belongs into the column `step` (1 or -1) from theirs.
struct Shift {
  uint32_t first = 0, last = 0;
  int step = 0;
  int score = 0;
  uint32_t telling = 0;  // cells that fit only the column beside theirs
};

// A row of the sample as detectors see rows.
class SampledRow final : public RowView {
 public:
  explicit SampledRow(const EncodedSample& sample) : sample_(sample) {}
  void MoveTo(uint32_t row) { at_ = row; }
  std::string_view Value(uint32_t column) const override {
    const EncodedColumn& encoded = sample_.columns[column];
    return encoded.values[encoded.codes[at_]];
  }
  uint64_t Hash(uint32_t column) const override { return EncodedHash(Value(column)); }
  uint64_t row() const override { return at_; }
  bool IsSampled() const override { return true; }

 private:
  const EncodedSample& sample_;
  uint32_t at_ = 0;
};

// Which column the cells of a row belong into.
class CellPlaces {
 public:
  explicit CellPlaces(const EncodedSample& sample) {
    for (const EncodedColumn& column : sample.columns) fits_.emplace_back(column);
    TellApart(sample);
  }

  uint32_t columns() const { return static_cast<uint32_t>(fits_.size()); }
  // Whether a look-up tells what the column's own values are.
  bool IsShortList(uint32_t column) const {
    return fits_[column].IsClosed() && fits_[column].distinct() <= kMostGateValues;
  }
  // Whether the cell holds what its column never has, and another one does.
  bool IsStranger(const RowView& row, uint32_t column) const {
    if (!IsMisfit(row, column)) return false;
    for (uint32_t to = 0; to < columns(); ++to) {
      if (IsApart(to, column) && Fits(row, column, to)) return true;
    }
    return false;
  }

  // Whether enough cells are strange for an exchange; a shift takes one more.
  bool HasTwoMisfits(const RowView& row) const {
    int misfits = 0;
    for (uint32_t c = 0; c < columns() && misfits < 2; ++c) misfits += IsMisfit(row, c);
    return misfits == 2;
  }

  std::optional<Shift> FindShift(const RowView& row) const {
    std::optional<Shift> left = FindShift(row, 1), right = FindShift(row, -1);
    return right && (!left || right->score > left->score) ? right : left;
  }

  // The first two cells that fit each other's columns and not their own.
  std::optional<std::pair<uint32_t, uint32_t>> FindExchange(const RowView& row) const {
    std::vector<uint32_t> misfits;
    for (uint32_t c = 0; c < columns(); ++c) {
      if (IsMisfit(row, c)) misfits.push_back(c);
    }
    for (const uint32_t a : misfits) {
      for (const uint32_t b : misfits) {
        if (a < b && IsApart(a, b) && IsApart(b, a) && Fits(row, a, b) && Fits(row, b, a))
          return std::pair(a, b);
      }
    }
    return std::nullopt;
  }

 private:
  // Whether the cell holds what its column never has.
  bool IsMisfit(const RowView& row, uint32_t column) const {
    return fits_[column].Tells() && !IsBlankValue(row.Value(column)) && !Fits(row, column, column);
  }
  // Whether the value of column `from` could be one of column `to`.
  bool Fits(const RowView& row, uint32_t from, uint32_t to) const {
    return fits_[to].Holds(row.Value(from), row.Hash(from));
  }
  // Whether the values of column `from` are hardly ever such as column `to` has.
  bool IsApart(uint32_t from, uint32_t to) const { return apart_[from * columns() + to]; }

  void TellApart(const EncodedSample& sample) {
    const uint32_t stride = sample.rows / kComparedRows + 1;
    std::vector<uint32_t> filled(columns()), fitting(columns() * columns());
    SampledRow row(sample);
    for (uint32_t r = 0; r < sample.rows; r += stride) {
      row.MoveTo(r);
      for (uint32_t from = 0; from < columns(); ++from) {
        if (IsBlankValue(row.Value(from))) continue;
        ++filled[from];
        for (uint32_t to = 0; to < columns(); ++to) {
          if (to != from && fits_[to].Tells())
            fitting[from * columns() + to] += Fits(row, from, to);
        }
      }
    }
    apart_.resize(fitting.size());
    for (uint32_t from = 0; from < columns(); ++from) {
      for (uint32_t to = 0; to < columns(); ++to) {
        apart_[from * columns() + to] =
            fits_[to].Tells() && fitting[from * columns() + to] <= kMostShared * filled[from];
      }
    }
  }

  // How much the cell speaks for having come from `step` columns on.
  int Speaks(const RowView& row, uint32_t column, int step) const {
    const uint32_t from = column + static_cast<uint32_t>(step);  // -1 from 0 is above all columns
    if (from >= columns() || IsBlankValue(row.Value(column))) return 0;
    if (!fits_[column].Tells() || !fits_[from].Tells()) return 0;
    const bool there = Fits(row, column, from);
    if (Fits(row, column, column)) return there ? 0 : kContrary;
    if (!there) return kNeither;
    return IsApart(from, column) ? kTells : 0;
  }

  // The run of cells that speaks most for it (Kadane's algorithm).
  std::optional<Shift> FindShift(const RowView& row, int step) const {
    Shift best, run;
    for (uint32_t c = 0; c < columns(); ++c) {
      const int speaks = Speaks(row, c, step);
      if (run.score + speaks <= 0) {
        run = {};
        continue;
      }
      if (run.score == 0) run.first = c;
      run.last = c;
      run.step = step;
      run.score += speaks;
      run.telling += speaks == kTells;
      if (run.score > best.score) best = run;
    }
    if (best.score < kLeastScore) return std::nullopt;
    step > 0 ? ReachLeft(row, &best) : ReachRight(row, &best);
    return best;
  }

  // Whether none of the cells first … last speaks against the shift.
  bool MayBelong(const RowView& row, uint32_t first, uint32_t last, int step) const {
    for (uint32_t c = first; c <= last; ++c) {
      if (Speaks(row, c, step) == kContrary) return false;
    }
    return true;
  }

  // Of a shift to the left: the cells behind, up to the gap at the end of the row, or the next gap.
  void ReachLeft(const RowView& row, Shift* shift) const {
    const auto end = columns() - 1;
    const auto reach = [&](uint32_t gap) {
      if (!IsBlankValue(row.Value(gap)) || !MayBelong(row, shift->last + 1, gap, 1)) return false;
      shift->last = gap - 1;
      return true;
    };
    if (shift->last >= end || reach(end)) return;
    for (uint32_t gap = shift->last + 1; gap < end && !reach(gap); ++gap) continue;
  }

  // Of a shift to the right: the cells in front, up to the gap, and those behind, to the row's end.
  void ReachRight(const RowView& row, Shift* shift) const {
    const auto end = columns() - 1;
    if (MayBelong(row, shift->last + 1, end, -1)) shift->last = end;
    for (uint32_t gap = shift->first; gap-- > 0;) {
      if (Speaks(row, gap, -1) == kContrary) return;
      if (!IsBlankValue(row.Value(gap))) continue;
      shift->first = gap + 1;
      return;
    }
  }

  std::vector<ColumnFit> fits_;  // by column
  std::vector<bool> apart_;      // [from * columns + to]
};

class MisplacedValueDetector final : public RowDetector {
 public:
  MisplacedValueDetector(CellPlaces places, std::vector<std::string> names)
      : places_(std::move(places)), names_(std::move(names)) {
    for (uint32_t c = 0; c < places_.columns(); ++c) {
      reads_.push_back(c);
      if (places_.IsShortList(c)) parts_.push_back(std::make_unique<Part>(*this, c));
    }
  }

  std::span<const uint32_t> Reads() const override { return reads_; }
  std::span<const std::unique_ptr<RowDetector>> Parts() const override { return parts_; }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    for (const auto& part : parts_) part->Check(row, evidence);
  }

 private:
  // Asks about rows in which its column is the first short list that has a value of another column.
  class Part final : public RowDetector {
   public:
    Part(const MisplacedValueDetector& whole, uint32_t column) : whole_(whole), column_{column} {}
    std::span<const uint32_t> Reads() const override { return whole_.reads_; }
    std::span<const uint32_t> Gate() const override { return column_; }
    bool MayFlag(const RowView& row) const override {
      return whole_.places_.IsStranger(row, column_[0]);
    }
    void Check(const RowView& row, RowEvidence* evidence) const override {
      if (!MayFlag(row) || !whole_.places_.HasTwoMisfits(row)) return;
      for (uint32_t c = 0; c < column_[0]; ++c) {
        if (whole_.places_.IsShortList(c) && whole_.places_.IsStranger(row, c)) return;
      }
      whole_.Tell(row, evidence);
    }

   private:
    const MisplacedValueDetector& whole_;
    const std::vector<uint32_t> column_;
  };

  void Tell(const RowView& row, RowEvidence* evidence) const {
    if (const auto shift = places_.FindShift(row)) return TellShift(row, *shift, evidence);
    const auto exchange = places_.FindExchange(row);
    if (!exchange) return;
    TellExchanged(row, exchange->first, exchange->second, evidence);
    TellExchanged(row, exchange->second, exchange->first, evidence);
  }

  void TellShift(const RowView& row, const Shift& shift, RowEvidence* evidence) const {
    const double confidence = shift.score > kLeastScore ? kSurelyShifted : kShifted;
    const std::string message = fmt::format(
        "The cells from {} to {} stand one column too far to the {}: {} of them fit "
        "the column beside theirs, and not their own.",
        Excerpt(names_[shift.first]), Excerpt(names_[shift.last]),
        shift.step > 0 ? "left" : "right", shift.score);
    const auto step = static_cast<uint32_t>(shift.step);  // wraps around, and back when it is added
    const uint32_t from = std::min(shift.first, shift.first + step);
    const uint32_t to = std::max(shift.last, shift.last + step);
    for (uint32_t c = from; c <= to; ++c) {
      Evidence e = MakeEvidence(Code::kMisplacedValue, confidence, message,
                                "what the row has for this column");
      const uint32_t holder = c - step;  // of what belongs here
      if (holder >= shift.first && holder <= shift.last) {
        if (row.Value(holder) == row.Value(c)) continue;
        Suggest(std::string(row.Value(holder)), &e);
      }
      evidence->Add(c, std::move(e));
    }
  }

  void TellExchanged(const RowView& row, uint32_t column, uint32_t other,
                     RowEvidence* evidence) const {
    Evidence e = MakeEvidence(
        Code::kMisplacedValue, kExchanged,
        fmt::format("It fits the column {} and not its own; the value there fits this one.",
                    Excerpt(names_[other])),
        "the two exchanged");
    Suggest(std::string(row.Value(other)), &e);
    evidence->Add(column, std::move(e));
  }

  CellPlaces places_;
  std::vector<std::string> names_;
  std::vector<uint32_t> reads_;
  std::vector<std::unique_ptr<RowDetector>> parts_;
};

class CountingEvidence final : public RowEvidence {
 public:
  void Add(uint32_t, Evidence) override { ++count; }
  uint64_t count = 0;
};

// Where many rows look so, the columns are meant to share their values.
bool IsRare(const MisplacedValueDetector& detector, const EncodedSample& sample) {
  SampledRow row(sample);
  uint32_t rows = 0;
  for (uint32_t r = 0; r < sample.rows; ++r) {
    row.MoveTo(r);
    CountingEvidence counting;
    detector.Check(row, &counting);
    rows += counting.count > 0;
  }
  return rows <= kMostRows * sample.rows;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const EncodedSample& sample = *context.sample;
  *skip_reason = "no column has a short list of values that would tell those of other columns";
  if (sample.columns.size() < 2 || sample.columns.size() > kMostColumns)
    return std::unique_ptr<RowDetector>();
  auto detector =
      std::make_unique<MisplacedValueDetector>(CellPlaces(sample), ColumnNames(*context.table));
  if (detector->Parts().empty()) return std::unique_ptr<RowDetector>();
  *skip_reason = "many rows have values of neighbouring columns";
  if (!IsRare(*detector, sample)) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kMisplacedValue};

constexpr Example kExamples[] = {
    {"cells lost, put in, and exchanged", "",
     "code,colour,size,town,fabric\nK100,green,M,Ulm,wool\nK101,blue,S,Jena,wool\n"
     "K102,red,M,Kiel,wool\nK103,blue,L,Jena,wool\nK104,red,L,Bonn,linen\n"
     "K105,blue,S,Kiel,wool\nK106,red,S,Kiel,wool\nK107,red,S,Jena,wool\nK108,red,S,Bonn,linen\n"
     "K109,blue,S,Bonn,wool\nK110,green,S,Kiel,linen\nK111,red,M,Kiel,wool\n"
     "K112,red,M,Jena,linen\nK113,blue,L,Jena,linen\nK114,red,M,Ulm,linen\n"
     "K115,blue,L,Ulm,wool\nK116,blue,M,Bonn,wool\nK117,S,Ulm,linen,\nK118,red,L,Kiel,linen\n"
     "K119,blue,L,Jena,linen\nK120,red,L,Bonn,wool\nK121,red,S,Kiel,linen\n"
     "K122,green,M,Ulm,linen\nK123,red,L,Ulm,linen\nK124,red,M,Jena,wool\nK125,blue,L,Ulm,wool\n"
     "K126,blue,M,Jena,linen\nK127,green,M,Ulm,wool\nK128,red,L,Bonn,linen\n"
     "K129,blue,S,Jena,wool\nK130,green,L,Kiel,wool\nK131,,red,L,Ulm\nK132,blue,L,Kiel,wool\n"
     "K133,red,L,Jena,linen\nK134,blue,S,Bonn,wool\nK135,green,M,Jena,wool\n"
     "K136,blue,M,Bonn,wool\nK137,blue,M,Bonn,linen\nK138,green,S,Kiel,linen\n"
     "K139,green,L,Ulm,linen\nK140,Kiel,M,blue,linen\nK141,red,S,Kiel,wool\n"
     "K142,green,M,Ulm,wool\nK143,red,M,Ulm,linen\nK144,red,M,Jena,linen\n"
     "K145,blue,L,Ulm,linen\nK146,blue,L,Ulm,linen\nK147,green,S,Jena,linen\n"
     "K148,green,M,Ulm,linen\nK149,blue,M,Ulm,linen\nK150,blue,L,Ulm,linen\n"
     "K151,blue,S,Kiel,linen\nK152,blue,L,Bonn,wool\nK153,red,M,Kiel,linen\n"
     "K154,green,S,Kiel,wool\nK155,green,L,Kiel,linen\nK156,green,L,Ulm,wool\n"
     "K157,red,S,Kiel,wool\nK158,red,L,Bonn,wool\nK159,blue,S,Bonn,wool\nK160,red,S,Ulm,wool\n"
     "K161,blue,S,Jena,linen\nK162,blue,M,Kiel,wool\nK163,green,S,Bonn,linen\n",
     "17:1 17:2 17:3 17:4 31:1 31:2 31:3 31:4 40:1 40:3"},
    {"values that are new", "",
     "code,colour,size,town,fabric\nK100,red,M,Kiel,linen\nK101,blue,S,Ulm,wool\n"
     "K102,green,L,Ulm,wool\nK103,blue,L,Ulm,linen\nK104,blue,S,Kiel,linen\n"
     "K105,green,L,Ulm,linen\nK106,red,S,Kiel,linen\nK107,red,S,Jena,linen\n"
     "K108,green,S,Kiel,wool\nK109,blue,XL,Bonn,linen\nK110,green,L,Kiel,linen\n"
     "K111,blue,S,Kiel,linen\nK112,blue,L,Kiel,linen\nK113,red,L,Ulm,linen\n"
     "K114,blue,M,Kiel,wool\nK115,blue,M,Kiel,linen\nK116,red,M,Jena,wool\n"
     "K117,green,L,Kiel,wool\nK118,blue,S,Bonn,linen\nK119,red,M,Ulm,wool\n"
     "K120,blue,S,Hof,linen\nK121,blue,S,Ulm,linen\nK122,blue,L,Kiel,wool\n"
     "K123,red,S,Ulm,linen\nK124,green,L,Ulm,linen\nK125,green,L,Jena,linen\n"
     "K126,blue,M,Bonn,wool\nK127,red,M,Kiel,wool\nK128,green,L,Bonn,wool\n"
     "K129,blue,M,Kiel,linen\nK130,,M,Bonn,linen\nK131,blue,S,Ulm,wool\nK132,green,M,Ulm,linen\n"
     "K133,blue,S,Bonn,linen\nK134,green,L,Kiel,linen\nK135,green,S,Kiel,wool\n"
     "K136,red,L,Bonn,linen\nK137,red,S,Jena,linen\nK138,green,M,Jena,linen\n"
     "K139,green,M,Jena,wool\nK140,red,S,Jena,wool\nK141,blue,L,Kiel,wool\n"
     "K142,red,L,Bonn,linen\nK143,red,S,Bonn,wool\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kMisplacedValueDetector;
constinit const DetectorType kMisplacedValueDetector = {
    .name = "misplaced_value",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Cells of a row stand in the column beside theirs, or in each other's.",
    .details =
        "A column tells its values from those of other columns where nearly all its rows have "
        "values that recur, or one of a few shapes. In a row in which a cell was lost or put in, "
        "the cells behind it stand one column off: at least three of them must fit the column "
        "beside theirs and not their own, with few between that say otherwise (the run of the "
        "greatest sum: Kadane's algorithm). Two cells are exchanged where each fits the other's "
        "column and not its own. One of the cells must be of a column of at most 1,024 values that "
        "recur. Columns that share more than one row in ten of their values tell nothing of each "
        "other, and a table in which more than one row in twenty looks so is left alone.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

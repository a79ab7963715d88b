// derived_column: a value that is put together from other columns of its row, or cut out of one,
// and is not what they give.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/derived_judge.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kPartOfIt = 0.7;  // at most, where a source has a part of what it needs, or more

// Whether one text is how the other begins or ends: people shorten their names and join them.
bool IsPart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return !a.empty() && (b.starts_with(a) || b.ends_with(a));
}

class DerivedColumnDetector final : public RowDetector {
 public:
  DerivedColumnDetector(DerivedJudge judge, std::vector<std::string> names)
      : judge_(std::move(judge)), names_(std::move(names)) {}

  std::span<const uint32_t> Reads() const override { return judge_.reads(); }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    std::vector<std::string_view> cells;
    cells.reserve(judge_.reads().size());
    for (const uint32_t column : judge_.reads()) cells.push_back(row.Value(column));
    for (DerivedBlame& blame : judge_.Judge(cells)) {
      Evidence e = MakeEvidence(Code::kRelationViolation, ConfidenceOf(row, blame),
                                Message(row, blame), blame.value);
      Suggest(std::move(blame.value), &e);
      e.beside = Beside(blame);
      evidence->Add(blame.column, std::move(e));
    }
  }

 private:
  double ConfidenceOf(const RowView& row, const DerivedBlame& blame) const {
    const bool is_source = blame.column != judge_.columns()[blame.derived].target;
    return is_source && IsPart(row.Value(blame.column), blame.value)
               ? std::min(blame.confidence, kPartOfIt)
               : blame.confidence;
  }

  // The one other column of the relation, where it has one only.
  std::optional<uint32_t> Beside(const DerivedBlame& blame) const {
    const DerivedColumn& derived = judge_.columns()[blame.derived];
    std::optional<uint32_t> source;
    for (const Piece& piece : derived.pieces) {
      if (piece.column == Piece::kLiteral || piece.column == source) continue;
      if (source) return std::nullopt;
      source = piece.column;
    }
    return blame.column == derived.target ? source : derived.target;
  }

  std::string Message(const RowView& row, const DerivedBlame& blame) const {
    const DerivedColumn& derived = judge_.columns()[blame.derived];
    const std::string rule =
        fmt::format("In {} of {} sampled rows, {} is {}", derived.holds, derived.judged,
                    names_[derived.target], derived.Describe(names_));
    if (blame.column == derived.target) {
      return fmt::format("{}; here that gives {}.", rule, Excerpt(blame.value));
    }
    return fmt::format("{}; here {} is {}, which needs {} in {}.", rule, names_[derived.target],
                       Excerpt(row.Value(derived.target)), Excerpt(blame.value),
                       names_[blame.column]);
  }

  DerivedJudge judge_;
  std::vector<std::string> names_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  if (context.derived->columns().empty()) {
    *skip_reason = "no column is put together from others";
    return std::unique_ptr<RowDetector>();
  }
  return std::unique_ptr<RowDetector>(
      std::make_unique<DerivedColumnDetector>(*context.derived, ColumnNames(*context.table)));
}

constexpr Code kEmitted[] = {Code::kRelationViolation};

constexpr Example kExamples[] = {
    {"a key of two columns", "",
     "key,shelf,box\nn_12,n,12\nn_14,n,14\ns_12,s,12\ns_15,s,15\ne_12,e,12\ne_20,e,20\nw_31,w,31\n"
     "w_12,w,12\nn_20,n,20\ns_31,s,31\ne_14,e,14\nw_15,w,15\ns_14,n,20\nn_x5,n,15\n",
     "12:0 13:0"},
    {"the wrong part of an address", "",
     "mail,name\nann@x.org,Ann\nbob@x.org,Bob\neve@x.org,Eve\nida@x.org,Ida\nleo@x.org,Leo\n"
     "max@x.org,Max\nmia@x.org,Mia\nola@x.org,Ola\npia@x.org,Pia\nroy@x.org,Roy\ntim@x.org,Tim\n"
     "umaa@x.org,Uma\n",
     "11:0"},
    {"columns that have nothing to do with each other", "",
     "key,shelf,box\na_1,n,12\nb_2,s,14\nc_3,n,12\nd_4,s,15\ne_5,e,12\nf_6,e,20\ng_7,w,31\nh_8,w,"
     "12\n"
     "i_9,n,20\nj_10,s,31\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDerivedColumnDetector;
constinit const DetectorType kDerivedColumnDetector = {
    .name = "derived_column",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A value is not what the other columns of its row give, which make it up elsewhere.",
    .details =
        "Learns columns whose values are put together from others with fixed text between "
        "(in another case, with zeros before it, as a slug), or are the first, last or "
        "separated part of one. Where a row breaks that, the cell is blamed whose value is the "
        "rarer one as it stands and the more frequent one as it would have to be.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

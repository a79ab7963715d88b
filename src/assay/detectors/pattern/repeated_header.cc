// repeated_header: the header line once more among the rows, as where files were appended.
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/encoded_sample.h"
#include "assay/profile/shape.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr double kConfidence = 0.99;
constexpr size_t kLeastNames = 2;
constexpr double kLeastShare = 0.8;     // of the named columns that hold their own name
constexpr double kMostRows = 0.02;      // share of a column's rows that may hold its name …
constexpr uint32_t kAlwaysAllowed = 1;  // … and rows that may in any column

class RepeatedHeaderDetector final : public RowDetector {
 public:
  // `names` by column, empty where one says nothing; `named` columns have one. `gate` is the column
  // that is looked at first.
  RepeatedHeaderDetector(std::vector<std::string> names, size_t named, uint32_t gate)
      : names_(std::move(names)), named_(named), reads_(names_.size()), gate_{gate} {
    std::iota(reads_.begin(), reads_.end(), 0);
    for (std::string& name : names_) name = FoldCase(name);
  }

  std::span<const uint32_t> Reads() const override { return reads_; }
  std::span<const uint32_t> Gate() const override { return gate_; }
  bool MayFlag(const RowView& row) const override { return HoldsName(row, gate_[0]); }

  void Check(const RowView& row, RowEvidence* evidence) const override {
    if (!MayFlag(row)) return;
    size_t held = 0;
    for (uint32_t c = 0; c < names_.size(); ++c) held += HoldsName(row, c);
    if (held < kLeastNames || static_cast<double>(held) < kLeastShare * static_cast<double>(named_))
      return;
    for (uint32_t c = 0; c < names_.size(); ++c) {
      evidence->Add(c, MakeEvidence(Code::kRepeatedHeader, kConfidence,
                                    fmt::format("The row repeats the header line: {} of {} cells "
                                                "hold the name of their column.",
                                                held, named_),
                                    "a record; without the row, none is lost"));
    }
  }

 private:
  bool HoldsName(const RowView& row, uint32_t c) const {
    const std::string_view value = row.Value(c);
    return !names_[c].empty() && value.size() == names_[c].size() && FoldCase(value) == names_[c];
  }

  std::vector<std::string> names_;  // in small letters, by column
  size_t named_;
  std::vector<uint32_t> reads_;
  std::vector<uint32_t> gate_;
};

bool HasLetter(std::string_view name) {
  return ShapeOf(name).find_first_of("aA") != std::string::npos;
}

// Whether the column has its name among its usual values: then the header line is a record.
bool IsUsual(const std::string& name, const EncodedColumn& column) {
  const uint32_t code = column.index.Find(EncodedHash(name));
  if (code == ValueIndex::kNone || column.counts[code] <= kAlwaysAllowed) return false;
  return column.counts[code] > kMostRows * static_cast<double>(column.codes.size());
}

// The named column of the fewest values: it changes least from row to row.
uint32_t GateOf(const std::vector<std::string>& names, const EncodedSample& sample) {
  uint32_t gate = 0;
  const auto rank = [&](uint32_t c) {
    return std::pair(names[c].empty(), sample.columns[c].values.size());
  };
  for (uint32_t c = 1; c < names.size(); ++c) {
    if (rank(c) < rank(gate)) gate = c;
  }
  return gate;
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "the header line is no list of names that could not be values";
  std::vector<std::string> names = ColumnNames(*context.table);
  size_t named = 0, telling = 0;
  for (uint32_t c = 0; c < names.size(); ++c) {
    named += !names[c].empty();
    if (!HasLetter(names[c]) || IsUsual(names[c], context.sample->columns[c])) names[c].clear();
    telling += !names[c].empty();
  }
  if (telling < kLeastNames) return std::unique_ptr<RowDetector>();
  const uint32_t gate = GateOf(names, *context.sample);
  return std::unique_ptr<RowDetector>(
      std::make_unique<RepeatedHeaderDetector>(std::move(names), named, gate));
}

constexpr Code kEmitted[] = {Code::kRepeatedHeader};

constexpr Example kExamples[] = {
    {"two files, the second appended with its header", "",
     "firm,town,colour\nHatal,Jena,red\nCamar,Bonn,blue\nFirm,Town,Colour\nDotal,Ulm,red\n",
     "2:0 2:1 2:2"},
    {"a town that is called Town", "", "firm,town,colour\nHatal,Town,red\nCamar,Bonn,blue\n", ""},
    {"a table without a header line", "",
     "Hatal,Jena,red\nHatal,Jena,red\nHatal,Jena,red\nHatal,Jena,blue\n", ""},
};

}  // namespace

extern constinit const DetectorType kRepeatedHeaderDetector;
constinit const DetectorType kRepeatedHeaderDetector = {
    .name = "repeated_header",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "A row is the header line once more.",
    .details =
        "Where files are appended to each other, their header lines become rows. A row is "
        "one if at least four in five of its cells, and two, hold the name of their own "
        "column, in whatever case; names that are usual values of their column, or have no letter, "
        "tell nothing. All its cells are told: the row is no record.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

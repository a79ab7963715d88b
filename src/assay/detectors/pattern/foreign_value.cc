// foreign_value: a value that several columns share though nothing else of theirs is alike.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/detect/detector_type.h"
#include "assay/detect/listed_value_detector.h"
#include "assay/detect/make_evidence.h"
#include "assay/profile/decimal_mark.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

constexpr uint64_t kLeastRows = 50;
constexpr uint64_t kLeastCount = 5;
constexpr double kMostShare = 0.1;     // of the column's rows that have the value
constexpr double kMostOverlap = 0.02;  // of the rows that have any other value of the other column
constexpr double kMostRatio = 2;       // between the counts in two columns
constexpr size_t kMostKinds = 4096;    // distinct values of a column that are compared
constexpr size_t kMostColumns = 200;
constexpr double kConfidences[] = {0.6, 0.75, 0.85};  // of one, two, three other columns or more

// Answers that are legal in many columns at once.
bool IsCommonAnswer(std::string_view value) {
  constexpr std::array<std::string_view, 22> kAnswers = {
      "other",         "others", "none", "unknown", "yes", "no",    "n/a",  "na",
      "true",          "false",  "y",    "n",       "all", "total", "null", "not applicable",
      "not available", "any",    "both", "mixed",   "x",   "unk"};
  const std::string folded = FoldCase(value);
  return std::find(kAnswers.begin(), kAnswers.end(), folded) != kAnswers.end();
}

// How many rows of a column have a value that occurs in another one, counted when it is asked for.
class SharedRows {
 public:
  SharedRows(const ColumnProfile& column, size_t columns) : column_(column), rows_(columns) {}

  // The share of the rows, those with `except` left out.
  double With(const ColumnProfile& other, const Counted& except) {
    std::optional<uint64_t>& rows = rows_[other.index];
    if (!rows) rows = Count(other);
    const bool counted = &except < column_.values.data() + Compared();
    const uint64_t shared = *rows - (counted ? except.count : 0);
    return static_cast<double>(shared) / static_cast<double>(std::max<uint64_t>(1, column_.rows));
  }

 private:
  size_t Compared() const { return std::min(column_.values.size(), kMostKinds); }
  uint64_t Count(const ColumnProfile& other) const {
    uint64_t rows = 0;
    for (size_t i = 0; i < Compared(); ++i) {
      const Counted& value = column_.values[i];
      if (other.CountOf(value.text) > 0) rows += value.count;
    }
    return rows;
  }

  const ColumnProfile& column_;
  std::vector<std::optional<uint64_t>> rows_;  // by column
};

struct Foreign {
  uint64_t count = 0;
  std::vector<std::string> columns;  // others that have it
};

class ForeignValueDetector final : public ListedValueDetector<Foreign> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Foreign& foreign = KnownOf(value);
    std::string list;
    for (size_t i = 0; i < std::min<size_t>(foreign.columns.size(), 3); ++i) {
      list += (i == 0 ? "" : ", ") + Excerpt(foreign.columns[i]);
    }
    return MakeEvidence(Code::kForeignValue,
                        kConfidences[std::min<size_t>(foreign.columns.size(), 3) - 1],
                        fmt::format("{} rows have it here, and about as many in {}, whose other "
                                    "values are quite different.",
                                    foreign.count, list),
                        "a value like the others of this column");
  }
};

// The other columns that have the value, one of the column's, about as often and share nothing else
// with this one.
Foreign FindElsewhere(const Counted& value, const ColumnProfile& column, const TableProfile& table,
                      SharedRows* shared) {
  Foreign foreign;
  foreign.count = value.count;
  const uint64_t hash = Hash64(value.text);
  for (const ColumnProfile& other : table.columns) {
    if (other.index == column.index) continue;
    const auto there = static_cast<double>(other.CountOf(value.text, hash));
    const auto here = static_cast<double>(value.count);
    if (there < kLeastCount || there > kMostShare * static_cast<double>(other.rows)) continue;
    if (std::max(here, there) > kMostRatio * std::min(here, there)) continue;
    if (shared->With(other, value) > kMostOverlap) continue;
    foreign.columns.push_back(other.name);
  }
  return foreign;
}

Result<std::unique_ptr<ValueDetector>> Make(const Params&, const DetectorContext& context,
                                            std::string* skip_reason) {
  const ColumnProfile& column = *context.profile;
  const TableProfile& table = *context.table;
  *skip_reason = "no value stands as often in columns that share nothing else";
  if (column.rows < kLeastRows || table.columns.size() > kMostColumns) {
    return std::unique_ptr<ValueDetector>();
  }
  const bool numeric = column.numeric * 5 > column.rows - column.empty;
  auto detector = std::make_unique<ForeignValueDetector>();
  SharedRows shared(column, table.columns.size());
  for (const Counted& value : column.values) {
    if (value.count < kLeastCount) break;
    if (static_cast<double>(value.count) > kMostShare * static_cast<double>(column.rows)) continue;
    const bool number = !std::isnan(ReadNumber(value.text, column.decimal_mark));
    if (IsCommonAnswer(value.text) || (numeric && number)) continue;
    Foreign foreign = FindElsewhere(value, column, table, &shared);
    if (!foreign.columns.empty()) detector->Add(value.text, std::move(foreign));
  }
  return UnlessEmpty(std::move(detector));
}

constexpr Code kEmitted[] = {Code::kForeignValue};

constexpr Example kExamples[] = {
    {"a filler in two columns", "",
     "town,colour\nBonn,green\nJena,qwert\nUlm,red\nJena,blue\nKiel,qwert\nUlm,qwert\n"
     "qwert,blue\nKiel,red\nJena,blue\nKiel,red\nJena,qwert\nJena,green\nJena,red\nJena,green\n"
     "Bonn,green\nqwert,red\nKiel,red\nBonn,blue\nUlm,green\nqwert,blue\nUlm,blue\nJena,green\n"
     "Kiel,blue\nBonn,green\nJena,blue\nqwert,blue\nKiel,red\nJena,blue\nUlm,red\nUlm,blue\n"
     "Jena,green\nBonn,green\nJena,red\nKiel,red\nBonn,qwert\nKiel,green\nBonn,blue\nKiel,blue\n"
     "Bonn,green\nJena,green\nKiel,blue\nUlm,red\nKiel,blue\nKiel,red\nJena,red\nJena,blue\n"
     "qwert,red\nUlm,blue\nUlm,blue\nJena,red\nJena,blue\nJena,red\nBonn,green\nUlm,blue\n"
     "Kiel,blue\nJena,red\nJena,blue\nKiel,blue\nUlm,blue\nUlm,blue\n",
     "6:0 15:0 19:0 25:0 46:0"},
    {"columns of their own", "", "town,colour\nUlm,red\nKiel,blue\nUlm,blue\n", ""},
};

}  // namespace

extern constinit const DetectorType kForeignValueDetector;
constinit const DetectorType kForeignValueDetector = {
    .name = "foreign_value",
    .method = Method::kPattern,
    .scope = Scope::kValue,
    .summary = "A value that several columns share though nothing else of theirs is alike.",
    .details =
        "Fillers and values pasted into the wrong column show up about as often in columns whose "
        "vocabularies are disjoint. Common answers (yes, other, unknown) and numbers in numeric "
        "columns are left alone.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .doubts_rare = true,
    .automatic = true,
    .make_value = Make,
};

}  // namespace assay

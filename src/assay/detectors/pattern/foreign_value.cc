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
constexpr std::ptrdiff_t kFillerColumns = 3;  // that a filler stands in
constexpr size_t kFillersTried = 20;          // most frequent values of a column
constexpr uint64_t kFewKinds = 20;     // different values that share one by chance hardly ever
constexpr double kMaybeChance = 0.45;  // of one other column, where both have more
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

bool IsFew(uint64_t count, const ColumnProfile& column) {
  return static_cast<double>(count) <= kMostShare * static_cast<double>(column.rows);
}

// Whether a value stands in `there` rows of the other column, about as many as in `here` rows of
// one, and few of them.
bool IsAsOften(uint64_t here, uint64_t there, const ColumnProfile& other) {
  if (there < kLeastCount || !IsFew(there, other)) return false;
  return static_cast<double>(std::max(here, there)) <=
         kMostRatio * static_cast<double>(std::min(here, there));
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
  bool of_few_kinds = false;         // this column or one of them
  bool among_fillers = false;        // others of the table stand in several columns, too

  bool MayBeChance() const { return columns.size() == 1 && !of_few_kinds; }
  double Confidence() const {
    if (MayBeChance() && !among_fillers) return kMaybeChance;
    return kConfidences[std::min<size_t>(columns.size(), 3) - 1];
  }
};

class ForeignValueDetector final : public ListedValueDetector<Foreign> {
 public:
  Evidence Explain(std::string_view value) const override {
    const Foreign& foreign = KnownOf(value);
    std::string list;
    for (size_t i = 0; i < std::min<size_t>(foreign.columns.size(), 3); ++i) {
      list += (i == 0 ? "" : ", ") + Excerpt(foreign.columns[i]);
    }
    return MakeEvidence(Code::kForeignValue, foreign.Confidence(),
                        fmt::format("{} rows have it here, and about as many in {}, whose other "
                                    "values are quite different.",
                                    foreign.count, list),
                        "a value like the others of this column");
  }
};

// Whether a usual value of some column stands about as often in two more: the table has fillers, or
// columns of the same answers.
bool HasFillers(const TableProfile& table) {
  for (const ColumnProfile& column : table.columns) {
    size_t tried = 0;
    for (const Counted& value : column.values) {
      if (value.count < kLeastCount || ++tried > kFillersTried) break;
      if (!IsFew(value.count, column)) continue;
      const uint64_t hash = Hash64(value.text);
      const auto columns = std::count_if(
          table.columns.begin(), table.columns.end(), [&](const ColumnProfile& other) {
            return IsAsOften(value.count, other.CountOf(value.text, hash), other);
          });
      if (columns >= kFillerColumns && !IsCommonAnswer(value.text)) return true;
    }
  }
  return false;
}

// The other columns that have the value, one of the column's, about as often and share nothing else
// with this one.
Foreign FindElsewhere(const Counted& value, const ColumnProfile& column, const TableProfile& table,
                      SharedRows* shared) {
  Foreign foreign;
  foreign.count = value.count;
  foreign.of_few_kinds = column.distinct <= kFewKinds;
  const uint64_t hash = Hash64(value.text);
  for (const ColumnProfile& other : table.columns) {
    if (other.index == column.index) continue;
    if (!IsAsOften(value.count, other.CountOf(value.text, hash), other)) continue;
    if (shared->With(other, value) > kMostOverlap) continue;
    foreign.columns.push_back(other.name);
    foreign.of_few_kinds |= other.distinct <= kFewKinds;
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
  std::optional<bool> has_fillers;  // found out when it is asked for
  for (const Counted& value : column.values) {
    if (value.count < kLeastCount) break;
    if (!IsFew(value.count, column)) continue;
    const bool number = !std::isnan(ReadNumber(value.text, column.decimal_mark));
    if (IsCommonAnswer(value.text) || (numeric && number)) continue;
    Foreign foreign = FindElsewhere(value, column, table, &shared);
    if (foreign.columns.empty()) continue;
    if (foreign.MayBeChance() && !has_fillers) has_fillers = HasFillers(table);
    foreign.among_fillers = has_fillers.value_or(false);
    detector->Add(value.text, std::move(foreign));
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
    {"a name that is a forename and a surname", "",
     "forename,surname\nForea,Surs\nForeb,Surv\nForea,Surl\nForei,Suru\nForeo,Surj\nFores,"
     "Surt\nForek,Surf\nForel,Surf\nForek,Sury\nForel,Surt\nForei,Surj\nForem,Surd\nForey,"
     "Sura\nFores,Surv\nForex,Sure\nForej,Surq\nForeh,Suru\nForei,Thomas\nForek,Surf\nFore"
     "v,Surn\nForeu,Surw\nThomas,Surd\nForet,Surk\nForek,Surv\nForeh,Suro\nForef,Surc\nFor"
     "ek,Surx\nForeu,Surg\nFores,Suro\nForei,Thomas\nThomas,Surb\nForeq,Surg\nForek,Surs\n"
     "Foref,Suri\nForek,Suru\nForec,Surt\nForel,Surs\nForee,Surn\nForej,Surq\nForei,Suro\n"
     "Forel,Suru\nForen,Surj\nForen,Surs\nForen,Surb\nForen,Sure\nForeg,Sura\nForep,Surt\n"
     "Foreq,Surn\nForer,Surw\nForeh,Surb\nForex,Suro\nForey,Surv\nForex,Surq\nForej,Surr\n"
     "Forek,Thomas\nForec,Surs\nForej,Surd\nForeh,Surb\nForeb,Surw\nForeq,Surg\nForen,Surs"
     "\nForeb,Sura\nForep,Surx\nThomas,Surf\nForeq,Surj\nForeh,Surv\nForea,Surq\nForer,Sur"
     "n\nForeb,Surt\nThomas,Surk\nForee,Suri\nForer,Surp\nForeb,Surl\nForeh,Surg\nThomas,S"
     "urr\nThomas,Surf\nForeh,Suri\nForee,Sura\nForep,Suru\nFores,Surm\nForeb,Sury\nForei,"
     "Thomas\nForei,Surt\nForeq,Surq\nForen,Surb\nForep,Surk\nForey,Sura\nForeb,Sury\nFore"
     "e,Surb\nThomas,Surb\nForec,Surp\nForeb,Surw\nForec,Surq\nForeq,Surp\nForek,Surf\nFor"
     "ek,Surc\nForel,Surm\nForeu,Surm\nFores,Surj\nForel,Suri\nForeg,Surk\nForen,Surd\nFor"
     "ee,Surr\nForea,Surw\nForex,Surm\nForec,Surs\nForef,Surb\nForel,Suro\nForet,Suru\nFor"
     "er,Surm\nForeu,Surb\nForet,Surn\nForeb,Surl\nForeu,Surp\nForey,Surw\nForek,Surn\nFor"
     "ew,Surn\nForeo,Sura\nForeh,Surg\nForer,Suri\nForew,Surs\nForec,Surn\nForeh,Surn\nFor"
     "ee,Sura\nForek,Surl\nForer,Suri\nThomas,Suro\nForew,Surd\nForex,Surv\nForeq,Surm\nFo"
     "rev,Surd\nForex,Surk\nFores,Surr\nThomas,Surs\nForew,Sura\nForep,Sure\nForeh,Sury\nF"
     "orem,Surb\nForeq,Surc\nFores,Surd\nForev,Surm\nForef,Sura\nForek,Surd\nForea,Surd\nF"
     "orev,Surp\nForew,Surj\nFores,Surj\nForec,Surb\nForey,Surs\nForeq,Surq\nForew,Thomas"
     "\nThomas,Surr\nForex,Surd\nForer,Surb\nForer,Surk\nFores,Surf\nForec,Thomas\nForef,S"
     "uru\nForeh,Suro\nForet,Surw\nForey,Surm\nForei,Surl\nForet,Surm\nForel,Surr\nForen,S"
     "urc\nForem,Surq\nForeh,Surn\nForex,Surf\nForen,Surw\nFores,Sury\nFores,Surv\nForeq,S"
     "urv\nForep,Sure\nForeu,Surm\nForee,Surf\nThomas,Surp\nForex,Surp\nForew,Surq\nForeo,"
     "Surs\nForex,Surf\nForee,Suri\nForey,Surg\nForee,Surs\nForeq,Surk\nForeh,Surw\nForer,"
     "Sury\nForej,Surv\nForew,Surn\nForet,Surs\nFores,Suri\nForeg,Surj\nForea,Suri\nForep,"
     "Surm\nForeg,Surf\nFores,Surl\nForeh,Surk\nForep,Sury\nForee,Surn\nForew,Surp\nForew,"
     "Surt\n",
     ""},
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
        "vocabularies are disjoint. Two columns of more than 20 kinds of values may share one by "
        "chance, as forenames and surnames do, unless the table has fillers in three columns. "
        "Common answers (yes, other, unknown) and numbers in numeric "
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

// duplicate_conflict: rows about the same thing, entered more than once in somewhat different
// spelling, disagree on a fact; the less supported value is flagged.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/detect/make_evidence.h"
#include "assay/detect/marked_cells.h"
#include "assay/profile/duplicate_rows.h"

namespace assay {
namespace {

constexpr uint32_t kLeastRows = 20;
// Share of the matches whose values differ: from there on a column is no fact of the thing. The
// second is for columns with many different values, which do not agree by chance.
constexpr double kMostDiffering = 0.35, kMostDifferingNames = 0.5;
constexpr double kMostUnequal = 0.45;  // of words of few kinds, in any spelling
constexpr double kAgreeing =
    0.4;                         // DuplicateRows::agreement of rows that are surely about one thing
constexpr double kMeant = 0.75;  // share of the differences that are none of the mistakes
constexpr double kFewPairs = 8;  // matches that say little of the column
constexpr double kOfPair = 0.97;
constexpr double kOfMajority = 0.9;
constexpr double kMostRareness = 0.6;
constexpr double kUnlike = 0.25;        // texts that share more are one text in two spellings
constexpr uint32_t kMostSupport = 200;  // rows with a value that are asked what goes with it
constexpr double kLeastSupport = 3;     // such rows, at least
constexpr double kTells = 0.6;          // how far above its usual share they must have one value
constexpr double kSurest = 0.95;
constexpr double kLeastConfidence = 0.2;

class ConflictJudge {
 public:
  ConflictJudge(const EncodedSample& sample, const TableProfile& table, const RowTexts& texts,
                const DuplicateRows& duplicates)
      : sample_(sample), table_(table), texts_(texts), duplicates_(duplicates) {
    for (const RowTexts::Column& column : texts.columns()) {
      std::vector<uint32_t> keys;
      for (const uint32_t code : sample.columns[column.column].codes)
        keys.push_back(column.keys[code]);
      rows_of_.push_back(GroupRows(keys, static_cast<uint32_t>(column.key_rows.size())));
      double shared = 0;
      for (const uint32_t rows : column.key_rows) shared += rows >= 3 ? rows : 0;
      shared_.push_back(shared / sample.rows);
    }
  }

  std::unique_ptr<MarkedCells> Run() {
    auto marked = std::make_unique<MarkedCells>();
    for (const std::vector<uint32_t>& cluster : duplicates_.clusters) {
      if (!OneName(cluster)) continue;
      for (size_t c = 0; c < texts_.columns().size(); ++c) {
        if (c != texts_.name_column() && IsFact(c)) Judge(c, cluster, marked.get());
      }
    }
    return marked;
  }

 private:
  // Rows of the cluster that say the same of a column.
  struct Camp {
    std::vector<uint32_t> rows;
    double blame = 0;
  };

  uint32_t KeyOf(size_t c, uint32_t row) const {
    return texts_.columns()[c].keys[sample_.columns[texts_.columns()[c].column].codes[row]];
  }
  std::string_view ValueOf(size_t c, uint32_t row) const {
    const EncodedColumn& column = sample_.columns[texts_.columns()[c].column];
    return column.values[column.codes[row]];
  }

  double Support(size_t c, uint32_t row, uint32_t own, uint32_t other,
                 const std::vector<uint32_t>& cluster) const;
  // Whether the rows of a thing mostly agree on the column.
  bool IsFact(size_t c) const {
    if (texts_.columns()[c].identifying) return duplicates_.differing[c] <= kMostDifferingNames;
    return duplicates_.differing[c] <= kMostDiffering && duplicates_.unequal[c] <= kMostUnequal;
  }

  // Whether all rows have one name: alike rows that are chained by others may not.
  bool OneName(const std::vector<uint32_t>& cluster) const {
    return std::all_of(cluster.begin() + 1, cluster.end(), [&](uint32_t row) {
      return texts_.Compare(texts_.name_column(), cluster[0], row) != Agreement::kDiffer;
    });
  }

  std::vector<Camp> CampsOf(size_t c, const std::vector<uint32_t>& cluster) const;
  void Judge(size_t c, const std::vector<uint32_t>& cluster, MarkedCells* marked) const;
  void BlamePair(size_t c, const std::vector<uint32_t>& cluster, std::vector<Camp>* camps) const;
  void Report(size_t c, const Camp& camp, const Camp& right, const std::vector<uint32_t>& cluster,
              MarkedCells* marked) const;

  const EncodedSample& sample_;
  const TableProfile& table_;
  const RowTexts& texts_;
  const DuplicateRows& duplicates_;
  std::vector<RowGroups> rows_of_;  // by column, then by key
  std::vector<double> shared_;      // by column: share of rows whose value three rows or more have
};

// How much more often the rows outside the cluster that share a value with `row` have key `other`
// in column c than key `own`, by the column that says most: a log ratio.
double ConflictJudge::Support(size_t c, uint32_t row, uint32_t own, uint32_t other,
                              const std::vector<uint32_t>& cluster) const {
  double most = 0;
  for (size_t y = 0; y < texts_.columns().size(); ++y) {
    if (y == c || IsBlankValue(ValueOf(y, row))) continue;
    const RowGroups& groups = rows_of_[y];
    const uint32_t key = KeyOf(y, row);
    const uint32_t from = groups.start[key], to = groups.start[key + 1];
    if (to - from > kMostSupport) continue;
    double owns = 0, others = 0, all = 0;
    for (uint32_t i = from; i < to; ++i) {
      const uint32_t at = groups.order[i];
      if (std::binary_search(cluster.begin(), cluster.end(), at)) continue;
      ++all;
      owns += KeyOf(c, at) == own;
      others += KeyOf(c, at) == other;
    }
    const uint32_t better = owns > others ? own : other;
    const double usual = texts_.columns()[c].key_rows[better] / static_cast<double>(sample_.rows);
    const double share = std::max(owns, others) / std::max(1.0, all);
    if (all < kLeastSupport || share - usual < kTells * (1 - usual)) continue;
    const double says = std::log((others + 1) / (owns + 1));
    if (std::abs(says) > std::abs(most)) most = says;
  }
  return most;
}

std::vector<ConflictJudge::Camp> ConflictJudge::CampsOf(
    size_t c, const std::vector<uint32_t>& cluster) const {
  std::vector<Camp> camps;
  for (const uint32_t row : cluster) {
    if (IsBlankValue(ValueOf(c, row))) continue;
    const auto same = std::find_if(camps.begin(), camps.end(), [&](const Camp& camp) {
      return texts_.Compare(c, camp.rows[0], row) >= Agreement::kSimilar ||
             (texts_.columns()[c].role == TextRole::kText &&
              texts_.SharedText(c, camp.rows[0], row) >= kUnlike);
    });
    if (same == camps.end()) {
      camps.push_back({{row}, 0});
    } else {
      same->rows.push_back(row);
    }
  }
  std::stable_sort(camps.begin(), camps.end(),
                   [](const Camp& a, const Camp& b) { return a.rows.size() > b.rows.size(); });
  return camps;
}

// Two camps of one size: where values tell things apart, the wrong one is more often another
// thing's; elsewhere, it is the rarer one.
void ConflictJudge::BlamePair(size_t c, const std::vector<uint32_t>& cluster,
                              std::vector<Camp>* camps) const {
  const RowTexts::Column& column = texts_.columns()[c];
  double others[2];
  for (size_t i = 0; i < 2; ++i) {
    const Camp& camp = (*camps)[i];
    const double rows = column.key_rows[KeyOf(c, camp.rows[0])];
    others[i] = std::max(0.0, rows - static_cast<double>(camp.rows.size()));
  }
  double second = 0.5;  // share of the blame
  if (column.identifying) {
    const double copied = std::min(kSurest, 1 / (1 + shared_[c]));
    if ((others[0] > 0) != (others[1] > 0)) second = others[1] > 0 ? copied : 1 - copied;
  } else {
    const double weight = std::sqrt((others[0] + 0.5) / (others[1] + 0.5));
    second = std::clamp(weight / (1 + weight), 1 - kMostRareness, kMostRareness);
  }
  const uint32_t a = (*camps)[0].rows[0], b = (*camps)[1].rows[0];
  const double odds = std::log(second / (1 - second)) +
                      Support(c, b, KeyOf(c, b), KeyOf(c, a), cluster) -
                      Support(c, a, KeyOf(c, a), KeyOf(c, b), cluster);
  second = std::clamp(1 / (1 + std::exp(-odds)), 1 - kSurest, kSurest);
  (*camps)[0].blame = 1 - second;
  (*camps)[1].blame = second;
}

void ConflictJudge::Judge(size_t c, const std::vector<uint32_t>& cluster,
                          MarkedCells* marked) const {
  std::vector<Camp> camps = CampsOf(c, cluster);
  if (camps.size() < 2) return;
  const bool even = camps[0].rows.size() == camps[1].rows.size();
  if (even && camps.size() > 2) return;  // everybody says something else
  const double alike = std::clamp(duplicates_.agreement / kAgreeing, 0.0, 1.0);
  const double known = duplicates_.pairs / (duplicates_.pairs + kFewPairs);
  const double error = (1 - kMeant * duplicates_.differing[c]) * alike * alike * known;
  if (even) {
    BlamePair(c, cluster, &camps);
  } else {
    for (size_t i = 1; i < camps.size(); ++i) camps[i].blame = kOfMajority;
  }
  for (Camp& camp : camps) camp.blame *= even ? error * kOfPair : error;
  if (even && camps[0].blame > camps[1].blame) std::swap(camps[0], camps[1]);
  for (size_t i = camps.size(); i-- > 0;)
    Report(c, camps[i], camps[i == 0 ? 1 : 0], cluster, marked);
}

void ConflictJudge::Report(size_t c, const Camp& camp, const Camp& right,
                           const std::vector<uint32_t>& cluster, MarkedCells* marked) const {
  if (camp.blame < kLeastConfidence) return;
  const uint32_t column = texts_.columns()[c].column;
  const std::string_view meant = ValueOf(c, right.rows[0]);
  std::string rows;
  for (const uint32_t row : right.rows)
    rows += fmt::format("{}{}", rows.empty() ? "" : ", ", table_.sample.rows[row]);
  const std::string about =
      camp.rows.size() < right.rows.size()
          ? fmt::format("{} of {} rows about the same thing", right.rows.size(), cluster.size())
          : "Another row about the same thing";
  for (const uint32_t row : camp.rows) {
    Evidence e = MakeEvidence(
        Code::kEntityConflict, camp.blame,
        fmt::format("{} (row{} {}) ha{} {} {}; {} in {:.0f} % of such pairs.", about,
                    right.rows.size() == 1 ? "" : "s", rows, right.rows.size() == 1 ? "s" : "ve",
                    table_.columns[column].name, Excerpt(meant), "the column differs",
                    100 * duplicates_.differing[c]),
        std::string(meant));
    Suggest(std::string(meant), &e);
    marked->Mark(table_.sample.rows[row], column, std::move(e));
  }
}

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  const TableProfile& table = *context.table;
  *skip_reason = !table.sample.complete
                     ? "the table is larger than the sample that shows duplicates"
                     : "no rows are about the same thing in other spelling";
  if (!table.sample.complete || table.sample.rows.size() < kLeastRows || table.columns.size() < 2) {
    return std::unique_ptr<RowDetector>();
  }
  const RowTexts texts(*context.sample);
  const DuplicateRows duplicates = FindDuplicateRows(*context.sample, texts);
  if (duplicates.clusters.empty()) return std::unique_ptr<RowDetector>();
  auto marked = ConflictJudge(*context.sample, table, texts, duplicates).Run();
  if (marked->empty()) return std::unique_ptr<RowDetector>();
  return std::unique_ptr<RowDetector>(std::move(marked));
}

constexpr Code kEmitted[] = {Code::kEntityConflict};

constexpr Example kExamples[] = {
    {"one person entered twice, with the phone of somebody else", "",
     "name,address,phone,born\n"
     "Adele Brinkman,11 Harbour street,5550000,1930\n"
     "Adee Brinkman,11 Harbour st,5550000,1930\n"
     "Bruno Castell,12 Mill street,5557919,1967\n"
     "Clara Dorning,13 Orchard street,5565838,1944\n"
     "Clara Dorning,13 Orchard st,5652947,1944\n"
     "Dario Eastwick,14 Station street,5573757,1981\n"
     "Elsa Fairburn,15 Garden street,5581676,1958\n"
     "Els Fairburn,15 Garden st,5581676,1958\n"
     "Felix Grantham,16 Castle street,5589595,1935\n"
     "Greta Hollis,17 Market street,5597514,1972\n"
     "Greta Hollis,17 Market st,5597514,1972\n"
     "Hugo Ingram,18 Chapel street,5605433,1949\n"
     "Irma Jessop,19 Forest street,5613352,1986\n"
     "Irm Jessop,19 Forest st,5613352,1986\n"
     "Jonas Kettering,20 Bridge street,5621271,1963\n"
     "Karin Lambert,21 Meadow street,5629190,1940\n"
     "Karin Lambert,21 Meadow st,5629190,1940\n"
     "Lorenz Munford,22 Windmill street,5637109,1977\n"
     "Marta Northam,23 Quarry street,5645028,1954\n"
     "Mara Northam,23 Quarry st,5645028,1954\n"
     "Niels Oakley,24 Convent street,5652947,1931\n"
     "Olga Penrose,25 Summit street,5660866,1968\n"
     "Olga Penrose,25 Summit st,5660866,1968\n"
     "Pavel Quimby,26 Abbey street,5668785,1945\n"
     "Rosa Ridley,27 Juniper street,5676704,1982\n"
     "Ros Ridley,27 Juniper st,5676704,1982\n"
     "Stefan Thorpe,28 Lantern street,5684623,1959\n",
     "4:2"},
    {"no two rows are alike", "",
     "name,town\nAnn,Ulm\nBob,Kiel\nEve,Jena\nAnn,Kiel\nBob,Ulm\nEve,Ulm\nAnn,Jena\nBob,Jena\n",
     ""},
};

}  // namespace

extern constinit const DetectorType kDuplicateConflictDetector;
constinit const DetectorType kDuplicateConflictDetector = {
    .name = "duplicate_conflict",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary = "Rows about the same thing, written somewhat differently, disagree on this value.",
    .details =
        "Rows that share rare words or codes are compared column by column; the patterns of "
        "agreement tell which are entered twice (Fellegi and Sunter). In such a group the "
        "majority is believed; of two rows, the one whose value other things have too, or that "
        "is rarer. Stays silent where alike rows are variants, versions or a series.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// entity_conflict: sources that describe the same thing disagree; the less believable value is
// flagged.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/profile/claim_value.h"
#include "assay/profile/shape.h"
#include "assay/profile/spelling_rivals.h"
#include "assay/profile/table_profile.h"
#include "assay/profile/truth_discovery.h"
#include "assay/profile/usual_blanks.h"

namespace assay {
namespace {

constexpr uint32_t kLeastClaims = 3;
constexpr double kMostConfidence = 0.95;
constexpr double kOneForm = 0.6;        // share of a column's rows that are written in one form
constexpr double kNearlyOneForm = 0.8;  // the same, where that form is clearly the column's
constexpr double kRareForm = 0.15;      // of those that are written like this value
constexpr double kWrittenOtherwise = 0.65, kClearlyOtherwise = 0.8;

// Coarse shapes of a column and the share of its rows that have them.
using ShapeShares = std::unordered_map<std::string, double>;

ShapeShares SharesOf(const EncodedColumn& column) {
  ShapeShares shares;
  for (size_t code = 0; code < column.values.size(); ++code) {
    if (column.blank[code]) continue;
    shares[CoarseShape(ShapeOf(column.values[code]))] +=
        static_cast<double>(column.counts[code]) / column.filled;
  }
  return shares;
}

double ShareOf(const ShapeShares& shares, std::string_view value) {
  const auto found = shares.find(CoarseShape(ShapeOf(value)));
  return found == shares.end() ? 0 : found->second;
}

// How a fact's column is written.
struct FactWriting {
  ShapeShares shapes;
  double odds_of_blank = 1;  // that a blank is a mistake, as a factor
};

class EntityConflictDetector final : public RowDetector {
 public:
  EntityConflictDetector(BelievedTable table, std::vector<std::string> names,
                         std::vector<FactWriting> writing, SpellingRivals rivals)
      : table_(std::move(table)),
        names_(std::move(names)),
        writing_(std::move(writing)),
        rivals_(std::move(rivals)) {}

  void Check(const RowView& row, RowEvidence* evidence) const override {
    const ClaimLayout& layout = table_.layout;
    thread_local std::vector<uint64_t> names;  // asked of every row of a table: the room is kept
    names.clear();
    for (const uint32_t name : layout.names) names.push_back(row.Hash(name));
    const uint64_t entity = EntityHash(names);
    for (size_t i = 0; i < table_.facts.size(); ++i) {
      const auto found = table_.facts[i].find(entity);
      if (found == table_.facts[i].end() || found->second.claims < kLeastClaims) continue;
      if (table_.strangers[i].contains(row.Hash(layout.source))) continue;
      const BelievedFact& fact = found->second;
      const uint32_t column = layout.facts[i];
      const std::string value(row.Value(column));
      bool only_written = false;
      const double wrong = Wrong(fact, writing_[i], value, &only_written);
      if (wrong < 0.5 || rivals_.IsWrongFor(column, EncodedHash(fact.text), row.Hash(column)))
        continue;
      Evidence e;
      e.code = Code::kEntityConflict;
      e.confidence = std::min(kMostConfidence, wrong);
      e.expected = fact.text;
      e.suggestion = fact.text;
      e.has_suggestion = true;
      e.message = Message(row, fact, only_written);
      evidence->Add(column, std::move(e));
    }
  }

 private:
  std::string Message(const RowView& row, const BelievedFact& fact, bool only_written) const {
    const ClaimLayout& layout = table_.layout;
    std::string thing;
    for (const uint32_t name : layout.names) {
      if (!thing.empty()) thing += " and ";
      thing += fmt::format("{} '{}'", names_[name], row.Value(name));
    }
    if (only_written) {
      return fmt::format(
          "It means '{}', as {} of {} rows about {} do, but few values of the column are "
          "written like this.",
          fact.text, fact.supporters, fact.claims, thing);
    }
    return fmt::format("{} of {} rows about {} say '{}' (weighted by how reliable each {} is).",
                       fact.supporters, fact.claims, thing, fact.text, names_[layout.source]);
  }

  // The probability that `value` is not what should stand here; sets *only_written when it means
  // the right thing in a form that is rare where most have one.
  static double Wrong(const BelievedFact& fact, const FactWriting& writing, std::string_view value,
                      bool* only_written) {
    if (value == fact.text) return 0;
    if (IsBlankValue(value)) return WrongIfBlank(fact, writing);
    const uint64_t claim = EncodedHash(ClaimValue(value));
    if (claim == fact.claim) {
      const double usual = ShareOf(writing.shapes, fact.text);
      *only_written = usual >= kOneForm && ShareOf(writing.shapes, value) <= kRareForm;
      if (!*only_written) return 0;
      return usual >= kNearlyOneForm ? kClearlyOtherwise : kWrittenOtherwise;
    }
    if (fact.lasting.contains(claim)) return 0;
    const auto other = fact.others.find(claim);
    return other == fact.others.end() ? fact.probability
                                      : std::min(fact.probability, 1 - other->second);
  }

  static double WrongIfBlank(const BelievedFact& fact, const FactWriting& writing) {
    const double wrong = fact.probability * fact.supporters / (fact.supporters + 1.0);
    return writing.odds_of_blank * wrong / (1 - wrong + writing.odds_of_blank * wrong);
  }

  BelievedTable table_;
  std::vector<std::string> names_;
  std::vector<FactWriting> writing_;  // by fact
  SpellingRivals rivals_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no column names a source of several rows about the same thing";
  const TableProfile& table = *context.table;
  if (table.columns.size() < 4 || table.sample.rows.size() < 30)
    return std::unique_ptr<RowDetector>();
  const EncodedSample& sample = *context.sample;
  const std::optional<ClaimLayout> layout = FindClaimLayout(sample);
  if (!layout) return std::unique_ptr<RowDetector>();
  std::vector<FactWriting> writing;
  for (const uint32_t fact : layout->facts)
    writing.push_back({SharesOf(sample.columns[fact]), OddsOfLeavingOut(sample, fact)});
  return std::unique_ptr<RowDetector>(std::make_unique<EntityConflictDetector>(
      DiscoverTruth(sample, *layout), ColumnNames(table), std::move(writing), *context.rivals));
}

constexpr Code kEmitted[] = {Code::kEntityConflict};

constexpr Example kExamples[] = {
    {"one site is wrong about one film", "",
     "film,site,year,minutes\n"
     "Alba,one,1990,101\nAlba,two,1990,101\nAlba,tri,1990,101\nAlba,for,1990,101\nAlba,fiv,1990,"
     "101\n"
     "Brio,one,1991,92\nBrio,two,1991,92\nBrio,tri,1919,92\nBrio,for,1991,92\nBrio,fiv,1991,92\n"
     "Ciel,one,1992,83\nCiel,two,1992,83\nCiel,tri,1992,83\nCiel,for,1992,83\nCiel,fiv,1992,38\n"
     "Dune,one,1993,74\nDune,two,1993,74\nDune,tri,1993,74\nDune,for,1993,74\nDune,fiv,1993,74\n"
     "Elba,one,1994,65\nElba,two,1994,65\nElba,tri,1994,65\nElba,for,1994,65\nElba,fiv,1994,65\n"
     "Fado,one,1995,56\nFado,two,1995,56\nFado,tri,1995,56\nFado,for,1995,56\nFado,fiv,1995,56\n",
     "7:2 14:3"},
    {"no sources", "", "a,b,c,d\n1,x,y,z\n2,x,y,z\n3,v,w,u\n4,v,w,u\n", ""},
};

}  // namespace

extern constinit const DetectorType kEntityConflictDetector;
constinit const DetectorType kEntityConflictDetector = {
    .name = "entity_conflict",
    .method = Method::kPattern,
    .scope = Scope::kRow,
    .summary =
        "Rows of several sources about the same thing disagree, and this value is less likely.",
    .details =
        "Finds a column of sources and one to three that name things by their shape (thing, "
        "property, "
        "value and source will do), then iterates how reliable each source is and what is to be "
        "believed (TruthFinder); the more agree, the surer it is. Times of day, numbers "
        "and spellings are compared by what they mean; where nearly all are written in one form, a "
        "value in "
        "a rare one is flagged too. What more than 13 % of the rows leave out is no mistake, nor "
        "is "
        "a fact of which another column beside the thing's name tells more.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

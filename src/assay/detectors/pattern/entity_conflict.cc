// entity_conflict: sources that describe the same thing disagree; the less believable value is flagged.
#include <algorithm>

#include <fmt/format.h>

#include "assay/detect/detector_type.h"
#include "assay/profile/claim_value.h"
#include "assay/profile/truth_discovery.h"

namespace assay {
namespace {

constexpr uint32_t kLeastClaims = 3;
constexpr double kMostConfidence = 0.95;

class EntityConflictDetector final : public RowDetector {
 public:
  EntityConflictDetector(BelievedTable table, std::vector<std::string> names)
      : table_(std::move(table)), names_(std::move(names)) {}

  void Check(const RowView& row, RowEvidence* evidence) const override {
    const uint64_t entity = row.Hash(table_.layout.entity);
    const std::string thing(row.Value(table_.layout.entity));
    for (size_t i = 0; i < table_.facts.size(); ++i) {
      const auto found = table_.facts[i].find(entity);
      if (found == table_.facts[i].end() || found->second.claims < kLeastClaims) continue;
      const BelievedFact& fact = found->second;
      const uint32_t column = table_.layout.facts[i];
      const std::string value(row.Value(column));
      const double wrong = Wrong(fact, value);
      if (wrong < 0.5) continue;
      Evidence e;
      e.code = Code::kEntityConflict;
      e.confidence = std::min(kMostConfidence, wrong);
      e.expected = fact.text;
      e.suggestion = fact.text;
      e.has_suggestion = true;
      e.message = fmt::format("{} of {} rows about {} '{}' say '{}' (weighted by how reliable each {} is).",
                              fact.supporters, fact.claims, names_[table_.layout.entity], thing, fact.text,
                              names_[table_.layout.source]);
      evidence->Add(column, std::move(e));
    }
  }

 private:
  // The probability that `value` is not what should stand here.
  static double Wrong(const BelievedFact& fact, std::string_view value) {
    if (value == fact.text) return 0;
    if (IsBlankValue(value)) return fact.probability * fact.supporters / (fact.supporters + 1.0);
    const uint64_t claim = EncodedHash(ClaimValue(value));
    if (claim == fact.claim) return 0;  // the same, written otherwise: detectors of formats judge that
    const auto other = fact.others.find(claim);
    return other == fact.others.end() ? fact.probability : std::min(fact.probability, 1 - other->second);
  }

  BelievedTable table_;
  std::vector<std::string> names_;
};

Result<std::unique_ptr<RowDetector>> Make(const Params&, const DetectorContext& context,
                                          std::string* skip_reason) {
  *skip_reason = "no column names a source of several rows about the same thing";
  const TableProfile& table = *context.table;
  if (table.columns.size() < 4 || table.sample.rows.size() < 30) return std::unique_ptr<RowDetector>();
  const EncodedSample& sample = *context.sample;
  ClaimLayout layout;
  if (!FindClaimLayout(sample, &layout)) return std::unique_ptr<RowDetector>();
  std::vector<std::string> names;
  for (const ColumnProfile& column : table.columns) names.push_back(column.name);
  return std::unique_ptr<RowDetector>(
      std::make_unique<EntityConflictDetector>(DiscoverTruth(sample, layout), std::move(names)));
}

constexpr Code kEmitted[] = {Code::kEntityConflict};

constexpr Example kExamples[] = {
    {"one site is wrong about one film", "",
     "film,site,year,minutes\n"
     "Alba,one,1990,101\nAlba,two,1990,101\nAlba,tri,1990,101\nAlba,for,1990,101\nAlba,fiv,1990,101\n"
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
    .summary = "Rows of several sources about the same thing disagree, and this value is less likely.",
    .details = "Finds a column of sources and a column of things by their shape, then iterates how "
               "reliable each source is and what is to be believed (TruthFinder). Times of day, numbers "
               "and spellings are compared by what they mean.",
    .codes = kEmitted,
    .params = {},
    .examples = kExamples,
    .needs_profile = true,
    .automatic = true,
    .make_row = Make,
};

}  // namespace assay

// The iteration of source reliability and beliefs.
#include "assay/profile/truth_discovery.h"

#include <algorithm>
#include <cmath>

#include "assay/base/hash.h"
#include "assay/profile/claimed_things_internal.h"
#include "assay/profile/lasting_values.h"

namespace assay {
namespace {

constexpr int kRounds = 6;
constexpr double kFirstReliability = 0.8;
constexpr double kDependence = 0.5;  // sources copy one another: each log odds counts for half
constexpr double kStranger = 0.15;   // reliability
constexpr size_t kLeastTwice = 2;    // sources that tell of two things of one name
constexpr double kWrongChoices = 4;  // wrong values that a source could choose from

// Beliefs about one fact, computed for every thing from the reliability of its sources.
class FactBeliefs {
 public:
  FactBeliefs(const EncodedSample& sample, const ClaimLayout& layout, uint32_t fact,
              const Entities& entities, const RowGroups& groups)
      : column_(sample.columns[fact]),
        source_(sample.columns[layout.source]),
        entity_(entities),
        groups_(groups),
        read_(ReadClaims(column_)),
        reliability_(source_.values.size(), kFirstReliability) {}

  // The sources whose claims are hardly ever believed; asked behind Run.
  std::unordered_set<uint64_t> Strangers() const {
    std::unordered_set<uint64_t> strangers;
    for (size_t s = 0; s < reliability_.size(); ++s) {
      if (reliability_[s] < kStranger) strangers.insert(EncodedHash(source_.values[s]));
    }
    return strangers;
  }

  std::unordered_map<uint64_t, BelievedFact> Run(double* mean) {
    for (int round = 0; round < kRounds; ++round) Round(nullptr);
    std::unordered_map<uint64_t, BelievedFact> believed;
    Round(&believed);
    double sum = 0;
    for (const double r : reliability_) sum += r;
    *mean = sum / static_cast<double>(reliability_.size());
    return believed;
  }

 private:
  double Weight(uint32_t source) const {
    const double r = std::clamp(reliability_[source], 0.05, 0.97);
    return kDependence * std::log(kWrongChoices * r / (1 - r));
  }
  void Round(std::unordered_map<uint64_t, BelievedFact>* out);
  void Judge(uint32_t group, std::vector<double>* trust, std::vector<double>* claims,
             std::unordered_map<uint64_t, BelievedFact>* out) const;
  std::unordered_set<uint64_t> Lasting(uint32_t group, uint32_t usual) const;

  const EncodedColumn& column_;
  const EncodedColumn& source_;
  const Entities& entity_;
  const RowGroups& groups_;
  ClaimColumn read_;
  std::vector<double> reliability_;
};

void FactBeliefs::Round(std::unordered_map<uint64_t, BelievedFact>* out) {
  std::vector<double> trust(reliability_.size(), 2 * kFirstReliability),
      claims(reliability_.size(), 2);
  for (uint32_t group = 0; group + 1 < groups_.start.size(); ++group) {
    if (!entity_.blank[group]) Judge(group, &trust, &claims, out);
  }
  for (size_t s = 0; s < reliability_.size(); ++s) reliability_[s] = trust[s] / claims[s];
}

void FactBeliefs::Judge(uint32_t group, std::vector<double>* trust, std::vector<double>* claims,
                        std::unordered_map<uint64_t, BelievedFact>* out) const {
  struct Claim {
    uint32_t claim = 0, rows = 0;
    double weight = 0;
    std::unordered_map<uint32_t, uint32_t> texts;  // value code → rows
  };
  std::vector<Claim> found;
  for (uint32_t i = groups_.start[group]; i < groups_.start[group + 1]; ++i) {
    const uint32_t row = groups_.order[i], code = column_.codes[row];
    if (column_.blank[code]) continue;
    const uint32_t claim = read_.claims[code];
    auto at =
        std::find_if(found.begin(), found.end(), [&](const Claim& c) { return c.claim == claim; });
    if (at == found.end()) at = found.insert(found.end(), Claim{claim, 0, 0, {}});
    ++at->rows;
    at->weight += Weight(source_.codes[row]);
    ++at->texts[code];
  }
  if (found.empty()) return;
  const auto best =
      std::max_element(found.begin(), found.end(),
                       [](const Claim& a, const Claim& b) { return a.weight < b.weight; });
  double total = 1.0 / (best->rows + 1);  // something that nobody claims: rarer with more support
  for (const Claim& c : found) total += std::exp(c.weight - best->weight);
  BelievedFact fact;
  for (const Claim& c : found) {
    const double p = std::exp(c.weight - best->weight) / total;
    if (c.claim != best->claim) fact.others[read_.hashes[c.claim]] = p;
    fact.claims += c.rows;
    for (uint32_t i = groups_.start[group]; i < groups_.start[group + 1]; ++i) {
      const uint32_t row = groups_.order[i], code = column_.codes[row];
      if (column_.blank[code] || read_.claims[code] != c.claim) continue;
      (*trust)[source_.codes[row]] += p;
      (*claims)[source_.codes[row]] += 1;
    }
  }
  if (out == nullptr) return;
  fact.claim = read_.hashes[best->claim];
  fact.supporters = best->rows;
  fact.probability = 1 / total;
  uint32_t most = 0, usual = 0;
  for (const auto& [code, rows] : best->texts) {
    const std::string_view text = column_.values[code];
    if (rows > most || (rows == most && text < fact.text)) {
      most = rows;
      usual = code;
      fact.text = text;
    }
  }
  if (found.size() > 1) fact.lasting = Lasting(group, usual);
  out->emplace(entity_.hashes[group], std::move(fact));
}

// Claims that the thing's rows make for a while, one after the other: the fact changed.
std::unordered_set<uint64_t> FactBeliefs::Lasting(uint32_t group, uint32_t usual) const {
  std::unordered_set<uint64_t> lasting;
  for (const uint32_t code : LastingValues(groups_.RowsOf(group), column_, usual))
    lasting.insert(read_.hashes[read_.claims[code]]);
  return lasting;
}

// Whether two rows of a thing differ in at least half of the facts that both tell.
bool TellOfTwoThings(const EncodedSample& sample, const ClaimLayout& layout, uint32_t a,
                     uint32_t b) {
  size_t both = 0, differing = 0;
  for (const uint32_t fact : layout.facts) {
    const EncodedColumn& column = sample.columns[fact];
    if (column.blank[column.codes[a]] || column.blank[column.codes[b]]) continue;
    ++both;
    differing += column.codes[a] != column.codes[b];
  }
  return both > 0 && 2 * differing >= both;
}

// Two things of one name: several of its sources tell of it twice, each time something else. What
// either is can't be told from its name, so that nothing is believed of it.
void BlankNamesakes(const EncodedSample& sample, const ClaimLayout& layout, const RowGroups& groups,
                    Entities* entities) {
  std::unordered_map<uint32_t, uint32_t> first;  // source → row
  for (uint32_t group = 0; group + 1 < groups.start.size(); ++group) {
    first.clear();
    size_t twice = 0;
    for (uint32_t i = groups.start[group]; i < groups.start[group + 1]; ++i) {
      const uint32_t row = groups.order[i];
      const auto [at, is_new] = first.try_emplace(sample.columns[layout.source].codes[row], row);
      twice += !is_new && TellOfTwoThings(sample, layout, at->second, row);
    }
    if (twice >= kLeastTwice && twice * 3 >= first.size()) entities->blank[group] = 1;
  }
}

}  // namespace

BelievedTable DiscoverTruth(const EncodedSample& sample, const ClaimLayout& layout) {
  BelievedTable table;
  table.layout = layout;
  Entities entities = ReadEntities(sample, layout.names);
  const RowGroups groups = GroupRows(entities.codes, static_cast<uint32_t>(entities.hashes.size()));
  BlankNamesakes(sample, layout, groups, &entities);
  for (size_t thing = 0; thing < entities.hashes.size(); ++thing)
    entities.blank[thing] |= layout.shared_names.contains(entities.hashes[thing]);
  for (const uint32_t fact : layout.facts) {
    double mean = 0;
    FactBeliefs beliefs(sample, layout, fact, entities, groups);
    table.facts.push_back(beliefs.Run(&mean));
    table.strangers.push_back(beliefs.Strangers());
    table.mean_agreement.push_back(mean);
  }
  return table;
}

}  // namespace assay

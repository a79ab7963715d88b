// Layout search and the iteration of source reliability and beliefs.
#include "assay/profile/truth_discovery.h"

#include <algorithm>
#include <cmath>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/profile/claim_value.h"

namespace assay {
namespace {

constexpr int kRounds = 6;
constexpr double kFirstReliability = 0.8;
constexpr double kDependence = 0.5;  // sources copy one another: each log odds counts for half
constexpr double kStranger = 0.15;   // reliability
constexpr size_t kLeastFacts = 2;
constexpr size_t kMostPairs = 45;     // of columns that are tried as the name of a thing
constexpr uint32_t kFirstLook = 500;  // rows that tell whether a pair of columns can be a key
constexpr size_t kLeastTwice = 2;     // sources that tell of two things of one name
constexpr double kWrongChoices = 4;   // wrong values that a source could choose from

// A fact column with each value replaced by what it claims.
struct ClaimColumn {
  std::vector<uint32_t> claims;  // by value code
  std::vector<uint64_t> hashes;  // by claim
};

ClaimColumn ReadClaims(const EncodedColumn& column) {
  ClaimColumn read;
  ValueIndex index;
  for (size_t code = 0; code < column.values.size(); ++code) {
    const uint64_t hash = EncodedHash(ClaimValue(column.values[code]));
    const uint32_t claim = index.Insert(hash);
    if (claim == read.hashes.size()) read.hashes.push_back(hash);
    read.claims.push_back(claim);
  }
  return read;
}

bool CouldNameSource(const EncodedSample& sample, const EncodedColumn& column) {
  return column.filled == sample.rows && column.numeric == 0 && column.filled_distinct >= 3 &&
         column.filled_distinct * 5 <= sample.rows;
}

// Whether the column names times (2021-Q1, Monday, Jan, wave 2): what a thing's rows say at several
// times may differ and all be right.
bool NamesPeriods(const EncodedColumn& column) {
  constexpr std::string_view kNames =
      "jan feb mar apr may jun jul aug sep oct nov dec "
      "mon tue wed thu fri sat sun ";
  return std::all_of(column.values.begin(), column.values.end(), [&](std::string_view value) {
    if (value.find_first_of("0123456789") != std::string_view::npos) return true;
    const std::string begin = FoldCase(value.substr(0, 3)) + " ";
    return begin.size() == 4 && kNames.find(begin) % 4 == 0;
  });
}

// The things of the rows, by one column or by two.
struct Entities {
  std::vector<uint32_t> codes;   // one a sampled row
  std::vector<uint64_t> hashes;  // by code: EntityHash
  std::vector<uint8_t> blank;
};

Entities ReadEntities(const EncodedSample& sample, uint32_t name, std::optional<uint32_t> part) {
  const EncodedColumn& names = sample.columns[name];
  Entities entities;
  ValueIndex index;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t a = names.codes[row], b = part ? sample.columns[*part].codes[row] : 0;
    const uint32_t code = index.Insert(MixHash(a, b));
    if (code == entities.hashes.size()) {
      const EncodedColumn* parts = part ? &sample.columns[*part] : nullptr;
      const auto part_hash =
          parts != nullptr ? std::optional(EncodedHash(parts->values[b])) : std::nullopt;
      entities.hashes.push_back(EntityHash(EncodedHash(names.values[a]), part_hash));
      entities.blank.push_back(names.blank[a] || (parts != nullptr && parts->blank[b]));
    }
    entities.codes.push_back(code);
  }
  return entities;
}

bool CouldNamePart(const EncodedSample& sample, const EncodedColumn& column) {
  return column.filled >= 0.98 * sample.rows && column.filled_distinct >= 2 &&
         column.filled_distinct * 3 <= sample.rows;
}

bool CouldBeThings(const EncodedSample& sample, const Entities& entities) {
  return entities.hashes.size() >= 5 && entities.hashes.size() * 3 <= sample.rows;
}

// The share of rows whose (entity, source) pair no other row has, and of all pairs that occur.
bool IsCrossing(const EncodedSample& sample, const Entities& entities, uint32_t source) {
  const EncodedColumn& s = sample.columns[source];
  ValueIndex pairs;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    pairs.Insert(MixHash(entities.codes[row], s.codes[row]));
    if (row == kFirstLook && pairs.size() < 0.9 * kFirstLook) return false;
  }
  const double possible = static_cast<double>(entities.hashes.size()) * s.filled_distinct;
  return pairs.size() >= 0.97 * sample.rows && pairs.size() >= 0.25 * possible;
}

// How often a row's claim is the most frequent one among the thing's other rows.
double Agreement(const EncodedSample& sample, const RowGroups& groups, const EncodedColumn& column,
                 const ClaimColumn& read) {
  std::vector<uint32_t> count(read.hashes.size());
  double agreed = 0, judged = 0;
  for (size_t g = 0; g + 1 < groups.start.size(); ++g) {
    uint32_t most = 0, second = 0, total = 0;
    for (uint32_t i = groups.start[g]; i < groups.start[g + 1]; ++i) {
      const uint32_t code = column.codes[groups.order[i]];
      if (column.blank[code]) continue;
      ++count[read.claims[code]];
      ++total;
    }
    for (uint32_t i = groups.start[g]; i < groups.start[g + 1]; ++i) {
      uint32_t& c = count[read.claims[column.codes[groups.order[i]]]];
      if (c > most) {
        second = most;
        most = c;
      } else {
        second = std::max(second, c);
      }
      c = 0;
    }
    if (total < 2) continue;
    judged += total;
    if (most > second + 1 || second == 0) agreed += most;
  }
  return judged < 0.5 * sample.rows ? 0 : agreed / judged;
}

// Whether the things' rows, in the order of their sources' names, change their claim about the
// column for good rather than now and then: what happens in time, where sources are times.
bool ChangesForGood(const RowGroups& groups, const EncodedColumn& column,
                    const EncodedColumn& source) {
  constexpr double kMostChanges = 0.5;  // for each row that is not as most are
  double changes = 0, odd = 0;
  std::vector<uint32_t> rows;
  std::unordered_map<uint32_t, uint32_t> counts;
  for (size_t g = 0; g + 1 < groups.start.size(); ++g) {
    rows.assign(groups.order.begin() + groups.start[g], groups.order.begin() + groups.start[g + 1]);
    std::erase_if(rows, [&](uint32_t row) { return column.blank[column.codes[row]]; });
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
      return source.values[source.codes[a]] < source.values[source.codes[b]];
    });
    counts.clear();
    uint32_t most = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
      most = std::max(most, ++counts[column.codes[rows[i]]]);
      changes += i > 0 && column.codes[rows[i]] != column.codes[rows[i - 1]];
    }
    odd += static_cast<double>(rows.size()) - most;
  }
  return odd > 0 && changes <= kMostChanges * odd;
}

// Columns on which the rows of a thing agree, and which differ between things.
struct Facts {
  std::vector<uint32_t> disputed;  // not by all rows
  size_t undisputed = 0;
};

Facts FindFacts(const EncodedSample& sample, const Entities& entities, const ClaimLayout& layout) {
  const RowGroups groups = GroupRows(entities.codes, static_cast<uint32_t>(entities.hashes.size()));
  const bool periods = NamesPeriods(sample.columns[layout.source]);
  Facts facts;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    const EncodedColumn& column = sample.columns[c];
    if (c == layout.entity || c == layout.entity_part || c == layout.source) continue;
    if (column.filled_distinct < 5) continue;
    const ClaimColumn read = ReadClaims(column);
    const double base = static_cast<double>(column.top_count) / std::max(1u, column.filled);
    const double agreement = Agreement(sample, groups, column, read);
    if (agreement < 0.45 || 1 - (1 - agreement) / (1 - base + 1e-9) < 0.4) continue;
    if (periods && ChangesForGood(groups, column, sample.columns[layout.source])) continue;
    if (agreement < 0.999) {
      facts.disputed.push_back(c);
    } else {
      ++facts.undisputed;
    }
  }
  return facts;
}

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
  uint32_t most = 0;
  for (const auto& [code, rows] : best->texts) {
    const std::string_view text = column_.values[code];
    if (rows > most || (rows == most && text < fact.text)) {
      most = rows;
      fact.text = text;
    }
  }
  out->emplace(entity_.hashes[group], std::move(fact));
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

// In a table of nothing but claims (thing, property, source, value) the one fact is all there is.
size_t LeastFacts(const EncodedSample& sample, const ClaimLayout& layout) {
  const size_t roles = layout.entity_part ? 3 : 2;
  return sample.columns.size() == roles + 1 ? 1 : kLeastFacts;
}

}  // namespace

uint64_t EntityHash(uint64_t name, std::optional<uint64_t> part) {
  return part ? MixHash(name, *part) : name;
}

bool FindClaimLayout(const EncodedSample& sample, ClaimLayout* layout) {
  std::vector<uint32_t> names;
  for (uint32_t c = 0; c < sample.columns.size(); ++c) {
    if (CouldNamePart(sample, sample.columns[c])) names.push_back(c);
  }
  const auto consider = [&](uint32_t name, std::optional<uint32_t> part) {
    const Entities entities = ReadEntities(sample, name, part);
    if (!CouldBeThings(sample, entities)) return;
    for (uint32_t source = 0; source < sample.columns.size(); ++source) {
      if (source == name || source == part || !CouldNameSource(sample, sample.columns[source]))
        continue;
      if (!IsCrossing(sample, entities, source)) continue;
      ClaimLayout found{name, part, source, {}};
      Facts facts = FindFacts(sample, entities, found);
      found.facts = std::move(facts.disputed);
      // Any two columns may name something by chance; then the sources agree on little about it.
      if (part && found.facts.size() * 2 < sample.columns.size() - 3) continue;
      if (found.facts.size() == 1 && NamesPeriods(sample.columns[source])) continue;
      if (found.facts.empty()) continue;
      if (found.facts.size() + facts.undisputed < LeastFacts(sample, found)) continue;
      if (found.facts.size() > layout->facts.size()) *layout = std::move(found);
    }
  };
  for (const uint32_t name : names) consider(name, std::nullopt);
  size_t tried = 0;
  for (size_t a = 0; a < names.size() && layout->facts.empty(); ++a) {
    for (size_t b = a + 1; b < names.size() && tried < kMostPairs; ++b, ++tried)
      consider(names[a], names[b]);
  }
  return !layout->facts.empty();
}

BelievedTable DiscoverTruth(const EncodedSample& sample, const ClaimLayout& layout) {
  BelievedTable table;
  table.layout = layout;
  Entities entities = ReadEntities(sample, layout.entity, layout.entity_part);
  const RowGroups groups = GroupRows(entities.codes, static_cast<uint32_t>(entities.hashes.size()));
  BlankNamesakes(sample, layout, groups, &entities);
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

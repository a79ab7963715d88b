// The search for columns that name things, sources and facts.
#include "assay/profile/claim_layout.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/profile/claim_agreement_internal.h"
#include "assay/profile/claimed_things_internal.h"
#include "assay/profile/split_things.h"

namespace assay {
namespace {

constexpr size_t kLeastFacts = 2;
constexpr uint32_t kLeastValues = 5;   // different ones of a fact that tells what names things
constexpr double kLeastAgreed = 0.45;  // of the rows of a thing about a fact
constexpr double kDense = 0.15;        // share of things that a source tells of
constexpr size_t kMostPairs = 45;      // of columns that are tried as the name of a thing
constexpr size_t kMostTriples = 45;
constexpr uint32_t kFirstLook = 500;  // rows that tell whether a pair of columns can be a key

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

bool CouldNamePart(const EncodedSample& sample, const EncodedColumn& column) {
  return column.filled >= 0.98 * sample.rows && column.filled_distinct >= 2 &&
         column.filled_distinct * 3 <= sample.rows;
}

bool CouldBeThings(const EncodedSample& sample, const Entities& entities) {
  return entities.hashes.size() >= 5 && entities.hashes.size() * 3 <= sample.rows;
}

// The same of things of three names, of which a source may write one in its own way, so that
// what it names stands alone: most rows have two others.
bool CouldBeThingsOfThreeNames(const EncodedSample& sample, const Entities& entities) {
  constexpr double kMost = 0.75;
  const size_t things = entities.hashes.size();
  if (things < 5 || things * 2 > sample.rows) return false;
  std::vector<uint32_t> counts(things);
  for (const uint32_t thing : entities.codes) ++counts[thing];
  uint32_t rows = 0;
  for (const uint32_t count : counts) rows += count >= 3 ? count : 0;
  return rows >= kMost * sample.rows;
}

// Whether of some rows half have what they say in the columns in common with two others: a look
// that costs little where most columns together name single rows.
bool ComeBack(const EncodedSample& sample, std::span<const uint32_t> names) {
  constexpr uint32_t kTried = 200;
  ValueIndex tried;
  const uint32_t step = sample.rows / kTried + 1;
  for (uint32_t row = 0; row < sample.rows; row += step) tried.Insert(NamesKey(sample, names, row));
  std::vector<uint32_t> counts(tried.size());
  for (uint32_t row = 0; row < sample.rows; ++row) {
    const uint32_t at = tried.Find(NamesKey(sample, names, row));
    if (at != ValueIndex::kNone) ++counts[at];
  }
  return std::ranges::count_if(counts, [](uint32_t rows) { return rows >= 3; }) * 2 >=
         std::ssize(counts);
}

// The share of rows whose (entity, source) pair no other row has, and of all pairs that occur.
bool IsCrossing(const EncodedSample& sample, const Entities& entities, uint32_t source) {
  const EncodedColumn& s = sample.columns[source];
  const double possible = static_cast<double>(entities.hashes.size()) * s.filled_distinct;
  const double least = kDense * possible;
  const double most_twice = 0.03 * sample.rows;
  if (sample.rows < least || sample.rows - most_twice > possible) return false;
  ValueIndex pairs;
  for (uint32_t row = 0; row < sample.rows; ++row) {
    pairs.Insert(MixCode(entities.codes[row], s.codes[row]));
    if (row == kFirstLook && pairs.size() < 0.9 * kFirstLook) return false;
    if (row + 1 - pairs.size() > most_twice) return false;
  }
  return pairs.size() >= least;
}

bool IsNameOf(const ClaimLayout& layout, uint32_t column) {
  return std::ranges::find(layout.names, column) != layout.names.end();
}

// Columns on which the rows of a thing agree, and which differ between things.
struct Facts {
  std::vector<uint32_t> disputed;  // not by all rows
  size_t undisputed = 0;
};

struct NamedThings {
  ClaimLayout layout;
  RowGroups groups;   // the rows of each
  size_t agreed = 0;  // facts, disputed or not
};

class LayoutSearch {
 public:
  explicit LayoutSearch(const EncodedSample& sample)
      : sample_(sample), claims_(sample.columns.size()) {
    for (uint32_t c = 0; c < sample.columns.size(); ++c) {
      if (CouldNamePart(sample, sample.columns[c])) names_.push_back(c);
      if (CouldNameSource(sample, sample.columns[c])) sources_.push_back(c);
    }
  }

  // Of several names the one with the most facts, unless another one is finer.
  std::optional<ClaimLayout> Find() {
    if (sources_.empty()) return std::nullopt;
    for (const uint32_t name : names_) Consider({name});
    if (!best_) ConsiderPairs();
    if (!best_) ConsiderTriples();
    if (!best_) return std::nullopt;
    AddFactsOfFewValues(&*best_);
    DropFactsOfParts(&*best_);
    return std::move(best_->layout);
  }

 private:
  void AddFactsOfFewValues(NamedThings* things);
  void DropFactsOfParts(NamedThings* things);
  bool IsFactOfPart(const NamedThings& things, uint32_t fact, uint32_t part);
  void ConsiderPairs();
  void ConsiderTriples();
  bool Consider(const std::vector<uint32_t>& names);
  void ConsiderSource(const std::vector<uint32_t>& names, const Entities& entities,
                      uint32_t source);
  bool IsLayout(const NamedThings& found, const Facts& facts);
  Facts FindFacts(const RowGroups& groups, const ClaimLayout& layout);
  std::vector<std::vector<uint32_t>> ClaimsOfRows(std::span<const uint32_t> facts);
  bool NeedsAllNames(const RowGroups& groups, const ClaimLayout& layout);
  const ClaimColumn& ReadOnce(uint32_t column);
  double Agreed(const RowGroups& groups, uint32_t column);
  const std::vector<double>& AgreedBy(const std::vector<uint32_t>& names);
  bool IsTold(const RowGroups& groups, uint32_t column);
  bool Refines(const NamedThings& fine, const NamedThings& coarse);
  bool IsBetter(const NamedThings& a, const NamedThings& b);
  bool CouldBeFact(uint32_t column, const ClaimLayout& layout) const;
  size_t LeastFacts(const ClaimLayout& layout) const;

  const EncodedSample& sample_;
  std::vector<uint32_t> names_, sources_;
  std::vector<std::optional<ClaimColumn>> claims_;                  // by column
  std::map<std::vector<uint32_t>, std::vector<double>> agreed_by_;  // names: Agreed of each column
  std::set<std::vector<uint32_t>> coarse_pairs_;                    // that may need a third name
  std::optional<NamedThings> best_;
};

const ClaimColumn& LayoutSearch::ReadOnce(uint32_t column) {
  if (!claims_[column]) claims_[column] = ReadClaims(sample_.columns[column]);
  return *claims_[column];
}

double LayoutSearch::Agreed(const RowGroups& groups, uint32_t column) {
  return Agreement(groups, sample_.columns[column], ReadOnce(column));
}

bool LayoutSearch::CouldBeFact(uint32_t column, const ClaimLayout& layout) const {
  return !IsNameOf(layout, column) && column != layout.source &&
         sample_.columns[column].filled_distinct >= kLeastValues;
}

Facts LayoutSearch::FindFacts(const RowGroups& groups, const ClaimLayout& layout) {
  const EncodedColumn& source = sample_.columns[layout.source];
  const bool periods = NamesPeriods(source);
  Facts facts;
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
    if (!CouldBeFact(c, layout)) continue;
    const EncodedColumn& column = sample_.columns[c];
    const double agreement = Agreed(groups, c);
    if (agreement < kLeastAgreed || BeyondChance(column, agreement) < 0.4) continue;
    if (periods && ChangesForGood(groups, column, source)) continue;
    if (agreement < 0.999) {
      facts.disputed.push_back(c);
    } else {
      ++facts.undisputed;
    }
  }
  return facts;
}

// By fact, what every row claims.
std::vector<std::vector<uint32_t>> LayoutSearch::ClaimsOfRows(std::span<const uint32_t> facts) {
  std::vector<std::vector<uint32_t>> claims;
  for (const uint32_t fact : facts) {
    const EncodedColumn& column = sample_.columns[fact];
    std::vector<uint32_t>& of_rows = claims.emplace_back();
    for (const uint32_t code : column.codes)
      of_rows.push_back(column.blank[code] ? kNoClaim : claims_[fact]->claims[code]);
  }
  return claims;
}

const std::vector<double>& LayoutSearch::AgreedBy(const std::vector<uint32_t>& names) {
  std::vector<double>& agreed = agreed_by_[names];
  if (!agreed.empty()) return agreed;
  const Entities entities = ReadEntities(sample_, names);
  const RowGroups groups = GroupRows(entities.codes, static_cast<uint32_t>(entities.hashes.size()));
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) agreed.push_back(Agreed(groups, c));
  return agreed;
}

// Any columns may name something by chance; then fewer of them explain as much, or the sources
// agree on little. A column of which nearly every row has its own value tells of the row.
bool LayoutSearch::NeedsAllNames(const RowGroups& groups, const ClaimLayout& layout) {
  constexpr double kFewerDisputes = 0.5;
  std::vector<double> by_fewer(sample_.columns.size(), 0);
  for (size_t left_out = 0; left_out < layout.names.size(); ++left_out) {
    std::vector<uint32_t> fewer = layout.names;
    fewer.erase(fewer.begin() + static_cast<ptrdiff_t>(left_out));
    const std::vector<double>& agreed = AgreedBy(fewer);
    for (size_t c = 0; c < agreed.size(); ++c) by_fewer[c] = std::max(by_fewer[c], agreed[c]);
  }
  size_t possible = 0, gained = 0;
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
    const EncodedColumn& column = sample_.columns[c];
    if (!CouldBeFact(c, layout) || column.filled_distinct > 0.95 * column.filled) continue;
    ++possible;
    const double agreement = Agreed(groups, c);
    gained += agreement >= kLeastAgreed && 1 - agreement <= kFewerDisputes * (1 - by_fewer[c]);
  }
  return gained > 0 && gained * 2 >= possible;
}

// Whether the things of the groups tell the column, but for rows that stand alone, as mistakes do.
bool LayoutSearch::IsTold(const RowGroups& groups, uint32_t column) {
  constexpr double kTold = 0.999, kNearlyTold = 0.98, kInCompany = 0.1;
  const double agreed = Agreed(groups, column);
  if (agreed >= kTold) return true;
  return agreed >= kNearlyTold &&
         InCompany(groups, sample_.columns[column], ReadOnce(column)) <= kInCompany;
}

// Whether the first names things finer than the second (the book rather than its author): it tells
// the second, and what the second leaves open about it is so for several rows at once. A fact that
// sources dispute is not finer, though what is wrong about it stands apart: it stands alone.
bool LayoutSearch::Refines(const NamedThings& fine, const NamedThings& coarse) {
  constexpr double kInCompany = 0.9;
  bool differs = false;
  for (const uint32_t name : coarse.layout.names) {
    if (!IsNameOf(fine.layout, name) && !IsTold(fine.groups, name)) return false;
  }
  for (const uint32_t name : fine.layout.names) {
    if (IsNameOf(coarse.layout, name)) continue;
    differs = true;
    const ClaimColumn& claims = ReadOnce(name);
    if (InCompany(coarse.groups, sample_.columns[name], claims) < kInCompany) return false;
  }
  return differs;
}

bool LayoutSearch::IsBetter(const NamedThings& a, const NamedThings& b) {
  if (Refines(a, b)) return true;
  return a.agreed > b.agreed && !Refines(b, a);
}

void LayoutSearch::ConsiderPairs() {
  size_t tried = 0;
  for (size_t a = 0; a < names_.size(); ++a) {
    for (size_t b = a + 1; b < names_.size() && tried < kMostPairs; ++b, ++tried) {
      const std::vector<uint32_t> pair{names_[a], names_[b]};
      if (Consider(pair)) coarse_pairs_.insert(pair);
    }
  }
}

void LayoutSearch::ConsiderTriples() {
  size_t tried = 0;
  for (const std::vector<uint32_t>& pair : coarse_pairs_) {
    for (const uint32_t third : names_) {
      if (third <= pair[1] || tried == kMostTriples) continue;
      if (!coarse_pairs_.contains({pair[0], third}) || !coarse_pairs_.contains({pair[1], third}))
        continue;
      const std::vector<uint32_t> triple{pair[0], pair[1], third};
      if (ComeBack(sample_, triple)) Consider(triple);
      ++tried;
    }
  }
}

// False: the columns name a row of each source already, or less than what has several rows.
bool LayoutSearch::Consider(const std::vector<uint32_t>& names) {
  const Entities entities = ReadEntities(sample_, names);
  const bool could_be = names.size() < 3 ? CouldBeThings(sample_, entities)
                                         : CouldBeThingsOfThreeNames(sample_, entities);
  if (!could_be) return false;
  bool crosses = false;
  for (const uint32_t source : sources_) {
    if (std::ranges::find(names, source) != names.end()) continue;
    if (!IsCrossing(sample_, entities, source)) continue;
    crosses = true;
    ConsiderSource(names, entities, source);
  }
  return !crosses;
}

void LayoutSearch::ConsiderSource(const std::vector<uint32_t>& names, const Entities& entities,
                                  uint32_t source) {
  NamedThings found{{names, source, {}, {}},
                    GroupRows(entities.codes, static_cast<uint32_t>(entities.hashes.size())),
                    0};
  Facts facts = FindFacts(found.groups, found.layout);
  if (!IsLayout(found, facts)) return;
  const std::vector<uint8_t> shared = FindSplitGroups(found.groups, ClaimsOfRows(facts.disputed));
  for (size_t group = 0; group < shared.size(); ++group) {
    if (shared[group]) found.layout.shared_names.insert(entities.hashes[group]);
  }
  found.agreed = facts.disputed.size() + facts.undisputed;
  found.layout.facts = std::move(facts.disputed);
  if (!best_ || IsBetter(found, *best_)) best_ = std::move(found);
}

bool LayoutSearch::IsLayout(const NamedThings& found, const Facts& facts) {
  const ClaimLayout& layout = found.layout;
  if (facts.disputed.empty()) return false;
  if (facts.disputed.size() == 1 && NamesPeriods(sample_.columns[layout.source])) return false;
  if (facts.disputed.size() + facts.undisputed < LeastFacts(layout)) return false;
  return layout.names.size() == 1 || NeedsAllNames(found.groups, layout);
}

// What has a few values (a binding, a terminal) agrees by chance too often to tell what names
// things, but is a fact of them all the same.
void LayoutSearch::AddFactsOfFewValues(NamedThings* things) {
  constexpr double kLeastExplained = 0.7;
  ClaimLayout& layout = things->layout;
  for (uint32_t c = 0; c < sample_.columns.size(); ++c) {
    const EncodedColumn& column = sample_.columns[c];
    if (IsNameOf(layout, c) || c == layout.source) continue;
    if (column.filled_distinct < 2 || column.filled_distinct >= kLeastValues) continue;
    const double agreement = Agreed(things->groups, c);
    if (agreement < 0.999 && BeyondChance(column, agreement) >= kLeastExplained)
      layout.facts.push_back(c);
  }
}

// Whether the fact is one of the thing and what the other column names together, rather than of the
// thing: who teaches a course is told by course and term.
bool LayoutSearch::IsFactOfPart(const NamedThings& things, uint32_t fact, uint32_t part) {
  constexpr double kFewerDisputes = 0.25;
  const ClaimLayout& layout = things.layout;
  if (IsNameOf(layout, part) || part == layout.source || part == fact) return false;
  if (Agreed(things.groups, part) >= kLeastAgreed) return false;  // a fact itself
  std::vector<uint32_t> names = layout.names;
  names.push_back(part);
  const Entities entities = ReadEntities(sample_, names);
  const RowGroups parts = GroupRows(entities.codes, static_cast<uint32_t>(entities.hashes.size()));
  return 1 - Agreed(parts, fact) <= kFewerDisputes * (1 - Agreed(things.groups, fact));
}

void LayoutSearch::DropFactsOfParts(NamedThings* things) {
  constexpr double kNearlyAgreed = 0.9;
  std::erase_if(things->layout.facts, [&](uint32_t fact) {
    if (Agreed(things->groups, fact) >= kNearlyAgreed) return false;
    return std::ranges::any_of(names_,
                               [&](uint32_t part) { return IsFactOfPart(*things, fact, part); });
  });
}

// In a table of nothing but claims (thing, property, source, value) the one fact is all there is.
size_t LayoutSearch::LeastFacts(const ClaimLayout& layout) const {
  return sample_.columns.size() == layout.names.size() + 2 ? 1 : kLeastFacts;
}

}  // namespace

std::optional<ClaimLayout> FindClaimLayout(const EncodedSample& sample) {
  return LayoutSearch(sample).Find();
}

}  // namespace assay

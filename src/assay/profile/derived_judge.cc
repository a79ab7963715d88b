// The breaches that the sample shows, and the weighing of the cells that could explain one.
#include "assay/profile/derived_judge.h"

#include <algorithm>
#include <cmath>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/profile/spelling_distance.h"

namespace assay {
namespace {

constexpr double kSmoothing = 0.3;
constexpr double kMostLogRatio = 3;
constexpr double kExplains = 2.5;   // log odds for each further breach that a cell explains
constexpr double kTargetPrior = 3;  // pseudo-counts: who is blamed before anything is known
constexpr double kSourcePrior = 1;
constexpr double kClear = 0.8;  // share of a breach's blame
constexpr double kLeastConfidence = 0.2;
constexpr uint32_t kUsualPair = 3;     // rows with the same two values mean it so
constexpr uint32_t kUsualEdit = 4;     // and rows that differ by the same edit
constexpr double kUsualShare = 0.25;   // of the breaches
constexpr double kMeantSo = 0.35;      // factor of what is usual
constexpr double kManyRows = 20;       // with one value of the target
constexpr double kBySeparator = 0.75;  // factor: texts with separators are free in form

// The probability that a breach is an error, by kind: of a composed column, and of one that repeats
// another, where rows may well differ.
constexpr double kComposed[] = {0.93, 0.35, 0.88};
constexpr double kRepeated[] = {0.8, 0.25, 0.55};

std::string_view Of(const EncodedColumn& column, uint32_t row) {
  return column.values[column.codes[row]];
}

// Where two texts differ: what is left of each without their common ends.
struct Edit {
  std::string_view from, to;
  bool at_end = false;  // of the texts, one of which only has more
};

Edit EditBetween(std::string_view from, std::string_view to) {
  const auto [a, b] = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  const size_t same = static_cast<size_t>(a - from.begin());
  from.remove_prefix(same);
  to.remove_prefix(same);
  size_t tail = 0;
  while (tail < from.size() && tail < to.size() &&
         from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
    ++tail;
  from.remove_suffix(tail);
  to.remove_suffix(tail);
  return {from, to, (from.empty() || to.empty()) && (same == 0 || tail == 0)};
}

// `own` with its part of `width` bytes replaced; one byte more or less is replaced when that is the
// smaller change, for a slip may have added or lost one.
std::string ReplacePart(std::string_view own, size_t width, bool front, std::string_view part) {
  std::string best;
  uint32_t least = UINT32_MAX;
  for (const size_t cut : {width, width - 1, width + 1}) {
    if (cut > own.size()) continue;
    std::string made = front ? std::string(part).append(own.substr(cut))
                             : std::string(own.substr(0, own.size() - cut)).append(part);
    const uint32_t distance = SpellingDistance(made, own, 8);
    if (distance >= least) continue;
    least = distance;
    best = std::move(made);
  }
  return best;
}

// Equal for the same edit; for an addition at an end, for one of the same kind of characters.
uint64_t EditHash(const Edit& edit) {
  if (!edit.at_end) return MixHash(Hash64(edit.from), Hash64(edit.to));
  std::string shape;
  for (const char c : edit.from.empty() ? edit.to : edit.from) {
    const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    const char kind = HasDigit({&c, 1}) ? '9' : letter ? 'a' : c;
    if (shape.empty() || shape.back() != kind) shape += kind;
  }
  return MixHash(Hash64(shape), edit.from.empty() ? 1 : 2);
}

}  // namespace

DerivedJudge::DerivedJudge(const EncodedSample& sample, std::vector<DerivedColumn> columns)
    : columns_(std::move(columns)) {
  for (const DerivedColumn& derived : columns_) {
    reads_.push_back(derived.target);
    for (const Piece& piece : derived.pieces) {
      if (piece.column != Piece::kLiteral) reads_.push_back(piece.column);
    }
  }
  std::sort(reads_.begin(), reads_.end());
  reads_.erase(std::unique(reads_.begin(), reads_.end()), reads_.end());
  const auto place_of = [&](uint32_t column) {
    return static_cast<uint32_t>(std::lower_bound(reads_.begin(), reads_.end(), column) -
                                 reads_.begin());
  };
  for (const uint32_t column : reads_) {
    values_.push_back({sample.columns[column].index, sample.columns[column].counts});
  }
  for (const DerivedColumn& derived : columns_) {
    Learned learned;
    learned.target = place_of(derived.target);
    learned.pieces = derived.pieces;
    learned.repeats = !derived.composed();
    learned.blamed.assign(reads_.size(), 0);
    learned.blamed[learned.target] = kTargetPrior;
    for (Piece& piece : learned.pieces) {
      if (piece.column == Piece::kLiteral) continue;
      piece.column = place_of(piece.column);
      learned.blamed[piece.column] = kSourcePrior;
    }
    LearnSources(sample, &learned);
    learned_.push_back(std::move(learned));
  }
  LearnBreaches(sample);
}

void DerivedJudge::LearnSources(const EncodedSample& sample, Learned* learned) const {
  for (const Piece& piece : learned->pieces) {
    auto& sources = learned->sources.emplace_back();
    if (piece.column == Piece::kLiteral || piece.cut != PieceCut::kWhole) continue;
    if (piece.form == PieceForm::kAsIs || piece.form == PieceForm::kPadded) continue;
    const EncodedColumn& column = sample.columns[reads_[piece.column]];
    std::unordered_map<uint64_t, uint32_t> most;
    for (uint32_t code = 0; code < column.values.size(); ++code) {
      std::string formed;
      if (column.blank[code] || !AppendPiece(piece, column.values[code], &formed)) continue;
      const uint64_t hash = Hash64(formed);
      const auto [at, added] = most.try_emplace(hash, column.counts[code]);
      if (!added && at->second >= column.counts[code]) continue;
      at->second = column.counts[code];
      sources[hash] = column.values[code];
    }
  }
}

// Two passes over the sample: which breaches there are, then who is clearly to blame.
void DerivedJudge::LearnBreaches(const EncodedSample& sample) {
  std::vector<std::string_view> cells(reads_.size());
  std::vector<uint32_t> broken, judged(learned_.size());
  std::string composed;
  const auto read = [&](uint32_t row) {
    for (size_t i = 0; i < reads_.size(); ++i) cells[i] = Of(sample.columns[reads_[i]], row);
  };
  for (uint32_t row = 0; row < sample.rows; ++row) {
    read(row);
    bool any = false;
    for (size_t d = 0; d < learned_.size(); ++d) {
      Learned& learned = learned_[d];
      const State state = StateOf(learned, cells, &composed);
      judged[d] += state != State::kSilent;
      if (state != State::kBroken) continue;
      any = true;
      ++learned.share[BreachOf(learned, cells, composed)];
      ++learned.pairs[MixHash(Hash64(cells[learned.target]), Hash64(composed))];
      ++learned.edits[EditHash(EditBetween(cells[learned.target], composed))];
    }
    if (any) broken.push_back(row);
  }
  for (size_t d = 0; d < learned_.size(); ++d) {
    double breaches = 0;
    for (double& share : learned_[d].share) {
      breaches += share;
      share /= std::max(1u, judged[d]);
    }
    std::erase_if(learned_[d].edits, [&](const auto& edit) {
      return edit.second < kUsualEdit || edit.second < kUsualShare * breaches;
    });
    std::erase_if(learned_[d].pairs, [](const auto& pair) { return pair.second < kUsualPair; });
  }
  std::vector<std::vector<double>> blamed;
  for (const Learned& learned : learned_) blamed.push_back(learned.blamed);
  for (const uint32_t row : broken) {
    read(row);
    std::vector<double> shares;
    const std::vector<DerivedBlame> blames = Judge(cells, &shares);
    for (size_t i = 0; i < blames.size(); ++i) {
      if (shares[i] < kClear) continue;
      const auto place =
          std::lower_bound(reads_.begin(), reads_.end(), blames[i].column) - reads_.begin();
      ++blamed[blames[i].derived][static_cast<size_t>(place)];
    }
  }
  for (size_t d = 0; d < learned_.size(); ++d) learned_[d].blamed = std::move(blamed[d]);
}

DerivedJudge::State DerivedJudge::StateOf(const Learned& learned, Cells cells,
                                          std::string* composed) const {
  const std::string_view value = cells[learned.target];
  if (IsBlankValue(value)) return State::kSilent;
  if (!Compose(
          learned.pieces, [&](uint32_t place) { return cells[place]; }, composed))
    return State::kSilent;
  return *composed == value ? State::kHolds : State::kBroken;
}

DerivedJudge::Breach DerivedJudge::BreachOf(const Learned& learned, Cells cells,
                                            std::string_view composed) {
  const std::string_view value = cells[learned.target];
  if (learned.repeats) {  // other digits are another number, or another day
    const Edit edit = EditBetween(value, composed);
    if (HasDigit(edit.from) || HasDigit(edit.to)) return kFar;
  }
  const bool added = value.size() > composed.size() + 1;
  const bool same_digits =
      std::abs(static_cast<int>(value.size()) - static_cast<int>(composed.size())) <= 1;
  if (same_digits && IsNearSpelling(value, composed)) return kNear;
  if (composed.find(value) != std::string_view::npos) return kExtended;
  size_t at = 0;
  std::string part;
  for (const Piece& piece : learned.pieces) {
    if (piece.column == Piece::kLiteral) continue;
    part.clear();
    AppendPiece(piece, cells[piece.column], &part);
    at = value.find(part, at);
    if (at == std::string_view::npos) return IsNearSpelling(value, composed) ? kNear : kFar;
    at += part.size();
  }
  return added ? kExtended : kNear;
}

// The probability that one of the cells behind a breach is wrong.
double DerivedJudge::WrongShare(uint32_t derived, Cells cells, std::string_view composed) const {
  const Learned& learned = learned_[derived];
  const Breach breach = BreachOf(learned, cells, composed);
  const double share = learned.share[breach];
  const double usual = learned.repeats   ? 10 * std::max(0.0, share - 0.002)
                       : breach == kNear ? 2 * std::max(0.0, share - 0.2)
                                         : 2.5 * std::max(0.0, share - 0.01);
  double p = (learned.repeats ? kRepeated : kComposed)[breach] * std::max(0.1, 1 - usual);
  const PieceCut cut = learned.pieces[0].cut;
  if (cut == PieceCut::kBefore || cut == PieceCut::kAfter) p *= kBySeparator;
  const auto pair = learned.pairs.find(MixHash(Hash64(cells[learned.target]), Hash64(composed)));
  if (pair != learned.pairs.end() && pair->second * 2 >= CountOf(learned.target, composed)) {
    return p * kMeantSo;
  }
  const bool usual_edit =
      learned.edits.contains(EditHash(EditBetween(cells[learned.target], composed)));
  return usual_edit ? p * kMeantSo : p;
}

double DerivedJudge::CountOf(uint32_t place, std::string_view value) const {
  const uint32_t code = values_[place].index.Find(EncodedHash(value));
  return code == ValueIndex::kNone ? 0 : values_[place].counts[code];
}

// Whether no row has the composed value where many have this one: a filler or a slip in a source
// makes such values, and says nothing of the target.
bool DerivedJudge::IsUnheardOf(uint32_t target, std::string_view composed,
                               std::string_view own) const {
  return CountOf(target, composed) == 0 && CountOf(target, own) >= kManyRows;
}

// What the source of a piece would have to be for the target to be right.
bool DerivedJudge::Invert(const Learned& learned, size_t at, Cells cells,
                          std::string* value) const {
  const auto value_of = [&](uint32_t place) { return cells[place]; };
  const std::span<const Piece> pieces(learned.pieces);
  std::string before, behind;
  if (!Compose(pieces.first(at), value_of, &before)) return false;
  if (!Compose(pieces.subspan(at + 1), value_of, &behind)) return false;
  std::string_view middle = cells[learned.target];
  if (middle.size() <= before.size() + behind.size()) return false;
  if (!middle.starts_with(before) || !middle.ends_with(behind)) return false;
  middle = middle.substr(before.size(), middle.size() - before.size() - behind.size());
  const Piece& piece = pieces[at];
  const std::string_view own = cells[piece.column];
  if (piece.cut != PieceCut::kWhole) {
    std::string part;
    if (piece.form != PieceForm::kAsIs || !AppendPiece(piece, own, &part)) return false;
    const bool front = piece.cut == PieceCut::kFirst || piece.cut == PieceCut::kBefore;
    *value = ReplacePart(own, part.size(), front, middle);
    return piece.width == 0 || piece.width == middle.size();
  }
  if (piece.form == PieceForm::kPadded)
    middle.remove_prefix(std::min(middle.find_first_not_of('0'), middle.size()));
  if (piece.form == PieceForm::kAsIs || piece.form == PieceForm::kPadded) {
    *value = middle;
    return !value->empty();
  }
  const auto known = learned.sources[at].find(Hash64(middle));
  if (known == learned.sources[at].end()) return false;
  *value = known->second;
  return true;
}

void DerivedJudge::AddCandidate(uint32_t derived, uint32_t place, std::string value, Cells cells,
                                std::vector<Candidate>* candidates) const {
  for (Candidate& c : *candidates) {
    if (c.place == place && c.value == value) {
      c.explains.push_back(derived);
      c.score += kExplains;
      return;
    }
  }
  Candidate candidate;
  candidate.place = place;
  const double others = std::max(0.0, CountOf(place, cells[place]) - 1);
  candidate.score =
      std::clamp(std::log((CountOf(place, value) + kSmoothing) / (others + kSmoothing)),
                 -kMostLogRatio, kMostLogRatio) +
      std::log(learned_[derived].blamed[place]);
  candidate.value = std::move(value);
  candidate.explains.push_back(derived);
  candidates->push_back(std::move(candidate));
}

std::vector<DerivedBlame> DerivedJudge::Judge(Cells cells) const { return Judge(cells, nullptr); }

std::vector<DerivedBlame> DerivedJudge::Judge(Cells cells, std::vector<double>* shares) const {
  std::vector<Candidate> candidates;
  std::vector<uint32_t> holding, broken;
  std::vector<double> wrong(learned_.size());
  std::string composed, value;
  for (uint32_t d = 0; d < learned_.size(); ++d) {
    const Learned& learned = learned_[d];
    const State state = StateOf(learned, cells, &composed);
    if (state == State::kHolds) holding.push_back(d);
    if (state != State::kBroken) continue;
    broken.push_back(d);
    wrong[d] = WrongShare(d, cells, composed);
    if (!IsUnheardOf(learned.target, composed, cells[learned.target]))
      AddCandidate(d, learned.target, composed, cells, &candidates);
    for (size_t i = 0; i < learned.pieces.size(); ++i) {
      if (learned.pieces[i].column == Piece::kLiteral || !Invert(learned, i, cells, &value))
        continue;
      AddCandidate(d, learned.pieces[i].column, value, cells, &candidates);
    }
  }
  if (broken.empty()) return {};
  for (Candidate& c : candidates) {
    for (const uint32_t d : holding) c.score -= columns_[d].Uses(reads_[c.place]) ? kExplains : 0;
  }
  std::vector<DerivedBlame> blames;
  for (const uint32_t d : broken) {
    double total = 0;
    for (const Candidate& c : candidates) {
      if (std::count(c.explains.begin(), c.explains.end(), d) > 0) total += std::exp(c.score);
    }
    for (const Candidate& c : candidates) {
      if (std::count(c.explains.begin(), c.explains.end(), d) == 0) continue;
      const double share = std::exp(c.score) / total;
      const uint32_t column = reads_[c.place];
      if (wrong[d] * share < kLeastConfidence && shares == nullptr) continue;
      const auto same = std::find_if(blames.begin(), blames.end(),
                                     [&](const DerivedBlame& b) { return b.column == column; });
      if (same != blames.end()) {
        if (same->confidence < wrong[d] * share) *same = {column, d, wrong[d] * share, c.value};
        continue;
      }
      blames.push_back({column, d, wrong[d] * share, c.value});
      if (shares != nullptr) shares->push_back(share);
    }
  }
  return blames;
}

bool DerivedJudge::Vouches(Cells cells, uint32_t column) const {
  std::string composed;
  bool breaks = false;
  for (uint32_t d = 0; d < learned_.size(); ++d) {
    if (columns_[d].target != column || !columns_[d].composed()) continue;
    const State state = StateOf(learned_[d], cells, &composed);
    if (state == State::kHolds) return true;
    breaks |= state == State::kBroken;
  }
  if (!breaks) return false;
  const std::vector<DerivedBlame> blames = Judge(cells);
  return std::none_of(blames.begin(), blames.end(),
                      [&](const DerivedBlame& b) { return b.column == column; }) &&
         std::any_of(blames.begin(), blames.end(), [&](const DerivedBlame& b) {
           return b.confidence >= 0.5 && columns_[b.derived].target == column;
         });
}

}  // namespace assay

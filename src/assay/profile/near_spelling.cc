// Candidates from a NearIndex; features from the edit itself and from pieces of three characters.
#include "assay/profile/near_spelling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "assay/base/ascii.h"
#include "assay/base/sigmoid.h"
#include "assay/profile/near_index.h"
#include "assay/profile/piece_counts.h"
#include "assay/profile/shape.h"

namespace assay {
namespace {

constexpr double kEstablishedShare = 0.7;
constexpr uint64_t kEstablishedCount = 3;
constexpr uint64_t kFarMoreFrequent = 2;  // times
constexpr size_t kLongest = 200;          // characters; longer texts are not compared
constexpr uint32_t kLeastSeries = 3;      // texts
constexpr double kSeriesOdds = 0.05;      // factor of the odds of a mistake
constexpr double kLeastChance = 5;        // texts with a neighbour of like count

// Looks at the piece in which the two texts differ: what stands between their common ends.
void DescribeEdit(std::string_view rare, std::string_view target, NearSpelling* out) {
  size_t head = 0;
  while (head < rare.size() && head < target.size() && rare[head] == target[head]) ++head;
  size_t tail = 0;
  while (tail < rare.size() - head && tail < target.size() - head &&
         rare[rare.size() - 1 - tail] == target[target.size() - 1 - tail]) {
    ++tail;
  }
  const std::string_view a = rare.substr(head, rare.size() - head - tail);
  const std::string_view b = target.substr(head, target.size() - head - tail);
  const auto any = [&](auto test) {
    return std::any_of(a.begin(), a.end(), test) || std::any_of(b.begin(), b.end(), test);
  };
  out->digit = any(IsDigit);
  out->letters = !any([](char c) { return !IsByteOfWord(c); });
  out->head = head == 0;
  out->tail = tail == 0 && a.size() <= 2 && b.size() <= 2;
  out->swapped = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  out->added = rare.size() > target.size();
  out->length = static_cast<uint32_t>(std::min(rare.size(), target.size()));
}

// Where one text of a pair replaces a character of the other by one of its kind (capital, other
// letter, digit); kNowhere for other edits.
constexpr uint32_t kNowhere = 0xffffffffu;
uint32_t ReplacedPlace(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return kNowhere;
  const auto at = std::mismatch(a.begin(), a.end(), b.begin());
  const bool only = at.first != a.end() && std::equal(at.first + 1, a.end(), at.second + 1);
  if (!only ||
      ShapeOf(std::string_view(&*at.first, 1)) != ShapeOf(std::string_view(&*at.second, 1)))
    return kNowhere;
  return static_cast<uint32_t>(at.first - a.begin());
}

// Marks the texts that differ from a frequent one mostly at the same place: slips are anywhere.
void MarkSeries(const std::vector<uint32_t>& places, std::vector<NearSpelling>* found) {
  std::map<uint32_t, uint32_t> near;                            // texts, by target
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> near_here;  // by target and place
  for (size_t i = 0; i < found->size(); ++i) {
    const uint32_t target = (*found)[i].target;
    ++near[target];
    if (places[i] != kNowhere) ++near_here[{target, places[i]}];
  }
  for (size_t i = 0; i < found->size(); ++i) {
    const uint32_t target = (*found)[i].target, all = near[target];
    if (places[i] == kNowhere) continue;
    const uint32_t here = near_here[{target, places[i]}];
    (*found)[i].series =
        here >= kLeastSeries && (here == all || (here > kLeastSeries && 2 * here >= all));
  }
}

// How many texts from the front are established.
size_t CountEstablished(const std::vector<WeightedText>& texts, SpellingContext* context) {
  for (const WeightedText& text : texts) {
    context->total += static_cast<double>(text.count);
    context->unique += text.count == 1;
  }
  size_t count = 0;
  double covered = 0;
  while (count < texts.size() && texts[count].count >= kEstablishedCount &&
         covered < kEstablishedShare * context->total) {
    covered += static_cast<double>(texts[count++].count);
  }
  context->coverage = context->total > 0 ? covered / context->total : 0;
  return count;
}

// Describes how a text, one byte a character, differs from the near one; its index is the caller's.
NearSpelling Describe(const std::string& flat, const NearIndex::Near& near,
                      const NearIndex& targets, const PieceCounts& pieces) {
  NearSpelling spelling;
  spelling.target = near.index;
  spelling.distance = near.distance;
  DescribeEdit(flat, targets.TextOf(near.index), &spelling);
  spelling.novelty = pieces.Novelty(flat, &spelling.odd);
  return spelling;
}

// How near texts come to each other by chance. A slip is rarer than what it was meant to be, so
// texts of like counts that are near each other are neighbours by chance, and show how many of the
// pairs of unlike counts are so. Edits of one kind are judged by those of the same kind: that two
// years are near each other says nothing of a letter among the digits.
class ChanceNeighbours {
 public:
  ChanceNeighbours(const NearIndex& index, const PieceCounts& pieces)
      : index_(index), pieces_(pieces) {}

  // Notes the `place`th text of the index. The first `limit` ones are far more frequent; `is_near`
  // tells whether it is near one of these: slips of one text are near each other, too.
  void Add(std::string_view text, uint32_t place, uint32_t limit, bool is_near) {
    pairs_ += place - limit;
    if (is_near || place == limit) return;
    const NearIndex::Near near = index_.Nearest(text, place);
    if (near.index != NearIndex::kNone)
      ++near_[KindOf(Describe(OneByteACharacter(text), near, index_, pieces_))];
  }

  // Tells each spelling which share of those of its kind whose targets are as frequent as its own,
  // or more so, is to be expected by chance. `limits`: how many texts each of the texts was
  // compared with, ascending.
  void Judge(const std::vector<uint32_t>& limits, std::vector<NearSpelling>* found) const {
    std::array<std::vector<uint32_t>, kKinds> targets;
    for (const NearSpelling& spelling : *found)
      targets[KindOf(spelling)].push_back(spelling.target);
    for (std::vector<uint32_t>& of_kind : targets) std::sort(of_kind.begin(), of_kind.end());
    for (NearSpelling& spelling : *found) {
      const size_t kind = KindOf(spelling);
      if (near_[kind] < kLeastChance) continue;
      const auto first = targets[kind].begin();
      const auto seen = std::upper_bound(first, targets[kind].end(), spelling.target) - first;
      const double expected = near_[kind] / pairs_ * Pairs(limits, spelling.target + 1);
      spelling.by_chance = std::min(1.0, expected / static_cast<double>(seen));
    }
  }

 private:
  static constexpr size_t kKinds = 6;

  static size_t KindOf(const NearSpelling& spelling) {
    const size_t kind = spelling.letters ? 0 : spelling.digit ? 1 : 2;
    return 2 * kind + spelling.odd;
  }

  // Pairs of a text and one of the first `most` ones that it was compared with.
  static double Pairs(const std::vector<uint32_t>& limits, uint32_t most) {
    const auto whole = std::lower_bound(limits.begin(), limits.end(), most);
    return std::accumulate(limits.begin(), whole, 0.0) +
           static_cast<double>(limits.end() - whole) * most;
  }

  const NearIndex& index_;
  const PieceCounts& pieces_;
  double pairs_ = 0;                   // of texts of like counts
  std::array<double, kKinds> near_{};  // those near each other, by the kind of edit
};

}  // namespace

double MistakeProbability(const SpellingWeights& w, const SpellingContext& context,
                          const NearSpelling& spelling, const std::vector<WeightedText>& texts) {
  const auto own = static_cast<double>(texts[spelling.index].count);
  const auto target = static_cast<double>(texts[spelling.target].count);
  const uint32_t length = spelling.length;
  double sum = w.intercept;
  sum += w.ratio * std::log(target / own) + w.target_count * std::log(target) +
         w.own_count * std::log(own);
  sum += length <= 2 ? w.length_2 : length == 3 ? w.length_3 : length <= 5 ? w.length_5 : 0;
  sum += length >= 8 ? w.length_8 : 0;
  sum += length >= 12 ? w.length_12 : 0;
  sum += w.distance * (spelling.distance > 1) + w.digit * spelling.digit +
         w.letters * spelling.letters + w.tail * spelling.tail + w.head * spelling.head +
         w.odd * spelling.odd + w.swapped * spelling.swapped + w.added * spelling.added +
         w.novelty * spelling.novelty + w.tail_added * (spelling.tail && spelling.added);
  sum += w.near_share * std::log((context.rare_near + 0.5) / (context.rare + 1.5));
  sum += w.coverage * context.coverage + w.total * std::log(context.total) +
         w.unique * context.unique / context.total + w.own_share * own / context.total +
         w.target_share * target / context.total;
  if (spelling.series) sum += std::log(kSeriesOdds);
  return std::min(Sigmoid(sum), 1 - spelling.by_chance);
}

NearSpellings FindNearSpellings(const std::vector<WeightedText>& texts) {
  NearSpellings result;
  SpellingContext& context = result.context;
  const size_t established = CountEstablished(texts, &context);
  NearIndex index;
  // Only a text that occurs twice can be what another one was meant to be.
  size_t targets = 0;
  while (targets < texts.size() && texts[targets].count >= 2) index.Add(texts[targets++].text);
  index.Seal();
  const PieceCounts pieces(texts);
  ChanceNeighbours chance(index, pieces);
  std::vector<uint32_t> limits;  // as given to the index
  // texts[0 … limit) are far more frequent than texts[i].
  uint32_t limit = 0;
  std::vector<NearSpelling> found;
  std::vector<uint32_t> places;  // ReplacedPlace of each
  for (uint32_t i = 0; i < texts.size(); ++i) {
    if (texts[i].text.size() > kLongest) continue;
    while (limit < targets && texts[limit].count >= kFarMoreFrequent * texts[i].count) ++limit;
    limits.push_back(limit);
    const NearIndex::Near near =
        limit == 0 ? NearIndex::Near() : index.Nearest(texts[i].text, limit);
    const bool is_near = near.index != NearIndex::kNone;
    (i < established ? context.established : context.rare) += 1;
    (i < established ? context.established_near : context.rare_near) += is_near;
    if (i < targets) chance.Add(texts[i].text, i, limit, is_near);
    if (!is_near) continue;
    const std::string flat = OneByteACharacter(texts[i].text);
    found.push_back(Describe(flat, near, index, pieces));
    found.back().index = i;
    places.push_back(ReplacedPlace(flat, index.TextOf(near.index)));
  }
  chance.Judge(limits, &found);
  MarkSeries(places, &found);
  result.found = std::move(found);
  return result;
}

}  // namespace assay

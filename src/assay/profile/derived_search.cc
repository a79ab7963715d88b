// The search for derived columns: templates are read off rows where one column's value holds
// another's, the frequent ones are counted on more rows and against chance.
#include <algorithm>
#include <map>
#include <optional>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/profile/derived_column.h"

namespace assay {
namespace {

constexpr uint32_t kReadRows = 100;      // rows that templates are read off
constexpr uint32_t kFirstLook = 20;      // rows after which a hopeless pair is given up
constexpr uint32_t kCountedRows = 3000;  // rows that a template is counted on
constexpr size_t kMostColumns = 200;
constexpr size_t kMostBytes = 256;      // of a value
constexpr size_t kMostTried = 3;        // templates a column
constexpr uint32_t kLeastDistinct = 5;  // values that a column and the rows that hold must have
constexpr uint32_t kLeastHolding = 8;
constexpr double kLeastContained = 0.5;  // share of rows whose value holds the source's
constexpr double kLeastHolds = 0.75;
constexpr double kLeastKappa = 0.6;  // how far that is above chance

enum class Kind : uint8_t { kOther, kLetter, kDigit };

Kind KindOf(char c) {
  if (IsDigit(c)) return Kind::kDigit;
  const char l = static_cast<char>(c | 32);
  return IsLower(l) || static_cast<unsigned char>(c) >= 0x80 ? Kind::kLetter : Kind::kOther;
}

// Whether text[at, at + length) does not cut a word or number in two.
bool StandsAlone(std::string_view text, size_t at, size_t length) {
  const auto joined = [&](size_t i) {
    return i > 0 && i < text.size() && KindOf(text[i]) != Kind::kOther &&
           KindOf(text[i]) == KindOf(text[i - 1]);
  };
  return !joined(at) && !joined(at + length);
}

struct Place {
  size_t at = 0, length = 0;
  PieceForm form = PieceForm::kAsIs;
  uint32_t width = 0;
};

// Where `part` stands in `text` as a value of its own; long ones may touch letters.
std::optional<Place> FindWhole(std::string_view text, std::string_view part, PieceForm form) {
  if (part.empty()) return std::nullopt;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    if (part.size() >= 5 || StandsAlone(text, at, part.size()))
      return Place{at, part.size(), form, 0};
  }
  return std::nullopt;
}

bool IsDigits(std::string_view text) {
  return !text.empty() && text.size() < 16 && std::all_of(text.begin(), text.end(), IsDigit);
}

std::optional<Place> FindPadded(std::string_view text, std::string_view number) {
  for (size_t from = 0; from < text.size(); ++from) {
    if (KindOf(text[from]) != Kind::kDigit) continue;
    size_t to = from, first = from;
    while (to < text.size() && KindOf(text[to]) == Kind::kDigit) ++to;
    while (first + 1 < to && text[first] == '0') ++first;
    if (text.substr(first, to - first) == number) {
      return Place{from, to - from, PieceForm::kPadded, static_cast<uint32_t>(to - from)};
    }
    from = to;
  }
  return std::nullopt;
}

// Where and in what form `text` holds `source`.
std::optional<Place> Locate(std::string_view text, std::string_view source) {
  if (source.size() > text.size()) return std::nullopt;
  if (auto place = FindWhole(text, source, PieceForm::kAsIs)) return place;
  if (IsDigits(source)) return source[0] == '0' ? std::nullopt : FindPadded(text, source);
  for (const PieceForm form : {PieceForm::kLower, PieceForm::kUpper, PieceForm::kSlug}) {
    Piece piece;
    piece.form = form;
    std::string made;
    AppendPiece(piece, source, &made);
    if (made == source) continue;
    if (auto place = FindWhole(text, made, form)) return place;
  }
  return std::nullopt;
}

// Row numbers of the sample, evenly spread, at most `most`.
std::vector<uint32_t> Spread(uint32_t rows, uint32_t most) {
  const uint32_t count = std::min(rows, most);
  std::vector<uint32_t> spread;
  for (uint32_t i = 0; i < count; ++i) {
    spread.push_back(static_cast<uint32_t>(static_cast<uint64_t>(i) * rows / count));
  }
  return spread;
}

class DerivedSearch {
 public:
  explicit DerivedSearch(const EncodedSample& sample)
      : sample_(sample), counted_(Spread(sample.rows, kCountedRows)) {
    for (uint32_t c = 0; c < sample.columns.size() && usable_.size() < kMostColumns; ++c) {
      const EncodedColumn& column = sample.columns[c];
      if (column.filled_distinct >= 2 && column.filled >= kLeastHolding) usable_.push_back(c);
    }
  }

  std::vector<DerivedColumn> Find();

 private:
  using Pieces = std::vector<Piece>;
  struct Candidate {
    DerivedColumn derived;
    double quality = 0;
  };

  std::string_view Value(uint32_t column, uint32_t row) const {
    const EncodedColumn& c = sample_.columns[column];
    const std::string_view value = c.values[c.codes[row]];
    return c.blank[c.codes[row]] || value.size() > kMostBytes ? std::string_view() : value;
  }
  // Rows to read templates off: filled and with different values where the column has them.
  std::vector<uint32_t> RowsOf(uint32_t column) const;
  bool Contains(uint32_t target, uint32_t source, const std::vector<uint32_t>& rows) const;
  void TryTarget(uint32_t target);
  Pieces ReadTemplate(std::string_view text, uint32_t row,
                      const std::vector<uint32_t>& sources) const;
  void TryCuts(uint32_t whole, uint32_t part, const std::vector<uint32_t>& rows);
  Pieces Refine(uint32_t target, Pieces pieces, const std::vector<uint32_t>& sources) const;
  uint32_t Holds(uint32_t target, const Pieces& pieces) const;
  void Keep(uint32_t target, const Pieces& pieces);

  const EncodedSample& sample_;
  const std::vector<uint32_t> counted_;
  std::vector<uint32_t> usable_;
  std::vector<Candidate> found_;
};

std::vector<uint32_t> DerivedSearch::RowsOf(uint32_t column) const {
  std::vector<uint32_t> rows, repeated;
  ValueIndex seen;
  for (const uint32_t row : counted_) {
    if (Value(column, row).empty()) continue;
    const uint32_t before = seen.size();
    seen.Insert(sample_.columns[column].codes[row] + 1);
    (seen.size() > before ? rows : repeated).push_back(row);
  }
  if (rows.size() < kReadRows) {
    const size_t more = std::min<size_t>(kReadRows - rows.size(), repeated.size());
    rows.insert(rows.end(), repeated.begin(), repeated.begin() + static_cast<std::ptrdiff_t>(more));
  }
  std::vector<uint32_t> spread;
  for (const uint32_t i : Spread(static_cast<uint32_t>(rows.size()), kReadRows))
    spread.push_back(rows[i]);
  return spread;
}

bool DerivedSearch::Contains(uint32_t target, uint32_t source,
                             const std::vector<uint32_t>& rows) const {
  uint32_t judged = 0, hits = 0, visited = 0;
  for (const uint32_t row : rows) {
    if (++visited > kFirstLook && hits * 4 < judged) return false;
    const std::string_view part = Value(source, row);
    if (part.empty()) continue;
    ++judged;
    hits += Locate(Value(target, row), part).has_value();
  }
  return judged >= kLeastHolding && judged * 4 >= rows.size() && hits >= kLeastContained * judged;
}

// The longest source value is taken out of the text first, then the next in what is left.
DerivedSearch::Pieces DerivedSearch::ReadTemplate(std::string_view text, uint32_t row,
                                                  const std::vector<uint32_t>& sources) const {
  std::vector<uint32_t> order = sources;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return Value(a, row).size() > Value(b, row).size();
  });
  Pieces pieces(1);
  pieces[0].text = text;
  for (const uint32_t source : order) {
    for (size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].column != Piece::kLiteral) continue;
      const auto place = Locate(pieces[i].text, Value(source, row));
      if (!place) continue;
      Piece taken, rest;
      taken.column = source;
      taken.form = place->form;
      taken.width = place->width;
      rest.text = pieces[i].text.substr(place->at + place->length);
      pieces[i].text.resize(place->at);
      pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1, {taken, rest});
      break;
    }
  }
  std::erase_if(pieces,
                [](const Piece& p) { return p.column == Piece::kLiteral && p.text.empty(); });
  return pieces;
}

uint32_t DerivedSearch::Holds(uint32_t target, const Pieces& pieces) const {
  uint32_t holds = 0;
  std::string made;
  for (const uint32_t row : counted_) {
    const std::string_view value = Value(target, row);
    if (value.empty() || !Compose(
                             pieces, [&](uint32_t c) { return Value(c, row); }, &made))
      continue;
    holds += made == value;
  }
  return holds;
}

// Another column that is often equal may be the true source.
DerivedSearch::Pieces DerivedSearch::Refine(uint32_t target, Pieces pieces,
                                            const std::vector<uint32_t>& sources) const {
  uint32_t best = Holds(target, pieces);
  for (Piece& piece : pieces) {
    if (piece.column == Piece::kLiteral) continue;
    for (const uint32_t other : sources) {
      const uint32_t own = piece.column;
      if (other == own) continue;
      piece.column = other;
      const uint32_t holds = Holds(target, pieces);
      if (holds > best) {
        best = holds;
      } else {
        piece.column = own;
      }
    }
  }
  return pieces;
}

// Counts the template on the sample, with each row's own sources and with those of another row.
void DerivedSearch::Keep(uint32_t target, const Pieces& pieces) {
  Candidate candidate;
  DerivedColumn& derived = candidate.derived;
  derived.target = target;
  derived.pieces = pieces;
  uint32_t chance = 0;
  ValueIndex distinct;
  std::string made;
  const size_t count = counted_.size();
  for (size_t i = 0; i < count; ++i) {
    const uint32_t row = counted_[i];
    const std::string_view value = Value(target, row);
    if (value.empty() || !Compose(
                             pieces, [&](uint32_t c) { return Value(c, row); }, &made))
      continue;
    ++derived.judged;
    if (made == value) {
      ++derived.holds;
      distinct.Insert(sample_.columns[target].codes[row] + 1);
    }
    const uint32_t other = counted_[MixHash(row, 7) % count];
    if (Compose(
            pieces, [&](uint32_t c) { return Value(c, other); }, &made))
      chance += made == value;
  }
  const double judged = std::max(1u, derived.judged);
  const double share = derived.holds / judged, by_chance = chance / judged;
  if (derived.holds < kLeastHolding || distinct.size() < kLeastDistinct || share < kLeastHolds)
    return;
  if (by_chance > 0.99 || (share - by_chance) / (1 - by_chance) < kLeastKappa) return;
  candidate.quality = share + 0.01 * static_cast<double>(pieces.size()) +
                      (pieces[0].cut == PieceCut::kWhole ? 0.1 : 0);
  found_.push_back(std::move(candidate));
}

void DerivedSearch::TryTarget(uint32_t target) {
  const EncodedColumn& column = sample_.columns[target];
  if (column.filled_distinct < kLeastDistinct) return;
  const std::vector<uint32_t> rows = RowsOf(target);
  if (rows.size() < kLeastHolding) return;
  std::vector<uint32_t> sources;
  for (const uint32_t source : usable_) {
    if (source == target || !Contains(target, source, rows)) continue;
    sources.push_back(source);
    TryCuts(target, source, rows);
  }
  if (sources.empty()) return;
  std::map<std::string, std::pair<uint32_t, Pieces>> counts;
  for (const uint32_t row : rows) {
    Pieces pieces = ReadTemplate(Value(target, row), row, sources);
    std::string key;
    for (const Piece& p : pieces) {
      key += std::to_string(p.column) + '/' + std::to_string(static_cast<int>(p.form)) + '/' +
             std::to_string(p.width) + '/' + p.text + '\0';
    }
    auto& entry = counts[key];
    ++entry.first;
    entry.second = std::move(pieces);
  }
  std::vector<std::pair<uint32_t, Pieces>> frequent;
  for (auto& [key, entry] : counts) frequent.push_back(std::move(entry));
  std::stable_sort(frequent.begin(), frequent.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (size_t i = 0; i < std::min(kMostTried, frequent.size()); ++i) {
    const Pieces& pieces = frequent[i].second;
    if (frequent[i].first * 4 < rows.size()) break;
    if (pieces.size() == 1 && pieces[0].column == Piece::kLiteral) continue;
    // Numbers that repeat or scale another column are relations of numbers.
    if (pieces.size() == 1 && column.numeric >= 0.95 * column.filled) continue;
    Keep(target, Refine(target, pieces, sources));
  }
}

// `part` as what stands before or behind a separator in `whole`, or as its first or last
// characters.
void DerivedSearch::TryCuts(uint32_t whole, uint32_t part, const std::vector<uint32_t>& rows) {
  if (sample_.columns[part].filled_distinct < kLeastDistinct) return;
  std::map<std::pair<std::string, PieceForm>, uint32_t> before, after;
  std::map<std::pair<size_t, PieceForm>, uint32_t> first, last;
  for (const uint32_t row : rows) {
    const std::string_view text = Value(whole, row), value = Value(part, row);
    const auto place = value.empty() ? std::nullopt : Locate(text, value);
    if (!place || place->length == text.size() || place->form == PieceForm::kPadded) continue;
    const size_t end = place->at + place->length;
    if (place->at == 0) {
      ++first[{place->length, place->form}];
      if (KindOf(text[end]) == Kind::kOther) ++before[{std::string(1, text[end]), place->form}];
    }
    if (end == text.size()) {
      ++last[{place->length, place->form}];
      const bool two = place->at > 1 && text[place->at - 1] == ' ' &&
                       KindOf(text[place->at - 2]) == Kind::kOther;
      const size_t separator = two ? 2 : 1;
      if (KindOf(text[place->at - 1]) == Kind::kOther) {
        ++after[{std::string(text.substr(place->at - separator, separator)), place->form}];
      }
    }
  }
  const auto try_most = [&](const auto& counts, PieceCut cut) {
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end() || most->second * 2 < rows.size()) return;
    Piece piece;
    piece.column = whole;
    piece.cut = cut;
    piece.form = most->first.second;
    if constexpr (std::is_same_v<std::decay_t<decltype(most->first.first)>, size_t>) {
      piece.width = static_cast<uint32_t>(most->first.first);
    } else {
      piece.text = most->first.first;
    }
    Keep(part, {piece});
  };
  try_most(before, PieceCut::kBefore);
  try_most(after, PieceCut::kAfter);
  try_most(first, PieceCut::kFirst);
  try_most(last, PieceCut::kLast);
}

std::vector<DerivedColumn> DerivedSearch::Find() {
  for (const uint32_t target : usable_) TryTarget(target);
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Candidate& a, const Candidate& b) { return a.quality > b.quality; });
  std::vector<DerivedColumn> chosen;
  for (Candidate& candidate : found_) {
    const DerivedColumn& derived = candidate.derived;
    const bool known = std::any_of(chosen.begin(), chosen.end(), [&](const DerivedColumn& other) {
      const bool reversed = derived.Uses(other.target) && other.Uses(derived.target);
      return other.target == derived.target || reversed;
    });
    if (!known) chosen.push_back(std::move(candidate.derived));
  }
  return chosen;
}

}  // namespace

std::vector<DerivedColumn> FindDerivedColumns(const EncodedSample& sample) {
  return DerivedSearch(sample).Find();
}

}  // namespace assay

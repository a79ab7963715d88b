// Roles of columns, words of values and their comparison.
#include "assay/profile/row_texts.h"

#include <algorithm>
#include <cmath>

#include "assay/base/ascii.h"
#include "assay/base/hash.h"
#include "assay/base/utf8.h"
#include "assay/profile/spelling_distance.h"
#include "assay/profile/text_words.h"

namespace assay {
namespace {

constexpr size_t kMostColumns = 24;
constexpr size_t kMostWords = 24;    // of a value
constexpr uint32_t kLookedAt = 200;  // values that tell a column's role
constexpr double kLeastFilled = 0.3;
constexpr double kIdentifying = 0.2;     // distinct values for each filled row of texts and codes
constexpr size_t kLeastCode = 6;         // letters and digits
constexpr double kAsVaried = 0.9;        // of what varies most
constexpr double kSimilar = 0.55;        // of two texts: shared information
constexpr uint32_t kRareRows = 4;        // of a word that one of two texts may lack
constexpr uint32_t kEstablished = 5;     // rows of a word that is hardly a slip
constexpr size_t kLeastTelling = 3;      // letters of such a word; fewer are initials
constexpr double kLeastReplaced = 0.15;  // of two texts' information, in such words
constexpr size_t kLeastForSlips = 4;     // letters of a word that may be misspelled

// Letters and digits in folded case; bytes beyond ASCII count as letters.
std::string Skeleton(std::string_view value) {
  std::string out;
  for (const char c : FoldCase(value)) {
    if (IsDigit(c) || IsLower(c) || static_cast<unsigned char>(c) >= 0x80) out += c;
  }
  return out;
}

// "st" of "street", "blvd" of "boulevard": the letters in order, from the first on.
bool Shortens(std::string_view shorter, std::string_view longer) {
  if (shorter.size() < 2 || shorter[0] != longer[0]) return false;
  if (longer.size() < shorter.size() + 2) {  // a last letter; not of a Roman numeral
    return shorter.size() >= 3 && longer.starts_with(shorter) &&
           longer.find_first_not_of("ivxlcdm") != std::string_view::npos;
  }
  size_t at = 0;
  for (const char c : longer) at += at < shorter.size() && shorter[at] == c;
  return at == shorter.size();
}

bool IsFormOf(std::string_view a, std::string_view b) {
  if (HasDigit(a) || HasDigit(b)) return false;
  if (a.size() >= kLeastForSlips && b.size() >= kLeastForSlips && IsNearSpelling(a, b, 2))
    return true;
  return a.size() < b.size() ? Shortens(a, b) : Shortens(b, a);
}

struct Looks {
  double words = 0, codes = 0, seen = 0;
};

// What the column's values look like, from some of them.
Looks LookAt(const EncodedColumn& column) {
  Looks looks;
  const size_t step = std::max<size_t>(1, column.values.size() / kLookedAt);
  for (size_t code = 0; code < column.values.size(); code += step) {
    if (column.blank[code]) continue;
    const std::string_view value = column.values[code];
    const auto letters = std::count_if(value.begin(), value.end(), [](char c) {
      return ((c | 32) >= 'a' && (c | 32) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
    ++looks.seen;
    looks.words += letters * 2 >= static_cast<std::ptrdiff_t>(value.size()) && letters >= 3;
    looks.codes += HasDigit(value) && Skeleton(value).size() >= kLeastCode;
  }
  return looks;
}

}  // namespace

RowTexts::RowTexts(const EncodedSample& sample) : sample_(sample) {
  for (uint32_t c = 0; c < sample.columns.size() && columns_.size() < kMostColumns; ++c) Add(c);
}

size_t RowTexts::name_column() const {
  size_t name = columns_.size();
  double most = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].role != TextRole::kText || !columns_[i].identifying) continue;
    const EncodedColumn& source = sample_.columns[columns_[i].column];
    const double varies = static_cast<double>(source.filled_distinct) / source.filled;
    if (varies * kAsVaried <= most) continue;
    most = std::max(most, varies);
    name = i;
  }
  return name;
}

void RowTexts::Add(uint32_t at) {
  const EncodedColumn& source = sample_.columns[at];
  if (source.filled < kLeastFilled * sample_.rows || source.filled_distinct < 2) return;
  const Looks looks = LookAt(source);
  const bool wordy = looks.words >= 0.5 * looks.seen;
  const bool unique = source.filled_distinct == source.filled;
  if (unique && !wordy) return;  // numbers the rows
  Column column;
  column.column = at;
  column.identifying = source.filled_distinct >= kIdentifying * source.filled;
  if (wordy) column.role = TextRole::kText;
  if (column.identifying && !wordy && looks.codes >= 0.8 * looks.seen)
    column.role = TextRole::kCode;
  AddWords(source, &column);
  columns_.push_back(std::move(column));
}

void RowTexts::AddWords(const EncodedColumn& source, Column* column) {
  ValueIndex keys, words;
  for (size_t code = 0; code < source.values.size(); ++code) {
    const double number = source.numbers[code];
    const std::string skeleton = !std::isnan(number) && column->role == TextRole::kPlain
                                     ? std::to_string(number)
                                     : Skeleton(source.values[code]);
    const uint32_t key = keys.Insert(Hash64(skeleton));
    if (key == column->key_rows.size()) column->key_rows.push_back(0);
    column->key_rows[key] += source.counts[code];
    column->keys.push_back(key);
    if (column->role == TextRole::kPlain) continue;
    std::vector<std::string> texts;
    if (column->role == TextRole::kCode) {
      if (!source.blank[code]) texts.push_back(skeleton);
    } else {
      texts = WordsOf(source.values[code]);
      if (texts.size() > kMostWords) texts.resize(kMostWords);
    }
    std::vector<uint32_t>& own = column->words.emplace_back();
    for (std::string& text : texts) {
      const uint32_t word = words.Insert(Hash64(text));
      if (word == column->texts.size()) {
        column->texts.push_back(std::move(text));
        column->word_rows.push_back(0);
      }
      own.push_back(word);
    }
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    for (const uint32_t word : own) column->word_rows[word] += source.counts[code];
  }
}

double RowTexts::Information(uint32_t rows) const {
  return std::log((sample_.rows + 1.0) / std::max(1u, rows));
}

RowTexts::Overlap RowTexts::OverlapOf(const Column& column, uint32_t a, uint32_t b) const {
  const std::vector<uint32_t>& one = column.words[a];
  const std::vector<uint32_t>& two = column.words[b];
  Overlap overlap;
  std::vector<uint32_t> left, right;
  std::set_difference(one.begin(), one.end(), two.begin(), two.end(), std::back_inserter(left));
  std::set_difference(two.begin(), two.end(), one.begin(), one.end(), std::back_inserter(right));
  for (const uint32_t word : one) overlap.all_a += Information(column.word_rows[word]);
  for (const uint32_t word : two) overlap.all_b += Information(column.word_rows[word]);
  overlap.shared = overlap.all_a;
  for (const uint32_t word : left) overlap.shared -= Information(column.word_rows[word]);
  double replaced = 0;  // information of words of a that are no slips and have no form in b
  const auto add_established = [&](uint32_t word, double* information) {
    if (column.word_rows[word] >= kEstablished && column.texts[word].size() >= kLeastTelling)
      *information += Information(column.word_rows[word]);
  };
  for (const uint32_t word : left) {
    const auto form = std::find_if(right.begin(), right.end(), [&](uint32_t other) {
      return IsFormOf(column.texts[word], column.texts[other]);
    });
    if (form == right.end()) {
      add_established(word, &replaced);
      continue;
    }
    overlap.rewritten = true;
    const double own = Information(column.word_rows[word]);
    const double other = Information(column.word_rows[*form]);
    overlap.rarer += own - other;
    overlap.shared += std::min(own, other);
    right.erase(form);
  }
  double replacing = 0;
  for (const uint32_t word : right) add_established(word, &replacing);
  overlap.replaced = replaced > 0 && replacing > 0 &&
                     replaced + replacing >= kLeastReplaced * (overlap.all_a + overlap.all_b);
  const std::vector<uint32_t>& more = left.empty() ? right : left;
  overlap.added = left.empty() != right.empty() && !overlap.rewritten &&
                  std::any_of(more.begin(), more.end(),
                              [&](uint32_t word) { return column.word_rows[word] <= kRareRows; });
  return overlap;
}

Agreement RowTexts::Compare(size_t at, uint32_t a, uint32_t b) const {
  const Column& column = columns_[at];
  const EncodedColumn& source = sample_.columns[column.column];
  const uint32_t one = source.codes[a], two = source.codes[b];
  if (source.blank[one] || source.blank[two]) return Agreement::kMissing;
  if (column.keys[one] == column.keys[two]) return Agreement::kEqual;
  switch (column.role) {
    case TextRole::kPlain:
      return Agreement::kDiffer;
    case TextRole::kCode: {
      const std::string& x = column.texts[column.words[one][0]];
      const std::string& y = column.texts[column.words[two][0]];
      return SpellingDistance(x, y, 1) <= 1 ? Agreement::kSimilar : Agreement::kDiffer;
    }
    case TextRole::kText:
      return SharedText(at, a, b) >= kSimilar ? Agreement::kSimilar : Agreement::kDiffer;
  }
  return Agreement::kDiffer;
}

// The mean of what the longer and what the shorter text has of it.
double RowTexts::SharedText(size_t at, uint32_t a, uint32_t b) const {
  const auto& codes = sample_.columns[columns_[at].column].codes;
  const Overlap overlap = OverlapOf(columns_[at], codes[a], codes[b]);
  const double dice = 2 * overlap.shared / (overlap.all_a + overlap.all_b + 1e-9);
  const double part = overlap.shared / (std::min(overlap.all_a, overlap.all_b) + 1e-9);
  return (dice + part) / 2;
}

double RowTexts::RarerForms(size_t at, uint32_t a, uint32_t b) const {
  if (columns_[at].role != TextRole::kText) return 0;
  const EncodedColumn& source = sample_.columns[columns_[at].column];
  const uint32_t one = source.codes[a], two = source.codes[b];
  if (one == two || source.blank[one] || source.blank[two]) return 0;
  return OverlapOf(columns_[at], one, two).rarer;
}

bool RowTexts::NameTwo(size_t at, uint32_t a, uint32_t b) const {
  if (columns_[at].role != TextRole::kText) return false;
  const auto& codes = sample_.columns[columns_[at].column].codes;
  return codes[a] != codes[b] && OverlapOf(columns_[at], codes[a], codes[b]).replaced;
}

bool RowTexts::WrittenOtherwise(size_t at, uint32_t a, uint32_t b) const {
  const Column& column = columns_[at];
  const EncodedColumn& source = sample_.columns[column.column];
  const uint32_t one = source.codes[a], two = source.codes[b];
  if (column.role != TextRole::kText || !column.identifying || one == two || source.blank[one] ||
      source.blank[two])
    return false;
  if (column.words[one] == column.words[two]) return true;
  const Overlap overlap = OverlapOf(column, one, two);
  return overlap.rewritten || overlap.added;
}

}  // namespace assay

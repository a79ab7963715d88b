// Counts of rows whose other cells have a phrase, not as a part of longer words.
#include "assay/profile/spelling_mentions.h"

#include <algorithm>
#include <cmath>

#include "assay/base/ascii.h"
#include "assay/base/utf8.h"
#include "assay/profile/differing_word.h"

namespace assay {
namespace {

constexpr uint32_t kMostRows = 200;   // of a spelling that are looked at
constexpr size_t kMostColumns = 12;   // other columns that are asked
constexpr uint32_t kLeastNaming = 3;  // rows of the wrong spelling that name the other one
constexpr double kLeastNamingShare = 0.3;
constexpr double kMostNamingWrong = 0.05;  // for each row that names the right one
constexpr uint32_t kLeastAlike = 10;       // rows of either spelling that name the right one
constexpr double kAlike = 0.5;    // share of the wrong one's rows, over that of the right one's
constexpr double kOften = 0.1;    // of the wrong one's rows: no person of that name
constexpr double kFurther = 0.5;  // the most of it among further rows
constexpr uint32_t kLeastFurther = 30, kMostFurther = 1'000;  // rows
constexpr double kClearly = 3;                                // standard deviations
constexpr size_t kStem = 5;           // letters that two words share at least
constexpr double kLeastRight = 0.01;  // rows of the right spelling for each row of the wrong one

bool IsPart(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || IsLower(c) || IsDigit(c);
}

// Whether the folded text holds the folded words of `phrase`, where `as_stem` with more letters
// behind.
bool Names(std::string_view text, std::string_view phrase, bool as_stem) {
  if (phrase.empty()) return false;
  for (size_t at = text.find(phrase); at != std::string_view::npos;
       at = text.find(phrase, at + 1)) {
    const size_t end = at + phrase.size();
    if ((at == 0 || !IsPart(text[at - 1])) && (as_stem || end == text.size() || !IsPart(text[end])))
      return true;
  }
  return false;
}

double Share(uint32_t naming, uint32_t looked) {
  return looked == 0 ? 0 : static_cast<double>(naming) / looked;
}

// Whether `value` is the other one with the ending of a plural: texts tell of one T-shirt where a
// column has the kind "T-shirts".
bool IsPluralOf(std::string_view value, std::string_view other) {
  if (other.empty() || !value.starts_with(other)) return false;
  const std::string_view ending = value.substr(other.size());
  if (ending.empty() || ending[0] == other.back()) return false;  // no plural, a doubled letter
  return ending == "s" || ending == "es" || ending == "n" || ending == "en";
}

bool IsFew(uint32_t naming_wrong, uint32_t naming_right) {
  return naming_wrong <= kMostNamingWrong * std::max(1u, naming_right);
}

}  // namespace

// The stems of the differing words end behind the first letters in which they differ, and within
// both words.
SpellingMentions::Phrases SpellingMentions::PhrasesOf(uint32_t wrong, uint32_t right) const {
  Phrases phrases{FoldCase(column_.values[wrong]), FoldCase(column_.values[right]), {}, {}};
  const auto [bad, good] = DifferingWord(phrases.wrong, phrases.right);
  const size_t shorter = std::min(bad.size(), good.size());
  size_t same = 0;
  while (same < shorter && bad[same] == good[same]) ++same;
  const size_t stem = std::max(kStem, same + 2);
  if (stem >= shorter) return phrases;
  phrases.wrong_stem = bad.substr(0, stem);
  phrases.right_stem = good.substr(0, stem);
  return phrases;
}

void SpellingMentions::Look(uint32_t row, const Phrases& phrases, Counts* counts) const {
  bool wrong = false, right = false, wrong_stem = false, right_stem = false;
  size_t asked = 0;
  for (uint32_t c = 0; c < sample_.columns.size() && asked < kMostColumns; ++c) {
    const EncodedColumn& text = sample_.columns[c];
    if (c == at_ || text.numeric > 0.5 * text.filled) continue;
    ++asked;
    const std::string folded = FoldCase(text.values[text.codes[row]]);
    wrong |= Names(folded, phrases.wrong, false);
    right |= Names(folded, phrases.right, false);
    wrong_stem |= Names(folded, phrases.wrong_stem, true);
    right_stem |= Names(folded, phrases.right_stem, true);
  }
  ++counts->looked;
  counts->wrong += wrong;
  counts->right += right;
  counts->wrong_stem += wrong_stem;
  counts->right_stem += right_stem;
}

SpellingMentions::Counts SpellingMentions::InRowsOf(uint32_t code, const Phrases& phrases) const {
  const uint32_t from = rows_.start[code], to = std::min(rows_.start[code + 1], from + kMostRows);
  Counts counts;
  for (uint32_t i = from; i < to; ++i) Look(rows_.order[i], phrases, &counts);
  return counts;
}

SpellingMentions::Counts SpellingMentions::InFurtherRows(uint32_t wrong, uint32_t right,
                                                         const Phrases& phrases) const {
  Counts counts;
  const uint32_t step = std::max(1u, sample_.rows / kMostFurther);
  for (uint32_t row = 0; row < sample_.rows; row += step) {
    const uint32_t code = column_.codes[row];
    if (code != wrong && code != right) Look(row, phrases, &counts);
  }
  return counts;
}

// Whether the texts of both spellings name the right one as if they were one thing.
bool SpellingMentions::NameAlike(uint32_t wrong, uint32_t right, const Phrases& phrases,
                                 const Counts& of_wrong, const Counts& of_right) const {
  if (of_wrong.right + of_right.right < kLeastAlike) return false;
  const double share = Share(of_wrong.right, of_wrong.looked);
  if (share < kAlike * Share(of_right.right, of_right.looked)) return false;
  if (share >= kOften && DifferInsideLongWord(column_.values[wrong], column_.values[right]))
    return true;
  const Counts further = InFurtherRows(wrong, right, phrases);
  const double usual = Share(further.right, further.looked);
  const double expected = usual * (of_wrong.looked + of_right.looked);
  return further.looked >= kLeastFurther && usual <= kFurther * share &&
         of_wrong.right + of_right.right >= expected + kClearly * std::sqrt(expected + 1);
}

std::optional<SpellingRival> SpellingMentions::Judge(uint32_t wrong, uint32_t right) const {
  if (column_.counts[right] < kLeastRight * column_.counts[wrong]) return std::nullopt;
  const Phrases phrases = PhrasesOf(wrong, right);
  if (IsPluralOf(phrases.wrong, phrases.right)) return std::nullopt;
  const Counts of_wrong = InRowsOf(wrong, phrases);
  const uint32_t naming = of_wrong.right, stems = of_wrong.right_stem;
  const uint32_t many = static_cast<uint32_t>(kLeastNamingShare * of_wrong.looked);
  if (std::max(naming, stems) < kLeastNaming) return std::nullopt;
  const Counts of_right = InRowsOf(right, phrases);
  if (naming >= kLeastNaming && IsFew(of_wrong.wrong, naming) &&
      IsFew(of_right.wrong, of_right.right) &&
      (naming > many || NameAlike(wrong, right, phrases, of_wrong, of_right))) {
    return SpellingRival{at_, wrong, right, RivalReason::kNamedElsewhere, naming, 0.9, -1};
  }
  if (stems >= kLeastNaming && stems > many && IsFew(of_wrong.wrong_stem, stems) &&
      IsFew(of_right.wrong_stem, of_right.right_stem)) {
    return SpellingRival{at_, wrong, right, RivalReason::kStemElsewhere, stems, 0.85, -1};
  }
  return std::nullopt;
}

}  // namespace assay

// The nearest right name for a wrong one: edit distance with transpositions over folded code
// points.
#include <algorithm>

#include <fmt/format.h>

#include "assay/base/config_node.h"
#include "assay/base/utf8.h"

namespace assay {
namespace {

constexpr size_t kLongestName = 200;  // longer names are compared by their start
constexpr size_t kFar = 1000000;
constexpr size_t kMostListed = 20;
constexpr size_t kLeastBegin = 5;  // letters that two names begin with

// Folded case; space, '-', '.' and '_' count as one and the same separator.
std::u32string Folded(std::string_view name) {
  const std::string folded = FoldCase(name);
  std::u32string out;
  for (size_t pos = 0; pos < folded.size() && out.size() < kLongestName;) {
    const char32_t c = DecodeUtf8(folded, &pos);
    out.push_back(c == U'-' || c == U' ' || c == U'.' ? U'_' : c);
  }
  return out;
}

// Damerau-Levenshtein distance, optimal string alignment variant (no substring is edited twice).
size_t Distance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::u32string WithoutSeparators(std::u32string text) {
  text.erase(std::remove(text.begin(), text.end(), U'_'), text.end());
  return text;
}

// How far a candidate is, or kFar. Names that differ by separators alone are 0 apart; one that
// holds the other whole ("color" in "color_name") is near too, but behind all typing errors, and
// behind these one that begins alike ("percentages" and "percent_sum").
size_t Farness(const std::u32string& name, const std::u32string& candidate) {
  const size_t longer = std::max(name.size(), candidate.size());
  const size_t shorter = std::min(name.size(), candidate.size());
  if (shorter == 0) return kFar;
  if (WithoutSeparators(name) == WithoutSeparators(candidate)) return 0;
  const size_t distance = longer - shorter > longer / 3 + 1 ? kFar : Distance(name, candidate);
  if (distance <= std::max<size_t>(1, longer / 3)) return distance;
  const bool holds = shorter >= 3 && (name.find(candidate) != std::u32string::npos ||
                                      candidate.find(name) != std::u32string::npos);
  if (holds) return kLongestName + longer - shorter;
  const auto begin = std::mismatch(name.begin(), name.end(), candidate.begin(), candidate.end());
  const auto alike = static_cast<size_t>(begin.first - name.begin());
  return alike >= std::max(kLeastBegin, shorter / 2) ? 3 * kLongestName - alike : kFar;
}

}  // namespace

std::vector<std::string> NearestNames(std::string_view name,
                                      const std::vector<std::string>& candidates, size_t most) {
  const std::u32string folded = Folded(name);
  std::vector<std::pair<size_t, size_t>> near;  // farness, index
  for (size_t i = 0; i < candidates.size(); ++i) {
    const size_t farness = Farness(folded, Folded(candidates[i]));
    if (farness != kFar) near.emplace_back(farness, i);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  for (size_t i = 0; i < near.size() && names.size() < most; ++i)
    names.push_back(candidates[near[i].second]);
  return names;
}

std::string NearestName(std::string_view name, const std::vector<std::string>& candidates) {
  const std::vector<std::string> names = NearestNames(name, candidates, 1);
  return names.empty() ? "" : names.front();
}

std::string NearestHint(std::string_view name, const std::vector<std::string>& candidates) {
  if (const std::string nearest = NearestName(name, candidates); !nearest.empty()) {
    return fmt::format(" Did you mean '{}'?", nearest);
  }
  if (candidates.empty()) return "";
  std::string list;
  for (size_t i = 0; i < candidates.size() && i < kMostListed; ++i) {
    list += fmt::format("{}'{}'", i == 0 ? "" : ", ", candidates[i]);
  }
  return fmt::format(" Expected one of {}{}.", list, candidates.size() > kMostListed ? ", …" : "");
}

}  // namespace assay

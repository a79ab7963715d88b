// Looks of shapes and their counts.
#include "assay/profile/format_model.h"

#include <algorithm>

#include "assay/profile/shape.h"

namespace assay {
namespace {

constexpr double kMuchMore = 10;
constexpr double kLeastEstablished = 5;

bool IsWordSymbol(char c) { return c == 'A' || c == 'a' || c == '9'; }

// Each run of letters and digits as its length, or as 'w'.
std::string Runs(std::string_view shape, bool lengths) {
  std::string runs;
  for (size_t i = 0; i < shape.size();) {
    size_t end = i;
    while (end < shape.size() && IsWordSymbol(shape[end])) ++end;
    if (end > i) {
      runs += lengths ? std::to_string(end - i) : "w";
      i = end;
      continue;
    }
    if (lengths || shape[i] != ' ' || runs.empty() || runs.back() != ' ') runs.push_back(shape[i]);
    ++i;
  }
  return runs;
}

std::vector<std::string> WordLooks(std::string_view shape) {
  std::vector<std::string> words;
  const std::string coarse = CoarseShape(shape);
  for (size_t i = 0; i < coarse.size();) {
    size_t end = i;
    while (end < coarse.size() && IsWordSymbol(coarse[end])) ++end;
    if (end > i) words.push_back(coarse.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return words;
}

std::string LookOf(std::string_view shape, ShapeView view) {
  switch (view) {
    case ShapeView::kExact: return std::string(shape);
    case ShapeView::kCoarse: return CoarseShape(shape);
    case ShapeView::kRuns: return Runs(shape, true);
    case ShapeView::kSkeleton: return Runs(shape, false);
    case ShapeView::kLength: return std::to_string(shape.size());
    case ShapeView::kWord: break;
  }
  return "";
}

}  // namespace

FormatModel::FormatModel(const ColumnProfile& column) {
  std::array<std::unordered_map<double, double>, kShapeViews> rows_by_count;
  for (const Counted& shape : column.shapes) rows_ += static_cast<double>(shape.count);
  for (size_t v = 0; v < kShapeViews; ++v) {
    View& view = views_[v];
    const auto kind = static_cast<ShapeView>(v);
    for (const Counted& shape : column.shapes) {
      const auto count = static_cast<double>(shape.count);
      if (kind != ShapeView::kWord) {
        view.counts[LookOf(shape.text, kind)] += count;
        continue;
      }
      std::vector<std::string> words = WordLooks(shape.text);
      std::sort(words.begin(), words.end());
      words.erase(std::unique(words.begin(), words.end()), words.end());
      for (const std::string& word : words) view.counts[word] += count;
    }
    double most = 0;
    for (const auto& [look, count] : view.counts) {
      view.sorted.push_back(count);
      if (count > most || (count == most && look < view.usual)) {
        view.usual = look;
        most = count;
      }
    }
    std::sort(view.sorted.begin(), view.sorted.end());
    std::vector<std::pair<double, double>> ranked;  // the count of a shape's look, its rows
    for (const Counted& shape : column.shapes) {
      double least = rows_;
      if (kind != ShapeView::kWord) {
        least = view.counts[LookOf(shape.text, kind)];
      } else {
        for (const std::string& word : WordLooks(shape.text)) least = std::min(least, view.counts[word]);
      }
      ranked.emplace_back(least, static_cast<double>(shape.count));
    }
    std::sort(ranked.begin(), ranked.end());
    double above = rows_;
    for (const auto& [count, rows] : ranked) {
      view.ranked.push_back(count);
      view.above.push_back(above);
      above -= rows;
    }
  }
}

ViewStanding FormatModel::StandingOf(const View& view, double count) const {
  const double much = std::max(kLeastEstablished, kMuchMore * count);
  const auto rank = std::lower_bound(view.ranked.begin(), view.ranked.end(), much) - view.ranked.begin();
  ViewStanding standing;
  standing.count = count;
  standing.coverage =
      rank == static_cast<long>(view.above.size()) || rows_ == 0 ? 0 : view.above[static_cast<size_t>(rank)] / rows_;
  standing.established = static_cast<double>(
      view.sorted.end() - std::lower_bound(view.sorted.begin(), view.sorted.end(), much));
  return standing;
}

Standing FormatModel::StandingOf(std::string_view shape) const {
  Standing standing;
  for (size_t v = 0; v < kShapeViews; ++v) {
    const View& view = views_[v];
    const auto count_of = [&](const std::string& look) {
      const auto found = view.counts.find(look);
      return found == view.counts.end() ? 0.0 : found->second;
    };
    const auto kind = static_cast<ShapeView>(v);
    double count = rows_;
    if (kind != ShapeView::kWord) {
      count = count_of(LookOf(shape, kind));
    } else {
      for (const std::string& word : WordLooks(shape)) count = std::min(count, count_of(word));
    }
    standing[v] = StandingOf(view, count);
  }
  return standing;
}

std::string_view FormatModel::Usual(ShapeView view) const {
  return views_[static_cast<size_t>(view)].usual;
}

}  // namespace assay

// Looks of shapes and their counts.
#include "assay/profile/format_model.h"

#include <algorithm>

#include "assay/profile/shape.h"

namespace assay {
namespace {

constexpr double kMuchMore = 10;
constexpr double kLeastEstablished = 5;
constexpr double kWordy = 0.1;  // share of the rows that have words beside words

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

// The kinds of words of a shape, each once.
std::vector<std::string> WordLooks(std::string_view shape) {
  std::vector<std::string> words;
  const std::string coarse = CoarseShape(shape);
  for (size_t i = 0; i < coarse.size();) {
    size_t end = i;
    while (end < coarse.size() && IsWordSymbol(coarse[end])) ++end;
    if (end > i) words.push_back(coarse.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// How a shape looks in a view: one look, or one for each kind of word.
std::vector<std::string> LooksOf(std::string_view shape, ShapeView view) {
  switch (view) {
    case ShapeView::kExact:
      return {std::string(shape)};
    case ShapeView::kCoarse:
      return {CoarseShape(shape)};
    case ShapeView::kRuns:
      return {Runs(shape, true)};
    case ShapeView::kSkeleton:
      return {Runs(shape, false)};
    case ShapeView::kWord:
      return WordLooks(shape);
    case ShapeView::kLength:
      return {std::to_string(shape.size())};
  }
  return {};
}

// Whether two runs of letters stand beside each other: "Aa A", not "9a 9".
bool HasTwoWords(std::string_view shape) {
  const auto is_letter = [](char c) { return c == 'A' || c == 'a'; };
  for (size_t i = 1; i + 1 < shape.size(); ++i) {
    if (shape[i] == ' ' && is_letter(shape[i - 1]) && is_letter(shape[i + 1])) return true;
  }
  return false;
}

}  // namespace

FormatModel::FormatModel(const ColumnProfile& column) {
  double wordy = 0;
  for (const Counted& shape : column.shapes) {
    rows_ += static_cast<double>(shape.count);
    if (HasTwoWords(shape.text)) wordy += static_cast<double>(shape.count);
  }
  wordy_ = wordy > kWordy * rows_;
  for (size_t v = 0; v < kShapeViews; ++v) {
    const auto kind = static_cast<ShapeView>(v);
    CountLooks(column, kind, &views_[v]);
    RankRows(column, kind, &views_[v]);
  }
}

void FormatModel::CountLooks(const ColumnProfile& column, ShapeView kind, View* view) {
  for (const Counted& shape : column.shapes) {
    for (const std::string& look : LooksOf(shape.text, kind)) {
      view->counts[look] += static_cast<double>(shape.count);
    }
  }
  double most = 0;
  for (const auto& [look, count] : view->counts) {
    view->sorted.push_back(count);
    if (count < most || (count == most && look > view->usual)) continue;
    view->usual = look;
    most = count;
  }
  std::sort(view->sorted.begin(), view->sorted.end());
}

void FormatModel::RankRows(const ColumnProfile& column, ShapeView kind, View* view) {
  std::vector<std::pair<double, double>> ranked;  // the count of a shape's rarest look, its rows
  for (const Counted& shape : column.shapes) {
    ranked.emplace_back(CountOf(*view, shape.text, kind), static_cast<double>(shape.count));
  }
  std::sort(ranked.begin(), ranked.end());
  double above = rows_;
  for (const auto& [count, rows] : ranked) {
    view->ranked.push_back(count);
    view->above.push_back(above);
    above -= rows;
  }
}

double FormatModel::CountOf(const View& view, std::string_view shape, ShapeView kind) const {
  double least = rows_;
  for (const std::string& look : LooksOf(shape, kind)) {
    const auto found = view.counts.find(look);
    least = std::min(least, found == view.counts.end() ? 0.0 : found->second);
  }
  return least;
}

ViewStanding FormatModel::StandingOf(const View& view, double count) const {
  const double much = std::max(kLeastEstablished, kMuchMore * count);
  const auto rank =
      std::lower_bound(view.ranked.begin(), view.ranked.end(), much) - view.ranked.begin();
  ViewStanding standing;
  standing.count = count;
  standing.coverage = rank == static_cast<long>(view.above.size()) || rows_ == 0
                          ? 0
                          : view.above[static_cast<size_t>(rank)] / rows_;
  standing.established = static_cast<double>(
      view.sorted.end() - std::lower_bound(view.sorted.begin(), view.sorted.end(), much));
  return standing;
}

Standing FormatModel::StandingOf(std::string_view shape) const {
  Standing standing;
  for (size_t v = 0; v < kShapeViews; ++v) {
    standing[v] = StandingOf(views_[v], CountOf(views_[v], shape, static_cast<ShapeView>(v)));
  }
  return standing;
}

std::string FormatModel::RarestWord(std::string_view shape) const {
  const View& view = views_[static_cast<size_t>(ShapeView::kWord)];
  std::string rarest;
  double least = 0;
  for (const std::string& look : LooksOf(shape, ShapeView::kWord)) {
    const auto found = view.counts.find(look);
    const double count = found == view.counts.end() ? 0.0 : found->second;
    if (rarest.empty() || count < least) {
      rarest = look;
      least = count;
    }
  }
  return rarest;
}

std::string_view FormatModel::Usual(ShapeView view) const {
  return views_[static_cast<size_t>(view)].usual;
}

}  // namespace assay

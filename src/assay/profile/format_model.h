// FormatModel: how usual the shape of a value is in its column, seen in several ways at once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assay/profile/table_profile.h"

namespace assay {

// Ways to look at a shape (profile/shape.h), from fine to coarse.
enum class ShapeView : uint8_t {
  kExact,     // the shape itself
  kCoarse,    // without the lengths of runs
  kRuns,      // letters and digits alike, with lengths: "8-4-4"
  kSkeleton,  // what stands between letters and digits: "w-w-w"
  kWord,      // its rarest word, without lengths: "Aa", "A9"
  kLength,
};
inline constexpr size_t kShapeViews = 6;

// How one shape stands in a column, in one view.
struct ViewStanding {
  double count = 0;        // rows that look the same
  double coverage = 0;     // share of rows with a look that is at least ten times as frequent
  double established = 0;  // such looks
};
using Standing = std::array<ViewStanding, kShapeViews>;

class FormatModel {
 public:
  explicit FormatModel(const ColumnProfile& column);

  // The standing of a shape, whether or not it was seen.
  Standing StandingOf(std::string_view shape) const;
  double rows() const { return rows_; }  // that have a shape
  // Whether a good part of the values are words with blanks between them: names, titles, texts.
  bool IsWordy() const { return wordy_; }
  // The rarest kind of word of a shape, in the view kWord; empty if it has no word.
  std::string RarestWord(std::string_view shape) const;
  // The most frequent look in a view, for messages.
  std::string_view Usual(ShapeView view) const;

 private:
  struct View {
    std::unordered_map<std::string, double> counts;
    std::vector<double> sorted;  // counts of looks, ascending
    std::vector<double> ranked;  // rows' counts, ascending by count, with …
    std::vector<double> above;   // … the rows at or above each
    std::string usual;
  };
  static void CountLooks(const ColumnProfile& column, ShapeView kind, View* view);
  void RankRows(const ColumnProfile& column, ShapeView kind, View* view);
  // The rows that have the rarest look of a shape.
  double CountOf(const View& view, std::string_view shape, ShapeView kind) const;
  ViewStanding StandingOf(const View& view, double count) const;

  double rows_ = 0;
  bool wordy_ = false;
  std::array<View, kShapeViews> views_;
};

}  // namespace assay

// DerivedJudge: which cell of a row is wrong where a derived column breaks its template.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assay/profile/derived_column.h"

namespace assay {

// A cell that would make the template hold if it had another value.
struct DerivedBlame {
  uint32_t column = 0;
  uint32_t derived = 0;   // index into DerivedJudge::columns()
  double confidence = 0;  // that the cell is wrong
  std::string value;      // what it should be
};

class DerivedJudge {
 public:
  DerivedJudge() = default;  // of no derived columns
  // Learns from `sample`, which need not outlive the judge.
  DerivedJudge(const EncodedSample& sample, std::vector<DerivedColumn> columns);

  const std::vector<DerivedColumn>& columns() const { return columns_; }
  // The columns that templates read or give, ascending.
  std::span<const uint32_t> reads() const { return reads_; }

  // Judges one row, given its values of reads(), in their order. At most one blame a column.
  std::vector<DerivedBlame> Judge(std::span<const std::string_view> cells) const;

  // Whether a template speaks for the value of `column` in the row: the value is what the others
  // give, or it is not while another cell is clearly to blame.
  bool Vouches(std::span<const std::string_view> cells, uint32_t column) const;

 private:
  // Kinds of breach. kExtended: the value holds all pieces and more, or a part of them.
  enum Breach : uint8_t { kNear, kExtended, kFar, kBreaches };

  struct Values {
    ValueIndex index;  // by EncodedHash
    std::vector<uint32_t> counts;
  };
  // What the sample shows of one derived column. Columns in `pieces` are places in reads().
  struct Learned {
    uint32_t target = 0;
    std::vector<Piece> pieces;
    bool repeats = false;                          // the template is one column's whole value
    double share[kBreaches] = {};                  // of the judged rows
    std::unordered_map<uint64_t, uint32_t> pairs;  // (value, composed) of breaches → sampled rows
    std::unordered_map<uint64_t, uint32_t>
        edits;                   // EditHash of breaches → sampled rows; usual ones
    std::vector<double> blamed;  // by place in reads(): how often it was clearly the wrong one
    // By piece with another form: hash of the formed value → the most frequent value that gives it.
    std::vector<std::unordered_map<uint64_t, std::string>> sources;
  };
  struct Candidate {
    uint32_t place = 0;
    std::string value;
    double score = 0;
    std::vector<uint32_t> explains;  // broken derived columns
  };
  using Cells = std::span<const std::string_view>;

  enum class State : uint8_t { kSilent, kHolds, kBroken };
  State StateOf(const Learned& learned, Cells cells, std::string* composed) const;
  static Breach BreachOf(const Learned& learned, Cells cells, std::string_view composed);
  double WrongShare(uint32_t derived, Cells cells, std::string_view composed) const;
  bool Invert(const Learned& learned, size_t piece, Cells cells, std::string* value) const;
  void AddCandidate(uint32_t derived, uint32_t place, std::string value, Cells cells,
                    std::vector<Candidate>* candidates) const;
  std::vector<DerivedBlame> Judge(Cells cells, std::vector<double>* shares) const;
  double CountOf(uint32_t place, std::string_view value) const;
  bool IsUnheardOf(uint32_t target, std::string_view composed, std::string_view own) const;
  void LearnSources(const EncodedSample& sample, Learned* learned) const;
  void LearnBreaches(const EncodedSample& sample);

  std::vector<DerivedColumn> columns_;
  std::vector<uint32_t> reads_;
  std::vector<Values> values_;  // by place in reads_
  std::vector<Learned> learned_;
};

}  // namespace assay

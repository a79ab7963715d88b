// Derived columns: a column whose values are put together from the values of other columns ("al"
// and "7" make "al_7"), or cut out of one ("89073-12" makes "89073"); the template and how it is
// found.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/profile/encoded_sample.h"

namespace assay {

// How a piece is written in the derived value. kSlug: lower case, all that is no letter or digit
// becomes one '-'. kPadded: a whole number with zeros before it.
enum class PieceForm : uint8_t { kAsIs, kLower, kUpper, kSlug, kPadded };

// Which part of the other column's value is taken. kBefore: up to the first separator, or all of
// it; kAfter: behind the last one.
enum class PieceCut : uint8_t { kWhole, kFirst, kLast, kBefore, kAfter };

// A piece of a template: the value of a column, or a text that always stands there.
struct Piece {
  static constexpr uint32_t kLiteral = 0xffffffffu;
  uint32_t column = kLiteral;
  PieceForm form = PieceForm::kAsIs;
  PieceCut cut = PieceCut::kWhole;
  uint32_t width = 0;  // bytes that kFirst and kLast take; digits of kPadded
  std::string text;    // the literal, or the separator of kBefore and kAfter

  bool operator==(const Piece&) const = default;
};

// Appends what the piece makes of its column's value. False when the value has no such part.
bool AppendPiece(const Piece& piece, std::string_view value, std::string* out);

struct DerivedColumn {
  uint32_t target = 0;
  std::vector<Piece> pieces;
  uint32_t judged = 0;  // sampled rows where the target and all sources are filled
  uint32_t holds = 0;   // those that the template gives exactly

  // Whether the template is more than a column that repeats another one.
  bool composed() const;
  bool Uses(uint32_t column) const;
  // "state + '_' + code", with the columns' names.
  std::string Describe(std::span<const std::string> names) const;
};

// Composes the value for one row; value_of(column) gives its cells. False when a source is blank or
// lacks the part.
template <typename ValueOf>
bool Compose(std::span<const Piece> pieces, ValueOf value_of, std::string* out) {
  out->clear();
  for (const Piece& piece : pieces) {
    if (piece.column == Piece::kLiteral) {
      *out += piece.text;
      continue;
    }
    const std::string_view value = value_of(piece.column);
    if (IsBlankValue(value) || !AppendPiece(piece, value, out)) return false;
  }
  return true;
}

// Finds at most one template for each column: it must give most values exactly, far more than it
// would with the sources of other rows. Templates are read off a hundred rows and counted on some
// thousand; of wide tables only the first columns are tried against each other.
std::vector<DerivedColumn> FindDerivedColumns(const EncodedSample& sample);

}  // namespace assay

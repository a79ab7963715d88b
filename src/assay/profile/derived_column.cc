// What templates make of values.
#include "assay/profile/derived_column.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/ascii.h"

namespace assay {
namespace {

bool IsPlain(char c) { return IsDigit(c) || IsLower(c) || static_cast<unsigned char>(c) >= 0x80; }

void AppendSlug(std::string_view value, std::string* out) {
  const size_t from = out->size();
  for (const char raw : value) {
    const char c = ToLower(raw);
    if (IsPlain(c)) {
      *out += c;
    } else if (out->size() > from && out->back() != '-') {
      *out += '-';
    }
  }
  if (out->size() > from && out->back() == '-') out->pop_back();
}

bool Cut(const Piece& piece, std::string_view* value) {
  switch (piece.cut) {
    case PieceCut::kWhole:
      return true;
    case PieceCut::kFirst:
    case PieceCut::kLast:
      if (value->size() < piece.width) return false;
      *value = value->substr(piece.cut == PieceCut::kFirst ? 0 : value->size() - piece.width,
                             piece.width);
      return true;
    case PieceCut::kBefore:
      *value = value->substr(0, value->find(piece.text));
      return !value->empty();
    case PieceCut::kAfter: {
      const size_t at = value->rfind(piece.text);
      if (at == std::string_view::npos || at + piece.text.size() == value->size()) return false;
      value->remove_prefix(at + piece.text.size());
      return true;
    }
  }
  return false;
}

std::string_view NameOf(PieceForm form) {
  switch (form) {
    case PieceForm::kAsIs:
      return "";
    case PieceForm::kLower:
      return " in lower case";
    case PieceForm::kUpper:
      return " in upper case";
    case PieceForm::kSlug:
      return " in lower case with dashes";
    case PieceForm::kPadded:
      return " with zeros before it";
  }
  return "";
}

std::string DescribePiece(const Piece& piece, std::string_view name) {
  switch (piece.cut) {
    case PieceCut::kWhole:
      return fmt::format("{}{}", name, NameOf(piece.form));
    case PieceCut::kFirst:
      return fmt::format("the first {} characters of {}{}", piece.width, name, NameOf(piece.form));
    case PieceCut::kLast:
      return fmt::format("the last {} characters of {}{}", piece.width, name, NameOf(piece.form));
    case PieceCut::kBefore:
      return fmt::format("the part of {} before '{}'{}", name, piece.text, NameOf(piece.form));
    case PieceCut::kAfter:
      return fmt::format("the part of {} behind '{}'{}", name, piece.text, NameOf(piece.form));
  }
  return "";
}

}  // namespace

bool AppendPiece(const Piece& piece, std::string_view value, std::string* out) {
  if (!Cut(piece, &value)) return false;
  switch (piece.form) {
    case PieceForm::kAsIs:
      out->append(value);
      return true;
    case PieceForm::kLower:
      std::transform(value.begin(), value.end(), std::back_inserter(*out), ToLower);
      return true;
    case PieceForm::kUpper:
      std::transform(value.begin(), value.end(), std::back_inserter(*out), ToUpper);
      return true;
    case PieceForm::kSlug:
      AppendSlug(value, out);
      return true;
    case PieceForm::kPadded:
      if (value.size() < piece.width) out->append(piece.width - value.size(), '0');
      out->append(value);
      return true;
  }
  return false;
}

bool DerivedColumn::composed() const {
  return pieces.size() > 1 || pieces[0].cut != PieceCut::kWhole;
}

bool DerivedColumn::Uses(uint32_t column) const {
  return column == target || std::any_of(pieces.begin(), pieces.end(),
                                         [&](const Piece& p) { return p.column == column; });
}

std::string DerivedColumn::Describe(std::span<const std::string> names) const {
  std::string text;
  for (const Piece& piece : pieces) {
    if (!text.empty()) text += " + ";
    text += piece.column == Piece::kLiteral ? fmt::format("'{}'", piece.text)
                                            : DescribePiece(piece, names[piece.column]);
  }
  return text;
}

}  // namespace assay

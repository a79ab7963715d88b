// Byte order marks, zeros and UTF-8 sequences.
#include "assay/source/detect_encoding.h"

#include <algorithm>

#include "assay/base/utf8.h"

namespace assay {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr Signature kForeign[] = {
    {"PK\x03\x04"sv, "an Excel workbook or a ZIP archive; export the sheet as CSV or unpack it"},
    {"\xd0\xcf\x11\xe0"sv, "an old Excel or Office file; export the sheet as CSV"},
    {"PAR1"sv, "a Parquet file; export it as CSV"},
    {"Obj\x01"sv, "an Avro file; export it as CSV"},
    {"\x89HDF"sv, "an HDF5 file; export the table as CSV"},
    {"PGDMP"sv, "a dump of pg_dump; export the table with COPY, or read it from the server"},
    {"version https://git-lfs"sv, "a pointer of Git LFS; fetch the file itself with git lfs pull"},
    {"{\\rtf"sv, "an RTF document; export the table as CSV"},
    {"ARROW1"sv, "an Arrow file; export it as CSV"},
    {"SQLite format 3"sv, "an SQLite database; export the table as CSV"},
    {"%PDF-"sv, "a PDF"},
    {"\x89PNG\r\n"sv, "a PNG picture"},
    {"\xff\xd8\xff"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"\x7f"
     "ELF"sv,
     "a program"},
    {"BZh"sv, "a bzip2 file; unpack it, or pack it as gzip or zstd"},
    {"\xfd"
     "7zXZ\0"sv,
     "an xz file; unpack it, or pack it as gzip or zstd"},
    {"\x04\x22\x4d\x18"sv, "an LZ4 file; unpack it, or pack it as gzip or zstd"},
    {"7z\xbc\xaf\x27\x1c"sv, "a 7z archive; unpack it"},
    {"\xff\xfe\0\0"sv, "text in UTF-32; convert it to UTF-8"},
    {"\0\0\xfe\xff"sv, "text in UTF-32; convert it to UTF-8"},
    {"<!DOCTYPE html"sv, "an HTML page; was an error or a login page saved in the table's place?"},
    {"<!doctype html"sv, "an HTML page; was an error or a login page saved in the table's place?"},
    {"<html"sv, "an HTML page; was an error or a login page saved in the table's place?"},
    {"<?xml"sv, "XML; export it as CSV"},
};

constexpr std::string_view kJson = "JSON; export it as CSV";
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// `{"` or `[{"`, with blanks in between as somebody may have laid it out.
bool StartsAsJson(std::string_view text) {
  bool in_object = false;
  for (const char c : text) {
    if (kBlanks.find(c) != std::string_view::npos) continue;
    if (c == '"') return in_object;
    if (in_object || (c != '[' && c != '{')) return false;
    in_object = c == '{';
  }
  return false;
}

// Sequences of two bytes and more that are well-formed, and bytes that are not.
struct Utf8Count {
  size_t sequences = 0;
  size_t broken = 0;
};

Utf8Count CountUtf8(std::string_view text, bool whole) {
  Utf8Count count;
  for (size_t pos = 0; pos < text.size();) {
    if (static_cast<uint8_t>(text[pos]) < 0x80) {
      ++pos;
      continue;
    }
    const size_t start = pos;
    const char32_t point = DecodeUtf8(text, &pos);
    const bool cut = !whole && pos == start + 1 && text.size() - start < 4;
    if (point == 0xfffd && pos == start + 1 && !cut) ++count.broken;
    if (pos > start + 1) ++count.sequences;
  }
  return count;
}

// Text of Western scripts in UTF-16 has a zero in most of its upper bytes and in no lower one.
bool ZerosInEveryOther(std::string_view sample, size_t first) {
  const size_t units = sample.size() / 2;
  size_t upper = 0, lower = 0;
  for (size_t i = 0; i < units; ++i) {
    upper += sample[2 * i + first] == '\0';
    lower += sample[2 * i + 1 - first] == '\0';
  }
  return units > 0 && upper * 10 > units * 4 && lower * 20 < units;
}

}  // namespace

EncodingGuess DetectEncoding(std::string_view sample, bool whole) {
  if (sample.starts_with("\xef\xbb\xbf")) {
    return {Encoding::kUtf8, 3, CountUtf8(sample, whole).broken};
  }
  if (sample.starts_with("\xff\xfe")) return {Encoding::kUtf16Le, 2, 0};
  if (sample.starts_with("\xfe\xff")) return {Encoding::kUtf16Be, 2, 0};
  if (ZerosInEveryOther(sample, 1)) return {Encoding::kUtf16Le, 0, 0};
  if (ZerosInEveryOther(sample, 0)) return {Encoding::kUtf16Be, 0, 0};
  const Utf8Count count = CountUtf8(sample, whole);
  if (count.broken <= count.sequences) return {Encoding::kUtf8, 0, count.broken};
  return {Encoding::kWindows1252, 0, 0};
}

bool LooksBinary(std::string_view sample) {
  // Line ends, blanks and the characters that some exports delimit with are no sign of it.
  constexpr std::string_view kOfText = "\t\n\v\f\r\x01\x1b\x1c\x1d\x1e\x1f";
  constexpr size_t kFewestControls = 16;  // a short text may hold one or the other
  size_t controls = 0;
  for (const char c : sample) {
    controls += static_cast<uint8_t>(c) < 0x20 && kOfText.find(c) == std::string_view::npos;
  }
  return controls >= kFewestControls && controls * 25 > sample.size();
}

std::string_view ForeignFormat(std::string_view first_bytes) {
  if (first_bytes.starts_with(kByteOrderMark)) first_bytes.remove_prefix(kByteOrderMark.size());
  for (const Signature& signature : kForeign) {
    if (first_bytes.starts_with(signature.bytes)) return signature.what;
  }
  return StartsAsJson(first_bytes) ? kJson : "";
}

std::string_view ForeignContent(std::string_view unpacked) {
  if (unpacked.starts_with("\x1f\x8b"sv) || unpacked.starts_with("\x28\xb5\x2f\xfd"sv))
    return "a packed file once more; unpack it once";
  constexpr size_t kTarMark = 257;
  if (unpacked.size() > kTarMark && unpacked.substr(kTarMark).starts_with("ustar"))
    return "a tar archive; unpack it and give the table in it";
  return ForeignFormat(unpacked);
}

}  // namespace assay

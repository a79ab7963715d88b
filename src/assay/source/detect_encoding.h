// Tells the encoding of a text from its first bytes.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/result.h"
#include "assay/source/source.h"

namespace assay {

struct EncodingGuess {
  Encoding encoding = Encoding::kUtf8;
  size_t mark_bytes = 0;  // length of the byte order mark, as stored
  size_t ill_formed = 0;  // bytes of the sample that are not UTF-8 although the rest is
};

// A byte order mark decides. Without one, zeros in every other byte mean UTF-16; well-formed UTF-8,
// or text with more well-formed than broken sequences, means UTF-8; anything else is Windows-1252,
// which holds Latin-1's characters. `whole`: the sample is the whole text, so that its last
// character is not cut.
EncodingGuess DetectEncoding(std::string_view sample, bool whole);

// Whether more than 4 % of the bytes, and 16 at least, are control characters that no text holds in
// such numbers. Of random bytes 8 % are, of pictures and programs more.
bool LooksBinary(std::string_view sample);

// What the first bytes tell when this is no delimited text: "an Excel workbook or ZIP archive", or
// "".
std::string_view ForeignFormat(std::string_view first_bytes);

// The same for what stands unpacked, of which more bytes are there: archives and what was packed
// twice, too.
std::string_view ForeignContent(std::string_view unpacked);

}  // namespace assay

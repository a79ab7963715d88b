// Findings as bytes: what checkpoints and cached reports keep of them.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/byte_stream.h"
#include "assay/finding/finding.h"
#include "assay/report/report.h"

namespace assay {

// A number that names a value of an enumeration; one that is none clears `*known`.
template <typename Enum>
Enum ReadEnum(ByteReader* in, uint64_t end, bool* known) {
  const uint64_t value = in->Number();
  if (value >= end) *known = false;
  return static_cast<Enum>(value < end ? value : 0);
}

inline constexpr auto kCodeCount = static_cast<uint64_t>(Code::kCount);
inline constexpr uint64_t kSeverityCount = 4;

// Names of detectors live as long as the program: a view of the registry's. One that is not there
// clears `*known`.
std::string_view ReadDetectorName(ByteReader* in, bool* known);

// The finding with its value, and how many cells of its row follow: a Text each, by the caller. The
// names of its column and field are not written.
void WriteFinding(const Finding& finding, std::string_view value, size_t cells, ByteWriter* out);

// Reads what WriteFinding wrote and the cells behind it; the finding's views stay empty. What this
// program does not know clears `*known`.
void ReadFinding(ByteReader* in, KeptFinding* kept, bool* known);
// The same of bytes that hold nothing else.
KeptFinding DecodeFinding(std::string_view bytes, bool* known);

// The fewest bytes that WriteFinding writes.
inline constexpr uint64_t kLeastFindingBytes = 80;

}  // namespace assay

// A Report as bytes, so that a cached one can be told as if it had just been made.
#pragma once

#include "assay/base/byte_stream.h"
#include "assay/report/report.h"

namespace assay {

void WriteReportBytes(const Report& report, ByteWriter* out);

// Reads what WriteReportBytes wrote. What this program does not know clears `*known`.
Report ReadReportBytes(ByteReader* in, bool* known);

void WriteDigestBytes(const NamedDigest& digest, ByteWriter* out);
NamedDigest ReadDigestBytes(ByteReader* in);

// The fewest bytes that WriteDigestBytes writes.
inline constexpr uint64_t kLeastDigestBytes = 32;

}  // namespace assay

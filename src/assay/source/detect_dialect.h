// Tells the encoding and the dialect of a table from its first bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assay/source/source.h"

namespace assay {

constexpr size_t kSampleBytes = size_t{1} << 20;

// The encoding of stored bytes and whether a byte order mark opens them. `whole`: the sample is the
// whole input.
void DetectEncoding(std::string_view stored, bool whole, Dialect* dialect);

// Fills delimiter, quote, escape and line end from decoded text without its byte order mark; what
// `options` fixes is kept. Notes tell what was found and what is doubtful. `whole`: nothing follows
// the sample.
void DetectDialect(std::string_view text, bool whole, const SourceOptions& options,
                   Dialect* dialect, std::vector<std::string>* notes);

}  // namespace assay

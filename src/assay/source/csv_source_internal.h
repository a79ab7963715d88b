// CSV source: rows of a delimited text in blocks.
#pragma once

#include <memory>
#include <string>

#include "assay/source/source.h"

namespace assay {

// Takes over the descriptor.
Result<std::unique_ptr<Source>> OpenCsvFile(int fd, const std::string& name,
                                            const SourceOptions& options);

}  // namespace assay

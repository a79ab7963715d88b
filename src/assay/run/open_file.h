// What is done with a file once it is open: the same for files by their path and for confined ones.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/result.h"
#include "assay/base/runtime.h"

namespace assay {

// What failed (errno), on which path, and what may help.
Error SystemError(std::string_view what, const std::string& path);

// These take the descriptor over and close it; `path` is for messages.
Result<std::unique_ptr<OutputFile>> MakeOutputFile(int descriptor, const std::string& path);
// What stands behind `offset` is cut off.
Result<std::unique_ptr<OutputFile>> MakeResumedFile(int descriptor, const std::string& path,
                                                    uint64_t offset);
Result<std::string> ReadAndClose(int descriptor, const std::string& path);
Result<std::string> ReadRangeAndClose(int descriptor, const std::string& path, uint64_t offset,
                                      size_t size);
Status SyncAndClose(int descriptor, const std::string& path);  // of a directory
Result<std::vector<std::string>> ListAndClose(int descriptor, const std::string& path);

}  // namespace assay

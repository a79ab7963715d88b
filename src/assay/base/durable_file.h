// Small files that other files depend on: replaced in one durable step.
#pragma once

#include <string>
#include <string_view>

#include "assay/base/runtime.h"

namespace assay {

// Writes `path` under a temporary name, makes it durable, renames it into place and makes the name
// durable. After a failure or a crash the old file stands. Missing directories are made.
Status ReplaceFile(const std::string& path, std::string_view bytes, const Runtime& runtime,
                   int mode = 0644);

// The folder part of a path; "." when it has none.
std::string FolderOf(const std::string& path);

}  // namespace assay

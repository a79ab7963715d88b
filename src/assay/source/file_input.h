// A plain UTF-8 file as a byte input: read by pread, by any number of threads.
#pragma once

#include <memory>

#include "assay/source/byte_input.h"
#include "assay/source/stored_file.h"

namespace assay {

// The file must be regular.
std::unique_ptr<ByteInput> MakeFileInput(StoredFile file);

}  // namespace assay

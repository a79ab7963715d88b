// What the program's allocator holds.
#pragma once

#include <cstdint>

namespace assay {

// Bytes that are allocated and not freed again.
uint64_t AllocatedBytes();

// Gives freed memory that the allocator keeps for later back to the system.
void ReturnFreedMemory();

}  // namespace assay

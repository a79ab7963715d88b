// Memory pressure: a run comes near to the memory that it may use.
#pragma once

#include <cstdint>
#include <functional>

namespace assay {

// Tells, each time that it is called, whether less than a sixteenth of the memory is left that this
// process may use: of `limit` bytes, or where that is 0, of what the control groups grant. Empty
// where neither sets a limit.
std::function<bool()> MemoryPressure(uint64_t limit);

}  // namespace assay

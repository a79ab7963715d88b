// NeedMemory: turns the failure of a library's call into std::bad_alloc.
#pragma once

#include <new>

namespace assay {

// For calls that, used rightly, fail for want of memory alone.
inline void NeedMemory(bool done) {
  if (!done) [[unlikely]]
    throw std::bad_alloc();
}

}  // namespace assay

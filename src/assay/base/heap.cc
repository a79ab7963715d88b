// Asks jemalloc (jemalloc(3)) in a program that is linked with it, else glibc.
#include "assay/base/heap.h"

#include <malloc.h>

#include <cstddef>

extern "C" int mallctl(const char* name, void* old_value, size_t* old_size, void* new_value,
                       size_t new_size) __attribute__((weak));

namespace assay {

uint64_t AllocatedBytes() {
  if (mallctl == nullptr) {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
  }
  uint64_t epoch = 1;  // to set it brings the numbers up to date
  mallctl("epoch", nullptr, nullptr, &epoch, sizeof epoch);
  size_t allocated = 0, size = sizeof allocated;
  mallctl("stats.allocated", &allocated, &size, nullptr, 0);
  return allocated;
}

void ReturnFreedMemory() {
  if (mallctl == nullptr) {
    malloc_trim(0);
  } else {
    mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // MALLCTL_ARENAS_ALL
  }
}

}  // namespace assay

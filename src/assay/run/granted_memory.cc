// How much memory this process may use (cgroup versions 2 and 1, else the machine's), and what that
// means for the number of workers.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "assay/run/job.h"

namespace assay {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;
// Measured on the generated catalogue (bench/speed): what a run holds besides its workers (profile,
// row sample, learned tables, findings waiting for their turn), and what a worker holds besides its
// block.
constexpr uint64_t kSharedBytes = 160 * kMiB;
constexpr uint64_t kBlockFactor = 4;
constexpr uint64_t kWorkerBytes = 12 * kMiB;

uint64_t ReadLimit(const char* path) {
  std::ifstream file(path);
  uint64_t bytes = 0;
  return file >> bytes ? bytes : 0;  // "max" is no number
}

}  // namespace

uint64_t GrantedMemory() {
  uint64_t granted =
      static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  for (const char* path :
       {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    if (const uint64_t limit = ReadLimit(path); limit > 0) granted = std::min(granted, limit);
  }
  return granted;
}

uint32_t WorkersForMemory(uint32_t wanted, uint64_t block_bytes, uint64_t memory) {
  const uint64_t each = kBlockFactor * block_bytes + kWorkerBytes;
  const uint64_t left = memory > kSharedBytes ? memory - kSharedBytes : 0;
  return static_cast<uint32_t>(std::clamp<uint64_t>(left / each, 1, std::max(wanted, 1u)));
}

}  // namespace assay

// How much memory this process may use (the control group's, else the machine's), and what that
// means for the number of workers.
#include <unistd.h>

#include <algorithm>

#include "assay/base/control_group.h"
#include "assay/run/job.h"

namespace assay {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;
// Measured on generated catalogues of 1 GB, one with a wrong cell in five among them
// (bench/operations/memory_cgroup.py): what a run holds besides its workers (profile, row sample,
// learned tables, findings waiting for their turn), and what a worker holds besides its block.
constexpr uint64_t kSharedBytes = 236 * kMiB;
constexpr uint64_t kBlockFactor = 4;
constexpr uint64_t kWorkerBytes = 12 * kMiB;

}  // namespace

uint64_t GrantedMemory() {
  const uint64_t machine =
      static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  const uint64_t limit = ControlGroupMemory();
  return limit > 0 ? std::min(machine, limit) : machine;
}

uint32_t WorkersForMemory(uint32_t wanted, uint64_t block_bytes, uint64_t memory) {
  const uint64_t each = kBlockFactor * block_bytes + kWorkerBytes;
  const uint64_t left = memory > kSharedBytes ? memory - kSharedBytes : 0;
  return static_cast<uint32_t>(std::clamp<uint64_t>(left / each, 1, std::max(wanted, 1u)));
}

}  // namespace assay

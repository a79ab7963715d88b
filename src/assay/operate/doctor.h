// Doctor: the machine (as the cgroup grants it) against the requirements of the operations guide.
#pragma once

#include <cstdint>
#include <string>

#include "assay/operate/checklist.h"

namespace assay {

// What this process may use.
struct MachineFacts {
  uint32_t cpus = 0;          // of the affinity mask and the cgroup's quota
  uint64_t memory_bytes = 0;  // of the cgroup, else of the machine
  uint64_t disk_bytes = 0;    // size of the file system of a path
  uint64_t disk_free_bytes = 0;
  uint64_t open_files = 0;  // limit
  bool gpu = false;         // an NVIDIA device is there

  // Share of the file system that is in use, as `df` counts it.
  double DiskUsed() const;
};

// Reads the facts; the disk's are those of `path` or of its nearest folder that exists.
MachineFacts ReadMachine(const std::string& path);

// Memory that this process could still take: the cgroup's limit less its use, else what the machine
// has.
uint64_t AvailableMemory();

// Fewer than 4 CPUs, 8 GB of memory or 20 GB of disk fail; below 8, 16 and 50 is a warning.
Checklist CheckMachine(const MachineFacts& facts);

}  // namespace assay

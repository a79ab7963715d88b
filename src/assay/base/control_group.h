// What control groups (versions 2 and 1) grant this process: its own group and all above it count,
// since the kernel holds a process to the smallest limit of them.
#pragma once

#include <cstdint>
#include <string>

namespace assay {

// Where the system tells of control groups; tests put folders of their own here.
struct ControlGroupFiles {
  std::string membership = "/proc/self/cgroup";
  std::string root = "/sys/fs/cgroup";
};

// The smallest memory limit in bytes, or 0 when there is none.
uint64_t ControlGroupMemory(const ControlGroupFiles& files = {});

// The bytes that are left below the limits, or UINT64_MAX when there is none. File cache that the
// kernel can drop at once counts as left.
uint64_t ControlGroupMemoryLeft(const ControlGroupFiles& files = {});

// The smallest CPU quota over its period, or 0 when there is none.
double ControlGroupCpus(const ControlGroupFiles& files = {});

}  // namespace assay

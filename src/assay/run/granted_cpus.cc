// How many CPUs this process may use: affinity mask and cgroup quota (versions 2 and 1).
#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include "assay/run/job.h"

namespace assay {
namespace {

// Quota over period, or 0 when there is no limit.
double CgroupCpus() {
  std::ifstream v2("/sys/fs/cgroup/cpu.max");
  std::string quota;
  double period = 0;
  if (v2 >> quota >> period && quota != "max" && period > 0) return std::stod(quota) / period;
  std::ifstream quota_file("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
  std::ifstream period_file("/sys/fs/cgroup/cpu/cpu.cfs_period_us");
  double micros = 0;
  if (quota_file >> micros && period_file >> period && micros > 0 && period > 0)
    return micros / period;
  return 0;
}

}  // namespace

uint32_t GrantedCpus() {
  cpu_set_t mask;
  double cpus = 1;
  if (sched_getaffinity(0, sizeof mask, &mask) == 0) cpus = CPU_COUNT(&mask);
  const double quota = CgroupCpus();
  if (quota > 0) cpus = std::min(cpus, std::ceil(quota));
  return static_cast<uint32_t>(std::max(1.0, cpus));
}

}  // namespace assay

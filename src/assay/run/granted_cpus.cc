// How many CPUs this process may use: affinity mask and the quota of the control group.
#include <sched.h>

#include <algorithm>
#include <cmath>

#include "assay/base/control_group.h"
#include "assay/run/job.h"

namespace assay {

uint32_t GrantedCpus() {
  cpu_set_t mask;
  double cpus = 1;
  if (sched_getaffinity(0, sizeof mask, &mask) == 0) cpus = CPU_COUNT(&mask);
  const double quota = ControlGroupCpus();
  if (quota > 0) cpus = std::min(cpus, std::ceil(quota));
  return static_cast<uint32_t>(std::max(1.0, cpus));
}

}  // namespace assay

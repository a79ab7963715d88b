// What is left of a limit of the job, or of the control groups'.
#include "assay/run/memory_pressure.h"

#include "assay/base/control_group.h"
#include "assay/run/run_times.h"

namespace assay {
namespace {

constexpr uint64_t kPartLeft = 16;

}  // namespace

std::function<bool()> MemoryPressure(uint64_t limit) {
  if (limit > 0) return [limit] { return ResidentBytes() > limit - limit / kPartLeft; };
  const uint64_t granted = ControlGroupMemory();
  if (granted == 0) return {};
  return [granted] { return ControlGroupMemoryLeft() < granted / kPartLeft; };
}

}  // namespace assay

// Chooses the instruction set at run time.
#include "assay/source/structural_index.h"

#include "assay/source/structural_scan_internal.h"

namespace assay {

StructuralScan FindStructuralScan(SimdLevel level) {
  switch (level) {
    case SimdLevel::kPortable:
      return PortableStructuralScan();
    case SimdLevel::kSse42:
      return Sse42StructuralScan();
    case SimdLevel::kAvx2:
      return Avx2StructuralScan();
    case SimdLevel::kAvx512:
      return Avx512StructuralScan();
  }
  return nullptr;
}

SimdLevel BestSimdLevel() {
  for (const SimdLevel level : {SimdLevel::kAvx512, SimdLevel::kAvx2, SimdLevel::kSse42}) {
    if (FindStructuralScan(level) != nullptr) return level;
  }
  return SimdLevel::kPortable;
}

}  // namespace assay

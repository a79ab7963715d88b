// Fuzzes rule packs: parsing, checking of parameters, making of detectors.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "assay/detect/rule_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto pack = assay::ParseRulePack(text, "f");
  if (!pack && pack.error().message.rfind("f:", 0) != 0) std::abort();
  return 0;
}

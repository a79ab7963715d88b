// Fuzzes the JSON and YAML readers, and the brand and job files made from them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/config_node.h"
#include "assay/mapping/brand_config.h"
#include "assay/run/job_config.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// Every place lies in the text; every error names one.
void CheckMarks(const assay::ConfigNode& node) {
  Require(node.mark.line >= 1 && node.mark.column >= 1);
  for (const auto& item : node.items) CheckMarks(item);
  for (const auto& member : node.members) {
    Require(member.mark.line >= 1 && member.mark.column >= 1);
    CheckMarks(member.value);
  }
}

void Check(const assay::Result<assay::ConfigDocument>& document) {
  if (!document) {
    Require(document.error().kind == assay::ErrorKind::kUsage);
    Require(document.error().message.rfind("f:", 0) == 0);
    return;
  }
  CheckMarks(document->root);
  (void)assay::ReadBrandConfig(*document).has_value();
  assay::Job job;
  std::vector<std::string> notes;
  (void)assay::ApplyJobFile(*document, &job, &notes).has_value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Check(assay::ParseJson(text, "f"));
  Check(assay::ParseYaml(text, "f"));
  return 0;
}

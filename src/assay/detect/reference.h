// The reference of detectors and codes as files, made from the registry; a test compares them with
// docs/reference and schemas/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assay/detect/detector_type.h"

namespace assay {

// Markdown of one detector: what it finds, its parameters, codes and examples with what it says of
// them.
std::string DescribeDetector(const DetectorType& type);

// The files docs/reference/detectors.md and docs/reference/codes.md.
std::string DetectorsReference();
std::string CodesReference();

// The file schemas/rule_pack.schema.json: rule packs with the parameters of every type of rule.
std::string RulePackSchema();

// The cells of an example's table, header first; quotes as in RFC 4180.
std::vector<std::vector<std::string>> ReadExampleTable(std::string_view csv);

}  // namespace assay

// manifest.json of an injection.
#pragma once

#include <string>
#include <vector>

#include "assay/evaluate/injection.h"
#include "assay/report/report.h"

namespace assay {

std::string ManifestJson(const InjectionOptions& options, const ErrorPack& pack,
                         const InjectionSummary& summary, const NamedDigest& input,
                         const std::vector<NamedDigest>& files);

}  // namespace assay

// Puts a Report together from what the passes left behind.
#pragma once

#include <string>
#include <vector>

#include "assay/detect/rule_pack.h"
#include "assay/mapping/brand_config.h"
#include "assay/report/report.h"
#include "assay/run/block_result.h"
#include "assay/run/job.h"
#include "assay/run/plan.h"
#include "assay/source/source.h"

namespace assay {

struct ReportInput {
  const Job* job = nullptr;
  const Plan* plan = nullptr;
  const Source* source = nullptr;
  const std::vector<RulePack>* packs = nullptr;
  const BrandConfig* brand = nullptr;  // may be null
  std::string profile_sha256;          // of a saved profile that stood for a first pass; else empty
  const Tally* tally = nullptr;
  std::vector<Kept> kept;  // most confident first
  uint32_t workers = 1;
};

Result<Report> MakeReport(const ReportInput& input);

// The effective configuration that a report depends on: no paths, no performance, no logging.
std::vector<std::pair<std::string, std::string>> EffectiveSettings(const Job& job);

}  // namespace assay

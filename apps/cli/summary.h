// The readable end of a run: totals, the columns and codes with most findings, the surest findings,
// and where to look next.
#pragma once

#include <string>

#include "assay/run/job.h"
#include "terminal.h"

namespace assay::cli {

std::string FormatSummary(const Job& job, const RunResult& result, const Terminal& terminal);

// The same in one sentence, for the log.
std::string FormatResultLine(const Job& job, const RunResult& result);

}  // namespace assay::cli

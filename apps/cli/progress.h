// How far a run is: a bar on a terminal, a log line every ten seconds elsewhere.
#pragma once

#include <cstdint>
#include <string>

#include "assay/run/job.h"
#include "terminal.h"

namespace assay::cli {

// The pace of a stage since it began.
struct StagePace {
  double seconds = 0;
  double bytes_per_second = 0;
  double seconds_left = -1;  // below 0: not known
};
StagePace PaceOf(const Progress& progress, double seconds);

// "detect [=====>    ]  45 %  312 MB/s  1,200,000 rows  0:12 left", at most `width` wide.
std::string FormatBar(const Progress& progress, const StagePace& pace, int width);

// The same as a sentence for a log.
std::string FormatProgress(const Progress& progress, const StagePace& pace);

// Shows the progress of one run. Called from one thread at a time.
class ProgressView {
 public:
  explicit ProgressView(const Terminal& terminal);
  void Show(const Progress& progress);

 private:
  Terminal terminal_;
  std::string stage_;
  int64_t stage_start_ = 0;  // monotonic microseconds
  int64_t last_line_ = 0;
};

}  // namespace assay::cli

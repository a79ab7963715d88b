// Bars and lines.
#include "progress.h"

#include <algorithm>

#include <fmt/format.h>

#include "assay/base/runtime.h"
#include "console.h"
#include "numbers.h"

namespace assay::cli {
namespace {

constexpr int64_t kLineMicros = 10'000'000;
constexpr int kWidestBar = 30;

int64_t Now() { return SystemRuntime().clock->MonotonicMicros(); }

// What a stage works off: detectors that learn, or else bytes.
struct Work {
  uint64_t done = 0;
  uint64_t total = 0;  // 0: not known
};

Work WorkOf(const Progress& progress) {
  if (progress.steps_total > 0) return {progress.steps_done, progress.steps_total};
  return {progress.bytes_done, progress.bytes_total};
}

int PercentDone(const Progress& progress) {
  const Work work = WorkOf(progress);
  const double share = static_cast<double>(work.done) / static_cast<double>(work.total);
  return static_cast<int>(100 * std::min(share, 1.0));
}

std::string Learned(const Progress& progress) {
  return fmt::format("{} of {} detectors", FormatCount(progress.steps_done),
                     FormatCount(progress.steps_total));
}

}  // namespace

StagePace PaceOf(const Progress& progress, double seconds) {
  StagePace pace;
  pace.seconds = seconds;
  if (seconds <= 0) return pace;
  pace.bytes_per_second = static_cast<double>(progress.bytes_done) / seconds;
  const Work work = WorkOf(progress);
  if (work.total >= work.done && work.done > 0) {
    pace.seconds_left =
        seconds * static_cast<double>(work.total - work.done) / static_cast<double>(work.done);
  }
  return pace;
}

std::string FormatBar(const Progress& progress, const StagePace& pace, int width) {
  const std::string tail = progress.steps_total > 0
                               ? "  " + Learned(progress)
                               : fmt::format("  {}/s  {} rows", FormatBytes(pace.bytes_per_second),
                                             FormatCount(progress.rows));
  if (WorkOf(progress).total == 0) {
    return fmt::format("{:<8} {}{}", progress.stage,
                       FormatBytes(static_cast<double>(progress.bytes_done)), tail)
        .substr(0, static_cast<size_t>(width - 1));
  }
  const int percent = PercentDone(progress);
  const std::string left =
      pace.seconds_left < 0 ? "" : fmt::format("  {} left", FormatDuration(pace.seconds_left));
  const int fixed = static_cast<int>(
      fmt::format("{:<8} [] {:3} %{}{}", progress.stage, percent, tail, left).size());
  const int room = std::clamp(width - 1 - fixed, 0, kWidestBar);
  const int full = room * percent / 100;
  return fmt::format("{:<8} [{}{}] {:3} %{}{}", progress.stage,
                     std::string(static_cast<size_t>(full), '#'),
                     std::string(static_cast<size_t>(room - full), '.'), percent, tail, left)
      .substr(0, static_cast<size_t>(width - 1));
}

std::string FormatProgress(const Progress& progress, const StagePace& pace) {
  std::string text = progress.stage + ": ";
  if (progress.steps_total > 0) {
    text += fmt::format("{} ({} %)", Learned(progress), PercentDone(progress));
  } else {
    text += FormatBytes(static_cast<double>(progress.bytes_done));
    if (progress.bytes_total > 0) {
      text += fmt::format(" of {} ({} %)", FormatBytes(static_cast<double>(progress.bytes_total)),
                          PercentDone(progress));
    }
    text += fmt::format(", {} rows, {}/s", FormatCount(progress.rows),
                        FormatBytes(pace.bytes_per_second));
  }
  if (pace.seconds_left >= 0)
    text += fmt::format(", about {} left", FormatDuration(pace.seconds_left));
  return text;
}

ProgressView::ProgressView(const Terminal& terminal)
    : terminal_(terminal), stage_start_(Now()), last_line_(stage_start_) {}

void ProgressView::Show(const Progress& progress) {
  const int64_t now = Now();
  if (progress.stage != stage_) {
    if (!stage_.empty()) stage_start_ = now;
    stage_ = progress.stage;
  }
  const StagePace pace = PaceOf(progress, static_cast<double>(now - stage_start_) / 1e6);
  if (terminal_.is_terminal && !TheConsole().is_json()) {
    TheConsole().ShowBar(FormatBar(progress, pace, terminal_.width));
  } else if (now - last_line_ >= kLineMicros) {
    last_line_ = now;
    TheConsole().Write(LogLevel::kInfo, FormatProgress(progress, pace));
  }
}

}  // namespace assay::cli

// From blocks to detectors, methods and fields.
#include "assay/run/time_account.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace assay {
namespace {

constexpr const char* kStepNames[] = {"read", "ordered", "cells", "rows", "identify", "report"};
static_assert(std::size(kStepNames) == static_cast<size_t>(DetectStep::kCount));

}  // namespace

void TimeAccount::EndBlock() {
  finished_.emplace_back(block_.begin(), block_.end());
  std::fill(block_.begin(), block_.end(), 0.0);
}

void TimeSum::Add(const TimeAccount& account) {
  const std::lock_guard lock(mutex_);
  for (size_t i = 0; i < steps_.size(); ++i) steps_[i] += account.steps_[i];
  blocks_.insert(blocks_.end(), account.finished_.begin(), account.finished_.end());
}

void TimeSum::FillIn(const Plan& plan, RunTimes* times) const {
  for (size_t i = 0; i < steps_.size(); ++i) times->detect_steps.emplace_back(kStepNames[i], steps_[i]);
  std::map<std::pair<Method, std::string>, MethodTime> methods;
  for (size_t i = 0; i < plan.outcomes.size(); ++i) {
    const Outcome& outcome = plan.outcomes[i];
    if (outcome.state != Outcome::State::kRan) continue;
    DetectorTime one{outcome.detector, outcome.method, outcome.field, 0, 0, 0};
    if (i < plan.learned.size()) {
      one.learn_seconds = plan.learned[i].seconds;
      one.learn_bytes = plan.learned[i].bytes;
    }
    MethodTime& method = methods[{outcome.method, outcome.field}];
    method.method = outcome.method;
    method.field = outcome.field;
    method.block_seconds.resize(blocks_.size());
    for (size_t b = 0; b < blocks_.size(); ++b) {
      method.block_seconds[b] += blocks_[b][i];
      one.detect_seconds += static_cast<double>(blocks_[b][i]);
    }
    times->detectors.push_back(std::move(one));
  }
  std::stable_sort(times->detectors.begin(), times->detectors.end(), [](const DetectorTime& a, const DetectorTime& b) {
    return a.learn_seconds + a.detect_seconds > b.learn_seconds + b.detect_seconds;
  });
  for (auto& [key, method] : methods) times->methods.push_back(std::move(method));
}

}  // namespace assay

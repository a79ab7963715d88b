// From blocks to detectors, methods and fields.
#include "assay/run/time_account.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace assay {
namespace {

constexpr const char* kStepNames[] = {"read", "ordered", "cells", "rows", "identify", "report"};
static_assert(std::size(kStepNames) == static_cast<size_t>(DetectStep::kCount));

// The methods and fields of a plan in order of their first outcome, and the index of each
// outcome's.
std::vector<std::pair<Method, std::string>> GroupsOf(const Plan& plan,
                                                     std::vector<size_t>* of_outcome) {
  std::vector<std::pair<Method, std::string>> groups;
  std::map<std::pair<Method, std::string>, size_t> known;
  for (const Outcome& outcome : plan.outcomes) {
    std::pair<Method, std::string> group(outcome.method, outcome.field);
    const auto [found, is_new] = known.try_emplace(group, groups.size());
    if (is_new) groups.push_back(std::move(group));
    of_outcome->push_back(found->second);
  }
  return groups;
}

}  // namespace

TimeAccount::TimeAccount(const Plan& plan)
    : block_(plan.outcomes.size()), totals_(plan.outcomes.size()) {
  GroupsOf(plan, &groups_);
}

void TimeAccount::EndBlock() {
  std::vector<float>& block = finished_.emplace_back();
  for (size_t i = 0; i < block_.size(); ++i) {
    if (block.size() <= groups_[i]) block.resize(groups_[i] + 1);
    block[groups_[i]] += static_cast<float>(block_[i]);
    totals_[i] += block_[i];
  }
  std::fill(block_.begin(), block_.end(), 0.0);
}

void TimeSum::Add(const TimeAccount& account) {
  const std::lock_guard lock(mutex_);
  for (size_t i = 0; i < steps_.size(); ++i) steps_[i] += account.steps_[i];
  totals_.resize(account.totals_.size());
  for (size_t i = 0; i < totals_.size(); ++i) totals_[i] += account.totals_[i];
  blocks_.insert(blocks_.end(), account.finished_.begin(), account.finished_.end());
}

void TimeSum::FillIn(const Plan& plan, RunTimes* times) const {
  for (size_t i = 0; i < steps_.size(); ++i)
    times->detect_steps.emplace_back(kStepNames[i], steps_[i]);
  std::vector<size_t> groups;
  const auto names = GroupsOf(plan, &groups);
  std::vector<MethodTime> methods(names.size());
  for (size_t i = 0; i < plan.outcomes.size(); ++i) {
    const Outcome& outcome = plan.outcomes[i];
    if (outcome.state != Outcome::State::kRan) continue;
    DetectorTime one{outcome.detector, outcome.method, outcome.field, 0, 0, 0};
    if (i < plan.learned.size()) {
      one.learn_seconds = plan.learned[i].seconds;
      one.learn_bytes = plan.learned[i].bytes;
    }
    if (i < totals_.size()) one.detect_seconds = totals_[i];
    times->detectors.push_back(std::move(one));
    MethodTime& method = methods[groups[i]];
    if (!method.block_seconds.empty()) continue;
    method.method = outcome.method;
    method.field = outcome.field;
    for (const std::vector<float>& block : blocks_)
      method.block_seconds.push_back(block[groups[i]]);
  }
  std::stable_sort(times->detectors.begin(), times->detectors.end(),
                   [](const DetectorTime& a, const DetectorTime& b) {
                     return a.learn_seconds + a.detect_seconds > b.learn_seconds + b.detect_seconds;
                   });
  for (MethodTime& method : methods) {
    if (!method.block_seconds.empty()) times->methods.push_back(std::move(method));
  }
}

}  // namespace assay

// performance.method_parallelism: detectors of a method that is not to run beside itself take
// turns, those of the others don't.
#include "assay/run/one_at_a_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <typeinfo>
#include <vector>

#include "assay/run/plan.h"

namespace assay {
namespace {

// How many threads were inside at once, over all detectors.
struct Crowd {
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  void Visit() {
    const int now = ++inside;
    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    --inside;
  }
};

class CrowdedValue : public ValueDetector {
 public:
  explicit CrowdedValue(Crowd* crowd) : crowd_(crowd) {}
  bool Flags(std::string_view value) const override {
    crowd_->Visit();
    return value == "wrong";
  }
  Evidence Explain(std::string_view) const override {
    crowd_->Visit();
    return {};
  }

 private:
  Crowd* crowd_;
};

class CrowdedRow : public RowDetector {
 public:
  explicit CrowdedRow(Crowd* crowd) : crowd_(crowd) {}
  void Check(const RowView&, RowEvidence*) const override { crowd_->Visit(); }
  std::span<const uint32_t> Reads() const override { return columns_; }

 private:
  Crowd* crowd_;
  std::vector<uint32_t> columns_{7};
};

class NoRow : public RowView {
  std::string_view Value(uint32_t) const override { return {}; }
  uint64_t Hash(uint32_t) const override { return 0; }
  uint64_t row() const override { return 0; }
  bool IsSampled() const override { return false; }
};

TEST(OneAtATime, ValueAndRowDetectorsTakeTurns) {
  Crowd crowd;
  const auto turn = std::make_shared<std::mutex>();
  const auto value = OneAtATime(std::make_unique<CrowdedValue>(&crowd), turn);
  const auto row = OneAtATime(std::make_unique<CrowdedRow>(&crowd), turn);
  EXPECT_TRUE(value->Flags("wrong"));
  EXPECT_FALSE(value->Flags("right"));
  EXPECT_EQ(row->Reads()[0], 7u);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        (void)value->Flags("x");
        (void)value->Explain("x");
        row->Check(NoRow(), nullptr);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(crowd.most, 1);
}

// What the plan made of the rules of a column named `ean`.
std::vector<const std::type_info*> KindsOfRules(const Job& job) {
  const Schema schema{.columns = {"ean"}};
  const auto packs = LoadRulePacks({});
  PlanInput input;
  input.job = &job;
  input.schema = &schema;
  input.packs = &*packs;
  const auto plan = MakePlan(input);
  std::vector<const std::type_info*> kinds;
  for (const PlannedDetector& detector : plan->columns[0].detectors) {
    if (detector.value == nullptr) continue;
    const ValueDetector& value = *detector.value;
    kinds.push_back(&typeid(value));
  }
  return kinds;
}

TEST(OneAtATime, ThePlanHasTheMethodsThatTheJobNamesTakeTurns) {
  Job job;
  job.methods[static_cast<size_t>(Method::kValidation)] = true;
  Crowd crowd;
  const auto wrapped =
      OneAtATime(std::make_unique<CrowdedValue>(&crowd), std::make_shared<std::mutex>());
  const ValueDetector& sample = *wrapped;
  const auto is_wrapped = [&](const std::type_info* kind) { return *kind == typeid(sample); };
  job.takes_turns[static_cast<size_t>(Method::kPattern)] = true;
  const auto free_kinds = KindsOfRules(job);
  ASSERT_FALSE(free_kinds.empty());
  EXPECT_TRUE(std::none_of(free_kinds.begin(), free_kinds.end(), is_wrapped));
  job.takes_turns[static_cast<size_t>(Method::kValidation)] = true;
  const auto kinds = KindsOfRules(job);
  EXPECT_EQ(kinds.size(), free_kinds.size());
  EXPECT_TRUE(std::all_of(kinds.begin(), kinds.end(), is_wrapped));
}

}  // namespace
}  // namespace assay

// A run that is told to stop does not wait for what is still to be learned.
#include <gtest/gtest.h>

#include "assay/run/plan.h"

namespace assay {
namespace {

TEST(StopWhileLearning, NothingIsMadeBehindTheStop) {
  const Job job;
  const Schema schema{.columns = {"a", "b"}};
  TableProfile profile;
  profile.columns.resize(2);
  const std::vector<RulePack> packs;
  int asked = 0;
  PlanInput input;
  input.job = &job;
  input.schema = &schema;
  input.packs = &packs;
  input.profile = &profile;
  input.may_go_on = [&asked]() -> Status {
    return ++asked < 3 ? Status() : Error{ErrorKind::kTerminated, "stopped"};
  };
  const auto plan = MakePlan(input);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().kind, ErrorKind::kTerminated);
  EXPECT_EQ(asked,
            5);  // the third ends those of rows, then those of columns, the last is the answer
}

TEST(Learning, IsToldFromNoneToAll) {
  const Job job;
  const Schema schema{.columns = {"a", "b"}};
  TableProfile profile;
  profile.columns.resize(2);
  const std::vector<RulePack> packs;
  std::vector<std::pair<size_t, size_t>> told;
  PlanInput input;
  input.job = &job;
  input.schema = &schema;
  input.packs = &packs;
  input.profile = &profile;
  input.workers = 2;
  input.learned = [&told](size_t done, size_t total) { told.emplace_back(done, total); };
  ASSERT_TRUE(MakePlan(input));
  ASSERT_GT(told.size(), 2u);
  for (size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ(told[i], std::pair(i, told.size() - 1));
  }
}

}  // namespace
}  // namespace assay

// A run that is told to stop does not wait for what is still to be learned.
#include <gtest/gtest.h>

#include "assay/run/plan.h"

namespace assay {
namespace {

// The plan of a table of two columns.
class Learning : public testing::Test {
 protected:
  Learning() { profile_.columns.resize(2); }
  PlanInput Input() const {
    PlanInput input;
    input.job = &job_;
    input.schema = &schema_;
    input.packs = &packs_;
    input.profile = &profile_;
    return input;
  }

 private:
  const Job job_;
  const Schema schema_{.columns = {"a", "b"}};
  TableProfile profile_;
  const std::vector<RulePack> packs_;
};

TEST_F(Learning, NothingIsMadeBehindTheStop) {
  int asked = 0;
  PlanInput input = Input();
  input.may_go_on = [&asked]() -> Status {
    return ++asked < 3 ? Status() : Error{ErrorKind::kTerminated, "stopped"};
  };
  const auto plan = MakePlan(input);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().kind, ErrorKind::kTerminated);
  // The third ends those of rows, then those of columns; the last is the answer.
  EXPECT_EQ(asked, 5);
}

TEST_F(Learning, IsToldFromNoneToAll) {
  std::vector<std::pair<size_t, size_t>> told;
  PlanInput input = Input();
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

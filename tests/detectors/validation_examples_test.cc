// Every example of every validation rule flags exactly the cells that it names, and explains them.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "assay/base/hash.h"
#include "assay/detect/reference.h"
#include "assay/detect/registry.h"

namespace assay {
namespace {

Params ParamsOf(const DetectorType& type, const Example& example) {
  const auto document = ParseYaml(example.params, "example");
  EXPECT_TRUE(document) << document.error().message;
  auto params = ParseParams(*document, document->root, type.params, {});
  EXPECT_TRUE(params) << type.name << ": " << params.error().message;
  return *params;
}

std::set<size_t> FlaggedRows(const DetectorType& type, const Example& example) {
  std::set<size_t> flagged;
  const auto rows = ReadExampleTable(example.csv);
  const Params params =
      example.params.empty() ? DefaultParams(type.params) : ParamsOf(type, example);
  std::string reason;
  const auto check = [&](const Evidence& evidence) {
    EXPECT_FALSE(evidence.message.empty()) << type.name;
    EXPECT_GT(evidence.confidence, 0) << type.name;
    EXPECT_NE(std::find(type.codes.begin(), type.codes.end(), evidence.code), type.codes.end())
        << type.name;
  };
  if (type.make_value != nullptr) {
    auto detector = type.make_value(params, {}, &reason);
    EXPECT_TRUE(detector) << detector.error().message;
    for (size_t i = 1; i < rows.size(); ++i) {
      if (!(*detector)->Flags(rows[i][0])) continue;
      flagged.insert(i - 1);
      const Evidence evidence = (*detector)->Explain(rows[i][0]);
      check(evidence);
      if (evidence.has_suggestion) {
        EXPECT_FALSE((*detector)->Flags(evidence.suggestion))
            << type.name << ": " << evidence.suggestion;
      }
    }
    return flagged;
  }
  auto detector = type.make_ordered(params, {}, &reason);
  for (size_t i = 1; i < rows.size(); ++i) {
    const uint64_t hash = Hash64(rows[i][0]);
    const uint8_t empty = rows[i][0].empty();
    uint8_t flag = 0;
    (*detector)->Observe({&hash, 1}, {&empty, 1}, {&flag, 1});
    if (flag == 0) continue;
    flagged.insert(i - 1);
    check((*detector)->Explain(rows[i][0]));
  }
  return flagged;
}

TEST(ValidationExamples, FlagWhatTheyName) {
  for (const DetectorType* type : AllDetectorTypes()) {
    if (type->method != Method::kValidation) continue;
    bool has_clean = false;
    for (const Example& example : type->examples) {
      std::string found;
      for (const size_t row : FlaggedRows(*type, example)) {
        found += (found.empty() ? "" : " ") + std::to_string(row) + ":0";
      }
      EXPECT_EQ(found, example.flagged) << type->name << ": " << example.title;
      has_clean |= ReadExampleTable(example.csv).size() > 1;
    }
    EXPECT_TRUE(has_clean) << type->name;
    EXPECT_GE(type->examples.size(), 2u) << type->name;
  }
}

}  // namespace
}  // namespace assay

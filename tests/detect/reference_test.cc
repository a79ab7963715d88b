// The reference and the schema that are made from the registry.
#include "assay/detect/reference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/base/config_node.h"
#include "assay/detect/registry.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Reference, SchemaIsJson) {
  const auto document = ParseJson(RulePackSchema(), "schema");
  EXPECT_TRUE(document) << document.error().message;
}

TEST(Reference, EveryDetectorIsListedAndTold) {
  const std::string list = ListDetectors();
  for (const DetectorType* type : AllDetectorTypes()) {
    EXPECT_THAT(list, HasSubstr(std::string(type->name) + " "));
    const std::string told = DescribeDetector(*type);
    EXPECT_THAT(told, HasSubstr(std::string(type->summary)));
    for (const ParamSpec& spec : type->params) EXPECT_THAT(told, HasSubstr(std::string(spec.summary)));
  }
}

TEST(Reference, ExampleTablesAreCsv) {
  EXPECT_THAT(ReadExampleTable("a,b\n\"x \"\"y\"\"\nz\",\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x \"y\"\nz", "")));
  EXPECT_THAT(ReadExampleTable("a\n\n"), ElementsAre(ElementsAre("a"), ElementsAre("")));
}

}  // namespace
}  // namespace assay

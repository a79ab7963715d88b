// The generated reference and schema are in step with the program. ASSAY_UPDATE_GOLDEN=1 rewrites
// them.
#include "assay/detect/reference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "assay/base/config_node.h"
#include "assay/detect/field_reference.h"
#include "assay/detect/registry.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

void ExpectFile(const std::string& name, const std::string& actual) {
  const std::string path = std::string(ASSAY_SOURCE_DIR) + "/" + name;
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr)
    std::ofstream(path, std::ios::binary) << actual;
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_TRUE(actual == bytes.str())
      << name << " is stale; run this test with ASSAY_UPDATE_GOLDEN=1";
}

TEST(Reference, DetectorsFile) { ExpectFile("docs/reference/detectors.md", DetectorsReference()); }
TEST(Reference, CodesFile) { ExpectFile("docs/reference/codes.md", CodesReference()); }
TEST(Reference, FieldsFile) {
  const auto fields = FieldsReference();
  ASSERT_TRUE(fields) << fields.error().message;
  ExpectFile("docs/reference/fields.md", *fields);
}
TEST(Reference, RulePackSchemaFile) {
  ExpectFile("schemas/rule_pack.schema.json", RulePackSchema());
}

TEST(Reference, SchemaIsJson) {
  const auto document = ParseJson(RulePackSchema(), "schema");
  EXPECT_TRUE(document) << document.error().message;
}

TEST(Reference, EveryDetectorIsListedAndTold) {
  const std::string all = DetectorsReference();
  for (const DetectorType* type : AllDetectorTypes()) {
    EXPECT_THAT(all, HasSubstr("## `" + std::string(type->name) + "`"));
    const std::string told = DescribeDetector(*type);
    EXPECT_THAT(told, HasSubstr(std::string(type->summary)));
    for (const ParamSpec& spec : type->params)
      EXPECT_THAT(told, HasSubstr(std::string(spec.summary)));
  }
}

TEST(Reference, ExampleTablesAreCsv) {
  EXPECT_THAT(ReadExampleTable("a,b\n\"x \"\"y\"\"\nz\",\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x \"y\"\nz", "")));
  EXPECT_THAT(ReadExampleTable("a\n\n"), ElementsAre(ElementsAre("a"), ElementsAre("")));
}

}  // namespace
}  // namespace assay

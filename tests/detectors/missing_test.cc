// missing: a token with which the table writes its blanks, where nobody asked for it to be found.
#include <gtest/gtest.h>

#include <string>

#include "assay/base/config_node.h"
#include "assay/detect/registry.h"
#include "assay/profile/table_profile.h"

namespace assay {
namespace {

// Two columns of 60 cells; in rows 0 to 8 both have the token.
TableProfile TableWithout() {
  TableProfile table;
  table.columns.resize(2);
  table.sample.columns.resize(2);
  for (size_t c = 0; c < 2; ++c) {
    for (size_t row = 0; row < 60; ++row)
      table.sample.columns[c].push_back(row < 9 ? "NaN" : std::to_string(row));
    table.columns[c].rows = 60;
    table.columns[c].values = {{"NaN", 9}};
    table.columns[c].IndexValues();
  }
  for (uint64_t row = 0; row < 60; ++row) table.sample.rows.push_back(row);
  return table;
}

bool FlagsWrittenBlank(bool inferred, const char* written_blanks) {
  const TableProfile table = TableWithout();
  DetectorContext context;
  context.table = &table;
  context.profile = table.columns.data();
  context.is_inferred = inferred;
  const DetectorType* type = FindDetectorType("missing");
  const auto document = ParseYaml(written_blanks, "rule");
  EXPECT_TRUE(document);
  const auto params = ParseParams(*document, document->root, type->params, {});
  EXPECT_TRUE(params);
  std::string reason;
  const auto made = type->make_value(*params, context, &reason);
  EXPECT_TRUE(made);
  EXPECT_TRUE((*made)->Flags("null")) << "another token is a mistake";
  return (*made)->Flags("NaN");
}

TEST(Missing, LetsWrittenBlanksGoUnlessAskedFor) {
  EXPECT_TRUE(FlagsWrittenBlank(false, "{written_blanks: true}"));
  EXPECT_FALSE(FlagsWrittenBlank(false, "{written_blanks: false}"));
  EXPECT_FALSE(FlagsWrittenBlank(true, "{written_blanks: true}"));
}

}  // namespace
}  // namespace assay

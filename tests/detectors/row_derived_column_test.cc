// derived_column: a source that has a part of what the derived value needs is doubted less.
#include <fmt/format.h>

#include "row_table.h"

namespace assay {
namespace {

// 120 people whose addresses are made of their names; then one more.
RowFinding FindingOf(const std::string& given, const std::string& mail) {
  RowTable table({"given", "family", "mail"});
  for (int i = 0; i < 120; ++i) {
    const std::string first = fmt::format("{}ra", static_cast<char>('a' + i % 24));
    const std::string last = fmt::format("{}n{}", static_cast<char>('a' + i % 20), i / 20);
    table.Add({"G" + first, "F" + last, fmt::format("g{}.f{}@x.org", first, last)});
  }
  table.Add({given, "Fan0", mail});
  const auto found = table.Check("derived_column");
  EXPECT_EQ(found.size(), 1u);
  return found.empty() ? RowFinding{} : found.front();
}

TEST(DerivedColumn, AShortNameIsDoubtedLessThanAnotherOne) {
  const RowFinding other = FindingOf("Kim", "gara.fan0@x.org");
  const RowFinding shortened = FindingOf("Ga", "gara.fan0@x.org");
  EXPECT_EQ(other.column, 0u);
  EXPECT_EQ(shortened.column, 0u);
  EXPECT_EQ(shortened.evidence.suggestion, "Gara");
  EXPECT_GT(other.evidence.confidence, 0.7);
  EXPECT_LE(shortened.evidence.confidence, 0.7);
}

}  // namespace
}  // namespace assay

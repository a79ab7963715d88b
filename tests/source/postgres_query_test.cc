// What inputs of a PostgreSQL server ask for.
#include "assay/source/postgres_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using ::testing::HasSubstr;

Result<PostgresQuery> Parse(const std::string& input) {
  return ParsePostgresInput(input, [](const std::string& path) -> Result<std::string> {
    if (path == "day.sql") return std::string(" SELECT 1 -- one\n;\n ");
    if (path == "empty.sql") return std::string(" ;\n");
    return InputError("no such file " + path);
  });
}

std::string Sql(const std::string& input) {
  const auto query = Parse(input);
  return query ? query->sql : query.error().message;
}

TEST(PostgresQuery, TablesAreQuoted) {
  EXPECT_EQ(Sql("postgresql:products"), R"(SELECT * FROM "products")");
  EXPECT_EQ(Sql("postgresql: shop.products "), R"(SELECT * FROM "shop"."products")");
  EXPECT_EQ(Sql(R"(postgresql:shop."a "" b.c")"), R"(SELECT * FROM "shop"."a "" b.c")");
  EXPECT_EQ(Sql("postgresql:x); DROP TABLE y"), R"(SELECT * FROM "x); DROP TABLE y")");
  EXPECT_EQ(Parse("postgresql:shop.products")->table, "shop.products");
}

TEST(PostgresQuery, QueriesGoAsTheyAre) {
  EXPECT_EQ(Sql("postgresql:SELECT a FROM b;"), "SELECT a FROM b");
  EXPECT_EQ(Sql("postgresql:with x AS (SELECT 1) SELECT * FROM x"),
            "with x AS (SELECT 1) SELECT * FROM x");
  EXPECT_EQ(Sql("postgresql:VALUES(1)"), "VALUES(1)");
  EXPECT_EQ(Sql("postgresql:selected"), R"(SELECT * FROM "selected")");
  EXPECT_EQ(Sql("postgresql:select"), R"(SELECT * FROM "select")");
  EXPECT_EQ(Sql("postgresql:@day.sql"), "SELECT 1 -- one");
  EXPECT_EQ(Parse("postgresql:SELECT 1")->table, "");
}

TEST(PostgresQuery, WhatIsNoneOfThemIsRefused) {
  for (const char* wrong :
       {"postgresql:", "postgresql: ", "postgresql:a..b", "postgresql:\"a", "postgresql:a.b.c.d"}) {
    const auto query = Parse(wrong);
    ASSERT_FALSE(query) << wrong;
    EXPECT_EQ(query.error().kind, ErrorKind::kUsage);
    EXPECT_THAT(query.error().message, HasSubstr("expected postgresql:TABLE"));
  }
  EXPECT_THAT(Sql("postgresql:@gone.sql"), HasSubstr("no such file"));
  EXPECT_THAT(Sql("postgresql:@empty.sql"), HasSubstr("holds no query"));
  const std::string told = Sql("postgresql://u:secret@h/db");
  EXPECT_THAT(told, HasSubstr("ASSAY_DATABASE"));
  EXPECT_EQ(told.find("secret"), std::string::npos);
}

TEST(PostgresQuery, EachHasANameForItsFolder) {
  EXPECT_EQ(PostgresInputStem("postgresql:shop.products"), "shop_products");
  EXPECT_EQ(PostgresInputStem("postgresql:@sql/day.sql"), "day");
  EXPECT_EQ(PostgresInputStem("postgresql:SELECT 1"), "query");
  EXPECT_EQ(PostgresInputStem("postgresql:../x"), "___x");
}

}  // namespace
}  // namespace assay

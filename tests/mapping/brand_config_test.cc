// Brand files and the mapping of columns to fields.
#include "assay/mapping/brand_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "assay/mapping/field_alias.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Result<BrandConfig> Read(std::string_view json) {
  auto document = ParseJson(json, "b.json");
  if (!document) return document.error();
  return ReadBrandConfig(*document);
}
std::string ReadError(std::string_view json) {
  const auto brand = Read(json);
  return brand ? "accepted" : brand.error().message;
}
std::string MapError(std::string_view json, const std::vector<std::string>& columns) {
  const auto brand = Read(json);
  if (!brand) return brand.error().message;
  const auto mapping = MapByBrand(*brand, columns);
  return mapping ? "mapped" : mapping.error().message;
}

constexpr std::string_view kBrand =
    "{\"brand_name\": \"b\",\n \"field_mappings\": {\"color\": \"Color\", \"size\": \"Size\"}}";

TEST(BrandConfig, ShippedOneMapsItsSeventeenFields) {
  const auto brand = FindBrandConfig("esqualo", {ASSAY_SOURCE_DIR});
  ASSERT_TRUE(brand) << brand.error().message;
  EXPECT_EQ(brand->field_mappings.size(), 17u);
  std::vector<std::string> columns;
  for (const auto& [field, column] : brand->field_mappings) columns.push_back(column);
  const auto mapping = MapByBrand(*brand, columns);
  ASSERT_TRUE(mapping);
  EXPECT_EQ(mapping->fields.size(), 17u);
  EXPECT_TRUE(mapping->notes.empty());
  EXPECT_TRUE(FindBrandConfig("esqualo", {std::string(ASSAY_SOURCE_DIR) + "/brand_configs"}));
}

TEST(BrandConfig, ReadsYamlToo) {
  const std::string path = testing::TempDir() + "/brand.yaml";
  std::ofstream(path) << "brand_name: y\nfield_mappings:\n  ean: EAN\ncustom_thresholds: {pattern: "
                         "0.7, ean.pattern: 1}\n"
                         "field_variations: {ean: strict}\nenabled_fields: [ean]\n";
  const auto brand = LoadBrandConfig(path);
  ASSERT_TRUE(brand) << brand.error().message;
  EXPECT_EQ(brand->custom_thresholds.at("ean.pattern"), 1);
  EXPECT_EQ(brand->field_variations.at("ean"), "strict");
}

TEST(BrandConfig, EveryMistakeIsNamedAtItsPlace) {
  EXPECT_EQ(ReadError("{\"brand_name\": \"b\", \"field_mapping\": {}}"),
            "b.json:1:21: unknown key 'field_mapping' in a brand configuration. Did you mean "
            "'field_mappings'?");
  EXPECT_THAT(ReadError("{\"brand_name\": \"b\"}"),
              HasSubstr("'field_mappings' of the brand configuration is missing"));
  EXPECT_THAT(ReadError("{\"brand_name\": [], \"field_mappings\": {}}"),
              StartsWith("b.json:1:16: 'brand_name': found a list, expected a string"));
  EXPECT_THAT(
      ReadError("{\"brand_name\": \"b\", \"field_mappings\": {\"a\": \"X\", \"b\": \"X\"}}"),
      StartsWith("b.json:1:55: the column 'X' is mapped to the field 'a' already"));
  const std::string start = "{\"brand_name\": \"b\", \"field_mappings\": {\"size\": \"Size\"},\n";
  EXPECT_EQ(ReadError(start + "\"enabled_fields\": [\"sizes\"]}"),
            "b.json:2:20: enabled_fields: the field 'sizes' is not in field_mappings. Did you mean "
            "'size'?");
  EXPECT_THAT(
      ReadError(start + "\"custom_thresholds\": {\"size\": 1.5}}"),
      HasSubstr("b.json:2:31: 'size': found the number '1.5', expected a number from 0 to 1"));
  EXPECT_THAT(ReadError(start + "\"custom_thresholds\": {\"size.patern\": 1}}"),
              HasSubstr("Did you mean 'size.pattern'?"));
  EXPECT_THAT(ReadError(start + "\"field_variations\": {\"siez\": \"x\"}}"),
              HasSubstr("Did you mean 'size'?"));
}

TEST(MapByBrand, NamesTheNearestColumns) {
  EXPECT_EQ(MapError(kBrand, {"color", "COLOR ", "Size"}),
            "b.json:2:30: the table has no column 'Color' for the field 'color'; nearly right: "
            "'color', 'COLOR ' "
            "(case and spaces count)");
  EXPECT_EQ(MapError(kBrand, {"Color", "Sise", "Price"}),
            "b.json:2:47: the table has no column 'Size' for the field 'size'; nearest: 'Sise'");
  EXPECT_EQ(MapError(kBrand, {"Color", "Size", "x", "Color"}),
            "b.json:2:30: the column 'Color' for the field 'color' stands in the table twice, as "
            "columns 1 and 4; rename one");
  const std::string both = MapError(kBrand, {"Colour", "Sise"});
  EXPECT_THAT(both, HasSubstr("b.json:2:30: the table has no column 'Color'"));
  EXPECT_THAT(both, HasSubstr("; and b.json:2:47: the table has no column 'Size'"));
  EXPECT_THAT(MapError(kBrand, {}), HasSubstr("no column is called alike"));
}

TEST(MapByBrand, UnmappedColumnsStayUnlessFieldsAreChosen) {
  const auto brand = Read(kBrand);
  const auto mapping = MapByBrand(*brand, {"Price", "Size", "", "Color"});
  ASSERT_TRUE(mapping);
  ASSERT_EQ(mapping->fields.size(), 4u);
  EXPECT_EQ(mapping->fields[0].field, "Price");
  EXPECT_EQ(mapping->fields[1].field, "size");
  EXPECT_EQ(mapping->fields[2].field, "column_3");
  EXPECT_EQ(mapping->notes.size(), 2u);
  const auto chosen = Read(
      "{\"brand_name\": \"b\", \"field_mappings\": {\"a\": \"A\", \"b\": \"B\"}, "
      "\"enabled_fields\": [\"b\"]}");
  const auto only = MapByBrand(*chosen, {"B", "C"});
  ASSERT_TRUE(only) << only.error().message;
  ASSERT_EQ(only->fields.size(), 1u);
  EXPECT_EQ(only->fields[0].field, "b");
}

TEST(InferMapping, KnowsAliasesFolded) {
  const auto mapping = InferMapping({"Item-Number", "GTIN", ""}, {{FoldHeader("gtin"), "ean"}});
  EXPECT_EQ(mapping.fields[0].field, "Item-Number");
  EXPECT_FALSE(mapping.fields[0].inferred);
  EXPECT_EQ(mapping.fields[1].field, "ean");
  EXPECT_TRUE(mapping.fields[1].inferred);
  EXPECT_EQ(mapping.fields[2].field, "column_3");
}

TEST(FindBrandConfig, NamesTheNearestBrand) {
  const auto brand = FindBrandConfig("esqalo", {ASSAY_SOURCE_DIR});
  ASSERT_FALSE(brand);
  EXPECT_THAT(brand.error().message, HasSubstr("Did you mean 'esqualo'?"));
}

}  // namespace
}  // namespace assay

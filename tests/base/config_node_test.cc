// Configuration documents: positions, doubled keys, encodings, limits and nearest names.
#include "assay/base/config_node.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "assay/base/config_value.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string MessageOf(const Result<ConfigDocument>& document) {
  return document ? "accepted" : document.error().message;
}
std::string JsonError(std::string_view text) { return MessageOf(ParseJson(text, "f.json")); }
std::string YamlError(std::string_view text) { return MessageOf(ParseYaml(text, "f.yaml")); }

void ExpectMark(const ConfigNode* node, int line, int column) {
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(node->mark.line, line);
  EXPECT_EQ(node->mark.column, column);
}

TEST(Json, KeepsPositionsOfEveryNode) {
  const auto document = ParseJson("{\n  \"a\": [1, \"x\"],\r\n \"b\" : {\"c\": null}}", "f.json");
  ASSERT_TRUE(document);
  const ConfigNode& root = document->root;
  ExpectMark(&root, 1, 1);
  EXPECT_EQ(root.members[0].mark.line, 2);
  EXPECT_EQ(root.members[0].mark.column, 3);
  ExpectMark(root.Find("a"), 2, 8);
  ExpectMark(&root.Find("a")->items[1], 2, 12);
  ExpectMark(root.Find("b"), 3, 8);
  ExpectMark(root.Find("b")->Find("c"), 3, 14);
}

TEST(Yaml, KeepsPositionsOfEveryNode) {
  const auto document = ParseYaml("a: [1, x]\r\nb:\r\n  c: ~\r\n  d: é\r\n", "f.yaml");
  ASSERT_TRUE(document) << document.error().message;
  const ConfigNode& root = document->root;
  ExpectMark(root.Find("a"), 1, 4);
  ExpectMark(&root.Find("a")->items[1], 1, 8);
  ExpectMark(root.Find("b")->Find("c"), 3, 6);
  EXPECT_EQ(root.Find("b")->Find("c")->kind, ConfigNode::Kind::kNull);
  EXPECT_EQ(root.Find("b")->Find("d")->text, "é");
  EXPECT_EQ(root.members[1].mark.line, 2);
}

TEST(Json, ByteOrderMarkIsSkippedAndNotCounted) {
  const auto document = ParseJson("\xEF\xBB\xBF{\"a\": 1}", "f.json");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root.members[0].mark.column, 2);
  EXPECT_TRUE(
      ParseYaml("\xEF\xBB\xBF"
                "a: 1\n",
                "f.yaml"));
}

TEST(Json, RefusesDoubledKeysWithBothPlaces) {
  EXPECT_EQ(
      JsonError("{\"a\": 1,\n \"b\": 2,\n \"a\": 3}"),
      "f.json:3:2: the key 'a' stands here a second time, first at line 1, column 2; keep one");
  EXPECT_THAT(JsonError("{\"a\": 1, \"\\u0061\": 3}"), HasSubstr("second time"));
}

TEST(Yaml, RefusesDoubledKeysWithBothPlaces) {
  EXPECT_EQ(
      YamlError("a: 1\nb:\n  c: 1\n  c: 2\n"),
      "f.yaml:4:3: the key 'c' stands here a second time, first at line 3, column 3; keep one");
}

TEST(Yaml, RefusesAnchorsAliasesAndTags) {
  EXPECT_EQ(YamlError("a: &x 1\n"),
            "f.yaml:1:4: anchors (&name) are not supported; write the value out");
  EXPECT_THAT(YamlError("a: &x {b: 1}\n"), HasSubstr("anchors"));
  EXPECT_THAT(YamlError("a: *x\n"), StartsWith("f.yaml:1:4: "));
  EXPECT_THAT(YamlError("a: !!str 1\n"), HasSubstr("f.yaml:1:4: the tag"));
  EXPECT_THAT(YamlError("&k a: 1\n"), HasSubstr("anchors"));
}

TEST(Yaml, TypesPlainScalarsAsTheCoreSchemaDoes) {
  const auto document =
      ParseYaml("[true, 'true', 1.50, no, 0x10, 007, .5, 1e3, 1e, -, null, '', 12a, +5]", "f.yaml");
  ASSERT_TRUE(document) << document.error().message;
  std::string kinds;
  for (const ConfigNode& item : document->root.items) kinds += "0bns"[static_cast<int>(item.kind)];
  EXPECT_EQ(kinds, "bsnssnnnss0ssn");
  EXPECT_EQ(document->root.items[2].text, "1.50");
  EXPECT_EQ(document->root.items[5].text, "007");
}

TEST(Yaml, AnUnclosedQuoteIsToldWhereItOpens) {
  EXPECT_EQ(YamlError("a: 1\nb: \"x\nc: 2\n"),
            "f.yaml:2:4: the quote that opens here is never closed; put a \" behind the text");
  EXPECT_EQ(YamlError("a: ['x', 'y]\n"),
            "f.yaml:1:10: the quote that opens here is never closed; put a ' behind the text");
  EXPECT_EQ(YamlError("a: \"x\nb: \"y\"\n"),
            "f.yaml:1:4: the quote that opens here is closed as late as line 2, column 4; put a \" "
            "behind the text that is meant");
  // What only looks like a quote that opens: in plain text, comments, block scalars, escaped.
  EXPECT_THAT(YamlError("a: it's\n# don't\nb: |\n  'x\n\n  \"y\nc: \"\\\"\"\nd: 'it''s'\ne: \"z\n"),
              StartsWith("f.yaml:9:4: the quote that opens"));
  EXPECT_THAT(YamlError("a: it's\nb: c: d\n"), StartsWith("f.yaml:2:5: this is not YAML"));
}

TEST(Yaml, RefusesWhatIsNoSingleMapOfText) {
  EXPECT_THAT(YamlError(""), StartsWith("f.yaml:1:1: the file is empty"));
  EXPECT_THAT(YamlError("a: 1\n---\nb: 1\n"), HasSubstr("second document"));
  EXPECT_THAT(YamlError("a: [1\n"), StartsWith("f.yaml:"));
  EXPECT_THAT(YamlError("a: b: c\n"), StartsWith("f.yaml:1:5: this is not YAML"));
  EXPECT_EQ(YamlError("a: x\nb:\n\tc: y\n"),
            "f.yaml:3:1: the line is indented by a tab, expected blanks");
  EXPECT_THAT(YamlError("a: 1\n? [x]\n: 2\n"),
              HasSubstr("f.yaml:2:3: found a list or a map as a key"));
  EXPECT_THAT(YamlError(": 2\n"), HasSubstr("empty key"));
  EXPECT_THAT(YamlError("a: 1\nb: \x04\nc: 1\n"),
              StartsWith("f.yaml:2:4: found the control character 0x04"));
}

TEST(Encoding, IllFormedBytesAreRefusedAtTheirPlace) {
  EXPECT_THAT(JsonError("{\n\"a\": \"\xC3\xA9\xFF\"}"),
              StartsWith("f.json:2:9: the byte 0xFF is not UTF-8"));
  EXPECT_THAT(YamlError("a: \xE4\n"), StartsWith("f.yaml:1:4: the byte 0xE4"));
  EXPECT_THAT(JsonError(std::string_view("\xFF\xFE{\0}\0", 6)), StartsWith("f.json:1:1: "));
  EXPECT_THAT(JsonError("[\"\\ud800\"]"), HasSubstr("surrogate"));
}

TEST(Depth, FiveHundredIsFineAndMoreIsRefused) {
  for (const int depth : {500, 501, 100000}) {
    const std::string text = std::string(depth, '[') + std::string(depth, ']');
    EXPECT_EQ(ParseJson(text, "f.json").has_value(), depth == 500);
  }
  EXPECT_EQ(JsonError(std::string(501, '[')),
            "f.json:1:501: lists and maps are nested more than 500 deep");
  EXPECT_TRUE(ParseYaml(std::string(200, '[') + std::string(200, ']'), "f.yaml"));
  EXPECT_THAT(YamlError(std::string(5000, '[') + std::string(5000, ']')),
              HasSubstr("nested more than 500 deep"));
}

TEST(Numbers, HugeOnesKeepTheirTextAndAreRefusedByTypedReaders) {
  const auto document = ParseJson("[1e999, 123456789012345678901234567890, 1e-999, -0]", "f.json");
  ASSERT_TRUE(document);
  const auto& items = document->root.items;
  EXPECT_TRUE(std::isinf(items[0].number));
  EXPECT_EQ(items[1].text, "123456789012345678901234567890");
  EXPECT_EQ(items[2].number, 0);
  EXPECT_FALSE(ReadNumber(*document, items[0], "n"));
  EXPECT_EQ(ReadInteger(*document, items[1], "n").error().message,
            "f.json:1:9: 'n': found the number '123456789012345678901234567890', expected a whole "
            "number");
  EXPECT_FALSE(ReadInteger(*document, items[0], "n", 0, 10));
  EXPECT_EQ(*ReadInteger(*document, items[3], "n", 0, 10), 0);
}

TEST(ReadTextList, KeepsNumbersAsWrittenAndNamesWhatIsWrong) {
  const auto document =
      ParseYaml("good: [34, '36', W32/L34, 1.50, true]\nbad: [a, null]\nsingle: x\n", "f.yaml");
  ASSERT_TRUE(document);
  const ConfigNode& root = document->root;
  EXPECT_THAT(*ReadTextList(*document, *root.Find("good"), "l"),
              ElementsAre("34", "36", "W32/L34", "1.50", "true"));
  EXPECT_THAT(ReadTextList(*document, *root.Find("bad"), "l").error().message,
              StartsWith("f.yaml:2:10: 'l': found nothing (null), expected a string"));
  EXPECT_THAT(ReadTextList(*document, *root.Find("single"), "l").error().message,
              HasSubstr("put it in [ ]"));
}

TEST(CheckKeys, QuotesTheBeginningOfALongKey) {
  const auto document = ParseJson("{\"" + std::string(100'000, 'k') + "\": 1}", "f.json");
  ASSERT_TRUE(document);
  constexpr std::string_view kAllowed[] = {"key"};
  const Status checked = CheckKeys(*document, document->root, kAllowed, "a file");
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, StartsWith("f.json:1:2: unknown key 'kkk"));
  EXPECT_LT(checked.error().message.size(), 200u);
}

TEST(ReadConfigFile, NamesMissingFilesAndUnknownFormats) {
  EXPECT_THAT(MessageOf(ReadConfigFile("no/such.json")),
              HasSubstr("no/such.json: the configuration file can't be opened"));
  EXPECT_THAT(MessageOf(ReadConfigFile("x.toml")), HasSubstr("must end in .json, .yaml or .yml"));
  EXPECT_EQ(ReadConfigFile("x.toml").error().kind, ErrorKind::kUsage);
  const std::string directory = testing::TempDir() + "/d.json";
  EXPECT_FALSE(ReadConfigFile(testing::TempDir()));
  std::ofstream(directory) << "{\"a\": 1}";
  const auto read = ReadConfigFile(directory);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->sha256, "f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310");
}

TEST(NearestName, FindsTypingErrorsAndFoldsCase) {
  const std::vector<std::string> names = {"Category", "Color",          "Color code",
                                          "EAN",      "Article number", "Größe"};
  EXPECT_EQ(NearestName("category", names), "Category");
  EXPECT_EQ(NearestName("Colour", names), "Color");
  EXPECT_EQ(NearestName("article_number", names), "Article number");
  EXPECT_EQ(NearestName(" EAN ", names), "EAN");
  EXPECT_EQ(NearestName("percentages", {"pattern", "percent_sum"}), "percent_sum");
  EXPECT_EQ(NearestName("Atricle numbre", names), "Article number");
  EXPECT_EQ(NearestName("GRÖSSE", names), "Größe");
  EXPECT_EQ(NearestName("color_codes", names), "Color code");
  EXPECT_EQ(NearestName("Article", names), "Article number");
  EXPECT_EQ(NearestName("price", names), "");
  EXPECT_EQ(NearestName("", names), "");
  EXPECT_THAT(NearestNames("color", names, 3), ElementsAre("Color", "Color code"));
}

}  // namespace
}  // namespace assay

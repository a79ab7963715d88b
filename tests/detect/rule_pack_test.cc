// Rule packs and parameters: every mistake is named at its place with the nearest right name.
#include "assay/detect/rule_pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/detect/registry.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string PackError(std::string_view yaml) {
  const auto pack = ParseRulePack(yaml, "p.yaml");
  return pack ? "accepted" : pack.error().message;
}

TEST(RulePack, ReadsFieldsAliasesAndVariants) {
  const auto pack = ParseRulePack(
      "name: p\nversion: 1.10\nfields:\n  ean:\n    summary: s\n    core: true\n    aliases: "
      "[gtin]\n"
      "    infer_min_match: 0.5\n    rules: []\n    variants: {strict: []}\n  size: "
      "{}\nevery_field: []\n",
      "p.yaml");
  ASSERT_TRUE(pack) << pack.error().message;
  EXPECT_EQ(pack->version, "1.10");
  ASSERT_EQ(pack->fields.size(), 2u);
  EXPECT_TRUE(pack->fields[0].core);
  EXPECT_EQ(pack->fields[0].infer_min_match, 0.5);
  EXPECT_EQ(pack->fields[0].variants.count("strict"), 1u);
  EXPECT_EQ(pack->sha256.size(), 64u);
  EXPECT_TRUE(ParseRulePack("{\"name\": \"p\", \"version\": 1}", "p.json"));
}

TEST(RulePack, EveryMistakeIsNamedAtItsPlace) {
  const std::string start = "name: p\nversion: 1\n";
  EXPECT_EQ(PackError(start + "feilds: {}\n"),
            "p.yaml:3:1: unknown key 'feilds' in a rule pack. Did you mean 'fields'?");
  EXPECT_THAT(PackError("name: p\n"), HasSubstr("the key 'version' of the rule pack is missing"));
  EXPECT_EQ(PackError(start + "fields:\n  ean: {cores: true}\n"),
            "p.yaml:4:9: unknown key 'cores' in the field 'ean'. Did you mean 'core'?");
  EXPECT_THAT(PackError(start + "fields:\n  ean: {core: yes}\n"),
              StartsWith("p.yaml:4:15: 'core': found the string 'yes'"));
  EXPECT_THAT(PackError(start + "every_field: {}\n"),
              StartsWith("p.yaml:3:14: 'every_field': found a map"));
  EXPECT_THAT(PackError(start + "every_field: [x]\n"),
              StartsWith("p.yaml:3:15: found the string 'x'"));
  EXPECT_THAT(PackError(start + "every_field:\n  - {id: a}\n"),
              StartsWith("p.yaml:4:5: the rule has no 'type'."));
  EXPECT_THAT(PackError(start + "every_field:\n  - {type: no_such_type_at_all}\n"),
              StartsWith("p.yaml:4:12: unknown type of rule 'no_such_type_at_all'."));
  EXPECT_THAT(
      PackError(start + "fields:\n  ean: {aliases: [gtin]}\n  code: {aliases: ['GTIN ']}\n"),
      StartsWith("p.yaml:5:20: 'GTIN ' already means the field 'ean'"));
}

TEST(RulePack, RulesAreCheckedByMakingThem) {
  if (FindDetectorType("regex") == nullptr) GTEST_SKIP() << "the program has no detector 'regex'";
  const std::string start = "name: p\nversion: 1\nevery_field:\n";
  EXPECT_EQ(PackError(start + "  - {type: regex, any_of: ['a+'], severity: info, id: x}\n"),
            "accepted");
  EXPECT_THAT(PackError(start + "  - {type: regexx, any_of: ['a']}\n"),
              HasSubstr("Did you mean 'regex'?"));
  EXPECT_THAT(PackError(start + "  - {type: regex, any_off: ['a']}\n"),
              HasSubstr("p.yaml:4:19: unknown parameter 'any_off'. Did you mean 'any_of'?"));
  EXPECT_THAT(PackError(start + "  - {type: regex, any_of: ['a('], id: x}\n"),
              StartsWith("p.yaml:4:"));
  EXPECT_THAT(PackError(start + "  - {type: regex, any_of: ['a'], code: INVALID_FORMT}\n"),
              HasSubstr("Did you mean 'INVALID_FORMAT'?"));
  EXPECT_THAT(PackError(start + "  - {type: regex, any_of: ['a'], severity: fatal}\n"),
              HasSubstr("unknown severity 'fatal'"));
  EXPECT_THAT(PackError(start + "  - {type: regex, any_of: ['a'], confidence: 2}\n"),
              HasSubstr("from 0 to 1"));
}

TEST(RulePack, ThoseOfTheProgramAreRight) {
  const auto packs = LoadRulePacks({});
  EXPECT_TRUE(packs) << packs.error().message;
}

constexpr ParamSpec kSpecs[] = {
    {"count", ParamKind::kInteger, "How many.", "3"},
    {"share", ParamKind::kNumber, "What share.", "0.5"},
    {"names", ParamKind::kStringList, "Which.", "[a, 'b c']"},
    {"flag", ParamKind::kBool, "Whether.", "true"},
    {"text", ParamKind::kString, "What.", "", true},
    {"optional", ParamKind::kString, "Maybe.", ""},
};

Result<Params> Parse(std::string_view yaml) {
  const auto document = ParseYaml(yaml, "r.yaml");
  if (!document) return document.error();
  static constexpr std::string_view kReserved[] = {"type"};
  return ParseParams(*document, document->root, kSpecs, kReserved);
}

TEST(Params, DefaultsComeFromTheirTexts) {
  const Params params = DefaultParams(kSpecs);
  EXPECT_EQ(params.GetInteger("count"), 3);
  EXPECT_EQ(params.GetNumber("share"), 0.5);
  EXPECT_THAT(params.GetList("names"), ElementsAre("a", "b c"));
  EXPECT_TRUE(params.GetBool("flag"));
  EXPECT_FALSE(params.Has("text"));
  EXPECT_FALSE(params.Has("optional"));
}

TEST(Params, GivenOnesReplaceDefaultsAndKeepTheirPlaces) {
  const auto params = Parse("type: x\ntext: 01\nnames: [1.50, z]\nshare: 2\n");
  ASSERT_TRUE(params) << params.error().message;
  EXPECT_EQ(params->GetString("text"), "01");
  EXPECT_EQ(params->GetNumber("share"), 2.0);
  EXPECT_THAT(params->GetList("names"), ElementsAre("1.50", "z"));
  EXPECT_EQ(params->MarkOf("names[1]").column, 15);
  EXPECT_EQ(params->MarkOf("count").line, 0);
}

TEST(Params, MistakesAreNamed) {
  EXPECT_EQ(Parse("text: a\nconut: 1\n").error().message,
            "r.yaml:2:1: unknown parameter 'conut'. Did you mean 'count'?");
  EXPECT_EQ(Parse("text: a\ncount: 1.5\n").error().message,
            "r.yaml:2:8: 'count': found the number '1.5', expected a whole number");
  EXPECT_EQ(Parse("flag: true\n").error().message,
            "r.yaml:1:1: the parameter 'text' is missing (What.)");
  EXPECT_THAT(Parse("text: [a]\n").error().message, HasSubstr("found a list, expected a string"));
  EXPECT_THAT(Parse("text: a\nnames: a\n").error().message, HasSubstr("put it in [ ]"));
}

}  // namespace
}  // namespace assay

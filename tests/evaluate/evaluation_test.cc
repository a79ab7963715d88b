// Evaluation of a small table whose figures are worked out by hand.
#include "assay/evaluate/evaluation.h"

#include "assay/evaluate/evaluation_report.h"
#include "temp_file.h"

namespace assay {
namespace {

using testing::WriteTemp;

constexpr char kDirty[] = "name,size\nann,1\nbob,2\ncid,33\ndan,4\n";
constexpr char kClean[] = "name,size\nann,1\nbobby, 2\ncid,3\ndan,44\n";

CellTruth CleanTruth() {
  const auto truth =
      ReadTruth({.dirty = WriteTemp("dirty.csv", kDirty), .clean = WriteTemp("clean.csv", kClean)});
  EXPECT_TRUE(truth) << (truth ? "" : truth.error().message);
  return *truth;
}

ReadFindings Findings(const CellTruth& truth, const std::string& text,
                      const std::string& name = "findings.csv") {
  auto findings = ReadFindingsFile(WriteTemp(name, text), truth.columns);
  EXPECT_TRUE(findings) << (findings ? "" : findings.error().message);
  return *findings;
}

constexpr char kFindings[] =
    "row,column,method,detector,code,confidence,suggestion\n"
    "1,name,pattern,misspelling,MISSPELLING,0.9,bobby\n"
    "2,size,validation,range,NUMBER_OUT_OF_RANGE,0.8,\n"
    "0,name,pattern,misspelling,MISSPELLING,0.6,anna\n"
    "0,name,pattern,rare_shape,RARE_FORMAT,0.3,\n"
    ",size,pattern,column,MIXED_FORMAT,0.9,\n";

TEST(Evaluation, CountsByHand) {
  const CellTruth truth = CleanTruth();
  EXPECT_EQ(truth.errors.size(), 3u);  // a blank in front is no error
  const Evaluation e = Evaluate(truth, Findings(truth, kFindings), {.resamples = 200});
  EXPECT_EQ(e.cells, 8u);
  EXPECT_EQ(e.counts.found, 3u);
  EXPECT_EQ(e.counts.hits, 2u);
  EXPECT_EQ(e.counts.errors, 3u);
  EXPECT_EQ(e.column_findings, 1u);
  EXPECT_DOUBLE_EQ(e.headline.precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(e.headline.recall, 2.0 / 3);
  EXPECT_DOUBLE_EQ(e.headline.average_precision, 2.0 / 3);         // 1/3 · 1 + 1/3 · 1
  EXPECT_DOUBLE_EQ(e.headline.recall_at_high_precision, 2.0 / 3);  // at 0.8
  EXPECT_NEAR(e.headline.calibration_error, (0.1 + 0.2 + 0.6) / 3, 1e-12);
  EXPECT_EQ(e.suggestions, 1u);
  EXPECT_EQ(e.right_suggestions, 1u);
  EXPECT_EQ(e.fields.at("size").counts.errors, 2u);
  EXPECT_EQ(e.fields.at("size").counts.hits, 1u);
  EXPECT_EQ(e.detectors.at("misspelling").counts.found, 2u);
  EXPECT_EQ(e.confusion.at("value").at("MISSPELLING"), 1u);
  EXPECT_EQ(e.confusion.at("typo").at("NUMBER_OUT_OF_RANGE"), 1u);
  EXPECT_EQ(e.confusion.at("typo").at(kNotFound), 1u);
  EXPECT_EQ(e.confusion.at(kNoError).at("MISSPELLING"), 1u);
  EXPECT_EQ(e.curve[70].counts.found, 2u);
  EXPECT_EQ(e.curve[60].counts.found, 3u);
  for (int f = 0; f < kHeadlineCount; ++f) EXPECT_LE(e.intervals[f].low, e.intervals[f].high);
  EXPECT_LE(e.intervals[0].low, e.headline.precision);
  EXPECT_GE(e.intervals[0].high, e.headline.precision);
}

TEST(Evaluation, JsonLinesHaveTheEvidenceOfAll) {
  const CellTruth truth = CleanTruth();
  const ReadFindings findings = Findings(
      truth,
      R"({"row":1,"column":"name","confidence":0.9,"suggestion":null,"evidence":[)"
      R"({"method":"pattern","detector":"a","code":"X","confidence":0.9},{"method":"validation","detector":"b","code":"Y","confidence":0.4}]})"
      "\n"
      R"({"row":null,"column":"name","confidence":0.9,"evidence":[]})"
      "\n",
      "findings.jsonl");
  ASSERT_EQ(findings.cells.size(), 1u);
  EXPECT_EQ(findings.column_findings, 1u);
  const Evaluation e = Evaluate(truth, findings, {.resamples = 0});
  EXPECT_EQ(e.method_curves.at("validation")[40].counts.hits, 1u);
  EXPECT_EQ(e.method_curves.at("validation")[41].counts.hits, 0u);
  EXPECT_EQ(e.methods.count("validation"), 0u);
}

TEST(Evaluation, WhatDoesNotCount) {
  const auto truth = ReadTruth({.dirty = WriteTemp("dirty.csv", kDirty),
                                .clean = WriteTemp("clean.csv", kClean),
                                .scored_columns = WriteTemp("scored.txt", "size\n"),
                                .debatable = WriteTemp("debatable.csv", "row,column\n2,size\n"),
                                .excluded_rows = WriteTemp("rows.txt", "0\n")});
  ASSERT_TRUE(truth);
  EXPECT_EQ(truth->errors.size(), 1u);
  const Evaluation e = Evaluate(*truth, Findings(*truth, kFindings), {.resamples = 0});
  EXPECT_EQ(e.counts.found, 0u);
  EXPECT_EQ(e.cells, 3u);
}

TEST(Evaluation, TruthFile) {
  const auto truth =
      ReadTruth({.dirty = WriteTemp("dirty.csv", kDirty),
                 .truth = WriteTemp("truth.csv",
                                    "row,column,error_type,clean_value,dirty_value\n"
                                    "1,name,typo,bobby,bob\n2,size,outlier,3,33\n")});
  ASSERT_TRUE(truth);
  const Evaluation e = Evaluate(*truth, Findings(*truth, kFindings), {.resamples = 0});
  EXPECT_DOUBLE_EQ(e.headline.recall, 1);
  EXPECT_EQ(e.error_types.at("outlier").counts.hits, 1u);
}

TEST(Evaluation, WrongInputIsNamed) {
  const std::string dirty = WriteTemp("dirty.csv", kDirty);
  const auto shorter =
      ReadTruth({.dirty = dirty, .clean = WriteTemp("shorter.csv", "name,size\nann,1\n")});
  ASSERT_FALSE(shorter);
  EXPECT_NE(shorter.error().message.find("same rows"), std::string::npos);
  EXPECT_FALSE(ReadTruth({.dirty = dirty}));
  const auto unknown =
      ReadFindingsFile(WriteTemp("unknown.csv", "row,column\n0,nam\n"), {"name", "size"});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("name"), std::string::npos);
  EXPECT_FALSE(ReadFindingsFile(WriteTemp("number.csv", "row,column\nx,name\n"), {"name"}));
}

TEST(Gates, HoldOrAreNamed) {
  const CellTruth truth = CleanTruth();
  const Evaluation e = Evaluate(truth, Findings(truth, kFindings), {.resamples = 0});
  EXPECT_TRUE(BrokenGates(e, *ReadGates("0.6,precision=0.6,calibration_error=0.31")).empty());
  EXPECT_EQ(BrokenGates(e, *ReadGates("f1=0.7,recall=0.9,calibration_error=0.1")).size(), 3u);
  const auto unknown = ReadGates("precison=0.5");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("'precision'"), std::string::npos);
  EXPECT_FALSE(ReadGates("f1=2"));
}

TEST(EvaluationReports, AreDeterministicAndEscaped) {
  const auto truth = ReadTruth({.dirty = WriteTemp("markup.csv", "<b>&\nx\ny\n"),
                                .clean = WriteTemp("markup2.csv", "<b>&\nx\nz\n")});
  ASSERT_TRUE(truth);
  const ReadFindings findings = Findings(*truth, "row,column,code\n1,<b>&,<script>\n");
  const EvaluationSources sources{"<i>", "t", "f"};
  const std::string html = EvaluationHtml(Evaluate(*truth, findings, {}), sources);
  EXPECT_EQ(html, EvaluationHtml(Evaluate(*truth, findings, {}), sources));
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("<i>"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;&amp;"), std::string::npos);
  const std::string json = EvaluationJson(Evaluate(*truth, findings, {}), sources);
  EXPECT_EQ(json, EvaluationJson(Evaluate(*truth, findings, {}), sources));
}

}  // namespace
}  // namespace assay

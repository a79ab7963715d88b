// Injection: what is written is what the truth says, and equal seeds give equal bytes.
#include "assay/evaluate/injection.h"

#include <map>

#include "assay/evaluate/cell_truth.h"
#include "assay/evaluate/row_reader.h"
#include "temp_file.h"

namespace assay {
namespace {

using testing::ReadBytes;
using testing::TempPath;
using testing::WriteTemp;

std::string MakeTable() {
  std::string text = "id;name;date;price;note\n";
  for (int i = 0; i < 400; ++i) {
    text += std::to_string(100 + i) + ";\"Grün; and \"\"blue\"\" " + std::to_string(i % 7) +
            "\";2024-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10) + ";" +
            std::to_string(10 + i % 50) + ".50;\"two\nlines " + std::to_string(i % 3) + "\"\n";
  }
  return WriteTemp("table.csv", text);
}

InjectionSummary Inject(InjectionOptions options, const std::string& name) {
  options.input = MakeTable();
  options.output_directory = TempPath(name);
  const auto summary = InjectErrors(options, SystemRuntime());
  EXPECT_TRUE(summary) << (summary ? "" : summary.error().message);
  return summary ? *summary : InjectionSummary{};
}

std::vector<std::vector<std::string>> Rows(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  auto reader =
      RowReader::Open(path, path.find("truth") == path.npos ? SourceOptions{} : OwnDialect());
  EXPECT_TRUE(reader);
  while (true) {
    const auto any = reader->Next();
    EXPECT_TRUE(any);
    if (!any || !*any) return rows;
    rows.push_back(reader->cells());
  }
}

TEST(Injection, TruthIsTheDifference) {
  const InjectionSummary summary =
      Inject({.rate = {.intensity = 0.1, .seed = 3}, .write_clean = true}, "inject_all");
  const auto dirty = Rows(TempPath("inject_all") + "/dirty.csv");
  const auto clean = Rows(TempPath("inject_all") + "/clean.csv");
  ASSERT_EQ(dirty.size(), clean.size());
  EXPECT_EQ(dirty.size(), summary.rows);
  EXPECT_EQ(dirty.size(), 400 + summary.duplicated_rows);
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> differ, told;
  const std::vector<std::string> header = {"id", "name", "date", "price", "note"};
  for (size_t r = 0; r < dirty.size(); ++r) {
    for (size_t c = 0; c < header.size(); ++c) {
      if (dirty[r][c] != clean[r][c])
        differ[{std::to_string(r), header[c]}] = {clean[r][c], dirty[r][c]};
    }
  }
  for (const auto& line : Rows(TempPath("inject_all") + "/truth.csv"))
    told[{line[0], line[1]}] = {line[3], line[4]};
  EXPECT_EQ(differ, told);
  EXPECT_EQ(told.size(), summary.wrong_cells);
  EXPECT_NEAR(static_cast<double>(told.size()) / 2000, 0.1, 0.02);
  EXPECT_GE(summary.by_type.size(), 10u);
}

TEST(Injection, NeighboursExchangeValuesAndCopiesCountAsCells) {
  const std::string pack = WriteTemp("swap.yaml",
                                     "name: swap\nversion: 1\nfamilies:\n"
                                     "  - {name: swapped_rows, edit: swap_rows, weight: 3}\n"
                                     "  - {name: duplicate, edit: duplicate_row, weight: 1}\n"
                                     "  - {name: typo, edit: typo, weight: 1}\n");
  const InjectionSummary summary = Inject({.error_pack = pack,
                                           .rate = {.intensity = 0.1, .max_issues_per_row = 2},
                                           .write_clean = true},
                                          "inject_rows");
  std::map<std::string, std::map<uint64_t, std::pair<std::string, std::string>>> swapped;
  std::map<std::string, int> issues;
  for (const auto& line : Rows(summary.truth)) {
    if (line[2] == "swapped_rows") swapped[line[1]][std::stoull(line[0])] = {line[3], line[4]};
    EXPECT_LE(++issues[line[0]], 2);
  }
  size_t cells = 0;
  for (const auto& [column, rows] : swapped) {
    for (const auto& [row, values] : rows) {
      const auto is_partner = [&](uint64_t other) {
        const auto at = rows.find(other);
        return at != rows.end() && at->second == std::pair{values.second, values.first};
      };
      EXPECT_TRUE(is_partner(row + 1) || is_partner(row - 1)) << column << row;
      ++cells;
    }
  }
  EXPECT_GT(cells, 60u);
  EXPECT_GT(summary.duplicated_rows, 20u);  // a fifth of 200 wrong cells, but for chance
}

TEST(Injection, EqualSeedsGiveEqualBytes) {
  Inject({.rate = {.intensity = 0.05, .seed = 9}}, "inject_a");
  Inject({.rate = {.intensity = 0.05, .seed = 9}}, "inject_b");
  Inject({.rate = {.intensity = 0.05, .seed = 10}}, "inject_c");
  const std::string a = ReadBytes(TempPath("inject_a") + "/dirty.csv");
  EXPECT_EQ(a, ReadBytes(TempPath("inject_b") + "/dirty.csv"));
  EXPECT_NE(a, ReadBytes(TempPath("inject_c") + "/dirty.csv"));
  EXPECT_EQ(ReadBytes(TempPath("inject_a") + "/manifest.json"),
            ReadBytes(TempPath("inject_b") + "/manifest.json"));
}

TEST(Injection, IntensityZeroChangesNothing) {
  EXPECT_EQ(Inject({.rate = {.intensity = 0}, .write_clean = true}, "inject_0").wrong_cells, 0u);
  EXPECT_EQ(Rows(TempPath("inject_0") + "/dirty.csv"), Rows(MakeTable()));
}

TEST(Injection, LimitsAndExclusions) {
  const InjectionSummary summary =
      Inject({.rate = {.intensity = 1, .max_issues_per_row = 1}, .exclude_columns = {"id", "note"}},
             "inject_limit");
  EXPECT_EQ(summary.by_column.count("id"), 0u);
  EXPECT_EQ(summary.by_column.count("note"), 0u);
  std::map<std::string, int> issues;
  for (const auto& line : Rows(summary.truth)) ++issues[line[0]];
  for (const auto& [row, count] : issues) EXPECT_EQ(count, 1) << row;
}

TEST(Injection, SampleOfTheRows) {
  const uint64_t rows = Inject({.rate = {.seed = 5}, .sample_share = 0.25}, "inject_sample").rows;
  EXPECT_GT(rows, 60u);
  EXPECT_LT(rows, 145u);
}

TEST(Injection, WrongOptionsAreNamed) {
  const auto column = InjectErrors(
      {.input = MakeTable(), .output_directory = TempPath("x"), .exclude_columns = {"nam"}},
      SystemRuntime());
  ASSERT_FALSE(column);
  EXPECT_NE(column.error().message.find("'name'"), std::string::npos) << column.error().message;
  EXPECT_FALSE(InjectErrors({.input = MakeTable(), .rate = {.intensity = 2}}, SystemRuntime()));
}

TEST(ErrorPack, MistakesHaveAPlace) {
  const struct {
    const char* text;
    const char* message;
  } kCases[] = {
      {"name: a\nversion: 1\nfamilies:\n  - {name: x, edit: tipo}\n",
       "p.yaml:4:21: there is no edit 'tipo'"},
      {"name: a\nversion: 1\nfamilies:\n  - {name: x, edit: replace}\n", "needs 'values'"},
      {"name: a\nversion: 1\nfamilies:\n  - {name: x, edit: typo, wight: 2}\n", "weight"},
      {"name: a\nversion: 1\n", "'families'"},
      {"version: 1\nfamilies: []\n", "'name'"},
  };
  for (const auto& [text, message] : kCases) {
    const auto document = ParseYaml(text, "p.yaml");
    ASSERT_TRUE(document) << text;
    const auto pack = ReadErrorPack(*document);
    ASSERT_FALSE(pack) << text;
    EXPECT_NE(pack.error().message.find(message), std::string::npos) << pack.error().message;
  }
}

TEST(ApplyEdit, MakesWhatItPromises) {
  const std::vector<std::string> row = {
      "8710000554336", "95% Cotton, 5% Elastane", "2024-03-07", "Müller", "12.5", "0042"};
  const std::vector<std::string> others = {"10", "11", "12", "13", "14", "15"};
  SplitMix random(1);
  for (int i = 0; i < 200; ++i) {
    const auto edit = [&](EditKind kind, size_t column, ErrorFamily family = {}) {
      family.edit = kind;
      return ApplyEdit(family, {row, column, others}, &random);
    };
    EXPECT_NE(edit(EditKind::kCheckDigit, 0), row[0]);
    EXPECT_FALSE(edit(EditKind::kCheckDigit, 4));
    EXPECT_FALSE(edit(EditKind::kPercentSum, 0));
    EXPECT_NE(edit(EditKind::kPercentSum, 1), row[1]);
    EXPECT_EQ(edit(EditKind::kEncoding, 3), "MÃ¼ller");
    const std::vector<std::string> beyond_ascii(1, "ŁŁŁŁŁŁ");  // U+0141 ends as A does
    const auto typo = ApplyEdit({.edit = EditKind::kTypo}, {beyond_ascii, 0, others}, &random);
    EXPECT_EQ(typo.value_or("").find('S'), std::string::npos);
    EXPECT_EQ(edit(EditKind::kReformat, 4), "12,5");
    EXPECT_EQ(edit(EditKind::kReformat, 5), "42");
    EXPECT_EQ(edit(EditKind::kScale, 4, {.factors = {1000}}), "12500");
    EXPECT_FALSE(edit(EditKind::kScale, 5, {.factors = {10}}));
    const auto outlier = edit(EditKind::kOutlier, 4, {.factors = {100}});
    ASSERT_TRUE(outlier);
    EXPECT_GT(std::abs(std::stod(*outlier)), 100);
    EXPECT_EQ(edit(EditKind::kClear, 0), "");
  }
}

}  // namespace
}  // namespace assay

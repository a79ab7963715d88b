// Reports whose pages the viewer's tests look at.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "../report/sample_report.h"

namespace assay::testing {

// Texts that break careless pages: markup, script ends, line separators, bytes that are not UTF-8,
// directions, formulas. Each would call window.ran() where a page ran it.
inline std::vector<std::string> HostileTexts() {
  return {
      "</script><script>window.ran()</script>",
      "<!--<script>",
      "<img src=x onerror=window.ran()>",
      "\"><svg onload=window.ran()>",
      "' onmouseover='window.ran()",
      "javascript:window.ran()",
      "]]>",
      "&lt;b&gt;&amp;",
      "{{script}} {{data}} ${window.ran()}",
      "line\u2028separator\u2029",
      "\xff\xfe not UTF-8 \xed\xa0\x80",
      std::string("nul\0byte", 8),
      "=HYPERLINK(\"x\")",
      "  two spaces  ",
      "tab\tand\r\nline",
      "no\u00a0break\u200bzero\ufeffbom",
      "\u202eright to left",
      "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
      "__proto__",
      "constructor",
      "Z\u0351\u036b\u0343a\u0321\u034al\u0335g\u0334o\u0337",
      "\U0001F469\u200D\U0001F467",
  };
}

// One row for each hostile text, which stands in the value, the row, the messages and the names.
inline Report HostileReport() {
  Report report;
  report.assay_version = "0.1.0";
  report.brand = HostileTexts().front();
  for (const std::string& text : HostileTexts()) {
    const int index = static_cast<int>(report.columns.size());
    report.columns.push_back(text);
    report.fields.push_back({text, text, index});
    report.notes.push_back(text);
    report.settings.emplace_back(text, text);
    report.digests.push_back({text, "xxh3-128", text, 1});
    report.outcomes.push_back(
        {"regex", Method::kValidation, text, Outcome::State::kFailed, text, 1});
  }
  report.total_records = report.columns.size();
  report.records_with_errors = report.columns.size();
  for (size_t i = 0; i < report.columns.size(); ++i) {
    const std::string& text = report.columns[i];
    report.kept.push_back(
        Keep(FindingScope::kCell, i, static_cast<int>(i), text, text, text,
             {Suggest(Say(Code::kInvalidFormat, 0.9, text, text, Method::kValidation, "regex"),
                      text + "!")},
             report.columns));
  }
  Bind(&report.kept);
  CountKept(&report);
  return report;
}

// 10,000 findings of a run that had many more.
inline Report FullReport() {
  Report report;
  report.assay_version = "0.1.0";
  constexpr std::array kFields = {"article_number", "ean",   "color_name", "size",
                                  "material",       "price", "supplier",   "season"};
  for (const char* field : kFields) {
    report.fields.push_back({field, field, static_cast<int>(report.columns.size())});
    report.columns.push_back(field);
  }
  constexpr std::array kCodes = {Code::kMisspelling, Code::kInvalidFormat, Code::kCheckDigit,
                                 Code::kRareFormat,  Code::kEmptyValue,    Code::kOutlier};
  for (uint64_t i = 0; i < 10'000; ++i) {
    const int column = static_cast<int>(i % kFields.size());
    const uint64_t row = i * 7919 % 50'000;
    std::vector<std::string> cells;
    for (const char* field : kFields)
      cells.push_back(std::string(field) + " " + std::to_string(row % 97));
    const std::string value = cells[column] + " x";
    const Code code = kCodes[i % kCodes.size()];
    const Method method = i % 3 == 0 ? Method::kPattern : Method::kValidation;
    cells[column] = value;
    report.kept.push_back(Keep(FindingScope::kCell, row, column, kFields[column], kFields[column],
                               value,
                               {Suggest(Say(code, 0.999 - 0.00005 * static_cast<double>(i), "",
                                            "An example.", method, "example"),
                                        value.substr(0, value.size() - 2))},
                               cells));
  }
  Bind(&report.kept);
  CountKept(&report);
  report.total_records = 50'000;
  report.records_with_errors = 10'000;
  constexpr uint64_t kTimes = 12;  // of the findings, one in twelve is kept
  for (uint64_t* count : {&report.total_errors, &report.critical_errors}) *count *= kTimes;
  for (uint64_t& count : report.by_severity) count *= kTimes;
  for (uint64_t& count : report.confidence_histogram) count *= kTimes;
  for (FindingCount& count : report.counts) count.count *= kTimes;
  for (FieldSummary& field : report.fields) field.findings *= kTimes;
  return report;
}

// A table in which nothing was found.
inline Report CleanReport() {
  Report report;
  report.assay_version = "0.1.0";
  report.columns = {"EAN", "Color"};
  report.fields = {{"ean", "EAN", 0}, {"color_name", "Color", 1}};
  report.total_records = 1234;
  report.outcomes = {{"check_digit", Method::kValidation, "ean", Outcome::State::kRan, "", 0},
                     {"missing", Method::kValidation, "ean", Outcome::State::kRan, "", 0}};
  report.notes = {"Delimiter ';' was detected."};
  return report;
}

}  // namespace assay::testing

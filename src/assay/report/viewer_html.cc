// viewer.html: the page of web/viewer with the run's data in it. Style and script are allowed by
// their hashes alone (Content-Security-Policy), and the data block holds no byte that is markup.
#include "assay/base/check.h"
#include "assay/base/embedded.h"
#include "assay/base/hash.h"
#include "assay/report/json_text.h"
#include "assay/report/report.h"
#include "assay/report/viewer_data_internal.h"

namespace assay {
namespace {

// The script's files, in the order in which the page runs them.
constexpr std::string_view kScripts[] = {
    "viewer/dom.js",          "viewer/text.js",   "viewer/report_data.js", "viewer/filter.js",
    "viewer/csv_export.js",   "viewer/charts.js", "viewer/field_table.js", "viewer/filter_bar.js",
    "viewer/finding_list.js", "viewer/detail.js", "viewer/run_details.js", "viewer/main.js"};

std::string_view WebFile(std::string_view name) {
  for (const EmbeddedFile& file : EmbeddedWeb()) {
    if (file.path.ends_with(name)) return file.bytes;
  }
  ASSAY_CHECK(!"the viewer's files are compiled into the program");
  return {};
}

std::string Script() {
  std::string script = "\"use strict\";\n";
  for (const std::string_view name : kScripts) script += WebFile(name);
  return script;
}

// 'sha256-…' of the bytes, as a Content-Security-Policy names a script or a style.
std::string CspHash(std::string_view bytes) {
  const std::string hex = Sha256Hex(bytes);
  std::string raw;
  for (size_t i = 0; i < hex.size(); i += 2) {
    raw.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  std::string out = "'sha256-";
  AppendBase64(raw, &out);
  return out + "'";
}

// Nothing is loaded, nothing is sent; no string becomes markup or code (trusted types).
std::string Policy(std::string_view style, std::string_view script) {
  return "default-src 'none'; script-src " + CspHash(script) + "; style-src " + CspHash(style) +
         "; img-src data:; base-uri 'none'; form-action 'none'; "
         "require-trusted-types-for 'script'; trusted-types 'none'";
}

}  // namespace

std::string ViewerHtml(const Report& report) {
  const std::string_view page = WebFile("viewer/index.html");
  const std::string_view style = WebFile("viewer/viewer.css");
  const std::string script = Script();
  const std::string data = ViewerData(report);
  const std::string policy = Policy(style, script);
  const std::pair<std::string_view, std::string_view> parts[] = {
      {"{{policy}}", policy}, {"{{style}}", style}, {"{{data}}", data}, {"{{script}}", script}};
  std::string out;
  out.reserve(page.size() + style.size() + script.size() + data.size() + policy.size());
  size_t start = 0;
  for (const auto& [mark, text] : parts) {  // in the page's order; what is put in is not searched
    const size_t at = page.find(mark, start);
    ASSAY_CHECK(at != page.npos);
    out.append(page, start, at - start);
    out.append(text);
    start = at + mark.size();
  }
  out.append(page, start);
  return out;
}

}  // namespace assay

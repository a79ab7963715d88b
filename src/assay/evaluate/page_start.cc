// The head of a page, and the style of its texts and tables.
#include "assay/evaluate/page_start.h"

#include <fmt/format.h>

namespace assay {

std::string PageStart(std::string_view title) {
  constexpr std::string_view kStyle =
      R"(:root{color-scheme:light dark;--page:#fff;--ink:#1f2328;--dim:#57606a;--faint:#afb8c1;--border:#d0d7de;
--grid:#d8dee4;--head:#f6f8fa;--line0:#0969da;--line1:#bf3989;--line2:#1a7f37;--line3:#9a6700;--line4:#8250df;
--line5:#cf222e;--line6:#0a7ea4;--line7:#57606a}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--ink:#e6edf3;--dim:#9198a1;--faint:#6e7681;--border:#3d444d;
--grid:#262c36;--head:#161b22;--line0:#58a6ff;--line1:#f778ba;--line2:#3fb950;--line3:#d29922;--line4:#a371f7;
--line5:#ff7b72;--line6:#39c5cf;--line7:#9198a1}}
body{font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:2em auto;max-width:1100px;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.15em;margin:1.8em 0 .6em}p.from{color:var(--dim);word-break:break-all}
table{border-collapse:collapse}td,th{border:1px solid var(--border);padding:3px 8px;text-align:right;white-space:nowrap}
td:first-child,th:first-child{text-align:left}th{background:var(--head);font-weight:600}.scroll{overflow-x:auto}
)";
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><title>{}</title><style>\n{}",
      title, kStyle);
}

}  // namespace assay

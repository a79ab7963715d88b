#!/usr/bin/env python3
"""The report's page in a headless Chromium: what it shows, what a click and a key do, and that no
value of the data runs. Environment: ASSAY_PAGES, the program write_viewer_pages."""
import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from browser import Browser, chromium  # noqa: E402

SKIPPED = 77


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def equal(actual, expected, what):
    check(actual == expected, f"{what}: {actual!r}, expected {expected!r}")


def texts(page, selector):
    return page.run(f"[...document.querySelectorAll({selector!r})].map(e => e.textContent)")


def found(page):
    return page.run("document.querySelector('.found').textContent")


def fields_in_list(page):
    return texts(page, ".finding .c-field")


def open_page(page, folder, name, fragment=""):
    page.complaints.clear()
    page.requests.clear()
    page.open(folder / f"{name}.html", fragment)
    page.settle()


def test_totals_and_charts(page, folder):
    open_page(page, folder, "sample")
    equal(texts(page, ".tile-value"), ["12", "5", "1", "3", "1"], "tiles")
    check("3 of 11 rows" in page.run("document.getElementById('headline').textContent"), "headline")
    equal(texts(page, ".heat tbody .name")[0], "color_nameColor", "first field of the table")
    equal(texts(page, ".code-name"), ["CHECK_DIGIT", "EMPTY_VALUE", "INVALID_FORMAT", "MISSPELLING",
                                      "MIXED_FORMAT"], "codes")
    equal(len(texts(page, ".bin")), 20, "bins")
    check("No model was given" in page.run("document.getElementById('about').textContent"), "outcomes")


def test_list_and_detail(page, folder):
    open_page(page, folder, "sample")
    equal(fields_in_list(page), ["ean", "color_name", "material", "material", "color_name"], "by confidence")
    page.click(".finding", 1)
    detail = page.run("document.getElementById('detail').textContent")
    for part in ("color_name", "Row 5 · line 7", "MISSPELLING", "which is in 8 of 12 rows", "Fingerprint",
                 "95% Cotton, 5% Elastane"):
        check(part in detail, f"the details lack {part!r}: {detail}")
    equal(texts(page, ".row-table .own td"), ["Rde"], "the marked cell")
    equal(texts(page, ".compare del"), ["d"], "what the suggestion takes away")
    equal(texts(page, ".compare ins"), ["d"], "what the suggestion puts in")
    page.wait("location.hash.includes('at=72c569178eb6d3cd')")
    page.click(".row-table .link")
    check("The value is missing." in page.run("document.getElementById('detail').textContent"),
          "the row's other finding")


def test_sorting(page, folder):
    open_page(page, folder, "sample")
    page.click("[data-sort=field]")
    equal(fields_in_list(page)[0], "ean", "by column")
    equal(page.run("document.querySelector('.list-head .c-field').getAttribute('aria-sort')"), "ascending",
          "aria-sort")
    page.click("[data-sort=field]")
    equal(fields_in_list(page)[0], "material", "by column, last first")
    page.click("[data-sort=severity]")
    equal(texts(page, ".finding .c-severity")[0], "critical", "most severe first")
    page.click("[data-sort=row]")
    page.wait("location.hash.includes('sort=row')")


def test_filter(page, folder):
    open_page(page, folder, "sample")
    page.click(".heat .cell-button[aria-label^='color_name, pattern']")
    equal(found(page), "2 of 5 findings", "a click in the table")
    page.wait("location.hash.includes('field=color_name&method=pattern')")
    page.click(".heat .cell-button[aria-label^='color_name, pattern']")
    equal(found(page), "5 findings", "a second click takes it back")
    page.click(".code-bar", 2)
    equal(found(page), "1 of 5 findings", "a click on a code")
    page.click(".filter-end .quiet")
    page.click(".legend-item", 0)
    equal(fields_in_list(page), ["ean"], "a click on a severity")
    page.click(".filter-end .quiet")
    page.click(".bin", 19)
    equal(fields_in_list(page), ["ean"], "a click on the highest confidence")
    page.click(".filter-end .quiet")
    page.click("input[type=search]")
    page.type("row:5 miss")
    equal(fields_in_list(page), ["color_name", "material"], "every word of the search")
    page.type(" nowhere")
    check(page.run("!document.querySelector('.nothing').hidden"), "no match says so")


def test_fragment_is_read(page, folder):
    open_page(page, folder, "sample", "#field=material&min=0.8&sort=row")
    equal(found(page), "1 of 5 findings", "field and confidence from the fragment")
    page.run("location.hash = 'severity=warning'")
    page.settle()
    equal(found(page), "2 of 5 findings", "a changed fragment")
    open_page(page, folder, "sample", "#min=7&sort=nothing&field=%3Cb%3E&x=y")
    equal(found(page), "0 of 5 findings", "nonsense in the fragment")


def test_keys(page, folder):
    open_page(page, folder, "full")
    page.press("/")
    equal(page.run("document.activeElement.type"), "search", "/ goes to the search")
    page.press("Escape")
    equal(page.run("document.activeElement.getAttribute('role')"), "grid", "Escape goes to the list")
    selected = "Number(document.querySelector('.finding[aria-selected=true]').dataset.index)"
    page.press("ArrowDown")
    page.press("j")
    equal(page.run(selected), 2, "down twice")
    page.press("k")
    equal(page.run(selected), 1, "up")
    page.press("End")
    equal(page.run(selected), 9999, "End")
    check(page.run("document.getElementById(document.querySelector('.list').getAttribute("
                   "'aria-activedescendant')) !== null"), "the active row is in the page")
    page.press("Home")
    equal(page.run(selected), 0, "Home")


def test_ten_thousand(page, folder):
    open_page(page, folder, "full")
    check("10,000 most confident of 120,000 findings" in page.run("document.getElementById('held').textContent"),
          "says what the page holds")
    check(page.run("document.querySelectorAll('.finding').length") < 100, "only rows in view are elements")
    page.run("document.querySelector('.list').scrollTop = 210000")
    page.settle()
    rows = page.run("[...document.querySelectorAll('.finding')].map(e => Number(e.dataset.index))")
    check(5000 in rows and len(rows) < 100, f"rows in the middle: {min(rows)} to {max(rows)}")
    start = time.monotonic()
    page.click("input[type=search]")
    page.type("color_name")
    equal(found(page), "1,250 of 10,000 findings", "search in all of them")
    check(time.monotonic() - start < 3, "a search takes too long")


def test_hostile_texts(page, folder):
    open_page(page, folder, "hostile")
    page.run("window.marker = []; window.ran = () => window.marker.push(1)")
    count = page.run("document.querySelector('.list').getAttribute('aria-rowcount')")
    page.click(".finding")
    for _ in range(int(count) - 2):
        page.press("ArrowDown")
    values = page.run("matching(wholeFilter(), unpackReport(JSON.parse(part('data').textContent)))"
                      ".map(f => f.value)")
    check("</script><script>window.ran()</script>" in values and "<!--<script>" in values, "values are text")
    equal(page.run("window.marker.length"), 0, "no value ran")
    equal(page.run("document.scripts.length"), 2, "scripts")
    equal(page.run("document.querySelectorAll('main img, main a, main script, main iframe').length"), 0,
          "elements made from values")
    for i, shown in ((9, "U+2028"), (14, "→"), (15, "⍽"), (16, "RLO")):
        page.click(".finding", i)
        check(shown in page.run("document.querySelector('.compare').textContent"), f"{shown} is not shown")


def test_markup_is_refused(page, folder):
    open_page(page, folder, "sample")
    refused = page.run("(() => { try { document.body.innerHTML = '<b>x</b>'; return false; }"
                       " catch { return true; } })()")
    check(refused, "trusted types stop markup")
    page.complaints.clear()


def test_export(page, folder):
    open_page(page, folder, "sample", "#field=material")
    page.download_to(folder)
    page.run("[...document.querySelectorAll('.quiet')].find(b => b.textContent.startsWith('Export')).click()")
    path = folder / "findings-filtered.csv"
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    equal([row["field"] for row in rows], ["material", "material"], "exported fields")
    equal(rows[1]["value"], "'=HYPERLINK(\"x\")</script><b>\ufffd\n", "formulas are defused")
    golden = pathlib.Path(__file__).resolve().parents[1] / "report" / "golden" / "findings.csv"
    lines = golden.read_text(encoding="utf-8")
    equal(",".join(rows[0].keys()), lines.split("\n", 1)[0], "the columns of findings.csv")
    check(path.read_text(encoding="utf-8").split("\n", 1)[1] in lines, "the bytes of findings.csv")


def test_empty_states(page, folder):
    open_page(page, folder, "clean")
    check("1,234 rows in 2 columns were checked by 2 detectors" in page.run("document.body.innerText"), "clean")
    check(page.run("document.getElementById('findings').hidden"), "no empty list")
    open_page(page, folder, "no_rows")
    check("No rows" in page.run("document.body.innerText"), "a table without rows")


def test_narrow_screen(page, folder):
    page.resize(390, 800)
    open_page(page, folder, "full")
    equal(page.run("document.documentElement.scrollWidth"), 390, "nothing sticks out")
    equal(page.run("""(() => { const name = [...document.querySelectorAll('.heat .name')]
        .find(n => n.textContent.startsWith('color_name')); return name.childNodes[1].tagName; })()"""), "WBR",
          "a long name ends its line behind an underline")
    check(page.run("getComputedStyle(document.getElementById('detail')).display") == "none", "list first")
    page.click(".finding", 3)
    check(page.run("document.getElementById('detail').getBoundingClientRect().width") == 390, "details cover it")
    page.press("Escape")
    check(page.run("getComputedStyle(document.getElementById('detail')).display") == "none", "Escape closes")


def test_dark_and_contrast(page, folder):
    for scheme in ("light", "dark"):
        page.prefer(scheme)
        open_page(page, folder, "sample")
        low = page.run(CONTRAST)
        check(low == [], f"{scheme}: contrast below 4.5: {low}")


# Texts whose colour is too near to their background's, after WCAG 2.1.
CONTRAST = """(() => {
  const parse = (c) => {
    const m = c.match(/[\\d.]+/g).map(Number);
    const k = c.startsWith('color(') ? 255 : 1;
    return [m[0] * k, m[1] * k, m[2] * k, m.length > 3 ? m[3] : 1];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => {
    v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    const layers = [];
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c[3] > 0) layers.unshift(c);
      if (c[3] === 1) break;
    }
    return layers.reduce((under, c) => under.map((v, i) => v + (c[i] - v) * c[3]), [255, 255, 255]);
  };
  const low = new Set();
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest('script, svg, :disabled, .unseen, .skip')) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...low];
})()"""


def test_names_for_readers(page, folder):
    open_page(page, folder, "sample")
    nameless = page.run("""[...document.querySelectorAll('button, input, select, [role=grid], svg')].filter(
        (e) => e.tagName === 'svg' ? e.getAttribute('aria-hidden') !== 'true'
          : !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length)))
        .map((e) => e.outerHTML.slice(0, 80))""")
    equal(nameless, [], "controls without a name")
    equal(page.run("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size ==="
                   " document.querySelectorAll('[id]').length"), True, "ids are unique")


def test_print(page, folder):
    open_page(page, folder, "full")
    check(page.pdf().startswith(b"%PDF"), "prints")
    page.run("dispatchEvent(new Event('beforeprint'))")
    equal(page.run("document.querySelectorAll('.finding').length"), 500, "the first findings are on paper")
    page.run("dispatchEvent(new Event('afterprint'))")
    check(page.run("document.querySelectorAll('.finding').length") < 100, "back to the view")


def main():
    if chromium() is None:
        print("skipped: Chromium is not installed (Debian: apt-get install chromium)")
        return SKIPPED
    wanted = sys.argv[1:]
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([os.environ["ASSAY_PAGES"], name], check=True)
        with Browser(1440, 900) as page:
            for test, run in [(n, f) for n, f in globals().items() if n.startswith("test_")]:
                if wanted and test not in wanted:
                    continue
                page.resize(1440, 900)
                page.prefer("light")
                try:
                    run(page, folder)
                    equal(page.complaints, [], "complaints of the browser")
                    own = folder.as_uri() + "/"
                    outside = [u for u in page.requests if not u.startswith((own, "blob:", "data:", "about:"))]
                    equal(outside, [], "requests")
                    equal(page.run("performance.getEntriesByType('resource').length"), 0, "loaded resources")
                    print(f"ok      {test}")
                except Exception as error:  # the other tests still run
                    failed += 1
                    print(f"FAILED  {test}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

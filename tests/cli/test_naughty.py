#!/usr/bin/env python3
"""Texts that break careless programs travel through `assay detect` unharmed: findings.csv,
findings.jsonl and viewer.html (in Chromium, where there is one) tell each of them as it was.

ASSAY_BENCH_DATA may name a folder with naughty-strings/blns.json somewhere in it: the big list.
"""
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ASSAY = os.environ["ASSAY"]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "viewer"))
from browser import Browser, chromium  # noqa: E402

TEXTS = [
    "</script><script>window.ran()</script>", "<!--<script>", "<img src=x onerror=window.ran()>",
    "\"><svg/onload=window.ran()>", "' or 1=1; --", "javascript:window.ran()", "]]>", "&lt;b&gt;",
    "${7*7} {{7*7}} %s %n $HOME `id`", "../../etc/passwd\u2028\u2029", "undefined", "null", "NaN", "__proto__",
    "=HYPERLINK(\"http://example.com\")", "+SUM(1)", "-1-1", "@A1", "\tTab", "-5", "1e1000", "0x1f", "１２３",
    "quote \" comma , line\nend\r\nand\rmore", "  spaces  ", "\u00a0\u200b\ufeff\u00ad", "\u202egnirts\u202c",
    "\u0007\u001b[31mred", "Z\u0351\u036ba\u0321lg\u0334o\u0337", "\U0001F469\u200d\U0001F467 \U0001F1E9\U0001F1EA",
    "الكل في المجمو عة", "田中さん", "ﬁ İ ß ǅ", "x" * 5000,
]
PACK = """name: naughty
version: 1
summary: Nothing is right
every_field:
  - {type: regex, none_of: ['(?s)^.']}
"""


def big_list():
    folder = os.environ.get("ASSAY_BENCH_DATA")
    files = sorted(pathlib.Path(folder).rglob("naughty-strings/blns.json")) if folder else []
    return json.loads(files[0].read_text(encoding="utf-8")) if files else []


def detect(folder, texts):
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["id", texts[0]])
    for number, text in enumerate(texts):
        writer.writerow([f"n{number}", text])
    (folder / "input.csv").write_text(table.getvalue(), encoding="utf-8", newline="")
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    done = subprocess.run([ASSAY, "detect", str(folder / "input.csv"), "--rules", str(folder / "pack.yaml"),
                           "--output-dir", str(folder / "results"), "--exclude-columns", "id", "--quiet"],
                          capture_output=True)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return folder / "results"


def check_values(what, values, texts):
    assert len(values) == len(texts), f"{what}: {len(values)} findings for {len(texts)} texts"
    for row, text in enumerate(texts):
        assert values[row] == text, f"{what}, row {row}: {values[row]!r} instead of {text!r}"


def in_jsonl(results):
    lines = (results / "findings.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    return {f["row"]: f["value"] for f in map(json.loads, lines)}


def in_csv(results):
    text = (results / "findings.csv").read_bytes().decode()
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {int(row["row"]): row["value"] for row in rows}


def defused(text):
    """What findings.csv says for a text."""
    number = re.fullmatch(r"[+-][\d.,]*\d[\d.,]*([eE][+-]?\d+)?%?", text)
    formula = text and (text[0] in "=@\t\r\n＝＋－＠" or (text[0] in "+-" and not number))
    return "'" * bool(formula) + text.replace("\0", "\ufffd")


def check_page(results, texts):
    with Browser(1280, 900) as page:
        page.open(results / "viewer.html")
        page.run("window.marker = 0; window.ran = window.alert = () => { window.marker++; }")
        values = page.run("Object.fromEntries(unpackReport(JSON.parse(part('data').textContent))"
                          ".findings.map((f) => [f.row, f.value]))")
        kept = [text.encode()[:2000].decode(errors="ignore") for text in texts]
        check_values("viewer.html", {int(row): value for row, value in values.items()}, kept)
        page.click(".finding")
        for _ in texts:
            page.press("ArrowDown")
        assert page.run("window.marker") == 0, "a text ran in the page"
        assert page.run("document.querySelectorAll('main :is(img, script, iframe, a, object)').length") == 0
        assert page.complaints == [], page.complaints
        assert set(page.requests) == {(results / "viewer.html").resolve().as_uri()} | set(
            url for url in page.requests if url.startswith(("about:", "data:"))), page.requests


def main():
    seen = set()
    texts = [t for t in TEXTS + big_list() if t and not (t in seen or seen.add(t))]
    with tempfile.TemporaryDirectory() as name:
        results = detect(pathlib.Path(name), texts)
        check_values("findings.jsonl", in_jsonl(results), texts)
        check_values("findings.csv", in_csv(results), [defused(t) for t in texts])
        if chromium():
            check_page(results, texts)
        else:
            print("viewer.html was not opened: Chromium is not installed")
    print(f"{len(texts)} texts travelled unharmed")


if __name__ == "__main__":
    main()

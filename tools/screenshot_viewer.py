#!/usr/bin/env python3
"""Takes the README's picture: `assay detect` on the shipped sample, its viewer in Chromium.

    tools/screenshot_viewer.py [--assay build/release/assay] [--output docs/images/viewer.png]
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "viewer"))
from browser import Browser, chromium  # noqa: E402

WIDTH, VIEW_HEIGHT = 1280, 640
# A finding whose repair is worth a look: a short value, few characters changed.
SHOWN = """(() => {
  const report = unpackReport(JSON.parse(part('data').textContent));
  const f = report.findings.slice(0, 12).find((f) => f.winner.suggestion && f.value.trim() === f.value &&
    f.value.length > 5 && f.value.length < 40) || report.findings[0];
  location.hash = 'at=' + f.fingerprint;
})()"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", default=str(ROOT / "build" / "release" / "assay"))
    parser.add_argument("--output", default=str(ROOT / "docs" / "images" / "viewer.png"))
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args()
    if chromium() is None:
        print("Chromium is not installed (Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        results = pathlib.Path(name) / "results"
        subprocess.run([options.assay, "detect", str(ROOT / "data" / "test_sample.csv"), "--brand", "esqualo",
                        "--output-dir", str(results), "--quiet"], check=True, cwd=ROOT)
        with Browser(WIDTH, VIEW_HEIGHT, dark=options.dark) as page:
            page.open(results / "viewer.html")
            page.run(SHOWN)
            page.settle()
            bottom = page.run("document.getElementById('findings').getBoundingClientRect().bottom + scrollY + 20")
            page.screenshot(options.output, full=True, height=bottom)
    print(f"{options.output}: {pathlib.Path(options.output).stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

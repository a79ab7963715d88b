#!/usr/bin/env python3
"""From a clean table to a verdict: inject, detect, evaluate, single-demo, multi-eval, ml-curves, gates."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ASSAY = os.environ["ASSAY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/viewer"))
from browser import Browser, chromium  # noqa: E402


def run(*words, code=0):
    done = subprocess.run([ASSAY, *words], capture_output=True, text=True)
    assert done.returncode == code, (words, done.returncode, done.stdout[-500:], done.stderr[-1500:])
    return done


def scores(truth, findings):
    """Precision, recall and F1 once more, from the files themselves."""
    with open(truth, newline="", encoding="utf-8") as file:
        wrong = {(r["row"], r["column"]) for r in csv.DictReader(file)}
    with open(findings, newline="", encoding="utf-8") as file:
        found = {(r["row"], r["column"]) for r in csv.DictReader(file) if r["row"]}
    hits = len(wrong & found)
    precision, recall = hits / len(found), hits / len(wrong)
    return precision, recall, 2 * precision * recall / (precision + recall)


def check_pages(*pages):
    """In Chromium, where it is installed: nothing wider than a narrow screen, dark where the system is."""
    if chromium() is None:
        print("skipped: Chromium is not installed")
        return
    colours = set()
    for dark in (False, True):
        with Browser(400, 800, dark=dark) as browser:
            for page in pages:
                browser.open(pathlib.Path(page).resolve())
                assert browser.run("document.documentElement.scrollWidth") <= 400, page
                assert not browser.complaints, (page, browser.complaints)
                colours.add((dark, browser.run("getComputedStyle(document.body).backgroundColor")))
    assert colours == {(False, "rgb(255, 255, 255)"), (True, "rgb(13, 17, 23)")}, colours


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run("sample-data", "--rows", "500", "--errors", "0", "--output-dir", "clean")
        table = "clean/catalogue.csv"

        run("inject", table, "--intensity", "0.05", "--seed", "3", "--output-dir", "injected", "--write-clean")
        run("detect", "injected/dirty.csv", "--output-dir", "results", "--quiet")
        run("evaluate", "injected/dirty.csv", "--truth", "injected/truth.csv", "--findings", "results/findings.jsonl",
            "--output-dir", "eval", "--write-weights", "weights.json")
        with open("eval/evaluation.json", encoding="utf-8") as file:
            figures = json.load(file)["figures"]
        for name, value in zip(("precision", "recall", "f1"), scores("injected/truth.csv", "results/findings.csv")):
            assert abs(figures[name]["value"] - value) < 1e-4, (name, figures[name], value)
            low, high = figures[name]["interval_95"]
            assert low <= figures[name]["value"] <= high, (name, figures[name])
        subprocess.run([sys.executable, ROOT / "tests/report/validate_json.py", ROOT / "schemas/evaluation.schema.json",
                        "eval/evaluation.json"], check=True)
        with open("weights.json", encoding="utf-8") as file:
            weights = json.load(file)
        assert all(0 < d["weight"] <= 1 for d in weights["detectors"].values()), weights
        page = open("eval/evaluation.html", encoding="utf-8").read()
        assert "<svg" in page and "<script" not in page

        # With the clean copy instead of the truth, by findings.csv; gates.
        run("detect", "injected/dirty.csv", "--output-dir", "weighted", "--quiet", "--use-weighted-combination", "weights.json")
        words = ["evaluate", "injected/dirty.csv", "--clean", "injected/clean.csv", "--findings", "results/findings.csv"]
        run(*words, "--fail-under", "0.01")
        failed = run(*words, "--fail-under", "f1=0.999,precision=0.01", code=1)
        assert "f1 is" in failed.stderr and "precision is" not in failed.stderr, failed.stderr
        wrong = run(*words, "--fail-under", "f2=0.5", code=2)
        assert "f1" in wrong.stderr, wrong.stderr
        run("evaluate", "injected/dirty.csv", "--findings", "results/findings.csv", code=2)
        run("evaluate", "injected/dirty.csv", "--clean", "absent.csv", "--findings", "results/findings.csv", code=3)

        # The guide's commands.
        run("single-demo", "--data-file", table, "--output-dir", "demo", "--injection-intensity", "0.05",
            "--max-issues-per-row", "2")
        with open("demo/injected/truth.csv", newline="", encoding="utf-8") as file:
            rows = [r["row"] for r in csv.DictReader(file)]
        assert rows and max(map(rows.count, rows)) <= 2
        with open("demo/evaluation.json", encoding="utf-8") as file:
            assert json.load(file)["errors"] == len(rows)
        run("single-demo", "--data-file", table, "--output-dir", "plain", "--injection-intensity", "0.0")
        assert not os.path.exists("plain/injected")
        run("multi-eval", "--data-file", table, "--output-dir", "multi", "--samples", "2", "--intensities", "0.02,0.1")
        with open("multi/trials.csv", newline="", encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == 4
        assert sorted(os.listdir("multi")) == ["multi_eval.html", "multi_eval.json", "trials.csv"], os.listdir("multi")
        curves = run("ml-curves", "--data-file", table, "--output-dir", "curves", "--injection-intensity", "0.05")
        assert "method" in curves.stdout and os.path.exists("curves/curves.csv")
        check_pages("eval/evaluation.html", "multi/multi_eval.html", "curves/evaluation.html")
        run("multi-eval", "--data-file", table, "--intensities", "0", code=2)
        with open("rowless.csv", "w", encoding="utf-8") as file:
            file.write("a,b\n")
        assert "nothing to damage" in run("multi-eval", "--data-file", "rowless.csv", code=3).stderr
        os.chdir("/")


if __name__ == "__main__":
    sys.exit(main())

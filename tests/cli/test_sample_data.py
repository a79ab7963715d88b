#!/usr/bin/env python3
"""`assay sample-data`: the shipped sample is what the command writes; wrong options are usage errors."""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

ASSAY = os.environ["ASSAY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*words):
    return subprocess.run([ASSAY, "sample-data", *words], capture_output=True, text=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        done = run("--rows", "300", "--errors", "0.02", "--seed", "7", "--output-dir", folder)
        assert done.returncode == 0 and "wrong cells" in done.stderr, done.stderr
        assert run("-q", "--rows", "3", "--output-dir", f"{folder}/quiet").stderr == ""
        made = (pathlib.Path(folder) / "catalogue.csv").read_bytes()
        assert made == (ROOT / "data" / "test_sample.csv").read_bytes(), "data/test_sample.csv is stale"
        truth = (pathlib.Path(folder) / "truth.csv").read_text(encoding="utf-8")
        assert truth.startswith("row,column,error_type,clean_value,dirty_value\n"), truth[:80]
        assert sorted(os.listdir(folder)) == ["catalogue.csv", "quiet", "truth.csv"], os.listdir(folder)
        for words in (["--rows", "0"], ["--errors", "2"], ["--rows", "many"], ["--error-pack", "catalog"]):
            wrong = run(*words, "--output-dir", folder)
            assert wrong.returncode == 2, (words, wrong.returncode)
            assert "expected" in wrong.stderr or "Did you mean" in wrong.stderr, wrong.stderr
    with tempfile.TemporaryDirectory() as folder:  # the table does not fit the disk, its truth does
        full = subprocess.run([ASSAY, "sample-data", "--rows", "300", "--output-dir", folder], capture_output=True,
                              text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
        assert full.returncode == 3, full.stderr
        assert os.listdir(folder) == [], os.listdir(folder)
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        with tempfile.TemporaryDirectory() as folder:
            going = subprocess.Popen([ASSAY, "sample-data", "--rows", "100000000", "--output-dir", folder],
                                     stderr=subprocess.PIPE, text=True)
            part = pathlib.Path(folder) / "catalogue.csv.part"
            deadline = time.monotonic() + 30
            while not (part.exists() and part.stat().st_size > 0) and time.monotonic() < deadline:
                time.sleep(0.02)
            going.send_signal(number)
            said = going.communicate(timeout=60)[1]
            assert going.returncode == code, (going.returncode, said)
            assert "nothing was written" in said and os.listdir(folder) == [], (said, os.listdir(folder))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""The speed benchmark runs, and rules count what an independent oracle counts."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "speed.json")
        done = subprocess.run([sys.executable, "bench/speed/run.py", "--smoke", "--only", "oracle,limits,start",
                               "--assay", os.environ["ASSAY"], "--work", folder, "--json", result],
                              cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "assay counts as the oracle" in done.stdout, done.stdout
        with open(result, encoding="utf-8") as file:
            sections = json.load(file)["sections"]
        assert sections["limits"]["validation"]["rate"] > 0, sections


if __name__ == "__main__":
    sys.exit(main())

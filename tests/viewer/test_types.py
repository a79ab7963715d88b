#!/usr/bin/env python3
"""The viewer's script against its JSDoc types, with the TypeScript compiler where there is one."""
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77


def main():
    compiler = shutil.which("tsc")
    if compiler is None:
        print("skipped: tsc is not installed (npm install --global typescript)")
        return SKIPPED
    web = pathlib.Path(__file__).resolve().parents[2] / "web"
    return subprocess.run([compiler, "--project", str(web / "tsconfig.json")]).returncode


if __name__ == "__main__":
    sys.exit(main())

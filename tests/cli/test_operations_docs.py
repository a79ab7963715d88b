#!/usr/bin/env python3
"""Executes the commands of docs/operations: every block marked `sh run`, page after page, in one fresh
installation. `sh run any` may end with any exit status but that of a usage error or a bug.

    ASSAY=build/release/assay tests/cli/test_operations_docs.py
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from program import ASSAY, ROOT, UNDER_SANITIZER

PAGES = ["install", "configure", "deploy", "serve", "monitor", "tune", "troubleshoot", "recover", "secure", "maintain", "runbooks"]
BLOCK = re.compile(r"^ *```sh run( any)?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "bin").mkdir()
        (folder / "bin/assay").symlink_to(ASSAY)
        shutil.copytree(ROOT / "brand_configs", folder / "brand_configs")
        (folder / "data").mkdir()
        shutil.copy(ROOT / "data/test_sample.csv", folder / "data")
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("ASSAY_", "ALERT_", "METRICS_", "DETECTION_"))}
        env = {**clean, "PATH": f"{folder}/bin:{os.environ['PATH']}"}
        for page in PAGES:
            text = (ROOT / f"docs/operations/{page}.md").read_text(encoding="utf-8")
            for any_status, block in BLOCK.findall(text):
                # A sanitizer needs more address space than any limit leaves.
                if UNDER_SANITIZER and "--memory-limit" in block:
                    print(f"skipped under a sanitizer: {page}.md: {block.strip().splitlines()[0]}")
                    continue
                done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=folder, env=env, timeout=300,
                                      capture_output=True, text=True)
                fine = done.returncode == 0 or (any_status and done.returncode == 1)
                print(f"{'ok' if fine else 'FAILED'}: {page}.md: {block.strip().splitlines()[0]}")
                if not fine:
                    print(done.stdout[-2000:], done.stderr[-2000:])
                failed += not fine
        for page in (ROOT / "docs/operations").glob("*.md"):
            for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
                if not target.startswith("http") and not (page.parent / target).exists():
                    print(f"FAILED: {page.name}: the link {target} leads nowhere")
                    failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

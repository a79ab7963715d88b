#!/usr/bin/env python3
"""The same table gives the same bytes, whatever the number of workers and the batch size.

    ASSAY=build/release/assay bench/operations/determinism.py [--rows 20000] [--workers 1,2,8]
        [--batch-sizes 1,100,1000,10000,65536]

Runs `assay detect` with every pair of the two over a table of `assay sample-data`, in all formats, and takes one
SHA-256 over the names and bytes of all files of a report. Only run.json is left out: it holds the run's times.
Blocks are small (--block-bytes), so that several workers have something to do at once. Prints the digest of each
run. Exit 1 when there is more than one, with the files that differ.
"""
import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ASSAY = os.environ.get("ASSAY", "build/release/assay")
FORMATS = "json,csv,jsonl,summary,html,sarif,junit"
NOT_COMPARED = "run.json"


def digests(folder):
    """{name: SHA-256} of the files of a report."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir()) if path.name != NOT_COMPARED and not path.name.startswith(".")}


def one_digest(files):
    return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in sorted(files.items())).encode()).hexdigest()


def detect(table, output, workers, batch, block_bytes):
    words = [ASSAY, "detect", table, "--output-dir", output, "--quiet", "--format", FORMATS, "--max-workers", workers,
             "--batch-size", batch, "--block-bytes", block_bytes]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stderr}")
    return digests(output)


def counts(text):
    return [int(word) for word in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20000, help="rows of the table (default %(default)s)")
    parser.add_argument("--workers", type=counts, default=[1, 2, 8], help="numbers of workers (default 1,2,8)")
    parser.add_argument("--batch-sizes", type=counts, default=[1, 100, 1000, 10000, 65536],
                        help="batch sizes (default 1,100,1000,10000,65536)")
    parser.add_argument("--block-bytes", type=int, default=65536, help="size of a block (default %(default)s)")
    options = parser.parse_args()
    for name in list(os.environ):
        if name.startswith(("DETECTION_", "ASSAY_", "METRICS_", "ALERT_")):
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="assay_determinism_") as name:
        folder = pathlib.Path(name)
        subprocess.run([ASSAY, "sample-data", "--rows", str(options.rows), "--errors", "0.05", "--output-dir",
                        folder / "sample"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        first, differ, found = None, set(), set()
        for workers in options.workers:
            for batch in options.batch_sizes:
                files = detect(folder / "sample/catalogue.csv", folder / "report", workers, batch, options.block_bytes)
                shutil.rmtree(folder / "report")
                first = first or files
                differ |= {file for file in first.keys() | files.keys() if first.get(file) != files.get(file)}
                found.add(one_digest(files))
                print(f"{workers:>3} workers, batch {batch:>6}: {one_digest(files)}")
    runs = len(options.workers) * len(options.batch_sizes)
    print(f"{runs} runs over {options.rows} rows, {len(first)} files each ({', '.join(sorted(first))}): "
          f"{len(found)} SHA-256")
    if differ:
        print(f"FAILED: these differ: {', '.join(sorted(differ))}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())

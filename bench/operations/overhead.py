#!/usr/bin/env python3
"""What operations cost: the same job with and without metrics, logs, audit, history and checkpoints.

    ASSAY=build/release/assay bench/operations/overhead.py [--mb 100] [--pairs 9] [--folder DIR]

Runs come in pairs, one of each kind behind the other in changing order, so that what else the machine does falls
on both. Prints the CPU and wall time of each kind and the median of the pairs' ratios. Exit 1 when the median
overhead in CPU time is above --most (default 3 %).
"""
import argparse
import os
import pathlib
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "speed"))
import catalogues  # noqa: E402
import measure  # noqa: E402

ASSAY = os.environ.get("ASSAY", "build/release/assay")


def words(kind, table, folder):
    out = folder / kind
    base = [ASSAY, "detect", table, "--output-dir", str(out), "--quiet"]
    if kind == "plain":
        return [*base, "--no-checkpoint"]
    return [*base, "--state-dir", str(folder / "state"), "--audit-log", str(folder / "audit/audit.log"),
            "--audit-key", str(folder / "keys/audit.key"), "--log-file", str(folder / "logs/detection.log"),
            "--metrics-endpoint", f"textfile:{folder}/node/assay.prom"]


def median_ratio(pairs, figure):
    return statistics.median(full[figure] / plain[figure] for plain, full in pairs) - 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--most", type=float, default=0.03)
    parser.add_argument("--folder", help="where the tables are kept (default: a temporary one)")
    options = parser.parse_args()
    for name in list(os.environ):
        if name.startswith(("DETECTION_", "ASSAY_", "METRICS_", "ALERT_")):
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="assay_overhead_") as name:
        folder = pathlib.Path(name)
        table = catalogues.catalogue(ASSAY, options.folder or name, "plain", options.mb)
        measure.warm(table)
        pairs = []
        for number in range(options.pairs + 1):
            order = ["plain", "full"] if number % 2 else ["full", "plain"]
            runs = {kind: measure.run_once(words(kind, table, folder)) for kind in order}
            if number > 0:  # the first pair warms up
                pairs.append((runs["plain"], runs["full"]))
    for at, kind in enumerate(["plain", "full"]):
        print(f"{kind:>6}: {statistics.median(p[at]['cpu'] for p in pairs):.2f} s of CPU, "
              f"{statistics.median(p[at]['wall'] for p in pairs):.2f} s wall (medians of {len(pairs)})")
    cpu, wall = median_ratio(pairs, "cpu"), median_ratio(pairs, "wall")
    print(f"overhead: {cpu:+.1%} of CPU time, {wall:+.1%} of wall time (medians of the pairs' ratios)")
    return 1 if cpu > options.most else 0


if __name__ == "__main__":
    sys.exit(main())

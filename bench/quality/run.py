#!/usr/bin/env python3
"""Measures detection quality on tables with known errors and on tables presumed clean.

    bench/quality/run.py FOLDER [--assay build/release/assay] [--only NAME] [--json FILE]

Every table is read with no configuration. Prints one line a set: F1 at the default thresholds,
precision and recall at confidence >= 0.9, expected calibration error (15 bins, of the findings),
share of right suggestions among the true findings that carry one, seconds; then the false alarms.
With --scorer PROGRAM (called as `PROGRAM SET_FOLDER FINDINGS.csv`), its F1 is checked against ours.
"""
import argparse
import concurrent.futures
import csv
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile

import quality_tables as sets

HIGH = 0.9
BINS = 15


def ratio(a, b, empty=0.0):
    return a / b if b else empty


def f1(precision, recall):
    return ratio(2 * precision * recall, precision + recall)


def calibration_error(pairs):
    """Expected calibration error of (confidence, is right) pairs."""
    bins = [[0, 0.0, 0] for _ in range(BINS)]
    for confidence, right in pairs:
        b = bins[min(BINS - 1, int(confidence * BINS))]
        b[0] += 1
        b[1] += confidence
        b[2] += right
    return ratio(sum(abs(b[1] - b[2]) for b in bins), len(pairs))


def score(cells, truth):
    """Figures of one table."""
    found = {(c.row, c.column): c for c in sets.counted(cells, truth)}
    hits = [key for key in found if key in truth.errors]
    high = [key for key, c in found.items() if c.confidence >= HIGH]
    high_hits = [key for key in high if key in truth.errors]
    empty = 0.0 if truth.errors else 1.0
    precision = ratio(len(hits), len(found), empty)
    recall = ratio(len(hits), len(truth.errors), 1.0)
    suggested = [key for key in hits if found[key].suggestion is not None]
    right = [key for key in suggested
             if sets.normalise(found[key].suggestion) == sets.normalise(truth.repairs[key])]
    return {
        "cells": truth.cells, "rows": truth.rows, "errors": len(truth.errors), "found": len(found),
        "hits": len(hits), "precision": precision, "recall": recall, "f1": f1(precision, recall),
        "high": len(high), "high_hits": len(high_hits), "suggested": len(suggested),
        "suggestions_right": len(right),
        "pairs": [(c.confidence, key in truth.errors) for key, c in found.items()],
    }


def check_scorer(scorer, table, cells, figures):
    """Fails when the given scorer's F1 is not ours."""
    folder = os.path.dirname(table.dirty)
    header = sets.read_csv(table.dirty)[0]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "column", "confidence"])
        writer.writerows([c.row, header[c.column], c.confidence] for c in cells)
        file.flush()
        run = subprocess.run([scorer, folder, file.name], capture_output=True, text=True, check=True)
    theirs = json.loads(run.stdout)["f1"]
    if abs(theirs - figures["f1"]) > 0.0001:
        raise SystemExit(f"{table.name}: the scorer says F1 {theirs}, we say {figures['f1']:.4f}")


def measure(job):
    table, options = job
    truth = sets.read_truth(table)
    cells, seconds, error = sets.detect(options.assay, table, options.detect)
    figures = score(cells, truth)
    figures.update(seconds=seconds, error=error)
    if options.scorer and table.clean and error is None:
        check_scorer(options.scorer, table, cells, figures)
    return table, figures


def summarise(tables):
    """One line's figures of a group: F1 is the mean over tables, the rest is pooled."""
    total = {key: sum(f[key] for f in tables)
             for key in ("errors", "found", "hits", "high", "high_hits", "suggested",
                         "suggestions_right", "cells")}
    pairs = [pair for f in tables for pair in f["pairs"]]
    return {
        **total,
        "tables": len(tables),
        "f1": statistics.fmean(f["f1"] for f in tables),
        "precision": ratio(total["hits"], total["found"]),
        "recall": ratio(total["hits"], total["errors"]),
        "high_precision": ratio(total["high_hits"], total["high"], 1.0),
        "high_recall": ratio(total["high_hits"], total["errors"]),
        "ece": calibration_error(pairs),
        "repair": ratio(total["suggestions_right"], total["suggested"]),
        "slowest": max(f["seconds"] for f in tables),
        "pairs": pairs,
    }


def print_errors(groups):
    print(f"{'set':18}{'tables':>7}{'errors':>8}{'found':>8}{'P':>7}{'R':>7}{'F1':>7}"
          f"{'P@.9':>7}{'R@.9':>7}{'ECE':>7}{'repair':>7}{'s':>7}")
    rows = []
    for name, group in groups.items():
        s = summarise(group)
        rows.append((name, s))
        print(f"{name:18}{s['tables']:7}{s['errors']:8}{s['found']:8}{s['precision']:7.3f}"
              f"{s['recall']:7.3f}{s['f1']:7.3f}{s['high_precision']:7.3f}{s['high_recall']:7.3f}"
              f"{s['ece']:7.3f}{s['repair']:7.3f}{s['slowest']:7.2f}")
    pairs = [pair for _, s in rows for pair in s["pairs"]]
    print(f"expected calibration error pooled over sets: {calibration_error(pairs):.4f}")
    print(f"mean F1 over sets: {statistics.fmean(s['f1'] for _, s in rows):.4f}")
    return dict(rows)


def print_clean(groups):
    print(f"\n{'presumed clean':26}{'tables':>7}{'cells':>9}{'found':>8}{'high':>6}"
          f"{'high/1000':>10}{'silent':>8}{'s':>7}")
    rows = {}
    for name, group in groups.items():
        cells, found = sum(f["cells"] for f in group), sum(f["found"] for f in group)
        high, silent = sum(f["high"] for f in group), sum(f["high"] == 0 for f in group)
        slowest = max(f["seconds"] for f in group)
        rows[name] = {"high_per_1000": 1000 * ratio(high, cells), "silent": ratio(silent, len(group))}
        print(f"{name:26}{len(group):7}{cells:9}{found:8}{high:6}"
              f"{rows[name]['high_per_1000']:10.3f}{rows[name]['silent']:8.3f}{slowest:7.2f}")
    return rows


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--assay", default="build/release/assay", help="the program")
    parser.add_argument("--only", action="append", help="names of sets; may be repeated")
    parser.add_argument("--limit", type=int, help="at most this many tables of a group")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--scorer", help="a program to check the scores with")
    parser.add_argument("--json", help="where to write all figures")
    parser.add_argument("detect", nargs="*", help="options for `assay detect`, behind --")
    return parser.parse_args()


def main():
    options = arguments()
    tables = [t for t in sets.find_tables(options.folder)
              if not options.only or t.group in options.only]
    if options.limit:
        seen = {}
        for t in tables:
            seen.setdefault(t.group, []).append(t)
        tables = [t for group in seen.values() for t in group[:options.limit]]
    if not tables:
        raise SystemExit(f"{options.folder}: no tables found")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        measured = list(pool.map(measure, [(t, options) for t in tables]))
    wrong, clean = {}, {}
    for table, figures in measured:
        if figures["error"]:
            print(f"{table.group}/{table.name}: {figures['error']}", file=sys.stderr)
        (wrong if table.clean else clean).setdefault(table.group, []).append(figures)
    report = {"sets": print_errors(wrong) if wrong else {},
              "presumed_clean": print_clean(clean) if clean else {},
              "tables": {f"{t.group}/{t.name}": f for t, f in measured}}
    if options.json:
        for figures in [*report["sets"].values(), *report["tables"].values()]:
            figures.pop("pairs", None)
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)
    sys.exit(any(f["error"] for _, f in measured))


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `run.py ... | head` ends in silence
    main()

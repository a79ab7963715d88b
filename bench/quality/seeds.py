#!/usr/bin/env python3
"""Measures the generated kinds drawn with several seeds: does a figure hold for tables drawn anew?

    bench/quality/seeds.py OUTPUT [--seeds 11 12 13] [--assay build/release/assay] [--only KIND]

Writes the tables of each seed to OUTPUT/seed_N (see kinds.py) and prints each set's F1, precision and recall at
confidence >= 0.9 and calibration error: the mean over seeds and the worst one. Then each clean table that has findings of confidence >= 0.9, with their number by seed.
"""
import argparse
import concurrent.futures
import os
import statistics
import types

import kinds
import quality_tables as sets
import run

FIGURES = (("f1", "F1", min), ("high_precision", "P@.9", min), ("high_recall", "R@.9", min), ("ece", "ECE", max))


def drawn(output, seed, only):
    """Writes the tables of a seed; their folder."""
    folder = os.path.join(output, f"seed_{seed}")
    kinds.make_all(folder, seed, only)
    return folder


def measured(folder, options):
    """(table, figures) of each table below `folder`, of the sets asked for."""
    asked = types.SimpleNamespace(assay=options.assay, detect=[], scorer=None)
    tables = [table for table in sets.find_tables(folder)
              if not options.only or table.group.removeprefix("presumed_clean_") in options.only]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        return list(pool.map(run.measure, [(table, asked) for table in tables]))


def print_sets(by_seed):
    """One line a set: mean over seeds and worst seed of each figure."""
    print(f"{'set':20}" + "".join(f"{name:>7}{'worst':>7}" for _, name, _ in FIGURES))
    f1s = []
    for group in sorted({table.group for seed in by_seed.values() for table, _ in seed if table.clean}):
        summaries = [run.summarise([f for table, f in seed if table.group == group and table.clean])
                     for seed in by_seed.values()]
        f1s.append(statistics.fmean(s["f1"] for s in summaries))
        print(f"{group:20}" + "".join(f"{statistics.fmean(s[key] for s in summaries):7.3f}"
                                      f"{worst(s[key] for s in summaries):7.3f}" for key, _, worst in FIGURES))
    print(f"mean F1 over sets and seeds: {statistics.fmean(f1s):.4f}")


def print_clean(by_seed):
    """Each clean table with findings of confidence >= 0.9, and their number by seed."""
    high, cells = {}, 0
    for seed, tables in by_seed.items():
        for table, figures in tables:
            if not table.clean:
                cells += figures["cells"]
                high.setdefault(f"{table.group}/{table.name}", {})[seed] = figures["high"]
    print(f"\n{'presumed clean, findings >= 0.9':50}" + "".join(f"{seed:>7}" for seed in by_seed))
    for name, counts in sorted(high.items()):
        if any(counts.values()):
            print(f"{name:50}" + "".join(f"{counts[seed]:7}" for seed in by_seed))
    total = sum(sum(counts.values()) for counts in high.values())
    silent = sum(n == 0 for counts in high.values() for n in counts.values())
    print(f"{1000 * run.ratio(total, cells):.3f} per 1,000 cells; "
          f"{silent} of {sum(map(len, high.values()))} tables silent")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--only", action="append", help="kinds; may be repeated")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    by_seed = {seed: measured(drawn(options.output, seed, options.only), options) for seed in options.seeds}
    if not any(by_seed.values()):
        raise SystemExit(f"{options.output}: no tables of these kinds")
    print_sets(by_seed)
    print_clean(by_seed)


if __name__ == "__main__":
    main()

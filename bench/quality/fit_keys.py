#!/usr/bin/env python3
"""Learns the weights of repeated_key (CopyProbability in src/assay/profile/copied_keys.cc).

    bench/quality/fit_keys.py FOLDER

Learns from the sets of FOLDER whose licence allows it, and from tables of kinds.py: of each column that tells
rows apart but repeats values, which share of the repetitions are copies. Prints the weights, and for each set
the cells that a column's probability of one half or more would flag: right, wrong and missed.
"""
import argparse
import collections
import tempfile

import calibrate
import key_columns
import kinds
import logistic
import quality_tables as sets

KIND_SEEDS = 6
KINDS = ["copied", "duplicate"]
MOST_ROWS = 50000   # the program's sample
RIDGE = 0.3
EXPONENT = 0.5       # a column weighs this power of its repeated rows: they are not independent


def samples_of(table):
    truth = sets.read_truth(table)
    rows = sets.read_csv(table.dirty)[1:]
    if not 8 <= len(rows) <= MOST_ROWS:
        return
    for column, features, later, every in key_columns.key_columns(rows):
        wrong = sum((row, column) in truth.errors for row in every)
        yield table.group, features, min(wrong, len(later)), len(later)


def read_all(folder):
    samples = []
    for table in sets.find_tables(folder):
        if calibrate.is_free(folder, table.group):
            samples += samples_of(table)
    with tempfile.TemporaryDirectory() as made:
        for seed in range(1, KIND_SEEDS + 1):
            of_seed = f"{made}/{seed}"
            kinds.make_all(of_seed, seed, KINDS)
            for table in sets.find_tables(of_seed):
                samples += samples_of(table)
    return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    samples = read_all(parser.parse_args().folder)
    size = len(key_columns.FEATURES)
    rows = [([*enumerate(features)], wrong * later ** (EXPONENT - 1), later ** EXPONENT)
            for _, features, wrong, later in samples]
    weights = logistic.fit(rows, [0.0] * size, [RIDGE] * size)
    for name, weight in zip(key_columns.FEATURES, weights):
        print(f"{name:12}{weight:8.2f}")
    figures = collections.defaultdict(lambda: [0, 0, 0])
    for group, features, wrong, later in samples:
        found = sum(w * f for w, f in zip(weights, features)) >= 0
        for i, n in enumerate((wrong, later - wrong, 0) if found else (0, 0, wrong)):
            figures[group][i] += n
    print(f"\n{'set':30}{'right':>8}{'wrong':>8}{'missed':>8}")
    for group, counts in sorted(figures.items()):
        print(f"{group:30}" + "".join(f"{n:8}" for n in counts))


if __name__ == "__main__":
    main()

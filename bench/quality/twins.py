#!/usr/bin/env python3
"""How much of what is found beyond a table's own flaws is right, where the clean side shows these flaws.

    bench/quality/twins.py FOLDER [--assay build/release/assay]

For each set below FOLDER (see quality_tables.py) dirty.csv and clean.csv are read alike. What is found on the clean
side, too, in the same cell, is a flaw that the table had before, or was taken for one: it counts as neither right nor
wrong. Prints precision and findings of the rest, over all and at confidence >= 0.9.
"""
import argparse
import collections

import quality_tables as sets
from run import HIGH, ratio


def compare(assay, table):
    """Counts of one table: found and right beyond the clean side, and the same at HIGH."""
    truth = sets.read_truth(table)
    clean = sets.Table(table.group, table.name, table.clean, None)
    own = {(cell.row, cell.column) for cell in sets.detect(assay, clean)[0]}
    counts = collections.Counter()
    for cell in sets.counted(sets.detect(assay, table)[0], truth):
        key = cell.row, cell.column
        right = key in truth.errors
        if not right and key in own:
            continue
        high = cell.confidence >= HIGH
        counts.update(found=1, right=right, high=high, high_right=high and right)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--assay", default="build/release/assay")
    options = parser.parse_args()
    groups = collections.defaultdict(collections.Counter)
    for table in sets.find_tables(options.folder):
        if table.clean:
            groups[table.group] += compare(options.assay, table)
    print(f"{'set':18}{'found':>8}{'P':>7}{'high':>8}{'P@.9':>7}")
    for name, n in groups.items():
        print(f"{name:18}{n['found']:8}{ratio(n['right'], n['found']):7.3f}{n['high']:8}{ratio(n['high_right'], n['high']):7.3f}")


if __name__ == "__main__":
    main()

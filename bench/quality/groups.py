#!/usr/bin/env python3
"""Where a set's figures come from: its findings by column and by the detectors that speak for them.

    bench/quality/groups.py FOLDER --only NAME [--assay build/release/assay] [--most 20]

Prints, for each table of the sets, the groups whose mean confidence is furthest from the share that is right
(times their size), with a cell that counts as wrong and one that does not. Where two such cells look the same,
or two such groups, no program without labels can tell them apart.
"""
import argparse
import collections

import quality_tables as sets

Group = collections.namedtuple("Group", "column detectors confidences hits wrong right")


def groups_of(cells, truth, table):
    """The findings that count, by column and detectors."""
    lines = sets.read_csv(table.dirty)
    groups = {}
    for cell in sets.counted(cells, truth):
        detectors = "+".join(sorted({e["detector"] for e in cell.evidence}))
        group = groups.setdefault((cell.column, detectors),
                                  Group(lines[0][cell.column], detectors, [], [], [], []))
        hit = (cell.row, cell.column) in truth.errors
        group.confidences.append(cell.confidence)
        group.hits.append(hit)
        (group.wrong if hit else group.right).append(f"row {cell.row}: {lines[cell.row + 1][cell.column]!r:.40}")
    return list(groups.values())


def print_table(table, groups, errors, most):
    print(f"{table.group}/{table.name}: {errors} wrong cells")
    print(f"  {'column':24}{'detectors':44}{'found':>7}{'right':>7}{'conf.':>7}  wrong; not wrong")
    for g in sorted(groups, key=lambda g: -abs(sum(g.confidences) - sum(g.hits)))[:most]:
        n = len(g.hits)
        print(f"  {g.column:23.23} {g.detectors:43.43} {n:7}{sum(g.hits) / n:7.2f}{sum(g.confidences) / n:7.2f}"
              f"  {(g.wrong or ['-'])[0]}; {(g.right or ['-'])[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--only", action="append", required=True, help="name of a set; may be repeated")
    parser.add_argument("--assay", default="build/release/assay", help="the program")
    parser.add_argument("--most", type=int, default=20, help="groups of a table")
    options = parser.parse_args()
    tables = [t for t in sets.find_tables(options.folder) if t.group in options.only and t.clean]
    if not tables:
        raise SystemExit(f"{options.folder}: no set with known errors is named so")
    for table in tables:
        truth = sets.read_truth(table)
        cells, _, error = sets.detect(options.assay, table)
        if error:
            raise SystemExit(f"{table.name}: {error}")
        print_table(table, groups_of(cells, truth, table), len(truth.errors), options.most)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Grafts the kinds of mistakes of kinds.py onto real tables.

    bench/quality/grafts.py FOLDER OUTPUT [--seed 7] [--only KIND] [--tables 20]

Which table and which columns suit a kind is found by their cells alone. Writes OUTPUT/graft_KIND/TABLE/
{dirty.csv,clean.csv,META.txt,debatable.csv} and, as a look-alike, the same table without the mistakes as
OUTPUT/presumed_clean_graft_KIND/TABLE.csv, for bench/quality/run.py. The tables keep their licences: they are
not to be committed. The same seed and folder give the same files.
"""
import argparse
import os
import random

import graft_marks
import graft_rows
import graft_tables
import graft_words
from kinds import write_csv

KINDS = {"sources": graft_rows.sources, "entities": graft_rows.entities, "misspelt": graft_words.misspelt,
         "tint": graft_words.tint, "dates": graft_marks.dates, "rules": graft_marks.rules, "spikes": graft_marks.spikes}


def write(output, kind, name, sheet, seed):
    """Writes one table with its mistakes, and without them as one presumed clean."""
    folder = os.path.join(output, "graft_" + kind, name)
    clean = os.path.join(output, "presumed_clean_graft_" + kind)
    os.makedirs(folder, exist_ok=True)
    os.makedirs(clean, exist_ok=True)
    write_csv(os.path.join(folder, "dirty.csv"), sheet.header, sheet.dirty)
    write_csv(os.path.join(folder, "clean.csv"), sheet.header, sheet.clean)
    write_csv(os.path.join(clean, name + ".csv"), sheet.header, sheet.clean)
    if sheet.debatable:
        write_csv(os.path.join(folder, "debatable.csv"), ["row", "column"], sheet.debatable)
    with open(os.path.join(folder, "META.txt"), "w", encoding="utf-8") as file:
        file.write(f"name: {name}\nsource: bench/quality/grafts.py, seed {seed}\nlicence: that of the table it was made "
                   f"from\nerror types: {kind}\nrows: {len(sheet.dirty)}  cols: {len(sheet.header)}\n"
                   f"error cells: {sheet.wrong_cells()}\n")


def graft(kind, real_tables, output, seed, most):
    """Spoils up to `most` of the tables that suit a kind; prints how many there were."""
    made = 0
    for real in random.Random(f"{seed}/{kind}").sample(real_tables, len(real_tables)):
        table = real if kind == "tint" else real.head()  # tint takes long tables in pieces
        for name, sheet in KINDS[kind](random.Random(f"{seed}/{kind}/{real.name}"), table):
            if made < most and sheet.wrong_cells() >= 3 and len(set(sheet.header)) == len(sheet.header):
                write(output, kind, name or real.name, sheet, seed)
                made += 1
    print(f"{kind}: {made} tables")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", action="append", choices=sorted(KINDS), help="kinds; may be repeated")
    parser.add_argument("--tables", type=int, default=20, help="at most this many a kind")
    options = parser.parse_args()
    real_tables = graft_tables.read_all(options.folder)
    for kind in options.only or KINDS:
        graft(kind, real_tables, options.output, options.seed, options.tables)


if __name__ == "__main__":
    main()

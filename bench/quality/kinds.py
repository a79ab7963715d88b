#!/usr/bin/env python3
"""Makes tables of the kinds of mistakes that random injection does not make, and clean ones that look alike.

    bench/quality/kinds.py OUTPUT [--seed 7] [--only KIND]

Writes OUTPUT/KIND/TABLE/{dirty.csv,clean.csv,META.txt,debatable.csv} (one group a kind) and
OUTPUT/presumed_clean_KIND/TABLE.csv, for bench/quality/run.py. All names and numbers are made up here;
the same seed gives the same files. The tables themselves stand in kind_*.py, one family a file.
"""
import argparse
import csv
import os
import random

import kind_combinations
import kind_copies
import kind_eighth
import kind_eighth_rows
import kind_eighth_series
import kind_eighth_words
import kind_entities
import kind_fifth
import kind_fifth_rows
import kind_fifth_series
import kind_fourth
import kind_fourth_rows
import kind_fourth_series
import kind_keys
import kind_marks
import kind_ninth
import kind_ninth_rows
import kind_ninth_series
import kind_ninth_words
import kind_second
import kind_sensors
import kind_series
import kind_seventh
import kind_seventh_rows
import kind_seventh_series
import kind_seventh_titles
import kind_signals
import kind_sixth
import kind_sixth_rows
import kind_sixth_series
import kind_sources
import kind_tables
import kind_tenth
import kind_tenth_rows
import kind_tenth_series
import kind_tenth_words
import kind_third
import kind_third_rows
import kind_third_series
import kind_words


TABLES = (kind_tables.TABLES + kind_series.TABLES + kind_sources.TABLES + kind_words.TABLES
          + kind_keys.TABLES + kind_signals.TABLES + kind_entities.TABLES
          + kind_combinations.TABLES + kind_copies.TABLES + kind_marks.TABLES + kind_sensors.TABLES
          + kind_second.TABLES + kind_third.TABLES + kind_third_rows.TABLES + kind_third_series.TABLES
          + kind_fourth.TABLES + kind_fourth_rows.TABLES + kind_fourth_series.TABLES
          + kind_fifth.TABLES + kind_fifth_rows.TABLES + kind_fifth_series.TABLES
          + kind_sixth.TABLES + kind_sixth_rows.TABLES + kind_sixth_series.TABLES
          + kind_seventh.TABLES + kind_seventh_titles.TABLES + kind_seventh_rows.TABLES + kind_seventh_series.TABLES
          + kind_eighth.TABLES + kind_eighth_words.TABLES + kind_eighth_rows.TABLES + kind_eighth_series.TABLES
          + kind_ninth.TABLES + kind_ninth_words.TABLES + kind_ninth_rows.TABLES + kind_ninth_series.TABLES
          + kind_tenth.TABLES + kind_tenth_words.TABLES + kind_tenth_rows.TABLES + kind_tenth_series.TABLES)


def write_csv(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write(output, kind, name, sheet, seed):
    """Writes one table; a sheet without mistakes is a table presumed clean."""
    wrong = sheet.wrong_cells()
    if not wrong:
        folder = os.path.join(output, "presumed_clean_" + kind)
        os.makedirs(folder, exist_ok=True)
        write_csv(os.path.join(folder, name + ".csv"), sheet.header, sheet.dirty)
        return
    folder = os.path.join(output, kind, name)
    os.makedirs(folder, exist_ok=True)
    write_csv(os.path.join(folder, "dirty.csv"), sheet.header, sheet.dirty)
    write_csv(os.path.join(folder, "clean.csv"), sheet.header, sheet.clean)
    if sheet.debatable:
        write_csv(os.path.join(folder, "debatable.csv"), ["row", "column"], sheet.debatable)
    with open(os.path.join(folder, "META.txt"), "w", encoding="utf-8") as file:
        file.write(f"name: {name}\nsource: bench/quality/kinds.py, seed {seed}\nlicence: that of the "
                   f"project\nerror types: {kind}\nrows: {len(sheet.dirty)}  cols: {len(sheet.header)}"
                   f"\nerror cells: {wrong}\n")


def make_all(output, seed, only=None):
    """Writes the tables of all kinds, or of those in `only`."""
    for make in TABLES:
        kind, name = make.kind, make.__name__
        if not only or kind in only:
            write(output, kind, name, make(random.Random(f"{seed}/{kind}/{name}")), seed)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", action="append", help="kinds; may be repeated")
    options = parser.parse_args()
    make_all(options.output, options.seed, options.only)


if __name__ == "__main__":
    main()

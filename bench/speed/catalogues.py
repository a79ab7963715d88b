"""The tables that are measured: catalogues of `assay sample-data`, made once and kept."""
import os
import subprocess
import sys

BYTES_A_ROW = 428

# Name: (options of sample-data). The bars are on a catalogue with 1 % wrong cells.
KINDS = {
    "plain": ["--errors", "0.01"],
    "shuffled": ["--errors", "0.01", "--shuffle"],
    "unique": ["--errors", "0.01", "--unique-texts"],
    "dirty20": ["--errors", "0.2"],
    "dirty100": ["--errors", "1"],
}


def catalogue(assay, folder, kind, megabytes):
    """The path of that catalogue of about that size; it is made when it is not there."""
    rows = max(1000, int(megabytes * 1e6 / BYTES_A_ROW))
    target = os.path.join(folder, f"{kind}-{megabytes}mb")
    path = os.path.join(target, "catalogue.csv")
    if not os.path.exists(path):
        words = [assay, "sample-data", "--rows", str(rows), "--seed", "1", "--output-dir", target, *KINDS[kind]]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)}: {done.stderr}")
    return path

#!/usr/bin/env python3
"""Kills `assay detect` with SIGKILL at random moments and runs it again: every report must have the bytes of
a run that was never killed. Kills fall into both passes, the one that learns from the table and the one that
detects.

    ASSAY=build/release/assay tests/cli/test_kill_resume.py [--kills N] [--seed S]

CI runs 100 kills; `--kills 1000` is the long form. Exit 0 when all is well.
"""
import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

ASSAY = os.environ.get("ASSAY", "build/release/assay")
COMPARED = ["findings.csv", "findings.jsonl", "anomaly_summary.csv", "quarantine.csv", "viewer.html"]


def write_table(path, rows, seed):
    """A table with repeated rows, rejects, duplicates of a key and several kinds of wrong cells."""
    dice = random.Random(seed)
    colours = ["red", "blue", "green", "black", "white"] * 8 + ["bleu", "RED", " green"]
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("ean,color,size,description\n")
        for row in range(rows):
            if dice.random() < 0.002:
                out.write("broken\n")
                continue
            ean = 4000000000000 + dice.randrange(rows // 2)
            text = dice.choice(["plain text", "two  spaces", "caf\u00c3\u00a9", "a, b", "x" * 40, ""])
            out.write(f'{ean},{dice.choice(colours)},{dice.choice("SML")},"{text} {row % 50}"\n')


def command(table, output, workers=2, messages="--quiet", interval=10):
    return [ASSAY, "detect", str(table), "--output-dir", str(output), messages, "--checkpoint-interval", str(interval),
            "--block-bytes", "16384", "--max-workers", str(workers)]


def contents(output):
    return {name: (output / name).read_bytes() for name in COMPARED}


def stage(output):
    """What a killed run left: nothing yet, the state of its first pass, detected blocks (in a checkpoint or in the
    journal), or files that get their names."""
    unfinished = output / ".assay-tmp"
    if (unfinished / "publication").exists():
        return "publish"
    journal = unfinished / "block_journal"
    if (unfinished / "checkpoint").exists() or journal.exists() and journal.stat().st_size > 2000:
        return "detect"
    return "learn" if (unfinished / "profile_pass").exists() else "early"


def kill_once(table, output, delay, interval):
    """Starts a run and kills it after `delay` seconds; True when it was still running."""
    process = subprocess.Popen(command(table, output, interval=interval), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(delay)
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return was_running


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="assay_kill_") as folder:
        root = pathlib.Path(folder)
        table = root / "table.csv"
        write_table(table, 20000, options.seed)
        start = time.monotonic()
        subprocess.run(command(table, root / "whole"), check=True)
        seconds = time.monotonic() - start
        wanted = contents(root / "whole")
        kills = resumed = rounds = 0
        killed_in = dict.fromkeys(["early", "learn", "detect", "publish"], 0)
        needed = ("early", "learn", "detect")
        while kills < options.kills or kills < 4 * options.kills and not all(map(killed_in.get, needed)):
            if kills >= options.kills:
                seconds *= 1.2  # other work has made the machine slower since the whole run
            output = root / f"killed{rounds}"
            for _ in range(dice.randrange(1, 5)):
                if kill_once(table, output, dice.uniform(0, seconds * 1.1), dice.choice([0, 10])):
                    kills += 1
                    killed_in[stage(output)] += 1
            last = subprocess.run(command(table, output, dice.choice([1, 2, 8]), "--verbose"),
                                  capture_output=True, text=True)
            if last.returncode != 0:
                sys.exit(f"the run after a kill failed with {last.returncode}: {last.stderr}")
            resumed += "resuming" in last.stderr
            found = contents(output)
            for name in COMPARED:
                if found[name] != wanted[name]:
                    sys.exit(f"round {rounds}: {name} differs from the run that was never killed (kept: {output})")
            rounds += 1
        print(f"{kills} kills in {rounds} runs ({killed_in['learn']} behind a saved state of the first pass, "
              f"{killed_in['detect']} behind blocks of the second, {killed_in['publish']} while files got their names), "
              f"{resumed} resumed: all reports identical")
        if resumed == 0 or not all(map(killed_in.get, needed)):
            sys.exit("a kind of kill never happened: the test does not test what it says")


if __name__ == "__main__":
    main()

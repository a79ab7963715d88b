"""Timing of commands: warm file, interleaved repeats, medians."""
import dataclasses
import json
import os
import statistics
import subprocess
import sys
import tempfile

SPAWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "spawn.py")


@dataclasses.dataclass
class Case:
    """One command over one table."""
    name: str
    table: str
    words: list
    bytes: int = 0

    def __post_init__(self):
        self.bytes = os.path.getsize(self.table)


@dataclasses.dataclass
class Figures:
    """Medians over the repeats; `peak` is the highest resident size in bytes."""
    name: str
    bytes: int
    wall: float
    cpu: float
    peak: int
    spread: float  # (slowest - fastest) / median

    @property
    def rate(self):
        """MB of input a second of wall time."""
        return self.bytes / self.wall / 1e6

    @property
    def cpu_rate(self):
        return self.bytes / max(self.cpu, 1e-9) / 1e6


def run_once(words):
    """The wall and CPU seconds and the peak memory of one command; stops the benchmark if it fails."""
    with tempfile.NamedTemporaryFile() as log:
        done = subprocess.run([sys.executable, "-I", "-S", SPAWN, log.name, *words], capture_output=True, text=True)
        said = open(log.name, encoding="utf-8", errors="replace").read()
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    result = json.loads(done.stdout)
    if result["code"] != 0:
        sys.exit(f"{' '.join(words)}\nended with exit code {result['code']}:\n{said[-2000:]}")
    return result


def warm(path):
    """Reads the file, so that the page cache holds it."""
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def measure(cases, repeats):
    """Runs all cases once a round, `repeats` rounds; {name: Figures}."""
    runs = {case.name: [] for case in cases}
    for _ in range(repeats):
        for case in cases:
            warm(case.table)
            os.sync()  # what the case before wrote must not be written out on this one's time
            runs[case.name].append(run_once(case.words))
    figures = {}
    for case in cases:
        walls = [run["wall"] for run in runs[case.name]]
        median = statistics.median(walls)
        figures[case.name] = Figures(case.name, case.bytes, median,
                                     statistics.median(run["cpu"] for run in runs[case.name]),
                                     max(run["peak"] for run in runs[case.name]), (max(walls) - min(walls)) / median)
    return figures

#!/usr/bin/env python3
"""A large table in little memory: a memory cgroup of 256 MB completes a catalogue of 1 GB.

    ASSAY=build/release/assay bench/operations/memory_cgroup.py [--size 1000] [--limit 256] [--max-workers N]
        [--folder DIR]

Makes a cgroup (version 2 or 1) with that limit and without swap, and runs `assay detect` in it, then once more
without a limit: both must end with exit code 0 and the same report. Prints time, peak memory of the cgroup (which
counts the page cache) and of the program, and what the program said of memory. The catalogue is one of
`assay sample-data`; --folder keeps it for the next time.

Exit 1 when the run in the cgroup fails or its report is another; 77 where no cgroup can be made, which takes root
(in a container, also a writable /sys/fs/cgroup).
"""
import argparse
import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "speed"))
import catalogues  # noqa: E402

ASSAY = os.environ.get("ASSAY", "build/release/assay")
ROOT = pathlib.Path("/sys/fs/cgroup")
COMPARED = ["findings.csv", "findings.jsonl", "anomaly_summary.csv", "quarantine.csv", "viewer.html", "report.json"]
NO_CGROUP = 77


class Cgroup:
    """A memory cgroup below this process's own or below the root."""

    def __init__(self, limit):
        self.folder = None
        reasons = []
        for parent, is_v2 in self.parents():
            try:
                self.make(parent / f"assay_memory_{os.getpid()}", is_v2, limit)
                return
            except OSError as error:
                reasons.append(str(error))
                self.remove()
        raise OSError("; ".join(reasons) or f"there is no memory controller below {ROOT}")

    @staticmethod
    def parents():
        own = dict(re.findall(r"(?m)^\d+:([^:]*):/?(.*)$", pathlib.Path("/proc/self/cgroup").read_text()))
        for top, path, is_v2 in ((ROOT / "memory", own.get("memory", ""), False), (ROOT, own.get("", ""), True)):
            for parent in (top / path, top):
                controllers = parent / "cgroup.controllers"
                if is_v2 and (not controllers.exists() or "memory" not in controllers.read_text().split()):
                    continue
                if parent.is_dir():
                    yield parent, is_v2

    def make(self, folder, is_v2, limit):
        if is_v2:
            (folder.parent / "cgroup.subtree_control").write_text("+memory")
        folder.mkdir()
        self.folder, self.is_v2 = folder, is_v2
        (folder / ("memory.max" if is_v2 else "memory.limit_in_bytes")).write_text(str(limit))
        with contextlib.suppress(OSError):  # a machine without swap has no such file
            swap, most = ("memory.swap.max", 0) if is_v2 else ("memory.memsw.limit_in_bytes", limit)
            (folder / swap).write_text(str(most))

    def enter(self):
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def peak(self):
        """Bytes, page cache included; 0 where the kernel does not tell (version 2 before Linux 5.19)."""
        file = self.folder / ("memory.peak" if self.is_v2 else "memory.max_usage_in_bytes")
        return int(file.read_text()) if file.exists() else 0

    def remove(self):
        if self.folder is not None and self.folder.exists():
            self.folder.rmdir()


def detect(table, output, options, enter=None):
    """(exit code, seconds, standard error) of a run."""
    words = [ASSAY, "detect", table, "--output-dir", str(output), "--max-workers", str(options.max_workers)]
    start = time.monotonic()
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=enter)
    return done.returncode, time.monotonic() - start, done.stderr


def differing(one, other):
    return [name for name in COMPARED if (one / name).read_bytes() != (other / name).read_bytes()]


def resident(output):
    """The program's own peak, as its run.json tells it."""
    found = re.search(r'"peak_memory_bytes": *(\d+)', (output / "run.json").read_text())
    return f"{int(found[1]) / 2**20:.0f} MiB" if found else "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000, help="MB of the catalogue (default %(default)s)")
    parser.add_argument("--limit", type=int, default=256, help="MiB of the cgroup (default %(default)s)")
    parser.add_argument("--max-workers", type=int, default=8, help="workers asked for (default %(default)s)")
    parser.add_argument("--kind", choices=sorted(catalogues.KINDS), default="plain", help="its errors (default 1 %% of the cells)")
    parser.add_argument("--folder", help="where the catalogue is kept (default: a temporary one)")
    options = parser.parse_args()
    for name in list(os.environ):
        if name.startswith(("DETECTION_", "ASSAY_", "METRICS_", "ALERT_")):
            del os.environ[name]
    try:
        cgroup = Cgroup(options.limit << 20)
    except OSError as error:
        print(f"no memory cgroup can be made here: {error}", file=sys.stderr)
        return NO_CGROUP
    with contextlib.ExitStack() as stack:
        stack.callback(cgroup.remove)
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="assay_memory_")))
        table = catalogues.catalogue(ASSAY, options.folder or str(folder), options.kind, options.size)
        code, seconds, said = detect(table, folder / "small", options, cgroup.enter)
        print(f"{os.path.getsize(table) / 1e6:.0f} MB in a cgroup of {options.limit} MiB: exit code {code}, "
              f"{seconds:.1f} s, peak of the cgroup {cgroup.peak() / 2**20:.0f} MiB")
        for line in said.splitlines():
            if "[WARNING]" in line and "memory" in line:
                print(f"it said: {line}")
        if code != 0:
            print(f"FAILED: {said[-2000:] or 'killed, most likely for memory'}")
            return 1
        print(f"peak of the program: {resident(folder / 'small')}")
        code, seconds, said = detect(table, folder / "free", options)
        print(f"without a limit: exit code {code}, {seconds:.1f} s, peak of the program {resident(folder / 'free')}")
        differ = differing(folder / "small", folder / "free") if code == 0 else ["(no report)"]
        print(f"FAILED: these differ: {', '.join(differ)}" if differ else "the two reports are identical")
        return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())

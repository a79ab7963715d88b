#!/usr/bin/env python3
"""The webhook is down for an hour, and most of the runs that have something to tell are killed meanwhile: no alert may
be lost, and one that comes twice has the same dedupe key.

    ASSAY=build/release/assay bench/operations/webhook_down.py [--minutes N] [--pause SECONDS]

Every PAUSE seconds a run fails, on another table each time, and two of three are killed at a random moment. When the
webhook is back, one `assay alerts flush` must bring the alert of every run that came to its end; those that were killed
run once more, as the next night does it, and then theirs must have come, too. Exit 1 when one is missing.
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

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/cli"))
from program import ASSAY  # noqa: E402
from webhook import Webhook  # noqa: E402

CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("ASSAY_", "ALERT_", "METRICS_", "DETECTION_"))}


def name_of(number):
    """Names that differ by more than digits: runs on tables that do not differ otherwise are one matter."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")


class Night:
    def __init__(self, folder):
        self.folder = folder
        self.webhook = Webhook()
        self.dice = random.Random(3)
        self.ended, self.killed = [], []

    def start(self, *words):
        return subprocess.Popen([ASSAY, *words, "--state-dir", "state"], cwd=self.folder, env=CLEAN | self.webhook.env,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def run(self, name):
        return self.start("detect", f"gone_{name}.csv", "--quiet", "--max-retries", "0")

    def one_run(self, seconds):
        """`seconds`: what a run takes; gives what this one took."""
        name = name_of(len(self.ended) + len(self.killed))
        begin = time.monotonic()
        process = self.run(name)
        if self.dice.random() < 2 / 3:
            time.sleep(self.dice.uniform(0, seconds))
            process.kill()
        code = process.wait()
        assert code in (3, -signal.SIGKILL), f"exit {code}"
        (self.ended if code == 3 else self.killed).append(name)
        return time.monotonic() - begin if code == 3 else seconds

    def flush(self):
        return self.start("alerts", "flush").wait()

    def lost(self, names):
        keys = {name: {key for key, body in self.webhook.taken if f"The run on gone_{name}.csv failed" in body}
                for name in names}
        return [f"{name}: {len(found)} alerts" for name, found in keys.items() if len(found) != 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pause", type=float, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="assay_webhook_") as name:
        night = Night(pathlib.Path(name))
        begin = time.monotonic()
        seconds = 0.1
        while time.monotonic() - begin < options.minutes * 60:
            seconds = max(0.01, 0.5 * seconds + 0.5 * night.one_run(seconds))
            time.sleep(options.pause)
        down = time.monotonic() - begin
        assert not night.webhook.taken and night.flush() == 5, "the webhook was not down"
        night.webhook.status = 200
        failures = [] if night.flush() == 0 else ["the flush did not succeed"]
        failures += night.lost(night.ended)
        for gone in night.killed:
            if night.run(gone).wait() != 3:
                failures.append(f"{gone}: the run behind it")
        failures += night.lost(night.ended + night.killed)
        print(f"webhook down for {down / 60:.1f} min, {night.webhook.refused} deliveries refused; {len(night.ended)} runs ended, "
              f"{len(night.killed)} were killed; {len(night.webhook.taken)} messages came, {len(failures)} alerts lost or doubled")
        night.webhook.close()
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

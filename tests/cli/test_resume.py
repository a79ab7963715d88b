#!/usr/bin/env python3
"""A run that is stopped goes on where it was: by SIGTERM, from a compressed input, with an alert that nobody took.

    ASSAY=build/release/assay tests/cli/test_resume.py

What random kills do to a plain table shows test_kill_resume.py.
"""
import gzip
import random
import re
import signal
import subprocess
import time
import unittest

from program import ASSAY, CLEAN, REPORTS, Case
from webhook import Webhook


def long_table(rows=60_000):
    dice = random.Random(7)
    lines = [f"A{i:07},{dice.choice('SML')},{dice.choice(['red', 'blue', 'green', ' green'])},{dice.randrange(97)}.50\n"
             for i in range(rows)]
    return "sku,size,colour,price\n" + "".join(lines)


class Resume(Case):
    def command(self, table, output):
        return [ASSAY, "detect", str(table), "-o", output, "--verbose", "-j", "1", "--block-bytes", "16384",
                "--checkpoint-interval", "0"]

    def start(self, table, output):
        return subprocess.Popen(self.command(table, output), cwd=self.folder, env=CLEAN, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def whole(self, table):
        done = subprocess.run(self.command(table, "whole"), cwd=self.folder, env=CLEAN, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {name: (self.folder / "whole" / name).read_bytes() for name in REPORTS}

    def stopped_in_detection(self, table, sign):
        """What a run said that was stopped behind a checkpoint of its second pass, and how long its end took."""
        process = self.start(table, "out")
        checkpoint = self.folder / "out/.assay-tmp/checkpoint"
        while not checkpoint.exists():
            self.assertIsNone(process.poll(), "the run was over before it could be stopped")
            time.sleep(0.001)
        begin = time.monotonic()
        process.send_signal(sign)
        _, said = process.communicate(timeout=60)
        self.assertTrue(checkpoint.exists())
        return process.returncode, said, time.monotonic() - begin

    def goes_on(self, table, wanted):
        done = subprocess.run(self.command(table, "out"), cwd=self.folder, env=CLEAN, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = re.search(r"resuming an unfinished run behind its first (\d+) records", done.stderr)
        self.assertGreater(int(found[1]), 0, done.stderr)
        for name in REPORTS:
            self.assertEqual((self.folder / "out" / name).read_bytes(), wanted[name], name)

    def test_sigterm_leaves_a_checkpoint(self):
        table = self.table(long_table())
        wanted = self.whole(table)
        code, said, seconds = self.stopped_in_detection(table, signal.SIGTERM)
        self.assertEqual(code, 143, said)
        self.assertLess(seconds, 10)
        self.assertIn("the same command will go on from the last checkpoint", said)
        self.goes_on(table, wanted)

    def test_a_compressed_input_is_read_again_but_not_detected_again(self):
        table = self.table(gzip.compress(long_table().encode()), "table.csv.gz")
        wanted = self.whole(table)
        self.assertEqual(self.stopped_in_detection(table, signal.SIGKILL)[0], -signal.SIGKILL)
        self.goes_on(table, wanted)


class AlertsOfKilledRuns(Case):
    KILLS = 60

    def test_no_alert_is_lost_while_the_webhook_is_down(self):
        """Failing runs are killed at random moments while nobody takes alerts. Each run once more, as the next night
        does it, tells only what no killed run has left in the spool: behind it, every alert must arrive."""
        webhook = Webhook()
        self.addCleanup(webhook.close)
        dice = random.Random(3)

        def words(name):
            return [ASSAY, "detect", f"gone_{name}.csv", "-q", "--state-dir", "state", "--max-retries", "0"]

        begin = time.monotonic()
        self.expect(3, *words("first")[1:], env=webhook.env)
        seconds = time.monotonic() - begin
        names = ["first"]
        killed = 0
        for number in range(self.KILLS):
            names.append("".join(chr(ord("a") + int(digit)) for digit in f"{number:03}"))
            begin = time.monotonic()
            process = subprocess.Popen(words(names[-1]), cwd=self.folder, env=CLEAN | webhook.env,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=dice.uniform(0, seconds))
                seconds = min(seconds, time.monotonic() - begin)  # the first run may have been slow: a cold disk
            except subprocess.TimeoutExpired:
                process.kill()
                killed += process.wait() == -signal.SIGKILL
        self.assertGreater(killed, self.KILLS // 3)
        self.assertEqual(webhook.taken, [])
        for name in names:
            self.expect(3, *words(name)[1:], env=webhook.env)
        webhook.status = 200
        self.expect(0, "alerts", "flush", "--state-dir", "state", env=webhook.env)
        for name in names:
            keys = {key for key, body in webhook.taken if f"The run on gone_{name}.csv failed" in body}
            self.assertEqual(len(keys), 1, f"{name}: the alert arrives, and a doubled one has the same dedupe key")
        print(f"{killed} runs killed, {len(names)} alerts told, {len(webhook.taken)} messages")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""max_retries and retry_delay: exact counts, transient faults only, and a signal ends the wait.

    ASSAY=build/release/assay tests/cli/test_retries.py
"""
import json
import pathlib
import signal
import sqlite3
import subprocess
import threading
import time
import unittest

from post_server import PostServer
from program import ASSAY, CLEAN, Case

UNREADABLE = pathlib.Path("/proc/self/mem")  # reading its first byte is a real EIO


class Gateway(PostServer):
    """A metrics gateway that answers with `statuses`, one a request, and then with 200. The first request of a
    run raises detection_active and is never retried."""

    def __init__(self, statuses):
        self.requests = 0
        self.statuses = statuses
        super().__init__(self.answer)
        self.url = f"pushgateway://{self.address}"

    def answer(self, *_):
        status = self.statuses[self.requests] if self.requests < len(self.statuses) else 200
        self.requests += 1
        return status


class Retries(Case):
    def gateway(self, *statuses):
        gateway = Gateway(list(statuses))
        self.addCleanup(gateway.close)
        return gateway

    def run_with(self, code, gateway, *words):
        return self.expect(code, "detect", self.table(), "--quiet", "--retry-delay", "0", *words,
                           env={"METRICS_ENDPOINT": gateway.url})

    def test_a_read_fault_is_retried_exactly(self):
        if not UNREADABLE.exists():
            self.skipTest("no /proc")
        for most in (0, 3):
            done = self.expect(75, "detect", UNREADABLE, "--max-retries", most, "--retry-delay", "0")
            self.assertEqual(done.stderr.count("; retry "), most, done.stderr)
            self.assertIn(f"given up after {most} retries", done.stderr)

    def test_deliveries(self):
        passing = self.gateway(200, 503, 429)
        self.run_with(0, passing, "--max-retries", 2)
        self.assertEqual(passing.requests, 1 + 3)
        down = self.gateway(*[503] * 50)
        self.run_with(5, down, "--max-retries", 4)
        self.assertEqual(down.requests, 1 + 5)
        refused = self.gateway(200, 400)
        self.run_with(5, refused, "--max-retries", 4)
        self.assertEqual(refused.requests, 1 + 1, "HTTP 400 never changes")

    def test_the_job_file(self):
        job = self.folder / "job.json"
        job.write_text(json.dumps({"error_handling": {"max_retries": 1, "retry_delay": 0}}))
        down = self.gateway(*[503] * 50)
        self.expect(5, "detect", self.table(), "--quiet", "--config", job, env={"METRICS_ENDPOINT": down.url})
        self.assertEqual(down.requests, 1 + 2)
        shown = json.loads(self.expect(0, "config", "show", "--json", "--config", job).stdout)
        self.assertEqual(shown["error_handling.max_retries"]["value"], "1")

    def test_a_signal_ends_the_wait(self):
        if not UNREADABLE.exists():
            self.skipTest("no /proc")
        process = subprocess.Popen([ASSAY, "detect", str(UNREADABLE), "--max-retries", "1", "--retry-delay", "3600"],
                                   stderr=subprocess.PIPE, text=True, env=CLEAN, cwd=self.folder)
        while "; retry 1 of 1" not in process.stderr.readline():
            self.assertIsNone(process.poll())
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143)
        self.assertLess(time.monotonic() - start, 10)

    def test_a_locked_history_is_waited_for(self):
        state = self.folder / "state"
        self.expect(0, "detect", self.table(), "--quiet", "--state-dir", state)
        lock = sqlite3.connect(state / "history.db", isolation_level=None, check_same_thread=False)
        lock.execute("BEGIN EXCLUSIVE")
        release = threading.Timer(12, lock.rollback)  # longer than SQLite itself waits
        release.start()
        self.addCleanup(release.join)
        done = self.expect(0, "detect", self.table(), "--state-dir", state, "--max-retries", "3")
        self.assertIn("; retry 1 of 3", done.stderr)
        self.assertEqual(lock.execute("SELECT count(*) FROM runs").fetchone()[0], 2)


if __name__ == "__main__":
    unittest.main()

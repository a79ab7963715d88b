#!/usr/bin/env python3
"""The history in a real PostgreSQL: kept, listed, found, shared by processes, migrated, retried. Passes over
itself where PostgreSQL's server is not installed.

    ASSAY=build/release/assay tests/cli/test_history_postgres.py
"""
import json
import pathlib
import subprocess
import unittest

from postgres_server import PostgresCase
from program import ASSAY, CLEAN


class Postgres(PostgresCase):
    def setUp(self):
        super().setUp()
        self.env = {"ASSAY_HISTORY": self.address}

    def detect(self, code=0, name="table.csv", *words):
        return self.expect(code, "detect", self.table(name=name), "-o", f"out-{name}", *words, env=self.env)

    def history(self, *words):
        return json.loads(self.expect(0, "history", "--json", *words, env=self.env).stdout)

    def test_runs_are_kept_and_compared(self):
        self.detect(0, "a.csv")
        self.detect(0, "b'; DROP TABLE assay_runs; --.csv")
        runs = self.history()
        self.assertEqual([pathlib.Path(run["input"]).name for run in runs], ["b'; DROP TABLE assay_runs; --.csv", "a.csv"])
        report = json.loads((self.folder / "out-a.csv/report.json").read_text())
        self.assertEqual(runs[1]["total_errors"], report["summary"]["total_errors"])
        self.assertEqual(int(self.sql("SELECT sum(findings) FROM assay_counts")), 2 * runs[1]["total_errors"])
        self.assertFalse((self.folder / ".assay/history.db").exists())
        done = self.expect(0, "compare", runs[0]["run_id"], "last", env=self.env)
        self.assertIn("new 0  fixed 0", done.stdout)
        self.expect(2, "compare", "nothing", "last", env=self.env)

    def test_many_processes_share_it(self):
        table = self.table()
        runs = [subprocess.Popen([ASSAY, "detect", str(table), "-q", "-o", f"out{i}"], cwd=self.folder,
                                 env=CLEAN | self.env) for i in range(8)]
        self.assertEqual([run.wait(120) for run in runs], [0] * 8)
        self.assertEqual(self.sql("SELECT count(*) FROM assay_runs"), "8")
        self.assertEqual(self.sql("SELECT version FROM assay_schema"), "2")

    def test_an_older_schema_is_migrated_a_newer_one_refused(self):
        self.detect()
        self.sql("DROP INDEX assay_runs_input; UPDATE assay_schema SET version = 1")
        self.detect()
        self.assertEqual(self.sql("SELECT version FROM assay_schema"), "2")
        self.assertEqual(self.sql("SELECT count(*) FROM pg_indexes WHERE indexname = 'assay_runs_input'"), "1")
        self.assertEqual(len(self.history()), 2)
        self.sql("UPDATE assay_schema SET version = 99")
        self.assertIn("newer program", self.expect(2, "history", env=self.env).stderr)

    def test_a_server_that_is_down_is_tried_again_and_told_without_the_password(self):
        self.server("pg_ctl", "-D", self.base / "data", "-m", "fast", "-w", "stop")
        try:
            done = self.detect(75, "table.csv", "--max-retries", "2", "--retry-delay", "0")
        finally:
            self.start()
        self.assertEqual(done.stderr.count("; retry "), 2, done.stderr)
        self.assertNotIn("geheim", done.stderr)
        self.assertTrue((self.folder / "out-table.csv/report.json").exists(), "the run itself succeeded")
        self.detect()
        self.assertEqual(len(self.history()), 1)

    def test_routine_work_on_it(self):
        self.detect()
        secret = self.folder / "history.txt"
        secret.write_text(self.env["ASSAY_HISTORY"] + "\n")
        done = self.expect(0, "history", env={"ASSAY_HISTORY_FILE": str(secret)})
        self.assertIn("table.csv", done.stdout)
        self.assertIn("postgresql://", self.expect(2, "history", env={"ASSAY_HISTORY": "mysql://x"}).stderr)

    def test_production_needs_a_protected_way(self):
        job = self.folder / "job.json"
        job.write_text(json.dumps({"environment": "production"}))

        def detect(code, **options):
            query = "&".join(f"{key}={value}" for key, value in options.items())
            env = {"ASSAY_HISTORY": f"postgresql://assay:geheim@localhost/{self.name}?{query}"}
            return self.expect(code, "detect", self.table(), "-q", "-c", job, "--retry-delay", 0, env=env).stderr

        for mode in ({}, {"sslmode": "prefer"}, {"sslmode": "require"}):
            told = detect(2, **mode)
            self.assertIn("sslmode=verify-full", told)
            self.assertNotIn("geheim", told)
        for mode in ("verify-ca", "verify-full"):
            detect(0, sslmode=mode, sslrootcert=self.base / "ca.crt")
        self.assertEqual(self.sql("SELECT count(*) FROM assay_runs"), "2")
        self.assertIn(f"database={self.name} application_name=assay SSL enabled", (self.base / "log").read_text())
        # A server that another CA vouches for, or for another name, is not told anything; no retry mends it.
        self.assertIn("certificate", detect(2, sslmode="verify-full", sslrootcert=self.base / "stranger.crt"))
        told = detect(2, sslmode="verify-full", sslrootcert=self.base / "ca.crt", host="ip6-localhost",
                      hostaddr="127.0.0.1")
        self.assertIn("does not match host name", told)
        detect(2, sslmode="verify-full", sslrootcert=self.base / "none.crt")
        self.assertEqual(self.sql("SELECT count(*) FROM assay_runs"), "2")
        self.expect(0, "detect", self.table(), "-q", "-c", job, env=self.env)  # a local socket
        self.assertEqual(self.sql("SELECT count(*) FROM assay_runs"), "3")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Tables and queries of a real PostgreSQL as input. Passes over itself where PostgreSQL's server is not installed.

    ASSAY=build/release/assay tests/cli/test_postgres_input.py
"""
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import unittest

from postgres_server import PostgresCase
from program import ASSAY, CLEAN, REPORTS, ROOT

ROWS = [(f"A{i:04}", "SML"[i % 3], ["red", "blue", "green"][i % 3]) for i in range(300)] + \
    [("A0300", "M", "bleu"), ("A0301", "S", "blue "), ("A0302", None, "red"), ("A0303", "L", 'a "b",\nc'), ("A0304", "M", "grün")]


class Input(PostgresCase):
    def setUp(self):
        super().setUp()
        self.env = {"ASSAY_DATABASE": self.address}
        literals = ",".join("(" + ",".join("NULL" if cell is None else "'" + cell.replace("'", "''") + "'" for cell in row) + ")"
                            for row in ROWS)
        self.sql(f'CREATE SCHEMA shop; CREATE TABLE shop.products (sku text, size text, colour text);'
                 f'INSERT INTO shop.products VALUES {literals}; CREATE TABLE "Odd ""Name." (a int); '
                 f'INSERT INTO "Odd ""Name." VALUES (1), (NULL), (3)')

    def detect(self, code, source, *words, env=None):
        return self.expect(code, "detect", source, "-q", "-o", "out", *words, env=self.env if env is None else env)

    def report(self, folder="out"):
        return json.loads((self.folder / folder / "report.json").read_text())

    def findings(self, folder):
        with open(self.folder / folder / "findings.csv", newline="", encoding="utf-8") as file:
            return [(line["row"], line["column"], line["value"], line["error_type"] if "error_type" in line else line["code"])
                    for line in csv.DictReader(file)]

    def test_a_table_gives_the_findings_of_its_export(self):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([("sku", "size", "colour"), *ROWS])
        self.expect(0, "detect", self.table(text.getvalue()), "-q", "-o", "file")
        self.detect(0, "postgresql:shop.products")
        self.assertGreater(len(self.findings("file")), 1)
        self.assertEqual(self.findings("out"), self.findings("file"))
        self.assertEqual(self.report()["summary"]["total_records"], len(ROWS))
        self.assertEqual(self.report()["summary"]["rejected_records"], 0)

    def test_queries_and_files_of_them(self):
        self.detect(0, "postgresql:SELECT sku, colour FROM shop.products WHERE sku < 'A0100' ORDER BY sku; ")
        self.assertEqual(self.report()["summary"]["total_records"], 100)
        self.assertEqual([field["column"] for field in self.report()["fields"]], ["sku", "colour"])
        (self.folder / "day.sql").write_text("SELECT * FROM shop.products -- all of it\nLIMIT 7 -- no more\n;\n")
        self.detect(0, "postgresql:@day.sql")
        self.assertEqual(self.report()["summary"]["total_records"], 7)
        self.detect(0, 'postgresql:"Odd ""Name."')
        self.assertEqual(self.report()["summary"]["total_records"], 3, "a row without a value is a row")
        self.detect(0, "postgresql:SELECT 1 AS a WHERE false")
        self.assertEqual(self.report()["summary"]["total_records"], 0)

    def test_the_same_bytes_for_any_number_of_workers(self):
        source = "postgresql:SELECT i AS id, 'name ' || i % 97 AS name, i % 13 AS n FROM generate_series(1, 60000) AS i"
        wanted = None
        for workers in (1, 2, 8):
            self.detect(0, source, "-j", workers, "--block-bytes", 65536)
            found = {name: (self.folder / "out" / name).read_bytes() for name in REPORTS if name != "report.json"}
            wanted = wanted or found
            self.assertEqual(found, wanted)
        self.assertEqual(self.report()["summary"]["total_records"], 60000)

    def test_errors_are_clear_and_hold_no_secret(self):
        for source, code, parts in (
                ("postgresql:shop.prodcts", 3, ["relation", "did you mean 'shop.products'?"]),
                ("postgresql:SELECT nothing FROM shop.products", 3, ['column "nothing" does not exist']),
                ("postgresql:SELECT 1; DROP TABLE shop.products", 3, ["syntax error"]),
                ("postgresql:WITH gone AS (DELETE FROM shop.products RETURNING *) SELECT * FROM gone", 3, ["read-only"]),
                ("postgresql:@gone.sql", 3, ["there is no such file"]),
                ("postgresql:", 2, ["expected postgresql:TABLE"]),
                ("postgresql:a..b", 2, ["expected postgresql:TABLE"]),
                (self.address, 2, ["ASSAY_DATABASE"])):
            done = self.detect(code, source)
            for part in parts:
                self.assertIn(part, done.stderr)
            self.assertNotIn("geheim", done.stderr)
        self.assertEqual(self.sql("SELECT count(*) FROM shop.products"), str(len(ROWS)))
        self.assertFalse((self.folder / "out" / "report.json").exists())

    def test_a_fault_in_the_middle_ends_the_run(self):
        source = "postgresql:SELECT 100000 / (300000 - i) AS a FROM generate_series(1, 400000) AS i"
        self.assertIn("division by zero", self.detect(3, source).stderr)
        self.assertFalse((self.folder / "out" / "report.json").exists())

    def test_a_server_that_is_down_is_tried_again(self):
        address = self.address.replace(f"host={self.base}", "host=127.0.0.1&port=1")
        done = self.expect(75, "detect", "postgresql:shop.products", "--max-retries", "2", "--retry-delay", "0",
                           env={"ASSAY_DATABASE": address})
        self.assertEqual(done.stderr.count("; retry "), 2, done.stderr)
        self.assertNotIn("geheim", done.stderr)

    def test_the_address_may_come_from_a_file(self):
        secret = self.folder / "database.txt"
        secret.write_text(self.address + "\n")
        self.detect(0, "postgresql:shop.products", env={"ASSAY_DATABASE_FILE": str(secret)})
        for name in ("report.json", "run.json", "findings.csv", "viewer.html"):
            self.assertNotIn("geheim", (self.folder / "out" / name).read_text())
        secret.chmod(0o644)
        (self.folder / "job.json").write_text('{"environment": "production"}')
        done = self.detect(2, "postgresql:shop.products", "-c", "job.json", env={"ASSAY_DATABASE_FILE": str(secret)})
        self.assertIn("ASSAY_DATABASE_FILE", done.stderr)
        secret.chmod(0o600)
        self.detect(0, "postgresql:shop.products", "-c", "job.json", env={"ASSAY_DATABASE_FILE": str(secret)})

    def test_production_needs_a_protected_way(self):
        (self.folder / "job.json").write_text('{"environment": "production"}')
        open_way = {"ASSAY_DATABASE": f"postgresql://assay:geheim@localhost/{self.name}?sslmode=prefer"}
        done = self.detect(2, "postgresql:shop.products", "-c", "job.json", env=open_way)
        self.assertIn("ASSAY_DATABASE: with sslmode 'prefer'", done.stderr)
        self.detect(0, "postgresql:shop.products", env=open_way)
        safe = {"ASSAY_DATABASE": f"postgresql://assay:geheim@localhost/{self.name}?sslmode=verify-full&"
                                  f"sslrootcert={self.base}/ca.crt"}
        self.detect(0, "postgresql:shop.products", "-c", "job.json", env=safe)

    def test_confined_inputs_need_a_named_server(self):
        (self.folder / "in").mkdir()
        (self.folder / "in" / "day.sql").write_text("SELECT * FROM shop.products")
        (self.folder / "out.sql").write_text("SELECT * FROM shop.products")
        rooted = self.env | {"ASSAY_DATA_ROOT": str(self.folder / "in")}
        self.detect(0, "postgresql:@in/day.sql", env=rooted)
        self.detect(2, "postgresql:@out.sql", env=rooted)
        done = self.detect(2, "postgresql:shop.products", env={"ASSAY_DATA_ROOT": str(self.folder / "in")})
        self.assertIn("ASSAY_DATABASE", done.stderr)

    def test_several_tables_get_a_folder_each(self):
        self.detect(0, "postgresql:shop.products", "postgresql:SELECT 1 AS a")
        self.assertEqual(sorted(os.listdir(self.folder / "out")), ["query", "shop_products"])

    def test_sigterm_ends_a_query_that_still_runs(self):
        process = subprocess.Popen([ASSAY, "detect", "postgresql:SELECT pg_sleep(300)::text AS a", "-q"], cwd=self.folder,
                                   env=CLEAN | self.env, stderr=subprocess.PIPE, text=True)
        running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(300)%' AND pid <> pg_backend_pid() " \
                  "AND state = 'active'"
        while self.sql(running) == "0":
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        begin = time.monotonic()
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143)
        self.assertLess(time.monotonic() - begin, 10)
        deadline = time.monotonic() + 10
        while self.sql(running) != "0":
            self.assertLess(time.monotonic(), deadline, "the query is left running")
            time.sleep(0.1)


class Extractor(PostgresCase):
    """The DAG's extract_data, from a query."""

    def extract(self, code, query, address=None, date="2026-11-24"):
        (self.folder / "day.sql").write_text(query)
        words = [sys.executable, ROOT / "deploy/airflow/extract_daily_data.py", "--date", date, "--query", "day.sql",
                 "--target", "data"]
        env = CLEAN | {"ASSAY_DATABASE": address or self.address}
        done = subprocess.run([str(word) for word in words], cwd=self.folder, env=env, capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertNotIn("geheim", done.stdout + done.stderr)
        return done

    def test_a_day_of_a_table(self):
        self.sql("CREATE TABLE sales (day date, sku text); INSERT INTO sales VALUES ('2026-11-24', 'a,1'), "
                 "('2026-11-24', 'b'), ('2026-11-25', 'c')")
        query = "SELECT sku, 'it''s; so' AS note FROM sales -- of the day\nWHERE day = :'date' ORDER BY sku;\n"
        for _ in range(2):
            self.extract(0, query)
        data = self.folder / "data/2026-11-24_data.csv"
        self.assertEqual(data.read_text(), 'sku,note\n"a,1",it\'s; so\nb,it\'s; so\n')
        self.assertEqual(json.loads((self.folder / "data/watermark.json").read_text())["latest"], "2026-11-24")
        self.expect(0, "detect", data)
        self.sql("DELETE FROM sales WHERE sku = 'b'")
        self.assertIn("--replace", self.extract(3, query).stderr)
        self.assertIn("\nb,", data.read_text(), "the first one stays")

    def test_what_goes_wrong_is_told(self):
        self.assertIn("does not exist", self.extract(3, "SELECT * FROM gone").stderr)
        self.sql("CREATE TABLE sales (a int)")
        self.assertIn("read-only", self.extract(3, "WITH a AS (DELETE FROM sales RETURNING 1) SELECT * FROM a").stderr)
        self.extract(75, "SELECT 1", self.address.replace(f"host={self.base}", "host=127.0.0.1&port=1"))
        self.assertFalse((self.folder / "data/2026-11-24_data.csv").exists())


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""--save-profile and --profile-from: today's table judged by what was learned of another one.

    ASSAY=build/release/assay tests/cli/test_saved_profile.py
"""
import csv
import json
import random
import unittest

from program import Case

HEADER = "sku,city,price\n"
CITIES = ["Rotterdam", "Amsterdam", "Eindhoven"]


def rows(count, seed):
    chance = random.Random(seed)
    return "".join(f"A{chance.randrange(10**5):05},{chance.choice(CITIES)},{chance.randrange(100, 999)}\n"
                   for _ in range(count))


class SavedProfile(Case):
    def setUp(self):
        super().setUp()
        self.learned = self.table(HEADER + rows(600, 1) + "A00001,Roterdam,500\n", "learned.csv")
        self.today = self.table(HEADER + "B1,Roterdam,500\nA00002,Amsterdam,501\n", "today.csv")
        self.expect(0, "detect", self.learned, "-o", "learned", "--save-profile", "city.profile", "-q")
        self.expect(0, "models", "add", "city", "city.profile")

    def findings(self, out):
        with open(self.folder / out / "findings.csv", newline="") as file:
            return [(row["row"], row["column"], row["code"]) for row in csv.DictReader(file)]

    def report(self, out):
        return json.loads((self.folder / out / "report.json").read_text())

    def test_the_other_table_is_what_judges(self):
        self.expect(0, "detect", self.today, "-o", "alone", "-q")
        self.assertNotIn(("0", "city", "MISSPELLING"), self.findings("alone"))
        self.expect(0, "detect", self.today, "-o", "out", "--profile-from", "registry:city", "-q")
        self.assertIn(("0", "city", "MISSPELLING"), self.findings("out"))
        self.assertIn("profile", [digest["name"] for digest in self.report("out")["digests"]])
        # Figures of its columns would be those of the other table.
        self.assertNotIn("columns", json.loads((self.folder / "out" / "run.json").read_text()))

    def test_its_own_table_is_judged_the_same(self):
        self.expect(0, "detect", self.learned, "-o", "out", "--profile-from", "registry:city", "-q")
        self.assertEqual(self.findings("out"), self.findings("learned"))

    def test_there_is_no_first_pass(self):
        """Standard input needs no place to be kept for a second reading."""
        text = self.learned.read_text() * 3
        words = ["detect", "-", "--temp-dir", "/nonexistent", "-q"]
        self.expect(3, *words, input=text)
        self.expect(0, *words, "--profile-from", "registry:city", input=text)

    def test_columns_go_by_name(self):
        swapped = self.table("price,city,sku\n500,Roterdam,B1\n", "swapped.csv")
        self.expect(0, "detect", swapped, "-o", "out", "--profile-from", "registry:city", "-q")
        self.assertIn(("0", "city", "MISSPELLING"), self.findings("out"))
        fewer = self.table("city\nRoterdam\n", "fewer.csv")
        self.expect(0, "detect", fewer, "-o", "out", "--profile-from", "registry:city", "-q")
        self.assertIn(("0", "city", "MISSPELLING"), self.findings("out"))
        other = self.table("sku,citty\nA1,Rotterdam\n", "other.csv")
        told = self.expect(2, "detect", other, "--profile-from", "registry:city").stderr
        self.assertIn("no column 'citty'", told)
        self.assertIn("'city'", told)

    def test_tables_that_have_nothing_in_common(self):
        for text in (HEADER, HEADER + ",,\n" * 50, HEADER + "é,\"a\nb\",1e300\n" * 5,
                     HEADER + "".join(f"{i},{i * i},{-i}\n" for i in range(3000))):
            table = self.table(text, "strange.csv")
            self.expect(0, "detect", table, "-o", "out", "--profile-from", "registry:city", "-q")
            self.assertNotIn("COLUMN_EMPTY", [code for _, _, code in self.findings("out")])

    def test_only_registered_ones(self):
        self.expect(0, "detect", self.today, "--profile-from", "city.profile", "-q")
        self.expect(0, "detect", self.learned, "-o", "more", "--save-profile", "new.profile", "--seed", "1", "-q",
                    "--sample", "100")
        told = self.expect(2, "detect", self.today, "--profile-from", "new.profile").stderr
        self.assertIn("assay models add NAME", told)
        saved = self.folder / "city.profile"
        self.assertEqual(saved.stat().st_mode & 0o777, 0o600)  # it holds values
        content = bytearray(saved.read_bytes())
        content[len(content) // 2] ^= 1
        saved.write_bytes(content)
        self.expect(2, "detect", self.today, "--profile-from", "city.profile")
        self.expect(2, "models", "add", "city", "city.profile")
        [kept] = (self.folder / "models" / "city").glob("*.bin")
        kept.write_bytes(content)
        self.assertNotEqual(self.expect(3, "detect", self.today, "--profile-from", "registry:city").stderr, "")

    def test_a_job_file_and_what_excludes_each_other(self):
        job = self.folder / "job.json"
        job.write_text(json.dumps({"profile_from": "registry:city"}))
        self.expect(0, "detect", self.today, "-c", job, "-o", "out", "-q")
        self.assertIn(("0", "city", "MISSPELLING"), self.findings("out"))
        self.expect(2, "detect", self.today, "-c", job, "--save-profile", "x")

    def test_a_cache_tells_them_apart(self):
        words = ["detect", self.learned, "--cache-dir", "cache"]
        self.expect(0, *words, "-q")
        told = self.expect(0, *words, "--profile-from", "registry:city").stderr
        self.assertNotIn("comes from the cache", told)
        told = self.expect(0, *words, "--profile-from", "registry:city").stderr
        self.assertIn("comes from the cache", told)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""--redact: no output shows a value of a redacted field, in whatever way it got there; all else stays.

    ASSAY=build/release/assay tests/cli/test_redaction.py
"""
import csv
import json
import random
import unittest

from program import Case

FORMATS = "json,csv,jsonl,summary,html,sarif,junit"


def table(rows=600):
    """Names that decide a city and a colour, with wrong cells in each; every name holds the mark Zq."""
    dice = random.Random(5)
    people = [f"Zq{i:02}{dice.choice(['Anders', 'Bergmann', 'Castello'])}" for i in range(20)]
    out = ["id,customer,city,colour"]
    for row in range(rows):
        person = row % 20
        name, city, colour = people[person], f"City{person}", ["red", "blue", "green"][person % 3]
        if row % 97 == 5:
            name = name[:-1] + "x"
        if row % 89 == 7:
            city = "City0"
        if row % 101 == 9:
            colour = "blu"
        if row % 120 == 11:
            name = f"  {name}\u00c3\u00a9 \ufffd"
        out.append(f"{row},{name},{city},{colour}")
    out.insert(50, "broken,Zq99Secret")
    return "\n".join(out) + "\n"


class Redaction(Case):
    def detect(self, output, *words):
        return self.expect(0, "detect", self.table(table()), "-f", FORMATS, "-o", output, "--verbose",
                           "--log-file", f"{output}.log", *words)

    def texts(self, output, done):
        """Everything that the run showed anybody."""
        for path in sorted((self.folder / output).iterdir()):
            if path.is_file():
                yield path.name, path.read_text(encoding="utf-8", errors="replace")
        yield "log", (self.folder / f"{output}.log").read_text()
        yield "messages", done.stderr

    def findings(self, output):
        with open(self.folder / output / "findings.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_no_output_shows_a_value(self):
        plain = dict(self.texts("plain", self.detect("plain")))
        for name in ("findings.csv", "findings.jsonl", "viewer.html", "quarantine.csv", "messages"):
            self.assertIn("Zq", plain[name], f"{name}: the test would test nothing")
        redacted = dict(self.texts("redacted", self.detect("redacted", "--redact", "customer")))
        self.assertEqual(set(redacted), set(plain))
        for name, text in redacted.items():
            self.assertNotIn("Zq", text, name)
            self.assertNotIn("WnE5", text, f"{name}: base64")

    def test_what_is_wrong_and_where_stays(self):
        self.detect("plain")
        self.detect("redacted", "--redact", "customer")
        kept = ["row", "line", "column", "code", "confidence", "fingerprint"]
        plain, redacted = self.findings("plain"), self.findings("redacted")
        self.assertEqual([[f[k] for k in kept] for f in plain], [[f[k] for k in kept] for f in redacted])
        for before, after in zip(plain, redacted):
            if before["column"] == "customer":
                self.assertEqual((after["value"], after["suggestion"]), ("[redacted]", ""))
            else:
                self.assertEqual((after["value"], after["suggestion"]), (before["value"], before["suggestion"]))
        report = json.loads((self.folder / "redacted/report.json").read_text())
        self.assertEqual(report["settings"]["redact"], "customer")

    def test_the_job_file_and_wrong_names(self):
        job = self.folder / "job.yaml"
        job.write_text("redact: [customer]\n")
        done = self.detect("out", "-c", job)
        self.assertNotIn("Zq", "".join(text for _, text in self.texts("out", done)))
        done = self.expect(2, "detect", self.table(table()), "--redact", "custommer")
        self.assertIn("'customer'", done.stderr)

    def test_workers_do_not_matter(self):
        self.detect("one", "--redact", "customer", "-j", 1, "--block-bytes", 2048)
        self.detect("two", "--redact", "customer", "-j", 2, "--block-bytes", 2048)
        for name in ("findings.jsonl", "report.json", "viewer.html"):
            self.assertEqual((self.folder / "one" / name).read_bytes(), (self.folder / "two" / name).read_bytes())


if __name__ == "__main__":
    unittest.main()

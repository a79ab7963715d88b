#!/usr/bin/env python3
"""assay compare tells how the columns drifted, wrong cells or not.

    ASSAY=build/release/assay tests/cli/test_drift.py
"""
import json
import unittest

from program import Case


def table(rows, *, empty=0, factor=1, extra=""):
    header = "id,price,city" + (",stock" if extra else "")
    return header + "\n" + "".join(
        f"{row},{'' if row % 100 < empty else (row % 50 + 10) * factor},City{row % 9}{extra}\n" for row in range(rows))


class Drift(Case):
    def drift(self, before, after, *words):
        for name, text in (("before", before), ("after", after)):
            self.expect(0, "detect", self.table(text), "-q", "-o", name, *words)
        found = json.loads(self.expect(0, "compare", "--json", "before", "after").stdout)["drift"]
        return {(one["column"], one["measure"]): (one["before"], one["after"]) for one in found}

    def test_growth_is_no_drift(self):
        self.assertEqual({k: v for k, v in self.drift(table(800), table(1000)).items() if k[0] != "id"}, {})

    def test_what_moved_is_told(self):
        found = self.drift(table(1000), table(1000, empty=30, factor=2, extra=",7"))
        self.assertEqual(found["price", "empty_share"], (0, 0.3))
        before, after = found["price", "median"]
        self.assertGreater(after / before, 1.5)
        self.assertEqual(found["stock", "column"], (0, 1))
        self.assertNotIn(("city", "distinct"), found)
        self.assertIn("price: empty_share 0 -> 0.3", self.expect(0, "compare", "before", "after").stdout)

    def test_a_redacted_column_shows_no_median(self):
        self.assertNotIn(("price", "median"), self.drift(table(1000), table(1000, factor=2), "--redact", "price"))

    def test_rules_alone_make_no_profile(self):
        self.assertEqual(self.drift(table(100), table(100, empty=50), "--enable-validation"), {})


if __name__ == "__main__":
    unittest.main()

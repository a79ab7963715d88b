#!/usr/bin/env python3
"""`assay detectors` and `assay validate-config` on what ships."""
import json
import unittest

from program import ROOT, Case


class Detectors(Case):
    def test_list_and_show_agree(self):
        listed = json.loads(self.expect(0, "detectors", "list", "--json").stdout)
        self.assertTrue(listed)
        text = self.expect(0, "detectors", "list").stdout
        for entry in listed:
            self.assertIn(entry["name"], text)
            shown = self.expect(0, "detectors", "show", entry["name"]).stdout
            self.assertTrue(shown.startswith(f"{entry['name']}: {entry['summary']}"))
            for code in entry["codes"]:
                self.assertIn(code, shown)

    def test_an_unknown_detector_names_the_nearest(self):
        error = self.expect(2, "detectors", "show", "functional_dependancy").stderr
        self.assertIn("functional_dependency", error)


    def test_a_field_is_no_detector(self):
        self.assertIn("assay fields show ean", self.expect(2, "detectors", "show", "ean").stderr)


class Fields(Case):
    def test_list_and_show_agree(self):
        listed = json.loads(self.expect(0, "fields", "list", "--json").stdout)
        self.assertIn("ean", [entry["name"] for entry in listed])
        text = self.expect(0, "fields", "list").stdout
        for entry in listed:
            self.assertIn(entry["name"], text)
            shown = self.expect(0, "fields", "show", entry["name"]).stdout
            self.assertTrue(shown.startswith(f"{entry['name']}: {entry['summary']}"))
            for word in entry["aliases"] + entry["variants"]:
                self.assertIn(word, shown)

    def test_rules_are_shown_as_the_pack_writes_them(self):
        shown = self.expect(0, "fields", "show", "ean").stdout
        self.assertRegex(shown, r"check_digit +schemes: \[ean13, upc, ean8, gtin14\], severity: critical")
        self.assertRegex(shown, r"(?s)Variant unique.*unique +severity: critical")
        self.assertRegex(shown, r"(?s)Every column, besides.*whitespace")

    def test_a_pack_of_ones_own_replaces_a_field(self):
        pack = self.folder / "shop.yaml"
        pack.write_text("name: shop\nversion: 1\nfields:\n  ean: {summary: Ours, rules: [{type: empty}]}\n")
        shown = self.expect(0, "fields", "show", "--rules", pack, "ean").stdout
        self.assertTrue(shown.startswith("ean: Ours"), shown)
        self.assertNotIn("check_digit", shown)
        listed = json.loads(self.expect(0, "fields", "list", "--json", "--rules", pack).stdout)
        self.assertEqual([entry["pack"] for entry in listed if entry["name"] == "ean"], ["shop"])

    def test_an_unknown_field_names_the_nearest(self):
        self.assertIn("material", self.expect(2, "fields", "show", "materiel").stderr)


class ValidateConfig(Case):
    def test_what_ships_is_valid(self):
        shipped = sorted((ROOT / "brand_configs").glob("*.json")) + sorted((ROOT / "rules").rglob("*.yaml"))
        for path in shipped:
            with self.subTest(path.name):
                self.assertIn("valid", self.expect(0, "validate-config", path).stdout)

    def test_a_brand_by_name(self):
        self.assertIn("a brand configuration, valid", self.expect(0, "validate-config", "esqualo", cwd=ROOT).stdout)
        self.assertIn("esqualo", self.expect(2, "validate-config", "esqualoo", cwd=ROOT).stderr)
        self.assertIn("No such file", self.expect(2, "validate-config", "prodution.json").stderr)

    def test_a_mistake_has_a_place(self):
        path = self.folder / "brand.json"
        path.write_text('{"brand_name": "x",\n "field_mapings": {}}')
        done = self.expect(2, "validate-config", path)
        self.assertEqual(done.stdout, "")
        self.assertIn(f"{path}:2:2", done.stderr)
        self.assertIn("field_mappings", done.stderr)

    def test_a_mistake_in_the_key_that_tells_the_kind(self):
        pack = self.folder / "pack.yaml"
        pack.write_text("name: m\nversion: 1\nfeilds:\n  a: {rules: [{type: empty}]}\n")
        said = self.expect(2, "validate-config", pack).stderr
        self.assertIn(f"{pack}:3:1", said)
        self.assertIn("'fields'", said)
        brand = self.folder / "brand.json"
        brand.write_text('{"brand": "x", "field_mapping": {}, "enabled_fields": []}')
        said = self.expect(2, "validate-config", brand).stderr
        self.assertIn("a brand configuration", said)
        self.assertIn("brand_name", said)


if __name__ == "__main__":
    unittest.main()

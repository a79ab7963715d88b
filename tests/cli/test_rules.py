#!/usr/bin/env python3
"""The shipped rules on the sample catalogue: silent on a clean one, exact on a dirty one; a brand's file
is copied and edited as the guide says."""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

ASSAY = os.environ["ASSAY"]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIELDS = ["category", "color_name", "size", "material", "ean", "article_number", "color_code",
          "customs_tariff_number", "care_instructions", "season", "short_description", "long_description",
          "product_name", "supplier", "brand", "collection", "country_of_manufacture"]
failures = []


def check(condition, message):
    if not condition:
        failures.append(message)


def run(*arguments, cwd):
    return subprocess.run([ASSAY, *arguments], cwd=cwd, capture_output=True, text=True, timeout=300)


def make_sample(folder, rows, *arguments):
    done = run("sample-data", "--rows", str(rows), "--seed", "11", "--output-dir", folder, *arguments, cwd=folder)
    check(done.returncode == 0, f"sample-data: {done.stderr}")
    return os.path.join(folder, "catalogue.csv")


def findings(folder):
    with open(os.path.join(folder, "findings.csv"), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def detect(table, *arguments, cwd):
    done = run("detect", table, "--enable-validation", "--output-dir", "out", *arguments, cwd=cwd)
    check(done.returncode == 0, f"detect {arguments}: {done.returncode} {done.stderr}")
    return findings(os.path.join(cwd, "out")), done.stderr


def test_clean_catalogue_is_silent(folder):
    table = make_sample(folder, 8000, "--errors", "0")
    for arguments in [(), ("--brand", os.path.join(ROOT, "brand_configs", "esqualo.json"))]:
        found, log = detect(table, *arguments, cwd=folder)
        check(not found, f"clean, {arguments}: {found[:3]}")
        if not arguments:
            for field in FIELDS:
                check(f" as '{field}'" in log, f"'{field}' is not inferred")


def test_dirty_catalogue_is_exact(folder):
    table = make_sample(folder, 8000)
    with open(os.path.join(folder, "truth.csv"), newline="", encoding="utf-8") as file:
        truth = {(r["row"], r["column"]): r for r in csv.DictReader(file)}
    found = {(f["row"], f["column"]): f for f in detect(table, cwd=folder)[0]}
    false = [f for key, f in found.items() if key not in truth]
    check(len(false) <= len(found) / 200, f"false alarms: {len(false)} of {len(found)}: {false[:3]}")
    for kind, least in [("check_digit", 1), ("percent_sum", 1), ("missing", 1), ("encoding", 0.97),
                        ("disguised_missing", 0.9), ("spacing", 0.7)]:
        wrong = [key for key, r in truth.items() if r["error_type"] == kind]
        share = sum(key in found for key in wrong) / max(1, len(wrong))
        check(wrong and share >= least, f"{kind}: found {share:.3f} of {len(wrong)}, expected {least}")
    repaired = [(f["suggestion"], truth[key]["clean_value"]) for key, f in found.items()
                if key in truth and f["suggestion"]]
    right = sum(a == b for a, b in repaired)
    check(right >= 0.95 * len(repaired), f"suggestions: {right} of {len(repaired)} are right")


def test_brand_is_copied_and_edited(folder):
    table = make_sample(folder, 50, "--errors", "0")
    os.mkdir(os.path.join(folder, "brand_configs"))
    path = os.path.join(folder, "brand_configs", "your_brand.json")
    shutil.copy(os.path.join(ROOT, "brand_configs", "esqualo.json"), path)
    with open(path, encoding="utf-8") as file:
        brand = json.load(file)
    check(list(brand["field_mappings"]) == FIELDS, "esqualo.json maps other fields")
    brand["brand_name"] = "your_brand"
    brand["field_variations"] = {"ean": "unique", "season": "code", "color_code": "digits",
                                 "customs_tariff_number": "eight_digits", "material": "with_shares"}
    write = lambda: json.dump(brand, open(path, "w", encoding="utf-8"), indent=2)
    write()
    done = run("validate-config", "your_brand", cwd=folder)
    check(done.returncode == 0, f"validate-config: {done.stdout} {done.stderr}")
    check(not detect(table, "--brand", "your_brand", cwd=folder)[0], "the edited brand finds errors in a clean table")
    brand["field_variations"]["ean"] = "uniqe"
    write()
    done = run("validate-config", "your_brand", cwd=folder)
    check(done.returncode == 2 and "'unique'" in done.stderr, f"wrong variant: {done.returncode} {done.stderr}")


def test_a_pack_of_ones_own(folder):
    with open(os.path.join(folder, "t.csv"), "w", encoding="utf-8") as file:
        file.write("ean,shelf,note\n4006381333931,A1,a\n4006381333931,B7,b\n4006381333932,C," + "a" * 60 + "!\n")
    with open(os.path.join(folder, "shop.yaml"), "w", encoding="utf-8") as file:
        file.write("name: shop\nversion: 1\nfields:\n  shelf:\n    infer_min_match: 0.5\n    rules:\n"
                   "      - {type: regex, any_of: ['[A-Z]\\d'], id: shelf-form, severity: critical, message: No such shelf.}\n"
                   "  note:\n    infer_min_match: 0.5\n    rules:\n"
                   "      - {type: regex, any_of: ['(?=(a+)+$)a+|b'], code: VALUE_NOT_ALLOWED, severity: critical}\n")
    with open(os.path.join(folder, "job.yaml"), "w", encoding="utf-8") as file:
        file.write("rules: [shop.yaml]\n")
    found = detect("t.csv", "--config", "job.yaml", cwd=folder)[0]
    told = [(f["row"], f["column"], f["code"], f["severity"]) for f in found]
    check(("2", "shelf", "INVALID_FORMAT", "critical") in told, f"own pack: {told}")
    check(("2", "note", "RULE_UNDETERMINED", "info") in told, f"a limit that is reached: {told}")
    check(any(f["message"] == "No such shelf." for f in found), "own message")


for test in [test_clean_catalogue_is_silent, test_dirty_catalogue_is_exact, test_brand_is_copied_and_edited,
             test_a_pack_of_ones_own]:
    with tempfile.TemporaryDirectory() as temporary:
        test(temporary)
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)

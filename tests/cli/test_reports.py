#!/usr/bin/env python3
"""All reports of one run agree with each other and with their schemas."""
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ASSAY = os.environ["ASSAY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
FIRST_COLUMNS = ["row", "line", "column", "column_index", "scope", "field", "method", "detector", "code",
                 "severity", "confidence", "value", "suggestion", "message", "fingerprint"]


def equal(actual, expected, what):
    assert actual == expected, f"{what}: {actual!r}, expected {expected!r}"


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def viewer_data(path):
    page = path.read_text(encoding="utf-8")
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))


def check_schemas(results):
    for schema, file in (("report", "report.json"), ("finding", "findings.jsonl"), ("run", "run.json")):
        subprocess.run([sys.executable, ROOT / "tests" / "report" / "validate_json.py",
                        ROOT / "schemas" / f"{schema}.schema.json", results / file], check=True)


def check_totals(results):
    report = json.loads((results / "report.json").read_text(encoding="utf-8"))
    summary = report["summary"]
    total = summary["total_errors"]
    assert total > 50, "the sample has wrong cells"
    findings = rows_of(results / "findings.csv")
    equal(len(findings), total, "lines of findings.csv")
    equal([c for c in findings[0] if c in FIRST_COLUMNS], FIRST_COLUMNS, "order of the columns")
    lines = [json.loads(line) for line in (results / "findings.jsonl").read_text().splitlines()]
    equal([f["fingerprint"] for f in findings], [f["fingerprint"] for f in lines], "csv and jsonl")
    equal(len({f["fingerprint"] for f in findings}), total, "fingerprints are unique")
    equal(sum(f["severity"] == "critical" for f in findings), summary["critical_errors"], "critical")
    equal(len({f["row"] for f in findings if f["row"]}), summary["records_with_errors"], "rows")
    equal(sum(summary["by_severity"].values()), total, "by severity")
    equal(sum(f["findings"] for f in report["fields"]), total, "by field")
    equal(sum(m["findings"] for m in report["methods"].values()), total, "by method")
    equal(sum(c["findings"] for c in report["codes"].values()), total, "by code")
    equal(sum(report["metrics"]["confidence_histogram"]["counts"]), total, "histogram")
    equal(sum(int(r["count"]) for r in rows_of(results / "anomaly_summary.csv")), total, "anomaly_summary.csv")
    equal(summary["accepted_records"] + summary["rejected_records"], summary["total_records"], "records")
    data = viewer_data(results / "viewer.html")
    equal(len(data["findings"]), min(total, 10000), "findings of the viewer")
    equal((data["errors"], data["critical"], data["records"]),
          (total, summary["critical_errors"], summary["total_records"]), "totals of the viewer")
    sarif = json.loads((results / "report.sarif").read_text(encoding="utf-8"))
    equal(len(sarif["runs"][0]["results"]), min(total, 10000), "results of SARIF")
    suites = xml.etree.ElementTree.parse(results / "junit.xml").getroot()
    failed = sum(int(f.get("message").split()[0]) for f in suites.iter("failure"))
    equal(failed, total, "findings in junit.xml")


def check_table(table, folder):
    results = pathlib.Path(folder) / "results"
    subprocess.run([ASSAY, "detect", table, "--output-dir", results, "--quiet", "--format",
                    "json,csv,jsonl,summary,html,sarif,junit"], check=True)
    check_schemas(results)
    return results


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_totals(check_table(ROOT / "data" / "test_sample.csv", folder))
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder) / "header_only.csv"
        empty.write_text("EAN,Color\n")
        results = check_table(empty, folder)
        equal(rows_of(results / "findings.csv"), [], "findings of a table without rows")
        equal(viewer_data(results / "viewer.html")["records"], 0, "records of a table without rows")
    print("reports agree")


if __name__ == "__main__":
    main()

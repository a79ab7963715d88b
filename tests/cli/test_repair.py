"""assay repair: the copy has the sure suggestions and nothing else; the table stays as it is."""
import csv
import json
import os
import subprocess
import sys
import tempfile

ASSAY = os.environ["ASSAY"]
TABLE = 'id;name\n1;"a;b"\n2;Ulmm\n3;Kiel\n4;x\n'


def finding(row, column, confidence, suggestion, value=None, index=1):
    if value is None:
        value = {1: "Ulmm", 2: "Kiel", 3: "x"}.get(row, "")
    return json.dumps({
        "row": row, "line": row + 2, "column": column, "column_index": index, "scope": "cell", "field": column,
        "method": "pattern", "detector": "misspelling", "code": "MISSPELLING", "severity": "warning",
        "confidence": confidence, "value": value, "expected": "", "suggestion": suggestion, "message": "",
        "evidence": [{"method": "pattern", "detector": "misspelling", "code": "MISSPELLING",
                      "severity": "warning", "confidence": confidence, "expected": "",
                      "suggestion": suggestion, "message": ""}], "fingerprint": "00"})


def run(*words):
    return subprocess.run([ASSAY, "repair", *words], capture_output=True, text=True, check=False)


def expect(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


with tempfile.TemporaryDirectory() as folder:
    table, findings = os.path.join(folder, "t.csv"), os.path.join(folder, "findings.jsonl")
    out = os.path.join(folder, "out")
    with open(table, "w", encoding="utf-8") as file:
        file.write(TABLE)
    with open(findings, "w", encoding="utf-8") as file:
        file.write("\n".join([finding(1, "name", 0.97, "Ulm"), finding(2, "name", 0.6, "Köln"),
                              finding(3, "name", 0.99, None)]) + "\n")
    done = run(table, "--findings", findings, "--output-dir", out)
    expect(done.returncode == 0, done.stderr)
    with open(os.path.join(out, "repaired.csv"), encoding="utf-8") as file:
        expect(file.read() == TABLE.replace("Ulmm", "Ulm"), "repaired.csv has the one sure change")
    with open(os.path.join(out, "changes.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expect([(r["row"], r["column"], r["old_value"], r["new_value"], r["confidence"]) for r in rows]
           == [("1", "name", "Ulmm", "Ulm", "0.9700")], "changes.csv names it")
    with open(table, encoding="utf-8") as file:
        expect(file.read() == TABLE, "the table is untouched")
    run(table, "--findings", findings, "--output-dir", out, "--min-confidence", "0.5")
    with open(os.path.join(out, "repaired.csv"), encoding="utf-8") as file:
        expect("Köln" in file.read(), "a lower confidence takes more suggestions")

    with open(findings, "a", encoding="utf-8") as file:
        file.write(finding(9, "name", 0.97, "Ulm") + "\n")
    other = run(table, "--findings", findings, "--output-dir", out)
    expect(other.returncode == 3 and "row 9" in other.stderr, "findings of another table are refused")

    def write(*lines):
        with open(findings, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    # Other values than the cells have: of another table when most are so, left out when some are.
    write(finding(1, "name", 0.97, "Ulm", "Bonn"), finding(2, "name", 0.97, "Köln", "Koln"),
          finding(3, "name", 0.97, "y"))
    other = run(table, "--findings", findings, "--output-dir", out)
    expect(other.returncode == 3 and "2 of 3 findings tell another value" in other.stderr, other.stderr)
    write(finding(1, "name", 0.97, "Ulm"), finding(2, "name", 0.97, "Köln", "Koln"), finding(3, "name", 0.97, "y"))
    some = run(table, "--findings", findings, "--output-dir", out)
    expect(some.returncode == 0 and "1 cells have another value" in some.stderr, some.stderr)
    with open(os.path.join(out, "repaired.csv"), encoding="utf-8") as file:
        expect(file.read() == TABLE.replace("Ulmm", "Ulm").replace("4;x", "4;y"), "a changed cell stays")

    # Two columns of one name: the index tells which.
    doubled = os.path.join(folder, "doubled.csv")
    with open(doubled, "w", encoding="utf-8") as file:
        file.write("id,name,name,\n1,Ann,Bobb,x\n2,Ann,Bob,yy\n")
    write(finding(0, "name", 0.97, "Bob", "Bobb", 2), finding(1, "", 0.97, "y", "yy", 3))
    done = run(doubled, "--findings", findings, "--output-dir", out)
    expect(done.returncode == 0, done.stderr)
    with open(os.path.join(out, "repaired.csv"), encoding="utf-8") as file:
        expect(file.read() == "id,name,name,\n1,Ann,Bob,x\n2,Ann,Bob,y\n", "the second column of the name")
    in_csv = os.path.join(folder, "findings.csv")
    with open(in_csv, "w", encoding="utf-8") as file:
        file.write("row,column,column_index,value,suggestion,confidence\n0,name,2,Bobb,Bob,0.97\n1,,3,yy,y,0.97\n")
    run(doubled, "--findings", in_csv, "--output-dir", out)
    with open(os.path.join(out, "repaired.csv"), encoding="utf-8") as file:
        expect(file.read() == "id,name,name,\n1,Ann,Bob,x\n2,Ann,Bob,y\n", "the same from findings.csv")

    # Bytes that are no text: findings hold another sign in their place, in values and in names.
    broken = os.path.join(folder, "broken.csv")
    with open(broken, "wb") as file:
        file.write(b"id,na\xffme\n1,K\xffln\n" + 50 * "2,Köln und Zürich\n".encode())
    write(finding(0, "na\ufffdme", 0.97, "Köln", "K\ufffdln"))
    with open(in_csv, "w", encoding="utf-8") as file:
        file.write("row,column,column_index,value,suggestion,confidence\n0,na\ufffdme,1,K\ufffdln,Köln,0.97\n")
    for path in (findings, in_csv):
        done = run(broken, "--findings", path, "--output-dir", out)
        expect(done.returncode == 0, done.stderr)
        with open(os.path.join(out, "repaired.csv"), "rb") as file:
            expect("1,Köln\n".encode() in file.read(), "a value that is no text is repaired")

    itself = os.path.join(folder, "repaired.csv")
    os.rename(table, itself)
    refused = run(itself, "--findings", findings, "--output-dir", folder)
    expect(refused.returncode == 2 and "never writes to its input" in refused.stderr, "the input is never written")
    missing = run(itself, "--findings", os.path.join(folder, "none.jsonl"), "--output-dir", out)
    expect(missing.returncode in (2, 3) and "none.jsonl" in missing.stderr, "a missing file is named")

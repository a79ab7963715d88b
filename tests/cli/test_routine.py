#!/usr/bin/env python3
"""The routine of an installation: doctor, preflight, daily, maintain, reprocess, drill.

    ASSAY=build/release/assay tests/cli/test_routine.py

Exit 0 when all is well.
"""
import datetime
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ASSAY = os.path.abspath(os.environ.get("ASSAY", "build/release/assay"))
ROOT = pathlib.Path(__file__).resolve().parents[2]
FAILURES = []


def check(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


def assay(*words, cwd, env=None):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ASSAY_", "ALERT_", "METRICS_", "DETECTION_"))}
    return subprocess.run([ASSAY, *map(str, words)], cwd=cwd, env={**clean, **(env or {})}, capture_output=True,
                          text=True, timeout=300)


def items(done):
    """The checklist that a command printed as JSON: {name: (state, detail)}."""
    try:
        return {item["name"]: (item["state"], item["detail"]) for item in json.loads(done.stdout)["items"]}
    except (ValueError, KeyError):
        check(False, f"no checklist: {done.stdout} {done.stderr}")
        return {}


def state(found, name):
    return found.get(name, ("missing", ""))[0]


def install(folder):
    """A small installation: a sample, a brand, keys and yesterday's results."""
    (folder / "data").mkdir()
    (folder / "data/test_sample.csv").write_text("sku,size\na1,M\na2, L\na3,S\na4, M\n")
    (folder / "brand_configs").mkdir()
    (folder / "brand_configs/acme.json").write_text(
        json.dumps({"brand_name": "acme", "field_mappings": {"size": "size"}}))
    yesterday = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()
    done = assay("detect", "data/test_sample.csv", "-q", "-o", f"results/{yesterday}", "--state-dir", "state",
                 "--audit-log", "logs/audit.log", cwd=folder)
    check(done.returncode == 0, "detect: " + done.stderr)
    return yesterday


def test_doctor(folder):
    done = assay("doctor", "--json", cwd=folder)
    found = items(done)
    check(set(found) == {"cpus", "memory", "disk", "open files", "gpu"}, f"items: {list(found)}")
    granted = len(os.sched_getaffinity(0))
    check(int(found["cpus"][1].split()[0]) <= granted, "no more CPUs than are granted")
    check(state(found, "cpus") == ("failed" if int(found["cpus"][1].split()[0]) < 4 else state(found, "cpus")), "minimum")
    check(done.returncode == (1 if any(s == "failed" for s, _ in found.values()) else 0), "exit status")


def test_preflight(folder):
    install(folder)
    done = assay("preflight", "--json", "--state-dir", "state", cwd=folder)
    found = items(done)
    check(state(found, "configuration") == "ok", f"configuration: {found.get('configuration')}")
    check(state(found, "test detection") == "ok", f"test detection: {found.get('test detection')}")
    check(state(found, "alerts") == "warning", "missing alerts are a warning in development")
    check((folder / "state/deployment.json").exists(), "the version is noted")
    (folder / "production.json").write_text('{"environment": "production"}')
    found = items(assay("preflight", "--json", "--state-dir", "state", "--config", "production.json", cwd=folder))
    check(state(found, "alerts") == "failed", "missing alerts fail in production")
    (folder / "brand_configs/bad.json").write_text('{"brand_name": "bad", "field_mapping": {}}')
    done = assay("preflight", "--json", "--state-dir", "state", cwd=folder)
    found = items(done)
    check(done.returncode == 1 and "bad.json:1:" in found["configuration"][1], f"a mistake: {found['configuration']}")
    env = {"MODEL_CACHE_DIR": str(folder / "models")}
    found = items(assay("preflight", "--json", "--state-dir", "state", cwd=folder, env=env))
    check(state(found, "models") == "failed", "models that are not there")
    (folder / "models").mkdir()
    found = items(assay("preflight", "--json", "--state-dir", "state", cwd=folder, env=env))
    check(state(found, "models") == "failed", "a folder without a model")
    (folder / "models/one.json").write_text("{}")
    found = items(assay("preflight", "--json", "--state-dir", "state", cwd=folder, env=env))
    check(state(found, "models") == "ok", f"a model: {found['models']}")


def daily(folder, *words):
    done = assay("daily", "--json", "--state-dir", "state", "--audit-log", "logs/audit.log", "--disk-limit", "0.9999",
                 "--metrics-endpoint", "textfile:node", *words, cwd=folder)
    return done, items(done)


def test_daily(folder):
    yesterday = install(folder)
    assay("backup", cwd=folder)
    done, found = daily(folder)
    check(done.returncode == 0, f"daily: {found} {done.stderr}")
    check("found 2 errors" in found["yesterday's results"][1], f"yesterday: {found[chr(121) + 'esterday' + chr(39) + 's results']}")
    log = (folder / f"logs/operations_{datetime.date.today():%Y%m%d}.log").read_text()
    check("Starting daily operations check" in log and "check complete" in log, "the operations log")
    metrics = (folder / "node/assay.prom").read_text()
    for name in ("detection_disk_free_bytes", "detection_backup_age_seconds", "detection_memory_available_bytes",
                 'detection_check_ok{check="audit log"} 1'):
        check(name in metrics, f"metric {name}")
    # One at a time.
    with open(folder / "state/daily.lock", "a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = assay("daily", "--state-dir", "state", cwd=folder)
        check(done.returncode != 0 and "another daily check" in done.stderr, f"a second one: {done.returncode} {done.stderr}")
    # The other name of the day.
    os.rename(folder / "results" / yesterday, folder / "results" / yesterday.replace("-", ""))
    check(state(daily(folder)[1], "yesterday's results") == "ok", "results/20261123 is yesterday too")
    shutil.rmtree(folder / "results" / yesterday.replace("-", ""))
    done, found = daily(folder)
    check(done.returncode == 1 and state(found, "yesterday's results") == "failed", "missing results are an error")
    check(state(daily(folder, "--no-yesterday")[1], "yesterday's results") == "skipped", "the first day")
    # A program that finds something else in the same sample.
    remembered = json.loads((folder / "state/test_detection.json").read_text())
    (folder / "state/test_detection.json").write_text(json.dumps({**remembered, "findings": "0" * 64}))
    check(state(daily(folder)[1], "test detection") == "failed", "other findings than the last time")
    # Old logs go, the audit log stays.
    old = time.time() - 40 * 86400
    (folder / "logs/detection.log.3").write_text("x")
    os.utime(folder / "logs/detection.log.3", (old, old))
    os.utime(folder / "logs/audit.log", (old, old))
    daily(folder)
    check(not (folder / "logs/detection.log.3").exists(), "old logs are deleted")
    check((folder / "logs/audit.log").exists(), "the audit log never is")
    # A changed audit log, an old backup, a full disk.
    text = (folder / "logs/audit.log").read_text()
    (folder / "logs/audit.log").write_text(text.replace("table", "tabel", 1).replace("data", "date", 1))
    check(state(daily(folder)[1], "audit log") == "failed", "a changed audit log")
    backup = next((folder / "backup").glob("*.zst"))
    os.utime(backup, (old, old))
    check(state(daily(folder)[1], "backup") == "failed", "an old backup")
    check('check="backup"} 0' in (folder / "node/assay.prom").read_text(), "the metric tells it")
    check(state(daily(folder, "--disk-limit", "0.0001")[1], "disk space") == "failed", "a full disk")


def test_maintain(folder):
    install(folder)
    assay("backup", cwd=folder)
    for period in ("weekly", "monthly", "quarterly"):
        done = assay("maintain", period, "--json", "--state-dir", "state", "--audit-log", "logs/audit.log", cwd=folder)
        check(done.returncode == 0, f"maintain {period}: {done.stdout} {done.stderr}")
        evidence = folder / f"maintenance/{datetime.date.today().isoformat()}_{period}.json"
        check(evidence.exists() and json.loads(evidence.read_text())["result"] == "ok", f"evidence of {period}")
    old = time.time() - 10 * 86400
    (folder / "results/x/.assay-tmp").mkdir(parents=True)
    os.utime(folder / "results/x/.assay-tmp", (old, old))
    assay("maintain", "weekly", "--state-dir", "state", cwd=folder)
    check(not (folder / "results/x/.assay-tmp").exists(), "left-overs are removed")


def test_reprocess(folder):
    for day in ("2026-11-20", "2026-11-21", "2026-11-23"):
        (folder / f"{day}_data.csv").write_text("sku,size\na1,M\na2, L\n")
    words = ["--from", "2026-11-20", "--to", "20261123", "--state-dir", "state"]
    done = assay("reprocess", *words, "--json", cwd=folder)
    found = items(done)
    check(done.returncode == 3, f"a missing day is exit 3, not {done.returncode}")
    check([state(found, f"2026-11-2{d}") for d in range(4)] == ["ok", "ok", "failed", "ok"], f"{found}")
    first = (folder / "results/2026-11-20/report.json").read_bytes()
    (folder / "2026-11-22_data.csv").write_text("sku,size\na1,M\n")
    check(assay("reprocess", *words, cwd=folder).returncode == 0, "all days are there")
    check((folder / "results/2026-11-20/report.json").read_bytes() == first, "the same day gives the same report")
    check(len(json.loads(assay("history", "--json", "--state-dir", "state", cwd=folder).stdout)) == 8, "history")
    check(assay("reprocess", "--from", "2026-11-24", "--to", "2026-11-20", cwd=folder).returncode == 2, "backwards")
    check(assay("reprocess", *words, "--output", "results", cwd=folder).returncode == 2, "days would overwrite")


def test_drill(folder):
    install(folder)
    assay("backup", cwd=folder)
    before = sorted(str(p) for p in folder.rglob("*"))
    done = assay("drill", "--json", "--brand", "acme", "--audit-log", "logs/audit.log", "--state-dir", "state", cwd=folder)
    found = items(done)
    check(done.returncode == 0, f"drill: {found} {done.stderr}")
    for name in ("recovery point", "restore", "restored audit log", "restored history", "rerun", "recovery time"):
        check(state(found, name) == "ok", f"{name}: {found.get(name)}")
    after = sorted(str(p) for p in folder.rglob("*") if ".lock" not in p.name)
    check([p for p in before if ".lock" not in p] == after, "nothing of the installation is changed")
    backup = next((folder / "backup").glob("*.zst"))
    backup.write_bytes(backup.read_bytes()[:-10])
    check(assay("drill", cwd=folder).returncode == 3, "a damaged backup")


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    for name, test in tests:
        with tempfile.TemporaryDirectory() as folder:
            before = len(FAILURES)
            test(pathlib.Path(folder))
            print(f"{'ok' if len(FAILURES) == before else 'FAILED'}: {name}")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What surrounds a run, through the program: audit, metrics, alerts, history, keys, suppressions, logs.

    ASSAY=build/release/assay tests/cli/test_operations.py

Uses Python's cryptography, prometheus and prometheus-pushgateway where they are installed. Exit 0 when
all is well.
"""
import contextlib
import http.server
import json
import os
import pathlib
import pwd
import resource
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from service import make_certificate

ASSAY = os.path.abspath(os.environ.get("ASSAY", "build/release/assay"))
FAILURES = []


def check(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


def assay(*words, cwd, env=None, stdin=None):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ASSAY_", "ALERT_", "METRICS_", "DETECTION_"))}
    return subprocess.run([ASSAY, *map(str, words)], cwd=cwd, env={**clean, **(env or {})}, input=stdin,
                          capture_output=True, text=True, timeout=120)


TABLE = """sku,size,price
a1,M,10
a2,L,11
a3, XL,12
a4,M,13
a5,,14
a6,L,15
a7, L,16
"""


def write_table(folder, text=TABLE):
    (folder / "table.csv").write_text(text, encoding="utf-8")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def parse_metrics(text):
    """The series of a text exposition: {(name, frozenset of labels): value}."""
    series = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, value = line.rsplit(" ", 1)
        labels = frozenset()
        if "{" in name:
            name, rest = name[:-1].split("{", 1)
            labels = frozenset(tuple(part.split("=", 1)) for part in rest.split('",') if part)
            labels = frozenset((key, text.strip('"')) for key, text in labels)
        series[(name, labels)] = float(value)
    return series


def expect_metrics_equal_report(series, report, runs, what):
    """detection_total must equal report.json, summed over detectors, times the number of runs."""
    wanted = {}
    for count in report["metrics"]["detection_total"]:
        field = count["field"] or count["column"]
        key = frozenset({("method", count["method"]), ("field", field), ("error_type", count["error_type"])})
        wanted[key] = wanted.get(key, 0) + count["count"]
    found = {labels: value for (name, labels), value in series.items() if name == "detection_total"}
    check(found == {key: value * runs for key, value in wanted.items()}, f"{what}: detection_total: {found} {wanted}")
    check(sum(found.values()) == report["summary"]["total_errors"] * runs, f"{what}: the sum of detection_total")
    check(series[("detection_rows_total", frozenset())] == report["summary"]["total_records"] * runs, f"{what}: rows")
    check(series[("detection_active", frozenset())] == 0, f"{what}: detection_active returns to 0")


def test_metrics_textfile(folder):
    write_table(folder)
    endpoint = f"textfile:{folder}/node/assay.prom"
    for run in (1, 2):
        done = assay("detect", "table.csv", "-q", cwd=folder, env={"METRICS_ENDPOINT": endpoint})
        check(done.returncode == 0, "detect with METRICS_ENDPOINT: " + done.stderr)
        report = json.loads((folder / "results/report.json").read_text())
        check(report["summary"]["total_errors"] > 0, "the table has findings")
        series = parse_metrics((folder / "node/assay.prom").read_text())
        expect_metrics_equal_report(series, report, run, f"textfile, run {run}")
        cells = {cell for line in TABLE.splitlines()[1:] for cell in line.split(",") if cell}
        shown = {value for _, labels in series for label, value in labels if label != "le"}
        check(not cells & shown, f"no value of a cell is a label: {cells & shown}")
    job = folder / "off.json"
    job.write_text('{"monitoring": {"metrics_enabled": false}}')
    (folder / "node/assay.prom").unlink()
    done = assay("detect", "table.csv", "-q", "-c", "off.json", cwd=folder, env={"METRICS_ENDPOINT": endpoint})
    check(done.returncode == 0 and not (folder / "node/assay.prom").exists(), "metrics_enabled: false delivers nothing")
    done = assay("detect", "table.csv", "-q", cwd=folder, env={"METRICS_ENDPOINT": "prometheus:9090"})
    check(done.returncode == 2 and "METRICS_ENDPOINT" in done.stderr, "a wrong METRICS_ENDPOINT is a usage error")


@contextlib.contextmanager
def started(words, url):
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(url, timeout=1).read()
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            process.wait()


def test_pushgateway(folder):
    if not shutil.which("prometheus-pushgateway"):
        print("skipped: prometheus-pushgateway is not installed")
        return
    write_table(folder)
    base = f"http://127.0.0.1:{free_port()}"
    with started(["prometheus-pushgateway", "--web.listen-address", base[7:]], base + "/-/ready"):
        for run in (1, 2):
            done = assay("detect", "table.csv", "-q", "--metrics-endpoint", "pushgateway://" + base[7:], cwd=folder)
            check(done.returncode == 0, "detect with a Pushgateway: " + done.stderr)
            text = urllib.request.urlopen(base + "/metrics").read().decode()
            series = {}
            for (name, labels), value in parse_metrics(text).items():
                if name.startswith("detection_"):
                    series[(name, frozenset(l for l in labels if l[0] not in ("job", "instance")))] = value
            report = json.loads((folder / "results/report.json").read_text())
            expect_metrics_equal_report(series, report, run, f"Pushgateway, run {run}")
    done = assay("detect", "table.csv", "-q", "--metrics-endpoint", "pushgateway://" + base[7:], cwd=folder)
    check(done.returncode == 5, f"a Pushgateway that is down is exit 5, not {done.returncode}")
    check((folder / "results/report.json").exists(), "the report stands when the delivery failed")


def test_prometheus(folder):
    if not shutil.which("prometheus"):
        print("skipped: prometheus is not installed")
        return
    write_table(folder)
    (folder / "prometheus.yml").write_text("global: {scrape_interval: 5s}\n")
    base = f"http://127.0.0.1:{free_port()}"
    with started(["prometheus", "--config.file", str(folder / "prometheus.yml"), "--storage.tsdb.path",
                  str(folder / "tsdb"), "--web.listen-address", base[7:], "--web.enable-remote-write-receiver"],
                 base + "/-/ready"):
        done = assay("detect", "table.csv", "-q", cwd=folder, env={"METRICS_ENDPOINT": base})
        check(done.returncode == 0, "remote write to Prometheus: " + done.stderr)
        query = urllib.parse.quote("sum(detection_total)")
        answer = json.load(urllib.request.urlopen(f"{base}/api/v1/query?query={query}"))
        report = json.loads((folder / "results/report.json").read_text())
        values = [float(result["value"][1]) for result in answer["data"]["result"]]
        check(values == [report["summary"]["total_errors"]], f"Prometheus holds {values}")
        query = urllib.parse.quote('detection_last_rows{job="detection_system"}')
        answer = json.load(urllib.request.urlopen(f"{base}/api/v1/query?query={query}"))
        check(len(answer["data"]["result"]) == 1, "the job label is set")


class Webhook(http.server.BaseHTTPRequestHandler):
    received = []
    status = 200

    def do_POST(self):
        Webhook.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(Webhook.status)
        self.end_headers()

    def log_message(self, *_):
        pass


def test_alerts(folder):
    write_table(folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/services/T0/B0/secret"
    env = {"ALERT_WEBHOOK": url, "ALERT_ALLOW_PRIVATE": "1", "ASSAY_STATE_DIR": str(folder / "state")}
    done = assay("detect", "gone.csv", "-q", cwd=folder, env=env)
    check(done.returncode == 3, f"a missing input is exit 3, not {done.returncode}")
    check(len(Webhook.received) == 1 and "run on gone.csv failed" in Webhook.received[0]["text"], "an alert arrives")
    assay("detect", "gone.csv", "-q", cwd=folder, env=env)
    check(len(Webhook.received) == 1, "an unchanged alert is suppressed")
    (folder / "gone.csv").write_text(TABLE)
    done = assay("detect", "gone.csv", "-q", cwd=folder, env=env)
    check(len(Webhook.received) == 2 and "RESOLVED" in Webhook.received[1]["text"], "its end is told")
    # The webhook is down: exit 5 behind a run that is fine, and nothing is lost.
    Webhook.status = 503
    (folder / "gone.csv").unlink()
    done = assay("detect", "gone.csv", "-q", cwd=folder, env=env)
    check(done.returncode == 3, "the input error is the more serious")
    check("secret" not in done.stderr, "the address of the webhook is not printed")
    done = assay("alerts", "flush", cwd=folder, env=env)
    check(done.returncode == 5 and "1 alerts wait" in done.stdout, "flush tells what waits: " + done.stdout)
    Webhook.status = 200
    done = assay("alerts", "flush", cwd=folder, env=env)
    check(done.returncode == 0 and "0 alerts wait" in done.stdout, "flush delivers")
    # The address may stand in a file; in production nobody else may read it.
    (folder / "webhook").write_text(url + "\n")
    (folder / "webhook").chmod(0o644)
    named = {key: value for key, value in env.items() if key != "ALERT_WEBHOOK"}
    named["ALERT_WEBHOOK_FILE"] = str(folder / "webhook")
    before = len(Webhook.received)
    done = assay("detect", "lost.csv", "-q", cwd=folder, env=named)
    check(done.returncode == 3 and len(Webhook.received) == before + 1, "ALERT_WEBHOOK_FILE: " + done.stderr)
    (folder / "production.json").write_text('{"environment": "production"}')
    done = assay("detect", "lost.csv", "-q", "-c", "production.json", cwd=folder, env=named)
    check(done.returncode == 2 and "ALERT_WEBHOOK_FILE" in done.stderr and "0644" in done.stderr,
          "a file that others may read: " + done.stderr)
    check("secret" not in done.stderr.replace("secret_", ""), "the address is not printed: " + done.stderr)
    # Not allowed: private targets, and plain HTTP in production.
    done = assay("detect", "table.csv", "-q", cwd=folder, env={**env, "ALERT_ALLOW_PRIVATE": "0"})
    check(done.returncode == 0, "no alert, no delivery")
    done = assay("detect", "none.csv", "-q", cwd=folder, env={**env, "ALERT_ALLOW_PRIVATE": "0"})
    check("public internet" in done.stderr, "private targets are refused: " + done.stderr)
    (folder / "production.json").write_text('{"environment": "production"}')
    done = assay("detect", "table.csv", "-q", "-c", "production.json", cwd=folder, env=env)
    check(done.returncode == 2 and "https://" in done.stderr, "production wants TLS: " + done.stderr)
    server.shutdown()


def test_a_webhook_that_nobody_vouches_for(folder):
    """Its certificate is no fault that may pass: it is told at once, and the alert waits."""
    make_certificate(folder)
    server = http.server.HTTPServer(("127.0.0.1", 0), Webhook)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Webhook.received.clear()
    env = {"ALERT_WEBHOOK": f"https://127.0.0.1:{server.server_port}/secret", "ALERT_ALLOW_PRIVATE": "1",
           "ASSAY_STATE_DIR": str(folder / "state")}
    start = time.monotonic()
    done = assay("detect", "gone.csv", "-q", "--max-retries", 3, "--retry-delay", 30, cwd=folder, env=env)
    check(done.returncode == 3 and "ALERT_CA_FILE" in done.stderr, "what to do is told: " + done.stderr)
    check(time.monotonic() - start < 25, "nothing is retried")
    done = assay("alerts", "flush", cwd=folder, env=env)
    check(done.returncode == 2 and "1 alerts wait" in done.stdout, "a configuration error: " + done.stdout + done.stderr)
    done = assay("alerts", "flush", cwd=folder, env={**env, "ALERT_CA_FILE": str(folder / "cert.pem")})
    check(done.returncode == 0 and len(Webhook.received) == 1, "with its CA it is delivered: " + done.stderr)
    server.shutdown()


def test_audit(folder):
    write_table(folder)
    check(assay("keys", "generate", "keys/audit.key", cwd=folder).returncode == 0, "keys generate")
    check((folder / "keys/audit.key").stat().st_mode & 0o777 == 0o600, "mode 0600")
    for _ in range(3):
        done = assay("detect", "table.csv", "-q", "--audit-log", "audit.log", cwd=folder,
                     env={"SSH_CONNECTION": "192.0.2.7 1 2 22"})
        check(done.returncode == 0, "detect with an audit log: " + done.stderr)
    done = assay("audit", "verify", "audit.log", cwd=folder)
    check(done.returncode == 0 and "6 lines" in done.stdout, "a run leaves two lines: " + done.stdout + done.stderr)
    line = json.loads((folder / "audit.log").read_text().splitlines()[0])
    for key in ("timestamp", "user", "action", "data_file", "config", "ip_address"):
        check(key in line, f"the audit line holds {key}")
    check(line["action"] == "detection_run" and line["data_file"] == "table.csv", "what ran on what")
    check(line["user"] == pwd.getpwuid(os.getuid()).pw_name and line["ip_address"] == "192.0.2.7", f"who, from where: {line}")
    done = assay("audit", "verify", "audit.log", "--expect-sequence", "7", cwd=folder)
    check(done.returncode == 3, "an older state is found against a noted sequence")
    text = (folder / "audit.log").read_text()
    (folder / "audit.log").write_text(text.replace('"data_file":"table.csv"', '"data_file":"other.csv"', 1))
    done = assay("audit", "verify", "audit.log", cwd=folder)
    check(done.returncode == 3 and "audit.log:1:" in done.stderr, "an edited line is named: " + done.stderr)
    (folder / "audit.log").write_text(text[:-100])
    done = assay("detect", "table.csv", "-q", "--audit-log", "audit.log", cwd=folder)
    check(done.returncode == 3, "no run on a log that was cut")
    (folder / "production.json").write_text('{"environment": "production"}')
    done = assay("detect", "table.csv", "-q", "-c", "production.json", "--audit-log", "new.log", "--audit-key",
                 "none.key", cwd=folder)
    check(done.returncode == 2 and "keys generate" in done.stderr and not (folder / "none.key").exists(),
          "production makes no key: " + done.stderr)


def test_history_and_compare(folder):
    write_table(folder)
    env = {"ASSAY_STATE_DIR": str(folder / "state")}
    assay("detect", "table.csv", "-q", "-o", "r1", cwd=folder, env=env)
    # a3 is mended, a row with the same kind of mistake comes in, and everything moves down one row.
    rows = TABLE.replace("a3, XL,12", "a3,XL,12").replace("sku,size,price\n", "sku,size,price\na0, S,9\n")
    write_table(folder, rows)
    assay("detect", "table.csv", "-q", "-o", "r2", cwd=folder, env=env)
    assay("detect", "none.csv", "-q", "-o", "r3", cwd=folder, env=env)
    runs = json.loads(assay("history", "--json", cwd=folder, env=env).stdout)
    check([run["exit_code"] for run in runs] == [3, 0, 0], f"history: {runs}")
    check(runs[0]["error"] != "" and runs[1]["rows"] == 8, "history tells rows and errors")
    reports = [json.loads((folder / name / "report.json").read_text()) for name in ("r1", "r2")]
    done = assay("compare", runs[2]["run_id"], runs[1]["run_id"], "--json", cwd=folder, env=env)
    check(done.returncode == 0, "compare: " + done.stderr)
    compared = json.loads(done.stdout)
    totals = [report["summary"]["total_errors"] for report in reports]
    check(compared["fixed"] + compared["persisting"] == totals[0], "fixed + persisting = all of the earlier run")
    check(compared["new"] + compared["persisting"] == totals[1], "new + persisting = all of the later run")
    check(compared["fixed"] >= 1 and compared["new"] >= 1 and compared["persisting"] >= 1, f"{compared}")
    done = assay("compare", "r1", "r2", "--list", "fixed", cwd=folder)
    values = [json.loads(line)["value"] for line in done.stdout.splitlines()]
    check(" XL" in values, f"the mended cell is listed: {values}")
    same = json.loads(assay("compare", "r1", "r1", "--json", cwd=folder).stdout)
    check(same["new"] == 0 and same["fixed"] == 0, "a run equals itself")
    shutil.rmtree(folder / "r2")
    assay("detect", "table.csv", "-q", "-o", "r2", cwd=folder)
    done = assay("compare", runs[2]["run_id"], runs[1]["run_id"], cwd=folder, env=env)
    check(done.returncode == 2 and "another run" in done.stderr, "a directory that was reused: " + done.stderr)
    done = assay("compare", "nope", "last", cwd=folder, env=env)
    check(done.returncode == 2 and "assay history" in done.stderr, "an unknown run: " + done.stderr)


def test_suppressions(folder):
    write_table(folder)
    assay("detect", "table.csv", "-q", cwd=folder)
    findings = [json.loads(line) for line in (folder / "results/findings.jsonl").read_text().splitlines()]
    fingerprint = findings[0]["fingerprint"]
    done = assay("suppress", fingerprint, "--reason", "known: see the ticket", "--until", "2999-12-31", "--owner", "ada",
                 cwd=folder)
    check(done.returncode == 0, "suppress: " + done.stderr)
    assay("detect", "table.csv", "-q", "--suppressions", "suppressions.yaml", cwd=folder)
    left = [json.loads(line)["fingerprint"] for line in (folder / "results/findings.jsonl").read_text().splitlines()]
    check(fingerprint not in left and len(left) == len(findings) - 1, "a suppressed finding is not reported")
    text = (folder / "suppressions.yaml").read_text().replace("2999-12-31", "2020-01-01")
    (folder / "suppressions.yaml").write_text(text)
    done = assay("detect", "table.csv", "-v", "--suppressions", "suppressions.yaml", cwd=folder)
    left = (folder / "results/findings.jsonl").read_text()
    check(fingerprint in left and "ended on 2020-01-01" in done.stderr, "behind its end it is reported: " + done.stderr)
    (folder / "bad.yaml").write_text("- finding: NOT_A_CODE\n  owner: a\n  reason: b\n  until: 2999-01-01\n")
    done = assay("suppressions", "bad.yaml", cwd=folder)
    check(done.returncode == 2 and "bad.yaml:1:" in done.stderr, "a mistake has a place: " + done.stderr)
    for words in (["--until", "2020-01-01", "--reason", "x"], ["--until", "2999-01-01"]):
        check(assay("suppress", "EMPTY_VALUE", *words, cwd=folder).returncode == 2, f"refused: {words}")


def test_keys(folder):
    check(assay("keys", "generate", cwd=folder).returncode == 0, "keys generate")
    check(assay("keys", "generate", cwd=folder).returncode == 2, "an existing key is not overwritten")
    token = assay("encrypt", "--token", cwd=folder, stdin="from assay").stdout.strip()
    check(assay("decrypt", "--token", cwd=folder, stdin=token).stdout == "from assay", "a token comes back")
    done = assay("decrypt", "--token", cwd=folder, stdin=token[:-4] + "AAA=")
    check(done.returncode == 2 and done.stdout == "", "a changed token is refused")
    plain = os.urandom(300_000)
    (folder / "plain").write_bytes(plain)
    check(assay("encrypt", "plain", "sealed", cwd=folder).returncode == 0, "encrypt a file")
    check(assay("keys", "rotate", cwd=folder).returncode == 0, "keys rotate")
    check(assay("decrypt", "sealed", "out", cwd=folder).returncode == 0, "an old key still reads")
    check((folder / "out").read_bytes() == plain, "the file comes back")
    (folder / "sealed").write_bytes((folder / "sealed").read_bytes()[:-1])
    done = assay("decrypt", "sealed", "cut", cwd=folder)
    check(done.returncode == 3 and not (folder / "cut").exists(), "a cut file is refused")
    try:
        from cryptography.fernet import Fernet, MultiFernet
    except ImportError:
        print("skipped: Python's cryptography is not installed")
        return
    keys = (folder / "keys/data.key").read_text().split()
    ring = MultiFernet([Fernet(key) for key in keys])
    check(ring.decrypt(token.encode()) == b"from assay", "Python reads our token")
    theirs = Fernet(keys[1]).encrypt("from Python, größe".encode()).decode()
    check(assay("decrypt", "--token", cwd=folder, stdin=theirs).stdout == "from Python, größe", "we read Python's token")
    rotated = assay("keys", "rotate", "--tokens", cwd=folder, stdin=theirs).stdout.strip()
    newest = (folder / "keys/data.key").read_text().split()[0]
    check(Fernet(newest).decrypt(rotated.encode()).decode() == "from Python, größe", "Python reads a rotated token")
    check(Fernet(newest).extract_timestamp(rotated.encode()) == Fernet(keys[1]).extract_timestamp(theirs.encode()),
          "rotation keeps the time")


def test_backup(folder):
    write_table(folder)
    (folder / "brand_configs").mkdir()
    (folder / "brand_configs/acme.json").write_text('{"brand_name": "acme"}')
    env = {"ASSAY_STATE_DIR": "state"}
    check(assay("keys", "generate", "keys/audit.key", cwd=folder).returncode == 0, "keys generate")
    done = assay("detect", "table.csv", "-q", "-o", "results/2026-11-24", "--audit-log", "audit.log", cwd=folder, env=env)
    check(done.returncode == 0, "detect: " + done.stderr)
    report = (folder / "results/2026-11-24/report.json").read_bytes()
    done = assay("backup", "--dry-run", cwd=folder)
    check("brand_configs/acme.json" in done.stdout and not (folder / "backup").exists(), "a dry run writes nothing")
    done = assay("backup", cwd=folder)
    check(done.returncode == 0 and "Backup completed" in done.stdout, "backup: " + done.stderr)
    done = assay("backup", "--dry-run", "--configurations", "brand_configs,gone.json", cwd=folder)
    check(done.returncode == 0 and "'gone.json'" in done.stderr and "brand_configs'" not in done.stderr,
          "what is named and not there is missed: " + done.stderr)
    done = assay("backup", "verify", cwd=folder)
    check(done.returncode == 0 and "Configuration Files: 1" in done.stdout, "backup verify: " + done.stderr)
    for name in ("results", "state", "brand_configs"):
        shutil.rmtree(folder / name)
    (folder / "audit.log").unlink()
    done = assay("restore", "backup", cwd=folder)
    check(done.returncode == 0, "restore: " + done.stderr)
    check((folder / "results/2026-11-24/report.json").read_bytes() == report, "the report is back")
    check(assay("audit", "verify", "audit.log", cwd=folder).returncode == 0, "the audit log is back and whole")
    check("table.csv" in assay("history", cwd=folder, env=env).stdout, "the history is back")
    check(assay("restore", "--roll-back", cwd=folder).returncode == 0, "roll back")
    check(not (folder / "audit.log").exists(), "the restore is undone")
    done = assay("restore", "backup", "--only", "audit.log,confg", cwd=folder)
    check(done.returncode == 2 and "holds nothing at 'confg'" in done.stderr, "--only of what is not there: " + done.stderr)
    done = assay("backup", "--dry-run", "--state", "/etc/passwd", cwd=folder)
    check(done.returncode == 2 and "'/etc/passwd' is elsewhere" in done.stderr, "a file of elsewhere: " + done.stderr)
    done = assay("backup", "--dry-run", "--results", "", cwd=folder)
    check(done.returncode == 0 and "table.csv" not in done.stdout, "'' names nothing, not the root")
    done = assay("backup", "verify", "table.csv", cwd=folder)
    check(done.returncode == 3 and "the backup 'table.csv' is damaged" in done.stderr, "no backup: " + done.stderr)
    archive = next((folder / "backup").glob("*.tar.zst"))
    archive.write_bytes(archive.read_bytes()[:-1])
    check(assay("backup", "verify", cwd=folder).returncode == 3, "a cut backup is exit 3")
    check(assay("restore", "backup", cwd=folder).returncode == 3, "a cut backup is not restored")


def test_a_limit_on_file_sizes_is_told(folder):
    """Without SIGXFSZ being ignored, the limit kills the program without a word."""
    write_table(folder)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731
    done = subprocess.run([ASSAY, "detect", "table.csv", "-q"], cwd=folder, capture_output=True, text=True, preexec_fn=limit)
    check(done.returncode == 3 and "File too large" in done.stderr, f"exit {done.returncode}: {done.stderr}")
    check(not (folder / "results/report.json").exists(), "no half report")


def test_log_file(folder):
    write_table(folder)
    done = assay("detect", "table.csv", "--log-file", "logs/detection.log", cwd=folder)
    check(done.returncode == 0, "detect with a log file: " + done.stderr)
    lines = [json.loads(line) for line in (folder / "logs/detection.log").read_text().splitlines()]
    check(len(lines) > 0, "the run is logged")
    run_id = json.loads((folder / "results/run.json").read_text())["run_id"]
    for line in lines:
        check(list(line) == ["asctime", "name", "levelname", "message", "run_id"], f"keys of the log: {list(line)}")
        check(line["name"] == "detection" and line["run_id"] == run_id, "logger and run id")
    check(done.stdout == "", "nothing but data on standard output")


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

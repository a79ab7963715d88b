#!/usr/bin/env python3
"""The deployment files, checked as far as this machine can: Kubernetes schemas, systemd, logrotate,
promtool, the dashboard's queries on a real Prometheus, the Airflow DAG's shape and its extractor.

    ASSAY=build/release/assay tests/cli/test_deploy.py

What is not installed is skipped and named. Exit 0 when all is well.
"""
import contextlib
import importlib
import json
import os
import pathlib
import queue
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import types
import urllib.parse
import urllib.request

from post_server import PostServer
from service import Service

ASSAY = os.path.abspath(os.environ.get("ASSAY", "build/release/assay"))
ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FAILURES = []


def check(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


def have(*tools):
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        print("skipped:", ", ".join(missing), "not installed")
    return not missing


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, **more)


def rendered(overlay):
    import yaml
    done = run("kubectl", "kustomize", DEPLOY / "kubernetes/overlays" / overlay)
    check(done.returncode == 0, f"kustomize {overlay}: {done.stderr}")
    return [document for document in yaml.safe_load_all(done.stdout) if document]


def pod_of(document):
    spec = document["spec"]
    if document["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    return spec["template"]["spec"]


def test_kubernetes():
    if not have("kubectl"):
        return
    for overlay in ("production", "indexed", "service"):
        documents = rendered(overlay)
        try:
            import kubernetes_validate
            for document in documents:
                kubernetes_validate.validate(document, "1.29", strict=True)
        except ImportError:
            print("skipped: the Python package kubernetes-validate is not installed")
        names = {(document["kind"], document["metadata"]["name"]) for document in documents}
        check(("Job", "detection-job") in names and ("CronJob", "detection-nightly") in names, f"{names}")
        for document in documents:
            if document["kind"] not in ("Job", "CronJob", "Deployment"):
                continue
            pod = pod_of(document)
            container = pod["containers"][0]
            check(re.search(r"@sha256:[0-9a-f]{64}$", container["image"]), "images are pinned by digest")
            check(container["name"] == "detection", "the container's name")
            check(container["resources"]["requests"] == {"memory": "8Gi", "cpu": "4"}, "requests")
            check(container["resources"]["limits"] == {"memory": "16Gi", "cpu": "8"}, "limits")
            security = container["securityContext"]
            check(pod["securityContext"]["runAsNonRoot"] and security["readOnlyRootFilesystem"], "restricted")
            check(security["capabilities"]["drop"] == ["ALL"] and not security["allowPrivilegeEscalation"], "restricted")
            claims = [v["persistentVolumeClaim"]["claimName"] for v in pod["volumes"] if "persistentVolumeClaim" in v]
            maps = [v["configMap"]["name"] for v in pod["volumes"] if "configMap" in v]
            for name in [("PersistentVolumeClaim", c) for c in claims] + [("ConfigMap", m) for m in maps]:
                check(name in names, f"{name} is shipped")
            # The arguments are those of the program: a dry check of the flags.
            words = [word.replace("/data/", "gone/").replace("/secrets/", "gone/") for word in container["args"]]
            with tempfile.TemporaryDirectory() as folder:
                done = run(ASSAY, *words, cwd=folder)
            check(done.returncode != 0 and "unknown" not in done.stderr, f"the container's arguments: {done.stderr}")
    job = next(d for d in rendered("production") if d["kind"] == "Job")
    check((job["spec"]["parallelism"], job["spec"]["completions"], job["spec"]["backoffLimit"]) == (1, 1, 3), "the job")
    check(job["metadata"]["labels"]["app"] == "data-quality-detection", "the label")
    check(pod_of(job)["restartPolicy"] == "OnFailure", "restartPolicy")
    nightly = next(d for d in rendered("production") if d["kind"] == "CronJob")["spec"]["jobTemplate"]["spec"]
    final = [rule["onExitCodes"]["values"] for rule in nightly["podFailurePolicy"]["rules"] if rule["action"] == "FailJob"]
    check(final == [[2, 4, 6]], f"usage, bugs and failed detectors are not tried again: {final}")
    check(pod_of({"kind": "", "spec": nightly})["restartPolicy"] == "Never", "what podFailurePolicy needs")
    service = {document["kind"]: document for document in rendered("service")}
    pod = pod_of(service["Deployment"])
    check(service["Deployment"]["spec"]["strategy"]["type"] == "Recreate", "one service at a time has the data")
    ports = {port["name"] for port in pod["containers"][0]["ports"]}
    check({port["targetPort"] for port in service["Service"]["spec"]["ports"]} == ports, "the service's ports")
    labels = service["Deployment"]["spec"]["template"]["metadata"]["labels"]
    check(service["Service"]["spec"]["selector"].items() <= labels.items(), "the service finds its pod")
    role = next(d for d in rendered("production") if d["kind"] == "Role")
    for rule in role["rules"]:
        named = "resourceNames" in rule
        check(named or set(rule["verbs"]) <= {"create", "list"}, f"the role is narrow: {rule}")


def test_systemd():
    if not have("systemd-analyze"):
        return
    with tempfile.TemporaryDirectory() as folder:
        for unit in (DEPLOY / "systemd").iterdir():
            text = unit.read_text().replace("/usr/local/bin/assay", ASSAY)
            (pathlib.Path(folder) / unit.name).write_text(text)
        for unit in sorted(pathlib.Path(folder).iterdir()):
            done = run("systemd-analyze", "verify", "--man=no", unit)
            ours = [line for line in done.stderr.splitlines() if "assay" in line]
            check(not ours, f"{unit.name}: {ours}")


def test_logrotate():
    if not have("logrotate"):
        return
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / "assay"
        config.write_text((DEPLOY / "logrotate/assay").read_text().replace("/var/lib/assay", folder).replace(
            "su assay assay", ""))
        config.chmod(0o644)
        logs = pathlib.Path(folder) / "logs"
        logs.mkdir()
        (logs / "operations_20261101.log").write_text("x\n")
        (logs / "audit.log").write_text("x\n")
        done = run("logrotate", "-f", "-s", pathlib.Path(folder) / "state", config)
        check(done.returncode == 0, "logrotate: " + done.stderr)
        check((logs / "operations_20261101.log.1.gz").exists(), "operations logs are rotated")
        check((logs / "audit.log").exists(), "the audit log is not")


def test_prometheus_rules():
    if not have("promtool"):
        return
    done = run("promtool", "test", "rules", "alerts_test.yml", cwd=DEPLOY / "prometheus")
    check(done.returncode == 0, "promtool: " + done.stdout + done.stderr)
    rules = (DEPLOY / "prometheus/alerts.yml").read_text()
    tests = (DEPLOY / "prometheus/alerts_test.yml").read_text()
    runbooks = (ROOT / "docs/operations/runbooks.md").read_text()
    for alert in re.findall(r"- alert: (\w+)", rules):
        check(f"alertname: {alert}" in tests, f"{alert} has a test")
        check(f"## {alert}\n" in runbooks, f"{alert} has a runbook")


def dashboard():
    return json.loads((DEPLOY / "grafana/dashboard.json").read_text())


def test_dashboard():
    board = dashboard()
    check(board["schemaVersion"] >= 30 and board["title"], "the dashboard is importable")
    titles = [panel["title"] for panel in board["panels"]]
    check(titles[:4] == ["Detection Rate", "Processing Time", "Error Distribution", "System Health"], f"{titles}")
    check(len({panel["id"] for panel in board["panels"]}) == len(board["panels"]), "ids are unique")
    taken = set()
    for panel in board["panels"]:
        place = panel["gridPos"]
        cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        check(place["x"] + place["w"] <= 24 and not cells & taken, f"{panel['title']} has its own place")
        taken |= cells
        check(panel["type"] and panel["datasource"]["uid"] == "${datasource}" and panel["targets"], panel["title"])


def known_words():
    """Metrics and environment variables that the program's source names."""
    sources = [path for folder in ("src", "apps") for path in (ROOT / folder).rglob("*.cc")]
    return {word for path in sources for word in
            re.findall(r'"((?:detection|ASSAY|ALERT|DETECTION|METRICS|MODEL)_[A-Za-z_]+)"', path.read_text(encoding="utf-8"))}


def test_names():
    """What the deployment files and the page on monitoring name, the program knows, and the other way around."""
    known = known_words()
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    page = (ROOT / "docs/operations/monitor.md").read_text(encoding="utf-8")
    others = {"detection_system",  # a job of Prometheus
              "ASSAY_COMMIT", "ASSAY_TESTS", "ASSAY_UID",  # of the image's build, of compose
              "ASSAY_JOB_FILE", "ASSAY_SOURCE_DIR", "ASSAY_SOURCE_QUERY", "ASSAY_WORK_DIR"}  # of the DAG itself
    for path, text in texts.items():
        watches = path.parent.name in ("prometheus", "grafana")
        words = r"\b(?:detection_[a-z_]+|ASSAY_[A-Z_]+|(?:ALERT|DETECTION|METRICS|MODEL)_[A-Z_]+)" if watches else \
            r"\b(?:ASSAY|ALERT|DETECTION|METRICS|MODEL)_[A-Z_]+"
        for word in set(re.findall(words, text)) - others:
            check(re.sub("_(bucket|sum|count)$", "", word) in known, f"{path.name}: the program knows no {word}")
    families = {word for word in known if word.startswith("detection_")} - {"detection_run", "detection_end"}
    told = set(re.findall(r"detection_[a-z_]+", page))
    groups = {word for word in told if word.endswith("_")}
    for word in told - groups:
        check(word in known, f"monitor.md: the program knows no {word}")
    for word in families - {"detection_system"}:
        check(word in told or any(word.startswith(group) for group in groups), f"monitor.md does not tell of {word}")


def commands():
    """What compose and systemd start: the words behind the program's name."""
    import yaml
    compose = yaml.safe_load((DEPLOY / "compose/docker-compose.yml").read_text())
    for name in ("detection", "service"):
        yield f"compose {name}", compose["services"][name]["command"]
    for unit in (DEPLOY / "systemd").glob("*.service"):
        line = re.search(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)[1]
        words = shlex.split(line)
        if words[0] == "/bin/sh":
            words = shlex.split(words[-1].removeprefix("exec "))
        yield unit.name, words[1:]


def test_commands():
    """Every flag that is given is one of the command's."""
    for name, words in commands():
        command = " ".join(words[:2]) if run(ASSAY, *words[:2], "--help").returncode == 0 and words[0] == "maintain" else words[0]
        help_text = run(ASSAY, *command.split(), "--help").stdout
        flags = set(re.findall(r"--[a-z][a-z-]*", help_text))
        for word in words:
            if word.startswith("--"):
                check(word.split("=")[0] in flags, f"{name}: assay {command} has no {word}")


def test_exit_codes():
    """Those that units and jobs decide by are told in the page."""
    page = (ROOT / "docs/operations/troubleshoot.md").read_text(encoding="utf-8")
    told = {int(code) for cell in re.findall(r"(?m)^\| ([\d, ]+) \|", page) for code in cell.split(",")}
    for path in (*(DEPLOY / "systemd").glob("*.service"), *DEPLOY.rglob("cron-job.yaml")):
        text = path.read_text(encoding="utf-8")
        for numbers in re.findall(r"(?:ExitStatus=|values: \[)([\d, ]+)", text):
            for code in re.findall(r"\d+", numbers):
                check(int(code) in told, f"{path.name}: nothing tells of the exit code {code}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def started(address, *words):
    """A server that runs as long as the block; its base URL."""
    with subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://{address}/-/ready", timeout=1).read()
                    break
                time.sleep(0.1)
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait()


def prometheus(folder, target, more=""):
    address = f"127.0.0.1:{free_port()}"
    scrape = (DEPLOY / "prometheus/scrape.yml").read_text().replace("localhost:8743", target)
    (folder / "prometheus.yml").write_text("global: {scrape_interval: 1s, evaluation_interval: 1s}\n" + scrape + more)
    return started(address, "prometheus", "--config.file", folder / "prometheus.yml",
                   "--storage.tsdb.path", folder / "tsdb", "--web.listen-address", address,
                   "--web.enable-remote-write-receiver", "--rules.alert.resend-delay=1s")


def alertmanager(folder, webhook):
    """With the shipped file, but that it does not wait for more alerts and that every webhook is `webhook`."""
    address = f"127.0.0.1:{free_port()}"
    (folder / "url").write_text(webhook)
    config = (DEPLOY / "prometheus/alertmanager.yml").read_text().replace("group_wait: 30s", "group_wait: 0s")
    (folder / "alertmanager.yml").write_text(re.sub(r"/etc/alertmanager/\w+_url\b", str(folder / "url"), config))
    return started(address, "prometheus-alertmanager", f"--config.file={folder}/alertmanager.yml",
                   f"--storage.path={folder}/alertmanager", f"--web.listen-address={address}",
                   "--cluster.listen-address=")


def test_alertmanager():
    if not have("amtool"):
        return
    config = DEPLOY / "prometheus/alertmanager.yml"
    done = run("amtool", "check-config", config)
    check(done.returncode == 0, "amtool: " + done.stdout + done.stderr)
    for severity, receiver in (("critical", "on-call"), ("warning", "team")):
        done = run("amtool", "config", "routes", "test", "--config.file", config, f"severity={severity}")
        check(done.stdout.split() == [receiver], f"{severity} goes to {done.stdout}")


def test_a_failed_run_reaches_those_on_call():
    if not have("prometheus", "prometheus-alertmanager"):
        return
    told = queue.Queue()
    server = PostServer(lambda _, body: told.put(json.loads(body)) or 200)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with alertmanager(folder, f"http://{server.address}/hook") as manager:
            rules = f"rule_files: [{DEPLOY}/prometheus/alerts.yml]\nalerting: {{alertmanagers: [{{static_configs: " \
                    f"[{{targets: ['{manager.removeprefix('http://')}']}}]}}]}}\n"
            with prometheus(folder, "127.0.0.1:9", rules) as base:
                env = {**os.environ, "METRICS_ENDPOINT": base, "ASSAY_STATE_DIR": "state"}
                done = run(ASSAY, "detect", "not_there.csv", "-q", cwd=folder, env=env)
                check(done.returncode == 3, "detect: " + done.stderr)
                try:
                    message = json.dumps(told.get(timeout=60))
                except queue.Empty:
                    message = "nothing"
                check("DetectionRunFailed" in message and "exit code 3" in message and
                      "runbooks.md#detectionrunfailed" in message, f"those on call were told {message}")
    server.close()


def values_of(base, expression):
    answer = json.load(urllib.request.urlopen(f"{base}/api/v1/query?query={urllib.parse.quote(expression)}"))
    return [result["value"][1] for result in answer["data"]["result"]]


def test_dashboard_on_a_real_prometheus():
    if not have("prometheus"):
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "data").mkdir()
        (folder / "data/test_sample.csv").write_text("sku,size\na1,M\na2, L\na3,S\na4, M\n")
        (folder / "service").mkdir()
        service = Service(folder / "service", "--metrics-port", free_port(), "--quiet")
        with service, prometheus(folder, f"127.0.0.1:{service.addresses[1][2]}") as base:
            env = {**os.environ, "METRICS_ENDPOINT": base, "ASSAY_STATE_DIR": "state"}
            for _ in range(3):
                done = run(ASSAY, "detect", "data/test_sample.csv", "-q", cwd=folder, env=env)
                check(done.returncode == 0, "detect: " + done.stderr)
                time.sleep(1)
            run(ASSAY, "backup", cwd=folder)
            run(ASSAY, "daily", "--no-yesterday", cwd=folder, env=env)
            deadline = time.monotonic() + 30  # a target is scraped some seconds behind the start
            while not values_of(base, "up") and time.monotonic() < deadline:
                time.sleep(0.2)
            check(values_of(base, "detection_healthy") == ["1"], "the service tells its health")
            for panel in dashboard()["panels"]:
                for target in panel["targets"]:
                    values = values_of(base, target["expr"])
                    check(values and "NaN" not in values, f"{panel['title']}: {target['expr']} gives {values}")


class Task:
    """Stands in for an Airflow operator where Airflow is not installed: records what it was given."""
    made = {}

    def __init__(self, task_id, **given):
        Task.made[task_id] = self
        self.given, self.after = given, []

    def __rshift__(self, other):
        self.after.append(other)
        return other


class Dag:
    made = None

    def __init__(self, dag_id, **given):
        Dag.made, self.dag_id, self.given = self, dag_id, given

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def load_dag(modules):
    for name in [n for n in sys.modules if n.split(".")[0] == "airflow"]:
        del sys.modules[name]
    for name, attributes in modules.items():
        module = types.ModuleType(name)
        module.__path__ = []
        vars(module).update(attributes)
        sys.modules[name] = module
    sys.path.insert(0, str(DEPLOY / "airflow"))
    sys.modules.pop("data_quality_detection", None)
    Task.made = {}
    return importlib.import_module("data_quality_detection")


AIRFLOW_2 = {"airflow": {"DAG": Dag}, "airflow.operators": {}, "airflow.operators.bash": {"BashOperator": Task},
             "airflow.operators.python": {"PythonOperator": Task}}
AIRFLOW_3 = {"airflow": {}, "airflow.sdk": {"DAG": Dag}, "airflow.providers": {}, "airflow.providers.standard": {},
             "airflow.providers.standard.operators": {},
             "airflow.providers.standard.operators.bash": {"BashOperator": Task},
             "airflow.providers.standard.operators.python": {"PythonOperator": Task}}


def test_airflow_dag():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.environ["ASSAY_WORK_DIR"] = name
        for modules in (AIRFLOW_2, AIRFLOW_3):
            module = load_dag(modules)
            check(list(Task.made) == ["extract_data", "run_detection", "process_results"], f"{list(Task.made)}")
            check(Task.made["extract_data"].after == [Task.made["run_detection"]], "extract >> run")
            check(Task.made["run_detection"].after == [Task.made["process_results"]], "run >> process")
            check(Dag.made.dag_id == "data_quality_detection" and Dag.made.given["schedule"] == "0 2 * * *", "schedule")
            check(Dag.made.given["catchup"] is False and module.default_args["retries"] == 1, "default_args")
            check("schedule_interval" not in Dag.made.given, "no key that Airflow 3 removed")
        # The commands themselves, for one date, twice: idempotent.
        (folder / "in").mkdir()
        (folder / "in/20261124_data.csv").write_text("sku,size\na1,M\na2, L\n")
        env = {**os.environ, "ASSAY_SOURCE_DIR": str(folder / "in"), "PATH": f"{folder}/bin:{os.environ['PATH']}"}
        (folder / "bin").mkdir()
        (folder / "bin/assay").symlink_to(ASSAY)
        reports = []
        for _ in range(2):
            for task in ("extract_data", "run_detection"):
                command = Task.made[task].given["bash_command"].replace("{{ ds }}", "2026-11-24")
                done = run("bash", "-c", command, env=env)
                check(done.returncode == 0, f"{task}: {done.stderr}")
            reports.append((folder / "results/2026-11-24/report.json").read_bytes())
        check(reports[0] == reports[1], "a rerun gives the same report")
        process = Task.made["process_results"].given["python_callable"]
        check(process(ds="2026-11-24")["records"] == 2, "process_results reads the report")
        report = json.loads(reports[0])
        report["summary"]["critical_errors"] = 3
        (folder / "results/2026-11-24").rename(folder / "results/20261124")
        (folder / "results/20261124/report.json").write_text(json.dumps(report))
        try:
            process(ds="2026-11-24")
            check(False, "critical errors fail the task")
        except ValueError as error:
            check("3 critical errors" in str(error), "the message tells how many")


def test_extractor():
    script = DEPLOY / "airflow/extract_daily_data.py"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "in").mkdir()
        words = [sys.executable, script, "--date", "2026-11-24", "--source", folder / "in", "--target", folder / "out"]
        check(run(*words).returncode == 75, "a file that is not there yet is transient")
        source = folder / "in/2026-11-24_data.csv"
        source.write_text("a\n1\n")
        (folder / "in/2026-11-24_data.csv.sha256").write_text("0" * 64 + "  2026-11-24_data.csv\n")
        check(run(*words).returncode == 3, "a wrong checksum")
        check(not (folder / "out/2026-11-24_data.csv").exists(), "nothing appears")
        (folder / "in/2026-11-24_data.csv.sha256").unlink()
        check(run(*words).returncode == 0 and run(*words).returncode == 0, "twice is fine")
        check(json.loads((folder / "out/watermark.json").read_text())["latest"] == "2026-11-24", "the watermark")
        source.write_text("a\n2\n")
        check(run(*words).returncode == 3, "another file for the same day")
        check((folder / "out/2026-11-24_data.csv").read_text() == "a\n1\n", "the first one stays")
        check(run(*words, "--replace").returncode == 0, "unless it is replaced")


def test_compose():
    import yaml
    compose = yaml.safe_load((DEPLOY / "compose/docker-compose.yml").read_text())
    check(set(compose["services"]) == {"detection", "service", "pushgateway", "prometheus", "alertmanager", "grafana"},
          "the services")
    for service in compose["services"].values():
        check("build" in service or re.search(r":v?\d", service["image"]), "images have a version")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            named = source in ("./data", *compose["volumes"])
            check(named or (DEPLOY / "compose" / source).exists(), f"{source} is shipped")
    check("--persistence.file" in compose["services"]["pushgateway"]["command"][0], "the Pushgateway forgets nothing")
    programs = [words for words in (["docker", "compose"], ["docker-compose"])
                if shutil.which(words[0]) and run(*words, "version").returncode == 0]
    for words in programs[:1]:
        done = run(*words, "-f", DEPLOY / "compose/docker-compose.yml", "--profile", "service",
                   "--profile", "alerts", "config", "-q")
        check(done.returncode == 0, "docker compose config: " + done.stderr)
    if not programs:
        print("skipped: docker compose is not installed")


def main():
    for name, test in [(n, t) for n, t in globals().items() if n.startswith("test_")]:
        before = len(FAILURES)
        test()
        print(f"{'ok' if len(FAILURES) == before else 'FAILED'}: {name}")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())

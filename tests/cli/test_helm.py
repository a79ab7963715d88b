#!/usr/bin/env python3
"""The Helm chart: with its defaults it renders to what kustomize makes of overlays/production; its values reach
the manifests; wrong values are refused by its schema.

    tests/cli/test_helm.py

With `helm` on the PATH, helm renders and lints. Without it, the templates are rendered here: they use nothing but
values, `if`, `range`, `quote` and `indent`, and anything else fails the test.
"""
import copy
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

try:
    import yaml
except ImportError:
    raise SystemExit(print("skipped: the Python package yaml is not installed"))

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHART = ROOT / "deploy/helm"
ACTION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")


def lookup(path, scope):
    value = scope
    for part in path.lstrip(".").split("."):
        value = value[part]
    return value


def evaluate(expression, scope):
    first, *filters = [part.strip() for part in expression.split("|")]
    value = scope[first] if first.startswith("$") else lookup(first, scope)
    for one in filters:
        if one == "quote":
            value = '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
        elif re.fullmatch(r"indent \d+", one):
            pad = " " * int(one.split()[1])
            value = "\n".join(pad + line for line in str(value).rstrip("\n").split("\n"))
        else:
            raise ValueError(f"the filter '{one}' needs helm")
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)


def render(text, scope):
    """The subset of Go's templates that the chart uses. A line that holds only a block's action leaves none."""
    out, lines, at = [], text.split("\n"), 0

    def block(end):
        depth = 1
        for index in range(end, len(lines)):
            action = ACTION.fullmatch(lines[index].strip())
            word = action and action[1].split()[0]
            depth += 1 if word in ("if", "range") else -1 if word == "end" else 0
            if depth == 0:
                return index
        raise ValueError("a block has no end")

    while at < len(lines):
        action = ACTION.fullmatch(lines[at].strip())
        word = action and action[1].split()[0]
        if word in ("if", "range"):
            end = block(at + 1)
            body = "\n".join(lines[at + 1:end])
            if word == "if" and lookup(action[1].split()[1], scope):
                out.append(render(body, scope))
            if word == "range":
                key, value, path = re.fullmatch(r"range (\$\w+), (\$\w+) := (\S+)", action[1]).groups()
                for name, item in sorted(lookup(path, scope).items()):
                    out.append(render(body, scope | {key: name, value: item}))
            at = end
        else:
            out.append(ACTION.sub(lambda match: evaluate(match[1], scope), lines[at]))
        at += 1
    return "\n".join(out)


def merged(base, over):
    base = copy.deepcopy(base)
    for key, value in over.items():
        base[key] = merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
    return base


def chart(namespace="data-quality", **over):
    """The chart's documents by kind and name."""
    if shutil.which("helm"):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            yaml.safe_dump(over, file)
            file.flush()
            done = subprocess.run(["helm", "template", "detection", CHART, "--namespace", namespace, "-f", file.name],
                                  capture_output=True, text=True)
        if done.returncode != 0:
            raise ValueError(done.stderr)
        texts = [done.stdout]
    else:
        values = merged(yaml.safe_load((CHART / "values.yaml").read_text()), over)
        scope = {"Values": values, "Release": {"Namespace": namespace, "Name": "detection"}}
        texts = [render(path.read_text(), scope) for path in sorted((CHART / "templates").glob("*.yaml"))]
    documents = [document for text in texts for document in yaml.safe_load_all(text) if document]
    return {(document["kind"], document["metadata"]["name"]): document for document in documents}


class Helm(unittest.TestCase):
    maxDiff = None

    def test_the_defaults_are_the_production_overlay(self):
        if not shutil.which("kubectl"):
            self.skipTest("kubectl is not installed")
        done = subprocess.run(["kubectl", "kustomize", ROOT / "deploy/kubernetes/overlays/production"],
                              capture_output=True, text=True, check=True)
        wanted = {(d["kind"], d["metadata"]["name"]): d for d in yaml.safe_load_all(done.stdout)
                  if d["kind"] != "Namespace"}
        found = chart()
        self.assertEqual(set(found), set(wanted))
        for name, document in wanted.items():
            self.assertEqual(found[name], document, name)

    def test_the_manifests_fit_kubernetes(self):
        try:
            import kubernetes_validate
        except ImportError:
            self.skipTest("the Python package kubernetes-validate is not installed")
        for document in chart().values():
            kubernetes_validate.validate(document, "1.29", strict=True)

    def test_values_reach_the_manifests(self):
        digest = "sha256:" + "a" * 64
        documents = chart("night", image={"repository": "r/x", "digest": digest}, storage="5Gi",
                          nightly={"schedule": "5 4 * * *"}, job={"enabled": False}, secretName="other",
                          brands={"shop.json": '{"brand_name": "shop"}\n'})
        self.assertNotIn(("Job", "detection-job"), documents)
        self.assertEqual({document["metadata"]["namespace"] for document in documents.values()}, {"night"})
        nightly = documents["CronJob", "detection-nightly"]["spec"]
        pod = nightly["jobTemplate"]["spec"]["template"]["spec"]
        self.assertEqual(nightly["schedule"], "5 4 * * *")
        self.assertEqual(pod["containers"][0]["image"], f"r/x@{digest}")
        self.assertIn("other", [volume["secret"]["secretName"] for volume in pod["volumes"] if "secret" in volume])
        claim = documents["PersistentVolumeClaim", "detection-data-pvc"]
        self.assertEqual(claim["spec"]["resources"]["requests"]["storage"], "5Gi")
        self.assertEqual(yaml.safe_load(documents["ConfigMap", "brand-config"]["data"]["shop.json"])["brand_name"], "shop")

    def test_the_schema_takes_the_defaults_and_refuses_mistakes(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("the Python package jsonschema is not installed")
        schema = yaml.safe_load((CHART / "values.schema.json").read_text())
        values = yaml.safe_load((CHART / "values.yaml").read_text())
        jsonschema.validate(values, schema)
        for wrong in ({"image": {"digest": "latest"}}, {"storage": 5}, {"nightly": {"schedul": "x"}}, {"imge": {}}):
            with self.assertRaises(jsonschema.ValidationError):
                jsonschema.validate(merged(values, wrong), schema)

    def test_helm_lints_it(self):
        if not shutil.which("helm"):
            self.skipTest("helm is not installed: the templates were rendered by this test")
        done = subprocess.run(["helm", "lint", "--strict", CHART], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()

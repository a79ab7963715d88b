#!/usr/bin/env bash
# Runs the DAG of deploy/airflow on a real Airflow, which pip installs into build/airflow: the day's table is
# extracted, detected and judged, and the same date again changes nothing.
#   tools/check_airflow.sh [VERSION]      a version as pip takes it: "==2.10.5" (default), ">=3,<4"
# Needs build/release/assay (make build). Last line: what passed, or exit code 1.
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:-==2.10.5}
home=$PWD/build/airflow/${version//[^0-9.]/_}
date=2024-03-05
mkdir -p "$home"
[[ -x $home/venv/bin/airflow ]] || { python3 -m venv "$home/venv" && "$home/venv/bin/pip" install -q "apache-airflow$version"; }

rm -rf "$home/dags" "$home/incoming" "$home/work"
mkdir -p "$home/dags" "$home/incoming" "$home/work"
cp deploy/airflow/*.py "$home/dags"
export AIRFLOW_HOME=$home AIRFLOW__CORE__DAGS_FOLDER=$home/dags AIRFLOW__CORE__LOAD_EXAMPLES=False
export ASSAY_SOURCE_DIR=$home/incoming ASSAY_WORK_DIR=$home/work PATH=$home/venv/bin:$PWD/build/release:$PATH
assay sample-data --rows 500 --errors 0 --output-dir "$home/sample" >/dev/null 2>&1
cp "$home/sample/catalogue.csv" "$home/incoming/${date}_data.csv"

airflow db migrate >"$home/log" 2>&1 || { tail -20 "$home/log"; exit 1; }
run_day() {
  airflow dags test data_quality_detection "$date" >"$home/log" 2>&1 || true
  grep -q 'state=success\|DagRun Finished.*success' "$home/log" || { tail -40 "$home/log"; exit 1; }
  sha256sum "$home/work/results/$date/findings.csv" | cut -d' ' -f1
}
first=$(run_day)
again=$(run_day)
[[ $first == "$again" ]] || { echo "the same date again gave other findings"; exit 1; }
echo "passed: the DAG ran twice for $date on Airflow $("$home/venv/bin/airflow" version 2>/dev/null | tail -1)"

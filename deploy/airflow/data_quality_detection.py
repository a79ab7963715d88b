"""The nightly detection as an Airflow DAG, for Airflow 2 and 3.

`extract_data >> run_detection >> process_results`, idempotent for each date. Settings come from the
environment of the workers: ASSAY_SOURCE_DIR (where the day's files arrive) or ASSAY_SOURCE_QUERY (a file with
the day's query, for the server of ASSAY_DATABASE_FILE), ASSAY_WORK_DIR (data/ and
results/ are made below it), ASSAY_JOB_FILE, ASSAY_STATE_DIR, METRICS_ENDPOINT, ALERT_WEBHOOK_FILE.
Alerts, metrics, history and audit are the program's own work; process_results is the gate behind it.
"""
import json
import os
from datetime import datetime, timedelta

try:  # Airflow 3
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.bash import BashOperator
    from airflow.operators.python import PythonOperator

WORK = os.environ.get("ASSAY_WORK_DIR", "/var/lib/assay")
HERE = os.path.dirname(os.path.abspath(__file__))

# One place tries again: this. A transient fault is exit code 75, a stopped run (143) goes on from its
# checkpoint; a wrong configuration (2) or a bug (4) fails the same way again, which costs five minutes.
default_args = {
    "owner": "data-team",
    "depends_on_past": False,
    "start_date": datetime(2024, 1, 1),
    "email_on_failure": True,
    "email_on_retry": False,
    "retries": 1,
    "retry_delay": timedelta(minutes=5),
}


def read_report(results, date):
    """The report of a date; both layouts of the day's folder are known."""
    for name in (date, date.replace("-", "")):
        path = os.path.join(results, name, "report.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return json.load(file)
    raise FileNotFoundError(f"no report.json for {date} below {results}")


def process_results(ds, **_):
    """Fails the task, and so mails the team, when the day has critical errors."""
    report = read_report(os.path.join(WORK, "results"), ds)
    summary = report["summary"]
    if summary["critical_errors"] > 0:
        raise ValueError(f"{ds}: {summary['critical_errors']} critical errors among {summary['total_errors']} findings")
    return {"total_errors": summary["total_errors"], "records": report["metrics"]["records_total"]}


with DAG(
    "data_quality_detection",
    default_args=default_args,
    description="Daily data quality detection",
    schedule="0 2 * * *",
    catchup=False,
    max_active_runs=1,
) as dag:
    extract_data = BashOperator(
        task_id="extract_data",
        bash_command=f"python3 {HERE}/extract_daily_data.py --date {{{{ ds }}}} "
        f'--target {WORK}/data '
        '${ASSAY_SOURCE_QUERY:+--query "$ASSAY_SOURCE_QUERY"} ${ASSAY_SOURCE_DIR:+--source "$ASSAY_SOURCE_DIR"}',
        append_env=True,
    )
    # Exit codes above 1 fail the task; findings alone do not: the gate is process_results.
    run_detection = BashOperator(
        task_id="run_detection",
        bash_command=f"cd {WORK} && assay detect data/{{{{ ds }}}}_data.csv --output-dir results/{{{{ ds }}}} "
        '--enable-validation --enable-pattern ${ASSAY_JOB_FILE:+--config "$ASSAY_JOB_FILE"} --quiet',
        append_env=True,
    )
    process_results_task = PythonOperator(task_id="process_results", python_callable=process_results)

    extract_data >> run_detection >> process_results_task

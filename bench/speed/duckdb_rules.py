"""Counts the broken rules of a catalogue with DuckDB: duckdb_rules.py TABLE THREADS. Prints JSON."""
import json
import sys
import time

import duckdb

import peer_rules


def main():
    path, threads = sys.argv[1], int(sys.argv[2])
    connection = duckdb.connect(config={"threads": threads})
    columns = list(dict.fromkeys(rule[0] for rule in peer_rules.RULES))
    values = ", ".join(f"coalesce(\"{c}\", '') AS \"{c}\"" for c in columns)
    counts = ", ".join(f"count(*) FILTER (WHERE {peer_rules.sql_of(rule)})" for rule in peer_rules.RULES)
    start, cpu = time.perf_counter(), time.process_time()
    row = connection.execute(
        f"SELECT count(*), {counts} FROM (SELECT {values} FROM read_csv(?, all_varchar = true, header = true, delim = ',', "
        "quote = '\"', escape = '\"', max_line_size = 1000000))", [path]).fetchone()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(json.dumps({"version": duckdb.__version__, "seconds": seconds, "cpu": cpu, "rows": row[0],
                      "counts": dict(zip(map(peer_rules.name_of, peer_rules.RULES), row[1:]))}))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Takes the day's file from where it arrives to where detection reads it.

    extract_daily_data.py --date 2026-11-24 --source /incoming --target /var/lib/assay/data
    extract_daily_data.py --date 2026-11-24 --query day.sql --target /var/lib/assay/data

With --query, a PostgreSQL server is asked, through psql: the file holds one query, in which :'date' is the date.
The server's address is that of ASSAY_DATABASE_FILE or ASSAY_DATABASE, else what psql's own variables and files
say; the transaction reads only. Otherwise the source holds DATE_data.csv or YYYYMMDD_data.csv and may hold a file of the same name with .sha256
behind it (as sha256sum writes it), which must fit. The copy appears under its name only when it is
complete; watermark.json tells the latest date and each date's digest. Run again, it changes nothing; a
day whose source changed meanwhile is an error unless --replace is given (a query whose order may change needs
an ORDER BY). Exit codes: 0, 3 for input that is wrong, 75 when the file or the server is not there yet.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import urllib.parse

EXIT_INPUT = 3
EXIT_TRANSIENT = 75


def fail(code, message):
    print(f"extract_daily_data: {message}", file=sys.stderr)
    sys.exit(code)


def find_source(folder, date):
    for name in (f"{date}_data.csv", f"{date.replace('-', '')}_data.csv"):
        if (folder / name).is_file():
            return folder / name
    fail(EXIT_TRANSIENT, f"{folder} holds no {date}_data.csv yet")


def copy(source, target):
    """Copies under a temporary name; gives the digest and the number of bytes."""
    digest = hashlib.sha256()
    size = 0
    with open(source, "rb") as read, open(target, "wb") as write:
        while piece := read.read(1 << 20):
            digest.update(piece)
            size += len(piece)
            write.write(piece)
        write.flush()
        os.fsync(write.fileno())
    return digest.hexdigest(), size


def server():
    """psql's variables for the server of ASSAY_DATABASE_FILE or ASSAY_DATABASE: on its command line, others would see
    the address; none: those that are set already count."""
    file = os.environ.get("ASSAY_DATABASE_FILE")
    address = pathlib.Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get("ASSAY_DATABASE", "")
    parts = urllib.parse.urlsplit(address)
    given = {"PGHOST": parts.hostname, "PGPORT": parts.port, "PGUSER": parts.username, "PGPASSWORD": parts.password,
             "PGDATABASE": parts.path.lstrip("/")}
    given |= {f"PG{key.upper()}": value for key, value in urllib.parse.parse_qsl(parts.query)}
    return {key: urllib.parse.unquote(str(value)) for key, value in given.items() if value}


def query(path, date, target):
    """Copies what the query gives; gives the digest and the number of bytes."""
    text = path.read_text(encoding="utf-8").strip().rstrip(";")
    script = ("\\set ON_ERROR_STOP on\nBEGIN TRANSACTION READ ONLY;\n"
              f"COPY (\n{text}\n) TO STDOUT WITH (FORMAT csv, HEADER true, ENCODING 'UTF8');\n")
    with open(target, "wb") as write:
        done = subprocess.run(["psql", "-X", "-q", "-v", f"date={date}", "-f", "-"], input=script.encode(), stdout=write,
                              stderr=subprocess.PIPE, env=os.environ | server(), check=False)
        os.fsync(write.fileno())
    if done.returncode != 0:
        no_server = done.returncode == 2
        fail(EXIT_TRANSIENT if no_server else EXIT_INPUT, f"{path}: {done.stderr.decode(errors='replace').strip()}")
    digest = hashlib.sha256()
    with open(target, "rb") as read:
        while piece := read.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest(), target.stat().st_size


def check_digest(source, digest):
    wanted = source.with_name(source.name + ".sha256")
    if wanted.exists() and wanted.read_text(encoding="utf-8").split()[:1] != [digest]:
        fail(EXIT_INPUT, f"{source} does not fit its checksum {wanted.name}")


def read_watermark(path):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"latest": "", "days": {}}


def write_watermark(path, watermark):
    partial = path.with_name(path.name + ".partial")
    partial.write_text(json.dumps(watermark, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    partial.replace(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", required=True, type=datetime.date.fromisoformat)
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--source", type=pathlib.Path)
    origin.add_argument("--query", type=pathlib.Path)
    parser.add_argument("--target", required=True, type=pathlib.Path)
    parser.add_argument("--replace", action="store_true")
    given = parser.parse_args()
    date = given.date.isoformat()
    source = given.query or find_source(given.source, date)
    given.target.mkdir(parents=True, exist_ok=True)
    place = given.target / f"{date}_data.csv"
    partial = place.with_name(place.name + ".partial")
    if given.query:
        digest, size = query(source, date, partial)
    else:
        digest, size = copy(source, partial)
        check_digest(source, digest)
    if size == 0:
        fail(EXIT_INPUT, f"{source} is empty")
    watermark = read_watermark(given.target / "watermark.json")
    before = watermark["days"].get(date, {}).get("sha256")
    if before not in (None, digest) and not given.replace:
        fail(EXIT_INPUT, f"{source} is not what was extracted for {date} before; --replace takes the new one")
    partial.replace(place)
    watermark["days"][date] = {"sha256": digest, "bytes": size, "source": source.name}
    watermark["latest"] = max(watermark["latest"], date)
    write_watermark(given.target / "watermark.json", watermark)
    print(f"{place}: {size} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()

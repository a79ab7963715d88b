#!/usr/bin/env python3
"""Takes the day's file from where it arrives to where detection reads it.

    extract_daily_data.py --date 2026-11-24 --source /incoming --target /var/lib/assay/data

The source holds DATE_data.csv or YYYYMMDD_data.csv and may hold a file of the same name with .sha256
behind it (as sha256sum writes it), which must fit. The copy appears under its name only when it is
complete; watermark.json tells the latest date and each date's digest. Run again, it changes nothing; a
day whose source changed meanwhile is an error unless --replace is given. Exit codes: 0, 3 for input that
is wrong, 75 when the file is not there yet.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import sys

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
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--target", required=True, type=pathlib.Path)
    parser.add_argument("--replace", action="store_true")
    given = parser.parse_args()
    date = given.date.isoformat()
    source = find_source(given.source, date)
    given.target.mkdir(parents=True, exist_ok=True)
    place = given.target / f"{date}_data.csv"
    partial = place.with_name(place.name + ".partial")
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

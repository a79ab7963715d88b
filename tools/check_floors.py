#!/usr/bin/env python3
"""Checks that every file includes only from its own floor or from floors below (see ARCHITECTURE.md).

Exit 0 when all is well; else prints each offending include as file:line and exits 1.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ["base", "table", "source", "profile", "mapping", "finding", "detect", "model", "detectors",
          "training", "combine", "report", "run", "evaluate", "operate"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def floor_of(path):
    parts = path.split("/")
    return FLOORS.index(parts[1]) if len(parts) > 2 and parts[0] == "assay" and parts[1] in FLOORS else None


def problems():
    for file in sorted((ROOT / "src" / "assay").rglob("*.[hc]*")):
        name = file.relative_to(ROOT / "src").as_posix()
        own = floor_of(name)
        if own is None:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            target = match.group(1)
            other = floor_of(target)
            if other is not None and other > own:
                yield f"src/{name}:{number}: floor '{FLOORS[own]}' includes '{target}' of floor '{FLOORS[other]}' above it"
            if target.endswith("_internal.h") and pathlib.PurePosixPath(target).parent.as_posix() != \
                    pathlib.PurePosixPath(name).parent.as_posix():
                yield f"src/{name}:{number}: '{target}' is private to its folder"
            if name.startswith("assay/detectors/") and target.startswith("assay/detectors/"):
                yield f"src/{name}:{number}: a detector includes another detector's file '{target}'"


def main():
    found = list(problems())
    print("\n".join(found) if found else "floors: every include points down")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

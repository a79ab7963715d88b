#!/usr/bin/env python3
"""Learns a calibration: what turns the evidence about a cell into the probability that it is wrong.

    bench/quality/calibrate.py FOLDER... [--assay build/release/assay] [--use NAME...] [--output FILE]

Every table of the folders (see quality_tables.py) is read with `--calibration none`; a logistic model is
fitted to what the evidence pools to and to its context. --use names the sets that may be learned from
(a name stands for all sets that begin with it); the figures of each set come from a model that was
fitted without it. Writes calibration/default.json's format.
"""
import argparse
import collections
import concurrent.futures
import datetime
import json
import math
import sys

import quality_tables as sets

DECISION = 0.5            # as combine/calibration.h
NEGLIGIBLE = 0.2          # as combine/fuse.cc
FEATURES = ["bias", "score", "column_share", "table_share", "column_share_squared",
            "column_agreement", "agreement", "table_agreement"]
PRIOR = [0.0, 1.0] + [0.0] * 6
RIDGE = [1.0, 5.0] + [20.0] * 6
DETECTOR_RIDGE = 10.0
CLEAN_WEIGHT = 0.1        # of tables presumed clean, against those with errors
FAMILIES = {              # as FamilyOf in combine/fuse.cc; other codes are of the spelling
    "EMPTY_VALUE": "missing", "DISGUISED_MISSING": "missing", "UNEXPECTED_MISSING": "missing",
    "NUMBER_OUT_OF_RANGE": "number", "OUTLIER": "number", "UNIT_MISMATCH": "number",
    "CONDITIONAL_OUTLIER": "number", "SPIKE": "number", "RELATION_VIOLATION": "relation",
    "DEPENDENCY_VIOLATION": "dependency", "ENTITY_CONFLICT": "dependency",
    "DUPLICATE_VALUE": "key", "DUPLICATE_ROW": "key", "CONTRADICTION": "text", "DATE_ORDER": "date",
    "MIXED_FORMAT": "column", "COLUMN_UNIT": "column", "COLUMN_EMPTY": "column",
}

Sample = collections.namedtuple("Sample", "features detector right weight group")


def log_share(part, whole):
    return math.log10((part + 0.5) / (whole + 1)) + 2


def log_odds(p):
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1 - p))


def pool(evidence):
    """(confidence, families, strongest detector) of what is no rule's verdict."""
    evidence = [e for e in evidence if e["method"] != "validation"]
    if not evidence:
        return 0.0, 0, ""
    families = collections.defaultdict(float)
    for e in evidence:
        family = FAMILIES.get(e["code"], "spelling")
        families[family] = max(families[family], e["confidence"])
    strongest = max(evidence, key=lambda e: e["confidence"])["detector"]
    ordered = sorted(families.values(), reverse=True)
    right = 1 - ordered[0]
    for p in ordered[1:]:
        right *= 1 - 0.8 * p
    return 1 - right, sum(p >= NEGLIGIBLE for p in ordered), strongest


def read_samples(job):
    """The found cells of one table with their features."""
    table, assay = job
    truth = sets.read_truth(table)
    cells, _, error = sets.detect(assay, table, ("--calibration", "none"))
    if error:
        print(f"{table.group}/{table.name}: {error}", file=sys.stderr)
    columns = max(1, truth.cells // max(1, truth.rows))
    found = []
    flagged, agreed = collections.Counter(), collections.Counter()
    for cell in sets.counted(cells, truth):
        confidence, families, detector = pool(cell.evidence)
        if confidence < DECISION:
            continue
        found.append((cell, confidence, families, detector))
        flagged[cell.column, detector] += 1
        agreed[cell.column, detector] += families > 1
    table_share = log_share(len(found), truth.rows * columns)
    table_agreement = (sum(agreed.values()) + 0.2) / (len(found) + 2)
    samples = []
    for cell, confidence, families, detector in found:
        key = (cell.column, detector)
        share = log_share(flagged[key], truth.rows)
        features = (1.0, round(log_odds(confidence), 1), share, table_share, share * share,
                    (agreed[key] + 0.1) / (flagged[key] + 1), float(families > 1), table_agreement)
        samples.append(Sample(features, detector, (cell.row, cell.column) in truth.errors,
                              len(found) ** -0.5 * (1.0 if table.clean else CLEAN_WEIGHT), table.group))
    return samples, truth.cells if table.clean is None else 0


def compress(samples):
    """Equal features become one row: (features, detector, weight of the right, weight of all)."""
    rows = collections.defaultdict(lambda: [0.0, 0.0])
    for s in samples:
        row = rows[s.features, s.detector]
        row[0] += s.weight * s.right
        row[1] += s.weight
    return [(features, detector, right, total) for (features, detector), (right, total) in rows.items()]


def solve(matrix, vector):
    """Gaussian elimination with pivots."""
    n = len(vector)
    a = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(a[k][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for k in range(i + 1, n):
            factor = a[k][i] / a[i][i]
            if factor:
                for j in range(i, n + 1):
                    a[k][j] -= factor * a[i][j]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (a[i][n] - sum(a[i][j] * x[j] for j in range(i + 1, n))) / a[i][i]
    return x


def probability(weights, detectors, features, detector):
    total = sum(w * f for w, f in zip(weights, features)) + detectors.get(detector, 0.0)
    return 1 / (1 + math.exp(-max(-30, min(30, total))))


def fit(samples):
    """Ridge logistic regression by Newton's method; (weights, offset by detector)."""
    rows = compress(samples)
    names = sorted({detector for _, detector, _, _ in rows})
    index = {name: len(FEATURES) + i for i, name in enumerate(names)}
    size = len(FEATURES) + len(names)
    prior, ridge = PRIOR + [0.0] * len(names), RIDGE + [DETECTOR_RIDGE] * len(names)
    beta = prior[:]
    for _ in range(30):
        gradient = [r * (b - p) for r, b, p in zip(ridge, beta, prior)]
        hessian = [[ridge[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for features, detector, right, total in rows:
            at = [*enumerate(features), (index[detector], 1.0)]
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(beta[i] * x for i, x in at)))))
            slope, curve = total * p - right, total * p * (1 - p)
            for i, x in at:
                gradient[i] += slope * x
                line = hessian[i]
                for j, y in at:
                    line[j] += curve * x * y
        step = solve(hessian, gradient)
        beta = [b - max(-1.0, min(1.0, s)) for b, s in zip(beta, step)]
        if max(map(abs, step)) < 1e-4:
            break
    return beta[:len(FEATURES)], {name: beta[i] for name, i in index.items()}


def error_of(pairs):
    bins = [[0.0, 0.0] for _ in range(15)]
    for p, right in pairs:
        b = bins[min(14, int(p * 15))]
        b[0] += p
        b[1] += right
    return sum(abs(p - r) for p, r in bins) / max(1, len(pairs))


def related(a, b):
    """Versions of one set are held out together."""
    return a == b or "variants" in (a, b) and {a, b} & {"hospital", "beers"}


def held_out(samples, may_use):
    """(group, probability, right) of every sample, from a model that has not seen its set."""
    predicted = []
    for group in sorted({s.group for s in samples}):
        weights, detectors = fit([s for s in samples if may_use(s.group) and not related(s.group, group)])
        for s in samples:
            if s.group == group:
                p = probability(weights, detectors, s.features, s.detector)
                predicted.append((group, max(DECISION, min(0.995, p)), s.right))
    return predicted


def operating_points(predicted, clean_cells):
    points = []
    for percent in [*range(50, 95, 5), *range(95, 100)]:
        at = percent / 100
        dirty = [right for group, p, right in predicted if p >= at and not group.startswith("presumed_clean")]
        alarms = sum(p >= at for group, p, _ in predicted if group.startswith("presumed_clean"))
        points.append({"confidence": at,
                       "precision": round(sum(dirty) / len(dirty), 4) if dirty else 1.0,
                       "false_alarms": round(10000 * alarms / max(1, clean_cells), 2)})
    return points


def print_figures(predicted):
    print(f"{'set (held out)':26}{'found':>8}{'P@.9':>8}{'high':>8}{'ECE':>8}")
    for group in sorted({g for g, _, _ in predicted}):
        pairs = [(p, right) for g, p, right in predicted if g == group]
        high = [right for p, right in pairs if p >= 0.9]
        print(f"{group:26}{len(pairs):8}{sum(high) / len(high) if high else 1:8.3f}{len(high):8}"
              f"{error_of(pairs):8.3f}")
    dirty = [(p, right) for g, p, right in predicted if not g.startswith("presumed_clean")]
    print(f"expected calibration error pooled over sets with errors: {error_of(dirty):.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--assay", default="build/release/assay")
    parser.add_argument("--use", nargs="*", default=[""])
    parser.add_argument("--output")
    options = parser.parse_args()
    may_use = lambda group: any(group.startswith(name) for name in options.use)
    tables = [t for folder in options.folders for t in sets.find_tables(folder)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool_:
        read = list(pool_.map(read_samples, [(t, options.assay) for t in tables]))
    samples = [s for found, _ in read for s in found]
    predicted = held_out(samples, may_use)
    print_figures(predicted)
    weights, detectors = fit([s for s in samples if may_use(s.group)])
    if options.output:
        used = sorted({t.group for t in tables if may_use(t.group)})
        document = {
            "version": datetime.date.today().isoformat(),
            "provenance": "bench/quality/calibrate.py on " + ", ".join(used),
            "weights": {name: round(w, 4) for name, w in zip(FEATURES, weights)},
            "detectors": {name: round(w, 4) for name, w in sorted(detectors.items())},
            "operating_points": operating_points(predicted, sum(cells for _, cells in read)),
        }
        with open(options.output, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")


if __name__ == "__main__":
    main()

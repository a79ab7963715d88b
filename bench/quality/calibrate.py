#!/usr/bin/env python3
"""Learns the calibration, and says what it is worth on tables that it has not seen.

    bench/quality/calibrate.py FOLDER [--assay build/release/assay] [--output calibration/default.json]

FOLDER holds sets of tables (see quality_tables.py). It learns from the sets whose META.txt names a licence
that allows it (Apache, MIT, BSD, CC0, CC BY), from tables with errors that generate.py puts into those
presumed clean, and from tables that kinds.py makes up. The figures of each set come from a calibration that
has seen neither the set nor its kin: sets that share a table's header with it, and what was generated from
it. The same folder and program give the same bytes. Takes about nine minutes on two cores.
"""
import argparse
import collections
import concurrent.futures
import datetime
import json
import os
import re
import statistics
import tempfile

import evidence
import generate
import kinds
import logistic
import quality_tables as sets
from evidence import DECISION, FEATURES, SUGGESTION_FEATURES

RIDGE, BIAS_RIDGE = 5.0, 1.0
DETECTOR_RIDGE = 10.0    # pulls detectors together that were seen little
SUGGESTION_RIDGE = 2.0   # the same of their suggestions, which differ more
CLEAN_WEIGHT = 0.08      # of tables presumed clean, against those with real errors
GENERATED_WEIGHT = 0.06
KIND_WEIGHT = 0.15
KIND_SEEDS = 2           # tables of each kind
# Those that are learned from; the later sets of kinds.py stay unseen, so that they tell what it is worth.
KINDS = ["colour", "combination", "conflict", "copied", "damage", "date_order", "dates", "dependency", "duplicate",
         "filler", "group_outlier", "keys", "letters", "majority_typo", "misspelt", "nothing", "order", "other",
         "sensor", "signal", "sources", "spike", "tint", "twins", "units"]
MOST = 0.995
LEAST_LIKELY = 0.4       # as in calibration.h
MOST_LIFT = 1.5          # in log odds, over the pooled evidence; as in calibration.cc
HIGH = 0.9
BINS = 15
FEW = 20                 # findings that a precision is measured on
FREE = re.compile(r"^licence: *(Apache|MIT|BSD|CC0|CC[ -]BY[ -]\d)", re.M)
GENERATED = "generated_"
KIND = "kind_"           # groups of kinds.py
CLEAN = "presumed_clean"


def is_free(folder, group):
    """Whether the set's licence allows to learn from it."""
    try:
        with open(os.path.join(folder, group, "META.txt"), encoding="utf-8") as file:
            return FREE.search(file.read()) is not None
    except FileNotFoundError:
        return False


def is_made(group):
    """Whether the group was made here: it is free to learn from, and no figures are told of it."""
    return group.startswith((GENERATED, KIND))


def weight_of(table):
    if table.clean is None:
        return CLEAN_WEIGHT
    if table.group.startswith(KIND):
        return KIND_WEIGHT
    return GENERATED_WEIGHT if table.group.startswith(GENERATED) else 1.0


def make_kinds(folder):
    """Tables of each of KINDS; no set of real tables is their kin."""
    tables = []
    for seed in range(1, KIND_SEEDS + 1):
        of_seed = os.path.join(folder, f"kinds{seed}")
        kinds.make_all(of_seed, seed, KINDS)
        tables += [t._replace(group=KIND + t.group, name=f"{t.name}-{seed}")
                   for t in sets.find_tables(of_seed)]
    return tables


def read_all(folder, assay, versions):
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as synthetic:
        generate.generate_all(folder, made, assay, versions)
        tables = sets.find_tables(folder) + sets.find_tables(made) + make_kinds(synthetic)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda t: evidence.read_samples(t, assay, weight_of(t)), tables))


def kinship(headers):
    """By set: the sets whose tables share half of their column names with its own; from (table, header)."""
    names = collections.defaultdict(set)
    for table, header in headers:
        header = frozenset(re.sub(r"\W|_", "", name.lower()) for name in header)
        if len(header) > 2:
            names[table.group].add(header)
    like = lambda a, b: 2 * len(a & b) > max(len(a), len(b))
    kin = {group: {group, GENERATED + group} for group in names}
    for a in names:
        for b in names:
            # Two collections of tables are kin when most of the smaller one is in both.
            shared = sum(any(like(x, y) for y in names[b]) for x in names[a])
            if 2 * shared > len(names[a]):
                kin[a] |= {b, GENERATED + b}
                kin[b] |= {a, GENERATED + a}
    return kin


def is_clean(table):
    """Whether it is a real table presumed clean."""
    return table.clean is None and not is_made(table.group)


class Kind:
    """What a model predicts of a sample, from which features, and what its weights are pulled to."""

    def __init__(self, names, features, value, prior, detector_ridge):
        self.names, self.features, self.value = names, features, value
        self.prior, self.detector_ridge = prior, detector_ridge


WRONG = Kind(FEATURES, lambda s: s.features, lambda s: s.right,
             [0.0, 1.0] + [0.0] * (len(FEATURES) - 2), DETECTOR_RIDGE)
# That a suggestion is right, given that the cell is wrong.
REPAIR = Kind(SUGGESTION_FEATURES, lambda s: s.suggestion_features, lambda s: s.suggested,
              [1.0] + [0.0] * (len(SUGGESTION_FEATURES) - 1), SUGGESTION_RIDGE)


def rows_of(samples, kind, names):
    """Equal samples become one row for logistic.fit."""
    rows = collections.defaultdict(lambda: [0.0, 0.0])
    for s in samples:
        row = rows[kind.features(s), s.detector]
        row[0] += s.weight * kind.value(s)
        row[1] += s.weight
    index = {name: len(kind.names) + i for i, name in enumerate(names)}
    return [([*enumerate(features), (index[detector], 1.0)], right, total)
            for (features, detector), (right, total) in rows.items()]


class Model:
    """Learned weights: of the features and of each detector."""

    def __init__(self, samples, kind):
        names = sorted({s.detector for s in samples})
        size = len(kind.names)
        beta = logistic.fit(rows_of(samples, kind, names), kind.prior + [0.0] * len(names),
                            [BIAS_RIDGE] + [RIDGE] * (size - 1) + [kind.detector_ridge] * len(names))
        self.kind, self.weights, self.detectors = kind, beta[:size], dict(zip(names, beta[size:]))

    def probability(self, sample):
        total = sum(w * f for w, f in zip(self.weights, self.kind.features(sample)))
        return logistic.sigmoid(total + self.detectors.get(sample.detector, 0.0))

    def document(self):
        return {"weights": {name: round(w, 4) for name, w in zip(self.kind.names, self.weights)},
                "detectors": {name: round(w, 4) for name, w in sorted(self.detectors.items())}}


class Both:
    """The models of a wrong cell and of a right suggestion."""

    def __init__(self, samples):
        self.wrong = Model(samples, WRONG)
        self.repair = Model([s for s in samples if s.right and s.suggested is not None], REPAIR)

    def confidences(self, sample):
        """(of the finding, of its suggestion)"""
        lifted = logistic.sigmoid(sample.features[FEATURES.index("score")] + MOST_LIFT)
        wrong = min(MOST, lifted, sample.most, self.wrong.probability(sample))
        wrong = wrong if wrong < LEAST_LIKELY else max(DECISION, wrong)
        return wrong, wrong * self.repair.probability(sample)


def hold_out(samples, kin, may_learn):
    """(sample, confidence, of the suggestion) of what is found in real sets, by models that saw none of their kin."""
    predicted = []
    for group in sorted({s.group for s in samples if not is_made(s.group)}):
        apart = kin.get(group, {group, GENERATED + group})
        models = Both([s for s in samples if may_learn(s.group) and s.group not in apart])
        predicted += [(s, *models.confidences(s)) for s in samples if s.group == group]
    return [x for x in predicted if x[1] >= DECISION]


def ratio(a, b, empty=0.0):
    return a / b if b else empty


def error_of(pairs):
    """Expected calibration error of (probability, is right) pairs."""
    bins = [0.0] * BINS
    for p, right in pairs:
        bins[min(BINS - 1, int(p * BINS))] += p - right
    return ratio(sum(map(abs, bins)), len(pairs))


def mean_f1(reads, samples):
    found, hits = collections.Counter(), collections.Counter()
    for s in samples:
        found[s.table] += 1
        hits[s.table] += s.right
    return statistics.fmean(
        ratio(2 * hits[r.table.name], found[r.table.name] + len(r.truth.errors), 1.0) for r in reads)


def print_errors(reads, predicted):
    print(f"{'held out':18}{'errors':>8}{'found':>8}{'F1':>7}{'P':>7}{'R':>7}{'P@.9':>7}{'R@.9':>7}"
          f"{'R@.9/R':>8}{'ECE':>7}{'ECE of suggestions':>20}{'top right':>11}")
    groups = sorted({r.table.group for r in reads if r.table.clean and not is_made(r.table.group)})
    for group in groups:
        own = [(s, p, q) for s, p, q in predicted if s.group == group]
        of_group = [r for r in reads if r.table.group == group]
        errors = sum(len(r.truth.errors) for r in of_group)
        hits = sum(s.right for s, _, _ in own)
        high = [s.right for s, p, _ in own if p >= HIGH]
        pairs = [(q, s.suggested) for s, _, q in own if s.suggested is not None]
        right = ratio(sum(v for _, v in pairs), sum(s.right for s, _, _ in own if s.suggested is not None))
        print(f"{group:18}{errors:8}{len(own):8}{mean_f1(of_group, [s for s, _, _ in own]):7.3f}"
              f"{ratio(hits, len(own)):7.3f}{ratio(hits, errors):7.3f}{ratio(sum(high), len(high), 1):7.3f}"
              f"{ratio(sum(high), errors):7.3f}{ratio(sum(high), hits):8.2f}"
              f"{error_of([(p, s.right) for s, p, _ in own]):7.3f}{error_of(pairs):20.3f}{right:11.3f}")
    dirty = [(p, s.right) for s, p, _ in predicted if not s.group.startswith(CLEAN)]
    print(f"expected calibration error, pooled over sets with errors: {error_of(dirty):.4f}")


def print_clean(reads, predicted):
    print(f"\n{'held out':26}{'tables':>7}{'cells':>9}{'found':>8}{'high':>6}{'high/1000':>10}{'silent':>8}")
    for group in sorted({r.table.group for r in reads if is_clean(r.table)}):
        of_group = [r for r in reads if r.table.group == group]
        own = [(s, p) for s, p, _ in predicted if s.group == group]
        high = [s.table for s, p in own if p >= HIGH]
        cells = sum(r.truth.cells for r in of_group)
        print(f"{group:26}{len(of_group):7}{cells:9}{len(own):8}{len(high):6}"
              f"{1000 * ratio(len(high), cells):10.3f}{1 - ratio(len(set(high)), len(of_group)):8.3f}")


def operating_points(predicted, clean_cells):
    """For each confidence: the precision that three quarters of the sets reach, and the false alarms."""
    points = []
    for percent in [*range(50, 95, 5), *range(95, 100)]:
        at = percent / 100
        rights = collections.defaultdict(list)
        alarms = 0
        for s, p, _ in predicted:
            if p < at:
                continue
            if s.group.startswith(CLEAN):
                alarms += 1
            else:
                rights[s.group].append(s.right)
        shares = sorted(sum(v) / len(v) for v in rights.values() if len(v) >= FEW)
        points.append({"confidence": at, "precision": round(shares[len(shares) // 4], 4) if shares else 1.0,
                       "false_alarms": round(10000 * alarms / max(1, clean_cells), 2)})
    return points


def print_budgets(reads, predicted, kin):
    """Whether budgets looked up without a set's kin are kept on the set."""
    print("\nbudgets, looked up on the sets that are no kin: reached on each set")
    clean_cells = sum(r.truth.cells for r in reads if is_clean(r.table))
    for want in (0.8, 0.9, 0.95):
        reached = []
        for group in sorted({s.group for s, _, _ in predicted if not s.group.startswith(CLEAN)}):
            points = operating_points([x for x in predicted if x[0].group not in kin[group]], clean_cells)
            least = next((p["confidence"] for p in points if p["precision"] >= want), 1.0)
            rights = [s.right for s, p, _ in predicted if s.group == group and p >= least]
            if len(rights) >= FEW:
                reached.append((sum(rights) / len(rights), group))
        kept = sum(p >= want for p, _ in reached)
        print(f"--min-precision {want}: kept on {kept} of {len(reached)} sets, mean "
              f"{statistics.fmean(p for p, _ in reached):.3f}, least {min(reached)[0]:.3f} ({min(reached)[1]})")
    cleans = sorted({r.table.group for r in reads if is_clean(r.table)})
    for want in (1, 10):
        for group in cleans:
            others = sum(r.truth.cells for r in reads if is_clean(r.table) and r.table.group != group)
            points = operating_points([x for x in predicted if x[0].group != group], others)
            least = next((p["confidence"] for p in points if p["false_alarms"] <= want), 1.0)
            cells = sum(r.truth.cells for r in reads if r.table.group == group)
            alarms = sum(p >= least for s, p, _ in predicted if s.group == group)
            print(f"--false-alarms {want}: {10000 * alarms / cells:.2f} in 10,000 cells on {group}")


def learn(reads, folder, output):
    """Prints the held-out figures; writes the calibration learned from all that may be learned from."""
    samples = [s for r in reads for s in r.samples]
    free = {r.table.group for r in reads
            if r.table.group.startswith(KIND) or is_free(folder, r.table.group.removeprefix(GENERATED))}
    kin = kinship([(r.table, r.header) for r in reads])
    predicted = hold_out(samples, kin, free.__contains__)
    print_errors(reads, predicted)
    print_clean(reads, predicted)
    print_budgets(reads, predicted, kin)
    if output:
        models = Both([s for s in samples if s.group in free])
        clean_cells = sum(r.truth.cells for r in reads if is_clean(r.table))
        document = {
            "version": datetime.date.today().isoformat(),
            "provenance": "bench/quality/calibrate.py; licences allow it: " + ", ".join(sorted(free)),
            **models.wrong.document(),
            "suggestions": models.repair.document(),
            "operating_points": operating_points(predicted, clean_cells),
        }
        with open(output, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=2)
            file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--assay", default="build/release/assay", help="the program")
    parser.add_argument("--versions", type=int, default=2, help="generated tables for each clean one")
    parser.add_argument("--output", help="where to write the calibration")
    options = parser.parse_args()
    learn(read_all(options.folder, options.assay, options.versions), options.folder, options.output)


if __name__ == "__main__":
    main()

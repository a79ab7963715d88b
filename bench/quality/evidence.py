"""What a calibration sees of a found cell: as src/assay/combine/fuse.cc and calibration.cc work it out."""
import collections
import math
import sys

import quality_tables as sets

DECISION = 0.5            # as combine/calibration.h
STRONG = 0.9
SAMPLED_ROWS = 2000       # as run/sample_evidence.cc
FEATURES = ["bias", "score", "table_share", "strong_share", "strong_others", "alarmed_columns",
            "column_alarms", "column_share", "detector_alarms", "detector_spread", "echoes", "families",
            "agreeing"]
SUGGESTION_FEATURES = ["bias", "score", "further", "agreeing", "disagreeing"]
FEW_FILLED = 0.001        # as combine/calibration.cc, and the next one
MOST_OF_BLANK = 0.85
MOST_FURTHER = 3          # pieces of evidence that count beside the strongest
FAMILIES = {              # as FamilyOf in combine/fuse.cc; other codes are of the spelling
    "EMPTY_VALUE": "missing", "DISGUISED_MISSING": "missing", "UNEXPECTED_MISSING": "missing",
    "NUMBER_OUT_OF_RANGE": "number", "OUTLIER": "number", "UNIT_MISMATCH": "number",
    "CONDITIONAL_OUTLIER": "number", "SPIKE": "series", "STUCK": "series", "RELATION_VIOLATION": "relation",
    "DEPENDENCY_VIOLATION": "dependency", "ENTITY_CONFLICT": "dependency",
    "DUPLICATE_VALUE": "key", "DUPLICATE_ROW": "key", "CONTRADICTION": "text", "DATE_ORDER": "date",
    "MIXED_FORMAT": "column", "COLUMN_UNIT": "column", "COLUMN_EMPTY": "column",
}

# most: the highest confidence of the cell; suggested: None without a suggestion, else whether it is right;
# weight: of the sample in a fit. An empty suggestion is right when the cell is wrong: it says that nothing is
# known of the value.
Sample = collections.namedtuple(
    "Sample", "features suggestion_features most detector right suggested weight group table")
# Further pieces of evidence: all, of the strongest one's family, and other families; whether some suggests
# the same as the winner, or something else.
Company = collections.namedtuple("Company", "further echoes families agreeing disagreeing")
Read = collections.namedtuple("Read", "samples table truth header")


def log_share(part, whole):
    return math.log10((part + 0.5) / (whole + 1)) + 2


def log_odds(p):
    p = min(max(p, 0.01), 0.998)
    return math.log(p / (1 - p))


def pool(evidence):
    """(confidence, strongest detector) of what is no rule's verdict."""
    evidence = [e for e in evidence if e["method"] != "validation"]
    if not evidence:
        return 0.0, ""
    families = collections.defaultdict(float)
    for e in evidence:
        family = FAMILIES.get(e["code"], "spelling")
        families[family] = max(families[family], e["confidence"])
    strongest = max(evidence, key=lambda e: e["confidence"])["detector"]
    ordered = sorted(families.values(), reverse=True)
    right = 1 - ordered[0]
    for p in ordered[1:]:
        right *= 1 - 0.8 * p
    return 1 - right, strongest


class Context:
    """EvidenceContext of combine/calibration.h; counts are those that a sample would show."""

    def __init__(self, found, rows, columns):
        share = min(1.0, SAMPLED_ROWS / max(1, rows))
        self.flagged, self.strong, self.columns = (collections.Counter() for _ in range(3))
        self.detectors, self.touched = collections.Counter(), collections.defaultdict(set)
        for cell, confidence, detector in found:
            key = cell.column, detector
            self.flagged[key] += share
            self.strong[key] += share * (confidence >= STRONG)
            self.columns[cell.column] += share
            self.detectors[detector] += share
            self.touched[detector].add(cell.column)
        self.all_flagged, self.all_strong = sum(self.flagged.values()), sum(self.strong.values())
        self.rows, self.cells = rows * share, rows * columns * share
        filled = sum(share for cell, confidence, _ in found if confidence >= STRONG and not is_of_blank(cell))
        self.only_blanks = filled < FEW_FILLED * self.cells

    def features(self, column, detector, confidence, company):
        key = column, detector
        return (1.0, round(log_odds(confidence), 1),
                log_share(self.all_flagged, self.cells), log_share(self.all_strong, self.cells),
                (self.all_strong - self.strong[key] + 0.3) / (self.all_flagged - self.flagged[key] + 1),
                math.log10(1 + len(self.columns)), math.log10(max(1.0, self.columns[column])),
                log_share(self.flagged[key], self.rows), math.log10(max(1.0, self.detectors[detector])),
                len(self.touched[detector]) / max(1, len(self.columns)),
                company.echoes, company.families, company.agreeing)


def is_of_blank(cell):
    return any(e["code"] in ("UNEXPECTED_MISSING", "EMPTY_VALUE") for e in cell.evidence)


def compare(cell):
    """What the evidence says beside its strongest piece, as CompanyOf in combine/calibration.cc."""
    evidence = [e for e in cell.evidence if e["method"] != "validation"]
    suggested = [e["suggestion"] for e in evidence
                 if e["suggestion"] is not None and cell.suggestion is not None]
    same = sum(s == cell.suggestion for s in suggested)
    families = collections.Counter(FAMILIES.get(e["code"], "spelling") for e in evidence)
    strongest = max(evidence, key=lambda e: e["confidence"])
    echoes = families[FAMILIES.get(strongest["code"], "spelling")] - 1
    return Company(min(MOST_FURTHER, len(evidence) - 1), min(MOST_FURTHER, echoes),
                   min(MOST_FURTHER, len(families) - 1), int(same > 1), int(same < len(suggested)))


def is_right(cell, truth):
    """Whether the suggestion is what the cell should be; None without one."""
    if cell.suggestion is None:
        return None
    key = cell.row, cell.column
    if key not in truth.errors:
        return False
    return cell.suggestion == "" or sets.normalise(cell.suggestion) == sets.normalise(truth.repairs[key])


def read_samples(table, assay, weight):
    """The found cells of one table; each table weighs the root of its found cells, times `weight`."""
    truth = sets.read_truth(table)
    header = sets.read_csv(table.dirty)[0]
    cells, _, error = sets.detect(assay, table, ("--calibration", "none"))
    if error:
        print(f"{table.group}/{table.name}: {error}", file=sys.stderr)
    found = []
    for cell in sets.counted(cells, truth):
        confidence, detector = pool(cell.evidence)
        if confidence >= DECISION:
            found.append((cell, confidence, detector))
    context = Context(found, truth.rows, len(header))
    samples = []
    for cell, confidence, detector in found:
        company = compare(cell)
        features = context.features(cell.column, detector, confidence, company)
        most = MOST_OF_BLANK if context.only_blanks and is_of_blank(cell) else 1.0
        samples.append(Sample(
            features, (1.0, features[1], company.further, company.agreeing, company.disagreeing), most, detector,
            (cell.row, cell.column) in truth.errors, is_right(cell, truth),
            weight * len(found) ** -0.5, table.group, table.name))
    return Read(samples, table, truth, header)

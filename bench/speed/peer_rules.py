"""The rules of rules.yaml once more: as SQL for DuckDB and as Python for the oracle.

The oracle is written for itself (csv and re of the standard library) and is right rather than fast.
"""
import csv
import re

BRANDS = ["Noor & Veld", "Haven Row", "Linde Berg", "Maison Orla", "Duinroos", "Ashcombe", "Studio Kjell",
          "Feldmann & Töchter", "Atelier Brume", "Zeewind", "North Quay", "Côte d'Azur Basics"]
SEASONS = ["SS24", "SS25", "SS26", "AW23", "AW24", "AW25"]
COUNTRIES = ["Turkey", "China", "Bangladesh", "Portugal", "India", "Italy", "Vietnam", "Morocco", "Tunisia", "Romania",
             "Poland", "Cambodia", "Pakistan", "Spain", "Sri Lanka"]

# (column, field, detector, what it takes)
RULES = [
    ("Article number", "article_number", "regex", r"[A-Z]{2}\d{2}-\d{6}"),
    ("Article number", "article_number", "length", (11, 11)),
    ("EAN", "ean", "check_digit", None),
    ("Product name", "product_name", "length", (5, 40)),
    ("Product name", "product_name", "forbidden", r"[<>{}#?]|\d{4}"),
    ("Brand", "brand", "allowed_values", BRANDS),
    ("Supplier", "supplier", "length", (8, 40)),
    ("Supplier", "supplier", "forbidden", r"[<>{}#?]"),
    ("Category", "category", "regex", r"[A-Z][A-Za-z']+(?:[- ][a-z]+)?"),
    ("Collection", "collection", "regex", r"[A-Z][a-z]+(?: (?:of|&|[A-Z][a-z]+))*"),
    ("Season", "season", "allowed_values", SEASONS),
    ("Color", "color_name", "regex", r"[A-Z][a-z]+(?: [a-z]+)?"),
    ("Color code", "color_code", "regex", r"\d{3}"),
    ("Size", "size", "regex", r"X{0,2}[SL]|M|\d{2}(?:/32)?|\d{2}-\d{2}|1?\d{2}|One size"),
    ("Material", "material", "percent_sum", None),
    ("Material", "material", "regex", r"\d{1,3}% [A-Z][a-z ]+(?:, \d{1,3}% [A-Z][a-z ]+)*"),
    ("Care instructions", "care_instructions", "length", (15, 200)),
    ("Customs tariff number", "customs_tariff_number", "regex", r"(?:39|42|6[1-5])\d{6}"),
    ("Country of manufacture", "country_of_manufacture", "allowed_values", COUNTRIES),
    ("Short description", "short_description", "length", (10, 90)),
    ("Long description", "long_description", "length", (60, 600)),
    ("Long description", "long_description", "forbidden", r"<[a-z]+>|(?i:lorem ipsum)|\.\.\."),
]
RULES += [(column, field, "empty", None) for column, field in sorted({(rule[0], rule[1]) for rule in RULES})]


def name_of(rule):
    """As report.json counts it: both kinds of patterns are the detector `regex`."""
    return f"{rule[1]}:{'regex' if rule[2] == 'forbidden' else rule[2]}"


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def sql_of(rule):
    """A condition that holds where the rule is broken."""
    column, _, kind, what = rule
    v = '"' + column + '"'
    if kind == "empty":
        return f"trim({v}) = ''"
    return f"{v} <> '' AND " + {
        "regex": lambda: f"NOT regexp_full_match({v}, {quoted(what)}, 's')",
        "forbidden": lambda: f"regexp_matches({v}, {quoted(what)}, 's')",
        "length": lambda: f"length({v}) NOT BETWEEN {what[0]} AND {what[1]}",
        "allowed_values": lambda: f"{v} NOT IN ({', '.join(map(quoted, what))})",
        "check_digit": lambda: "NOT (CASE WHEN regexp_full_match({0}, '\\d{{13}}') THEN ({1}) % 10 = 0 ELSE false END)".format(
            v, " + ".join(f"{3 if i % 2 else 1} * (ascii({v}[{i + 1}]) - 48)" for i in range(13))),
        "percent_sum": lambda: f"contains({v}, '%') AND list_sum(CAST(regexp_extract_all({v}, "
                               r"'(\d+)%', 1) AS INTEGER[])) <> 100",
    }[kind]()


def broken(rule, value):
    """Whether the value breaks the rule."""
    kind, what = rule[2], rule[3]
    if kind == "empty":
        return value.strip() == ""
    if value == "" or value.strip() == "":
        return False
    if kind == "regex":
        return re.fullmatch(what, value, re.S | re.A) is None
    if kind == "forbidden":
        return re.search(what, value, re.S | re.A) is not None
    if kind == "length":
        return not what[0] <= len(value) <= what[1]
    if kind == "allowed_values":
        return value not in what
    if kind == "check_digit":
        if re.fullmatch(r"[0-9]{13}", value) is None:
            return True
        digits = [int(c) for c in value]
        return (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 != 0
    shares = [int(x) for x in re.findall(r"(\d+)%", value, re.A)]
    return "%" in value and sum(shares) != 100


def oracle(path):
    """{rule name: number of cells that break it}."""
    counts = dict.fromkeys(map(name_of, RULES), 0)
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for rule in RULES:
                counts[name_of(rule)] += broken(rule, row[rule[0]])
    return counts

#!/usr/bin/env python3
"""Validates JSON (or JSON Lines) documents against a schema of ours: validate_json.py SCHEMA FILE...

Uses the jsonschema package where there is one and our own small validator always, so that two
independent roads must agree. Exit 0 when every document is valid; else prints each problem, exit 1.
"""
import json
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
KNOWN = {"$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
         "additionalProperties", "propertyNames", "items", "minItems", "enum", "const", "minimum",
         "maximum", "exclusiveMinimum", "pattern", "contentEncoding"}


def has_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def scalar_problems(value, schema, path):
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(has_type(value, name) for name in names):
            yield f"{path}: expected {schema['type']}, found {value!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is not one of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{path}: {value!r} is not {schema['const']!r}"
    if has_type(value, "number"):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            yield f"{path}: {value} is out of range"
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield f"{path}: {value} is out of range"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not match {schema['pattern']}"


def problems(value, schema, root, path="$"):
    unknown = set(schema) - KNOWN
    if unknown:
        yield f"the schema uses {unknown}, which this validator does not know"
    if "$ref" in schema:
        yield from problems(value, root["$defs"][schema["$ref"].split("/")[-1]], root, path)
    yield from scalar_problems(value, schema, path)
    if isinstance(value, dict):
        for key in schema.get("required", []):
            if key not in value:
                yield f"{path}: '{key}' is missing"
        for key, item in value.items():
            if "propertyNames" in schema:
                yield from problems(key, schema["propertyNames"], root, f"{path} key")
            sub = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
            if sub is False:
                yield f"{path}: '{key}' is not expected"
            elif sub is not True:
                yield from problems(item, sub, root, f"{path}.{key}")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{path}: too few items"
        for index, item in enumerate(value):
            yield from problems(item, schema.get("items", {}), root, f"{path}[{index}]")


def package_problems(value, schema):
    try:
        import jsonschema
    except ImportError:
        return []
    jsonschema.Draft202012Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    bad = False
    for name in sys.argv[2:]:
        text = open(name, encoding="utf-8").read()
        documents = text.split("\n")[:-1] if name.endswith(".jsonl") else [text]
        for document in documents:
            value = json.loads(document)
            own, package = list(problems(value, schema, schema)), package_problems(value, schema)
            for problem in own + package:
                print(f"{name}: {problem}")
            bad = bad or bool(own or package)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

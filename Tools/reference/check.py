"""Holds the contracts of Schema/ together; exits with 1 and a list when something differs.

Re-reads the golden files with the reference, folds each history in shuffled orders, checks the
examples of Protocol.md, and validates against the JSON Schemas where jsonschema is installed.
"""

import hashlib
import json
import random
import re
import sys
from pathlib import Path

from cairn_reference import (
    derived_id, dot_of, element_name, fold, head_of, read_line, tips, vector_sum,
)
from golden_lines import expand

SCHEMA = Path(__file__).resolve().parents[2] / "Schema"
SHUFFLES = 5
problems = []


def same(name, found, wanted):
    if found != wanted:
        problems.append(f"{name}: {found!r} is not {wanted!r}")


def golden(name):
    return json.loads((SCHEMA / "golden" / name).read_text(encoding="utf-8"))


def check_lines():
    cases = golden("lines.json")
    for case in cases:
        line = expand(case)
        same(case["name"], read_line(line)[0], case["expect"])
        if "head" in case:
            same(case["name"], head_of(line), case["head"])
    return f"{len(cases)} lines"


def check_arrival(case):
    """What an entry names, and the line before it, comes before it."""
    heads, dots = set(), set()
    for text in case["entries"]:
        line = text.encode()
        entry = read_line(line)[1]
        if entry["seq"] > 1:
            same(case["name"], (*stream(entry), entry["seq"] - 1, entry["prev"]) in heads, True)
        named = [entry["part"]] if "part" in entry else []
        for op in entry["ops"]:
            named += op.get("saw", [])
            named += [dot for each in op.get("over", {}).values() for dot in each]
        for dot in named:
            same(f"{case['name']}: {dot} is there", (entry["log"], dot) in dots, True)
        heads.add((*stream(entry), entry["seq"], head_of(line)))
        dots.add((entry["log"], dot_of(entry["node"], entry["seq"], head_of(line))))


def stream(entry):
    return entry["log"], entry["node"]


def check_folds():
    cases, orders = golden("folds.json"), 0
    for case in cases:
        check_arrival(case)
        lines = [text.encode() for text in case["entries"]]
        for seed in range(SHUFFLES):
            if seed:
                random.Random(seed).shuffle(lines)
            state = fold(lines)
            orders += 1
            same(case["name"], state.digests(), case["digests"])
            same(case["name"], state.conflicts, case["conflicts"])
            same(case["name"], state.hidden, case["hidden"])
            same(case["name"], state.shown(), case["shown"])
    return f"{len(cases)} histories in {orders} orders"


def check_vectors():
    ids, elements = golden("derived.json"), golden("elements.json")
    for case in ids:
        same(case["kind"], derived_id(case["kind"], case["parents"]), case["id"])
    for case in elements:
        same(case["text"], element_name(case["text"]), case["element"])
    return f"{len(ids)} derived ids, {len(elements)} elements"


def check_exchange(name, data):
    """An exchange as a text shows it: every line known, every check right, the end's count."""
    start, entries = 0, []
    position = 0
    for number, line in enumerate(data.split(b"\n")[:-1]):
        kind, value, reason = read_line(line, is_first=number == 0)
        same(f"{name}: {reason}", kind in ("hello", "entry", "check", "end"), True)
        if kind == "check":
            same(name, value["check"], hashlib.sha256(data[start:position]).hexdigest())
            start = position + len(line) + 1
        if kind == "entry":
            entries.append(line)
        if kind == "end":
            same(name, value["entries"], len(entries))
        position += len(line) + 1
    return entries


def check_protocol():
    """Fenced blocks of Protocol.md: `ndjson` is a whole exchange, `json` one entry; facts that
    the text states about them stand in backquotes and are looked for."""
    text = (SCHEMA / "Protocol.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(\w+)\n(.*?)```", text, re.S)
    lines, examples = [], 0
    for language, body in blocks:
        if language == "ndjson":
            examples += 1
            data = body.encode()
            entries = check_exchange(f"Protocol.md, exchange {examples}", data)
            if entries:
                hello = json.loads(data.split(b"\n")[0])
                if "have" in hello:
                    same("Protocol.md, have", hello["have"], tips(lines + entries))
        elif language == "json":
            examples += 1
            entry = body.rstrip("\n").encode()
            kind, _, reason = read_line(entry)
            same(f"Protocol.md, example {examples}: {reason}", kind, "entry")
            lines.append(entry)
    state = fold(lines)
    facts = [head_of(line) for line in lines]
    facts += [row["id"] for row in state.conflicts] + list(state.digests().values())
    facts.append(vector_sum(tips(lines)))
    for fact in facts:
        same(f"Protocol.md has {fact}", fact in text, True)
    for block in blocks:
        if block[0] == "tsv":
            wanted = "".join(
                state.digest_text(log).decode() for log in sorted(state.logs)
            )
            same("Protocol.md, digest text", block[1].replace("→", "\t"), wanted)
    return f"{examples} examples of the protocol"


def check_schemas():
    try:
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource
    except ImportError:
        return "schemas not checked: no jsonschema here"
    entry = json.loads((SCHEMA / "entry.schema.json").read_text())
    exchange = json.loads((SCHEMA / "exchange.schema.json").read_text())
    for schema in (entry, exchange):
        Draft202012Validator.check_schema(schema)
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in (entry, exchange)
    )
    validator = Draft202012Validator(exchange, registry=registry)
    lines = [(case["name"], case["expect"], expand(case)) for case in golden("lines.json")]
    for case in golden("folds.json"):
        lines += [(case["name"], "entry", text.encode()) for text in case["entries"]]
    text = (SCHEMA / "Protocol.md").read_text(encoding="utf-8")
    for body in re.findall(r"```ndjson\n(.*?)```", text, re.S):
        lines += [("Protocol.md", "hello", line.encode()) for line in body.splitlines()]
    accepted = refused = passed = 0
    for name, expect, line in lines:
        if expect in ("entry", "hello", "check", "end"):
            accepted += 1
            errors = [error.message for error in validator.iter_errors(json.loads(line))]
            same(f"schema on {name}", errors, [])
        elif expect == "bad-line":
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if validator.is_valid(value):
                passed += 1
            else:
                refused += 1
    return (f"schemas: {accepted} lines valid, {refused} bad lines refused, {passed} bad lines "
            "beyond what a schema can express")


def main():
    for part in (check_lines, check_folds, check_vectors, check_protocol, check_schemas):
        print(part())
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

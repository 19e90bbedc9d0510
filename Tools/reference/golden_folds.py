"""The cases of Schema/golden/folds.json and derived.json."""

from cairn_reference import derived_id
from golden_author import (
    ANA, CHAPTER, EVENT, PEOPLE, SHIFT, digits,
)
from golden_deletions import deletions, forks
from golden_edits import concurrent, plain, sets, ties
from golden_others import by_chance, others

GROUPS = (plain, concurrent, ties, sets, deletions, forks, others)
SEEDS = 8


def make():
    """All histories, in a fixed order."""
    result = []
    for group in GROUPS:
        result += group()
    for seed in range(SEEDS):
        result += by_chance(seed)
    names = [case["name"] for case in result]
    assert len(set(names)) == len(names), sorted(names)
    return result


def derived():
    """The vectors of Schema/golden/derived.json."""
    node = digits("node a", 16)
    vectors = [
        ("people", [CHAPTER]),
        ("signup", [SHIFT[2], ANA]),
        ("signup", [SHIFT[2], f"{PEOPLE}/{ANA}"]),
        ("signup", [EVENT[2], ANA]),
        ("event", [EVENT[2], "2026-04-11T19:00"]),
        ("event", ["mobilize:1234"]),
        ("volunteer", ["osdi:Zo\u00eb-7"]),
        ("node", [node]),
    ]
    return [
        {"kind": kind, "parents": parents, "id": derived_id(kind, parents)}
        for kind, parents in vectors
    ]

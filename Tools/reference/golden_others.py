"""Histories of logs, unknown things, derived ids, clocks, and what chance makes."""

import random

from cairn_reference import derived_id, read_line
from golden_author import (
    ANA, CHAPTER, EVENT, EVENT_2, MINUTE, NOON, PEOPLE, SHIFT, SIGNUP, TASK, VOLUNTEER,
    History, dot, stamp,
)


def others():
    h = History("a people log carries a salt in every entry and is a log of its own")
    a, = h.authors("a")
    a.by = ANA
    a.write((CHAPTER, "chapter", CHAPTER), {"name": "Lincoln High", "tz": "America/New_York"})
    a.write(VOLUNTEER, {"given_name": "Ana", "role/member": True, "age_band": "13_15"})
    a.write(VOLUNTEER, {"grade": {"school_year": 2026, "value": "8"}})
    yield h.case()

    h = History("the same kind and id in two logs are two records")
    a, b = h.authors("a", "b")
    a.write(EVENT, {"title": "Here"})
    b.write((PEOPLE, *EVENT[1:]), {"title": "There"})
    yield h.case(shown=[(EVENT, {"title": "Here"}), ((PEOPLE, *EVENT[1:]), {"title": "There"})])

    h = History("the same id under two kinds is two records")
    a, = h.authors("a")
    a.entry(CHAPTER, [a.op(EVENT, {"title": "Event"}),
                      a.op((CHAPTER, "task", EVENT[2]), {"title": "Task"})])
    yield h.case(shown=[(EVENT, {"title": "Event"}),
                        ((CHAPTER, "task", EVENT[2]), {"title": "Task"})])

    h = History("unknown kinds, fields and keys fold like any other")
    a, b = h.authors("a", "b")
    treaty = (CHAPTER, "treaty", "0193a5c9-0000-7000-8000-000000000001")
    a.entry(CHAPTER, [a.op(treaty, {"x.y:z": 1, "sig/A~b": "v"}, hint=[1, 2])], note={"a": [True]})
    b.write(treaty, {"x.y:z": 2})
    low, high = sorted((a, b), key=lambda author: author.node)
    values = [2, 1] if high is b else [1, 2]
    yield h.case(conflicts=[(treaty, "x.y:z", values)])

    h = History("an op without set and an entry with an unknown op write nothing")
    a, = h.authors("a")
    a.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "later": True}])
    yield h.case()

    h = History("a known field with a value of the wrong type is kept")
    a, = h.authors("a")
    a.write(EVENT, {"title": 5, "when": "soon", "status": "unheard_of"})
    yield h.case(shown=[(EVENT, {"title": 5, "when": "soon", "status": "unheard_of"})])

    h = History("an import over two entries names its first entry in part")
    a, = h.authors("a")
    first = a.write(EVENT, {"title": "Row 1", "identifier/sheet:1": True})
    a.entry(CHAPTER, [a.op(EVENT_2, {"title": "Row 2", "identifier/sheet:2": True})],
            part=dot(first))
    yield h.case()

    h = History("two laptops sign one volunteer up to one shift offline: one record")
    a, b = h.authors("a", "b")
    a.write(SHIFT, {"event": EVENT[2], "role": "greeter"})
    b.read(a)
    values = {"shift": SHIFT[2], "volunteer": ANA, "rsvp": "registered"}
    a.write(SIGNUP, values)
    b.write(SIGNUP, values)
    yield h.case(shown=[(SIGNUP, values)])

    h = History("two laptops make one derived record with different values: a conflict")
    a, b = h.authors("a", "b")
    a.write(SIGNUP, values)
    b.wall += MINUTE
    b.write(SIGNUP, values | {"rsvp": "declined"})
    yield h.case(conflicts=[(SIGNUP, "rsvp", ["declined", "registered"])])

    h = History("making a hidden derived record again restores it and clears the rest")
    a, = h.authors("a")
    a.write(SIGNUP, values | {"note": "Wheelchair"})
    a.delete(SIGNUP)
    a.write(SIGNUP, values | {"deleted": None, "note": None})
    yield h.case(shown=[(SIGNUP, values)])

    h = History("two laptops import the same row: one record, no conflict")
    a, b = h.authors("a", "b")
    row = (CHAPTER, "event", derived_id("event", ["mobilize:1234"]))
    for author in (a, b):
        author.write(row, {"title": "Film", "identifier/mobilize:1234": True})
    yield h.case(shown=[(row, {"title": "Film", "identifier/mobilize:1234": True})])

    h = History("crit does not change what a known op means")
    a, = h.authors("a")
    a.entry(CHAPTER, [a.op(EVENT, {"title": "One"})], crit=[])
    yield h.case(shown=[(EVENT, {"title": "One"})])

    h = History("clocks more than five minutes ahead are not taken over")
    a, b = h.authors("a", "b")
    a.wall = NOON + 6 * MINUTE
    a.write(EVENT, {"title": "Six minutes ahead"})
    b.read(a)
    b.write(TASK, {"title": "Now"})
    assert read_line(h.lines[-1])[1]["at"] == stamp((NOON, 0))
    yield h.case()

    h = History("clocks up to five minutes ahead are taken over")
    a, b = h.authors("a", "b")
    a.wall = NOON + 5 * MINUTE
    a.write(EVENT, {"title": "Five minutes ahead"})
    b.read(a)
    b.write(TASK, {"title": "After"})
    assert read_line(h.lines[-1])[1]["at"] == stamp((NOON + 5 * MINUTE, 1))
    yield h.case()

    h = History("three laptops over several days")
    authors = h.authors("a", "b", "c")
    for round_ in range(12):
        author = authors[round_ * 7 % 3]
        author.wall = NOON + (round_ * 37 % 11) * MINUTE
        record = (EVENT, TASK, EVENT_2)[round_ * 5 % 3]
        if round_ % 5 == 4:
            author.delete(record)
        else:
            author.write(record, {("title", "notes", "tag/x")[round_ % 3]: f"v{round_ % 4}"})
        if round_ % 3 == 2:
            author.read(authors[round_ % 2])
    yield h.as_found()


def by_chance(seed):
    """A history that a seed chooses: edits, deletions, restorations, resolutions, forks."""
    chance = random.Random(f"cairn {seed}")
    h = History(f"what chance makes, seed {seed}")
    authors = h.authors("a", "b", "c")
    records = [EVENT, TASK, VOLUNTEER]
    names = ["title", "notes", "tag/x", "count/y", "consent/photo"]
    values = ["one", "two", 3, None, True, {"state": "denied"}, {"state": "granted"}]
    for _ in range(40):
        author = chance.choice(authors)
        author.wall = NOON + chance.randrange(20) * MINUTE
        record = chance.choice(records)
        act = chance.randrange(20)
        if act < 5:
            author.read(*chance.choice([[author], authors]))
            author.delete(record, resolve=bool(author.dots(record, "deleted")) and act == 0)
        elif act == 5:
            author.write(record, {"deleted": None})
        elif act == 6 and len(authors) < 5:
            authors.append(author.copy())
        elif act < 12:
            author.read(*chance.sample(authors, 2))
        else:
            fields = sorted(chance.sample(names, chance.choice([1, 1, 2])))
            author.write(record, {name: chance.choice(values) for name in fields})
    yield h.as_found()

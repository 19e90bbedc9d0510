"""Histories of edits: plain ones, concurrent ones, ties of clocks, sets."""

from cairn_reference import fold, read_line
from golden_author import (
    ANA, BEN, CHAPTER, EVENT, EVENT_2, MINUTE, NOON, TASK, VOLUNTEER, History, dot, stamp,
    unstamp,
)


def plain():
    h = History("an empty history of one record and one field")
    a, = h.authors("a")
    a.write(EVENT, {"title": "One"})
    yield h.case(shown=[(EVENT, {"title": "One"})])

    h = History("a later edit by the same author replaces the first")
    a, = h.authors("a")
    a.write(EVENT, {"title": "One", "type": "display"})
    a.write(EVENT, {"title": "Two"})
    yield h.case(shown=[(EVENT, {"title": "Two", "type": "display"})])

    h = History("an edit beats what its author had seen, though its clock is behind")
    a, b = h.authors("a", "b")
    a.wall = NOON + 60 * MINUTE
    a.write(EVENT, {"title": "Fast clock"})
    b.read(a)
    b.write(EVENT, {"title": "Slow clock"})
    assert unstamp(read_line(h.lines[1])[1]["at"]) < unstamp(read_line(h.lines[0])[1]["at"])
    yield h.case(shown=[(EVENT, {"title": "Slow clock"})])

    h = History("null clears a field")
    a, = h.authors("a")
    a.write(EVENT, {"title": "One", "summary": "Text"})
    a.write(EVENT, {"summary": None})
    yield h.case(shown=[(EVENT, {"title": "One"})])

    h = History("one entry with several ops in two kinds")
    a, = h.authors("a")
    a.by = ANA
    a.entry(CHAPTER, [
        a.op(EVENT, {"title": "One", "when": {"end": "2026-04-04T21:00",
             "start": "2026-04-04T19:00", "tz": "America/New_York"}}),
        a.op(TASK, {"title": "Call", "status": "open", "priority": "high"}),
    ])
    yield h.case(shown=[(TASK, {"title": "Call", "status": "open", "priority": "high"})])

    h = History("values of every type")
    a, = h.authors("a")
    a.write(EVENT, {"s": "caf\u00e9 e\u0301 \U0001f600 \t\"\\", "i": 2**53 - 1, "n": -(2**53 - 1),
                    "t": True, "f": False, "z": 0, "o": {}, "e": ""})
    yield h.case()

    h = History("the same entries arrive twice")
    a, = h.authors("a")
    a.write(EVENT, {"title": "One"})
    a.write(EVENT, {"title": "Two"})
    h.lines = h.lines + h.lines
    yield h.case(shown=[(EVENT, {"title": "Two"})])


def concurrent():
    def two(name, first, second, **changes):
        h = History(name, choice=changes.pop("choice", False))
        a, b = h.authors("a", "b")
        a.write(EVENT, {"title": "Base"})
        b.read(a)
        a.wall, b.wall = NOON + 2 * MINUTE, NOON + 1 * MINUTE
        a.write(EVENT, first)
        b.write(EVENT, second)
        return h, a, b

    h, a, b = two("two concurrent edits of one field", {"title": "A"}, {"title": "B"})
    yield h.case(conflicts=[(EVENT, "title", ["A", "B"])], shown=[(EVENT, {"title": "A"})])

    h, a, b = two("two concurrent edits of different fields",
                  {"title": "A"}, {"summary": "B"})
    yield h.case(shown=[(EVENT, {"title": "A", "summary": "B"})])

    h, a, b = two("the same value written twice at once is no conflict",
                  {"title": "Same"}, {"title": "Same"})
    yield h.case(shown=[(EVENT, {"title": "Same"})])

    h, a, b = two("a clearing and an edit at once are a conflict of a plain field",
                  {"title": None}, {"title": "B"})
    yield h.case(conflicts=[(EVENT, "title", [None, "B"])], shown=[(EVENT, {})])

    h, a, b = two("strings that differ in their normal form alone are different values",
                  {"title": "caf\u00e9"}, {"title": "cafe\u0301"})
    yield h.case(conflicts=[(EVENT, "title", ["caf\u00e9", "cafe\u0301"])])

    h, a, b = two("a number and the same number as text are different values",
                  {"capacity": 1}, {"capacity": "1"})
    yield h.case(conflicts=[(EVENT, "capacity", [1, "1"])])

    when = {"start": "2026-04-04T19:00", "tz": "UTC"}
    h, a, b = two("equal objects written at once are no conflict",
                  {"when": when}, {"when": dict(reversed(when.items()))})
    yield h.case(shown=[(EVENT, {"title": "Base", "when": when})])

    h, a, b = two("objects that differ in one member are a conflict as a whole",
                  {"when": when}, {"when": when | {"tz": "Europe/Vienna"}})
    yield h.case(conflicts=[(EVENT, "when", [when, when | {"tz": "Europe/Vienna"}])])

    h, a, b = two("a third author edits after both and ends the conflict without review",
                  {"title": "A"}, {"title": "B"})
    c, = h.authors("c")
    c.wall = NOON - 60 * MINUTE
    c.read(a, b)
    c.clock = (0, 0)
    c.write(EVENT, {"title": "C"})
    assert fold(h.lines).past[0]["state"] == "overwritten"
    yield h.case(shown=[(EVENT, {"title": "C"})])

    h, a, b = two("a conflict is resolved in favour of the losing value",
                  {"title": "A"}, {"title": "B"})
    b.read(a)
    b.write(EVENT, {"title": "B"}, resolve=True)
    assert fold(h.lines).past[0]["state"] == "resolved"
    yield h.case(shown=[(EVENT, {"title": "B"})])

    h, a, b = two("a conflict resolved by two people in two ways opens again",
                  {"title": "A"}, {"title": "B"})
    c, = h.authors("c")
    c.read(a, b)
    b.read(a)
    b.wall = c.wall = NOON + 10 * MINUTE
    b.write(EVENT, {"title": "B"}, resolve=True)
    c.wall += MINUTE
    c.write(EVENT, {"title": "C"}, resolve=True)
    yield h.case(conflicts=[(EVENT, "title", ["C", "B"])])

    h, a, b = two("an edit that saw one side of a conflict leaves the other live",
                  {"title": "A"}, {"title": "B"})
    a.wall = NOON + 3 * MINUTE
    a.write(EVENT, {"title": "A again"})
    yield h.case(conflicts=[(EVENT, "title", ["A again", "B"])])

    h = History("four laptops edit one field: the losers stand by falling rank")
    a, b, c, d = h.authors("a", "b", "c", "d")
    a.write(EVENT, {"title": "Base"})
    for author, name, minutes in ((b, "B", 3), (c, "C", 1), (d, "D", 4), (a, "A", 2)):
        author.read(a) if author is not a else None
        author.wall = NOON + minutes * MINUTE
    b.write(EVENT, {"title": "B"})
    c.write(EVENT, {"title": "C"})
    d.write(EVENT, {"title": "D"})
    a.write(EVENT, {"title": "A"})
    yield h.case(conflicts=[(EVENT, "title", ["D", "B", "A", "C"])])
    e, = h.authors("e")
    e.read(a, b, c, d)
    h.name = "one edit overwrites four live writes"
    e.write(EVENT, {"title": "E"})
    assert len(read_line(h.lines[-1])[1]["ops"][0]["over"]["title"]) == 4
    yield h.case(shown=[(EVENT, {"title": "E"})])

    h, a, b = two("two open conflicts on two fields of one record",
                  {"title": "A", "status": "confirmed"}, {"title": "B", "status": "cancelled"})
    yield h.case(conflicts=[(EVENT, "title", ["A", "B"]),
                            (EVENT, "status", ["confirmed", "cancelled"])])

    h = History("of three live writes two agree: each live write is listed", choice=True)
    a, b, c = h.authors("a", "b", "c")
    for author, value, minutes in ((a, "X", 3), (b, "Y", 2), (c, "X", 1)):
        author.wall = NOON + minutes * MINUTE
        author.write(EVENT, {"title": value})
    yield h.case(conflicts=[(EVENT, "title", ["X", "Y", "X"])])

    h, a, b = two("an over names a write of another field: nothing is replaced",
                  {"title": "A"}, {"summary": "S"})
    foreign = dot(h.lines[-1])
    b.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "set": {"title": "T"},
                       "over": {"title": [foreign]}}])
    yield h.case(conflicts=[(EVENT, "title", ["A", "T"])])

    h = History("an over that is split over two entries of one value joins")
    a, b, c, d = h.authors("a", "b", "c", "d")
    for author, value in ((a, "A"), (b, "B"), (c, "C")):
        author.write(EVENT, {"title": value})
    d.read(a, b, c)
    dots = d.dots(EVENT, "title")
    ops = [{"id": EVENT[2], "kind": "event", "over": {"title": part}, "set": {"title": "D"}}
           for part in (dots[:2], dots[2:])]
    first = d.entry(CHAPTER, ops[:1])
    d.entry(CHAPTER, ops[1:], part=dot(first))
    yield h.case(shown=[(EVENT, {"title": "D"})])

    h = History("an over in one record leaves the same entry's write in another record live")
    a, = h.authors("a")
    line = a.entry(CHAPTER, [a.op(EVENT, {"title": "One"}), a.op(EVENT_2, {"title": "Two"})])
    a.write(EVENT, {"title": "Three"})
    assert dot(line) in a.dots(EVENT_2, "title")
    yield h.case(shown=[(EVENT, {"title": "Three"}), (EVENT_2, {"title": "Two"})])


def ties():
    h = History("a tie in the clock: the greater node is shown")
    a, b = h.authors("a", "b")
    at = stamp((NOON, 0))
    low, high = sorted((a, b), key=lambda author: author.node)
    high.write(EVENT, {"title": "High"}, at=at)
    low.write(EVENT, {"title": "Low"}, at=at)
    yield h.case(conflicts=[(EVENT, "title", ["High", "Low"])])

    h = History("a tie in the clock: the node goes before the seq")
    a, b = h.authors("a", "b")
    low, high = sorted((a, b), key=lambda author: author.node)
    for number in range(3):
        low.write(TASK, {"notes": str(number)}, at=stamp((NOON - MINUTE, number)))
    low.write(EVENT, {"title": "Low, seq 4"}, at=at)
    high.write(EVENT, {"title": "High, seq 1"}, at=at)
    yield h.case(conflicts=[(EVENT, "title", ["High, seq 1", "Low, seq 4"])])

    h = History("the counter of the clock decides, as hex digits")
    a, b = h.authors("a", "b")
    low, high = sorted((a, b), key=lambda author: author.node)
    low.write(EVENT, {"title": "000a"}, at=stamp((NOON, 10)))
    high.write(EVENT, {"title": "0009"}, at=stamp((NOON, 9)))
    yield h.case(conflicts=[(EVENT, "title", ["000a", "0009"])])

    h = History("a tie in clock and node: the greater seq is shown, as a number")
    a, = h.authors("a")
    for number in range(8):
        a.write(TASK, {"notes": str(number)})
    at = stamp((NOON + MINUTE, 0))
    a.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "set": {"title": "nine"}}], at=at)
    a.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "set": {"title": "ten"}}], at=at)
    yield h.case(conflicts=[(EVENT, "title", ["ten", "nine"])])

    h = History("a clock that goes back within a stream is taken as it is")
    a, = h.authors("a")
    a.write(EVENT, {"title": "One"}, at=stamp((NOON, 0)))
    a.write(EVENT, {"title": "Two"}, at=stamp((NOON - MINUTE, 0)))
    yield h.case(shown=[(EVENT, {"title": "Two"})])

    h = History("a clock of the year 9999 wins among concurrent writes and loses to an edit")
    a, b, c = h.authors("a", "b", "c")
    a.write(EVENT, {"title": "Future", "summary": "Future"}, at="9999-12-31T23:59:59.999Z-ffff")
    b.write(EVENT, {"title": "Present", "summary": "Present"})
    c.read(a, b)
    c.write(EVENT, {"title": "After"})
    yield h.case(conflicts=[(EVENT, "summary", ["Future", "Present"])],
                 shown=[(EVENT, {"title": "After", "summary": "Future"})])


def sets():
    h = History("two authors add different elements of a set")
    a, b = h.authors("a", "b")
    a.write(EVENT, {"title": "One", "tag/music": True})
    b.write(EVENT, {"tag/art": True})
    yield h.case(shown=[(EVENT, {"title": "One", "tag/music": True, "tag/art": True})])

    h = History("of a set a present value beats a later null, and is no conflict")
    a, b = h.authors("a", "b")
    a.write(EVENT, {"tag/music": True})
    b.read(a)
    a.wall, b.wall = NOON + MINUTE, NOON + 2 * MINUTE
    a.write(EVENT, {"tag/music": True})
    b.write(EVENT, {"tag/music": None})
    yield h.case(shown=[(EVENT, {"tag/music": True})])

    h = History("an element taken out after it was seen is gone")
    a, b = h.authors("a", "b")
    a.write(EVENT, {"tag/music": True})
    b.read(a)
    b.write(EVENT, {"tag/music": None})
    yield h.case(shown=[(EVENT, {})])

    h = History("different present values of an element are a conflict")
    a, b = h.authors("a", "b")
    first, second = {"basis": "counted", "low": 10}, {"basis": "estimated", "low": 20}
    a.write(EVENT, {"count/students": first})
    b.wall += MINUTE
    b.write(EVENT, {"count/students": second})
    yield h.case(conflicts=[(EVENT, "count/students", [second, first])])

    h = History("a null among different present values stands last", choice=True)
    a, b, c = h.authors("a", "b", "c")
    a.write(TASK, {"check/k1": {"done": True, "text": "Posters"}})
    b.wall += MINUTE
    b.write(TASK, {"check/k1": {"done": False, "text": "Posters"}})
    c.wall += 2 * MINUTE
    c.write(TASK, {"check/k1": None})
    yield h.case(conflicts=[(TASK, "check/k1", [
        {"done": False, "text": "Posters"}, {"done": True, "text": "Posters"}, None])])

    h = History("a consent that was denied comes before a later grant")
    a, b = h.authors("a", "b")
    denied, granted = ({"method": "paper", "state": state} for state in ("denied", "granted"))
    a.write(VOLUNTEER, {"given_name": "Ana", "consent/photo": denied})
    b.wall += 60 * MINUTE
    b.write(VOLUNTEER, {"consent/photo": granted})
    yield h.case(conflicts=[(VOLUNTEER, "consent/photo", [denied, granted])],
                 shown=[(VOLUNTEER, {"given_name": "Ana", "consent/photo": denied})])

    h = History("a consent that was withdrawn comes before a later grant and a later null")
    a, b, c = h.authors("a", "b", "c")
    withdrawn = {"state": "withdrawn"}
    a.write(VOLUNTEER, {"consent/contact": withdrawn})
    b.wall += MINUTE
    b.write(VOLUNTEER, {"consent/contact": None})
    yield h.case(shown=[(VOLUNTEER, {"consent/contact": withdrawn})])

    h = History("of a denied and a withdrawn consent the later one is shown")
    a, b = h.authors("a", "b")
    a.write(VOLUNTEER, {"consent/photo": {"state": "denied"}})
    b.wall += MINUTE
    b.write(VOLUNTEER, {"consent/photo": {"state": "withdrawn"}})
    yield h.case(conflicts=[(VOLUNTEER, "consent/photo", [
        {"state": "withdrawn"}, {"state": "denied"}])])

    h = History("a grant that replaced the denial its author saw is shown")
    a, b = h.authors("a", "b")
    a.write(VOLUNTEER, {"consent/photo": {"state": "denied"}})
    b.read(a)
    b.write(VOLUNTEER, {"consent/photo": {"state": "granted"}})
    yield h.case(shown=[(VOLUNTEER, {"consent/photo": {"state": "granted"}})])

    h = History("two people claim one task: both elements stay, which is no conflict of a field")
    a, b = h.authors("a", "b")
    a.write(TASK, {"title": "Drums", "claim_policy": "claimable"})
    b.read(a)
    claim = {"state": "claimed"}
    a.write(TASK, {f"assignee/{ANA}": claim})
    b.write(TASK, {f"assignee/{BEN}": claim})
    yield h.case(shown=[(TASK, {"title": "Drums", "claim_policy": "claimable",
                                f"assignee/{ANA}": claim, f"assignee/{BEN}": claim})])

"""The histories of Schema/golden/folds.json: small authors, and what each history must mean."""

import hashlib
from datetime import datetime, timezone

from cairn_reference import canonical, derived_id, dot_of, fold, head_of, read_line

CHAPTER = "0193a5c1-b2f4-7a3c-9d2e-1b2c3d4e5f60"
PEOPLE = derived_id("people", [CHAPTER])
ANA = "0193a5c0-0000-7000-8000-0000000000a1"
BEN = "0193a5c0-0000-7000-8000-0000000000b2"
EVENT = (CHAPTER, "event", "0193a5c2-0000-7000-8000-000000000001")
EVENT_2 = (CHAPTER, "event", "0193a5c2-0000-7000-8000-000000000002")
TASK = (CHAPTER, "task", "0193a5c3-0000-7000-8000-000000000001")
SHIFT = (CHAPTER, "shift", "0193a5c4-0000-7000-8000-000000000001")
VOLUNTEER = (PEOPLE, "volunteer", ANA)
SIGNUP = (CHAPTER, "signup", derived_id("signup", [SHIFT[2], ANA]))
NOON = 1_775_217_600_000  # 2026-04-03T12:00:00Z
MINUTE = 60_000
DRIFT_MAX = 5 * MINUTE


def digits(text, length):
    """A repeatable stand-in for random hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def stamp(clock):
    milliseconds, counter = clock
    moment = datetime.fromtimestamp(milliseconds // 1000, timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z-{counter:04x}"


def unstamp(at):
    moment = datetime.strptime(at[:23], "%Y-%m-%dT%H:%M:%S.%f").replace(tzinfo=timezone.utc)
    return round(moment.timestamp() * 1000), int(at[25:], 16)


class Author:
    """A store with one node that does an author's duties."""

    def __init__(self, history, name):
        self.history = history
        self.node = digits(f"node {name}", 16)
        self.by = None
        self.wall = NOON
        self.clock = (0, 0)
        self.lines = []
        self.tips = {}

    def tick(self):
        milliseconds, counter = self.clock
        if self.wall > milliseconds:
            self.clock = (self.wall, 0)
        else:
            self.clock = (milliseconds, counter + 1)
        return stamp(self.clock)

    def live(self, record):
        return fold(self.lines).records.get(record, {})

    def dots(self, record, *fields):
        """The live dots that this author holds, of the named fields."""
        live = self.live(record)
        return sorted({write.dot for name in fields for write in live.get(name, [])})

    def op(self, record, values, resolve=False, **more):
        """The op that writes values over all live writes that the author holds."""
        op = {"id": record[2], "kind": record[1], "set": values}
        over = {name: dots for name in values if (dots := self.dots(record, name))}
        if over:
            op["over"] = over
        if resolve:
            op["resolve"] = True
        return op | more

    def entry(self, log, ops, at=None, **more):
        """Appends an entry to the author's stream in a log; gives its line."""
        seq, prev = self.tips.get(log, (0, ""))
        value = {
            "at": at or self.tick(), "by": self.by, "log": log, "node": self.node, "ops": ops,
            "prev": prev, "seq": seq + 1,
        }
        if log == PEOPLE:
            value["salt"] = digits(f"{self.node} {seq}", 22)
        line = canonical(value | more).encode()
        self.tips[log] = (seq + 1, head_of(line))
        self.lines.append(line)
        self.history.lines.append(line)
        return line

    def write(self, record, values, at=None, **more):
        return self.entry(record[0], [self.op(record, values, **more)], at=at)

    def delete(self, record, at=None, **more):
        others = [name for name in self.live(record) if name != "deleted"]
        saw = self.dots(record, *others)
        more |= {"saw": saw} if saw else {}
        return self.write(record, {"deleted": True}, at=at, **more)

    def read(self, *others):
        """Takes over what other authors hold."""
        for other in others:
            for line in other.lines:
                if line not in self.lines:
                    self.lines.append(line)
                    clock = unstamp(read_line(line)[1]["at"])
                    if clock[0] <= self.wall + DRIFT_MAX:
                        self.clock = max(self.clock, clock)

    def copy(self):
        """A second store that goes on with the same node: how forks are made."""
        twin = Author(self.history, "")
        twin.__dict__.update(self.__dict__, lines=list(self.lines), tips=dict(self.tips))
        return twin


class History:
    """One case, with what a person says that it must mean."""

    def __init__(self, name, choice=False):
        self.name = name
        self.choice = choice
        self.lines = []

    def authors(self, *names):
        return [Author(self, name) for name in names]

    def case(self, conflicts=(), hidden=(), shown=(), digest=True):
        """conflicts: (record, field, values); shown: (record, values) that must be among all."""
        state = fold(self.lines)
        found = sorted((row["record_id"], row["field"], row["values"]) for row in state.conflicts)
        wanted = sorted((record[2], name, values) for record, name, values in conflicts)
        assert found == wanted, (self.name, found, wanted)
        assert state.hidden == sorted(map(list, hidden)), (self.name, state.hidden)
        for record, values in shown:
            assert state.shown()[" ".join(record)] == values, (self.name, state.shown())
        for row in state.conflicts:
            wanted = "edited_while_deleted" if row["field"] == "deleted" else "field"
            assert row["code"] == wanted, self.name
        return {"name": self.name} | ({"choice": True} if self.choice else {}) | {
            "entries": [line.decode() for line in self.lines],
            "digests": state.digests(),
            "conflicts": state.conflicts,
            "hidden": state.hidden,
            "shown": state.shown(),
        }


def head_line(line):
    return head_of(line)


def dot(line):
    entry = read_line(line)[1]
    return dot_of(entry["node"], entry["seq"], head_of(line))


def colliding(author, log, record):
    """Two lines for the author's next place whose dots are the same (36 bits, by birthday)."""
    seq, prev = author.tips[log]
    value = {
        "at": author.tick(), "by": None, "log": log, "node": author.node,
        "ops": [author.op(record, {"title": "@"})], "prev": prev, "seq": seq + 1,
    }
    before, after = canonical(value).encode().split(b"@")
    seen = {}
    for number in range(1 << 22):
        line = before + b"%d" % number + after
        short = hashlib.sha256(line).digest()[:5]
        short = short[:4] + bytes([short[4] & 0xF0])
        if short in seen:
            other = before + b"%d" % seen[short] + after
            assert dot(line) == dot(other) and head_of(line) != head_of(other)
            return other, line, str(seen[short]), str(number)
        seen[short] = number
    raise AssertionError("no collision found")


# --- the histories; each yields cases


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
    denied, granted = {"method": "paper", "state": "denied"}, {"method": "paper", "state": "granted"}
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


def deletions():
    def made(name, choice=False):
        h = History(name, choice)
        a, b = h.authors("a", "b")
        a.write(EVENT, {"title": "One", "type": "display"})
        b.read(a)
        a.wall, b.wall = NOON + MINUTE, NOON + 2 * MINUTE
        return h, a, b

    h, a, b = made("a deletion that saw every live write hides the record")
    a.delete(EVENT)
    yield h.case(hidden=[EVENT],
                 shown=[(EVENT, {"title": "One", "type": "display", "deleted": True})])

    h, a, b = made("a restoration shows the record again")
    a.delete(EVENT)
    b.read(a)
    b.write(EVENT, {"deleted": None})
    yield h.case(shown=[(EVENT, {"title": "One", "type": "display"})])

    h, a, b = made("deleted, restored and deleted again")
    a.delete(EVENT)
    a.write(EVENT, {"deleted": None})
    a.delete(EVENT)
    yield h.case(hidden=[EVENT])

    h, a, b = made("an edit at the same time as a deletion keeps the record")
    a.delete(EVENT)
    b.write(EVENT, {"title": "Two"})
    yield h.case(conflicts=[(EVENT, "deleted", [True])],
                 shown=[(EVENT, {"title": "Two", "type": "display", "deleted": True})])

    h, a, b = made("a new field at the same time as a deletion keeps the record")
    a.delete(EVENT)
    b.write(EVENT, {"tag/music": True})
    yield h.case(conflicts=[(EVENT, "deleted", [True])])

    h, a, b = made("an edited record is deleted again with a new saw, and is hidden")
    a.delete(EVENT)
    b.write(EVENT, {"title": "Two"})
    b.read(a)
    b.delete(EVENT)
    assert [row["state"] for row in fold(h.lines).past] == ["overwritten"]
    yield h.case(hidden=[EVENT])

    h, a, b = made("edited_while_deleted is resolved by a restoration")
    a.delete(EVENT)
    b.write(EVENT, {"title": "Two"})
    b.read(a)
    b.write(EVENT, {"deleted": None}, resolve=True)
    assert [row["state"] for row in fold(h.lines).past] == ["resolved"]
    yield h.case(shown=[(EVENT, {"title": "Two", "type": "display"})])

    h, a, b = made("edited_while_deleted is resolved by a new deletion")
    a.delete(EVENT)
    b.write(EVENT, {"title": "Two"})
    b.read(a)
    b.delete(EVENT, resolve=True)
    yield h.case(hidden=[EVENT])

    h, a, b = made("two deletions at once that saw the same hide the record")
    a.delete(EVENT)
    b.delete(EVENT)
    yield h.case(hidden=[EVENT])

    h, a, b = made("two deletions at once with different saws join")
    b.write(EVENT, {"summary": "B alone"})
    a.write(EVENT, {"place": {"locality": "A alone"}})
    a.delete(EVENT)
    b.delete(EVENT)
    yield h.case(hidden=[EVENT])

    h, a, b = made("two deletions at once leave a write that neither saw: one conflict",
                   choice=True)
    c, = h.authors("c")
    c.read(a)
    a.delete(EVENT)
    b.delete(EVENT)
    c.write(EVENT, {"summary": "C"})
    yield h.case(conflicts=[(EVENT, "deleted", [True, True])])

    h, a, b = made("a saw that is split over two entries joins")
    dots = a.dots(EVENT, "title", "type")
    a.write(EVENT, {"title": "Two"})
    dots = a.dots(EVENT, "title", "type")
    assert len(dots) == 2
    first = a.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "set": {"deleted": True},
                               "saw": dots[:1]}])
    a.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "set": {"deleted": True},
                       "saw": dots[1:]}], part=dot(first))
    yield h.case(hidden=[EVENT])
    h.name = "of a split saw, the second entry alone replaces the first: the record stays"
    a.lines.pop()
    h.lines.pop()
    seq = read_line(first)[1]["seq"]
    a.tips[CHAPTER] = (seq, head_of(first))
    a.entry(CHAPTER, [{"id": EVENT[2], "kind": "event", "set": {"deleted": True},
                       "over": {"deleted": [dot(first)]}, "saw": dots[1:]}])
    yield h.case(conflicts=[(EVENT, "deleted", [True])])

    h, a, b = made("a deletion and a restoration at once", choice=True)
    a.delete(EVENT)
    b.read(a)
    a.write(EVENT, {"deleted": None})
    b.wall += MINUTE
    b.delete(EVENT)
    yield h.case(conflicts=[(EVENT, "deleted", [True, None])])

    h, a, b = made("a restoration at the same time as a deletion, the restoration later",
                   choice=True)
    a.delete(EVENT)
    b.read(a)
    a.delete(EVENT)
    b.wall += MINUTE
    b.write(EVENT, {"deleted": None})
    yield h.case(conflicts=[(EVENT, "deleted", [None, True])])

    h, a, b = made("a hidden record's other conflicts are not listed")
    a.write(EVENT, {"title": "A"})
    b.write(EVENT, {"title": "B"})
    b.read(a)
    b.delete(EVENT)
    yield h.case(hidden=[EVENT], shown=[
        (EVENT, {"title": "B", "type": "display", "deleted": True})])

    h, a, b = made("a restoration lists the other conflicts again")
    a.write(EVENT, {"title": "A"})
    b.write(EVENT, {"title": "B"})
    b.read(a)
    b.delete(EVENT)
    b.write(EVENT, {"deleted": None})
    yield h.case(conflicts=[(EVENT, "title", ["B", "A"])])

    h, a, b = made("a shown record with a deletion lists its other conflicts too")
    c, = h.authors("c")
    c.read(a)
    a.write(EVENT, {"title": "A"})
    b.write(EVENT, {"title": "B"})
    c.delete(EVENT)
    yield h.case(conflicts=[(EVENT, "title", ["B", "A"]), (EVENT, "deleted", [True])])

    h, a, b = made("an edit of a hidden record shows it with a conflict")
    a.delete(EVENT)
    b.read(a)
    b.write(EVENT, {"title": "Two"})
    yield h.case(conflicts=[(EVENT, "deleted", [True])])

    h, a, b = made("a saw that names a write already replaced does not cover the new write")
    a.delete(EVENT)
    b.write(EVENT, {"title": "Two"})
    b.write(EVENT, {"title": "Three"})
    yield h.case(conflicts=[(EVENT, "deleted", [True])])

    h = History("a deletion of a record of which nothing else is known hides it")
    a, = h.authors("a")
    a.write(EVENT, {"deleted": True})
    yield h.case(hidden=[EVENT], shown=[(EVENT, {"deleted": True})])

    h, a, b = made("a value of deleted that is neither true nor null hides nothing", choice=True)
    a.write(EVENT, {"deleted": "yes"})
    yield h.case(shown=[(EVENT, {"title": "One", "type": "display", "deleted": "yes"})])

    h, a, b = made("deleted true beside another field shows the record: the entry did not see it",
                   choice=True)
    a.write(EVENT, {"deleted": True, "title": "Two"})
    yield h.case(conflicts=[(EVENT, "deleted", [True])])


def forks():
    h = History("a fork: two lines of the same seq, both stay")
    a, = h.authors("a")
    a.write(EVENT, {"title": "Base"})
    twin = a.copy()
    twin.wall = NOON + MINUTE
    a.write(EVENT, {"title": "First branch"})
    twin.write(EVENT, {"title": "Second branch"})
    yield h.case(conflicts=[(EVENT, "title", ["Second branch", "First branch"])])

    h.name = "a fork goes on in both branches, and an edit in one replaces its own side alone"
    a.wall = NOON + 2 * MINUTE
    a.write(EVENT, {"title": "First branch again"})
    twin.write(EVENT, {"summary": "Only here"})
    yield h.case(conflicts=[(EVENT, "title", ["First branch again", "Second branch"])])

    h.name = "a store that holds both branches ends the conflict"
    c, = h.authors("c")
    c.read(a, twin)
    c.write(EVENT, {"title": "Joined"}, resolve=True)
    yield h.case(shown=[(EVENT, {"title": "Joined", "summary": "Only here"})])

    h = History("a fork at seq 1 with one clock: the greater head is shown")
    a, = h.authors("a")
    twin = a.copy()
    a.write(EVENT, {"title": "One"}, at=stamp((NOON, 0)))
    twin.write(EVENT, {"title": "Two"}, at=stamp((NOON, 0)))
    titles = ["One", "Two"]
    if head_of(h.lines[0]) < head_of(h.lines[1]):
        titles.reverse()
    yield h.case(conflicts=[(EVENT, "title", titles)])

    h = History("the two branches of a fork write the same line twice: it is one line")
    a, = h.authors("a")
    twin = a.copy()
    a.write(EVENT, {"title": "Same"}, at=stamp((NOON, 0)))
    twin.write(EVENT, {"title": "Same"}, at=stamp((NOON, 0)))
    assert h.lines[0] == h.lines[1]
    yield h.case(shown=[(EVENT, {"title": "Same"})])

    h = History("two lines with one dot: both writes are live")
    a, = h.authors("a")
    a.write(EVENT, {"title": "Base"})
    one, two, title_one, title_two = colliding(a, CHAPTER, EVENT)
    h.lines += [one, two]
    titles = [title_two, title_one] if head_of(two) > head_of(one) else [title_one, title_two]
    yield h.case(conflicts=[(EVENT, "title", titles)])

    b, = h.authors("b")
    b.lines = list(h.lines)
    h.name = "an over that names the dot of two lines replaces both"
    b.write(EVENT, {"title": "After"})
    assert len(read_line(h.lines[-1])[1]["ops"][0]["over"]["title"]) == 1
    yield h.case(shown=[(EVENT, {"title": "After"})])

    h.name = "the second line of a dot arrives after the over that names it, and is replaced too"
    h.lines = [h.lines[0], one, h.lines[-1], two]
    yield h.case(shown=[(EVENT, {"title": "After"})])

    h.name = "a saw that names the dot of two lines covers both"
    h.lines = h.lines[:2]
    b.lines = list(h.lines)
    b.tips = {}
    b.delete(EVENT)
    h.lines.append(two)
    yield h.case(hidden=[EVENT])


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

    h = History("several laptops over several days", choice=False)
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
    case = fold(h.lines)
    yield h.case(
        conflicts=[((row["log"], row["record"], row["record_id"]), row["field"], row["values"])
                   for row in case.conflicts],
        hidden=[tuple(record) for record in case.hidden],
    )


def make():
    """All histories, in a fixed order."""
    result = []
    for group in (plain, concurrent, ties, sets, deletions, forks, others):
        result += group()
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

"""Small authors that keep an author's duties, and what a history of their entries must mean."""

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

    def as_found(self):
        """The case as the reference sees it, for histories that nobody worked out by hand."""
        state = fold(self.lines)
        return self.case(
            conflicts=[((row["log"], row["record"], row["record_id"]), row["field"], row["values"])
                       for row in state.conflicts],
            hidden=[tuple(record) for record in state.hidden],
        )

    def case(self, conflicts=(), hidden=(), shown=()):
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

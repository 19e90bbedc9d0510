"""A client of the Cairn protocol, written from Schema/Protocol.md alone (standard library only).

`Store` holds lines, writes entries as an author must and applies foreign ones; `write_exchange`
and `read_exchange` turn lines into checked sections and back; `Peer` speaks HTTP; `Run` makes
the rounds of section 8, the ladder of section 9 and the sum form included.
"""

import copy
import gzip
import hashlib
import http.client
import json
import os
import random
import sys
import time
import urllib.parse
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))

import cairn_reference as reference  # noqa: E402

NODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
AHEAD_MAX = 300_000
SECTION_LINES = 500
SECTION_BYTES = 1_048_576
EXCHANGE_ENTRIES = 5_000
EXCHANGE_BYTES = 8 * 1_048_576
HELLO_ROOM = 1_048_576
BEFORE_ALL = (0, "")
RETRIED = ("gap", "missing-predecessor", "damaged")


class Mismatch(Exception):
    """The peer did what the protocol does not say."""


class Lost(Exception):
    """A request or an answer that was lost on the way."""


def expect(condition, reason):
    if not condition:
        raise Mismatch(reason)


def at_text(millis, counter):
    moment = datetime.fromtimestamp(millis // 1000, timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{millis % 1000:03d}Z-{counter:04x}"


def at_parts(at):
    stamp, counter = at.split("Z-")
    moment = datetime.strptime(stamp[:19] + "+0000", "%Y-%m-%dT%H:%M:%S%z")
    return int(moment.timestamp()) * 1000 + int(stamp[20:23]), int(counter, 16)


def pairs_of(flat):
    return list(zip(flat[::2], flat[1::2]))


def names_of(entry):
    """The dots that an entry names."""
    dots = [entry["part"]] if "part" in entry else []
    for op in entry["ops"]:
        for named in op.get("over", {}).values():
            dots += named
        dots += op.get("saw", [])
    return dots


class Line:
    """An entry line that a store holds."""

    def __init__(self, data, entry):
        self.data, self.entry = data, entry
        self.head = reference.head_of(data)
        self.log, self.node, self.seq = entry["log"], entry["node"], entry["seq"]
        self.prev = entry["prev"]
        self.stream = (self.log, self.node)
        self.dot = reference.dot_of(self.node, self.seq, self.head)

    @property
    def pair(self):
        return (self.seq, self.head)


class Store:
    """Entries in the order in which they were applied, and what an author must know of them."""

    def __init__(self, rng=None, skew=0):
        self.rng = rng or random.Random()
        self.skew = skew  # what the wall clock of this laptop is off by, in milliseconds
        self.clock = (0, 0)
        self.lines = []
        self.streams = {}  # (log, node) -> {(seq, head): Line}
        self.dots = {}  # (log, dot) -> [Line]
        self.writes = {}  # (log, kind, id) -> field -> [(dot, value)]
        self.replaced = set()  # (record, field, dot)
        self.written = {}  # log -> the last line that this store wrote under its node id
        self.announced = False
        self.take_node()

    def take_node(self):
        self.node = "".join(self.rng.choice(NODE_ALPHABET) for _ in range(16))
        self.written, self.announced, self.is_foreign = {}, False, False

    def wall(self):
        return int(time.time() * 1000) + self.skew

    # --- as JSON lines

    def dump(self):
        state = {"node": self.node, "clock": self.clock, "skew": self.skew,
                 "announced": self.announced, "foreign": self.is_foreign,
                 "written": {log: line.pair for log, line in self.written.items()}}
        return b"\n".join([json.dumps(state).encode(), *(line.data for line in self.lines)])

    @classmethod
    def load(cls, data, rng=None):
        first, *lines = data.split(b"\n")
        state = json.loads(first)
        store = cls(rng, state["skew"])
        for line in lines:
            store.append(Line(line, json.loads(line)))
        store.node, store.clock = state["node"], tuple(state["clock"])
        store.announced, store.is_foreign = state["announced"], state["foreign"]
        for log, pair in state["written"].items():
            store.written[log] = store.streams[log, store.node][tuple(pair)]
        return store

    # --- applying

    def append(self, line):
        self.lines.append(line)
        self.streams.setdefault(line.stream, {})[line.pair] = line
        self.dots.setdefault((line.log, line.dot), []).append(line)
        for op in line.entry["ops"]:
            record = (line.log, op["kind"], op["id"])
            for name, value in op.get("set", {}).items():
                fields = self.writes.setdefault(record, {})
                fields.setdefault(name, []).append((line.dot, value))
            for name, dots in op.get("over", {}).items():
                self.replaced.update((record, name, dot) for dot in dots)

    def apply(self, data, entry, logs):
        """Applies a foreign line: a code if it is refused, else whether it was new."""
        line = Line(data, entry)
        if line.log not in logs:
            return "forbidden"
        if line.pair in self.streams.get(line.stream, {}):
            return False
        if entry.get("crit"):
            return "needs-upgrade"
        before = (line.seq - 1, line.prev)
        if before != BEFORE_ALL and before not in self.streams.get(line.stream, {}):
            return "gap"
        if any((line.log, dot) not in self.dots for dot in names_of(entry)):
            return "missing-predecessor"
        self.append(line)
        at = at_parts(entry["at"])
        if at[0] <= self.wall() + AHEAD_MAX:
            self.clock = max(self.clock, at)
        if line.node == self.node:
            self.is_foreign = True
        return True

    # --- reading

    def live(self, record, name):
        return [
            (dot, value)
            for dot, value in self.writes.get(record, {}).get(name, [])
            if (record, name, dot) not in self.replaced
        ]

    def live_dots(self, record, name):
        return sorted({dot for dot, _ in self.live(record, name)})

    def others(self, record):
        """What a deletion saw."""
        fields = self.writes.get(record, {})
        return sorted({dot for name in fields if name != "deleted"
                       for dot in self.live_dots(record, name)})

    def tips(self, stream):
        held = self.streams.get(stream, {})
        followed = {(line.seq - 1, line.prev) for line in held.values()}
        return sorted(pair for pair in held if pair not in followed)

    def ladder(self, stream, tips):
        """Tips and their ancestors 1, 2, 4, 8 ... places below."""
        held, found = self.streams[stream], {BEFORE_ALL, *tips}
        for tip in tips:
            pair, below, step = tip, 0, 1
            while pair != BEFORE_ALL:
                pair = (held[pair].seq - 1, held[pair].prev)
                below += 1
                if below == step:
                    found.add(pair)
                    step *= 2
        return sorted(found)

    def vector(self, logs, ladders=()):
        result = {log: {} for log in sorted(logs)}
        for stream in sorted(self.streams):
            if stream[0] in result:
                pairs = self.tips(stream)
                if stream in ladders:
                    pairs = self.ladder(stream, pairs)
                result[stream[0]][stream[1]] = [part for pair in pairs for part in pair]
        return result

    def closure(self, stream, named):
        """The named lines of a stream that are held, and their ancestors."""
        held, result = self.streams.get(stream, {}), set()
        for pair in named:
            while pair in held and pair not in result:
                result.add(pair)
                pair = (held[pair].seq - 1, held[pair].prev)
        return result

    def lacking(self, have, logs, refused=()):
        """The lines that a peer with the vector `have` is sent, by the three rules."""
        silent, known = set(), set()
        for stream, held in self.streams.items():
            named = pairs_of(have.get(stream[0], {}).get(stream[1], []))
            if named and not any(pair in held or pair == BEFORE_ALL for pair in named):
                silent.add(stream)
            known |= {(stream, pair) for pair in self.closure(stream, named)}
        forbidden = {each["log"] for each in refused if each["code"] == "forbidden"}
        start = {}
        for each in refused:
            if each["log"] and each["node"] and each["seq"]:
                stream = (each["log"], each["node"])
                start[stream] = min(each["seq"], start.get(stream, each["seq"]))
        left_out, result = set(), []
        for line in self.lines:
            if line.log not in logs or line.log in forbidden:
                continue
            named = [other for dot in names_of(line.entry)
                     for other in self.dots.get((line.log, dot), [])]
            before = (line.stream, (line.seq - 1, line.prev))
            if (line.seq >= start.get(line.stream, line.seq + 1) or before in left_out
                    or any((other.stream, other.pair) in left_out for other in named)):
                if (line.stream, line.pair) not in known:
                    left_out.add((line.stream, line.pair))
            elif line.stream not in silent and (line.stream, line.pair) not in known:
                result.append(line)
        return result

    def digest(self, log):
        state = reference.fold([line.data for line in self.lines if line.log == log])
        return reference.sha256_hex(state.digest_text(log))

    # --- writing

    def tick(self):
        wall = self.wall()
        if self.is_foreign or self.clock[0] > wall + AHEAD_MAX:
            if self.clock[0] > wall + AHEAD_MAX:
                self.clock = (0, 0)
            self.take_node()
        millis, counter = self.clock
        if (wall, 0) > self.clock:
            self.clock = (wall, 0)
        elif counter == 0xFFFF:
            self.clock = (millis + 1, 0)
        else:
            self.clock = (millis, counter + 1)

    def write(self, log, ops, by=None, **more):
        """Writes one entry; `over` is added for what is live unless an op brings its own."""
        self.tick()
        ops = copy.deepcopy(ops)
        if not self.announced:
            identity = reference.derived_id("node", [self.node])
            ops.insert(0, {"kind": "node", "id": identity, "set": {"name": "Python"}})
            self.announced = True
        for op in ops:
            record = (log, op["kind"], op["id"])
            over = {name: self.live_dots(record, name) for name in op.get("set", {})}
            over = {name: dots for name, dots in over.items() if dots}
            op.setdefault("over", over)
            if not op["over"]:
                del op["over"]
                op.pop("resolve", None)
        last = self.written.get(log)
        entry = dict(
            at=at_text(*self.clock), by=by, log=log, node=self.node, ops=ops,
            prev=last.head if last else "", seq=last.seq + 1 if last else 1, **more,
        )
        data = reference.canonical(entry).encode()
        name, value, reason = reference.read_line(data)
        if name != "entry":
            raise ValueError(f"wrote a {name}: {reason}")
        line = Line(data, value)
        self.append(line)
        self.written[log] = line
        return line

    def delete(self, log, kind, identity):
        op = {"kind": kind, "id": identity, "set": {"deleted": True}}
        saw = self.others((log, kind, identity))
        return op | {"saw": saw} if saw else op

    @staticmethod
    def restore(kind, identity):
        return {"kind": kind, "id": identity, "set": {"deleted": None}}


# --- exchanges


def write_exchange(hello, lines, more=False, section_lines=SECTION_LINES):
    """The bytes of an exchange."""
    parts, section, size, count = [], hashlib.sha256(), 0, 0

    def check():
        nonlocal section, size, count
        parts.append(json.dumps({"check": section.hexdigest()}).encode() + b"\n")
        section, size, count = hashlib.sha256(), 0, 0

    def put(data):
        nonlocal size, count
        parts.append(data + b"\n")
        section.update(parts[-1])
        size, count = size + len(parts[-1]), count + 1

    put(json.dumps(hello).encode())
    check()
    for line in lines:
        if count and (count == section_lines or size + len(line.data) + 1 > SECTION_BYTES):
            check()
        put(line.data)
    if count:
        check()
    end = {"end": True, "entries": len(lines), "more": more}
    parts.append(json.dumps(end).encode() + b"\n")
    return b"".join(parts)


class Exchange:
    """What was read: a hello or None, confirmed entries, refusals, and how it ended."""

    def __init__(self):
        self.hello, self.entries, self.refused = None, [], []
        self.is_whole, self.more, self.faults = False, False, []


def follows(refused):
    """Whether what was refused may still be taken when other lines have come."""
    return all(each["code"] in ("gap", "missing-predecessor") for each in refused)


def refusal(code, log=None, node=None, seq=None):
    return {"log": log, "node": node, "seq": seq, "code": code, "detail": None}


def read_exchange(data):
    result, section, pending, count = Exchange(), hashlib.sha256(), [], 0
    *lines, rest = data.split(b"\n")
    size = in_section = 0
    for number, line in enumerate(lines):
        name, value, reason = reference.read_line(line, is_first=number == 0)
        if name == "end":
            result.is_whole = not rest
            result.more = value.get("more") is True
            if pending:
                result.faults.append("no check before the end")
            if value.get("entries") != count:
                result.faults.append(f"end counts {value.get('entries')} of {count} entries")
            if number + 1 != len(lines):
                result.faults.append("lines after the end")
            return result
        if name == "check":
            if in_section > SECTION_LINES or size > SECTION_BYTES and in_section > 1:
                result.faults.append(f"a section of {in_section} lines, {size} bytes")
            if value["check"] == section.hexdigest():
                for kind, found, bytes_ in pending:
                    if kind == "hello":
                        result.hello = found
                    elif kind == "entry":
                        result.entries.append((bytes_, found))
                    else:
                        result.refused.append(refusal(kind))
            else:
                result.refused.append(refusal("damaged"))
            section, pending, size, in_section = hashlib.sha256(), [], 0, 0
            continue
        if number == 1:
            result.faults.append("no check directly after the hello")
        section.update(line + b"\n")
        size, in_section = size + len(line) + 1, in_section + 1
        if name == "entry":
            count += 1
        if name == "hello" and number:
            result.faults.append("a second hello")
        elif name != "skipped":
            pending.append((name, value, line))
    result.faults.append("no end")
    return result


# --- HTTP


class Problem(Exception):
    def __init__(self, status, body):
        try:
            self.code = json.loads(body).get("code")
        except ValueError:
            self.code = None
        self.status = status
        super().__init__(f"{status} {body[:300]!r}")


class Peer:
    """One server and the token that it gave."""

    def __init__(self, url, timeout=30):
        parts = urllib.parse.urlsplit(url)
        self.address, self.timeout = (parts.hostname, parts.port), timeout
        self.code = parts.path.rsplit("/", 1)[-1]
        self.token, self.reads, self.writes, self.log = None, [], [], None

    def post(self, path, body, headers, promised=None):
        """Posts; with `promised` more bytes are announced than sent, and no answer is read."""
        connection = http.client.HTTPConnection(*self.address, timeout=self.timeout)
        try:
            connection.putrequest("POST", path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.putheader("Content-Length", str(promised or len(body)))
            connection.endheaders()
            connection.send(body)
            if promised:
                raise Lost("the request was cut on the way")
            answer = connection.getresponse()
            data = answer.read()
            if answer.headers.get("Content-Encoding") == "gzip":
                data = gzip.decompress(data)
            if answer.status != 200:
                raise Problem(answer.status, data)
            return data, answer.headers
        finally:
            connection.close()

    def join(self, node, log=None, name=None):
        request = {"code": self.code, "node": node}
        request |= {key: value for key, value in (("log", log), ("name", name)) if value}
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        answer = json.loads(self.post("/v1/join", json.dumps(request).encode(), headers)[0])
        self.token, self.log = answer["token"], answer["log"]
        self.reads, self.writes = answer["reads"], answer["writes"]
        return answer

    def sync(self, body, zipped=False, accepts=False, promised=None):
        headers = {"Content-Type": "application/x-ndjson",
                   "Authorization": f"Bearer {self.token}"}
        if zipped:
            body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
        if accepts:
            headers["Accept-Encoding"] = "gzip"
        data, answered = self.post("/v1/sync", body, headers, promised)
        kind = answered.get("Content-Type", "").split(";")[0]
        expect(kind == "application/x-ndjson", f"answered as {kind}")
        return data


# --- rounds


class Run:
    """Rounds with one peer until the vectors agree or nothing comes any more.

    `memory` is the `have` that the peer last told, or None; `carry` takes the bytes of a
    request and gives those of the answer and whether both came as they were sent.
    """

    def __init__(self, store, peer, carry, memory=None, sum_first=False, entries_max=None,
                 section_lines=SECTION_LINES, tell=lambda text: None):
        self.store, self.peer, self.carry, self.known = store, peer, carry, memory
        self.sum_first = sum_first and memory is not None
        self.entries_max = entries_max or EXCHANGE_ENTRIES
        self.section_lines, self.tell = section_lines, tell
        self.ladders, self.theirs, self.mine = set(), [], []
        self.their_ladders = set()
        self.rounds = 0

    def outgoing(self):
        if self.known is None:
            return [], False
        lines = self.store.lacking(self.known, set(self.peer.writes), self.theirs)
        size, taken = 0, []
        for line in lines:
            size += len(line.data) + 200
            if len(taken) == self.entries_max or size > EXCHANGE_BYTES - HELLO_ROOM:
                return taken, True
            taken.append(line)
        return taken, False

    def sync(self, rounds_max=200):
        """True if the vectors agree in the end."""
        before = None
        while self.rounds < rounds_max:
            self.rounds += 1
            told = self.round(self.sum_first and self.rounds == 1)
            if told is True:
                return True
            if told is None:
                continue
            if self.agrees():
                return True
            now, is_quiet = told
            if is_quiet and before == now:
                return False
            before = now
        raise Mismatch(f"no end after {rounds_max} rounds")

    def agrees(self):
        if self.known is None:
            return False
        for stream in self.store.streams:
            if stream[0] in self.peer.reads:
                named = pairs_of(self.known.get(stream[0], {}).get(stream[1], []))
                if not set(self.store.tips(stream)) <= set(named):
                    return False
        return not any(True for _ in self.unheld(self.known))

    def is_silent(self, stream):
        """Whether the peer names lines of a stream and none of them is held."""
        named = pairs_of((self.known or {}).get(stream[0], {}).get(stream[1], []))
        held = self.store.streams.get(stream, {})
        return bool(named) and not any(pair in held or pair == BEFORE_ALL for pair in named)

    def unheld(self, have):
        for log, nodes in have.items():
            for node, flat in nodes.items():
                held = self.store.streams.get((log, node), {})
                for pair in pairs_of(flat):
                    if pair != BEFORE_ALL and pair not in held:
                        yield (log, node), pair

    def round(self, with_sum):
        store, logs = self.store, set(self.peer.reads)
        lines, more = self.outgoing()
        is_silent = any(self.is_silent(stream) for stream in store.streams)
        stamp = datetime.fromtimestamp(store.wall() / 1000, timezone.utc)
        hello = {"cairn": 1, "node": store.node, "time": f"{stamp:%Y-%m-%dT%H:%M:%SZ}"}
        have = store.vector(logs, self.ladders)
        if with_sum:
            over = set(self.known) | {line.log for line in lines}
            if more:
                return None
            hello["sum"] = reference.vector_sum(store.vector(over))
        else:
            hello["have"] = have
        if self.mine:
            hello["refused"] = self.mine
        body = write_exchange(hello, lines, more, self.section_lines)
        self.tell(f"  sends {len(lines)} entries, {len(body)} bytes"
                  + (", more" if more else "") + (", sum" if with_sum else ""))
        try:
            data, is_intact = self.carry(body)
        except Lost as lost:
            self.tell(f"  lost: {lost}")
            return None
        answer = read_exchange(data)
        where = f"request {body[:4000]!r}, answer {data[:4000]!r}"
        if is_intact:
            expect(not answer.faults, f"the answer has {answer.faults}: {where}")
            expect(answer.is_whole and answer.hello, f"the answer is not whole: {where}")
            told = answer.hello.get("refused") or []
            expect(not told or is_silent and follows(told), f"the peer refused {told}: {where}")
        told = answer.hello
        if told is None:
            self.note(answer.refused)
            return None
        if "sum" in told:
            expect(with_sum and told["sum"] == hello["sum"] and "have" not in told
                   and not answer.entries, f"a sum that does not fit: {where}")
            return True
        if with_sum and is_intact:
            expect(not answer.entries, f"entries beside a sum: {where}")
        expect("have" in told, f"neither have nor sum: {where}")
        applied, refused = 0, list(answer.refused)
        for data_, entry in answer.entries:
            done = store.apply(data_, entry, logs)
            if isinstance(done, str):
                refused.append(refusal(done, entry["log"], entry["node"], entry["seq"]))
            applied += done is True
        self.tell(f"  got {len(answer.entries)} entries, {applied} new, "
                  f"refused {[each['code'] for each in refused]}"
                  f"{', more' if answer.more else ''}")
        if is_intact:
            # by rule 2 a sender is silent in one stream and may send what names it in others
            is_excused = follows(refused) and any(self.unheld(told.get("have", {})))
            expect(not refused or is_excused,
                   f"the peer sent what cannot be applied, {refused}: {where}")
            if not with_sum and not refused and not told.get("refused"):
                # what was refused stays out, with all that names it
                self.judge(have, lines, answer, where, not hello.get("refused"))
        is_new = bool(told.get("refused")) or bool(refused)
        if applied or self.known != told["have"]:
            self.mine = [each for each in self.mine if each["code"] not in RETRIED]
            self.theirs = [each for each in self.theirs if each["code"] not in RETRIED]
        self.theirs += [each for each in told.get("refused") or [] if each not in self.theirs]
        if not applied:
            self.note(refused)
        self.known = told["have"]
        for stream, _ in self.unheld(self.known):
            if store.streams.get(stream):
                self.ladders.add(stream)
        return (store.vector(logs, self.ladders), self.known), not applied and not is_new

    def note(self, refused):
        seen = {(each["log"], each["node"]) for each in self.mine}
        self.mine += [each for each in refused if (each["log"], each["node"]) not in seen]

    def judge(self, have, lines, answer, where, expects_all):
        """Whether an answer to a request that came whole says what the protocol says."""
        store, theirs = self.store, answer.hello["have"]
        sent = {(entry["log"], entry["node"], entry["seq"], reference.head_of(data))
                for data, entry in answer.entries}
        expect(len(sent) == len(answer.entries), f"a line came twice: {where}")
        expect(set(theirs) <= set(self.peer.reads), f"logs that may not be read: {where}")
        for log in self.peer.reads:
            nodes = set(theirs.get(log, {})) | {node for each, node in store.streams
                                                if each == log}
            for node in nodes:
                stream, flat = (log, node), theirs.get(log, {}).get(node, [])
                named = pairs_of(flat)
                expect(named == sorted(set(named)), f"pairs do not ascend in {stream}: {where}")
                asked = pairs_of(have.get(log, {}).get(node, []))
                holds = store.closure(stream, named)
                known = store.closure(stream, [pair for pair in asked if pair in holds])
                for pair in known:
                    expect((log, node, *pair) not in sent, f"{stream} {pair} was named: {where}")
                unheld = [pair for pair in named if pair != BEFORE_ALL
                          and pair not in store.streams.get(stream, {})]
                reachable = not asked or BEFORE_ALL in asked or any(p in holds for p in asked)
                if reachable and named and not answer.more and expects_all:
                    expect(not unheld, f"{stream} {unheld} did not come: {where}")
                if unheld:
                    continue
                for line in lines:
                    if line.stream == stream:
                        expect(line.pair in holds, f"{line.dot} was sent, not named: {where}")
                if not named:
                    continue
                followed = {(store.streams[stream][pair].seq - 1, store.streams[stream][pair].prev)
                            for pair in holds}
                tips = sorted(pair for pair in holds if pair not in followed)
                ladder = store.ladder(stream, tips)
                if any(pair not in holds and pair != BEFORE_ALL for pair in asked):
                    self.their_ladders.add(stream)
                    expect(named == ladder, f"{stream} should name {ladder}: {where}")
                elif stream in self.their_ladders:
                    expect(named in (tips, ladder), f"{stream} should name {tips}: {where}")
                else:
                    expect(named == tips, f"{stream} should name {tips}: {where}")


def main():
    """Joins by an invitation, fetches everything and prints digests: cairn_client.py URL"""
    peer, store = Peer(sys.argv[1]), Store()
    peer.join(store.node, name=os.uname().nodename)
    run = Run(store, peer, lambda body: (peer.sync(body, zipped=True, accepts=True), True))
    print("in step" if run.sync() else "not in step", f"after {run.rounds} rounds")
    for log in peer.reads:
        print(log, store.digest(log))


if __name__ == "__main__":
    main()

"""A second, independent reading of Schema/Protocol.md, in the standard library alone.

It is slow and short on purpose: it exists so that another implementation can be compared with
it. `read_line` tells what a line is, `fold` says what a set of entry lines means.

    python3 cairn_reference.py < exchange.ndjson     prints what each line is, then the digests
"""

import base64
import calendar
import hashlib
import json
import re
import sys
import unicodedata
from dataclasses import dataclass, field

LINE_BYTES_MAX = 262_144
HELLO_BYTES_MAX = 4 * 1_048_576
OPS_MAX = 500
KEY_BYTES_MAX = 200
NESTING_MAX = 6
INTEGER_MAX = 2**53 - 1

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NODE = r"[0-9a-z]{16}"
BASE64URL = r"[A-Za-z0-9_-]"
KEY_PATTERN = re.compile(r"[a-z0-9_.:@+-]*(?:/[A-Za-z0-9_.:@+/~-]*)?")
KIND_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,39}")
UUID_PATTERN = re.compile(UUID)
NODE_PATTERN = re.compile(NODE)
BY_PATTERN = re.compile(f"{UUID}(?:/{UUID})?")
HEAD_PATTERN = re.compile(BASE64URL + "{22}")
DOT_PATTERN = re.compile(f"{NODE}:([1-9][0-9]{{0,15}}):{BASE64URL}{{6}}")
AT_PATTERN = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}Z-[0-9a-f]{4}"
)


class Refused(Exception):
    """A line that breaks a rule of strict reading; the text says which."""


def need(condition, reason):
    if not condition:
        raise Refused(reason)


# --- canonical form, heads, dots, derived ids


def canonical(value):
    """RFC 8785 for what a line may hold (no floating point, ASCII keys), as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


def head_of(line):
    """The first 22 characters of the base64url SHA-256 of a line's bytes, LF not counted."""
    return base64.urlsafe_b64encode(hashlib.sha256(line).digest()).decode()[:22]


def dot_of(node, seq, head):
    return f"{node}:{seq}:{head[:6]}"


def derived_id(kind, parents):
    """Version 8: SHA-256 over `cairn`, the kind and the parents, TAB between."""
    digest = hashlib.sha256("\t".join(["cairn", kind, *parents]).encode()).digest()
    octets = bytearray(digest[:16])
    octets[6] = octets[6] & 0x0F | 0x80
    octets[8] = octets[8] & 0x3F | 0x80
    text = octets.hex()
    return "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])


def element_name(text):
    """The part after the `/` for a text: itself, or `~` and 16 characters of base32."""
    if re.fullmatch(r"[A-Za-z0-9_./:@+-]{1,128}", text):
        return text
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()
    bits = int.from_bytes(digest[:10], "big")
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    return "~" + "".join(alphabet[bits >> shift & 31] for shift in range(75, -1, -5))


def conflict_id(log, kind, id, field):
    return sha256_hex("\t".join([log, kind, id, field]).encode())[:12]


# --- strict reading


def parse(text):
    """JSON with what no line may have refused; order, spaces and escapes are not looked at."""

    def integer(digits):
        need(len(digits) <= 17 and abs(int(digits)) <= INTEGER_MAX, "integer out of range")
        return int(digits)

    def refuse_number(digits):
        raise Refused(f"not an integer: {digits[:20]}")

    def members(pairs):
        names = [name for name, _ in pairs]
        need(len(set(names)) == len(names), "duplicate key")
        for name in names:
            need(len(name.encode("utf-8", "replace")) <= KEY_BYTES_MAX, "key too long")
            need(KEY_PATTERN.fullmatch(name), "key with a character that is not allowed")
        return dict(pairs)

    try:
        return json.loads(
            text,
            object_pairs_hook=members,
            parse_int=integer,
            parse_float=refuse_number,
            parse_constant=refuse_number,
        )
    except (ValueError, RecursionError) as error:
        raise Refused(f"not JSON: {type(error).__name__}") from None


def check_values(value, level=1):
    """Nesting, U+0000 and lone surrogates, anywhere in a line."""
    if isinstance(value, str):
        need("\0" not in value, "U+0000")
        need(not re.search("[\ud800-\udfff]", value), "lone surrogate")
    elif isinstance(value, (dict, list)):
        need(level <= NESTING_MAX, "nested too deep")
        for inner in value.values() if isinstance(value, dict) else value:
            check_values(inner, level + 1)


def matches(pattern, value):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_scalar(value):
    return value is None or isinstance(value, (str, bool, int))


def is_clock(value):
    match = AT_PATTERN.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return False
    year, month, day, hour, minute, second = map(int, match.groups())
    return (
        1970 <= year
        and 1 <= month <= 12
        and 1 <= day <= calendar.monthrange(year, month)[1]
        and hour <= 23
        and minute <= 59
        and second <= 59
    )


def is_dot(value):
    match = DOT_PATTERN.fullmatch(value) if isinstance(value, str) else None
    return match is not None and int(match[1]) <= INTEGER_MAX


def check_dots(dots):
    need(isinstance(dots, list) and dots, "an array of dots has at least one member")
    need(all(is_dot(dot) for dot in dots), "not a dot")
    need(all(a < b for a, b in zip(dots, dots[1:])), "dots not ascending, or repeated")


def check_op(op):
    need(isinstance(op, dict), "an op is an object")
    need(matches(KIND_PATTERN, op.get("kind")), "kind")
    need(matches(UUID_PATTERN, op.get("id")), "id")
    values = op.get("set")
    if "set" in op:
        need(isinstance(values, dict) and values, "`set` is an object with a member")
        for value in values.values():
            inner = value.values() if isinstance(value, dict) else [value]
            need(all(is_scalar(each) for each in inner), "a value that is not flat")
    if "over" in op:
        over = op["over"]
        need(isinstance(over, dict) and over, "`over` is an object with a member")
        need("set" in op and over.keys() <= values.keys(), "a key of `over` is not in `set`")
        for dots in over.values():
            check_dots(dots)
    if "resolve" in op:
        need(op["resolve"] is True and "over" in op, "`resolve` is true, beside `over`")
    if "saw" in op:
        alone = isinstance(values, dict) and list(values) == ["deleted"]
        need(alone and values["deleted"] is True, "`saw` without a plain deletion")
        check_dots(op["saw"])


def check_entry(entry):
    need(is_clock(entry.get("at")), "at")
    need("by" in entry, "by")
    need(entry["by"] is None or matches(BY_PATTERN, entry["by"]), "by")
    need(matches(UUID_PATTERN, entry.get("log")), "log")
    need(matches(NODE_PATTERN, entry.get("node")), "node")
    seq, prev, ops = entry.get("seq"), entry.get("prev"), entry["ops"]
    need(is_integer(seq) and 1 <= seq <= INTEGER_MAX, "seq")
    need(prev == "" if seq == 1 else matches(HEAD_PATTERN, prev), "prev")
    need(isinstance(ops, list) and 1 <= len(ops) <= OPS_MAX, "1 to 500 ops")
    for op in ops:
        check_op(op)
    need(len({(op["kind"], op["id"]) for op in ops}) == len(ops), "two ops on one record")
    if "salt" in entry:
        need(matches(HEAD_PATTERN, entry["salt"]), "salt")
    if "part" in entry:
        need(is_dot(entry["part"]), "part")
    if "crit" in entry:
        crit = entry["crit"]
        need(isinstance(crit, list) and all(isinstance(each, str) for each in crit), "crit")


def read_line(line, is_first=False):
    """What a line (bytes, without LF) is: (class, object or None, reason or None).

    The class is entry, hello, check, end, skipped, bad-line or too-large. Only the first line of
    an exchange may be as long as a hello may be.
    """
    if len(line) > (HELLO_BYTES_MAX if is_first else LINE_BYTES_MAX):
        return "too-large", None, "line too long"
    try:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("invalid UTF-8") from None
        value = parse(text)
        need(isinstance(value, dict), "not an object")
        check_values(value)
        for key, name in (("cairn", "hello"), ("check", "check"), ("end", "end")):
            if key in value:
                return name, value, None
        if "ops" not in value:
            return "skipped", value, None
        if len(line) > LINE_BYTES_MAX:
            return "too-large", None, "line too long"
        need(canonical(value).encode() == line, "not canonical")
        check_entry(value)
        return "entry", value, None
    except Refused as refusal:
        return "bad-line", None, str(refusal)


# --- folding


@dataclass(frozen=True)
class Write:
    """One field written by one entry."""

    log: str
    kind: str
    id: str
    field: str
    value: str  # canonical JSON
    at: str
    node: str
    seq: int
    head: str
    saw: tuple = ()

    @property
    def record(self):
        return (self.log, self.kind, self.id)

    @property
    def dot(self):
        return dot_of(self.node, self.seq, self.head)

    @property
    def is_element(self):
        return "/" in self.field

    @property
    def rank(self):
        """The winner is the greatest; see "Winner" in the protocol."""
        value = json.loads(self.value)
        denies = (
            self.field.startswith("consent/")
            and isinstance(value, dict)
            and value.get("state") in ("denied", "withdrawn")
        )
        present = self.is_element and value is not None
        return (denies, present, self.at, self.node, self.seq, self.head)


@dataclass
class State:
    """What a set of entries means."""

    logs: set = field(default_factory=set)
    records: dict = field(default_factory=dict)  # record -> field -> live writes, winner first
    hidden: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)  # open ones
    past: list = field(default_factory=list)  # resolved, or overwritten without review

    def digest_text(self, log):
        lines = []
        for record, fields in self.records.items():
            for writes in fields.values() if record[0] == log else []:
                for write in writes:
                    parts = [write.kind, write.id, write.field, write.dot, write.value]
                    if write.field == "deleted":
                        parts.append(" ".join(write.saw))
                    lines.append(("\t".join(parts) + "\n").encode())
        return b"".join(sorted(lines))

    def digests(self):
        return {log: sha256_hex(self.digest_text(log)) for log in sorted(self.logs)}

    def shown(self):
        """Winning values of every record, hidden ones too; nulls left out."""
        result = {}
        for record, fields in sorted(self.records.items()):
            values = {name: json.loads(writes[0].value) for name, writes in sorted(fields.items())}
            result[" ".join(record)] = {k: v for k, v in values.items() if v is not None}
        return result


def differ(writes):
    """Whether writes of one field disagree; a null of a set element disagrees with nothing."""
    values = {write.value for write in writes}
    if writes and writes[0].is_element:
        values.discard("null")
    return len(values) > 1


def by_rank(writes):
    return sorted(writes, key=lambda write: write.rank, reverse=True)


def conflict(code, record, name, writes, **more):
    log, kind, id = record
    values = [json.loads(write.value) for write in by_rank(writes)]
    return dict(
        id=conflict_id(log, kind, id, name), code=code, log=log, record=kind, record_id=id,
        field=name, values=values, **more,
    )


def is_hidden(fields):
    deletions = fields.get("deleted", [])
    seen = {dot for write in deletions for dot in write.saw}
    others = [write for name, writes in fields.items() if name != "deleted" for write in writes]
    return (
        bool(deletions)
        and all(write.value == "true" for write in deletions)
        and all(write.dot in seen for write in others)
    )


def past_conflict(op, record, name, replaced):
    """The row for a conflict that this op ended, or None."""
    if not replaced:
        return None
    resolves = op.get("resolve") is True
    if name == "deleted":
        known = {dot for write in replaced for dot in write.saw}
        ended = differ(replaced) or not known.issuperset(op.get("saw", []))
        if not (resolves or ended and any(write.value == "true" for write in replaced)):
            return None
        code = "edited_while_deleted"
    else:
        if not (resolves or differ(replaced)):
            return None
        code = "field"
    return conflict(code, record, name, replaced, state="resolved" if resolves else "overwritten")


def fold(lines):
    """Folds entry lines (bytes, without LF), in any order; a repeated line counts once."""
    state, writes, replaced, ops = State(), {}, set(), []
    for line in dict.fromkeys(lines):
        name, entry, reason = read_line(line)
        if name != "entry":
            raise ValueError(f"{name}: {reason}")
        head = head_of(line)
        state.logs.add(entry["log"])
        for op in entry["ops"]:
            record = (entry["log"], op["kind"], op["id"])
            ops.append((record, op))
            for name, value in op.get("set", {}).items():
                write = Write(
                    *record, name, canonical(value), entry["at"], entry["node"], entry["seq"],
                    head, tuple(op.get("saw", [])),
                )
                writes.setdefault((record, name, write.dot), []).append(write)
            for name, dots in op.get("over", {}).items():
                replaced.update((record, name, dot) for dot in dots)

    for (record, name, dot), same in writes.items():
        if (record, name, dot) not in replaced:
            state.records.setdefault(record, {}).setdefault(name, []).extend(same)
    for record, fields in sorted(state.records.items()):
        for name in fields:
            fields[name] = by_rank(fields[name])
        if is_hidden(fields):
            state.hidden.append(list(record))
            continue
        for name, live in sorted(fields.items()):
            if name == "deleted":
                if any(write.value == "true" for write in live):
                    state.conflicts.append(conflict("edited_while_deleted", record, name, live))
            elif differ(live):
                state.conflicts.append(conflict("field", record, name, live))
    for record, op in ops:
        for name, dots in op.get("over", {}).items():
            lost = [write for dot in dots for write in writes.get((record, name, dot), [])]
            row = past_conflict(op, record, name, lost)
            if row:
                state.past.append(row)
    state.conflicts.sort(key=lambda row: row["id"])
    state.past.sort(key=canonical)
    return state


def tips(lines):
    """The vector: {log: {node: [seq, head, ...]}}, the lines that no other line follows."""
    entries = {head_of(line): read_line(line)[1] for line in lines}
    followed = {entry["prev"] for entry in entries.values()}
    pairs = {}
    for head, entry in entries.items():
        if head not in followed:
            stream = pairs.setdefault(entry["log"], {}).setdefault(entry["node"], [])
            stream.append((entry["seq"], head))
    return {
        log: {node: [part for pair in sorted(found) for part in pair] for node, found in
              sorted(nodes.items())}
        for log, nodes in sorted(pairs.items())
    }


def vector_sum(vector):
    """The `sum` of a vector."""
    rows = [
        f"{log}\t{node}\t{pairs[i]}\t{pairs[i + 1]}\n".encode()
        for log, nodes in vector.items()
        for node, pairs in nodes.items()
        for i in range(0, len(pairs), 2)
    ]
    return sha256_hex(b"".join(sorted(rows)))


def main():
    kept = []
    for number, line in enumerate(sys.stdin.buffer.read().split(b"\n")[:-1], 1):
        name, _, reason = read_line(line, is_first=number == 1)
        print(number, name, reason or (head_of(line) if name == "entry" else ""))
        if name == "entry":
            kept.append(line)
    state = fold(kept)
    for log, digest in state.digests().items():
        print(log, digest)
    for row in state.conflicts:
        print(canonical(row))


if __name__ == "__main__":
    main()

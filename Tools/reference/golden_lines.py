"""The cases of Schema/golden/lines.json, each with what a reader must call it."""

import base64
import copy
import json

from cairn_reference import canonical, derived_id, head_of, read_line

LOG = "0193a5c1-b2f4-7a3c-9d2e-1b2c3d4e5f60"
PEOPLE = derived_id("people", [LOG])
EVENT = "0193a5c2-0000-7000-8000-000000000001"
TASK = "0193a5c3-0000-7000-8000-000000000002"
PERSON = "0193a5c0-0000-7000-8000-000000000003"
NODE = "k3x9q2m7v5t1h8d4"
PREV = "mB3kTq0aZc1_x5Gh2Lw9pQ"
DOT = NODE + ":17:q0aZc1"
DOT_B = NODE + ":18:q0aZc1"
ZEROS = "0" * 64
MAX = 2**53 - 1


def base():
    """An ordinary second entry of a stream."""
    return {
        "at": "2026-04-03T15:04:05.123Z-0003", "by": PERSON, "log": LOG, "node": NODE,
        "ops": [{"id": EVENT, "kind": "event", "set": {"title": "Night display"}}],
        "prev": PREV, "seq": 42,
    }


def entry(**changes):
    """The ordinary entry with some keys changed; `...` leaves a key out."""
    value = base() | changes
    return canonical({key: each for key, each in value.items() if each is not ...})


def op(**changes):
    """The ordinary entry with some keys of its op changed."""
    value = base()["ops"][0] | changes
    return entry(ops=[{key: each for key, each in value.items() if each is not ...}])


def title(value):
    return op(set={"title": value})


def over(dots, name="title", **more):
    return op(over={name: dots}, **more)


def nested(levels):
    """An entry whose innermost container is on the given level (the entry's own is 1)."""
    value = 1
    for _ in range(levels - 1):
        value = {"x": value}
    return entry(x=value)


def task(number):
    return {"id": f"0193a5c3-0000-7000-8000-{number:012x}", "kind": "task", "set": {"a": 1}}


def ops_of_length(count):
    return entry(ops=[task(number) for number in range(count)])


def sized(total):
    """A template for an entry whose title fills the line up to `total` bytes."""
    prefix, suffix = title("@").split("@")
    times = total - len(prefix.encode()) - len(suffix.encode())
    return {"generate": {"prefix": prefix, "fill": "a", "times": times, "suffix": suffix}}


def raw(text, old, new):
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def cases():
    """Yields (sentence, line, expected class), with a fourth member where the text is silent."""
    plain = entry()
    first = entry(seq=1, prev="")

    def ok(name, line, *choice):
        return (name, line, "entry", *choice)

    def bad(name, line, *choice):
        return (name, line, "bad-line", *choice)

    yield ok("an ordinary entry", plain)
    yield ok("the first entry of a stream has an empty prev", first)
    yield ok("by may be null", entry(by=None))
    yield ok("by may name a volunteer of another log", entry(by=f"{LOG}/{PERSON}"))
    yield ok("a counter of ffff", entry(at="2026-04-03T15:04:05.123Z-ffff"))
    yield ok("the first moment of 1970", entry(at="1970-01-01T00:00:00.000Z-0000"))
    yield ok("the last moment of 9999", entry(at="9999-12-31T23:59:59.999Z-ffff"))
    yield ok("29 February of a leap year", entry(at="2024-02-29T00:00:00.000Z-0000"))
    yield ok("29 February of 2000", entry(at="2000-02-29T00:00:00.000Z-0000"))
    yield ok("seq may be 2^53-1", entry(seq=MAX))
    yield ok("an entry may hold 500 ops", ops_of_length(500))
    yield ok("the same id under two kinds is two records", entry(
        ops=[task(1), task(1) | {"kind": "event"}]))
    yield ok("a kind of 40 characters", op(kind="a" * 40))
    yield ok("a kind of one letter", op(kind="a"))
    yield ok("an unknown kind is kept", op(kind="treaty_status2"))
    yield ok("an id of any version", op(id="00000000-0000-0000-0000-000000000000"))
    yield ok("a value may be the integer 2^53-1", title(MAX))
    yield ok("a value may be the integer -(2^53-1)", title(-MAX))
    yield ok("a value may be zero", title(0))
    yield ok("a value may be a boolean", title(False))
    yield ok("a value may be null", title(None))
    yield ok("a value may be an empty string", title(""))
    yield ok("a value may be a flat object", op(set={"when": {
        "all_day": True, "n": 1, "start": "2026-04-04T19:00", "tz": None}}))
    yield ok("a value may be an object without members", op(set={"when": {}}), True)
    yield ok("a known field may have a value of the wrong type", op(set={"title": 5}))
    yield ok("an op may lack set", op(set=...))
    yield ok("an op with a key of the future instead of set", op(
        set=..., erase=["email"], reason="guardian_request"))
    yield ok("over with one dot", over([DOT]))
    yield ok("over with two dots ascending", over([DOT, DOT_B]))
    yield ok("dots are compared as bytes: seq 10 before seq 9", over(
        [NODE + ":10:aaaaaa", NODE + ":9:aaaaaa"]))
    yield ok("capitals come before small letters in the order of dots", over(
        [NODE + ":9:Zaaaaa", NODE + ":9:aaaaaa"]))
    yield ok("a dot's seq may be 2^53-1", over([f"{NODE}:{MAX}:q0aZc1"]))
    yield ok("resolve true beside over", over([DOT], resolve=True))
    yield ok("a deletion", op(set={"deleted": True}))
    yield ok("saw beside a deletion", op(set={"deleted": True}, saw=[DOT, DOT_B]))
    yield ok("saw and over beside a deletion", op(
        set={"deleted": True}, saw=[DOT], over={"deleted": [DOT_B]}))
    yield ok("salt of 22 characters", entry(log=PEOPLE, salt="AAAAAAAAAAAAAAAAAAAAAA"))
    yield ok("part is a dot", entry(part=DOT))
    yield ok("crit is an array of names", entry(crit=["erase"]))
    yield ok("crit may be empty", entry(crit=[]), True)
    yield ok("an unknown key of an entry may hold any value", entry(x=[1, {"y": [True]}]))
    yield ok("an unknown key of an op may hold any value", op(x=[[1], "a"]))
    yield ok("nesting of 6 levels in objects", nested(6))
    yield ok("nesting of 6 levels in arrays", entry(x=[[[[[1]]]]]))
    yield ok("brackets inside a string are no nesting", title("[[[[[[[[{{{{"))
    yield ok("a key of 200 bytes", op(set={"tag/" + "a" * 196: True}))
    yield ok("an empty key", op(set={"": 1}))
    yield ok("a key of every character that is allowed before a slash", op(
        set={"azAZ"[:2] + "09_.:@+-": 1}))
    yield ok("an element with capitals, slashes and a tilde", op(
        set={"tag/Kunst/~AZ": True, "same_as/a/B": True}))
    yield ok("an element with an empty name", op(set={"tag/": True}))
    yield ok("a slash as the whole key", entry(**{"/": 1}))
    yield ok("all short escapes", title('\b\t\n\f\r"\\'))
    yield ok("the other controls as lower-case \\u00xx", title("\x01\x1f\x0b"))
    yield ok("U+007F, U+0080 and U+2028 stand unescaped", title("\x7f\x80\u2028"))
    yield ok("a slash in a string stands unescaped", title("a/b"))
    yield ok("characters beyond the basic plane", title("\U0001f600\U0010ffff"))
    yield ok("NFD stays as it is", title("e\u0301"))
    yield ok("a character that is no character (U+FFFF)", title("\uffff"), True)
    yield ok("a line of exactly 262,144 bytes", sized(262_144))

    yield ("a line of 262,145 bytes", sized(262_145), "too-large")
    yield ("too large comes before bad", {"generate": {
        "prefix": "", "fill": "a", "times": 262_145, "suffix": ""}}, "too-large")
    yield bad("rubbish of exactly 262,144 bytes", {"generate": {
        "prefix": "", "fill": "a", "times": 262_144, "suffix": ""}})

    hello = {"cairn": 1, "have": {}, "node": NODE, "time": "2026-04-03T15:04:06Z"}
    yield ("a hello", canonical(hello), "hello")
    yield ("a hello need not be canonical", json.dumps(
        {"cairn": 1, "node": NODE, "time": "2026-04-03T15:04:06Z",
         "have": {LOG: {NODE: [42, PREV]}}}), "hello")
    yield ("a hello with a sum", canonical(
        {"cairn": 1, "node": NODE, "sum": ZEROS, "time": "2026-04-03T15:04:06Z"}), "hello")
    yield ("cairn is looked at before ops", canonical(base() | hello), "hello")
    yield ("cairn is looked at before check and end", canonical(
        hello | {"check": ZEROS, "end": True}), "hello")
    yield ("a check", canonical({"check": ZEROS}), "check")
    yield ("check is looked at before end and ops", canonical(
        base() | {"check": ZEROS, "end": True}), "check")
    yield ("an end", canonical({"end": True, "entries": 2, "more": False}), "end")
    yield ("end is looked at before ops", canonical(
        base() | {"end": True, "entries": 0, "more": False}), "end")
    yield ("an object of an unknown type", '{"head":"x"}', "skipped")
    yield ("an empty object", "{}", "skipped")
    yield ("a first line of a sealed bundle", '{"sealed":1}', "skipped")
    yield ("an unknown object need not be canonical", '{ "b": 1, "a": [1, 2] }', "skipped")
    yield ("an entry without ops is of an unknown type", entry(ops=...), "skipped")

    yield bad("an empty line", "")
    yield bad("an array", "[]")
    yield bad("a string", '"ops"')
    yield bad("a number", "1")
    yield bad("null", "null")
    yield bad("no JSON", "cairn")
    yield bad("an object that is not closed", plain[:-1])
    yield bad("a second value after the object", plain + "{}")
    yield bad("a comma before the closing brace", plain[:-1] + ",}")
    yield bad("an unknown object with a fraction", '{"x":1.5}', True)
    yield bad("an unknown object with a capital in a key", '{"X":1}', True)
    yield bad("an unknown object with a duplicate key", '{"x":1,"x":1}', True)

    yield bad("a space after a colon", raw(plain, '"seq":42', '"seq": 42'))
    yield bad("a space before the object", " " + plain)
    yield bad("a space after the object", plain + " ")
    yield bad("a carriage return at the end", plain + "\r")
    yield bad("a byte order mark", b"\xef\xbb\xbf" + plain.encode())
    yield bad("keys that are not ascending", raw(
        raw(plain, ',"seq":42', ""), '{"at"', '{"seq":42,"at"'))
    yield bad("keys of set that are not ascending", raw(
        plain, '{"title":"Night display"}', '{"b":1,"a":1}'))
    yield bad("a capital sorts before a small letter", raw(
        plain, '{"title":"Night display"}', '{"tag/a":1,"tag/B":1}'))
    yield bad("a longer key before its own beginning", raw(
        plain, '{"title":"Night display"}', '{"ab":1,"a":1}'))
    yield bad("a duplicate key", raw(plain, '"seq":42', '"seq":42,"seq":42'))
    yield bad("a duplicate key in set", raw(plain, '{"title":', '{"title":1,"title":'))
    yield bad("a duplicate key, once escaped", raw(plain, '{"title":', '{"\\u0074itle":1,"title":'))
    yield bad("a letter escaped without need", title("@").replace("@", "\\u0041"))
    yield bad("a slash escaped", title("@").replace("@", "\\/"))
    yield bad("a line feed as \\u000a", title("@").replace("@", "\\u000a"))
    yield bad("a control in upper-case hex", title("@").replace("@", "\\u001F"))
    yield bad("U+007F escaped", title("@").replace("@", "\\u007f"))
    yield bad("a pair of surrogates escaped", title("@").replace("@", "\\ud83d\\ude00"))
    yield bad("an escape that does not exist", title("@").replace("@", "\\x41"))
    yield bad("a raw tab in a string", title("@").replace("@", "\t").encode())
    yield bad("a raw U+0000 in a string", title("@").replace("@", "\0").encode())
    yield bad("U+0000 escaped", title("@").replace("@", "\\u0000"))
    yield bad("U+0000 in a key", raw(plain, '"title"', '"\\u0000"'))
    yield bad("a lone high surrogate", title("@").replace("@", "\\ud83d"))
    yield bad("a lone low surrogate", title("@").replace("@", "\\ude00"))
    yield bad("surrogates in the wrong order", title("@").replace("@", "\\ude00\\ud83d"))
    yield bad("a byte that is not UTF-8", title("@").encode().replace(b"@", b"\xff"))
    yield bad("a surrogate in UTF-8", title("@").encode().replace(b"@", b"\xed\xa0\x80"))
    yield bad("an overlong form", title("@").encode().replace(b"@", b"\xc0\xaf"))
    yield bad("an overlong form of U+0000", title("@").encode().replace(b"@", b"\xc0\x80"))
    yield bad("a character beyond U+10FFFF", title("@").encode().replace(b"@", b"\xf4\x90\x80\x80"))
    yield bad("a character of UTF-8 cut short", title("@").encode().replace(b"@", b"\xe2\x80"))

    number = title(7)
    for name, text in (
        ("a fraction", "1.5"), ("a fraction that is whole", "1.0"), ("an exponent", "1e2"),
        ("an exponent in a capital", "1E2"), ("an exponent beyond every range", "1e400"),
        ("a negative zero", "-0"), ("a leading zero", "07"), ("a plus sign", "+7"),
        ("2^53 as a value", "9007199254740992"), ("-2^53 as a value", "-9007199254740992"),
        ("an integer beyond 64 bits", "18446744073709551617"), ("NaN", "NaN"),
        ("a minus sign alone", "-"), ("a word that is not JSON", "True"),
    ):
        yield bad(name, raw(number, '"title":7', f'"title":{text}'))
    yield bad("2^53 under an unknown key", entry(x=2**53))
    yield bad("a fraction under an unknown key", raw(entry(x=7), '"x":7', '"x":7.5'))

    yield bad("nesting of 7 levels in objects", nested(7))
    yield bad("nesting of 7 levels in arrays", entry(x=[[[[[[1]]]]]]))
    yield bad("nesting of 7 levels that end in an empty array", entry(x=[[[[[[]]]]]]))
    yield bad("nesting of 7 levels inside an op", op(x=[[[[1]]]]))
    yield bad("nesting of 2,000 levels", '{"ops":' + "[" * 2000 + "]" * 2000 + "}")
    yield bad("a key of 201 bytes", op(set={"tag/" + "a" * 197: True}))
    yield bad("an unknown key of 201 bytes", entry(**{"x" * 201: 1}))
    yield bad("a capital in a field before the slash", op(set={"Title": 1}))
    yield bad("a capital in a set's name", op(set={"Tag/a": True}))
    yield bad("a tilde before a slash", op(set={"~a": True}))
    yield bad("a space in an element", op(set={"tag/a b": True}))
    yield bad("a letter beyond ASCII in an element", op(set={"tag/\u00e9": True}))
    yield bad("a capital in an unknown key", entry(Sig="x"))
    yield bad("a capital in a key of an object value", op(set={"when": {"Start": "x"}}))
    yield bad("a dollar sign in a key", op(**{"$x": 1}))

    for key in ("at", "by", "log", "node", "prev", "seq"):
        yield bad(f"an entry without {key}", entry(**{key: ...}))
    for name, at in (
        ("at before 1970", "1969-12-31T23:59:59.999Z-0000"),
        ("month 13", "2026-13-01T00:00:00.000Z-0000"),
        ("month 0", "2026-00-01T00:00:00.000Z-0000"), ("day 0", "2026-01-00T00:00:00.000Z-0000"),
        ("31 April", "2026-04-31T00:00:00.000Z-0000"),
        ("29 February of a common year", "2026-02-29T00:00:00.000Z-0000"),
        ("29 February of 2100", "2100-02-29T00:00:00.000Z-0000"),
        ("hour 24", "2026-04-03T24:00:00.000Z-0000"),
        ("minute 60", "2026-04-03T15:60:00.000Z-0000"),
        ("a leap second", "2026-04-03T15:04:60.000Z-0000"),
        ("a counter in capitals", "2026-04-03T15:04:05.123Z-00AF"),
        ("a counter of three digits", "2026-04-03T15:04:05.123Z-000"),
        ("at without a counter", "2026-04-03T15:04:05.123Z"),
        ("at without milliseconds", "2026-04-03T15:04:05Z-0003"),
        ("a year of five digits", "12026-04-03T15:04:05.123Z-0003"),
        ("at with an offset", "2026-04-03T15:04:05.123+00:00-0003"),
        ("at as a number", 1775228645123),
    ):
        yield bad(name, entry(at=at))
    yield bad("by as a name", entry(by="Ana"))
    yield bad("by in capitals", entry(by=PERSON.upper()))
    yield bad("by of three parts", entry(by=f"{LOG}/{LOG}/{PERSON}"))
    yield bad("log in capitals", entry(log=LOG.upper()))
    yield bad("log without hyphens", entry(log=LOG.replace("-", "")))
    yield bad("log null", entry(log=None))
    yield bad("a node of 15 characters", entry(node=NODE[1:]))
    yield bad("a node of 17 characters", entry(node=NODE + "0"))
    yield bad("a node with a capital", entry(node="K" + NODE[1:]))
    yield bad("seq 0", entry(seq=0, prev=""))
    yield bad("seq negative", entry(seq=-1))
    yield bad("seq 2^53", entry(seq=2**53))
    yield bad("seq as a string", entry(seq="42"))
    yield bad("seq as a boolean", entry(seq=True, prev=""))
    yield bad("an empty prev at seq 2", entry(seq=2, prev=""))
    yield bad("a prev at seq 1", entry(seq=1))
    yield bad("a prev of 21 characters", entry(prev=PREV[1:]))
    yield bad("a prev of 23 characters", entry(prev=PREV + "A"))
    yield bad("a prev in the other base64", entry(prev=PREV.replace("_", "/")))
    yield bad("prev null at seq 1", entry(seq=1, prev=None))

    yield bad("no ops", entry(ops=[]))
    yield bad("ops as an object", entry(ops={}))
    yield bad("ops null", entry(ops=None))
    yield bad("an op that is no object", entry(ops=[1]))
    yield bad("501 ops", ops_of_length(501))
    yield bad("two ops on the same record", entry(ops=[task(1), task(1)]))
    yield bad("an op without kind", op(kind=...))
    yield bad("an op without id", op(id=...))
    yield bad("a kind of 41 characters", op(kind="a" * 41))
    yield bad("an empty kind", op(kind=""))
    yield bad("a kind that begins with a digit", op(kind="1a"))
    yield bad("a kind with a hyphen", op(kind="a-b"))
    yield bad("a kind with a capital", op(kind="Event"))
    yield bad("an id in capitals", op(id=EVENT.upper()))
    yield bad("an id that is too short", op(id=EVENT[:-1]))
    yield bad("an id in braces", op(id="{" + EVENT + "}"))
    yield bad("set without a member", op(set={}))
    yield bad("set null", op(set=None))
    yield bad("set as an array", op(set=[]))
    yield bad("an array as a value", title([]))
    yield bad("an array inside an object value", op(set={"when": {"a": [1]}}))
    yield bad("an object inside an object value", op(set={"when": {"a": {}}}))
    yield bad("over without a member", op(over={}))
    yield bad("over as an array", op(over=[DOT]))
    yield bad("over without set", op(set=..., over={"title": [DOT]}))
    yield bad("over of a field that set lacks", over([DOT], name="status"))
    yield bad("over with no dot", over([]))
    yield bad("over with a dot outside an array", over(DOT))
    yield bad("over with the same dot twice", over([DOT, DOT]))
    yield bad("over with dots that descend", over([DOT_B, DOT]))
    yield bad("dots in the order of numbers", over([NODE + ":9:aaaaaa", NODE + ":10:aaaaaa"]))
    for name, dot in (
        ("a dot without a head", NODE + ":17"), ("a dot with a short head", NODE + ":17:q0aZc"),
        ("a dot with a long head", NODE + ":17:q0aZc1x"), ("a dot of seq 0", NODE + ":0:q0aZc1"),
        ("a dot of seq 2^53", NODE + ":9007199254740992:q0aZc1"),
        ("a dot with a leading zero", NODE + ":017:q0aZc1"),
        ("a dot with a short node", NODE[1:] + ":17:q0aZc1"),
        ("a dot with a sign", NODE + ":+17:q0aZc1"), ("a dot that is a number", 17),
    ):
        yield bad(name, over([dot]))
    yield bad("resolve false", over([DOT], resolve=False))
    yield bad("resolve as a number", over([DOT], resolve=1))
    yield bad("resolve without over", op(resolve=True))
    yield bad("saw beside another field", op(saw=[DOT]))
    yield bad("saw beside deleted and another field", op(
        set={"deleted": True, "title": "a"}, saw=[DOT]))
    yield bad("saw beside a restoration", op(set={"deleted": None}, saw=[DOT]))
    yield bad("saw beside deleted as a number", op(set={"deleted": 1}, saw=[DOT]))
    yield bad("saw without set", op(set=..., saw=[DOT]))
    yield bad("saw with no dot", op(set={"deleted": True}, saw=[]))
    yield bad("saw with dots that descend", op(set={"deleted": True}, saw=[DOT_B, DOT]))
    yield bad("salt of 21 characters", entry(salt="A" * 21))
    yield bad("salt of 23 characters", entry(salt="A" * 23))
    yield bad("salt with padding", entry(salt="A" * 21 + "="))
    yield bad("salt null", entry(salt=None))
    yield bad("part as a number", entry(part=17))
    yield bad("part as an array", entry(part=[DOT]))
    yield bad("part that is no dot", entry(part=NODE + ":17"))
    yield bad("crit as a string", entry(crit="erase"))
    yield bad("crit with a number", entry(crit=[1]))


def expand(case):
    """The bytes of a case of lines.json."""
    if "line" in case:
        return case["line"].encode()
    if "base64" in case:
        return base64.b64decode(case["base64"])
    parts = case["generate"]
    return (parts["prefix"] + parts["fill"] * parts["times"] + parts["suffix"]).encode()


def make():
    """All cases; stops when the reference calls one otherwise."""
    result, names = [], set()
    for name, line, expect, *choice in cases():
        assert name not in names, name
        names.add(name)
        case = {"name": name}
        if isinstance(line, dict):
            case |= copy.deepcopy(line)
        elif isinstance(line, str):
            case["line"] = line
        else:
            case["base64"] = base64.b64encode(line).decode()
        case["expect"] = expect
        found, _, reason = read_line(expand(case))
        assert found == expect, (name, found, reason)
        if expect == "entry":
            case["head"] = head_of(expand(case))
        if choice:
            case["choice"] = True
        result.append(case)
    return result

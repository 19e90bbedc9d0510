"""Seeded histories of several clients and a real server: python3 run_histories.py --cairn PATH

In each history clients of cairn_client.py write at random, fork, go back to earlier states, and
sync over requests and answers that are cut, damaged, lost or repeated. In the end everybody's
digest must be the server's, and so must the open conflicts. A history that fails prints its trace.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import uuid
from pathlib import Path

from cairn_client import Lost, Mismatch, Peer, Problem, Run, Store, expect, reference

TEXTS = ["Night display", "Night display and film", "At the library", "é", "e\u0301", "\u2028",
         "tab\tand\nline \u0001\u007f", "emoji \U0001f4a1", 'quoted "\\/"', "", "Kunst & Kultur"]
FIELDS = {
    "event": ["title", "summary", "status", "capacity", "when", "place", "tag/", "count/",
              "unknown_field"],
    "task": ["title", "notes", "status", "priority", "effort_minutes", "depends/", "tag/",
             "consent/photo"],
}


class Server:
    """`cairn serve` in a folder of its own."""

    def __init__(self, cairn, folder):
        self.cairn, self.store = cairn, str(Path(folder) / "cairn.db")
        self.environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TZ": "UTC"}
        self.run("init", "--name", "School", "--tz", "UTC", "--slug", "school")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log_path = Path(folder) / "serve.log"
        self.start()

    def start(self):
        with open(self.log_path, "ab") as output:
            self.process = subprocess.Popen(
                [self.cairn, "serve", "--port", str(self.port), "--store", self.store],
                stdout=output, stderr=output, env=self.environment)
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("the server does not listen: " + self.log_path.read_text())

    def stop(self, hard=False):
        self.process.send_signal(signal.SIGKILL if hard else signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def run(self, *words):
        done = subprocess.run([self.cairn, *words, "--json", "--store", self.store],
                              capture_output=True, env=self.environment, check=False)
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stdout!r} {done.stderr!r}")
        return json.loads(done.stdout)

    def invite(self):
        return self.run("invite", "--chapter", "school", "--role", "chapter",
                        "--url", f"http://127.0.0.1:{self.port}")["url"]

    def digests(self):
        return self.run("digest")


class Laptop:
    """A store, its peer and what it remembers of it."""

    def __init__(self, name, store, peer, memory=None):
        self.name, self.store, self.peer, self.memory = name, store, peer, memory
        self.saved = []

    def save(self):
        self.saved.append((self.store.dump(), self.memory))


class History:
    def __init__(self, seed, cairn, folder):
        self.seed, self.rng, self.trace = seed, random.Random(seed), []
        self.server = Server(cairn, folder)
        self.laptops, self.log = [], None

    def tell(self, text):
        self.trace.append(text)

    # --- joining

    def join(self, name, store):
        peer = Peer(self.server.invite())
        peer.join(store.node, name=name)
        if self.rng.random() < 0.2:
            former = peer.token
            peer.token = None
            peer.join(store.node)
            self.tell(f"{name} joins twice")
            expect(peer.token != former, "the same token came again")
            newer, peer.token = peer.token, former
            self.expect_problem(peer, 401, "unauthorized")
            peer.token = newer
        self.log = peer.log
        return peer

    def expect_problem(self, peer, status, code):
        try:
            peer.sync(b"{}\n")
        except Problem as problem:
            expect((problem.status, problem.code) == (status, code),
                   f"{status} {code} expected, {problem}")
        else:
            raise Mismatch(f"{status} {code} expected, 200 came")

    def add(self):
        skew = self.rng.choice([0, 0, 0, -90_000, 60_000, 200_000, 1_200_000, -3_600_000])
        name = f"laptop{len(self.laptops) + 1}"
        store = Store(self.rng, skew)
        self.laptops.append(Laptop(name, store, self.join(name, store)))
        self.tell(f"{name} is {store.node}, skew {skew}")

    # --- writing

    def value(self, name):
        rng = self.rng
        if name == "consent/photo":
            return rng.choice([None, {"state": rng.choice(["given", "denied", "withdrawn"])}])
        if "/" in name:
            return rng.choice([True, True, None, False, {"low": rng.randrange(9)}, "text"])
        if name in ("when", "place"):
            return rng.choice([None, {}, {
                "start": f"2026-04-0{rng.randrange(1, 9)}T19:00", "tz": "America/New_York",
                "lat_e6": rng.randrange(-90_000_000, 90_000_000), "all_day": rng.random() < 0.5}])
        if name in ("capacity", "effort_minutes"):
            return rng.choice([None, 0, rng.randrange(500), 2**53 - 1, -(2**53) + 1])
        return rng.choice([*TEXTS, None, rng.randrange(5), True, f"t{rng.randrange(99)}"])

    def field(self, kind):
        name = self.rng.choice(FIELDS[kind])
        if name.endswith("/"):
            texts = [text for text in TEXTS if text] + ["youth"]
            name += reference.element_name(self.rng.choice(texts))
        return name

    def records(self, store):
        return [(kind, identity) for log, kind, identity in store.writes
                if log == self.log and kind in FIELDS]

    def op(self, store):
        rng, known = self.rng, self.records(store)
        if not known or rng.random() < 0.3:
            kind = rng.choice(list(FIELDS))
            identity = str(uuid.UUID(int=rng.getrandbits(128), version=4))
            op = {"kind": kind, "id": identity, "set": {"title": rng.choice(TEXTS)}}
            op["set"][self.field(kind)] = "first"
            return op
        kind, identity = rng.choice(known[-8:] if rng.random() < 0.7 else known)
        record, chance = (self.log, kind, identity), rng.random()
        if chance < 0.12:
            return store.delete(self.log, kind, identity)
        if chance < 0.2:
            return store.restore(kind, identity)
        if chance < 0.24:
            return {"kind": kind, "id": identity, "note": [1, {"a": [None]}]}
        open_ = [name for name in store.writes[record] if len(store.live(record, name)) > 1]
        if chance < 0.4 and open_:
            name = rng.choice(open_)
            value = rng.choice(store.live(record, name))[1]
            op = {"kind": kind, "id": identity, "set": {name: value}, "resolve": True}
            if name == "deleted" and value is True:
                op |= {"saw": saw} if (saw := store.others(record)) else {}
            return op
        names = {self.field(kind) for _ in range(rng.randrange(1, 4))}
        op = {"kind": kind, "id": identity, "set": {name: self.value(name) for name in names}}
        if chance > 0.94 and store.lines:
            # a careless author: dots of some other entries, or only some of the live writes
            dots = {rng.choice(store.lines).dot for _ in range(rng.randrange(1, 4))}
            op["over"] = {rng.choice(sorted(names)): sorted(dots)}
        return op

    def write(self, laptop):
        store, rng = laptop.store, self.rng
        for _ in range(rng.choice([1, 1, 2, 3, 6, 14])):
            ops = {}
            for _ in range(rng.choice([1, 1, 1, 2, 4])):
                op = self.op(store)
                ops[op["kind"], op["id"]] = op
            more = {}
            if rng.random() < 0.1:
                more["by"] = str(uuid.UUID(int=rng.getrandbits(128), version=4))
            if rng.random() < 0.1:
                more["future"] = {"nested": [[1], {"x/Y~": "é"}]}
            if rng.random() < 0.1:
                more["crit"] = []
            if rng.random() < 0.1:
                more["salt"] = "".join(rng.choice("ABCxyz019-_") for _ in range(22))
            if rng.random() < 0.1 and store.written.get(self.log):
                more["part"] = store.written[self.log].dot
            line = store.write(self.log, list(ops.values()), **more)
            self.tell(f"{laptop.name} writes {line.dot}")

    def server_writes(self):
        title = self.rng.choice(["Print flyers", "Book the hall", "Call the mayor"])
        made = self.server.run("task", "add", title)
        self.tell(f"the server writes {made['id']}")

    # --- carrying

    def carrier(self, laptop, is_calm):
        rng, peer = self.rng, laptop.peer

        def carry(body):
            options = {"zipped": rng.random() < 0.3, "accepts": rng.random() < 0.3}
            chance = 1 if is_calm else rng.random()
            try:
                if chance < 0.08:
                    self.tell("  request promised in full, cut and closed")
                    peer.sync(body[: rng.randrange(len(body))], promised=len(body))
                if chance < 0.16:
                    body = body[: rng.randrange(len(body))]
                    self.tell(f"  request cut to {len(body)} bytes")
                    return peer.sync(body, **options), False
                if chance < 0.24:
                    place = rng.randrange(len(body))
                    self.tell(f"  request damaged at {place}")
                    wrong = bytes([body[place] ^ 1 << rng.randrange(8)])
                    body = body[:place] + wrong + body[place + 1:]
                    return peer.sync(body, **options), False
                if chance < 0.3:
                    self.tell("  request repeated")
                    peer.sync(body, **options)
                data = peer.sync(body, **options)
            except Problem as problem:
                expect(chance < 0.24 and problem.status < 500,
                       f"{problem} to {body[:4000]!r}")
                raise Lost(str(problem)) from None
            if 0.3 <= chance < 0.4:
                raise Lost("the answer did not come")
            if 0.4 <= chance < 0.48:
                return data[: rng.randrange(len(data))], False
            if 0.48 <= chance < 0.54:
                place = rng.randrange(len(data))
                wrong = bytes([data[place] ^ 1 << rng.randrange(8)])
                return data[:place] + wrong + data[place + 1:], False
            return data, True

        return carry

    def sync(self, laptop, is_calm=False, rounds_max=200):
        rng = self.rng
        run = Run(
            laptop.store, laptop.peer, self.carrier(laptop, is_calm),
            memory=laptop.memory if rng.random() < 0.8 else None, sum_first=rng.random() < 0.5,
            entries_max=rng.choice([None, None, 1, 3, 20]),
            section_lines=rng.choice([500, 500, 1, 2, 7]), tell=self.tell)
        self.tell(f"{laptop.name} syncs{' calmly' if is_calm else ''}")
        try:
            done = run.sync(rounds_max)
        except Mismatch as mismatch:
            if not is_calm and str(mismatch).startswith("no end"):
                done = False
            else:
                raise
        laptop.memory = run.known
        self.tell(f"{laptop.name} is {'in step' if done else 'not in step'} "
                  f"after {run.rounds} rounds")
        return done

    # --- forks

    def fork(self, laptop):
        name = f"laptop{len(self.laptops) + 1}"
        store = Store.load(laptop.store.dump(), self.rng)
        peer = laptop.peer if self.rng.random() < 0.5 else self.join(name, store)
        twin = Laptop(name, store, peer, laptop.memory)
        self.laptops.append(twin)
        self.tell(f"{name} is a copy of {laptop.name}, node {store.node}")
        for each in (laptop, twin):
            for _ in range(self.rng.choice([1, 1, 3])):
                self.write(each)

    def go_back(self, laptop):
        data, memory = self.rng.choice(laptop.saved)
        laptop.store, laptop.memory = Store.load(data, self.rng), memory
        takes_new = self.rng.random() < 0.4
        if takes_new:
            laptop.store.take_node()
        self.tell(f"{laptop.name} goes back to {len(laptop.store.lines)} entries, "
                  f"{'new node' if takes_new else 'same node'} {laptop.store.node}")
        self.write(laptop)

    # --- the whole

    def play(self):
        rng = self.rng
        for _ in range(rng.randrange(2, 5)):
            self.add()
        for _ in range(rng.randrange(12, 30)):
            laptop, chance = rng.choice(self.laptops), rng.random()
            if chance < 0.45:
                self.write(laptop)
            elif chance < 0.8:
                self.sync(laptop, rounds_max=rng.choice([1, 2, 6, 40]))
            elif chance < 0.86:
                laptop.save()
            elif chance < 0.91 and laptop.saved:
                self.go_back(laptop)
            elif chance < 0.94 and len(self.laptops) < 6:
                self.fork(laptop)
            elif chance < 0.97:
                self.server_writes()
            elif chance < 0.985:
                hard = rng.random() < 0.5
                self.tell(f"the server is {'killed' if hard else 'ended'} and started")
                self.server.stop(hard)
                self.server.start()
        for turn in range(4):
            steps = [self.sync(laptop, is_calm=True) for laptop in self.laptops]
            expect(all(steps), f"not in step in turn {turn}: {steps}")
            if len({laptop.store.digest(self.log) for laptop in self.laptops}) == 1 and turn:
                break
        digests = self.server.digests()
        for laptop in self.laptops:
            for log in laptop.peer.reads:
                mine = laptop.store.digest(log)
                theirs = digests.get(log, reference.sha256_hex(b""))
                expect(mine == theirs, f"{laptop.name} has digest {mine} of {log}, "
                                       f"the server {theirs}")
        lines = [line.data for line in self.laptops[0].store.lines if line.log == self.log]
        mine = {row["id"]: (row["code"], row["field"], row["values"])
                for row in reference.fold(lines).conflicts}
        theirs = {row["id"]: (row["code"], row["field"],
                              [each.get("value") for each in row["values"]])
                  for row in self.server.run("conflict", "list")
                  if row["code"] in ("field", "edited_while_deleted")}
        expect(mine == theirs, f"open conflicts are {mine}, the server's {theirs}")


def play(seed, cairn):
    """None, or the trace of a failure."""
    with tempfile.TemporaryDirectory() as folder:
        history = None
        try:
            history = History(seed, cairn, folder)
            history.play()
            return None, history
        except Exception as failure:  # whatever it is, it fails this seed alone
            told = history.trace if history else []
            if not isinstance(failure, Mismatch):
                told = [*told, traceback.format_exc()]
            return [*told, f"{type(failure).__name__}: {failure}"], history
        finally:
            if history:
                history.server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cairn", required=True, help="the program")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    arguments = parser.parse_args()
    failed, entries, forked = 0, 0, 0
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        trace, history = play(seed, os.path.abspath(arguments.cairn))
        if trace:
            failed += 1
            print(f"seed {seed} failed", *trace, sep="\n  ", flush=True)
        elif history:
            streams = history.laptops[0].store.streams
            entries += len(history.laptops[0].store.lines)
            forked += sum(len(history.laptops[0].store.tips(each)) > 1 for each in streams)
    print(f"{arguments.count} histories, {failed} failed "
          f"({entries} entries and {forked} forked streams in those that passed)")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

"""Seeds a store with records of all kinds, serves it, and runs schemathesis with each role's token.

Exits with 1 where a run fails or the server answered anything with a 5xx.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

parser = argparse.ArgumentParser()
parser.add_argument("--cairn", required=True)
parser.add_argument("--schemathesis", required=True)
parser.add_argument("--examples", type=int, default=12)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
folder = tempfile.mkdtemp(prefix="cairn-api-")
environment = {**os.environ, "HOME": folder, "CAIRN_LAPTOP": "api"}


def cairn(store, *arguments):
    result = subprocess.run(
        [options.cairn, *arguments, "--store", os.path.join(folder, store)], env=environment,
        capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"cairn {' '.join(arguments)}: {result.stderr}")
    return result.stdout.strip()


def made(store, *arguments):
    """The id of the record that a command made."""
    return json.loads(cairn(store, *arguments, "--json"))["id"]


def seed():
    """Records of every kind, some in conflict, some of another chapter; ids by collection."""
    cairn("a.db", "init", "--name", "Lincoln High", "--tz", "America/New_York", "--slug", "lincoln")
    cairn("a.db", "chapter", "add", "Eastwood", "--slug", "eastwood", "--tz", "UTC")
    ids = {"events": [], "tasks": [], "volunteers": [], "shifts": [], "signups": []}
    for name in ["Ana", "Ben", "Chi", "Dee"]:
        ids["volunteers"].append(
            made("a.db", "volunteer", "add", "--given", name, "--family", "Ruiz", "--age-band", "adult"))
    for number in range(9):
        ids["events"].append(
            made("a.db", "event", "add", f"Display {number}", "--type", "display",
                 "--at", f"2027-04-{number + 1:02} 19:00", "--for", "2h", "--region", "WV"))
    ids["events"].append(
        made("a.db", "event", "add", "Club", "--type", "club_meeting", "--at", "2027-02-04 15:00",
             "--repeat", "weekly"))
    cairn("a.db", "event", "edit", ids["events"][1], "visibility=private")
    for number in range(5):
        ids["shifts"].append(
            made("a.db", "shift", "add", ids["events"][number], "--role", "greeter",
                 "--from", "19:00", "--to", "20:00", "--need", "1", "--max", "1"))
        ids["tasks"].append(
            made("a.db", "task", "add", f"Task {number}", "--event", ids["events"][number],
                 "--due", "2027-03-01", "--claimable", "--check", "Tables"))
    for number in range(3):
        cairn("a.db", "task", "assign", ids["tasks"][number], ids["volunteers"][0])
    ids["signups"].append(
        made("a.db", "shift", "signup", ids["shifts"][0], ids["volunteers"][1]))
    for number in range(3):
        ids["signups"].append(
            made("a.db", "shift", "signup", ids["shifts"][number], ids["volunteers"][0]))
    foreign = made("a.db", "event", "add", "Foreign", "-C", "eastwood")
    ids["events"].append(foreign)
    home = json.loads(cairn("a.db", "event", "show", ids["events"][0], "--json"))["log"]
    ids["chapters"] = [home]
    # Two laptops write different things: a conflict for each event.
    stick = os.path.join(folder, "stick.cairn")
    cairn("a.db", "bundle", "write", stick)
    cairn("b.db", "init", "--from", stick)
    for event in ids["events"][:8]:
        cairn("a.db", "event", "edit", event, "title=Display here")
        cairn("b.db", "event", "edit", event, "title=Display there")
    os.remove(stick)
    cairn("b.db", "bundle", "write", stick)
    cairn("a.db", "bundle", "read", stick)
    ids["conflicts"] = [row["id"] for row in json.loads(cairn("a.db", "conflict", "list", "--json"))]
    return ids


def serve():
    log = open(os.path.join(folder, "server.log"), "w")
    server = subprocess.Popen(
        [options.cairn, "serve", "--port", "0", "--store", os.path.join(folder, "a.db")],
        env=environment, stderr=log, stdout=log)
    for _ in range(400):
        match = re.search(r"Serving .* at (http://127.0.0.1:\d+)", open(log.name).read())
        if match:
            return server, match.group(1), log.name
        time.sleep(0.05)
    sys.exit("the server does not start")


def token(url, *invitation):
    code = cairn("a.db", "invite", "--chapter", "lincoln", *invitation).rsplit("/", 1)[1]
    body = json.dumps({"code": code, "node": "k3x9q2m7v5t1h8d4"}).encode()
    request = urllib.request.Request(
        f"{url}/v1/join", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["token"]


def configuration():
    text = "request-retries = 0\n[generation]\n"
    text += "[checks]\n# Many rules go beyond a schema: a reference must name what is there.\n"
    text += "positive_data_acceptance.enabled = false\n"
    text += "missing_required_header.expected-statuses = [400, 401, 403, 404, 409, 415, 428]\n"
    text += "negative_data_rejection.expected-statuses = [400, 401, 403, 404, 409, 412, 413, 415, 428]\n"
    path = os.path.join(folder, "schemathesis.toml")
    with open(path, "w") as file:
        file.write(text)
    return path


UNKNOWN = "0193a5c2-0000-7000-8000-00000000ffff"


def document(url, ids):
    """The document as it is served, narrowed to what is there: ids of the store beside one that is
    not, a tag that always fits beside others, zones that exist. So the tests come further than to
    a 404. What is deleted is kept from the other operations."""
    with urllib.request.urlopen(f"{url}/v1/openapi.json") as answer:
        document = json.load(answer)
    for path, operations in document["paths"].items():
        if "{id}" not in path:
            continue
        known = ids[path.split("/")[2]]
        last = known[-1:] if len(known) > 1 else []
        for parameter in operations.get("parameters", []):
            if parameter["name"] == "id":
                parameter["schema"] = {"enum": [*(known[:-1] or known), UNKNOWN]}
            if parameter["name"] == "log":
                parameter["schema"] = {"enum": [ids["chapters"][0], UNKNOWN]}
        for name in ["patch", "delete"]:
            if name not in operations:
                continue
            operations[name]["parameters"][0]["schema"] = {
                "anyOf": [{"const": "*"}, {"const": '"none"'}]}
            if name == "delete":
                operations[name]["parameters"].append(
                    {"name": "id", "in": "path", "required": True,
                     "schema": {"enum": [*last, UNKNOWN]}})
        if path.startswith("/v1/conflicts"):
            operations["post"]["parameters"][0]["schema"] = {"enum": [*known, UNKNOWN]}
    references = {name[:-1]: known for name, known in ids.items()}
    for name, schema in document["components"]["schemas"].items():
        if name.endswith(("_new", "_patch")):
            narrow(schema, references)
    path = os.path.join(folder, "openapi.json")
    with open(path, "w") as file:
        json.dump(document, file)
    return path


def narrow(schema, references):
    for name, inner in schema.get("properties", {}).items():
        if name == "tz":
            inner["enum"] = ["America/New_York", "UTC", "Europe/Berlin", None]
        if name in references and "pattern" in inner:
            inner["enum"] = [references[name][0], UNKNOWN, None]
        if isinstance(inner, dict):
            narrow(inner, references)


ids = seed()
server, url, log = serve()
failed = []
try:
    path, schema = configuration(), document(url, ids)
    roles = {
        "chapter": [], "volunteer": ["--role", "volunteer", "--volunteer", ids["volunteers"][0]],
        "reader": ["--role", "reader"],
    }
    tokens = {role: token(url, *invitation) for role, invitation in roles.items()}
    for role in roles:
        start = time.time()
        command = [
            options.schemathesis, "--config-file", path, "run", schema, "--url", url,
            "--header", f"Authorization: Bearer {tokens[role]}",
            "--max-examples", str(options.examples), "--seed", str(options.seed),
            "--generation-database", "none", "--continue-on-failure", "--no-color"]
        # What is forbidden is the same for everyone: one role walks all of it.
        if role != "chapter":
            command += ["--phases", "examples,fuzzing,stateful"]
        result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        found = re.search(r"Test cases:\n\s+(.*)", result.stdout)
        print(f"{role}: {found.group(1) if found else 'no test cases'}, "
              f"{time.time() - start:.0f} s", flush=True)
        if result.returncode != 0:
            failed.append(role)
            print(result.stdout[-20_000:], result.stderr[-2_000:])
finally:
    server.terminate()
    server.wait()
text = open(log).read()
answers = re.findall(r"(\w+ /\S+) (\d{3}) \d+ ms", text)
statuses = [status for _, status in answers]
print("answers:", {status: statuses.count(status) for status in sorted(set(statuses))})
broken = sorted({route for route, status in answers if status >= "500"})
shutil.rmtree(folder)
if broken:
    print("5xx:", broken)
sys.exit(1 if failed or broken else 0)

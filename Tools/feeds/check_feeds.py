"""Holds calendar feeds against what the store says, through programs that others wrote."""

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from zoneinfo import ZoneInfo

import ics
import icalendar
import recurring_ical_events

import chapter as chapters

COUNT = 500
UTC = datetime.timezone.utc
FROM, TO = "2026-01-01", "2027-03-01"


def check(condition, what):
    if not condition:
        print(f"error: {what}", file=sys.stderr)
        sys.exit(1)


def same(found, expected, what):
    missing, surplus = sorted(expected - found)[:9], sorted(found - expected)[:9]
    check(not missing and not surplus, f"{what}: missing {missing}, surplus {surplus}")
    print(f"{what}: {len(found)} equal")


def moment(value):
    """A time in UTC, a day as it is."""
    if isinstance(value, datetime.datetime):
        check(value.tzinfo is not None, f"{value} has no zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    return value.isoformat()


STATUS = {"tentative": "TENTATIVE", "cancelled": "CANCELLED"}


def said(events):
    """What the store says of events: title, start, end, status."""
    found = set()
    for event in events:
        when = event["when"]
        if when.get("date") or when.get("all_day"):
            first = datetime.date.fromisoformat((when.get("date") or when["start"])[:10])
            last = datetime.date.fromisoformat(when.get("end", first.isoformat())[:10])
            start, end = first.isoformat(), (last + datetime.timedelta(days=1)).isoformat()
        else:
            start = moment(datetime.datetime.fromisoformat(when["start"]))
            end = moment(datetime.datetime.fromisoformat(when["end"]))
        found.add((event["title"], start, end, STATUS.get(event["status"], "CONFIRMED")))
    return found


def check_form(body):
    """RFC 5545, 3.1: lines end with CRLF and have at most 75 octets."""
    check(body.endswith(b"\r\n") and b"\n" not in body.replace(b"\r\n", b""), "line ends")
    lines = body.split(b"\r\n")
    check(max(map(len, lines)) <= 75, "a line has more than 75 octets")
    for line in lines:
        line.decode()
    print(f"form: {len(lines)} lines of at most 75 octets")


def check_components(calendar):
    """Each has a UID of its own, DTSTAMP and SEQUENCE; every zone named is described."""
    names, zones = set(), set()
    described = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    for event in calendar.walk("VEVENT"):
        name = (str(event["UID"]), str(event.get("RECURRENCE-ID", "") and event["RECURRENCE-ID"].dt))
        check(name not in names, f"{name} comes twice")
        names.add(name)
        check("DTSTAMP" in event and "SEQUENCE" in event, f"{name} lacks DTSTAMP or SEQUENCE")
        for key in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            if key in event and "TZID" in event[key].params:
                zones.add(event[key].params["TZID"])
    check(zones == described, f"zones named {zones} and described {described}")
    print(f"components: {len(names)}, zones: {len(zones)}")


def with_icalendar(calendar):
    return {
        (str(event["SUMMARY"]), moment(event["DTSTART"].dt), moment(event["DTEND"].dt),
         str(event["STATUS"]))
        for event in calendar.walk("VEVENT") if "RRULE" not in event
        and "RECURRENCE-ID" not in event
    }


def with_ics(text):
    found = set()
    for event in ics.Calendar(text).events:
        if any(line.name in ("RRULE", "RECURRENCE-ID") for line in event.extra):
            continue
        if event.all_day:
            start, end = event.begin.date(), event.end.date()
        else:
            start, end = event.begin.datetime, event.end.datetime
        found.add((event.name, moment(start), moment(end), event.status))
    return found


def with_expansion(calendar):
    """Without ends: programs differ in how long an instance lasts over which clocks change."""
    events = recurring_ical_events.of(calendar).between(
        datetime.datetime.fromisoformat(FROM + "T00:00:00+00:00"),
        datetime.datetime.fromisoformat(TO + "T00:00:00+00:00"))
    return {
        (str(event["SUMMARY"]), moment(event["DTSTART"].dt), str(event["STATUS"]))
        for event in events
    }


# A client that subscribes

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair chapter]
a = "copy"
b = "feed"
collections = null
[storage copy]
type = "filesystem"
path = "{folder}/copy"
fileext = ".ics"
[storage feed]
type = "http"
url = "{address}"
"""

KHAL = """
[calendars]
[[chapter]]
path = {folder}/copy
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = chapter
"""


class Subscriber:
    def __init__(self, folder, address):
        self.folder = folder
        os.makedirs(folder)
        for name, text in (("vdirsyncer", VDIRSYNCER), ("khal", KHAL)):
            with open(f"{folder}/{name}.conf", "w", encoding="utf-8") as file:
                file.write(text.format(folder=folder, address=address))
        self.run("vdirsyncer", "discover", said="y\n")

    def run(self, program, *words, said=""):
        path = os.path.join(os.path.dirname(sys.executable), program)
        run = subprocess.run(
            [path, "-c", f"{self.folder}/{program}.conf", *words], input=said, text=True,
            capture_output=True, check=False,
            env={"HOME": self.folder, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"})
        check(run.returncode == 0, f"{program} {words}: {run.stdout}{run.stderr}")
        return run.stdout

    def sync(self):
        self.run("vdirsyncer", "sync")

    def shown(self):
        """Title and start of every event with a time of day that khal lists."""
        lines = self.run(
            "khal", "list", "--day-format", "", "--format",
            "{all-day}|{start-long-full}|{title}", FROM, TO)
        found = set()
        for line in lines.splitlines():
            day, start, title = line.split("|", 2)
            if day == "False":
                found.add((title, start.strip().replace(" ", "T")))
        return found


def same_as_shown(subscriber, chapter, shifts, what):
    """What khal shows is what the store says, but for what khal does not take from the feed: of
    an hour that comes twice it shows the second, and it has zone data of its own, which has
    changed for Casablanca."""
    listed = chapter.cairn("event", "list", "--from", FROM, "--to", TO)
    unclear = set()
    for event in listed:
        if "tz" not in event["when"] or event["when"].get("all_day"):
            continue
        zone = ZoneInfo(event["when"]["tz"])
        local = datetime.datetime.fromisoformat(event["when"]["start"]).replace(tzinfo=zone)
        starts = [moment(local), moment(local.replace(fold=1))]
        if zone.key == "Africa/Casablanca":
            starts += [moment(local + datetime.timedelta(hours=hours)) for hours in (-1, 1)]
        if len(set(starts)) > 1:
            unclear |= {(event["title"], start) for start in starts}
    expected = {(title, start) for title, start, _, _ in said(listed) | shifts
                if start.startswith("2026") and "T" in start}
    found = {event for event in subscriber.shown() if event[1].startswith("2026")}
    same(found - unclear, expected - unclear, what)


def main():
    folder = tempfile.mkdtemp(prefix="cairn-feeds-")
    chapter = chapters.Chapter(folder)
    try:
        run(chapter, folder)
    finally:
        chapter.stop()
        shutil.rmtree(folder)


def run(chapter, folder):
    ana = chapter.fill(COUNT)
    url = chapter.serve()
    feed = chapters.feed(url, chapter.token(ana))
    status, headers, body = chapters.get(f"{feed}/events.ics")
    check(status == 200, f"the feed was answered with {status}")
    check(headers["Content-Type"] == "text/calendar; charset=utf-8", headers["Content-Type"])
    same_again = chapters.get(f"{feed}/events.ics", {"If-None-Match": headers["ETag"]})
    check(same_again[0] == 304 and not same_again[2], f"If-None-Match: {same_again[0]}")
    check_form(body)
    calendar = icalendar.Calendar.from_ical(body)
    check_components(calendar)

    plain = [event for event in chapter.cairn("event", "list")
             if not event.get("recurrence_rule") and not event.get("series")]
    shift = chapter.cairn("shift", "list")[0]
    expected = said(plain) | {
        ("Fair: greeter", *(moment(datetime.datetime.fromisoformat(shift["when"][key]))
                            for key in ("start", "end")), "CONFIRMED")}
    check(len(expected) == COUNT + 2, f"the store says {len(expected)}")
    same(with_icalendar(calendar), expected, "icalendar")
    same(with_ics(body.decode()), expected, "ics")

    listed = said(chapter.cairn("event", "list", "--from", FROM, "--to", TO))
    shifts = {event for event in expected if event[0] == "Fair: greeter"}
    same({event for event in with_expansion(calendar) if "2026" in event[1]},
         {(title, start, status) for title, start, _, status in listed | shifts
          if "2026" in start}, "recurring-ical-events")

    subscriber = Subscriber(f"{folder}/subscriber", f"{feed}/events.ics")
    subscriber.sync()

    same_as_shown(subscriber, chapter, shifts, "vdirsyncer and khal")
    changed = next(event for event in plain if event["title"] == "Event 3")
    chapter.cairn("event", "edit", changed["id"], "title=Event 3, moved",
                  "when.start=2026-03-29T21:30", "when.end=2026-03-29T22:30")
    gone = next(event for event in plain if event["title"] == "Event 1")
    chapter.cairn("event", "delete", gone["id"])
    subscriber.sync()
    same_as_shown(subscriber, chapter, shifts, "vdirsyncer and khal, after changes")

    tasks = chapter.cairn("task", "list")
    due = {(task["title"], task["due"]["date"]) for task in tasks}
    todos = icalendar.Calendar.from_ical(chapters.get(f"{feed}/tasks.ics")[2])
    same({(str(todo["SUMMARY"]), moment(todo["DUE"].dt)) for todo in todos.walk("VTODO")}, due,
         "tasks")
    events = icalendar.Calendar.from_ical(chapters.get(f"{feed}/tasks.ics?as=events")[2])
    same({(str(event["SUMMARY"])[5:], moment(event["DTSTART"].dt))
          for event in events.walk("VEVENT")}, due, "tasks as events")


if __name__ == "__main__":
    main()

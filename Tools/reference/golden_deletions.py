"""Histories of deletions and of forks."""

from cairn_reference import fold, head_of, read_line
from golden_author import (
    CHAPTER, EVENT, MINUTE, NOON, History, colliding, dot, stamp,
)


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

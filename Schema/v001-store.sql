-- A store: the log, verbatim, and the tables that follow from it.
--
-- Local state (meta, command) is what this file knows of itself. The log (log, stream, entry, tip, person)
-- is what was written. Everything else is a pure function of the log: doctor throws it away and
-- folds the log again.

-- 'CARN': what tells a store from any other database.
PRAGMA application_id = 1128354382;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    n  INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

-- The entries of one node in one log.
CREATE TABLE stream (
    n    INTEGER PRIMARY KEY,
    log  INTEGER NOT NULL REFERENCES log,
    node TEXT NOT NULL CHECK (length(node) = 16),
    UNIQUE (log, node)
) STRICT;

-- Who acted, as `by` has it.
CREATE TABLE person (
    n  INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;

-- One line of a log each; n is the order in which they were applied, and so the order in which
-- they are sent. `at` is the clock as a number (milliseconds * 65536 + counter, less 2^63).
CREATE TABLE entry (
    n      INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream,
    seq    INTEGER NOT NULL CHECK (seq >= 1),
    head   BLOB NOT NULL CHECK (length(head) = 17),
    at     INTEGER NOT NULL,
    person INTEGER REFERENCES person,
    line   BLOB NOT NULL
) STRICT;

-- Not unique: two lines with one seq are a fork, and both are kept.
CREATE INDEX entry_place ON entry (stream, seq);

-- The lines of a stream that no other line follows: one, or several after a fork.
CREATE TABLE tip (
    stream INTEGER NOT NULL REFERENCES stream,
    entry  INTEGER NOT NULL REFERENCES entry,
    PRIMARY KEY (stream, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE kind (
    n    INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What a record shows. `doc` holds the winning value of every field, canonical JSON. A field with
-- no row in `cell` has one live write, that of the entry `base`.
CREATE TABLE record (
    n        INTEGER PRIMARY KEY,
    id       BLOB NOT NULL CHECK (length(id) = 16),
    kind     INTEGER NOT NULL REFERENCES kind,
    log      INTEGER NOT NULL REFERENCES log,
    tail     INTEGER NOT NULL,           -- the id's last 16 bits, for looking up a ref
    base     INTEGER NOT NULL REFERENCES entry,
    created  INTEGER NOT NULL REFERENCES entry,
    modified INTEGER NOT NULL REFERENCES entry,
    flags    INTEGER NOT NULL,           -- 1 hidden, 2 field conflict, 4 edited while deleted
    moment   TEXT,                       -- local time or date by which a list is ordered
    doc      TEXT NOT NULL,
    UNIQUE (id, kind, log)
) STRICT;

CREATE INDEX record_tail ON record (tail);
CREATE INDEX record_moment ON record (kind, moment);
CREATE INDEX record_clash ON record (flags) WHERE flags > 1;

-- The live writes of fields that were written after the record's first entry.
CREATE TABLE cell (
    record INTEGER NOT NULL REFERENCES record,
    field  TEXT NOT NULL,
    entry  INTEGER NOT NULL REFERENCES entry,
    value  TEXT NOT NULL,
    saw    TEXT NOT NULL,                -- of a deletion: its dots, joined by spaces
    PRIMARY KEY (record, field, entry)
) STRICT, WITHOUT ROWID;

-- Conflicts that an entry ended.
CREATE TABLE settled (
    record INTEGER NOT NULL REFERENCES record,
    field  TEXT NOT NULL,
    entry  INTEGER NOT NULL REFERENCES entry,
    state  TEXT NOT NULL CHECK (state IN ('resolved', 'overwritten')),
    PRIMARY KEY (record, field, entry)
) STRICT, WITHOUT ROWID;

-- Which records name which: reference fields and elements that are ids.
CREATE TABLE link (
    target BLOB NOT NULL,
    record INTEGER NOT NULL REFERENCES record,
    field  TEXT NOT NULL,
    PRIMARY KEY (target, record, field)
) STRICT, WITHOUT ROWID;

-- Which entries a command wrote here, for undo. Local, like meta.
CREATE TABLE command (
    n     INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'undo')),
    PRIMARY KEY (n, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX command_entry ON command (entry);

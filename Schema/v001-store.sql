-- A store: the log, and the tables that follow from it.
--
-- Local state (meta, command) is what this file knows of itself. The log (log, stream, person,
-- kind, entry, piece, tip) is what was written. Everything else is a pure function of the log:
-- doctor throws it away and folds the log again.

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

CREATE TABLE kind (
    n    INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- One line of a log each; n is the order in which they were applied, and so the order in which
-- they are sent. `at` is the clock as a number (milliseconds * 65536 + counter, less 2^63).
--
-- A line is canonical, so it is a function of what it says, and what columns say is left out of
-- `line`. `prev` is the entry before it in its stream, 0 at seq 1; where it is null, `line` is
-- the whole line. Otherwise `line` is its operations without the brackets around them; or, where
-- `id` is there, the `set` of its one operation, which has no key besides `id`, `kind` and
-- `set`; or nothing, where the operations are in `piece`.
CREATE TABLE entry (
    n      INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream,
    seq    INTEGER NOT NULL,
    head   BLOB NOT NULL,
    at     INTEGER NOT NULL,
    person INTEGER REFERENCES person,
    prev   INTEGER,
    part   TEXT,
    salt   BLOB,
    kind   INTEGER REFERENCES kind,
    id     BLOB,
    line   BLOB NOT NULL
) STRICT;

-- Not unique: two lines with one seq are a fork, and both are kept.
CREATE INDEX entry_place ON entry (stream, seq);

-- The operations of a long entry, some to a piece, so that one of them is read without the rest.
-- n is the entry's times 256, plus 1, 2, 3 ...
CREATE TABLE piece (
    n   INTEGER PRIMARY KEY,
    ops BLOB NOT NULL
) STRICT;

-- The lines of a stream that no other line follows: one, or several after a fork.
CREATE TABLE tip (
    stream INTEGER NOT NULL REFERENCES stream,
    entry  INTEGER NOT NULL REFERENCES entry,
    PRIMARY KEY (stream, entry)
) STRICT, WITHOUT ROWID;

-- A record: what its first entry here, `base`, set, and in `cell` the live writes of the fields
-- that were written later. `place` says where in the log what the base set stands: the number of
-- the piece (0 for the entry itself) times 2^20, plus the offset; where the line is kept whole,
-- `doc` is a copy. `created` and `modified` are null while the base is the only entry that wrote
-- to the record.
CREATE TABLE record (
    n        INTEGER PRIMARY KEY,
    id       BLOB NOT NULL,
    kind     INTEGER NOT NULL REFERENCES kind,
    log      INTEGER NOT NULL REFERENCES log,
    base     INTEGER NOT NULL REFERENCES entry,
    created  INTEGER REFERENCES entry,
    modified INTEGER REFERENCES entry,
    flags    INTEGER NOT NULL,           -- 1 hidden, 2 field conflict, 4 edited while deleted
    place    INTEGER,
    doc      TEXT,
    UNIQUE (id, kind, log)
) STRICT;

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

-- The indexes of records by the end of their id, by kind and time, and by what they name, whose
-- keys come in random order: each batch adds a sorted run, and runs of like size are merged, so
-- that no commit touches pages all over the file. An item is a key (8 bytes) and a record
-- (4 bytes), both big-endian. An item may be stale, and is checked against its record.
CREATE TABLE run (
    n     INTEGER PRIMARY KEY,
    area  INTEGER NOT NULL,              -- 1 refs, 2 lists, 3 links
    items INTEGER NOT NULL
) STRICT;

-- n is the run's times 2^20, plus 0, 1, 2 ...
CREATE TABLE run_piece (
    n     INTEGER PRIMARY KEY,
    items BLOB NOT NULL
) STRICT;

-- Which entries a command wrote here, for undo. Local, like meta.
CREATE TABLE command (
    n     INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'undo')),
    PRIMARY KEY (n, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX command_entry ON command (entry);

-- Whom this store serves, and whom it calls. Local, like meta: what a token may do and which logs
-- a peer is for are said by the people of this laptop, never by an entry, so none of it is in the
-- log, and folding the log again leaves it alone. It is in the store's file because the server and
-- the command line change it side by side, in transactions.

-- A one-time code, known by its SHA-256 alone.
CREATE TABLE invitation (
    code    BLOB PRIMARY KEY CHECK (length(code) = 32),
    role    TEXT NOT NULL,
    chapter BLOB CHECK (length(chapter) = 16),  -- NULL: a school that brings its own
    above   BLOB CHECK (length(above) = 16),    -- of such a school: the chapter above it
    made    INTEGER NOT NULL,                   -- times are milliseconds since 1970
    expires INTEGER NOT NULL,
    node    TEXT,                               -- who used it
    token   INTEGER REFERENCES token            -- and what that node got
) STRICT;

-- What an invitation gives.
CREATE TABLE invitation_grant (
    code      BLOB NOT NULL REFERENCES invitation,
    role      TEXT NOT NULL CHECK (role IN ('reader', 'writer', 'chapter', 'coordinator', 'volunteer')),
    log       BLOB NOT NULL CHECK (length(log) = 16),
    volunteer TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (code, role, log, volunteer)
) STRICT, WITHOUT ROWID;

-- A token, known by its SHA-256 alone.
CREATE TABLE token (
    n       INTEGER PRIMARY KEY AUTOINCREMENT,
    hash    BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    node    TEXT NOT NULL,
    name    TEXT,
    made    INTEGER NOT NULL,
    used    INTEGER,                            -- last use; NULL: never
    revoked INTEGER
) STRICT;

-- What a token may do.
CREATE TABLE token_grant (
    token     INTEGER NOT NULL REFERENCES token,
    role      TEXT NOT NULL CHECK (role IN ('reader', 'writer', 'chapter', 'coordinator', 'volunteer')),
    log       BLOB NOT NULL CHECK (length(log) = 16),
    volunteer TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (token, role, log, volunteer)
) STRICT, WITHOUT ROWID;

-- The tree of chapters as this server's own coordinator confirmed it: what a coordinator's token
-- reaches. The field `parent`, which a chapter's members write, plays no part.
CREATE TABLE branch (
    chapter BLOB PRIMARY KEY CHECK (length(chapter) = 16),
    above   BLOB NOT NULL CHECK (length(above) = 16)
) STRICT, WITHOUT ROWID;

-- A server that this store exchanges with. Its token is in a file beside the store.
CREATE TABLE peer (
    name      TEXT PRIMARY KEY,
    url       TEXT NOT NULL,
    role      TEXT NOT NULL,
    chapter   BLOB CHECK (length(chapter) = 16), -- the log that the join named
    ca        TEXT,                              -- file with the certificates that it is trusted by
    people    INTEGER NOT NULL,                  -- whether people logs are exchanged with it
    node      TEXT,                              -- its node id, as it said last
    have      TEXT,                              -- what it said last that it holds
    tried     INTEGER,
    succeeded INTEGER,
    failure   TEXT,                              -- code of what stopped the last try
    lead      INTEGER,                           -- milliseconds that its clock is ahead
    refused   TEXT NOT NULL DEFAULT '[]',        -- what it did not take, by the last run
    declined  TEXT NOT NULL DEFAULT '[]'         -- what was not taken from it
) STRICT, WITHOUT ROWID;

-- The logs that a peer is for: no other log is sent to it or taken from it.
CREATE TABLE peer_log (
    peer   TEXT NOT NULL REFERENCES peer,
    log    BLOB NOT NULL CHECK (length(log) = 16),
    writes INTEGER NOT NULL,                     -- whether it takes entries of it
    PRIMARY KEY (peer, log)
) STRICT, WITHOUT ROWID;

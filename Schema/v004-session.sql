-- Who is signed in to the board. Local, like what v002 holds: never in the log.

-- A key that opens the board once, known by its SHA-256 alone.
CREATE TABLE session_key (
    hash    BLOB PRIMARY KEY CHECK (length(hash) = 32),
    expires INTEGER NOT NULL,                   -- times are milliseconds since 1970
    used    INTEGER
) STRICT, WITHOUT ROWID;

-- A session, known by the SHA-256 of its secret alone.
CREATE TABLE session (
    hash    BLOB PRIMARY KEY CHECK (length(hash) = 32),
    token   INTEGER REFERENCES token,           -- NULL: whoever sits at the laptop itself
    made    INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The calendar address of a token. Local, like the token. The address is derived from the token
-- and the generation, and known here by its SHA-256 alone: who reads this file cannot subscribe,
-- and who holds the token is shown the same address again.
CREATE TABLE feed (
    token      INTEGER PRIMARY KEY REFERENCES token,
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    generation INTEGER NOT NULL CHECK (generation > 0) -- a further one for each replacement
) STRICT;

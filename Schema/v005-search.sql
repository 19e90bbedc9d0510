-- What searching looks words up in: a function of the records, taken in when somebody searches, so
-- that writing and syncing do not wait for it (Sources/CairnStore/Search).
--
-- The texts are the records' words, folded by the program; the table keeps none of them. What a
-- record said before stays in it under a number that leads nowhere any more, until so many do that
-- the index is made anew.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = '', columnsize = 0, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co So'"
);

-- The record behind a row of `search`. A number is never given twice.
CREATE TABLE search_item (
    n      INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL UNIQUE REFERENCES record,
    time   TEXT NOT NULL                 -- by which hits are ordered
) STRICT;

-- Records that were taken in and changed since. Those above the number in `meta` under `search`
-- were not taken in yet.
CREATE TABLE search_change (
    record INTEGER PRIMARY KEY REFERENCES record
) STRICT;

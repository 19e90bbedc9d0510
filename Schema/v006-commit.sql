-- A commit of one entry writes as few pages as it can: what `entry` says is not kept beside it.

-- The tips of forked streams alone, several each. Of any other stream the tip is its last line.
ALTER TABLE tip RENAME TO fork;
DELETE FROM fork WHERE stream IN (SELECT stream FROM fork GROUP BY stream HAVING count(*) = 1);

-- The lines of a stream that no other line follows: one, or several after a fork.
CREATE VIEW tip (stream, entry) AS
SELECT stream, entry FROM fork
UNION ALL
SELECT s.n, (
    SELECT e.n FROM entry e WHERE e.stream = s.n ORDER BY e.seq DESC, e.n DESC LIMIT 1
) FROM stream s WHERE NOT EXISTS (SELECT 1 FROM fork f WHERE f.stream = s.n);

-- The store's clock is `at` of the entry that was applied last, or what stands here: that entry may
-- have come from behind the clock, or from so far ahead that the clock was left alone.
ALTER TABLE entry ADD COLUMN clock INTEGER;
UPDATE entry SET clock = (
    SELECT CAST(value AS INTEGER) - 9223372036854775807 - 1 FROM meta WHERE key = 'clock'
) WHERE n = (SELECT max(n) FROM entry);
DELETE FROM meta WHERE key = 'clock';

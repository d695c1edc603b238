-- Schema 6: review, and what is worked out of readings. A decision about a position is one coder's
-- judgement where judgement is 1: it counts once another coder judges alike, and not before.
-- In naming_state, read is the version at which what is read of articles, or known of them, changed
-- last, and named the one at which that or a decision about names did: what is worked out of the record
-- is kept as long as what it was worked out of stays.
-- digest is what the engine works out of one reading for the timeline; it follows from reading and text
-- alone and stays as it is whatever is in force. rules says by which rules it was worked out. The
-- program fills in what is missing.

ALTER TABLE position_decision ADD COLUMN judgement BIGINT NOT NULL DEFAULT 0;

CREATE INDEX position_by_confidence ON position (confidence, statement DESC)
WHERE decided = 0 AND repeats = 0;

ALTER TABLE naming_state ADD COLUMN read BIGINT NOT NULL DEFAULT 0;

ALTER TABLE naming_state ADD COLUMN named BIGINT NOT NULL DEFAULT 0;

UPDATE naming_state SET read = version, named = version;

CREATE TABLE digest (
    reading INTEGER PRIMARY KEY REFERENCES reading (number) ON DELETE CASCADE,
    rules BIGINT NOT NULL,
    content BLOB NOT NULL
);

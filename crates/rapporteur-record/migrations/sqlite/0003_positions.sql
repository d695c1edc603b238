-- Schema 3: where parties stand. A line is what one party says on one proposition; position,
-- standing and precondition are derived from the current readings and the decisions about them, as
-- before. A position's key sorts by line and then as statements are shown, so the latest of a line is
-- found without a search. stance is 0 against, 1 conditional, 2 for. standing counts the positions
-- of a line by day and stance, without those that repeat another (repeats is not 0): what moved
-- is read off it. The program fills all of them anew after this script.
-- position_decision holds facts: what people decided about the positions of statements. A statement
-- is known again by its words; ranges and version help where several have the same.

CREATE TABLE line (
    id INTEGER PRIMARY KEY,
    party TEXT NOT NULL,
    proposition TEXT NOT NULL,
    UNIQUE (party, proposition)
);

CREATE TABLE position (
    line BIGINT NOT NULL REFERENCES line (id),
    statement BIGINT NOT NULL REFERENCES statement (id),
    stance BIGINT NOT NULL,
    day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    article BIGINT NOT NULL REFERENCES article (number),
    speaker BIGINT NOT NULL,
    repeats BIGINT NOT NULL DEFAULT 0,
    decided BIGINT NOT NULL,
    confidence BIGINT,
    words TEXT NOT NULL,
    PRIMARY KEY (line, statement)
) WITHOUT ROWID;

CREATE INDEX position_by_article ON position (article);
CREATE INDEX position_by_speaker ON position (line, speaker, stance);
CREATE INDEX position_by_statement ON position (statement);
CREATE INDEX position_by_repeated ON position (repeats) WHERE repeats <> 0;

CREATE TABLE standing (
    line BIGINT NOT NULL REFERENCES line (id),
    day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    stance BIGINT NOT NULL,
    positions BIGINT NOT NULL,
    PRIMARY KEY (line, day, last_day, stance)
) WITHOUT ROWID;

-- statement is the number in the reading, 0 where a condition stands in no statement; empty text stands
-- for nothing known. wanted_words and condition_words are ranges of the text.
CREATE TABLE precondition (
    holder TEXT NOT NULL,
    wanted TEXT NOT NULL,
    condition TEXT NOT NULL,
    day TEXT NOT NULL,
    article BIGINT NOT NULL REFERENCES article (number),
    ordinal BIGINT NOT NULL,
    last_day TEXT NOT NULL,
    statement BIGINT NOT NULL,
    wanted_words TEXT NOT NULL,
    condition_words TEXT NOT NULL,
    PRIMARY KEY (holder, wanted, condition, day, article, ordinal)
) WITHOUT ROWID;

CREATE INDEX precondition_by_article ON precondition (article);

CREATE TABLE position_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    operation BIGINT NOT NULL REFERENCES operation (number),
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    ranges TEXT NOT NULL,
    proposition TEXT NOT NULL,
    verdict TEXT NOT NULL,
    stance TEXT NOT NULL,
    words TEXT NOT NULL
);

CREATE INDEX position_decision_by_article ON position_decision (article);
CREATE INDEX position_decision_by_operation ON position_decision (operation);

-- The codebook file that a codebook was made of by adding examples; null for a file itself.
ALTER TABLE codebook ADD COLUMN base TEXT REFERENCES codebook (hash);

CREATE VIEW whole_codebook AS
SELECT c.hash, c.name, c.source, b.hash AS base_hash, b.name AS base_name, b.source AS base_source
FROM codebook c LEFT JOIN codebook b ON b.hash = c.base;

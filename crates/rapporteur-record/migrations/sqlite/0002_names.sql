-- Schema 2: names across articles. A naming is a way in which readings present somebody or something
-- (name, type, party, id in the codebook); named is 0 where only offices or pronouns tell of it.
-- naming, spelling, entity, wording and speaker are derived from the current readings, as before;
-- speaker now knows the naming that speaks, or 0. The program fills them anew after this script.
-- naming_decision holds facts: what people decided about names; one and other are JSON lists of
-- what the decision is about.

DROP TABLE entity;

DROP TABLE speaker;

CREATE TABLE naming (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    type TEXT NOT NULL,
    party TEXT NOT NULL,
    codebook TEXT NOT NULL,
    named BIGINT NOT NULL,
    UNIQUE (name, type, party, codebook, named)
);

CREATE TABLE spelling (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

CREATE TABLE entity (
    naming BIGINT NOT NULL REFERENCES naming (id),
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    mentions BIGINT NOT NULL,
    PRIMARY KEY (naming, article, ordinal)
) WITHOUT ROWID;

CREATE INDEX entity_by_article ON entity (article);

CREATE TABLE wording (
    naming BIGINT NOT NULL REFERENCES naming (id),
    form TEXT NOT NULL,
    spelling BIGINT NOT NULL REFERENCES spelling (id),
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    mentions BIGINT NOT NULL,
    PRIMARY KEY (naming, form, spelling, article, ordinal)
) WITHOUT ROWID;

CREATE INDEX wording_by_article ON wording (article, ordinal);

CREATE TABLE speaker (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    codebook TEXT NOT NULL,
    naming BIGINT NOT NULL,
    UNIQUE (name, codebook, naming)
);

CREATE INDEX speaker_by_naming ON speaker (naming);

-- The first day that the publication may mean, or nothing.
ALTER TABLE article ADD COLUMN day TEXT NOT NULL DEFAULT '';

CREATE TABLE naming_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    operation BIGINT NOT NULL REFERENCES operation (number),
    verdict TEXT NOT NULL,
    name TEXT,
    one TEXT NOT NULL,
    other TEXT NOT NULL
);

CREATE INDEX naming_decision_by_operation ON naming_decision (operation);

-- One row. version counts what was written to the record; grouping is what the engine worked out of
-- all names when it was grouped, and is dropped with the next writing.
CREATE TABLE naming_state (
    version BIGINT NOT NULL,
    grouping BLOB
);

INSERT INTO naming_state (version) VALUES (0);

-- Schema 1. Facts are rows tagged with the operation that wrote them and are never rewritten; an
-- operation is live where undone_by is null. What is current (article.current and the columns after
-- it, statement, entity, speaker and the two word indexes) is derived from the live facts.

CREATE TABLE codebook (
    hash TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    source TEXT NOT NULL
);

CREATE TABLE operation (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    author TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    summary TEXT NOT NULL,
    counts TEXT NOT NULL,
    codebook TEXT REFERENCES codebook (hash),
    undoes BIGINT REFERENCES operation (number),
    undone_by BIGINT REFERENCES operation (number)
);

CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    current BIGINT REFERENCES version (number),
    reading BIGINT REFERENCES reading (number),
    publisher TEXT,
    publisher_key TEXT NOT NULL DEFAULT '',
    title TEXT,
    url TEXT,
    author TEXT,
    published TEXT,
    published_from TEXT NOT NULL DEFAULT 'unknown',
    language TEXT NOT NULL DEFAULT 'und',
    analysed BIGINT NOT NULL DEFAULT 0,
    statements BIGINT NOT NULL DEFAULT 0,
    versions BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX article_by_url ON article (url) WHERE url IS NOT NULL;

CREATE TABLE original (
    hash TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
);

-- text is null where the original's own bytes are the text.
CREATE TABLE version (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    text BLOB,
    text_hash TEXT NOT NULL,
    characters BIGINT NOT NULL,
    original TEXT NOT NULL REFERENCES original (hash),
    format TEXT NOT NULL,
    file TEXT,
    metadata TEXT NOT NULL
);

CREATE INDEX version_by_article ON version (article);
CREATE INDEX version_by_text ON version (text_hash);
CREATE INDEX version_by_original ON version (original);

-- intake is 1 where the operation brought the version itself, 0 where it gave it another identity.
CREATE TABLE identity (
    version BIGINT NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    operation BIGINT NOT NULL REFERENCES operation (number),
    id TEXT NOT NULL,
    intake BIGINT NOT NULL,
    PRIMARY KEY (version, operation, id)
) WITHOUT ROWID;

CREATE INDEX identity_by_id ON identity (id);
CREATE INDEX identity_by_operation ON identity (operation);

CREATE TABLE reading (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    version BIGINT NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    operation BIGINT NOT NULL REFERENCES operation (number),
    codebook TEXT,
    content BLOB NOT NULL
);

CREATE INDEX reading_by_version ON reading (version);
CREATE INDEX reading_by_operation ON reading (operation);

CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    operation BIGINT NOT NULL REFERENCES operation (number),
    field TEXT NOT NULL,
    value TEXT
);

CREATE INDEX decision_by_article ON decision (article);
CREATE INDEX decision_by_operation ON decision (operation);

CREATE TABLE removal (
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    operation BIGINT NOT NULL REFERENCES operation (number),
    PRIMARY KEY (article, operation)
) WITHOUT ROWID;

CREATE INDEX removal_by_operation ON removal (operation);

CREATE TABLE speaker (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    codebook TEXT NOT NULL,
    UNIQUE (name, codebook)
);

-- id sorts as statements are shown: by day, article and place (see order.rs). day is the first day
-- of said, else of the publication, else empty; last_day the last.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    within BIGINT,
    kind TEXT NOT NULL,
    basis TEXT NOT NULL,
    act TEXT NOT NULL,
    speaker BIGINT REFERENCES speaker (id),
    party TEXT NOT NULL,
    publisher_key TEXT NOT NULL,
    said TEXT,
    said_from TEXT,
    day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    ranges TEXT NOT NULL
);

CREATE INDEX statement_by_article ON statement (article);
CREATE INDEX statement_by_party ON statement (party);
CREATE INDEX statement_by_speaker ON statement (speaker);
CREATE INDEX statement_by_publisher ON statement (publisher_key);
CREATE INDEX statement_of_days ON statement (last_day) WHERE last_day > day;

CREATE TABLE entity (
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    party TEXT,
    codebook TEXT,
    mentions BIGINT NOT NULL,
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE article_words USING fts5 (
    title, words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Parts are merged by eights, not by fours: adding rewrites less, and searching hardly notices.
INSERT INTO article_words (article_words, rank) VALUES ('automerge', 8);
INSERT INTO statement_words (statement_words, rank) VALUES ('automerge', 8);

-- Schema 4: copies. A fingerprint is what the words of a version are compared by, shingle leads from
-- its samples to it, and alike are two versions that are copies of each other. All of it follows from
-- the texts alone and stays as it is whatever is in force; the program fills it in, version by
-- version: comparing.done is the last one that was held against all before it.

CREATE TABLE fingerprint (
    version INTEGER PRIMARY KEY REFERENCES version (number) ON DELETE CASCADE,
    words BLOB NOT NULL,
    samples BIGINT NOT NULL
);

-- Eight hexadecimal digits for each sample; the row is the version.
CREATE VIRTUAL TABLE shingle USING fts5 (
    samples, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

INSERT INTO shingle (shingle, rank) VALUES ('automerge', 8);

CREATE VIRTUAL TABLE shingle_bearer USING fts5vocab (shingle, instance);

-- first is the lower number. Of the shingles, shared are in both, of_first and of_second in each.
CREATE TABLE alike (
    first BIGINT NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    second BIGINT NOT NULL REFERENCES version (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    shared BIGINT NOT NULL,
    of_first BIGINT NOT NULL,
    of_second BIGINT NOT NULL,
    longest BIGINT NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;

CREATE INDEX alike_by_second ON alike (second);

CREATE TABLE comparing (
    done BIGINT NOT NULL
);

INSERT INTO comparing (done) VALUES (0);

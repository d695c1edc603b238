-- Schema 5: people who may come into the reading room. hash is what Argon2 makes of the password, as a
-- PHC string; role is reader, coder or editor. They are no facts of the record: no operation writes
-- them, and none is undone with them.

CREATE TABLE person (
    name TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    role TEXT NOT NULL
) WITHOUT ROWID;

-- Schema 7: what people decided about statements, as facts: one added, corrected or struck out. A
-- statement that was read is known again by its words in the reading; ranges and version help where
-- several have the same. One that was added is known by its number, which readings do not reach.
-- fields is a JSON list of what was decided about it.

CREATE TABLE statement_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    operation BIGINT NOT NULL REFERENCES operation (number),
    article BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    statement BIGINT NOT NULL,
    content TEXT NOT NULL,
    ranges TEXT NOT NULL,
    fields TEXT NOT NULL
);

CREATE INDEX statement_decision_by_article ON statement_decision (article);
CREATE INDEX statement_decision_by_operation ON statement_decision (operation);

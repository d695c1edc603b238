-- Schema 8: searching by act and by stance. Both lie in the order in which statements are shown, so
-- that a page of the latest is found without a search, however rare the act or the stance is.

CREATE INDEX statement_by_act ON statement (act);
CREATE INDEX position_by_stance ON position (stance, statement);

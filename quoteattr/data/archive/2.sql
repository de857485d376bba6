-- What a reader should check: how sure the speaker is, and what was odd about a text.

ALTER TABLE quotes ADD COLUMN speaker_confidence REAL;                 -- NULL if there is none
ALTER TABLE articles ADD COLUMN diagnostics TEXT NOT NULL DEFAULT '[]'; -- JSON, [[code, start, end, message], …]
UPDATE articles SET analysis = '';                                     -- so that the next update attributes them anew

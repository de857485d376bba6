-- The schema of an archive, version 1. A version is never changed: what comes next is a new file with the steps from here.
-- Ids are those of your articles and of the documents made of them; offsets count code points of articles.text.

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,            -- of the text: a changed article is attributed anew
    analysis TEXT NOT NULL,          -- versions of quoteattr and model, and the options: likewise
    outlet TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',   -- ISO 8601, empty if unknown
    metadata TEXT NOT NULL,          -- JSON, all that came with the article
    text TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_outlet ON articles (outlet, date);

CREATE TABLE entities (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    gender TEXT NOT NULL DEFAULT '',
    given TEXT NOT NULL DEFAULT '',
    surname TEXT NOT NULL DEFAULT '',
    roles TEXT NOT NULL DEFAULT '[]', -- JSON
    party TEXT NOT NULL DEFAULT '',
    ref TEXT NOT NULL DEFAULT '',
    searched TEXT NOT NULL,          -- the name in small letters, umlauts written out, between blanks
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotes (
    number INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    medium TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    spans TEXT NOT NULL,             -- JSON, [[start, end], …]
    cue TEXT NOT NULL DEFAULT '',
    lemma TEXT NOT NULL DEFAULT '',  -- of the cue
    speaker TEXT NOT NULL DEFAULT '', -- the phrase in the text
    entity TEXT NOT NULL DEFAULT '', -- who that is in this article, empty if the evidence does not decide
    parent TEXT NOT NULL DEFAULT '', -- the quotation that this one lies in
    confidence REAL NOT NULL,
    reporting TEXT NOT NULL,
    commitment TEXT NOT NULL,
    attitude TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    rule TEXT NOT NULL DEFAULT '',   -- why it was found
    UNIQUE (article, id)
) STRICT;
CREATE INDEX quotes_by_entity ON quotes (article, entity);

CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    gender TEXT NOT NULL DEFAULT '',
    ref TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '[]', -- JSON
    searched TEXT NOT NULL           -- name and aliases as in entities, with a bar between
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    what TEXT NOT NULL,              -- role or party
    name TEXT NOT NULL,
    since TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '',
    articles INTEGER NOT NULL,
    PRIMARY KEY (person, what, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    article TEXT NOT NULL,
    entity TEXT NOT NULL,
    person TEXT NOT NULL DEFAULT '', -- empty if it was linked to none
    reason TEXT NOT NULL,
    PRIMARY KEY (article, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_person ON links (person);

CREATE TABLE variants (
    quotation INTEGER NOT NULL,      -- the same for all witnesses of one quotation, those with the gravest differences first
    article TEXT NOT NULL,
    quote TEXT NOT NULL,
    place INTEGER NOT NULL,          -- 0 is the first witness, which the others are compared with
    differences TEXT NOT NULL,       -- JSON, the gravest first
    changed TEXT NOT NULL,           -- JSON, [[words of the first, words here], …]
    PRIMARY KEY (article, quote)
) STRICT, WITHOUT ROWID;
CREATE INDEX variants_by_quotation ON variants (quotation, place);

CREATE TABLE state (
    name TEXT PRIMARY KEY,           -- linked: with which edits persons and variants were made, empty if articles came since
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Texts with umlauts written out and in small letters, as questions are.
CREATE VIRTUAL TABLE quotes_text USING fts5 (text, target, tokenize = 'unicode61');
CREATE VIRTUAL TABLE articles_text USING fts5 (text, tokenize = 'unicode61');

CREATE VIEW said AS
SELECT quotes.*, articles.outlet, articles.date, links.person, persons.name
FROM quotes
JOIN articles ON articles.id = quotes.article
LEFT JOIN links ON links.article = quotes.article AND links.entity = quotes.entity
LEFT JOIN persons ON persons.id = links.person;

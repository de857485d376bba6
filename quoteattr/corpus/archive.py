"""An archive of articles: one SQLite file with all that was found in them, kept up to date.

Articles are added some at a time, each time whole. At the end persons and variants are made anew of all that is there,
in one transaction; a run that is stopped before is made up for by the next one. So the file is whole at every moment,
and what it holds depends on the articles and not on how often the work was stopped.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.article import Article
from quoteattr.corpus.database import connect, transaction
from quoteattr.corpus.edits import Edits
from quoteattr.corpus.folding import folded
from quoteattr.corpus.people import link_people
from quoteattr.corpus.table_rows import (
    appearance_in,
    article_row,
    as_json,
    entity_row,
    held_rows,
    known_id,
    person_row,
    quote_row,
    storable,
    variant_rows,
    witness_in,
)
from quoteattr.corpus.variants import variants
from quoteattr.model import Document
from quoteattr.unread import why_unread

if TYPE_CHECKING:
    from quoteattr.pipeline import QuoteAttributor  # late: whoever asks an archive needs no rules

_LOG = logging.getLogger(__name__)

BATCH = 32
"""Articles that are added together."""


@frozen
class Counts:
    """How much an archive has."""

    articles: int
    quotes: int
    persons: int


class Archive:
    """An archive, open. It is a context manager, and closes at the end.

    Args:
        path: The file, or `:memory:` for an archive that is kept nowhere.
        create: Whether to make it if it is not there.

    Attributes:
        unread: Articles that `update` could not attribute so far, for memory ran out; they are not put in.

    Raises:
        InputError: It cannot be opened.
        FormatError: The file is no archive.
        OptionError: Another process is writing in it.
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.path = Path(path)
        self.unread = 0
        self.connection = connect(path, create=create)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def update(
        self, articles: Iterable[Article], attributor: "QuoteAttributor", edits: Edits | None = None
    ) -> Iterator[str]:
        """Attribute the articles that are new or changed, and bring persons and variants up to date.

        Two articles with one id are versions of one: the last one stays, and a warning is logged.

        Args:
            articles: Articles with ids; those that are there as they were are passed over.
            attributor: What attributes. Another model, other weights or options are a reason to do all anew.
            edits: What you know better about who is who.

        Yields:
            The id of each article that is done.

        Raises:
            OptionError: An article has no id, or another process is writing.
            FormatError: An edit names what is not there.
        """
        analysis = analysis_of(attributor)
        todo = (article for article in _repeated_told(articles) if not self._is_there(article, analysis))
        while batch := list(islice(todo, BATCH)):
            documents = list(attributor.pipe(batch))
            read = [document for document in documents if not why_unread(document)]
            self.unread += len(documents) - len(read)
            for document in documents:
                if reason := why_unread(document):
                    _LOG.error("%s was not read. %s", document.id, reason)
            self.add(read, analysis)
            yield from (document.id for document in read)
        self.link(edits)

    def add(self, documents: Iterable[Document], analysis: str = "") -> None:
        """Add documents, all or none; those that are there under the same ids are replaced.

        Args:
            documents: Documents with ids; their metadata say who printed them and when (`outlet`, `date`).
            analysis: What made them (`analysis_of`).

        Raises:
            OptionError: A document has no id, or another process is writing.
        """
        found = list(documents)
        with transaction(self.connection, self.path):
            for document in found:
                self._remove(document.id)
                self._insert(document, analysis)
            self._set("linked", "")

    def remove(self, identifiers: Iterable[str]) -> None:
        """Take articles out, with all that was found in them; ids that are not there are passed over."""
        with transaction(self.connection, self.path):
            for identifier in identifiers:
                self._remove(identifier)
            self._set("linked", "")

    def link(self, edits: Edits | None = None) -> None:
        """Say anew who is the same one and which quotations are, unless nothing has changed since."""
        state = repr(edits.lines if edits else ())
        if self._get("linked") == state:
            return
        with transaction(self.connection, self.path):
            self._link_people(edits)
            self._find_variants()
            self._set("linked", state)

    def counts(self) -> Counts:
        """How much there is."""
        tables = ("articles", "quotes", "persons")
        return Counts(*(self.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables))

    def _is_there(self, article: Article, analysis: str) -> bool:
        """Whether the article was attributed in the same way with the same text and metadata."""
        row = self.connection.execute(
            "SELECT sha256, analysis, metadata FROM articles WHERE id = ?", (known_id(article.id),)
        ).fetchone()
        digest = Document(article.text).sha256
        return row is not None and tuple(row) == (digest, analysis, as_json(article.metadata))

    def _remove(self, identifier: str) -> None:
        """Take an article out."""
        identifier = storable(identifier)
        for statement in (
            "DELETE FROM quotes_text WHERE rowid IN (SELECT number FROM quotes WHERE article = ?)",
            "DELETE FROM articles_text WHERE rowid IN (SELECT rowid FROM articles WHERE id = ?)",
            "DELETE FROM articles WHERE id = ?",
        ):
            self.connection.execute(statement, (identifier,))

    def _insert(self, document: Document, analysis: str) -> None:
        """Put a document in."""
        number = self._execute("INSERT INTO articles", article_row(document, analysis))
        self._execute("INSERT INTO articles_text (rowid, text)", (number, folded(storable(document.text))))
        for entity in document.entities:
            self._execute("INSERT INTO entities", entity_row(document, entity))
        for quote in document.quotes:
            number = self._execute("INSERT INTO quotes", (None, *quote_row(document, quote)))
            texts = (quote.text, quote.stance.target.text if quote.stance.target else "")
            self._execute("INSERT INTO quotes_text (rowid, text, target)", (number, *map(folded, map(storable, texts))))

    def _link_people(self, edits: Edits | None) -> None:
        """Fill the tables of persons anew."""
        rows = self.connection.execute(
            "SELECT entities.*, outlet, date FROM entities JOIN articles ON articles.id = entities.article"
        )
        people = link_people(map(appearance_in, rows), edits)
        for table in ("links", "held", "persons"):
            self.connection.execute(f"DELETE FROM {table}")
        for person in people.persons:
            self._execute("INSERT INTO persons", person_row(person))
            for row in held_rows(person):
                self._execute("INSERT INTO held", row)
        for link in people.links:
            self._execute("INSERT INTO links", (link.article, link.entity, link.person, link.reason.value))

    def _find_variants(self) -> None:
        """Fill the table of variants anew."""
        self.connection.execute("DELETE FROM variants")
        for number, repeated in enumerate(variants(map(witness_in, self.connection.execute("SELECT * FROM said"))), 1):
            for row in variant_rows(number, repeated):
                self._execute("INSERT INTO variants", row)

    def _execute(self, statement: str, row: Sequence[Any]) -> int | None:
        """Insert a row; its number."""
        return self.connection.execute(f"{statement} VALUES ({', '.join('?' * len(row))})", row).lastrowid

    def _get(self, name: str) -> str | None:
        """A note about the state of the archive."""
        row = self.connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return None if row is None else row[0]

    def _set(self, name: str, value: str) -> None:
        """Keep a note about the state of the archive."""
        self.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def _repeated_told(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles; one that takes the place of another one that came before it is told."""
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            _LOG.warning("The id %r comes again: the last article that has it stays. Give each its own.", article.id)
        seen.add(article.id)
        yield article


def analysis_of(attributor: "QuoteAttributor") -> str:
    """What made a document: versions of quoteattr and of the model, a hash of weights, options and gazetteer."""
    parts = (sorted(attributor.weights.weights.items()), attributor.config, attributor.entities)
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    return f"quoteattr {version('quoteattr')}, {attributor.model_name}, {digest}"

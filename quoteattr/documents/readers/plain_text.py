"""A file that is one text."""

from collections.abc import Iterator

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError


def recognises(source: Source) -> Match:
    """Sure by its name; else whatever nothing else reads is taken for a text."""
    return Match.SURE if source.suffix == ".txt" else Match.FALLBACK


def read(source: Source) -> Iterator[Article | InputError]:
    """The one article, called like its file."""
    yield Article(source.name, source.text())


READER = Reader("text", "a text", (".txt",), recognises, read)

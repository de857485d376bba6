"""Articles of the German news quotation corpus, without their annotations."""

from collections.abc import Iterator
from typing import Any

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.json_objects import SUFFIXES, match_of, read_objects
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError

_LAYERS = {"documentName", "originalText", "tokens", "sentences", "annotations"}


def recognises(source: Source) -> Match:
    """By the names of its keys."""
    return match_of(source, "documentName", "originalText")


def read(source: Source) -> Iterator[Article | InputError]:
    """An article an object."""
    return read_objects(source, _article)


def _article(name: str, data: dict[str, Any]) -> Article:
    metadata = {key: value for key, value in data.items() if key not in _LAYERS}
    return Article(data["documentName"], data["originalText"], metadata)


READER = Reader("corpus", "JSON of the German news quotation corpus", SUFFIXES, recognises, read)

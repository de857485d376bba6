"""What `trafilatura --json` writes of a page: its text, and title, author, date, site and address as metadata."""

from collections.abc import Iterator
from typing import Any

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.json_objects import SUFFIXES, match_of, read_objects
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError

_TEXTS = {"text", "raw_text", "body", "commentsbody"}  # the text again, in forms that no offset counts in


def recognises(source: Source) -> Match:
    """By two keys that trafilatura always writes."""
    return match_of(source, "raw_text", "fingerprint")


def read(source: Source) -> Iterator[Article | InputError]:
    """An article an object."""
    return read_objects(source, page_of)


def page_of(name: str, data: dict[str, Any], extractor: str = "trafilatura") -> Article:
    """The article of one object.

    Args:
        name: Its id if the object has neither id nor address.
        data: The object.
        extractor: What made the text.

    Raises:
        KeyError: The object has no text.
    """
    metadata = {key: value for key, value in data.items() if key not in _TEXTS and value not in (None, "", [])}
    return Article(data.get("id") or data.get("source") or name, data["text"], metadata, extractor)


READER = Reader("trafilatura", "JSON that trafilatura wrote", SUFFIXES, recognises, read)

"""What fundus writes of an article of a German publisher: the body by sections, authors, date and publisher.

The text is made as fundus makes its `plaintext`: summary, headlines and paragraphs joined by blank lines.
"""

from collections.abc import Iterator
from typing import Any

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.json_objects import SUFFIXES, match_of, read_objects
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError


def recognises(source: Source) -> Match:
    """By the body with its sections, or by the plain text with its publishing date."""
    sections = match_of(source, "body", "sections")
    return sections or match_of(source, "plaintext", "publishing_date")


def read(source: Source) -> Iterator[Article | InputError]:
    """An article an object."""
    return read_objects(source, _article)


def _article(name: str, data: dict[str, Any]) -> Article:
    body = data.get("body")
    text = data["plaintext"] if not body else "\n\n".join(_paragraphs(body))
    html = data.get("html") or {}
    address = html.get("requested_url") if isinstance(html, dict) else None
    left_out = {"body", "plaintext", "html", "images"}
    metadata = {key: value for key, value in data.items() if key not in left_out and value not in (None, "", [])}
    if address and "url" not in metadata:
        metadata["url"] = address
    return Article(data.get("id") or metadata.get("url") or name, text, metadata, "fundus")


def _paragraphs(body: dict[str, Any]) -> Iterator[str]:
    yield from body.get("summary") or ()
    for section in body.get("sections") or ():
        yield from section.get("headline") or ()
        yield from section.get("paragraphs") or ()


READER = Reader("fundus", "JSON that fundus wrote", SUFFIXES, recognises, read)

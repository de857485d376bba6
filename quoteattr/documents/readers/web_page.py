"""An HTML page: its article as trafilatura finds it; scripts are never run."""

import json
import re
from collections.abc import Iterator

from quoteattr.article import Article
from quoteattr.documents.readers.trafilatura_json import page_of
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError

SUFFIXES = (".html", ".htm", ".xhtml")

_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def recognises(source: Source) -> Match:
    """By its first tag, or by its name."""
    if _START.match(source.head[:4096]):
        return Match.BY_CONTENT
    return Match.BY_NAME if source.suffix in SUFFIXES else Match.NO


def read(source: Source) -> Iterator[Article | InputError]:
    """The one article of the page; offsets count in the text that trafilatura makes, which the result keeps.

    Raises:
        InputError: There is no article on the page.
    """
    import trafilatura

    content = source.content()
    try:
        page = trafilatura.extract(content, output_format="json", with_metadata=True, include_comments=False)
    except Exception as error:  # a page of the web may bring up anything in it and in what it uses
        raise InputError(
            f"{source.name}: trafilatura cannot read this page ({error!r}). Save its text as .txt."
        ) from error
    if not page:
        raise InputError(f"{source.name}: trafilatura finds no article on this page. Save the text of it as .txt.")
    yield page_of(source.name, json.loads(page), f"trafilatura {trafilatura.__version__}")


READER = Reader("html", "a page, its article found by trafilatura", SUFFIXES, recognises, read, "html")

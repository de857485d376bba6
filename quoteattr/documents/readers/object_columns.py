"""JSON whose objects are rows: keys are columns, one of them the text."""

from collections.abc import Iterator

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.json_objects import SUFFIXES, json_objects, match_of
from quoteattr.documents.sources.source import Match, Source
from quoteattr.documents.sources.text_columns import Columns, articles_of, columns_of
from quoteattr.errors import InputError


def recognises(source: Source) -> Match:
    """Any JSON by its name or its begin; what the readers of tools know, they know better.

    By its name it is JSON even where its rows are `null` or numbers: they are told as none, and are no text.
    """
    if source.suffix in SUFFIXES:
        return Match.BY_NAME if source.head.strip() else Match.NO
    return min(match_of(source), Match.BY_NAME) if not source.suffix else Match.NO


def read(source: Source) -> Iterator[Article | InputError]:
    """An article an object; the first one tells the columns.

    Raises:
        InputError: Its first object has no key that is called like one of texts.
    """
    columns: Columns | None = None
    for item in json_objects(source):
        if isinstance(item, InputError):
            yield item
            continue
        columns = columns or columns_of(list(item[1]), source)
        yield from articles_of([item], columns, source)


READER = Reader("json", "an object an article, as lines or in an array", SUFFIXES, recognises, read)

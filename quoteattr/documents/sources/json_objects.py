"""The objects of a JSON source: one, an array of them, or one a line; lines are read one at a time."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from quoteattr.article import Article
from quoteattr.documents.json import loads
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import FormatError, InputError
from quoteattr.jsontext import as_json, parsed

_LINES = (".jsonl", ".ndjson")
SUFFIXES = (".json", *_LINES)

_START = re.compile(rb"\s*[\[{]")

_ADVICE = "Give what the tool wrote, or name another --reader."

Placed = tuple[str, dict[str, Any]]
"""An object and where it stands (`line 7`)."""


def json_objects(source: Source) -> Iterator[Placed | InputError]:
    """The objects of a source, each with where it stands, or the error that says why there is none.

    Raises:
        InputError: The file is too large to be held, or no text.
    """
    if is_lines(source):
        yield from _lines(source)
        return
    try:
        data = parsed(source.text())
    except (ValueError, RecursionError) as error:
        yield InputError(f"{source.name} is damaged JSON: {error}. Write it anew.")
        return
    for number, item in enumerate(data if isinstance(data, list) else [data], 1):
        where = f"object {number}"
        if isinstance(item, dict):
            yield where, item
        else:
            yield InputError(f"{source.name}, {where} is {as_json(item)}, and not an object. {_ADVICE}")


def is_lines(source: Source) -> bool:
    """Whether each line is, or should be, an object."""
    first = next((line for line in source.head.split(b"\n") if line.strip()), b"").lstrip()
    if source.suffix in _LINES:
        return not first.startswith(b"[")
    if not first.startswith(b"{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(source: Source) -> Iterator[Placed | InputError]:
    for number, line in source.lines():
        if line.strip():
            try:
                yield f"line {number}", loads(line, f"{source.name}, line {number}")
            except FormatError as error:
                yield InputError(str(error))


def match_of(source: Source, *keys: str) -> Match:
    """How well a source looks like JSON whose objects have all of these keys."""
    if not _START.match(source.head) or source.suffix == ".txt":
        return Match.NO
    has = all(re.search(rb'(?<!\\)"' + re.escape(key.encode()) + rb'"\s*:', source.head) for key in keys)
    return Match.BY_CONTENT if has else Match.NO


def read_objects(
    source: Source, article_of: Callable[[str, dict[str, Any]], Article]
) -> Iterator[Article | InputError]:
    """The articles of a source whose objects are read alike.

    Args:
        source: Where they are from.
        article_of: Makes an article of where an object stands and the object; a missing key, a wrong type and a
            `ValueError` are told with their place.
    """
    for item in json_objects(source):
        if isinstance(item, InputError):
            yield item
            continue
        where, data = item
        place = f"{source.name}, {where}"
        try:
            article = article_of(f"{source.name}#{where.partition(' ')[2]}", data)
        except KeyError as error:
            yield InputError(f"{place}: there is no key {error}. {_ADVICE}")
        except (TypeError, ValueError, AttributeError, InputError) as error:
            yield InputError(f"{place}: {error}. {_ADVICE}")
        else:
            yield article if article.text.strip() else InputError(f"{place} has no text. Give one to each article.")

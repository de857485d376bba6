"""Gold articles that people write by hand: every part of a quotation is quoted from the text, no offsets are counted.

A file is a JSON list of articles::

    [{"id": "court-3", "genre": "court", "text": "…", "quotes": [
        {"type": "indirect", "quote": ["man prüfe das"], "cue": ["sagte"], "frame": ["sagte Bürgermeisterin Ute Sand,"],
         "speaker": "Bürgermeisterin Ute Sand", "person": "Ute Sand", "addressee": null}]}]

A part is an exact copy of a stretch of the text, or `{"text": …, "occurrence": n}` where that stands there more than
once; n counts from 1. Discontinuous things have several parts. `person` is who speaks, in the nominative, null where a
careful reader would not bet; `person_alt` lists forms that are as good. Other keys, such as those of stance, are kept.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import Any

import regex
from attrs import frozen

from quoteattr.documents.benchmark import Annotation, GoldArticle, words_of
from quoteattr.documents.json_values import choice_of, list_of, object_of, shown, text_of
from quoteattr.documents.reading_files import read_text
from quoteattr.errors import FormatError
from quoteattr.jsontext import parsed
from quoteattr.model import QuoteType, Span, Spans

_FORM = "The module quoteattr.documents.quoted_gold shows the form."
_TYPES = {kind.value: kind for kind in QuoteType}


@frozen
class QuotedArticle:
    """An article as its readers wrote it down.

    Attributes:
        article: In the terms of the corpus, so that it can be measured against.
        genre: What kind of text it is.
        quotes: The quotations as written, in the order of the article's annotations.
    """

    article: GoldArticle
    genre: str
    quotes: tuple[Mapping[str, Any], ...]


def read_quoted(path: str | Path) -> tuple[QuotedArticle, ...]:
    """Read a file of gold articles that quote their parts.

    Raises:
        InputError: The file cannot be read.
        FormatError: It has another form, or a part does not stand in its text; the message names article and quotation.
    """
    try:
        data = parsed(read_text(path))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path}: not JSON that can be read ({error}). Give a list of articles.") from None
    if not isinstance(data, list):
        raise FormatError(f"{path} is {shown(data)}, and not a list of articles. {_FORM}")
    articles = tuple(_article(item, f"{path}, article {number}") for number, item in enumerate(data, 1))
    for name, count in Counter(item.article.name for item in articles).items():
        if count > 1:
            raise FormatError(f"{path}: {count} articles have the id {name!r}. Names must be unique.")
    return articles


def _article(item: Any, where: str) -> QuotedArticle:
    try:
        data = object_of(item, "it")
        name, text = text_of(data.get("id"), "id"), text_of(data.get("text"), "text")
        genre, quotes = text_of(data.get("genre", ""), "genre"), list_of(data.get("quotes"), "quotes")
        annotations = tuple(_annotation(text, quote, f"quotation {n}") for n, quote in enumerate(quotes, 1))
    except ValueError as error:
        raise FormatError(f"{where}: {error}. {_FORM}") from None
    return QuotedArticle(GoldArticle(name, text, words_of(text), annotations), genre, tuple(quotes))


def _annotation(text: str, item: Any, where: str) -> Annotation:
    quote = object_of(item, where)

    def spans(name: str) -> Spans:
        parts = list_of([] if quote.get(name) is None else quote[name], f"{name} of {where}")
        return tuple(sorted(span_of(text, part, f"{name} of {where}") for part in parts))

    def one(name: str) -> Spans:
        part = quote.get(name)
        return (span_of(text, part, f"{name} of {where}"),) if part is not None else ()

    kind, found = choice_of(quote.get("type"), f"type of {where}", _TYPES), spans("quote")
    if not found:
        raise ValueError(f"quote of {where} is empty")
    return Annotation(
        type=kind, medium=None, quote=found, addressee=one("addressee"), cue=spans("cue"), frame=spans("frame"),
        speaker=one("speaker"),
    )  # fmt: skip


def span_of(text: str, part: Any, what: str) -> Span:
    """Where a part stands.

    Raises:
        ValueError: It is no part, does not stand in the text, or more than once and nothing says which one is meant.

    Example:
        >>> span_of("Ja, sagte sie. Ja!", {"text": "Ja", "occurrence": 2}, "quote of quotation 1")
        Span(start=15, end=17)
    """
    words, number = part, None
    if isinstance(part, dict):
        words, number = part.get("text"), part.get("occurrence")
    if not isinstance(words, str) or type(number) not in (int, NoneType):
        raise ValueError(f'{what} is {shown(part)}, and neither words nor {{"text": words, "occurrence": number}}')
    starts = [found.start() for found in regex.finditer(regex.escape(words), text)] if words else []
    if not starts or (number is None and len(starts) > 1) or (number is not None and not 0 < number <= len(starts)):
        raise ValueError(
            f"{what} has {words!r}, which stands {len(starts)} times in the text; give an exact copy, and where it "
            f"stands there more than once an occurrence from 1 to {max(1, len(starts))}"
        )
    start = starts[(number or 1) - 1]
    return Span(start, start + len(words))

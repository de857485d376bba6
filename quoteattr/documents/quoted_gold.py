"""Gold articles that people write by hand: every part of a quotation is quoted from the text, no offsets are counted.

A file is a JSON list of articles::

    [{"id": "court-3", "genre": "court", "text": "…", "quotes": [
        {"type": "indirect", "quote": ["man prüfe das"], "cue": ["sagte"], "frame": ["sagte Bürgermeisterin Ute Sand,"],
         "speaker": "Bürgermeisterin Ute Sand", "person": "Ute Sand", "addressee": null}]}]

A part is an exact copy of a stretch of the text, or `{"text": …, "occurrence": n}` where that stands there more than
once; n counts from 1. Discontinuous things have several parts. `person` is who speaks, in the nominative, null where a
careful reader would not bet; `person_alt` lists forms that are as good. Other keys, such as those of stance, are kept.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import regex
from attrs import frozen

from quoteattr.documents.benchmark import Annotation, GoldArticle, text_from_json, words_of
from quoteattr.documents.reading_files import read_text
from quoteattr.errors import FormatError
from quoteattr.model import QuoteType, Span, Spans

Part = str | Mapping[str, Any]


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
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path}: not JSON ({error}). Give a list of articles.") from None
    if not isinstance(data, list):
        raise FormatError(f"{path}: a JSON {type(data).__name__} where a list of articles should be.")
    articles = tuple(_article(item, f"{path}, article {number}") for number, item in enumerate(data, 1))
    for name, count in Counter(item.article.name for item in articles).items():
        if count > 1:
            raise FormatError(f"{path}: {count} articles have the id {name!r}. Names must be unique.")
    return articles


def _article(item: Any, where: str) -> QuotedArticle:
    try:
        name, text = text_from_json(item["id"], "id"), text_from_json(item["text"], "text")
        quotes, genre = tuple(item["quotes"]), text_from_json(item.get("genre", ""), "genre")
        annotations = tuple(_annotation(text, quote, f"{where}, quotation {n}") for n, quote in enumerate(quotes, 1))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"{where}: {error!r}. The module quoteattr.documents.quoted_gold shows the form.") from None
    return QuotedArticle(GoldArticle(name, text, words_of(text), annotations), genre, quotes)


def _annotation(text: str, quote: Mapping[str, Any], where: str) -> Annotation:
    def spans(parts: Iterable[Part]) -> Spans:
        return tuple(sorted(span_of(text, part, where) for part in parts))

    def one(part: Part | None) -> Spans:
        return spans([part]) if part is not None else ()

    return Annotation(
        type=QuoteType(quote["type"]),
        medium=None,
        quote=spans(quote["quote"]),
        addressee=one(quote.get("addressee")),
        cue=spans(quote.get("cue") or ()),
        frame=spans(quote.get("frame") or ()),
        speaker=one(quote.get("speaker")),
    )


def span_of(text: str, part: Part, where: str) -> Span:
    """Where a part stands.

    Raises:
        FormatError: It does not stand in the text, or more than once and nothing says which one is meant.

    Example:
        >>> span_of("Ja, sagte sie. Ja!", {"text": "Ja", "occurrence": 2}, "a text")
        Span(start=15, end=17)
    """
    words, number = (part, None) if isinstance(part, str) else (part["text"], part["occurrence"])
    starts = [found.start() for found in regex.finditer(regex.escape(words), text)] if words else []
    if not starts or (number is None and len(starts) > 1) or (number is not None and not 0 < number <= len(starts)):
        raise FormatError(
            f"{where}: {words!r} stands {len(starts)} times in the text; give an exact copy, and where it stands there "
            f"more than once an occurrence from 1 to {max(1, len(starts))}."
        )
    start = starts[(number or 1) - 1]
    return Span(start, start + len(words))

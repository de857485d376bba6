"""What holds for every document that quoteattr makes, asked of one that comes from outside.

A file that was edited, cut or made by another program may have spans outside the text or quotations inside themselves.
Whoever reads it is told, instead of counting on what does not hold.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Protocol

import attrs


class HasOffsets(Protocol):
    """A span."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset behind the last one."""


def check_document(document: Any) -> None:
    """Refuse a document that could not have been made.

    Args:
        document: A `quoteattr.Document`; not named here, since that module asks this one.

    Raises:
        ValueError: A span lies outside the text or overlaps another one, a text is not that of its spans, a confidence
            is no probability, an id stands twice, a frame overlaps its quotation, or a quotation is not inside its
            parent.
    """
    _check_ids("entity", [entity.id for entity in document.entities])
    _check_ids("quotation", [quote.id for quote in document.quotes])
    for where, part in _parts(document, "document"):
        if hasattr(part, "end"):
            _check_end(where, part, document.text)
        confidence = getattr(part, "confidence", None)
        if confidence is not None and not 0 <= confidence <= 1:
            raise ValueError(f"the confidence of {where} is {confidence!r}, and not from 0 to 1")
        if hasattr(part, "spans") and hasattr(part, "text"):
            _check_phrase(where, part, document.text)
    above: dict[str, Any] = {}
    for quote in document.quotes:
        _check_order(f"the frame of {quote.id}", quote.frame)
        if any(one.start < other.end and other.start < one.end for one in quote.frame for other in quote.spans):
            raise ValueError(f"the frame of {quote.id} overlaps what is quoted")
        if quote.parent is not None:
            if quote.parent not in above:
                raise ValueError(f"{quote.id} lies in {quote.parent!r}, and that is no quotation before it")
            outer = above[quote.parent]
            if not outer.spans[0].start <= quote.spans[0].start < quote.spans[-1].end <= outer.spans[-1].end:
                raise ValueError(f"{quote.id} does not lie in {quote.parent}")
        above[quote.id] = quote
    for first, second in pairwise(document.quotes):
        if first.spans[0].start > second.spans[0].start:
            raise ValueError(f"{second.id} stands before {first.id} in the text")


def _parts(thing: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Everything in a document, and how a person finds it; an entity with its own entry, not with each quotation."""
    yield where, thing
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name == "entity":
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(item)):
                name = getattr(item, "id", None) or field.name
                yield from _parts(item, name if where == "document" else f"{name} of {where}")


def _check_ids(what: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if not each or each in seen:
            raise ValueError(f"{each!r} is the id of a second {what}" if each else f"a {what} has an empty id")
        seen.add(each)


def _check_end(where: str, span: HasOffsets, text: str) -> None:
    if span.end > len(text):
        raise ValueError(f"{where} reaches to {span.end}, the text only to {len(text)}")


def _check_order(where: str, spans: Sequence[HasOffsets]) -> None:
    if any(first.end > second.start for first, second in pairwise(spans)):
        raise ValueError(f"the spans of {where} overlap or are not in text order")


def _check_phrase(where: str, phrase: Any, text: str) -> None:
    if not phrase.spans:
        raise ValueError(f"{where} has no spans")
    for span in phrase.spans:
        _check_end(where, span, text)
    _check_order(where, phrase.spans)
    if phrase.text != " … ".join(text[span.start : span.end] for span in phrase.spans):
        raise ValueError(f"the text of {where} is not what stands at its spans: {phrase.text!r:.60}")
    head = getattr(phrase, "head", None)
    if head is not None and not any(span.start <= head.start and head.end <= span.end for span in phrase.spans):
        raise ValueError(f"the head of {where} lies outside it")

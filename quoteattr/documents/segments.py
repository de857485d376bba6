"""Cuts a text where a quotation or a part of its frame begins or ends, for those who show quotations in the text."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from quoteattr.model import Document, Mention, Quote, Span, Spans

ROLES = ("cue", "frame", "speaker", "addressee", "target")
"""What a stretch can be to a quotation besides its words."""


@frozen
class Segment:
    """A stretch of text in which nothing begins or ends.

    Attributes:
        span: The stretch. All segments of a text in a row are the text.
        quotes: Ids of the quotations that it lies in, the outermost first.
        roles: Ids of the quotations for which it is the cue, the frame, …, by role.
    """

    span: Span
    quotes: tuple[str, ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()


def segments_of(document: Document) -> Iterator[Segment]:
    """The segments of a text, in order.

    Example:
        >>> from quoteattr.model import QuoteType
        >>> quote = Quote("q1", QuoteType.INDIRECT, None, (Span(0, 8),), "Es regne", frame=(Span(10, 19),))
        >>> for segment in segments_of(Document("Es regne, sagte sie.", (quote,))):
        ...     print(segment.span, segment.quotes, segment.roles)
        Span(start=0, end=8) ('q1',) ()
        Span(start=8, end=10) () ()
        Span(start=10, end=19) () (('frame', ('q1',)),)
        Span(start=19, end=20) () ()
    """
    depths = depths_of(document)
    beginning: dict[int, list[tuple[str, str]]] = defaultdict(list)
    ending: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for quote in document.quotes:
        for part, spans in _parts(quote):
            for span in spans:
                beginning[span.start].append((part, quote.id))
                ending[span.end].append((part, quote.id))
    order = {quote.id: (depths[quote.id], place) for place, quote in enumerate(document.quotes)}
    places = sorted({0, len(document.text), *beginning, *ending})
    open_parts: dict[str, set[str]] = {part: set() for part in ("quote", *ROLES)}
    for start, end in pairwise(places):
        for part, quote_id in ending[start]:
            open_parts[part].discard(quote_id)
        for part, quote_id in beginning[start]:
            open_parts[part].add(quote_id)
        yield Segment(
            Span(start, end),
            tuple(sorted(open_parts["quote"], key=order.__getitem__)),
            tuple((role, tuple(sorted(open_parts[role], key=order.__getitem__))) for role in ROLES if open_parts[role]),
        )


def depths_of(document: Document) -> dict[str, int]:
    """How many quotations each one lies in, by id."""
    depths: dict[str, int] = {}
    for quote in document.quotes:
        depths[quote.id] = depths.get(quote.parent or "", -1) + 1
    return depths


def _parts(quote: Quote) -> Iterator[tuple[str, Spans]]:
    yield "quote", quote.spans
    yield "cue", quote.cue.spans if quote.cue else ()
    yield "frame", quote.frame
    yield "speaker", _spans_of(quote.speaker.mention if quote.speaker else None)
    yield "addressee", _spans_of(quote.addressee)
    yield "target", _spans_of(quote.stance.target)


def _spans_of(mention: Mention | None) -> Spans:
    return mention.spans if mention is not None else ()

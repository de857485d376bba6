"""The text of an article as a row of pieces, with the marks of quotations that end and begin before each."""

from collections.abc import Iterator

from attrs import frozen

from quoteattr.documents.segments import Segment, segments_of
from quoteattr.model import Document


@frozen
class Opening:
    """A mark that begins.

    Attributes:
        quote: Id of the quotation.
        part: `first` where the quotation begins, `again` behind a gap, `same` where only a mark around it changes.
        holds: Whether another quotation lies inside.
    """

    quote: str
    part: str
    holds: bool


@frozen
class Piece:
    """A stretch of text.

    Attributes:
        closed: How many marks end before it.
        opened: The marks that begin before it, the outermost first.
        text: The words.
        roles: Ids of quotations, by what the stretch is to them.
    """

    closed: int
    opened: tuple[Opening, ...]
    text: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]


def pieces_of(document: Document) -> Iterator[Piece]:
    """The pieces of a text; the last one is empty and ends the marks that are still open.

    Marks lie in each other, whatever the quotations do: where two cross, the inner one ends and begins anew.

    Example:
        >>> from quoteattr.model import Quote, QuoteType, Span
        >>> document = Document("„Ja“, rief er.", (Quote("q1", QuoteType.DIRECT, None, (Span(0, 4),), "„Ja“"),))
        >>> [(piece.closed, len(piece.opened), piece.text) for piece in pieces_of(document)]
        [(0, 1, '„Ja“'), (1, 0, ', rief er.'), (0, 0, '')]
    """
    text = with_line_feeds(document.text)
    parents = {quote.parent for quote in document.quotes}
    seen: dict[str, int] = {}  # up to where each quotation was seen
    stack: tuple[str, ...] = ()
    for segment in segments_of(document):
        kept = _common(stack, segment.quotes)
        opened = tuple(
            Opening(quote, _part(seen.get(quote), segment), quote in parents) for quote in segment.quotes[kept:]
        )
        yield Piece(len(stack) - kept, opened, segment.span.of(text), segment.roles)
        seen.update(dict.fromkeys(segment.quotes, segment.span.end))
        stack = segment.quotes
    yield Piece(len(stack), (), "", ())


def _part(last_seen: int | None, segment: Segment) -> str:
    if last_seen is None:
        return "first"
    return "same" if last_seen == segment.span.start else "again"


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many items two tuples begin with alike."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))


def with_line_feeds(text: str) -> str:
    """The same with plain line feeds, every character in its place, since HTML has no other line ends."""
    return text.replace("\r\n", " \n").replace("\r", "\n")

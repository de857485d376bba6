"""What a reader should check first: quotations of nobody, of little confidence, and what was odd about the text."""

from collections.abc import Iterator

from attrs import frozen

from quoteattr.documents.speaker_signs import entity_id
from quoteattr.model import Document, Quote

LOW = 0.7
"""Below this confidence somebody should look."""


@frozen
class Doubt:
    """A quotation to check.

    Attributes:
        quote: The quotation.
        reasons: Why: `no-speaker`, `confidence`, `speaker-confidence`.
    """

    quote: Quote
    reasons: tuple[str, ...]


def doubts_about(document: Document) -> list[Doubt]:
    """The quotations to check, the most doubtful first.

    Example:
        >>> from quoteattr.model import QuoteType, Span
        >>> quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, 4),), "„Ja“", confidence=0.5)
        >>> [doubt.reasons for doubt in doubts_about(Document("„Ja“", (quote,)))]
        [('confidence', 'no-speaker')]
    """
    doubts = [Doubt(quote, tuple(_reasons(quote))) for quote in document.quotes]
    return sorted((doubt for doubt in doubts if doubt.reasons), key=lambda doubt: doubt.quote.confidence)


def speaker_confidence(quote: Quote) -> float | None:
    """How sure it is that this speaker says it, None where nothing is known."""
    return getattr(quote.speaker, "confidence", None)


def _reasons(quote: Quote) -> Iterator[str]:
    if quote.confidence < LOW:
        yield "confidence"
    if entity_id(quote) is None:
        yield "no-speaker"
    elif (speaker_confidence(quote) or 1) < LOW:
        yield "speaker-confidence"

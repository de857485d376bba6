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
    return sorted((doubt for doubt in doubts if doubt.reasons), key=lambda doubt: _sureness(doubt.quote))


def _sureness(quote: Quote) -> float:
    """How sure quotation and speaker are; nobody is no speaker to doubt."""
    return min(quote.confidence, _speaker_confidence(quote))


def _speaker_confidence(quote: Quote) -> float:
    known = quote.speaker.confidence if quote.speaker else None
    return 1.0 if known is None else known


def _reasons(quote: Quote) -> Iterator[str]:
    if quote.confidence < LOW:
        yield "confidence"
    if entity_id(quote) is None:
        yield "no-speaker"
    elif _speaker_confidence(quote) < LOW:
        yield "speaker-confidence"

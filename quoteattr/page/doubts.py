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
    doubts = [
        Doubt(
            quote, tuple(reasons_to_check(quote.confidence, entity_id(quote) is not None, _speaker_confidence(quote)))
        )
        for quote in document.quotes
    ]
    return sorted((doubt for doubt in doubts if doubt.reasons), key=lambda doubt: _sureness(doubt.quote))


def reasons_to_check(confidence: float, speaks: bool, speaker_confidence: float | None) -> Iterator[str]:
    """Why a quotation is to be checked.

    Args:
        confidence: Of the quotation.
        speaks: Whether somebody is known to say it.
        speaker_confidence: Of the speaker, None if it was not told.

    Yields:
        `confidence`, `no-speaker`, `speaker-confidence`.
    """
    if confidence < LOW:
        yield "confidence"
    if not speaks:
        yield "no-speaker"
    elif speaker_confidence is not None and speaker_confidence < LOW:
        yield "speaker-confidence"


def _sureness(quote: Quote) -> float:
    """How sure quotation and speaker are; nobody is no speaker to doubt."""
    known = _speaker_confidence(quote)
    return quote.confidence if known is None else min(quote.confidence, known)


def _speaker_confidence(quote: Quote) -> float | None:
    return quote.speaker.confidence if quote.speaker else None

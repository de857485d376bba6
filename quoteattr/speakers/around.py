"""In whose words a mention stands, and what a report tells as a story of the article itself."""

from collections.abc import Sequence

from quoteattr.decide import Decision
from quoteattr.model import CueKind, QuoteType
from quoteattr.speakers.references import Reference

_SOURCES = frozenset({CueKind.PREPOSITION, CueKind.ADVERB})
_SOURCED = frozenset({"indirect.wie", "indirect.anaphor.previous"})


class QuotationAround:
    """The innermost quotation at an offset, asked in text order; a reported act is told in the article's own words."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        quoted = (decision for decision in decisions if decision.proposal.type is not QuoteType.REPORTED)
        self._waiting = sorted(quoted, key=lambda decision: -decision.proposal.span.start)
        self._open: list[Decision] = []

    def at(self, offset: int) -> Decision | None:
        """The innermost quotation that an offset lies in, None outside of all; offsets must not fall."""
        while self._waiting and self._waiting[-1].proposal.span.start <= offset:
            self._open.append(self._waiting.pop())
        self._open = [decision for decision in self._open if decision.proposal.span.end > offset]
        inside = [
            decision for decision in self._open
            if any(span.start <= offset < span.end for span in decision.proposal.quote)
        ]  # fmt: skip
        return inside[-1] if inside else None


def is_told_as_fact(quotation: Decision, reference: Reference) -> bool:
    """Whether the article tells a report as its own story: *Laut Polizei flüchtete ein Mann*, and then *Er …*.

    So it does before *Das teilte das Unternehmen mit*.
    """
    cue = quotation.proposal.cue
    source_only = quotation.proposal.rule.id in _SOURCED or (cue is not None and cue.kind in _SOURCES)
    return source_only and quotation.proposal.type is QuoteType.INDIRECT and not reference.told

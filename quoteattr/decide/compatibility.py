"""Which quotations can stand side by side: apart from each other, or one properly inside the other."""

from quoteattr.decide.nesting import FREE, inside
from quoteattr.model import CueKind, QuoteType, Span, Spans
from quoteattr.rules import Proposal

_WHOLE = (*FREE, QuoteType.REPORTED)
_HANDS_ON = (QuoteType.INDIRECT_FREE_INDIRECT, QuoteType.REPORTED)
"""In which others are reported with a frame: *er habe gefragt, ob …*; *den Vorwurf, er habe gelogen, wies er ab*."""


def compatible(first: Proposal, second: Proposal) -> bool:
    """Whether both can be quotations of one document. Readings of one cue or pair of marks cannot."""
    if first.group == second.group:
        return False
    if not overlap(first.quote, second.quote):
        return True
    direct = [proposal for proposal in (first, second) if proposal.type is QuoteType.DIRECT]
    if len(direct) == 2:  # who is quoted quotes others, with a frame of their own
        return any(bool(one.frame) and _is_inside(one, other) for one, other in ((first, second), (second, first)))
    if len(direct) == 1:
        other = second if direct[0] is first else first
        if other.type in (QuoteType.INDIRECT, QuoteType.REPORTED) and _is_inside(other, direct[0]):
            return True  # who is quoted reports what others said
        framed = direct[0].frame or direct[0].features.get("pair.after-colon")
        if other.type is QuoteType.REPORTED and framed:
            return False  # the verb frames the quotation, or announces it; it does not report an act besides
        return other.span != direct[0].span and inside(direct[0].quote, other.quote)
    for one, other in ((first, second), (second, first)):
        if one.type is QuoteType.INDIRECT and other.type in _HANDS_ON and one.frame:
            return _is_inside(one, other)
    if first.type in _WHOLE or second.type in _WHOLE:
        return False
    return _is_inside(first, second) or _is_inside(second, first)


def overlap(first: Spans, second: Spans) -> bool:
    """Whether two stretches share a code point."""
    for one in first:  # plain loops: each pair of a cluster comes by here
        for other in second:
            if one.start < other.end and other.start < one.end:
                return True
    return False


def _is_inside(inner: Proposal, outer: Proposal) -> bool:
    """Whether `inner` lies inside the quotation of `outer`, with its frame or around a frame without a verb.

    So *kritisierte laut Reuters, dass …*: *laut Reuters* frames the sentence and stands in the other frame.
    """
    if inner.quote == outer.quote or not inside(inner.quote, outer.quote):
        return False
    if not inner.frame:
        return True
    allowed = outer.quote
    if outer.cue is not None and outer.cue.kind is not CueKind.VERB:
        allowed = (Span(min(span.start for span in (*outer.quote, *outer.frame)), outer.span.end),)
    return inside(inner.frame, allowed)

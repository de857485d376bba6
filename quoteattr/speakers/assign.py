"""Gives every accepted quotation its speaker."""

from collections.abc import Sequence

from quoteattr.model import Mention, QuoteType, Speaker, Via
from quoteattr.phrases import Phrase
from quoteattr.resolve import Decision
from quoteattr.rules import Context
from quoteattr.syntax import spans_of


def roles_of(decision: Decision) -> Decision:
    """The decision whose cue, frame and speaker hold for this one: a partial direct quotation shares its parent's."""
    if decision.proposal.type is QuoteType.DIRECT and decision.parent is not None:
        return roles_of(decision.parent)
    return decision


def mention_of(context: Context, phrase: Phrase | None) -> Mention | None:
    """The public form of a phrase."""
    if phrase is None:
        return None
    spans = spans_of(phrase.tokens, context.text)
    return Mention(spans, " … ".join(span.of(context.text) for span in spans), phrase.head.span)


def assign(context: Context, decisions: Sequence[Decision]) -> list[Speaker | None]:
    """The speaker of each decision, in the same order."""
    found: dict[int, Speaker | None] = {}
    last: tuple[int, Speaker] | None = None
    for decision in decisions:
        source = roles_of(decision)
        if source is not decision and id(source) in found:
            found[id(decision)] = found[id(source)]
            continue
        mention = mention_of(context, source.proposal.speaker)
        speaker: Speaker | None = None
        if mention is not None:
            speaker = Speaker(mention, None, Via.EXPLICIT)
        elif source.proposal.cue is None or source.proposal.type is QuoteType.DIRECT:
            speaker = _inherited(context, source, last)
        found[id(decision)] = speaker
        if speaker is not None and decision.parent is None:
            last = (decision.proposal.span.end, speaker)
    return [found[id(decision)] for decision in decisions]


def _inherited(context: Context, decision: Decision, last: tuple[int, Speaker] | None) -> Speaker | None:
    if last is None:
        return None
    speaker = last[1]
    return Speaker(speaker.mention, speaker.entity, Via.INHERITED)

"""Gives every accepted quotation the phrase that names its speaker: its own, its parent's, or an earlier one.

A quotation without a frame goes on from what stands before it: the speaker of the quotation in the sentence before,
else the subject of that sentence if it can speak, else the last speaker of the paragraph.
"""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.clauses import main_heads
from quoteattr.model import Mention, QuoteType, Speaker, Via, text_of
from quoteattr.phrases import Phrase, phrase, speaker_of, subject_of
from quoteattr.resolve import Decision
from quoteattr.rules import Context
from quoteattr.syntax import spans_of

_FAR = 6
"""Sentences after which nothing is inherited any more."""


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
    return Mention(spans, text_of(context.text, spans), phrase.head.span)


@frozen(eq=False)
class _Heard:
    """The last speaker, and the sentence where the quotation ends."""

    sentence: int
    speaker: Speaker


def assign(context: Context, decisions: Sequence[Decision]) -> list[Speaker | None]:
    """The speaker of each decision, in the same order."""
    found: dict[int, Speaker | None] = {}
    heard: _Heard | None = None
    for decision in decisions:
        source = roles_of(decision)
        if source is not decision and id(source) in found:
            found[id(decision)] = found[id(source)]
            continue
        mention = mention_of(context, source.proposal.speaker)
        speaker: Speaker | None = None
        if mention is not None:
            speaker = Speaker(mention, None, Via.EXPLICIT)
        elif source.proposal.cue is None:
            speaker = _inherited(context, source, heard)
        found[id(decision)] = speaker
        if speaker is not None and decision.parent is None:
            heard = _Heard(context.last_sentence(source.proposal), speaker)
    return [found[id(decision)] for decision in decisions]


def _inherited(context: Context, decision: Decision, heard: _Heard | None) -> Speaker | None:
    index = decision.proposal.sentence
    if heard is not None and 0 <= index - heard.sentence <= 1:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    before = _talked_about(context, index)
    if before is not None:
        return Speaker(mention_of(context, before), None, Via.INHERITED)
    if heard is not None and index - heard.sentence <= _FAR:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    return None


def _talked_about(context: Context, index: int) -> Phrase | None:
    """Who the sentence before is about, if that can speak: the speaker of its reporting verb, else its subject."""
    if index == 0:
        return None
    previous = context.parse.sentences[index - 1]
    for cue in reversed(context.verb_cues[index - 1]):
        speaker = speaker_of(index - 1, cue, context.lexicon)
        if speaker is not None and can_speak(context, speaker):
            return speaker
    for head in main_heads(previous):
        subject = subject_of(previous, head)
        if subject is not None:
            candidate = phrase(index - 1, previous, subject, context.lexicon)
            if can_speak(context, candidate):
                return candidate
    return None


def can_speak(context: Context, candidate: Phrase) -> bool:
    """Whether a phrase names somebody: a name, a personal pronoun, a role, an institution or a group."""
    head, lexicon = candidate.head, context.lexicon
    if head.upos == "PROPN" or head.text.lower() in ("er", "sie", "ich", "wir"):
        return True
    return any(find(head.text) is not None for find in (lexicon.role, lexicon.organisation, lexicon.group))

"""Gives every accepted quotation the phrase that names its speaker: its own, its parent's, or an earlier one.

A quotation without a frame goes on from what stands before it: the speaker of the quotation in the sentence before,
else whom that sentence is about if that can speak, else the last speaker not far off. A partial quotation reaches no
farther than the sentence before: without a frame it is as often a name or a term.
"""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.decide import Decision, last_sentence
from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.speaking import Phrase, phrase, subject_of
from quoteattr.model import Mention, QuoteType, Speaker, Via, text_of
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.tree import Sentence, spans_of

_FAR = 4
"""Sentences after which nothing is inherited any more."""


def mention_of(text: str, phrase: Phrase | None) -> Mention | None:
    """The public form of a phrase."""
    if phrase is None:
        return None
    spans = spans_of(phrase.tokens, text)
    return Mention(spans, text_of(text, spans), phrase.head.span)


@frozen(eq=False)
class _Heard:
    """The last speaker, and the sentence where the quotation ends."""

    sentence: int
    speaker: Speaker


def assign(reading: Reading, decisions: Sequence[Decision]) -> list[Speaker | None]:
    """The speaker of each decision, in the same order."""
    found: dict[int, Speaker | None] = {}
    heard: _Heard | None = None
    for decision in decisions:
        source = decision.framing
        if source is not decision and id(source) in found:
            found[id(decision)] = found[id(source)]
            continue
        mention = mention_of(reading.text, source.proposal.speaker)
        speaker: Speaker | None = None
        if mention is not None:
            speaker = Speaker(mention, None, Via.EXPLICIT)
        elif source.proposal.inherits:
            speaker = _inherited(reading, source, heard)
        found[id(decision)] = speaker
        if speaker is not None and decision.parent is None:
            heard = _Heard(last_sentence(reading, source.proposal), speaker)
    return [found[id(decision)] for decision in decisions]


def _inherited(reading: Reading, decision: Decision, heard: _Heard | None) -> Speaker | None:
    """Who speaks a quotation without a frame; see the module for the order in which they are tried."""
    partial = _is_partial(reading, decision.proposal)
    sentence = decision.proposal.sentence
    distance = None if heard is None else sentence.index - heard.sentence
    own = _whose_view(reading, decision.proposal) if partial else None
    if own is not None:
        return Speaker(mention_of(reading.text, own), None, Via.INHERITED)
    if heard is not None and distance in (0, 1):
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    before = None if partial else _talked_about(reading, sentence)
    if before is not None:
        return Speaker(mention_of(reading.text, before), None, Via.INHERITED)
    if heard is not None and distance is not None and distance <= _FAR and not partial:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    return None


def _is_partial(reading: Reading, proposal: Proposal) -> bool:
    """Whether a direct quotation is a part of its sentence."""
    outside = (token for token in proposal.sentence.tokens if token.is_word and not proposal.span.overlaps(token.span))
    return proposal.type is QuoteType.DIRECT and next(outside, None) is not None


def _whose_view(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whose words stand between marks in a sentence without a frame: *Für den Minister ist das „ein Skandal“*."""
    sentence = proposal.sentence
    for token in sentence.tokens:
        preposition = sentence.child(token, "case")
        if preposition is None or preposition.text.lower() != "für" or token.relation not in ("obl", "nmod"):
            continue
        if is_somebody(token, reading.lexicon) and not reading.inside_marks(token):
            return phrase(sentence, token, reading.lexicon)
    return None


def _talked_about(reading: Reading, sentence: Sentence) -> Phrase | None:
    """Who the sentence before is about, if that can speak: the speaker of its reporting verb, else its subject.

    A pronoun there goes on with whom one has heard, and a new paragraph with somebody else.
    """
    previous = reading.parse.before(sentence)
    if previous is None or previous.paragraph != sentence.paragraph:
        return None
    cues = reversed(reading.cues_in(previous))
    speakers = [speaker.head for cue in cues if (speaker := reading.speaker_of(cue)) is not None]
    subjects = [subject_of(previous, head) for head in reading.main_heads(previous)]
    heads = [head for head in (*speakers, *subjects) if head is not None and is_somebody(head, reading.lexicon)]
    if not heads or heads[0].upos == "PRON":
        return None
    return phrase(previous, heads[0], reading.lexicon)

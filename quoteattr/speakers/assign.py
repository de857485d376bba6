"""Gives every accepted quotation the phrase that names its speaker: its own, its parent's, or an earlier one.

A quotation without a frame goes on from what stands before it: the speaker of the quotation in the sentence before,
else whom that sentence is about if that can speak, else the last speaker not far off. A partial quotation reaches no
farther than the sentence before: without a frame it is as often a name or a term.
"""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.decide.resolve import Decision
from quoteattr.grammar.clauses import main_heads
from quoteattr.grammar.speaking import Phrase, phrase, speaker_of, subject_of
from quoteattr.model import Mention, QuoteType, Speaker, Via, text_of
from quoteattr.rules import Context, Proposal
from quoteattr.rules.features import can_speak
from quoteattr.tree import Token, spans_of

_FAR = 4
"""Sentences after which nothing is inherited any more."""


def roles_of(decision: Decision) -> Decision:
    """The decision whose speaker and stance hold for this one: a partial direct quotation shares its parent's.

    Cue and frame may be those of another sentence: see `Decision.framing`.
    """
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
    partial = _is_partial(context, decision.proposal)
    index = decision.proposal.sentence
    far = None if heard is None else index - heard.sentence
    own = _whose_view(context, decision.proposal) if partial else None
    if own is not None:
        return Speaker(mention_of(context, own), None, Via.INHERITED)
    if heard is not None and far in (0, 1):
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    before = None if partial else _talked_about(context, index)
    if before is not None:
        return Speaker(mention_of(context, before), None, Via.INHERITED)
    if heard is not None and far is not None and far <= _FAR and not partial:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    return None


def _is_partial(context: Context, proposal: Proposal) -> bool:
    """Whether a direct quotation is a part of its sentence."""
    sentence = context.parse.sentences[proposal.sentence]
    outside = (token for token in sentence.tokens if token.is_word and not proposal.span.overlaps(token.span))
    return proposal.type is QuoteType.DIRECT and next(outside, None) is not None


def _whose_view(context: Context, proposal: Proposal) -> Phrase | None:
    """Whose words stand between marks in a sentence without a frame: *Für den Minister ist das „ein Skandal“*."""
    sentence = context.parse.sentences[proposal.sentence]
    for token in sentence.tokens:
        preposition = sentence.child(token, "case")
        if preposition is None or preposition.text.lower() != "für" or token.relation not in ("obl", "nmod"):
            continue
        if names_somebody(context, token) and not context.inside_marks(token):
            return phrase(proposal.sentence, sentence, token, context.lexicon)
    return None


def _talked_about(context: Context, index: int) -> Phrase | None:
    """Who the sentence before is about, if that can speak: the speaker of its reporting verb, else its subject.

    A pronoun there goes on with whom one has heard, and a new paragraph with somebody else.
    """
    if index == 0:
        return None
    previous, sentence = context.parse.sentences[index - 1 : index + 1]
    if previous.paragraph != sentence.paragraph:
        return None
    cues = reversed(context.verb_cues[index - 1])
    speakers = [speaker.head for cue in cues if (speaker := speaker_of(index - 1, cue, context.lexicon)) is not None]
    subjects = [subject_of(previous, head) for head in main_heads(previous)]
    heads = [head for head in (*speakers, *subjects) if head is not None and names_somebody(context, head)]
    if not heads or heads[0].upos == "PRON":
        return None
    return phrase(index - 1, previous, heads[0], context.lexicon)


def names_somebody(context: Context, head: Token) -> bool:
    """Whether a word is a name, a personal pronoun, or a noun that can speak."""
    pronoun = head.text.lower() in ("er", "sie", "ich", "wir")
    return head.upos == "PROPN" or pronoun or can_speak(context.lexicon, head)

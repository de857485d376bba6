"""Gives every accepted quotation the phrase that names its speaker: its own, its parent's, or an earlier one.

A quotation without a frame goes on from what stands before it: the speaker of the quotation in the sentence before,
else whom that sentence is about if that can speak, else the last speaker not far off. A partial quotation reaches no
farther than the sentence before: without a frame it is as often a name or a term.
"""

from collections.abc import Mapping, Sequence

from attrs import frozen

from quoteattr.decide import Decision
from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.frame_words import names_wording
from quoteattr.grammar.speaking import Phrase, phrase, subject_of
from quoteattr.lexicon import Lexicon
from quoteattr.model import Mention, QuoteType, Speaker, Via, text_of
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence
from quoteattr.tree import Sentence, Token, mention_at, spans_of

_SHORTEST = 12
"""Letters of a quotation that is known again."""

_KONJUNKTIV = (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)
_OUT_OF_MIND = 50
"""Sentences behind which nobody knows any more whom a paragraph was about; it bounds the search in endless ones."""

_FAR = 4
"""Sentences after which nothing is inherited any more."""


def mention_of(text: str, phrase: Phrase | None) -> Mention | None:
    """The public form of a phrase."""
    if phrase is None:
        return None
    return mention_at(text, spans_of(phrase.tokens, text), phrase.head.span)


@frozen(eq=False)
class _Heard:
    """The last speaker, and the sentence where the quotation ends, with its paragraph."""

    sentence: int
    paragraph: int
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
            if mention is not None and heard is not None and _is_told(source.proposal, reading.lexicon):
                speaker = heard.speaker
            last = last_sentence(reading, source.proposal)
            heard = _Heard(last, reading.sentences[last].paragraph, speaker)
    return [found[id(decision)] or _repeated(reading, decision, decisions, found) for decision in decisions]


def _repeated(
    reading: Reading, decision: Decision, decisions: Sequence[Decision], found: Mapping[int, Speaker | None]
) -> Speaker | None:
    """Who says the same words elsewhere: a headline or a pull quote has them from the text."""
    words = _words(reading, decision)
    if decision.proposal.cue is not None or decision.proposal.type is not QuoteType.DIRECT or len(words) < _SHORTEST:
        return None
    for other in decisions:
        speaker = found[id(other)]
        if speaker is not None and other.proposal.type is QuoteType.DIRECT and words in _words(reading, other):
            return Speaker(speaker.mention, None, Via.INHERITED)
    return None


def _words(reading: Reading, decision: Decision) -> str:
    """The letters of a quotation run together."""
    return "".join(filter(str.isalnum, text_of(reading.text, decision.proposal.quote).lower()))


def _is_told(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a frame is part of a report itself (*Der Rentner habe gerufen*): whoever tells it goes on speaking."""
    cue = proposal.cue
    words = [
        token
        for token in proposal.sentence.tokens
        if cue is not None and any(span.overlaps(token.span) for span in cue.spans)
    ]
    return any(token.is_finite and mood_of(token, lexicon) in _KONJUNKTIV for token in words)


def _inherited(reading: Reading, decision: Decision, heard: _Heard | None) -> Speaker | None:
    """Who speaks a quotation without a frame; see the module for the order in which they are tried."""
    partial = _is_partial(reading, decision.proposal)
    sentence = decision.proposal.sentence
    distance = None if heard is None else sentence.index - heard.sentence
    if _only_words(reading, decision.proposal) and (heard is None or heard.paragraph != sentence.paragraph):
        return None
    own = _whose_view(reading, decision.proposal) if partial else None
    if own is not None:
        return Speaker(mention_of(reading.text, own), None, Via.INHERITED)
    announced = _announced(reading, sentence) if decision.proposal.type is QuoteType.DIRECT and not partial else None
    if announced is not None:
        return Speaker(mention_of(reading.text, announced), None, Via.INHERITED)
    if heard is not None and distance in (0, 1):
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    direct = decision.proposal.type is QuoteType.DIRECT
    since = sentence.index - 2 if not direct else -1 if heard is None else heard.sentence
    before = None if partial else _talked_about(reading, sentence, since)
    if before is not None:
        return Speaker(mention_of(reading.text, before), None, Via.INHERITED)
    if heard is None or distance is None or partial or heard.paragraph != sentence.paragraph:
        return None
    if distance <= _FAR:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    return None


def _only_words(reading: Reading, proposal: Proposal) -> bool:
    """Whether the frame tells how it is quoted, not by whom (*Auf Deutsch: „…“*): it goes on with what is before."""
    framed = (token for span in proposal.frame for token in proposal.sentence.between(span))
    words = [token for token in framed if token.is_word and not reading.inside_marks(token)]
    return proposal.type is QuoteType.DIRECT and names_wording(words, reading.lexicon)


def _announced(reading: Reading, sentence: Sentence) -> Phrase | None:
    """Whom the line above names before a colon: *Dazu Jan Dohm, Analyst der Bank:*."""
    above = reading.parse.before(sentence)
    if above is None or above.paragraph == sentence.paragraph or above.tokens[-1].text != ":":
        return None
    bare = (token for token in above.tokens if above.child(token, "case") is None)
    head = _topic(reading, above) or next((token for token in bare if is_somebody(token, reading.lexicon)), None)
    return phrase(above, head, reading.lexicon) if head is not None else None


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


def _talked_about(reading: Reading, sentence: Sentence, heard: int) -> Phrase | None:
    """Whom the sentences before are about, if they can speak: the speaker of a reporting verb, else the subject.

    The nearest one in the same paragraph and behind whom one has heard last; a pronoun goes on with somebody farther
    back, and a new paragraph with somebody else.
    """
    previous = reading.parse.before(sentence)
    heard = max(heard, sentence.index - _OUT_OF_MIND)
    while previous is not None and previous.paragraph == sentence.paragraph and previous.index > heard:
        head = _topic(reading, previous)
        if head is not None and head.upos != "PRON":
            return phrase(previous, head, reading.lexicon)
        previous = reading.parse.before(previous)
    return None


def _topic(reading: Reading, sentence: Sentence) -> Token | None:
    """Whom a sentence is about, if that can speak."""
    cues = reversed(reading.cues_in(sentence))
    speakers = [speaker.head for cue in cues if (speaker := reading.speaker_of(cue)) is not None]
    subjects = [subject_of(sentence, head) for head in reading.main_heads(sentence)]
    # What stands between marks is somebody's words; whom these are about has not spoken.
    heads = (
        head for head in (*speakers, *subjects)
        if head is not None and is_somebody(head, reading.lexicon) and not reading.inside_marks(head)
    )  # fmt: skip
    return next(heads, None)

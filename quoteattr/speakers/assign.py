"""Gives every accepted quotation the phrase that names its speaker: its own, its parent's, or an earlier one.

A quotation without a frame goes on from what stands before it: the speaker of the quotation in the sentence before,
else whom that sentence is about if that can speak, else the last speaker not far off. A partial quotation reaches no
farther than the sentence before: without a frame it is as often a name or a term.
"""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.decide import Decision
from quoteattr.grammar.case_forms import can_be_nominative
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.frame_words import names_wording
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Mention, QuoteType, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence
from quoteattr.speakers.headlines import APART, stands_apart, with_headlines
from quoteattr.speakers.interviewee import interviewee, is_answer
from quoteattr.speakers.pronouns import is_plural
from quoteattr.speakers.surroundings import (
    announced,
    asks_somebody,
    is_hearsay_frame,
    is_nobodys,
    labelled_behind_dash,
    named_before_colon,
    opens_with_name,
    reporter,
    source_before,
    speaker_of_verb,
    subject_of_noun,
    surname_beside_verb,
    verb_behind,
    who_refers,
    whose_view,
)
from quoteattr.speakers.topic import pronoun_before, talked_about, where_man_speaks
from quoteattr.tree import Sentence, mention_at, spans_of

_KONJUNKTIV = (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)
_TOLD = frozenset({"ihm", "ihr", "ihnen"})
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
    asked = interviewee(reading)
    for decision in decisions:
        source = decision.framing
        if source is not decision and id(source) in found:
            found[id(decision)] = found[id(source)]
            continue
        mention = mention_of(reading.text, source.proposal.speaker)
        speaker: Speaker | None = None
        if asked is not None and _is_asked(reading, decision, asked):
            speaker = _from(reading, asked)
        elif (surname := surname_beside_verb(reading, source.proposal)) is not None:
            speaker = _from(reading, surname)
        elif (labelled := labelled_behind_dash(reading, source.proposal)) is not None:
            speaker = _from(reading, labelled)
        elif is_nobodys(reading, source.proposal):
            speaker = None
        elif is_hearsay_frame(reading, source.proposal):
            speaker = _from(reading, source_before(reading, source.proposal))
        elif mention is not None:
            speaker = Speaker(mention, None, Via.EXPLICIT)
        elif (subject := subject_of_noun(reading, source.proposal)) is not None:
            speaker = _from(reading, subject)
        elif (whose := where_man_speaks(reading, source.proposal)) is not None:
            speaker = _from(reading, whose)
        elif (labelled := named_before_colon(reading, source.proposal)) is not None:
            speaker = _from(reading, labelled)
        elif source.proposal.inherits or _says_man(source.proposal, reading.lexicon):
            speaker = _inherited(reading, source, heard)
        found[id(decision)] = speaker
        if (
            speaker is not None
            and decision.parent is None
            and reading.place_of(decision.proposal.sentence) not in APART
        ):
            if mention is not None and heard is not None and _is_told(source.proposal, reading.lexicon):
                speaker = heard.speaker
            speaker = _from(reading, who_refers(source.proposal, reading)) or speaker
            last = last_sentence(reading, source.proposal)
            heard = _Heard(last, reading.sentences[last].paragraph, speaker)
    return with_headlines(reading, decisions, found)


def _is_asked(reading: Reading, decision: Decision, asked: Phrase) -> bool:
    """Whether the one who is interviewed says it: a headline without a frame, or words that *ich* or *Sie* frames."""
    source, sentence = decision.framing.proposal, decision.proposal.sentence
    if source.speaker is not None and _speaks_for_self(source.speaker):
        return decision.parent is None and sentence.index > asked.sentence.index
    unframed = decision.proposal.type is QuoteType.DIRECT and source.cue is None
    return unframed and (stands_apart(reading, decision) or is_answer(reading, source))


def _speaks_for_self(speaker: Phrase) -> bool:
    """Whether a speaker is *ich*, or the *Sie* of the one who asks (*In Ihrem Brief schreiben Sie: „…“*)."""
    word, verb = speaker.head, speaker.sentence.head(speaker.head)
    asked = word.text == "Sie" and word.index > 0 and verb is not None and is_plural(speaker.sentence, word)
    return word.text.lower() == "ich" or asked


def _is_told(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a frame is part of a report itself (*Der Rentner habe gerufen*): whoever tells it goes on speaking."""
    cue = proposal.cue
    words = [token for token in proposal.sentence.tokens if cue is not None and any(map(token.overlaps, cue.spans))]
    return any(token.is_finite and mood_of(token, lexicon) in _KONJUNKTIV for token in words)


def _says_man(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a frame is told in the name of those who speak already: *Man verlange, …*, not *Ihr sage man, …*."""
    sentence = proposal.sentence
    man = any(token.text.lower() == "man" and token.relation == "nsubj" for token in sentence.tokens)
    framed = {token.text.lower() for span in proposal.frame for token in sentence.between(span)}
    return man and proposal.speaker is None and _is_told(proposal, lexicon) and framed.isdisjoint(_TOLD)


def _inherited(reading: Reading, decision: Decision, heard: _Heard | None) -> Speaker | None:
    """Who speaks a quotation without a frame; see the module for the order in which they are tried."""
    partial = _is_partial(reading, decision.proposal)
    sentence = decision.proposal.sentence
    if asks_somebody(decision.proposal, reading.lexicon) or _is_read_out(decision):
        return None
    if decision.proposal.type is QuoteType.DIRECT and (frame := verb_behind(reading, decision.proposal)) is not None:
        return _from(reading, speaker_of_verb(reading, *frame))
    if decision.proposal.type is QuoteType.REPORTED and opens_with_name(reading, sentence):
        return None
    distance = None if heard is None else sentence.index - heard.sentence
    if _only_words(reading, decision.proposal) and (heard is None or heard.paragraph != sentence.paragraph):
        return None
    direct = decision.proposal.type is QuoteType.DIRECT
    near = whose_view(reading, decision.proposal) if partial else announced(reading, sentence) if direct else None
    if near is not None:
        return _from(reading, near)
    if heard is not None and distance in (0, 1):
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    since = sentence.index - 2 if not direct else -1 if heard is None else heard.sentence
    before = None if partial else talked_about(reading, sentence, since)
    if before is not None:
        return _from(reading, before)
    same = heard is not None and distance is not None and heard.paragraph == sentence.paragraph
    away = heard is not None and (
        _turns_away(reading, heard, sentence) or (direct and _is_named_between(reading, heard, sentence))
    )
    goes_on = same and not away and not partial
    if heard is not None and distance is not None and goes_on and distance <= _FAR:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    pronoun = None if partial else pronoun_before(reading, sentence)
    if pronoun is not None or away:
        return _from(reading, pronoun)
    return None if direct or same else _from(reading, reporter(reading, sentence))


def _from(reading: Reading, named: Phrase | None) -> Speaker | None:
    """The speaker that a phrase outside of the frame names."""
    return Speaker(mention_of(reading.text, named), None, Via.INHERITED) if named is not None else None


def _turns_away(reading: Reading, heard: _Heard, sentence: Sentence) -> bool:
    """Whether a sentence since the last speaker sets somebody else against that one (*Anders ist es im Nachbarort*)."""
    contrasts = reading.lexicon.words("contrast")
    return any(not contrasts.isdisjoint(each.forms) for each in reading.sentences[heard.sentence + 1 : sentence.index])


def _is_named_between(reading: Reading, heard: _Heard, sentence: Sentence) -> bool:
    """Whether the article names a person since the last speaker, who is no longer the only one that can go on."""
    said = heard.speaker.mention.text if heard.speaker.mention is not None else ""
    return any(
        token.xpos == "NE" and token.text not in said and not reading.inside_marks(token)
        and can_be_nominative(each, token, reading.lexicon) and token.text.lower() not in reading.lexicon.places
        for each in reading.sentences[heard.sentence + 1 : sentence.index] for token in each.tokens
    )  # fmt: skip


def _is_read_out(decision: Decision) -> bool:
    """Whether somebody reads out in direct speech what a frame without a speaker announces (*Darauf stand: „…“*)."""
    parent = decision.parent
    return parent is not None and parent.proposal.type is QuoteType.DIRECT and bool(decision.proposal.frame)


def _only_words(reading: Reading, proposal: Proposal) -> bool:
    """Whether the frame tells how it is quoted, not by whom (*Auf Deutsch: „…“*): it goes on with what is before."""
    framed = (token for span in proposal.frame for token in proposal.sentence.between(span))
    words = [token for token in framed if token.is_word and not reading.inside_marks(token)]
    return proposal.type is QuoteType.DIRECT and names_wording(words, reading.lexicon)


def _is_partial(reading: Reading, proposal: Proposal) -> bool:
    """Whether a direct quotation is a part of its sentence."""
    outside = (token for token in proposal.sentence.tokens if token.is_word and not token.overlaps(proposal.span))
    return proposal.type is QuoteType.DIRECT and next(outside, None) is not None

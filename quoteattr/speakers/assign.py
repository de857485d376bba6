"""Gives every accepted quotation the phrase that names its speaker: its own, its parent's, or an earlier one.

A quotation without a frame goes on from what stands before it: the speaker of the quotation in the sentence before,
else whom that sentence is about if that can speak and it tells of no earlier times, else the last speaker not far off.
A partial quotation reaches no farther than the sentence before: without a frame it is as often a name or a term.
"""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.decide import FREE, Decision
from quoteattr.grammar.case_forms import can_be_nominative
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.frame_words import names_wording
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Mention, PlaceKind, QuoteType, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence
from quoteattr.speakers.authorship import author_of_it, is_told_by_author, sender_behind
from quoteattr.speakers.background import is_background
from quoteattr.speakers.behind import (
    cited_with_words,
    introduced_behind,
    is_cited,
    stems_from,
    whose_saying,
    with_words,
)
from quoteattr.speakers.charges import whose_charge
from quoteattr.speakers.headlines import APART, stands_apart, with_headlines
from quoteattr.speakers.interviewee import interviewee, is_answer
from quoteattr.speakers.nobody import asks_somebody, is_nobodys
from quoteattr.speakers.pronouns import is_plural
from quoteattr.speakers.surroundings import (
    acts_before_dash,
    announced,
    is_hearsay_frame,
    labelled_behind_dash,
    named_before_colon,
    opens_with_name,
    reporter,
    shares_subject,
    source_before,
    speaker_of_verb,
    subject_of_noun,
    surname_beside_verb,
    verb_behind,
    who_calls,
    who_cites,
    who_refers,
    who_wants,
    whose_view,
    written_in,
)
from quoteattr.speakers.topic import neuter_before, pronoun_before, talked_about, topic_of, where_man_speaks
from quoteattr.tree import Sentence, mention_at, spans_of

_KONJUNKTIV = (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)
_TOLD = frozenset({"ihm", "ihr", "ihnen"})
_FAR = 4
"""Sentences after which nothing is inherited any more."""
_NAMING = (
    surname_beside_verb, labelled_behind_dash, acts_before_dash, who_calls, whose_charge, stems_from, whose_saying,
    author_of_it, sender_behind, cited_with_words, who_wants, shares_subject,
)  # fmt: skip
_LOOKED_AT = 40
"""Sentences before one in which teasers are looked for."""


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


@frozen(eq=False)
class Assigned:
    """Who speaks a decision, by the phrase.

    Attributes:
        speaker: The phrase, None where the text has none.
        settled: Whether layout, frame or grammar leave no doubt, so that no weighing of candidates changes it: a label,
            the answer of an interview, what sounds from a crowd, what the article asks.
        cited: Whether another one cites the words and goes on speaking (*Kern zitierte Roth mit den Worten: „…“*).
    """

    speaker: Speaker | None
    settled: bool = False
    cited: bool = False


def assign(reading: Reading, decisions: Sequence[Decision]) -> list[Assigned]:
    """The speaker of each decision, in the same order."""
    found: dict[int, Speaker | None] = {}
    settled: set[int] = set()
    cited: set[int] = set()
    heard: _Heard | None = None
    asked = interviewee(reading)
    for decision in decisions:
        source = decision.framing
        if source is not decision and id(source) in found:
            found[id(decision)] = found[id(source)]
            if id(source) in settled:
                settled.add(id(decision))
            continue
        mention = mention_of(reading.text, source.proposal.speaker)
        told = _told_by_text(reading, decision, asked, heard)
        if told is not None:
            speaker = told.speaker
            settled.add(id(decision))
        elif mention is not None:
            speaker = Speaker(mention, None, Via.EXPLICIT)
        else:
            near = _named_beside(reading, source.proposal)
            goes_on = near is None and (source.proposal.inherits or _says_man(source.proposal, reading.lexicon))
            speaker = _inherited(reading, source, heard) if goes_on else _from(reading, near)
            if goes_on and heard is not None and _is_surely_same(reading, source.proposal, heard):
                settled.add(id(decision))
        found[id(decision)] = speaker
        if is_cited(reading, source.proposal):
            cited.add(id(decision))
        if (
            speaker is not None
            and decision.parent is None
            and reading.place_of(decision.proposal.sentence) not in APART
        ):
            if mention is not None and heard is not None and _is_told(source.proposal, reading.lexicon):
                speaker = heard.speaker
            refers = who_cites(source.proposal, reading) if id(decision) in cited else None
            refers = refers or who_refers(source.proposal, reading)
            speaker = _from(reading, refers) or speaker
            last = last_sentence(reading, source.proposal)
            heard = _Heard(last, reading.sentences[last].paragraph, speaker)
    repeated = with_headlines(reading, decisions, found)
    return [
        Assigned(speaker, id(decision) in settled or speaker is not found[id(decision)], id(decision) in cited)
        for decision, speaker in zip(decisions, repeated, strict=True)
    ]


def _told_by_text(reading: Reading, decision: Decision, asked: Phrase | None, heard: _Heard | None) -> Assigned | None:
    """What layout, frame or grammar settle about the speaker, None where they settle nothing."""
    source = decision.framing
    if asked is not None and _is_asked(reading, decision, asked):
        return Assigned(_from(reading, asked), settled=True)
    for named in _NAMING:
        phrase = named(reading, source.proposal)
        if phrase is not None:
            return Assigned(_from(reading, phrase), settled=True)
    if heard is not None and heard.speaker.mention is not None:
        distance = _distance(reading, heard, source.proposal.sentence)
        if is_told_by_author(reading, source.proposal, heard.speaker.mention, distance):
            return Assigned(Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED), settled=True)
    if source.proposal.speaker is not None and source.proposal.speaker.head.text == "es":
        return Assigned(_from(reading, neuter_before(reading, source.proposal.sentence)), settled=True)
    if is_nobodys(reading, source.proposal):
        return Assigned(None, settled=True)
    named_by = with_words(reading, source.proposal)
    if named_by is not None:
        return Assigned(_from(reading, named_by.by), settled=True)
    if is_hearsay_frame(reading, source.proposal):
        return Assigned(_from(reading, source_before(reading, source.proposal)), settled=True)
    if source.proposal.speaker is not None or not source.proposal.inherits:
        return None
    if asks_somebody(source.proposal, reading.lexicon) or _is_read_out(source):
        return Assigned(None, settled=True)
    behind = introduced_behind(reading, source.proposal) if heard is None and _is_alone(source.proposal) else None
    if behind is not None:
        return Assigned(_from(reading, behind), settled=True)
    frame = verb_behind(reading, source.proposal) if source.proposal.type is QuoteType.DIRECT else None
    if frame is not None:
        return Assigned(_from(reading, speaker_of_verb(reading, *frame)), settled=True)
    opens = heard is None or heard.paragraph != source.proposal.sentence.paragraph
    return Assigned(None, settled=True) if opens and _only_words(reading, source.proposal) else None


def _named_beside(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whom the sentence names as the speaker in another place than the frame."""
    found = (named(reading, proposal) for named in (subject_of_noun, where_man_speaks, named_before_colon, written_in))
    return next((phrase for phrase in found if phrase is not None), None)


def _is_asked(reading: Reading, decision: Decision, asked: Phrase) -> bool:
    """Whether the one who is interviewed says it: a headline without a frame, what *ich*, *Sie*, *Antwort* frames."""
    source, sentence = decision.framing.proposal, decision.proposal.sentence
    if source.speaker is not None and _speaks_for_self(source.speaker, reading.lexicon):
        return decision.parent is None and sentence.index >= asked.sentence.index
    unframed = decision.proposal.type is QuoteType.DIRECT and source.cue is None
    return unframed and (stands_apart(reading, decision) or is_answer(reading, source))


def _speaks_for_self(speaker: Phrase, lexicon: Lexicon) -> bool:
    """Whether a speaker is *ich*, the *Sie* of the one who asks (*In Ihrem Brief schreiben Sie: „…“*), or *Antwort:*"""
    word, verb = speaker.head, speaker.sentence.head(speaker.head)
    asked = word.text == "Sie" and word.index > 0 and verb is not None and is_plural(speaker.sentence, word)
    return word.text.lower() == "ich" or asked or word.text.lower() in lexicon.words("answer-label")


def _is_told(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a frame is part of a report itself (*Der Rentner habe gerufen*): whoever tells it goes on speaking."""
    cue, by = proposal.cue, proposal.speaker
    words = [token for token in proposal.sentence.tokens if cue is not None and any(map(token.overlaps, cue.spans))]
    if by is not None and any(token.text.lower() == "eigenen" for token in by.tokens):  # Er habe nach eigenen Angaben …
        words = list(proposal.sentence.tokens)
    return any(token.is_finite and mood_of(token, lexicon) in _KONJUNKTIV for token in words)


def _says_man(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a frame is told in the name of those who speak already: *Man verlange, …*, not *Ihr sage man, …*."""
    sentence = proposal.sentence
    man = any(token.text.lower() == "man" and token.relation == "nsubj" for token in sentence.tokens)
    framed = {token.text.lower() for span in proposal.frame for token in sentence.between(span)}
    return man and proposal.speaker is None and _is_told(proposal, lexicon) and framed.isdisjoint(_TOLD)


def _is_surely_same(reading: Reading, proposal: Proposal, heard: _Heard) -> bool:
    """Whether nobody but the last speaker can go on; *er* may as well be whom the sentence before is about."""
    behind = _is_behind_background(reading, proposal, heard) and proposal.sentence.tokens[0].text not in ("Er", "Sie")
    return behind or _goes_on_as_man(proposal, heard)


def _is_behind_background(reading: Reading, proposal: Proposal, heard: _Heard | None) -> bool:
    """Whether the article has only told what was before, or of things, since somebody spoke in the same paragraph.

    Not of direct speech, which goes on with somebody who is near.
    """
    sentence = proposal.sentence
    same = heard is not None and heard.paragraph == sentence.paragraph and proposal.type is not QuoteType.DIRECT
    near = same and heard is not None and sentence.index - heard.sentence <= _FAR + 1
    between = reading.sentences[heard.sentence + 1 : sentence.index] if near and heard is not None else ()
    about = [each for each in between if topic_of(reading, each) is not None]
    return bool(about) and all(is_background(reading, each) for each in about)


def _is_behind_deed(reading: Reading, heard: _Heard | None, sentence: Sentence) -> bool:
    """Whether one sentence that only tells what an institution is or does stands behind words in the paragraph.

    *Die Klinik gehört zum Konzern* after a woman's words: she goes on, and not the Klinik.
    """
    near = heard is not None and heard.paragraph == sentence.paragraph and sentence.index - heard.sentence == 2
    between = reading.sentences[sentence.index - 1] if near else None
    head = topic_of(reading, between) if between is not None else None
    if between is None or head is None or reading.cues_in(between):
        return False
    return head.upos == "NOUN" and reading.lexicon.organisation(head.text) is not None


def _goes_on_as_man(proposal: Proposal, heard: _Heard) -> bool:
    """Whether *man* goes on with the words right before (*…, hieß es aus ihrem Haus. Man werde …*)."""
    sentence = proposal.sentence
    behind = sentence.index - heard.sentence == 1 and sentence.paragraph == heard.paragraph
    return proposal.type in FREE and behind and sentence.tokens[0].text == "Man"


def _inherited(reading: Reading, decision: Decision, heard: _Heard | None) -> Speaker | None:
    """Who speaks a quotation without a frame; see the module for the order in which they are tried."""
    partial = _is_partial(reading, decision.proposal)
    sentence = decision.proposal.sentence
    if decision.proposal.type is QuoteType.REPORTED and opens_with_name(reading, sentence):
        return None
    distance = None if heard is None else _distance(reading, heard, sentence)
    direct = decision.proposal.type is QuoteType.DIRECT
    near = whose_view(reading, decision.proposal) if partial else announced(reading, sentence) if direct else None
    if near is not None:
        return _from(reading, near)
    if heard is not None and distance in (0, 1) and reading.place_of(sentence) not in APART:
        return Speaker(heard.speaker.mention, heard.speaker.entity, Via.INHERITED)
    since = sentence.index - 2 if not direct else -1 if heard is None else heard.sentence
    aside = _is_behind_background(reading, decision.proposal, heard) or _is_behind_deed(reading, heard, sentence)
    before = None if partial or aside else talked_about(reading, sentence, since)
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


def _distance(reading: Reading, heard: _Heard, sentence: Sentence) -> int:
    """How many sentences behind the last speaker one stands; what points to other articles does not count."""
    far = max(heard.sentence, sentence.index - _LOOKED_AT)
    behind = reading.sentences[far + 1 : sentence.index + 1]
    near = sum(reading.place_of(each) is not PlaceKind.TEASER or each is sentence for each in behind)
    return far - heard.sentence + near


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


def _is_alone(proposal: Proposal) -> bool:
    """Whether nothing in its sentence frames a direct quotation."""
    return proposal.type is QuoteType.DIRECT and not proposal.frame


def _is_partial(reading: Reading, proposal: Proposal) -> bool:
    """Whether a direct quotation is a part of its sentence."""
    outside = (token for token in proposal.sentence.tokens if token.is_word and not token.overlaps(proposal.span))
    return proposal.type is QuoteType.DIRECT and next(outside, None) is not None

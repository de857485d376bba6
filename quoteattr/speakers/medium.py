"""Speech, thought or writing: what the cue says, then the channel that is named, then who speaks.

*sagte* is speech, *schrieb* writing and *glaubt* a thought that somebody told. *Erklärte* is either: *in einem Brief*
or *auf der Pressekonferenz* decides, else the speaker. A paper or a study writes; a person is taken to speak; what
an institution or unnamed *Angaben* say stays undecided, as in the corpus. A quotation without a frame goes on in the
medium of the one before by the same speaker.
"""

from collections.abc import Iterable

from quoteattr.grammar.animacy import is_person, outlet_of
from quoteattr.model import Medium, Mention, QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.tree import Token

_THOUGHT = frozenset({Medium.THOUGHT, Medium.SPEECH_OR_THOUGHT, Medium.THOUGHT_OR_WRITING})
_CHANNELS = frozenset({"genre", "platform"})
_NO_CHANNEL = frozenset({"gegenüber", "zu", "für", "an", "von"})


def media_of(reading: Reading, told: Iterable[tuple[Proposal, Mention | None]]) -> list[Medium]:
    """The medium of every quotation, in text order.

    Args:
        reading: The document.
        told: The proposal whose cue and frame hold for the quotation, and who speaks, also where another sentence
            names it.
    """
    found: list[Medium] = []
    before: dict[Span, Medium] = {}
    for proposal, speaker in told:
        medium = _medium(reading, proposal, speaker)
        head = speaker.head if speaker is not None else None
        goes_on = not proposal.frame and proposal.speaker is None and medium not in _THOUGHT
        if goes_on and head in before and before[head] in (Medium.SPEECH, Medium.WRITING):
            medium = before[head]
        if head is not None:
            before[head] = medium
        found.append(medium)
    return found


def _medium(reading: Reading, proposal: Proposal, speaker: Mention | None) -> Medium:
    """The medium of one quotation by itself: by its cue, its channel, then its speaker."""
    if proposal.medium in _THOUGHT:
        return Medium.SPEECH_OR_THOUGHT
    named = _mention_tokens(reading, speaker)
    channel = _channel(reading, proposal, named)
    if channel is not None:
        return channel
    if proposal.medium is Medium.WRITING or _is_written(reading, named):
        return Medium.WRITING
    if proposal.medium is Medium.SPEECH or proposal.type is QuoteType.DIRECT:
        return Medium.SPEECH
    head = next((token for token in named if speaker is not None and token.span.overlaps(speaker.head)), None)
    if head is None or head.upos not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return Medium.SPEECH_OR_WRITING
    person = is_person(head, reading.lexicon)
    several = person and head.feats.get("Number") == "Plur"
    return Medium.SPEECH_OR_WRITING if several or person is False else Medium.SPEECH


def _mention_tokens(reading: Reading, mention: Mention | None) -> list[Token]:
    """The words of a mention."""
    if mention is None:
        return []
    sentence = reading.parse.sentence_at(mention.head.start)
    words = sentence.tokens if sentence is not None else ()
    return [token for token in words if any(map(token.overlaps, mention.spans))]


def _channel(reading: Reading, proposal: Proposal, named: list[Token]) -> Medium | None:
    """The channel that the frame names besides the speaker (*im Interview, in einem Brief, schriftlich*)."""
    others = (*named, *(proposal.addressee.tokens if proposal.addressee is not None else ()))
    found = set()
    for span in proposal.frame:
        sentence = reading.parse.sentence_at(span.start) or proposal.sentence
        for token in sentence.between(span):
            outlet, case = outlet_of(token, reading.lexicon), sentence.child(token, "case")
            elsewhere = token in others or (case is not None and case.text.lower() in _NO_CHANNEL)
            if token.text.lower() == "schriftlich":
                found.add(Medium.WRITING)
            elif outlet is not None and outlet.kind in _CHANNELS and not elsewhere:
                found.add(outlet.medium)
    return next((medium for medium in (Medium.SPEECH, Medium.WRITING) if medium in found), None)


def _is_written(reading: Reading, named: list[Token]) -> bool:
    """Whether the speaker is a medium or a document rather than somebody who works for one."""
    people = any(reading.lexicon.role(token.text) is not None for token in named)
    return not people and any(_writes(reading, token) for token in named)


def _writes(reading: Reading, token: Token) -> bool:
    """Whether a word names a medium or a document that is read (*Zeitung, Studie, Bericht, tagesblatt.de*)."""
    outlet, noun = outlet_of(token, reading.lexicon), reading.lexicon.noun(token.text)
    return (
        (outlet is not None and outlet.medium is Medium.WRITING)
        or (noun is not None and noun.medium is Medium.WRITING)
        or token.text.lower().endswith(tuple(reading.lexicon.words("written-medium")))
    )

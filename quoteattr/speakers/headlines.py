"""Who says what a headline or a pull quote has between marks: whoever says the same words in the text."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from quoteattr.decide import Decision
from quoteattr.model import CueKind, PlaceKind, QuoteType, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.tree import Sentence

APART = frozenset(
    {PlaceKind.KICKER, PlaceKind.HEADLINE, PlaceKind.SUBHEAD, PlaceKind.CAPTION, PlaceKind.TEASER, PlaceKind.PULL_QUOTE}
)
"""Places that the running text does not go on from."""

_HEADINGS = frozenset({PlaceKind.HEADLINE, PlaceKind.SUBHEAD})
_SHORTEST = 12
"""Letters of a quotation that is known again."""
_SHORTEST_WHOLE = 8
"""Letters of one that is all of another (*„Er muss gehen“*)."""
_MOST = 0.75
"""Share of the letters of a headline's quotation that stand in another one."""
_NEAR = 200
"""Quotations before and behind that one is looked for in: an article has fewer, a volume many more."""


def in_headline(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a headline, or part of one."""
    return reading.place_of(sentence) in _HEADINGS


def stands_apart(reading: Reading, decision: Decision) -> bool:
    """Whether a quotation stands in a headline or another place that the running text does not go on from."""
    sentence = decision.proposal.sentence
    return sentence.paragraph == 0 or reading.place_of(sentence) in APART


def with_headlines(
    reading: Reading, decisions: Sequence[Decision], found: Mapping[int, Speaker | None]
) -> list[Speaker | None]:
    """The speakers of all decisions: those found so far, and those of headlines and pull quotes, by what is below."""
    said = [(decision, _words(reading, decision)) for decision in decisions]
    return [
        (not _is_told(reading, decision, found) and _repeated(reading, number, said, found)) or found[id(decision)]
        for number, decision in enumerate(decisions)
    ]


def _is_told(reading: Reading, decision: Decision, found: Mapping[int, Speaker | None]) -> bool:
    """Whether a quotation is none between marks, lies in another, or a frame or the context tells who says it.

    What a headline has before its colon may be no speaker (*Ärger um Parkplätze: „…“, Rat streitet: „…“*).
    """
    cue = decision.proposal.cue
    loose = (cue is not None and cue.kind is CueKind.COLON) or in_headline(reading, decision.proposal.sentence)
    known = found[id(decision)] is not None and not loose
    return known or decision.parent is not None or decision.proposal.type is not QuoteType.DIRECT


def _repeated(
    reading: Reading,
    number: int,
    said: Sequence[tuple[Decision, Sequence[str]]],
    found: Mapping[int, Speaker | None],
) -> Speaker | None:
    """Who says the same words elsewhere in a frame; those of a headline may be longer, shorter or a report.

    Few words must be the same and all of it.
    """
    decision, words = said[number]
    apart = stands_apart(reading, decision)
    if _letters(words) < (_SHORTEST_WHOLE if len(words) > 1 else _SHORTEST):
        return None
    for other, same in said[max(number - _NEAR, 0) : number + _NEAR]:
        speaker = found[id(other)]
        between_marks = other.proposal.type is QuoteType.DIRECT
        inside = any(span.overlaps(part) for span in decision.proposal.quote for part in other.proposal.quote)
        if speaker is None or inside or not (between_marks or apart):
            continue
        few = _letters(words) < _SHORTEST
        if (few and words == same) or (not few and _is_said_in(words, same, between_marks, apart)):
            return Speaker(speaker.mention, None, Via.INHERITED)
    return None


def _is_said_in(words: Sequence[str], same: Sequence[str], between_marks: bool, apart: bool) -> bool:
    """Whether words stand in another quotation between marks, or are most of it where they stand apart."""
    return (between_marks and "".join(words) in "".join(same)) or (apart and _are_alike(words, same))


def _are_alike(words: Sequence[str], same: Sequence[str]) -> bool:
    """Whether one of two quotations has most words of the other, in the same order."""
    blocks = SequenceMatcher(None, words, same, autojunk=False).get_matching_blocks()
    shared = sum(_letters(words[block.a : block.a + block.size]) for block in blocks)
    return shared >= _SHORTEST and shared >= _MOST * min(_letters(words), _letters(same))


def _words(reading: Reading, decision: Decision) -> list[str]:
    """The words of a quotation in lower case, without the signs in and around them."""
    text = " ".join(span.of(reading.text) for span in decision.proposal.quote)
    words = ("".join(filter(str.isalnum, word)) for word in text.lower().split())
    return [word for word in words if word]


def _letters(words: Sequence[str]) -> int:
    """How many letters some words have."""
    return sum(map(len, words))

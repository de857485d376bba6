"""Who says what a headline quotes: whoever says the same words below, else the only one who is quoted there."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from quoteattr.decide import Decision
from quoteattr.lexicon import Lexicon
from quoteattr.model import CueKind, PlaceKind, QuoteType, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.tree import Sentence, Token

APART = frozenset(
    {PlaceKind.KICKER, PlaceKind.HEADLINE, PlaceKind.SUBHEAD, PlaceKind.CAPTION, PlaceKind.TEASER, PlaceKind.PULL_QUOTE}
)
"""Places that the running text does not go on from."""

_HEADINGS = frozenset({PlaceKind.HEADLINE, PlaceKind.SUBHEAD})
_SHORTEST = 12
"""Letters of a quotation that is known again."""
_MOST = 0.75
"""Share of the letters of a headline's quotation that stand in another one."""


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
    quoted = (decision for decision in decisions if decision.proposal.type is not QuoteType.REPORTED)
    said = {decision: _words(reading, decision) for decision in quoted}
    return [
        found[id(decision)] if _is_told(decision, found) else
        _repeated(reading, decision, said, found) or _only_one_quoted(reading, decision, decisions, found)
        or found[id(decision)] for decision in decisions
    ]  # fmt: skip


def _is_told(decision: Decision, found: Mapping[int, Speaker | None]) -> bool:
    """Whether a quotation is none between marks, lies in another, or a frame or the context tells who says it.

    What a headline has before its colon may be no speaker (*Ärger um Parkplätze: „…“*).
    """
    cue = decision.proposal.cue
    known = found[id(decision)] is not None and (cue is None or cue.kind is not CueKind.COLON)
    return known or decision.parent is not None or decision.proposal.type is not QuoteType.DIRECT


def _repeated(
    reading: Reading,
    decision: Decision,
    said: Mapping[Decision, Sequence[str]],
    found: Mapping[int, Speaker | None],
) -> Speaker | None:
    """Who says the same words elsewhere in a frame; those of a headline may be longer, shorter or a report."""
    words, apart = said[decision], stands_apart(reading, decision)
    if _letters(words) < _SHORTEST:
        return None
    for other, same in said.items():
        speaker = found[id(other)]
        between_marks = other.proposal.type is QuoteType.DIRECT
        if speaker is None or other is decision or not (between_marks or apart):
            continue
        if (between_marks and "".join(words) in "".join(same)) or (apart and _are_alike(words, same)):
            return Speaker(speaker.mention, None, Via.INHERITED)
    return None


def _are_alike(words: Sequence[str], same: Sequence[str]) -> bool:
    """Whether one of two quotations has most words of the other, in the same order."""
    blocks = SequenceMatcher(None, words, same, autojunk=False).get_matching_blocks()
    shared = sum(_letters(words[block.a : block.a + block.size]) for block in blocks)
    return shared >= _SHORTEST and shared >= _MOST * min(_letters(words), _letters(same))


def _only_one_quoted(
    reading: Reading, decision: Decision, decisions: Sequence[Decision], found: Mapping[int, Speaker | None]
) -> Speaker | None:
    """The only one whose words stand between marks below a heading that is nothing but a quotation."""
    kind = reading.place_of(decision.proposal.sentence)
    if kind not in _HEADINGS or not _is_bare(decision, reading.lexicon):
        return None
    last = _end_of_item(reading, decision) if kind is PlaceKind.SUBHEAD else len(reading.sentences)
    below = [
        found[id(other)] for other in decisions
        if decision.proposal.sentence.index < other.proposal.sentence.index < last
        and other.proposal.type is QuoteType.DIRECT and other.parent is None and not stands_apart(reading, other)
    ]  # fmt: skip
    mentions = [speaker.mention for speaker in below if speaker is not None and speaker.mention is not None]
    names = [mention.text for mention in mentions if not mention.text.islower()]
    fullest = max(names, key=len, default="").split()
    if len(mentions) < len(below) or not fullest or any(name.split()[-1] not in fullest for name in names):
        return None
    first = next(mention for mention in mentions if not mention.text.islower())
    return Speaker(first, None, Via.INHERITED)


def _end_of_item(reading: Reading, decision: Decision) -> int:
    """The index of the first sentence that the next heading has."""
    behind = reading.sentences[decision.proposal.sentence.index + 1 :]
    return next((one.index for one in behind if reading.place_of(one) in _HEADINGS), len(reading.sentences))


def _is_bare(decision: Decision, lexicon: Lexicon) -> bool:
    """Whether a line has nothing but the quotation, maybe behind a time (*18.15 Uhr: „…“*)."""
    sentence, span = decision.proposal.sentence, decision.proposal.span
    outside = (token for token in sentence.tokens if token.is_word and not span.overlaps(token.span))
    return all(_is_time(token, lexicon) for token in outside)


def _is_time(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is part of a time or date."""
    return not token.text.isalpha() or token.text.lower() in lexicon.words("date")


def _words(reading: Reading, decision: Decision) -> list[str]:
    """The words of a quotation in lower case, without the signs in and around them."""
    text = " ".join(span.of(reading.text) for span in decision.proposal.quote)
    words = ("".join(filter(str.isalnum, word)) for word in text.lower().split())
    return [word for word in words if word]


def _letters(words: Sequence[str]) -> int:
    """How many letters some words have."""
    return sum(map(len, words))

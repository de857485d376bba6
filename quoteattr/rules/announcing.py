"""Which verbs of a sentence can announce what stands between marks in it."""

from collections.abc import Sequence

from quoteattr.grammar.cues import VerbCue
from quoteattr.reading import Reading
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Sentence, Token

_FRAMING = frozenset({"wie", "soweit"})


def announcing(reading: Reading, sentence: Sentence, before: Sequence[Token]) -> list[VerbCue]:
    """The cues that can announce a pair: before a colon, none whose content has one (*X sagte, Y habe gerufen: …*)."""
    cues = [cue for cue in reading.cues_in(sentence) if not reading.inside_marks(cue.verb)]
    if not before or not last_is_colon(before):
        return cues
    inner = [cue.verb for cue in cues if cue.verb.deprel == "ccomp" and cue.verb in before]
    governors = [sentence.head(verb) for verb in inner]
    return [cue for cue in cues if cue.verb not in governors]


def embedding(reading: Reading, sentence: Sentence, pair: MarkPair) -> list[VerbCue]:
    """The cues around a pair that can announce it: none between the marks, and of a report within a report the inner.

    *„Hau ab!“, habe der Mann gerufen, sagte die Zeugin*, *Sie wunderte sich, dass er „Hau ab“ gesagt hatte*.
    """
    inside = sentence.between(pair.span)
    cues = [
        cue
        for cue in announcing(reading, sentence, sentence.before(pair.span.start))
        if cue.verb not in inside and not is_over(cue, inside[0])
    ]
    own = next((cue for cue in cues if _is_right_behind(cue, pair)), None)
    if own is None:
        return cues
    above = {own.predicate.index, *(token.index for token in sentence.ancestors(own.predicate))}
    return [cue for cue in cues if cue is own or not (cue.predicate.index in above or cue.verb.index > own.verb.index)]


def _is_right_behind(cue: VerbCue, pair: MarkPair) -> bool:
    """Whether a verb that announces words stands right behind the marks, at most with a comma between."""
    behind = [token for token in cue.sentence.behind(pair.span.end)[:2] if token.text != ","]
    return bool(behind) and behind[0] in (cue.verb, cue.finite) and cue.governs("direct")


def is_over(cue: VerbCue, first: Token) -> bool:
    """Whether a cue ends a subclause before the main clause with the marks: *Während X sprach, nannte Y das „…“*.

    Not one that frames its main clause: *Wie X sagte, sei das „…“*.
    """
    tokens, mark = cue.sentence.tokens, cue.sentence.child(cue.predicate, "mark")
    last = max(token.index for token in (cue.verb, *cue.tokens))
    behind = tokens[last + 1 : last + 3]
    main = len(behind) == 2 and behind[0].text == "," and behind[1].is_finite and behind[1].index < first.index
    return main and mark is not None and mark.text.lower() not in _FRAMING


def last_is_colon(before: Sequence[Token]) -> bool:
    """Whether a colon ends what stands before a pair."""
    return before[-1].text.endswith(":")

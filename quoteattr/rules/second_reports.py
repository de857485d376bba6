"""Two reports in one sentence: words in marks with a report behind them, and a report behind somebody else's colon."""

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.subjects import subject_of
from quoteattr.reading import Reading
from quoteattr.rules.content_ends import is_another_report
from quoteattr.rules.contents import Content
from quoteattr.rules.frame_ends import frame_comma, is_subordinate
from quoteattr.tree import Token


def _first_behind(cue: VerbCue, content: Content) -> Token | None:
    """The first word of a content behind its cue, None where it stands before the cue or in the sentence before."""
    first = next(iter(content.words), None)
    behind = first is not None and content.name != "anaphor.previous" and first.index > cue.verb.index
    return first if behind else None


def is_behind_marks(reading: Reading, cue: VerbCue, content: Content) -> bool:
    """Whether a content is what somebody says besides a sentence in marks before the frame: *„Gut“, sagt X, man …*"""
    comma, first = frame_comma(cue.sentence, cue), _first_behind(cue, content)
    if comma is None or first is None:
        return False
    tail = cue.sentence.tokens[first.index - 1 :]
    return is_another_report(reading, cue.sentence.tokens[: comma.index], tail)


def is_announced_by_other(reading: Reading, cue: VerbCue, content: Content) -> bool:
    """Whether the main clause of somebody else ends at the colon before a content: *X mahnt, Y wiegelt ab: Es sei …*"""
    sentence, first = cue.sentence, _first_behind(cue, content)
    if first is None or sentence.tokens[first.index - 1].text != ":":
        return False
    for other in reading.cues_in(sentence):
        if not cue.verb.index < other.verb.index < first.index or other.finite is None:
            continue
        named = subject_of(sentence, other.predicate)
        is_main = not sentence.children(other.predicate, "mark") and not is_subordinate(sentence, other)
        says = other.governs("v2") or other.governs("direct")
        told = mood_of(other.finite, reading.lexicon) is not Mood.INDICATIVE
        if is_main and says and not told and named is not None and cue.verb.index < named.index < other.finite.index:
            return True
    return False

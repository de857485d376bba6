"""Where a frame starts and ends that is set beside its content or into it."""

from collections.abc import Sequence

from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.side_clauses import relative_clause_behind
from quoteattr.reading import Reading
from quoteattr.rules.spans import body
from quoteattr.tree import NOMINAL, Sentence, Token

_LIMITING = frozenset({"jedenfalls", "zumindest", "immerhin", "wenigstens"})  # … – so jedenfalls sagt es X
_POINTING = frozenset({"das", "dies"})
_ACCUSATIVE = frozenset({"den", "einen"})


def frame_comma(sentence: Sentence, cue: VerbCue) -> Token | None:
    """The comma, dash or closing mark right behind which a frame opens with its verb, or with *so*, *das* and its verb.

    *…, sagte X*; *…, so sagt es X*; *… – das sagt X*. None for any other frame.
    """
    finite = cue.finite
    if finite is None or finite.index == 0:
        return None
    before = sentence.tokens[finite.index - 1]
    if before.text in MARKS and is_subordinate(sentence, cue):
        return None  # der ihn als „Held“ bezeichnet, …
    if before.index > 1 and before.text.lower() in _LIMITING:
        before = sentence.tokens[before.index - 1]
    if before.index > 0 and (before.text.lower() == "so" or _points_back(cue, before, finite)):
        before = sentence.tokens[before.index - 1]
    is_mark = not before.is_word and before.text in (",", "–", "-", "“", "”", '"', "«", "»")
    return before if is_mark else None


def _points_back(cue: VerbCue, word: Token, finite: Token) -> bool:
    """Whether a word stands for what was just said, and who says it stands behind the verb: *…, das meldet die Nato*.

    A parser that sees no case often takes who says it for the object. So do *…, davon ist X überzeugt*, *…, da ist
    sich X sicher*, *…, das steht für X fest*.
    """
    sentence = cue.sentence
    holds_for = any("für" in sense.fixed for sense in cue.senses)
    beside = sentence.children(sentence.clause_head(finite), "nsubj", "obj", *(["obl"] if holds_for else []))
    behind = [child for child in beside if child.index > finite.index and child.upos in NOMINAL]
    articles = (sentence.child(child, "det") for child in behind)
    is_object = any(article is not None and article.text.lower() in _ACCUSATIVE for article in articles)
    said = any(token.is_finite for token in sentence.tokens[: word.index])  # not: Mehr Geld, das fordert die Union
    form = word.text.lower()
    held = any(form in sense.correlates for sense in cue.senses) or (form == "da" and finite.lemma == "sein")
    points = (word.xpos == "PDS" and form in _POINTING) or (held and word.upos == "ADV")
    return said and points and bool(behind) and not is_object


def is_subordinate(sentence: Sentence, cue: VerbCue) -> bool:
    """Whether a verb stands in a subclause, behind which the main clause goes on with its own verb."""
    return sentence.clause_head(cue.verb).relation in ("acl", "advcl") and cue.verb.xpos != "VVIZU"


def frame_end(reading: Reading, cue: VerbCue) -> int:
    """Index of the last word of a frame that starts at its verb: up to a comma or a conjunct with a verb."""
    sentence = cue.sentence
    last = max(token.index for token in cue.tokens)
    speaker = reading.speaker_of(cue)
    if speaker is not None:
        last = max(last, speaker.tokens[-1].index)
    for token in sentence.tokens[last + 1 :]:
        if token.text in (",", ";", ":", ".", "!", "?", "–", "„", "»") or token.text.lower() in ("und", "aber"):
            last = token.index - 1
            break
    else:
        return sentence.tokens[-1].index
    relative = relative_clause_behind(sentence, last) if sentence.tokens[last].upos in NOMINAL else ()
    if relative and not any(token.is_finite for token in sentence.tokens[relative[-1].index + 1 :]):
        return sentence.tokens[-1].index  # …, sagte ein Mann, der anonym bleiben will, dieser Zeitung
    return next((token.index for token in reversed(relative) if token.is_word), last)


def front_part(sentence: Sentence, cue: VerbCue, comma: Token) -> list[Token]:
    """What stands before a frame that is set behind the first part of its content: *Vielleicht, so sagt sie, …*"""
    first = next(token for token in sentence.tokens if token.text == "," or token is comma)
    start = max((token.index + 1 for token in sentence.tokens[: first.index] if token.text in ":;"), default=0)
    front = sentence.tokens[start : first.index]
    between = sentence.tokens[first.index + 1 : comma.index]
    is_set = first.index < cue.verb.index and not any(token.text == "," for token in between)
    return list(front) if is_set and front and not any(token.is_finite for token in front) else []


def impersonal_frame(cues: Sequence[VerbCue], content: Sequence[Token]) -> list[Token]:
    """A first, impersonal frame before the content: *Aus dem Kreml hieß es, …, sagte X*."""
    for cue in cues:
        if cue.impersonal and cue.verb in content:
            comma = next((token for token in content if token.text == "," and token.index > cue.tokens[-1].index), None)
            if comma is not None:
                return [token for token in content if token.index <= comma.index]
    return []


def with_comma(sentence: Sentence, frame: Sequence[Token]) -> list[Token]:
    """A frame with the comma before it and, in the middle of the sentence, behind it."""
    end = len(body(sentence))
    tokens = [token for token in frame if token.index < end]
    if not tokens:
        return []
    first, last = tokens[0].index, tokens[-1].index
    if first > 0 and sentence.tokens[first - 1].text in (",", "–", "-"):
        tokens.insert(0, sentence.tokens[first - 1])
    if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text == ",":
        tokens.append(sentence.tokens[last + 1])
    return tokens

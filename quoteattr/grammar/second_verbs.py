"""Frames with two verbs behind their content: *…, sagte X und betonte, dass …*.

Trees hang the second verb on the content, and it looks as if the subject of the content did the saying.
"""

from quoteattr.grammar.case_forms import can_be_nominative
from quoteattr.grammar.cues import VerbCue
from quoteattr.lexicon import Lexicon
from quoteattr.tree import NOMINAL, Sentence, Token

_JOINS = frozenset({"und", "aber"})


def subject_of_first_verb(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """Who speaks in a frame that has another verb before `cue`, with the subject between the two.

    None where the clause before is none of a frame: *Das Werk schließt und betont, dass …*.
    """
    sentence, finite = cue.sentence, cue.finite
    if finite is None or finite.index == 0 or sentence.tokens[finite.index - 1].text.lower() not in _JOINS:
        return None
    first = _first_verb(sentence, finite)
    if first is None or first.feats.get("Number") != finite.feats.get("Number"):
        return None
    predicate = sentence.head(first) if first.relation in ("aux", "cop") else first
    between = sentence.tokens[first.index + 1 : finite.index]
    subjects = sentence.children(predicate, "nsubj") if predicate is not None else ()
    own = next((token for token in subjects if token in between), None)
    in_front = any(token.index < first.index for token in subjects)  # Kern lachte, dankte dem Rat und betonte, …
    return own or (None if in_front else _noun_behind(sentence, first, lexicon))


def _first_verb(sentence: Sentence, second: Token) -> Token | None:
    """The finite verb before another one, if what stands before it ends there; relative clauses are passed over."""
    for token in reversed(sentence.tokens[1 : second.index]):
        if token.is_finite and not (sentence.tokens[token.index + 1].text == "," and _is_last(sentence, token)):
            return token if not sentence.tokens[token.index - 1].is_word else None
    return None


def _is_last(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb ends a clause below a noun (*Kern, die das Werk leitet, …*)."""
    predicate = sentence.head(verb) if verb.relation in ("aux", "cop") else verb
    return predicate is not None and predicate.relation == "acl"


def _noun_behind(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Token | None:
    """The noun phrase right behind a verb, if it can be its subject."""
    for token in sentence.tokens[verb.index + 1 : verb.index + 6]:
        if token.upos in NOMINAL and token.xpos != "PRF":
            return token if can_be_nominative(sentence, token, lexicon) else None
        if token.upos not in ("DET", "ADJ", "NUM", "PRON"):
            return None
    return None

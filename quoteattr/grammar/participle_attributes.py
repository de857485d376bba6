"""Trees with the noun behind an attribute of several words as who acts: *Zwei mit ihr vertraute Personen sagten*.

Parsers take the number in front for the subject, or the noun inside the attribute for the one that the verb goes with.
"""

from attrs import evolve

from quoteattr.tree import Sentence, Token

_NOUNS = ("NOUN", "PROPN")
_COUNTING = frozenset({"CARD", "PIAT", "PIDAT", "PIS", "ADJA"})
_INSIDE = frozenset({"DET", "ADJ", "ADV"})
_LONGEST = 4  # words between the preposition and its noun
_DECLINED = ("e", "en", "er")


def with_participle_attributes(sentence: Sentence) -> Sentence:
    """The tree where such a noun right before or behind its verb is the subject, with all that belongs to it."""
    for noun in sentence.tokens[3:]:
        first = _start(sentence, noun)
        verb = _verb_beside(sentence, first, noun) if first is not None else None
        if first is not None and verb is not None:
            return _with_subject(sentence, first, noun, verb)
    return sentence


def _start(sentence: Sentence, noun: Token) -> Token | None:
    """The preposition that opens an attribute before a noun (*mit den Plänen vertraute*), None if there is none."""
    participle, inner = sentence.tokens[noun.index - 1], sentence.tokens[noun.index - 2]
    declined = participle.xpos == "ADJA" and participle.text.islower() and participle.text.endswith(_DECLINED)
    if noun.upos not in _NOUNS or not declined or inner.upos not in _NOUNS:
        return None
    for token in reversed(sentence.tokens[max(inner.index - _LONGEST, 0) : inner.index]):
        if token.upos == "ADP":
            return token
        if token.upos not in _INSIDE:
            return None
    return None


def _verb_beside(sentence: Sentence, first: Token, noun: Token) -> Token | None:
    """The finite verb right behind a noun, else right before its first word, in the plural."""
    behind = sentence.tokens[noun.index + 1 : noun.index + 2]
    before = sentence.tokens[max(_first_of(sentence, first) - 1, 0)]
    verbs = (token for token in (*behind, before) if token.is_finite and token.upos == "VERB")
    verb = next(verbs, None)
    opens = verb is before or _opens_clause(sentence, _first_of(sentence, first))
    return verb if opens and verb is not None and verb.text.endswith("en") else None


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Whether nothing of a clause but *wie* stands before a word."""
    before = sentence.tokens[index - 1] if index else None
    return before is None or not before.is_word or before.text.lower() == "wie"


def _first_of(sentence: Sentence, preposition: Token) -> int:
    """Where the words begin that count what an attribute belongs to (*zwei weitere*)."""
    at = preposition.index
    while at and sentence.tokens[at - 1].xpos in _COUNTING:
        at -= 1
    return at


def _with_subject(sentence: Sentence, preposition: Token, noun: Token, verb: Token) -> Sentence:
    """The tree with a noun as the subject of a verb, and the words before it below it."""
    tokens = list(sentence.tokens)
    participle, inner = tokens[noun.index - 1], tokens[noun.index - 2]
    tokens[noun.index] = evolve(noun, head=verb.index, deprel="nsubj")
    tokens[participle.index] = evolve(participle, head=noun.index, deprel="amod")
    tokens[inner.index] = evolve(inner, head=participle.index, deprel="nmod")
    for counting in tokens[_first_of(sentence, preposition) : preposition.index]:
        relation = "nummod" if counting.xpos == "CARD" else "det"
        tokens[counting.index] = evolve(counting, head=noun.index, deprel=relation)
    return evolve(sentence, tokens=tuple(tokens))

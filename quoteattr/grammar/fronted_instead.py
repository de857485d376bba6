"""Trees where *statt* opens no clause, but a phrase before the verb: *Statt im Mai solle der Bau im Juni beginnen*."""

from attrs import evolve

from quoteattr.tree import Sentence, Token

_INSTEAD = frozenset({"statt", "anstatt", "anstelle"})


def with_fronted_instead(sentence: Sentence) -> Sentence:
    """The tree where such a word is no conjunction, as a finite verb follows before any comma."""
    changed = {
        token.index: evolve(token, upos="ADP", xpos="APPR", deprel="advmod")
        for token in sentence.tokens
        if token.text.lower() in _INSTEAD and token.relation == "mark" and _is_in_front_of_verb(sentence, token)
    }
    if not changed:
        return sentence
    return evolve(sentence, tokens=tuple(changed.get(token.index, token) for token in sentence.tokens))


def _is_in_front_of_verb(sentence: Sentence, instead: Token) -> bool:
    """Whether a finite verb follows before any comma, and no *dass*: what is there is one phrase."""
    for token in sentence.tokens[instead.index + 1 :]:
        if token.text in (",", ":", ";") or token.text.lower() == "dass":
            return False
        if token.is_finite:
            return True
    return False

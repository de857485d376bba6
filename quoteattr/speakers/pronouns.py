"""Pronouns of the third person: which words refer to somebody, and with what gender and number."""

from collections.abc import Sequence

from quoteattr.lexicon import Gender, Number
from quoteattr.speakers.person_nouns import Word
from quoteattr.tree import Sentence, Token

_PERSONAL = {
    "er": (Gender.MASCULINE, Number.SINGULAR), "ihm": (Gender.MASCULINE, Number.SINGULAR),
    "ihn": (Gender.MASCULINE, Number.SINGULAR), "sie": (None, None), "ihr": (Gender.FEMININE, Number.SINGULAR),
    "ihnen": (None, Number.PLURAL), "dieser": (Gender.MASCULINE, Number.SINGULAR), "diese": (None, None),
    "letzterer": (Gender.MASCULINE, Number.SINGULAR), "letztere": (Gender.FEMININE, Number.SINGULAR),
    "ersterer": (Gender.MASCULINE, Number.SINGULAR), "erstere": (Gender.FEMININE, Number.SINGULAR),
    "beide": (None, Number.PLURAL), "beiden": (None, Number.PLURAL),
}  # fmt: skip
_ARTICLES = {"der": (Gender.MASCULINE, Number.SINGULAR), "die": (None, None)}
_ALL = _PERSONAL.keys() | _ARTICLES.keys()
FIRST = frozenset({"ersterer", "erstere"})
"""Pronouns that mean the first of two."""
DEMONSTRATIVES = frozenset({*_ARTICLES, *FIRST, "dieser", "diese", "letzterer", "letztere"})
"""Pronouns that leave the topic for somebody else."""


def agreement(sentence: Sentence, words: Sequence[Word], at: int) -> tuple[Gender | None, Number] | None:
    """Gender and number of the pronoun at a place, None if none is there; the verb tells those of *sie* and *die*."""
    word = words[at]
    token = word.head
    if word.lower not in _ALL or is_both(words, at + 1):
        return None
    if word.lower in _PERSONAL and _is_alone(sentence, token, word.lower) and not _is_polite(sentence, words, at):
        gender, number = _PERSONAL[word.lower]
    elif word.lower in _ARTICLES and is_demonstrative(sentence, token):
        gender, number = _ARTICLES[word.lower]
    else:
        return None
    if number is not None:
        return gender, number
    return (None, Number.PLURAL) if is_plural(sentence, token) else (Gender.FEMININE, Number.SINGULAR)


def _is_alone(sentence: Sentence, token: Token, lower: str) -> bool:
    """Whether a word stands for somebody and before no noun, whatever the tag says (*Dieser zeigte sich …*)."""
    beside = lower in DEMONSTRATIVES or lower == "beiden"
    return (token.upos == "PRON" and lower != "beiden") or lower == "beide" or (beside and token.relation == "nsubj")


def is_demonstrative(sentence: Sentence, token: Token) -> bool:
    """Whether *der* or *die* is a subject of its own (*Der winkte ab*), also if tagged as an article (*sagte der.*)."""
    behind = sentence.tokens[token.index + 1 : token.index + 2]
    alone = token.xpos == "ART" and not any(other.is_word for other in behind)
    return token.relation == "nsubj" and (token.xpos == "PDS" or alone)


def is_plural(sentence: Sentence, token: Token) -> bool:
    """Whether *sie* is plural: the verb of its clause tells, if it is the subject.

    A frame without a verb (*„Davon profitieren alle“, so sie*) has one speaker: the verb beside is that of the words.
    """
    if _is_bare_frame(sentence, token):
        return False
    head = sentence.head(token)
    verb = sentence.finite(head) if head is not None and token.relation == "nsubj" else None
    return (verb or token).feats.get("Number", token.feats.get("Number")) == "Plur"


def _is_bare_frame(sentence: Sentence, token: Token) -> bool:
    """Whether *so* and a pronoun are all there is of a frame (*…, so sie.*)."""
    before, behind = sentence.tokens[max(token.index - 2, 0) : token.index], sentence.tokens[token.index + 1 :][:1]
    so = [word.text.lower() for word in before] in ([",", "so"], ["–", "so"])
    return so and not any(word.is_word and word.text != "weiter" for word in behind)


def is_both(words: Sequence[Word], at: int) -> bool:
    """Whether *beide* stands before the noun at a place (*beide Länder, die beiden Fraktionen*)."""
    noun = words[at] if 0 < at < len(words) else None
    named = noun is not None and noun.is_large and noun.head.upos in ("NOUN", "PROPN")
    return named and words[at - 1].lower in ("beide", "beiden")


def _is_polite(sentence: Sentence, words: Sequence[Word], at: int) -> bool:
    """Whether a pronoun speaks to the reader or a listener: large inside a sentence (*Lesen Sie auch*).

    Not before a verb in the singular (*vom Kommissariat 12. Sie rät …*, which a parser may take for one sentence).
    """
    large = at > 0 and words[at].is_large and words[at - 1].head.is_word
    behind = sentence.tokens[words[at].head.index + 1 :][:1]
    return large and not any(verb.is_finite and verb.feats.get("Number") == "Sing" for verb in behind)

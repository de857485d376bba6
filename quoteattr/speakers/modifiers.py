"""What narrows a noun: *die russische Regierung*, *die Polizei in Köln*, *der Neustädter Rat*."""

from collections.abc import Collection, Sequence

from quoteattr.grammar.animacy import is_document
from quoteattr.lexicon import Lexicon, remembered
from quoteattr.speakers.bare_nouns import is_ascribed
from quoteattr.speakers.epithets import takes_up_institution
from quoteattr.speakers.names import OPENERS
from quoteattr.speakers.person_nouns import Word

_COMPLEMENT = frozenset("des der eines einer jenes jener von vom aus für beim bei im".split())
_ORIGIN = frozenset({"von", "aus", "("})
_OCCASIONS = frozenset({"bei", "beim", "im", "aus"})
_NEAR = 3  # words behind a preposition
_OF_VERB = frozenset({("von", "einem"), ("von", "einer")})
"""What stands behind a subject as the words of its verb (*sprach das Amt von einem Fehler*)."""


def modifiers_of(words: Sequence[Word], at: int, after: int, lexicon: Lexicon) -> frozenset[str]:
    """The places and names before and behind a mention that tell it from others (*die Regierung Guatemalas*).

    Args:
        words: The words of the sentence.
        at: Where the mention starts.
        after: Where it ends.
        lexicon: Knows places.
    """
    found: set[str] = set()
    if after < len(words) and words[after].head.feats.get("Case") == "Gen":
        found |= _country(words[after].lower, lexicon)
    found |= _country(words[at].lower.partition("-")[0], lexicon) if "-" in words[at].text else set()
    while at > 0 and words[at - 1].head.upos == "ADJ":
        at -= 1
        word = words[at]
        found |= _country(word.lower, lexicon) or ({word.lower[:-1]} if word.is_large and at else set())
    return frozenset(found)


def country_behind(words: Sequence[Word], after: int, lexicon: Lexicon) -> frozenset[str]:
    """The country that tells where somebody is from (*Luc Morel aus Frankreich*, *Pablo Ruiz (Spanien)*)."""
    front, *behind = [word.lower for word in words[after : after + 2]] or [""]
    return frozenset(_country(behind[0], lexicon)) if behind and front in _ORIGIN else frozenset()


def is_narrowed(words: Sequence[Word], after: int, inside: Collection[int], lexicon: Lexicon) -> bool:
    """Whether a genitive, a preposition or a name stands right behind a mention and tells it from others.

    Args:
        words: The words of the sentence.
        after: Where the mention ends.
        inside: Which tokens are its own.
        lexicon: Words.
    """
    following, *behind = words[after : after + 2] or (None,)
    if following is None:
        return False
    if following.lower in _COMPLEMENT:
        # no particle (lehnte die Firma aus), no words of the verb (schrieb sie von „Zwang“)
        of_verb = any(word.text in OPENERS or (following.lower, word.lower) in _OF_VERB for word in behind)
        occasion = _tells_occasion(words[after : after + 1 + _NEAR], lexicon)
        return following.head.xpos != "PTKVZ" and not of_verb and not occasion
    narrows = following.is_large and (following.head.head in inside or following.head.feats.get("Case") == "Gen")
    return narrows and not is_ascribed(words, after, lexicon)


def _tells_occasion(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a phrase tells where something was said or read (*beim Kaffee, bei der Sitzung, aus dem Gutachten*)."""
    preposition, *behind = words
    noun = next((word for word in behind if word.is_large), None)
    if noun is None or preposition.lower not in _OCCASIONS:
        return False
    if preposition.lower == "aus":
        return is_document(noun.text, lexicon)
    if noun.lower.endswith(tuple(lexicon.words("event"))):
        return True
    thing = noun is behind[0] and noun.head.upos == "NOUN" and not noun.is_tagged_name  # beim Kaffee, no beim Zoll
    known = lexicon.organisation(noun.text) is not None or lexicon.role(noun.text) is not None
    return preposition.lower == "beim" and thing and not known


def seat_of(words: Sequence[Word], key: str, at: int, lexicon: Lexicon) -> frozenset[str]:
    """The town that an institution sits in (*die Polizei in Köln*); *die Behörde in Köln* can be any there."""
    behind = words[at : at + 2]
    seated = len(behind) == 2 and behind[0].lower == "in" and behind[1].is_tagged_name
    if takes_up_institution(key.casefold(), lexicon):
        return frozenset()
    return frozenset({behind[1].text}) if seated else frozenset()


def _country(word: str, lexicon: Lexicon) -> set[str]:
    """The country that a place or its adjective belongs to (*Moskauer*), none for other words."""
    place = lexicon.places.get(word)
    return {place.country or place.id} if place is not None else set()


@remembered
def is_country(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of a country, as a mention is narrowed by it."""
    return any(name == (place.country or place.id) for place in lexicon.places.values())

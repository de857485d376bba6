"""People who are called by where they are from: *der Lübecker*, *die Ulmerin*, *der Bayer*."""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.determiners import article_before, is_definite
from quoteattr.speakers.names import NameReader
from quoteattr.speakers.person_nouns import Word


def is_from_town(words: Sequence[Word], at: int, names: NameReader, lexicon: Lexicon) -> bool:
    """Whether a noun says only in which town somebody lives (*der Lübecker*, *die Ulmerin*)."""
    word = words[at]
    town = word.lower.removesuffix("in")
    known = not lexicon.places.keys().isdisjoint({town, town.removesuffix("er")}) or names.is_town(word)
    definite = is_definite(article_before(words, at)) is True
    return definite and town.endswith("er") and known and word.head.feats.get("Number") != "Plur"


def is_from_region(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun says from which part of a country somebody is, and begins no name (*der Bayer*)."""
    if words[at].lower not in lexicon.words("regional"):
        return False
    alone = at + 1 == len(words) or not words[at + 1].is_large
    return alone and is_definite(article_before(words, at)) is True


def is_place(words: Sequence[Word], at: int) -> bool:
    """Whether a word can be a place: large, and no adjective before its noun (*der Bonner Richter*)."""
    narrows = words[at].head.upos == "ADJ" and any(word.head.upos == "NOUN" for word in words[at + 1 : at + 2])
    return words[at].is_large and not narrows

"""Nouns that say where somebody is from and nothing else: *der Lübecker*, *die Ulmerin*, *der Niedersachse*."""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.determiners import article_before, is_definite
from quoteattr.speakers.names import NameReader
from quoteattr.speakers.person_nouns import Word


def is_inhabitant(words: Sequence[Word], at: int, lexicon: Lexicon, names: NameReader) -> bool:
    """Whether a noun says from which town somebody is (*der Lübecker*, *die Ulmerin*)."""
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

"""People who are called by where they are from: *der Lübecker*, *die Ulmerin*, *der Bayer*."""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.determiners import article_before, is_definite
from quoteattr.speakers.names import OPENERS, NameReader
from quoteattr.speakers.person_nouns import Word


def is_inhabitant(words: Sequence[Word], at: int, names: NameReader, lexicon: Lexicon) -> bool:
    """Whether a noun says of somebody only where they are from."""
    return is_from_town(words, at, names, lexicon) or is_from_region(words, at, lexicon)


def is_from_town(words: Sequence[Word], at: int, names: NameReader, lexicon: Lexicon) -> bool:
    """Whether a noun says only in which town or country somebody lives (*der Lübecker*, *die Ulmerin*).

    That a word ends in *-länder*, or is tagged as a name and ends like a woman's, tells of towns that no table has.
    """
    word = words[at]
    town = word.lower.removesuffix("in")
    if not town.endswith("er") or word.head.feats.get("Number") == "Plur" or not _is_alone(words, at):
        return False
    listed = not lexicon.places.keys().isdisjoint({town, town.removesuffix("er")}) or names.is_town(word)
    shaped = town.endswith("länder") or (town != word.lower and word.is_tagged_name)
    return (listed or shaped) and is_definite(article_before(words, at)) is True


def is_from_region(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun says from which town or part of a country somebody is (*der Bayer*, *die Hannoveranerin*)."""
    word, known = words[at], lexicon.words("regional") | lexicon.words("region")
    if word.lower not in known and word.lower.removesuffix("in") not in known:
        return False
    article = article_before(words, at)
    several = word.head.feats.get("Number") == "Plur" or (article == "die" and not word.lower.endswith("in"))
    return not several and _is_alone(words, at) and is_definite(article) is True


def _is_alone(words: Sequence[Word], at: int) -> bool:
    """Whether no noun and no name between marks follows a word, which would narrow it."""
    return at + 1 == len(words) or not (words[at + 1].is_large or words[at + 1].text in OPENERS)


def is_place(words: Sequence[Word], at: int) -> bool:
    """Whether a word can be a place: large, and no adjective before its noun (*der Bonner Richter*)."""
    narrows = words[at].head.upos == "ADJ" and any(word.head.upos == "NOUN" for word in words[at + 1 : at + 2])
    return words[at].is_large and not narrows


def is_regional(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a body of a country stands behind a region, and is one of its members (*der Zuger Ständerat*)."""
    before = words[at - 1] if at else None
    told = before is not None and before.is_large and before.lower.endswith("er") and at > 1
    return told and words[at].lower in lexicon.words("national-body")

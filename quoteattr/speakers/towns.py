"""Which town somebody is from or holds an office in: *der Kaldener*, *Kaldens Rat*, *Ada Kern (Ulm)*.

Towns and what is made of them are compared by their letters, since no table has them all.
"""

from collections.abc import Collection, Sequence
from itertools import takewhile

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.names import NameReader, base_forms
from quoteattr.speakers.person_nouns import INHABITANT, Word

_PREPOSITIONS = frozenset({"von", "aus"})
_GENITIVES = frozenset({"der", "des"})
_COMMUNITIES = frozenset({"stadt", "gemeinde"})
_LETTERS = 3
_UMLAUTS = str.maketrans("äöü", "aou")


def town_of(
    words: Sequence[Word], at: int, after: int, names: NameReader, roles: Collection[str], lexicon: Lexicon
) -> str:
    """The town that a mention of somebody tells, as it stands or without its *-er*; empty if it tells none.

    Args:
        words: The words of the sentence.
        at: Where the mention starts.
        after: Where it ends.
        names: Knows who has been named: *der Anwalt von Kern* tells no town.
        roles: The roles of the one who is mentioned.
        lexicon: Knows regions: who is from Köln can be *der Rheinländer* as well.
    """
    if INHABITANT in roles:
        resident = words[at].lower.removesuffix("in")
        region = not lexicon.words("region").isdisjoint({words[at].lower, resident})
        return resident.removesuffix("er") if resident.endswith("er") and not region else ""
    if at and names.is_behind_genitive(at) and not names.is_surname(at - 1):
        owner = base_forms(words[at - 1].text)[-1].lower()  # Kaldens Trainer
        return owner if owner not in lexicon.places else ""
    before = at
    while before > 0 and words[before - 1].head.upos == "ADJ":
        before -= 1
        if before and words[before].is_large and words[before].lower.endswith("er"):
            return words[before].lower.removesuffix("er")
    place = _behind(words, after)
    town = words[place] if after < place < len(words) else None
    if town is None or not town.is_large or not town.is_tagged_name or town.text.isupper() or names.is_known(town):
        return ""
    goes_on = place + 1 < len(words) and words[place + 1].is_large  # von Anna Kern
    return "" if goes_on or names.is_first_name(town) else town.lower


def same_town(first: str, second: str) -> bool:
    """Whether two words can be one town, each as it stands or without the *-er* of what is made of it.

    Example:
        >>> same_town("köln", "köln"), same_town("götting", "göttingen"), same_town("neustädt", "neustadt")
        (True, True, True)
        >>> same_town("münchn", "münster"), same_town("kalden", "borken")
        (False, False)
    """
    one, other = first.translate(_UMLAUTS), second.translate(_UMLAUTS)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= _LETTERS and max(len(one), len(other)) - shared <= _LETTERS


def _behind(words: Sequence[Word], after: int) -> int:
    """Where a town can stand behind a mention: *(Ulm)*, *von Ulm*, *der Stadt Ulm*, *des FC Ulm*; else `after`."""
    first, second = ([word.text for word in words[after : after + 2]] + ["", ""])[:2]
    if first in _PREPOSITIONS or (first == "(" and [word.text for word in words[after + 2 : after + 3]] == [")"]):
        return after + 1
    club = first in _GENITIVES and (second.lower() in _COMMUNITIES or (second.isupper() and len(second) > 1))
    return after + 2 if club else after

"""Finds a noun as the last part of a compound: *Bundesaußenministerin*, *EU-Kreise*."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

SHORTEST_MODIFIER = 2  # letters: Bretter is no Retter
LONGEST_HEAD = 60  # letters; longer than any noun of a table, so that an endless word costs no more than a long one

REMEMBERED = 20_000
"""Words whose entries are not looked up again: most words of a text are among those of the texts before."""


class HasCompounds(Protocol):
    """An entry that says whether it is also found as the last part of a compound."""

    @property
    def compound(self) -> bool:
        """Whether it is."""


Noun = TypeVar("Noun", bound=HasCompounds)


def last_part_starts(word: str, shortest: int = 1) -> Iterator[int]:
    """Where the last part of a word can start, the longest part first: the whole word, then no more than a noun has.

    Args:
        word: The word.
        shortest: Letters of the last part at least.

    Example:
        >>> list(last_part_starts("Minister", 6))
        [0, 1, 2]
    """
    yield 0
    yield from range(max(1, len(word) - LONGEST_HEAD), len(word) - shortest + 1)


class Heads(Generic[Noun]):
    """Nouns by form, to be found as words and as the last part of compounds.

    Args:
        table: Entries by form in lower case.

    Example:
        >>> from quoteattr.lexicon import Lexicon
        >>> Heads(Lexicon.german().roles).find("Bundesaußenministerin").lemma
        'Außenministerin'
    """

    def __init__(self, table: Mapping[str, Noun]) -> None:
        self._nouns = dict(table)
        self._compounding = {form: noun for form, noun in table.items() if noun.compound}
        self._ending = min(map(len, self._compounding), default=0)
        self._endings = {form[-self._ending :] for form in self._compounding}
        self._known = lru_cache(maxsize=REMEMBERED)(self._find)

    def find(self, word: str) -> Noun | None:
        """The entry of a word as it stands in a text, or of its longest last part that forms compounds."""
        return self._known(word)

    def _find(self, word: str) -> Noun | None:
        lower = word.lower()
        head = lower.rpartition("-")[2]  # a word of its own: EU-Kreise, though Landkreise are no speakers
        found = self._nouns.get(lower) or self._nouns.get(head)
        if found is not None or not self.can_end(head):
            return found
        shortest = SHORTEST_MODIFIER if head == lower else 0
        for start in range(max(shortest, len(head) - LONGEST_HEAD), len(head) - self._ending + 1):
            noun = self._compounding.get(head[start:])  # the longest last part wins
            if noun is not None:
                return noun
        return None

    def can_end(self, word: str) -> bool:
        """Whether a word in lower case ends like a noun that forms compounds: most do not, whatever they are."""
        return word[-self._ending :] in self._endings

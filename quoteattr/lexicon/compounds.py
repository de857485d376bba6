"""Finds a noun as the last part of a compound: *Bundesaußenministerin*, *EU-Kreise*."""

from collections.abc import Iterator, Mapping
from typing import Generic, Protocol, TypeVar

SHORTEST_MODIFIER = 2  # letters: Bretter is no Retter
LONGEST_HEAD = 60  # letters; longer than any noun of a table, so that an endless word costs no more than a long one


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
        # Most words end like no noun of the table: then no part of them has to be looked up.
        self._ending = min(map(len, self._compounding), default=0)
        self._endings = {form[-self._ending :] for form in self._compounding}

    def find(self, word: str) -> Noun | None:
        """The entry of a word as it stands in a text, or of its longest last part that forms compounds."""
        lower = word.lower()
        head = lower.rpartition("-")[2]  # a word of its own: EU-Kreise, though Landkreise are no speakers
        found = self._nouns.get(lower) or self._nouns.get(head)
        if found is not None or head[-self._ending :] not in self._endings:
            return found
        shortest = SHORTEST_MODIFIER if head == lower else 0
        starts = range(max(shortest, len(head) - LONGEST_HEAD), len(head) - self._ending + 1)
        parts = (self._compounding.get(head[start:]) for start in starts)  # the longest last part wins
        return next((noun for noun in parts if noun is not None), None)

"""Finds a noun as the last part of a compound: *Bundesaußenministerin*, *EU-Kreise*."""

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar

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


def by_head(table: Mapping[str, Noun], word: str) -> Noun | None:
    """The entry of a word, or of its longest last part that forms compounds.

    Args:
        table: Entries by form in lower case.
        word: A noun as it stands in a text.

    Example:
        >>> from quoteattr.lexicon import Lexicon
        >>> by_head(Lexicon.german().roles, "Bundesaußenministerin").lemma
        'Außenministerin'
    """
    lower = word.lower()
    if lower in table:
        return table[lower]
    head = lower.rpartition("-")[2]  # a word of its own: EU-Kreise, though Landkreise are no speakers
    if head in table:
        return table[head]
    shortest = SHORTEST_MODIFIER if head == lower else 0
    for start in range(max(shortest, len(head) - LONGEST_HEAD), len(head)):  # the longest last part wins
        found = table.get(head[start:])
        if found is not None and found.compound:
            return found
    return None

"""Many things in portions: enough at once to be fast, few enough for memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def portions(items: Iterable[_Item], size: int, words: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Things in their order, in portions that end with the one that brings them to so many words.

    Args:
        items: Things that have words.
        size: Words of a portion.
        words: How many a thing has.

    Example:
        >>> list(portions(["Es", "regnete", "in", "Kiel"], 6, len))
        [['Es', 'regnete'], ['in', 'Kiel']]
    """
    portion: list[_Item] = []
    count = 0
    for item in items:
        portion.append(item)
        count += words(item)
        if count >= size:
            yield portion
            portion, count = [], 0
    if portion:
        yield portion

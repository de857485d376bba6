"""A text as a script shows it, with the places in it counted as JavaScript counts them."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from attrs import frozen

from quoteattr.documents.printable import printable
from quoteattr.page.marked_text import with_line_feeds


@frozen
class Shown:
    """A text as it is shown.

    Attributes:
        text: The text.
        places: Where each asked offset is in it, in code units of UTF-16.
    """

    text: str
    places: Mapping[int, int]


def shown(text: str, offsets: Iterable[int]) -> Shown:
    r"""A text as it is shown, and where some offsets are in it.

    Example:
        >>> shown("a\x07😀b", [3])
        Shown(text='a\\x07😀b', places={0: 0, 3: 7, 4: 8})
    """
    plain = with_line_feeds(text)
    pieces, places, length = [], {0: 0}, 0
    for start, end in pairwise(sorted({0, len(plain), *offsets})):
        pieces.append(printable(plain[start:end]))
        length += len(pieces[-1].encode("utf-16-le")) // 2
        places[end] = length
    return Shown("".join(pieces), places)

"""The formats of `quoteattr --format`: each module holds a `Writer` of `Results` called `WRITER`."""

from collections.abc import Iterable

from attrs import frozen

from quoteattr.model import Document

HELD = 100
"""Documents that a writer may hold to find out what they have in common."""


@frozen
class Results:
    """Documents on their way to a stream.

    Attributes:
        documents: Names of files with what was found in them, to be read once; each is written as it comes.
        many: Whether there are several, so that a format which needs it makes a list or an archive of them.
        table: Which table, for formats that have tables.
    """

    documents: Iterable[tuple[str, Document]]
    many: bool
    table: str = "quotes"

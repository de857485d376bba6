"""The formats of `quoteattr --format`: each module holds a `Writer` of `Results` called `WRITER`."""

from collections.abc import Iterable

from attrs import frozen

from quoteattr.model import Document


@frozen
class Results:
    """Documents on their way to a stream.

    Attributes:
        documents: Names of files with what was found in them, to be read once; each is written as it comes.
        many: Whether several files were asked for, so that a single document is still one of a list.
    """

    documents: Iterable[tuple[str, Document]]
    many: bool

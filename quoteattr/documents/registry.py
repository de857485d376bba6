"""Formats to read and to write: each is a module that says so, found by looking or named by an entry point.

A new format is a new module in `quoteattr.documents.readers` with a `Reader` called `READER`, or in
`quoteattr.documents.writers` (documents) or `quoteattr.documents.speaker_tables` (the tables of `quoteattr speakers`)
with a `Writer` called `WRITER`; nothing else has to name it. Another package adds such a module by an entry point of
the group `quoteattr.readers` or `quoteattr.writers` that names it.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Generic, TextIO, TypeVar

from attrs import frozen

from quoteattr.article import Article
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError

_T = TypeVar("_T")

READERS, WRITERS = "quoteattr.readers", "quoteattr.writers"
"""The groups of entry points."""


@frozen
class Writer(Generic[_T]):
    """A format to write in.

    Attributes:
        name: What it is called on the command line.
        description: What it gives, in a few words for the help.
        write: Writes a result to a text stream; a binary format writes to the stream's `buffer`.
        extra: The extra of the package that it needs, empty for none.
        binary: Whether it is no text, so that no terminal should get it.
    """

    name: str
    description: str
    write: Callable[[_T, TextIO], None]
    extra: str = ""
    binary: bool = False


@frozen
class Reader:
    """A format to read.

    Attributes:
        name: What it is called on the command line.
        description: What it reads, in a few words.
        suffixes: How such files end, in lower case.
        recognises: How well a source looks like this format.
        read: The articles of a source, each as soon as it is read, or the error that says why there is none.
        extra: The extra of the package that it needs, empty for none.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Source], Match]
    read: Callable[[Source], Iterator[Article | InputError]]
    extra: str = ""


def writers_in(package: ModuleType, group: str = "") -> dict[str, Writer[Any]]:
    """The writers of a package by their names, in the order of its modules' names, then those of entry points.

    Args:
        package: A package whose modules hold a `Writer` each, called `WRITER`.
        group: The group of entry points that name more such modules, if there is one.

    Example:
        >>> from quoteattr.documents import writers
        >>> "jsonl" in writers_in(writers)
        True
    """
    found = [module.WRITER for module in _modules(package, group)]
    return {writer.name: writer for writer in found}


def readers_in(package: ModuleType, group: str = READERS) -> dict[str, Reader]:
    """The readers of a package by their names, in the order of its modules' names, then those of entry points.

    Example:
        >>> from quoteattr.documents import readers
        >>> "text" in readers_in(readers)
        True
    """
    found = [module.READER for module in _modules(package, group)]
    return {reader.name: reader for reader in found}


def _modules(package: ModuleType, group: str) -> Iterator[ModuleType]:
    names = sorted(module.name for module in iter_modules(package.__path__, f"{package.__name__}."))
    yield from map(import_module, names)
    if group:
        yield from (point.load() for point in entry_points(group=group))

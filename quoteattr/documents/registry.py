"""Formats to write in: each module of a package holds one, and they are found by looking.

A new format is a new module in `quoteattr.documents.writers` (documents) or `quoteattr.documents.speaker_tables` (the
tables of `quoteattr speakers`) with a `Writer` called `WRITER`; nothing else has to name it.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Generic, TextIO, TypeVar

from attrs import frozen

_T = TypeVar("_T")


@frozen
class Writer(Generic[_T]):
    """A format to write in.

    Attributes:
        name: What it is called on the command line.
        description: What it gives, in a few words for the help.
        write: Writes a result to a text stream.
    """

    name: str
    description: str
    write: Callable[[_T, TextIO], None]


def writers_in(package: ModuleType) -> dict[str, Writer[Any]]:
    """The writers of a package by their names, in the order of its modules' names.

    Args:
        package: A package whose modules hold a `Writer` each, called `WRITER`.

    Example:
        >>> from quoteattr.documents import writers
        >>> "jsonl" in writers_in(writers)
        True
    """
    names = sorted(module.name for module in iter_modules(package.__path__, f"{package.__name__}."))
    found = [import_module(name).WRITER for name in names]
    return {writer.name: writer for writer in found}

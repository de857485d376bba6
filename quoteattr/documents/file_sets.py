"""Formats that make a file, or several, of each document: alone as it is, more than one in a ZIP archive."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO, TextIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quoteattr.documents.writers import Results
from quoteattr.errors import OptionError
from quoteattr.model import Document

Files = Mapping[str, bytes]
"""Contents by the ends of their names (`.xmi`)."""

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


def binary(stream: TextIO) -> BinaryIO:
    """The bytes below a text stream.

    Raises:
        OptionError: There are none, as in a notebook.
    """
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        raise OptionError("This output takes text alone. Give a file, opened for writing, or use --output.")
    stream.flush()
    return cast(BinaryIO, buffer)


def write_files(
    results: Results, stream: TextIO, files_of: Callable[[Document], Files], common: Files | None = None
) -> None:
    """Write the files of each document as it comes.

    Args:
        results: The documents.
        stream: Where to; its `buffer` is written to.
        files_of: Makes the files of a document.
        common: Files that all documents share, with whole names; with them, or with more than one file a document,
            there is always an archive.
    """
    target = binary(stream)
    documents = iter(results.documents)
    first = next(documents, None)
    if first is not None and not results.many and not common:
        files = files_of(first[1])
        if len(files) == 1:
            target.writelines(files.values())
            return
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in (common or {}).items():
            archive.writestr(ZipInfo(name), content)
        used: set[str] = set()
        for name, document in _again(first, documents):
            stem = _stem(document.id or name, used)
            for suffix, content in files_of(document).items():
                archive.writestr(ZipInfo(stem + suffix), content, ZIP_DEFLATED)


def _again(first: tuple[str, Document] | None, rest: Iterator[tuple[str, Document]]) -> Iterator[tuple[str, Document]]:
    if first is not None:
        yield first
        yield from rest


def _stem(name: str, used: set[str]) -> str:
    """A name for a document's files that nothing else in the archive has, and that leads out of no folder."""
    last = PurePath(name.rstrip("/").replace("\\", "/")).name
    stem = _UNSAFE.sub("_", last.removesuffix(".txt")).strip("._")[:_LONGEST_NAME] or "document"
    unique, number = stem, 1
    while unique.casefold() in used:
        number += 1
        unique = f"{stem}-{number}"
    used.add(unique.casefold())
    return unique

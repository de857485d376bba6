"""A file or standard input as readers see it: its name, its first bytes, and its content whole or line by line."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from enum import IntEnum
from functools import cached_property
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO

from attrs import define, field

from quoteattr.documents.sources.decoding import decode_noting, encoding_of
from quoteattr.errors import InputError

HEAD = 1 << 16
"""Bytes that are looked at to recognise a format."""

LARGEST_WHOLE = 256 << 20
"""Bytes of a file that has to be held as a whole."""

LONGEST_LINE = 64 << 20
"""Bytes of a line in a file that is read line by line."""

_PIECE = 1 << 20

Opener = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens a content from its beginning."""


class Match(IntEnum):
    """How well a source looks like a format; the best match reads it."""

    NO = 0
    FALLBACK = 1
    BY_NAME = 2
    BY_CONTENT = 3
    SURE = 4


@define(eq=False)
class Source:
    """Where articles are read from.

    Attributes:
        name: The path as given or found; `<stdin>` for standard input.
        open: Opens the content from its beginning, as often as it is called; what it opens can be sought.
        text_column: The column of a table that has the texts, None to guess.
        id_column: The column that has the ids, None to guess.
        tell: Takes a note for the user, such as what was guessed.
        longest_line: Bytes of the longest line that is read.
        largest_whole: Bytes of the largest file that is read as a whole.
    """

    name: str
    open: Opener = field(repr=False)
    text_column: str | None = None
    id_column: str | None = None
    tell: Callable[[str], None] = field(default=lambda note: None, repr=False)
    longest_line: int = LONGEST_LINE
    largest_whole: int = LARGEST_WHOLE

    @property
    def suffix(self) -> str:
        """The end of the name, in lower case."""
        return Path(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, without a byte order mark of UTF-8."""
        with self.open() as stream:
            return stream.read(HEAD).removeprefix(b"\xef\xbb\xbf")

    def content(self) -> bytes:
        """All of it.

        Raises:
            InputError: It is too large to be held.
        """
        held = BytesIO()
        with self.open() as stream:
            # In pieces: one call with the limit would ask for that much memory, however small the file is.
            while held.tell() <= self.largest_whole and (piece := stream.read(_PIECE)):
                held.write(piece)
        content = held.getvalue()
        if len(content) > self.largest_whole:
            raise InputError(
                f"{self.name} is larger than {self.largest_whole >> 20} MiB, and this format is read as a whole. "
                "Split it, or use JSON Lines, CSV or Parquet, which are read row by row."
            )
        return content

    def text(self) -> str:
        """All of it as text.

        Raises:
            InputError: It is too large, empty, binary, or in an encoding that nobody can be sure of.
        """
        return decode_noting(self.content(), self.name, self.tell)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines with their numbers, from 1, one at a time and each with its end.

        Raises:
            InputError: A line is too long or not in the encoding of the others.
        """
        encoding = encoding_of(self.head, self.name, self.tell)
        with self.open() as stream:
            for number in count(1):
                line = stream.readline(self.longest_line + 1)
                if not line:
                    return
                where = f"{self.name}, line {number}"
                if len(line) > self.longest_line:
                    raise InputError(
                        f"{where} is longer than {self.longest_line >> 20} MiB, so this is hardly the format. "
                        "Break the lines, or name the right one with --reader."
                    )
                try:
                    yield number, line.decode(encoding).removeprefix("\ufeff" if number == 1 else "")
                except UnicodeDecodeError as error:
                    raise InputError(
                        f"{where} is not {encoding} as the lines before: byte 0x{error.object[error.start]:02X} at "
                        f"offset {error.start} of the line. Bring the file into one encoding, UTF-8 at best."
                    ) from None

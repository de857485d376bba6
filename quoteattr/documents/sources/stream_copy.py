"""A copy of a stream that can be read once, made as far as a reader asks: one without end fills no disk."""

import io
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from quoteattr.documents.sources.source import LARGEST_WHOLE
from quoteattr.errors import InputError

_IN_MEMORY = 1 << 24  # bytes; more of them go to a temporary file
_PIECE = 1 << 16


class StreamCopy:
    """What a stream gave so far.

    Args:
        stream: Standard input or a pipe; it is read on when more is asked for.
        name: What messages call it.
        largest_whole: Bytes that are copied for a reader that begins at the end.
    """

    def __init__(self, stream: BinaryIO, name: str, largest_whole: int = LARGEST_WHOLE) -> None:
        self._stream = stream
        self._name = name
        self._largest_whole = largest_whole
        self._content = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 – open as long as it is read from
        self._size = 0

    def opened(self) -> BinaryIO:
        """The content from its beginning; it stays when the reader is done."""
        return io.BufferedReader(_Opened(self))

    def read_at(self, position: int, size: int) -> bytes:
        """Some bytes from a place on, fewer where the stream ends."""
        self._copy_until(position + size)
        self._content.seek(position)
        return self._content.read(size)

    def whole_size(self) -> int:
        """How much it is when all is copied.

        Raises:
            InputError: It is too large for that.
        """
        self._copy_until(self._largest_whole + 1)
        if self._size > self._largest_whole:
            raise InputError(
                f"{self._name} is larger than {self._largest_whole >> 20} MiB, and this format is read from its end. "
                "Save it to a file and name that."
            )
        return self._size

    def _copy_until(self, size: int) -> None:
        self._content.seek(self._size)
        while self._size < size and (piece := self._stream.read(_PIECE)):
            self._content.write(piece)
            self._size += len(piece)


class _Opened(io.RawIOBase):
    """A reader's place in a copy."""

    def __init__(self, copy: StreamCopy) -> None:
        self._copy = copy
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        found = self._copy.read_at(self._position, len(buffer))
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position}
        self._position = offset + (start[whence] if whence in start else self._copy.whole_size())
        return self._position

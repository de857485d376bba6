"""Bytes as text: UTF-8 first, then the encoding that charset-normalizer is sure of, with a note; never a guess."""

import codecs
from collections.abc import Callable

from quoteattr.documents.reading_files import decode
from quoteattr.errors import InputError

_KNOWN = ("cp1252", "mac_roman", "utf_16")
"""Encodings of German texts; those that agree with one of them on a text, such as Latin-1, need no mention."""

_USUAL = frozenset("äöüÄÖÜß„“”‚‘’»«›‹–—…•·€§°²³½éèêáàâçñóôíëïåøÉ\xa0\xad\ufeff")

_ENOUGH = 100
"""Bytes below which no encoding is sure."""


def decode_noting(content: bytes, name: str, tell: Callable[[str], None]) -> str:
    """The text of a file.

    Args:
        content: The bytes.
        name: What messages call them.
        tell: Takes the note, if the text is not in UTF-8.

    Raises:
        InputError: They are empty, binary or in an encoding that nobody can be sure of.

    Example:
        >>> text = (
        ...     "Die Ministerin erklärte am Montag, die Brücke müsse bis zum Frühjahr gesperrt bleiben. Für die "
        ...     "Anwohner sei das ärgerlich, räumte sie ein, doch die Schäden seien größer als zunächst gedacht."
        ... )
        >>> decode_noting(text.encode("cp1252"), "a.txt", print) == text
        a.txt is not UTF-8; it was read as cp1252.
        True
    """
    try:
        return decode(content, name)
    except InputError:
        encoding = sure_encoding(content)
        if encoding is None:
            raise
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return decode(content, name)  # raises what it is not
    tell(f"{name} is not UTF-8; it was read as {encoding}.")
    return text


def encoding_of(head: bytes, name: str, tell: Callable[[str], None]) -> str:
    """The encoding of a file that is read line by line, told by its beginning.

    Raises:
        InputError: Nobody can be sure of it.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
        return "utf-8"
    except UnicodeDecodeError:
        encoding = sure_encoding(head)
    if encoding is None or encoding == "utf_16":  # whose lines are no lines of bytes
        decode(head, name)
        raise InputError(f"{name} is not UTF-8. Convert it.")
    tell(f"{name} is not UTF-8; it was read as {encoding}.")
    return encoding


def sure_encoding(content: bytes) -> str | None:
    """The encoding in which bytes are flawless German, None if none is.

    Example:
        >>> sure_encoding("Müller".encode("latin-1")) is None
        True
    """
    if len(content) < _ENOUGH:
        return None
    from charset_normalizer import from_bytes  # late: few files need it

    best = from_bytes(content).best()
    if best is None or best.language != "German" or best.chaos > 0:
        return None
    possible = {best.encoding, *best.could_be_from_charset}
    usual = _USUAL.issuperset(char for char in str(best) if not char.isascii())  # its own idea of German is a wide one
    return next((encoding for encoding in _KNOWN if usual and encoding in possible), None)

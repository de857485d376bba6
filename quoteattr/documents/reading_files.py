"""Read German texts from files, folders and standard input, strictly as UTF-8.

A file is decoded byte for byte: no line ending is rewritten, so the offsets of a result count in the file
itself (behind the byte order mark, if there is one).
"""

import os
import re
import shlex
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from quoteattr.errors import InputError

STDIN = "-"
STDIN_NAME = "<stdin>"
SUFFIX = ".txt"

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OTHER_FORMATS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"{\\rtf": "an RTF document",
}
_PACKED = {b"\x1f\x8b": ("gzip", "gunzip -k"), b"BZh": ("bzip2", "bunzip2 -k"), b"\xfd7zXZ\0": ("xz", "unxz -k")}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def files_of(paths: Iterable[str], suffixes: Collection[str] = (SUFFIX,)) -> Iterator[str | InputError]:
    """The files that paths stand for: themselves, and of each folder the texts in it, in order of their paths.

    Hidden files and folders inside a folder are passed over.

    Args:
        paths: Files, folders or `-` for standard input.
        suffixes: How the names of the texts in a folder end, in lower case.

    Yields:
        A path, or the error that says what in a folder cannot be read.
    """
    for path in paths:
        yield from _texts_in(path, suffixes) if path != STDIN and os.path.isdir(path) else (path,)


def plain_files(folder: str | Path, suffixes: Collection[str]) -> list[Path]:
    """All files below a folder whose names end so, in lower case, in order of their paths.

    Raises:
        InputError: What is called so is no file; a pipe would be waited for without end.
    """
    found = sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in suffixes)
    for path in found:
        if path.is_dir():
            raise InputError(f"{path} is a folder. Rename it, or move what is in it.")
        if not path.exists():
            raise InputError(why_unreadable(path, FileNotFoundError()))
        if not path.is_file():
            raise InputError(f"{path} is a pipe, a device or the like, not a file. Move it out of the folder.")
    return found


def read_text(path: str | Path) -> str:
    """Read one file.

    Raises:
        InputError: There is no such file, or it is empty, binary or not UTF-8; the message says what to do.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """Read the bytes of one file.

    Raises:
        InputError: It cannot be read; the message says what to do.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(why_unreadable(path, error)) from None


def why_unreadable(path: str | Path, error: OSError | ValueError) -> str:
    """What kept a file from being read, and what to do, as a message."""
    if isinstance(error, FileNotFoundError):
        if os.path.islink(path):
            return f"{path} is a link to what is not there. Mend or remove the link."
        pattern = " No file matches this pattern." if set("*?[") & set(str(path)) else ""
        return f"{str(path) or repr('')}: no such file or folder.{pattern} Check the path."
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder. Give a file."
    reason = getattr(error, "strerror", None) or error
    return f"{path} cannot be read: {reason}. Check the path and its permissions."


def decode(content: bytes, name: str) -> str:
    """Decode the bytes of a text in UTF-8, with or without a byte order mark.

    Args:
        content: The bytes.
        name: What the message calls them.

    Raises:
        InputError: They are empty, binary or in another encoding.

    Example:
        >>> decode("„Ja“, sagte sie.".encode(), "a.txt")
        '„Ja“, sagte sie.'
        >>> decode("für".encode("latin-1"), "b.txt")
        Traceback (most recent call last):
        ...
        quoteattr.errors.InputError: b.txt is not UTF-8: byte 0xFC at offset 1. If it is Latin-1 or \
Windows-1252, convert it: iconv -f WINDOWS-1252 -t UTF-8 b.txt > b.utf8.txt
    """
    for magic, kind in _OTHER_FORMATS.items():
        if content.startswith(magic):
            raise InputError(f"{name} is {kind}, not a text. Export it as plain text in UTF-8 first.")
    for magic, (kind, command) in _PACKED.items():
        if content.startswith(magic):
            raise InputError(f"{name} is packed by {kind}. Unpack it first: {command} {shlex.quote(name)}")
    if encoding := _utf16_encoding(content):
        raise InputError(f"{name} is UTF-16, not UTF-8. Convert it: {_iconv_command(encoding, name)}")
    if b"\0" in content:
        raise InputError(f"{name} is a binary file (NUL at offset {content.index(0)}). Give a text in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_why_not_utf8(error, name)) from None
    if not text.strip():
        raise InputError(f"{name} is empty. Give a file with text in it.")
    return text


def _utf16_encoding(content: bytes) -> str:
    """The encoding's name if this is UTF-16: by its mark, or by a NUL in most pairs of bytes, never three in a row."""
    if content.startswith(_BYTE_ORDER_MARKS):
        return "UTF-16"
    if b"\0\0\0" in content:
        return ""
    halves = {"UTF-16LE": content[1::2], "UTF-16BE": content[::2]}
    return next((name for name, high in halves.items() if high.count(0) > 0.7 * max(1, len(content) // 2)), "")


def _why_not_utf8(error: UnicodeDecodeError, name: str) -> str:
    if _CONTROLS.search(error.object):
        return f"{name} is a binary file. Give a text in UTF-8."
    return (
        f"{name} is not UTF-8: byte 0x{error.object[error.start]:02X} at offset {error.start}. "
        f"If it is Latin-1 or Windows-1252, convert it: {_iconv_command('WINDOWS-1252', name)}"
    )


def _iconv_command(encoding: str, name: str) -> str:
    if name == STDIN_NAME:
        return f"iconv -f {encoding} -t UTF-8 FILE | quoteattr {STDIN}"
    path = Path(name)
    target = path.with_suffix(f".utf8{path.suffix}")
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(name)} > {shlex.quote(str(target))}"


def _texts_in(folder: str, suffixes: Collection[str]) -> Iterator[str | InputError]:
    """The texts of a folder; what is no file but called like a text, and what cannot be entered, is told."""
    problems: list[InputError] = []
    texts: list[str] = []
    others: set[str] = set()

    def report(error: OSError) -> None:
        problems.append(_unreadable(error))

    for parent, folders, files in os.walk(folder, onerror=report):
        folders[:] = [name for name in folders if not name.startswith(".")]
        problems += [_unfollowed(path) for name in folders if os.path.islink(path := os.path.join(parent, name))]
        for name in files:
            suffix = Path(name).suffix
            if suffix.lower() in suffixes and not name.startswith("."):
                texts.append(str(Path(parent, name)))
            elif not name.startswith("."):
                others.add(suffix or name)
    yield from problems
    for text in sorted(texts, key=Path):
        yield _not_a_file(text) if os.path.exists(text) and not os.path.isfile(text) else text
    if not texts and not problems:
        instead = f"but {', '.join(sorted(others)[:5])}" if others else "and nothing else"
        wanted = " or ".join(suffixes)
        yield InputError(
            f"{folder} has no {wanted} files {instead}. Name the files, or say with --reader what to read."
        )


def _unreadable(error: OSError) -> InputError:
    return InputError(f"{error.filename} cannot be read: {error.strerror}. Check its permissions; the rest is done.")


def _unfollowed(path: str) -> InputError:
    return InputError(f"{path} is a link to a folder, and links are not followed. Name that folder itself.")


def _not_a_file(path: str) -> InputError:
    return InputError(f"{path} is a pipe, a device or the like, not a file. Name it itself if it is to be read.")

"""Where results go: standard output, or a file that is there whole or not at all, and never one that is read."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from quoteattr.errors import OptionError

STDOUT = "-"
_FULL = {getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)}
PARTIAL = ".partial"
"""What the name of a file ends with that holds the finished part of a run that was cut off."""


def check_output(path: str | Path | None, reads: Iterable[str | Path | None]) -> None:
    """Refuse to write where nothing may be written, before anything else is done.

    Args:
        path: The file, None or `-` for standard output.
        reads: The files that the same command reads, folders for all files in them. None and what is not there are
            passed over.

    Raises:
        OptionError: The file is one of those that are read, by whatever path or link; it is read-only or a folder, or
            there is no folder for it; or standard output is closed.
    """
    if path == STDOUT:
        path = None
    with output_failures_told(path):
        _check_output(path, reads)


@contextmanager
def output_failures_told(path: str | Path | None) -> Iterator[None]:
    """Say which file cannot be written where the system says only why.

    Args:
        path: The file, None for standard output.

    Raises:
        OptionError: Something that names no file went wrong.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None or path is None:
            raise
        raise OptionError(f"The output file {path} cannot be written: {_why_unwritable(error)}") from None


def _why_unwritable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):  # what names no file asked for the working folder
        return "the working folder is not there any more. Change to another folder, or give a whole path."
    remedy = "Make room on its disk, allow larger files, or give another path"
    return f"{error.strerror}. {remedy if error.errno in _FULL else 'Give another path'}."


def _check_output(path: str | Path | None, reads: Iterable[str | Path | None]) -> None:
    if path is not None and (not str(path) or "\0" in str(path) or os.path.islink(os.path.realpath(path))):
        raise OptionError(f"The output file {str(path)!r} is no path to a file. Give the path of one.")
    found = _identity(path, sys.stdout)
    if _is_replaceable(found) and any(_is_same(path, found, source) for source in _files_in(reads)):
        name = "Standard output" if path is None else f"The output file {path}"
        raise OptionError(f"{name} is one of the files that are read. Give another file to write to.")
    if path is None:
        if sys.stdout is None:
            raise OptionError("Standard output is closed. Name a file to write to.")
        return
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise OptionError(f"The output file {path} is a folder. Give the path of a file.")
    if found is not None and not (found.st_mode & 0o222 and _is_allowed(path)):
        raise OptionError(f"The output file {path} is read-only. Give another file, or allow yourself to write there.")
    folder = Path(os.path.realpath(path)).parent
    if not folder.is_dir():
        raise OptionError(f"The output file {path} lies in no folder. Make the folder {folder} first.")
    if not _is_replaceable(found):
        return
    if not _is_allowed(folder):
        raise OptionError(f"You may not write in {folder}. Give an output file somewhere else.")


@contextmanager
def open_output(path: str | None, reads: Iterable[str | Path | None], *, keep: bool = False) -> Iterator[TextIO]:
    """A UTF-8 stream to write to: standard output, or a file that appears only when all is written.

    A file that was there before keeps its owner and its permissions.

    Args:
        path: The file, None or `-` for standard output.
        reads: The files that the same command reads; none of them is written to. Left to no default, so that no
            command forgets them.
        keep: Whether what is written stays, as `PATH.partial`, if the rest fails or is interrupted.

    Raises:
        OptionError: The file cannot be written there, or what is to be kept cannot; see `check_output`.
    """
    reads = list(reads)
    check_output(path, reads)
    if path is None or path == STDOUT:
        yield sys.stdout
        return
    with output_failures_told(path), _opened(path, reads, keep=keep) as stream:
        yield stream


@contextmanager
def _opened(path: str, reads: list[str | Path | None], *, keep: bool) -> Iterator[TextIO]:
    """A file that may be written."""
    before = _identity(path, None)
    if not _is_replaceable(before):  # a device or a pipe cannot be replaced by a finished file
        with _text_stream(os.open(path, os.O_WRONLY)) as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    partial = target.with_name(target.name + PARTIAL)
    if keep:
        check_output(partial, reads)
    draft = target.with_name(
        f".quoteattr-{os.getpid()}-{token_hex(4)}.part"
    )  # short: a name may be as long as names can be
    try:
        with _text_stream(_new_file_like(draft, before)) as stream:
            yield stream
        draft.replace(target)
    except BaseException:
        if keep and draft.is_file() and draft.stat().st_size:
            draft.replace(partial)
        raise
    finally:
        draft.unlink(missing_ok=True)


def _identity(path: str | Path | None, standard: TextIO | None) -> os.stat_result | None:
    """What a path leads to, None if that is nothing; without a path, what a standard stream is."""
    # ValueError: a NUL in the path; the others: a stream that is closed or has no file
    with suppress(OSError, ValueError):
        if path is not None and path != STDOUT:
            return os.stat(path)
        return os.fstat(standard.fileno()) if standard is not None else None
    return None


def _files_in(reads: Iterable[str | Path | None]) -> Iterator[str | Path]:
    for source in reads:
        if source is not None:
            yield source
            yield from Path(source).rglob("*") if os.path.isdir(source) else ()


def _is_same(path: str | Path | None, found: os.stat_result | None, source: str | Path) -> bool:
    """Whether a file that is written would be one that is read, be it there or not yet."""
    read = _identity(source, sys.stdin)
    if found is None or read is None:
        return found is read and path is not None and os.path.realpath(path) == os.path.realpath(source)
    return os.path.samestat(found, read)


def _is_replaceable(found: os.stat_result | None) -> bool:
    """Whether a finished file can take the place of what is there."""
    return found is None or stat.S_ISREG(found.st_mode)


def _is_allowed(path: str | Path) -> bool:
    """Whether this process may write there, as the user that it works for."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _new_file_like(draft: Path, before: os.stat_result | None) -> int:
    """A new file with the owner and the permissions of the one whose place it will take."""
    mode = stat.S_IMODE(before.st_mode) if before is not None else 0o666
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode if before is None else 0o600)
    if before is not None:
        with suppress(OSError, AttributeError):  # only root may give files away; Windows has no owners
            os.chown(descriptor, before.st_uid, before.st_gid)
        os.chmod(draft, mode)
    return descriptor


def _text_stream(descriptor: int) -> TextIO:
    return open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n")

"""What the commands say: results for people to standard output, everything else through `logging` to standard error.

All messages of the commands and of the library meet in the logger `quoteattr`. Errors are told always, warnings and
notes unless `--quiet` is given, and with `--verbose` also what is being done, with the seconds since the start.
"""

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from typing import Any, TextIO, TypeVar, cast

from quoteattr.documents.printable import printable
from quoteattr.errors import OptionError

Result = TypeVar("Result")

QUIET, VERBOSE = ("-q", "--quiet"), ("-v", "--verbose")
MESSAGE_OPTIONS = (*QUIET, *VERBOSE)

_LIBRARY = logging.getLogger("quoteattr")
_LOG = logging.getLogger(__name__)


def add_message_options(parser: argparse.ArgumentParser) -> None:
    """How much is told."""
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(*QUIET, action="store_true", help="tell nothing but errors")
    shown.add_argument(*VERBOSE, action="store_true", help="also tell what is being done, and when")


def heed_message_options(args: argparse.Namespace) -> None:
    """Tell as much as the options ask for from now on."""
    _LIBRARY.setLevel(logging.ERROR if args.quiet else logging.DEBUG if args.verbose else logging.INFO)


@contextmanager
def messages_shown() -> Iterator[None]:
    """Print messages to standard error while a command runs; where that fails, they are lost and nothing else."""
    printer, before = _Printer(), _LIBRARY.level
    _LIBRARY.addHandler(printer)
    _LIBRARY.setLevel(logging.INFO)
    try:
        with redirect_stderr(cast(TextIO, _Unfailing(sys.stderr))):
            yield
    finally:
        _LIBRARY.setLevel(before)
        _LIBRARY.removeHandler(printer)


def drop_unwritten(stream: TextIO | None) -> None:
    """Drop what a stream cannot write: Python would try once more at exit and complain of what is known already."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Unfailing:
    """A stream that drops what it cannot write, for its disk is full or its reader is gone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            self._stream.write(text)
        except OSError:
            drop_unwritten(self._stream)
        return len(text)

    def flush(self) -> None:
        drop_unwritten(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Printer(logging.Handler):
    """Prints each message on a line of its own that steers no terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        shown = printable(record.getMessage()).replace("\n", "\\n")
        time = f"{record.relativeCreated / 1000:.1f} s: " if _LIBRARY.level == logging.DEBUG else ""
        print(f"quoteattr: {time}{shown}", file=sys.stderr)


def tell(error: Exception | str) -> None:
    """Tell of an error."""
    _LOG.error("%s", error)


def warn(warning: Exception | str) -> None:
    """Tell of something that is odd, but keeps nothing from being done."""
    _LOG.warning("%s", warning)


def note(text: str) -> None:
    """Tell how it went."""
    _LOG.info("%s", text)


def show(text: str) -> None:
    """Print a result for people to standard output."""
    if sys.stdout is None:
        raise OptionError("Standard output is closed. Open it, or send it to a file.")
    print(printable(text))


def is_quiet() -> bool:
    """Whether nothing but errors is told."""
    return _LIBRARY.level == logging.ERROR


def with_progress(results: Iterator[Result], total: int | None = None, *, many: bool = True) -> Iterator[Result]:
    """The results, counted on a terminal if there are several, of a known total as a bar; with `--verbose` as lines."""
    if many and not is_quiet() and sys.stderr is not None and sys.stderr.isatty():
        from tqdm import tqdm

        return iter(tqdm(results, total=total, unit="text", file=sys.stderr))
    return _counted(results)


def _counted(results: Iterator[Result]) -> Iterator[Result]:
    for number, result in enumerate(results, 1):
        _LOG.debug("texts done: %d", number)
        yield result

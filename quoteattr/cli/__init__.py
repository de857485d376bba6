"""The `quoteattr` command.

Results go to standard output, messages and progress to standard error. Exit codes: 0 all done; 1 some
inputs could not be read, the others are done; 2 wrong use, nothing to work on, or no place to write to (a disk that
is full); 130 interrupted, 143 and 129 ended by SIGTERM and SIGHUP; 141 the reader of the output went away. Inputs are
read before the model is loaded, so a wrong path is told at once.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn

from quoteattr.cli.commands import COMMANDS, command_of
from quoteattr.cli.options import BROKEN_PIPE, INTERRUPTED, WRONG_USE, Attributor, Loader, tell, warnings_told
from quoteattr.config import Config
from quoteattr.errors import QuoteattrError
from quoteattr.speakers import Entities


def main(argv: Sequence[str] | None = None, *, load: Loader | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments, by default those of the process.
        load: Makes the attributor, by default `QuoteAttributor`.

    Returns:
        The exit code.
    """
    # One article is too small to share among threads; more of them only wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _fill_closed_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else "attribute"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with _ended_by_signals(), warnings_told():
            code = command_of(name)(arguments, load or _load_attributor)
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (QuoteattrError, OSError) as error:
        _drop_output()
        tell(error)
        return WRONG_USE
    return code


def _fill_closed_streams() -> None:
    """Let nothing that is opened later take the place of a closed standard stream, where messages would go into it."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it stays open like any such stream)


def _drop_output() -> None:
    """Drop what cannot be written: Python would try once more at exit and complain of what is known already."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let the signals that end a process end it by an exception, so that no half-written file stays."""

    def stop(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _load_attributor(model: object, config: Config, entities: Entities | None) -> Attributor:
    # Late: --help and wrong paths need no rules and no model.
    from quoteattr.collector import spare_collector
    from quoteattr.pipeline import QuoteAttributor

    attributor = QuoteAttributor(model, config=config, entities=entities)
    spare_collector()
    return attributor

"""The `quoteattr` command.

Results go to standard output, messages and progress to standard error. Exit codes: 0 all done; 1 some
inputs could not be read, the others are done; 2 wrong use or nothing to work on, nothing written; 130
interrupted; 141 the reader of the output went away; 143 terminated. Inputs are read before the model is loaded, so a
wrong path is told at once.
"""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from quoteattr.cli.commands import COMMANDS, command_of
from quoteattr.cli.options import BROKEN_PIPE, INTERRUPTED, TERMINATED, WRONG_USE, Attributor, Loader, tell
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
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else "attribute"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with _ending_clean():
            code = command_of(name)(arguments, load or _load_attributor)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (QuoteattrError, OSError) as error:
        tell(error)
        return WRONG_USE
    return code


@contextmanager
def _ending_clean() -> Iterator[None]:
    """Let SIGTERM end the command like an error does: drafts are removed, workers are stopped."""

    def end(*_: object) -> None:
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _load_attributor(model: object, config: Config, entities: Entities | None) -> Attributor:
    from quoteattr.pipeline import QuoteAttributor  # late: --help and wrong paths need no rules and no model

    return QuoteAttributor(model, config=config, entities=entities)

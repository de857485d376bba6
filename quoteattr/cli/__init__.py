"""The `quoteattr` command.

Results go to standard output, messages and progress to standard error; `exit_codes` says how it ends. Inputs are read
before the model is loaded, so a wrong path is told at once.
"""

import os
import sys
from collections.abc import Sequence
from functools import partial

from quoteattr.cli.commands import ATTRIBUTE, COMMANDS, overview, parser_of, run_command
from quoteattr.cli.ending_signals import ended_by_signals
from quoteattr.cli.exit_codes import BROKEN_PIPE, DONE, INTERRUPTED, WRONG_USE
from quoteattr.cli.messages import MESSAGE_OPTIONS, drop_unwritten, heed_message_options, messages_shown, show, tell
from quoteattr.cli.options import Attributor, Loader
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with messages_shown():
        try:
            with ended_by_signals():
                code = _run(list(sys.argv[1:] if argv is None else argv), load)
                if sys.stdout is not None:
                    sys.stdout.flush()
        except BrokenPipeError:
            drop_unwritten(sys.stdout)
            return BROKEN_PIPE
        except KeyboardInterrupt:
            return INTERRUPTED
        except QuoteattrError as error:
            drop_unwritten(sys.stdout)
            tell(error)
            return WRONG_USE
        except OSError as error:
            drop_unwritten(sys.stdout)
            # What names no file is standard output: files are told where they are written.
            what = "Standard output cannot be written" if error.filename is None else error.filename
            tell(f"{what}: {error.strerror or error}. Make room on its disk, or give another place to write to.")
            return WRONG_USE
        except MemoryError:
            drop_unwritten(sys.stdout)
            tell("There is not enough memory. Give fewer or shorter texts, fewer --jobs, or allow more memory.")
            return WRONG_USE
    return code


def _run(arguments: list[str], load: Loader | None) -> int:
    """Run the command that the arguments name, by default the one for files of texts."""
    if arguments[:1] in (["-h"], ["--help"]):
        show(overview())
        return DONE
    # Options of messages may stand before the command: all commands have them.
    first = next((place for place, word in enumerate(arguments) if word not in MESSAGE_OPTIONS), 0)
    name = arguments.pop(first) if arguments and arguments[first] in COMMANDS else ATTRIBUTE
    args = parser_of(name).parse_args(arguments)
    heed_message_options(args)
    return run_command(name, args, load or partial(_load_attributor, here=getattr(args, "jobs", 1) == 1))


def _fill_closed_streams() -> None:
    """Let nothing that is opened later take the place of a closed standard stream, where messages would go into it."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it stays open like any such stream)


def _load_attributor(model: object, config: Config, entities: Entities | None, *, here: bool) -> Attributor:
    """The attributor; with its model only if this process does the work itself."""
    # Late: --help and wrong paths need no rules and no model.
    from quoteattr.collector import spare_collector
    from quoteattr.pipeline import QuoteAttributor

    attributor = QuoteAttributor(model, config=config, entities=entities, lazy=not here)
    if here:
        spare_collector()
    return attributor

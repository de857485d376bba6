"""`quoteattr FILES`: the quotations of texts."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from difflib import get_close_matches
from itertools import count
from typing import TypeVar

from quoteattr.cli.commands import COMMANDS
from quoteattr.cli.exit_codes import DONE, SOME_FAILED, WRONG_USE
from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.messages import show, tell
from quoteattr.cli.options import (
    Loader,
    add_entities_option,
    add_jobs_option,
    add_model_option,
    add_output_options,
    add_speaker_option,
    check_format,
    config_of,
    parse_number,
    read_entities,
)
from quoteattr.documents import writers
from quoteattr.documents.reading_files import STDIN
from quoteattr.documents.registry import WRITERS, writers_in
from quoteattr.documents.result_tables import SCHEMAS
from quoteattr.documents.writers import Results
from quoteattr.documents.writing_files import open_output
from quoteattr.errors import OptionError

_T = TypeVar("_T")

EXAMPLE = "quoteattr articles/ --format jsonl --output quotes.jsonl"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument(
        "paths", nargs="*", metavar="FILE", help="file (text, table, page, …), folder of .txt files, or - for stdin"
    )
    add_input_options(parser)
    add_output_options(parser, writers_in(writers, WRITERS))
    parser.add_argument(
        "--table", choices=tuple(SCHEMAS), default="quotes", help="of csv and its kin (default: quotes)"
    )
    add_model_option(parser)
    add_entities_option(parser)
    add_speaker_option(parser)
    add_jobs_option(parser)
    parser.add_argument(
        "--min-confidence",
        type=parse_number,
        default=0.0,
        metavar="P",
        help="leave out quotations below this, 0 to 1",
    )
    parser.add_argument("--version", action="store_true", help="print what is installed: quoteattr, model, weights")


def attribute_files(args: argparse.Namespace, load: Loader) -> int:
    """Find the quotations in files, folders or standard input: who says what, how, and with what stance."""
    if args.version:
        return _print_version()
    if not args.paths and (sys.stdin is None or sys.stdin.isatty()):
        raise OptionError("There are no texts. Give files, folders, or - for standard input; see quoteattr --help.")
    paths = args.paths or [STDIN]
    config = config_of(
        args,
        min_confidence=args.min_confidence,
        min_speaker_confidence=args.min_speaker_confidence,
        keep_words=args.table == "tokens",
    )
    writer = writers_in(writers, WRITERS)[args.format]
    check_format(writer, args.output)
    inputs = Inputs(paths, args)
    command = get_close_matches(paths[0], COMMANDS, 1)
    if inputs.failed and command and not os.path.exists(paths[0]):
        tell(f"Did you mean the command: quoteattr {command[0]}")
    if not inputs:
        return WRONG_USE
    entities = read_entities(args.entities)
    with open_output(args.output, inputs.reads, keep=args.keep) as stream:
        documents = inputs.documents_of(load(args.model, config, entities), args.jobs)
        results = ((found.name, document) for found, document in documents)
        with _told_at_the_end(results) if args.keep else nullcontext(results) as finished:
            writer.write(Results(finished, inputs.many, args.table), stream)
    return SOME_FAILED if inputs.failed else 0


@contextmanager
def _told_at_the_end(results: Iterable[_T]) -> Iterator[Iterator[_T]]:
    """The results up to the one that fails or is interrupted, which is told when those before it are written.

    So every format ends its file as a whole one, with what the writer still holds. If there is none before, it is told
    at once, and nothing is written.
    """
    cut_off: list[BaseException] = []

    def finished() -> Iterator[_T]:
        rest = iter(results)
        for number in count():
            try:
                result = next(rest)
            except StopIteration:
                return
            except BaseException as error:
                if not number:
                    raise
                cut_off.append(error)
                return
            yield result

    yield finished()
    if cut_off:
        raise cut_off[0]


def _print_version() -> int:
    from quoteattr.installation import versions  # late: it needs the rules

    show("\n".join(f"{name} {version}" for name, version in versions().items()))
    return DONE

"""`quoteattr FILES`: the quotations of texts."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import tee

from quoteattr.cli.commands import COMMANDS
from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.options import (
    SOME_FAILED,
    WRONG_USE,
    CommandParser,
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
    show,
    tell,
    with_progress,
)
from quoteattr.documents import writers
from quoteattr.documents.reading_files import STDIN
from quoteattr.documents.registry import WRITERS, writers_in
from quoteattr.documents.result_tables import SCHEMAS
from quoteattr.documents.writers import Results
from quoteattr.documents.writing_files import open_output
from quoteattr.errors import InputError
from quoteattr.model import Document


def attribute_files(argv: Sequence[str], load: Loader) -> int:
    """Find the quotations in files, folders or standard input."""
    parser = CommandParser(
        prog="quoteattr",
        description="Who says what in German news texts: quotations with speaker, cue, type and offsets.",
        epilog="other commands (each with --help): "
        + ", ".join(f"quoteattr {name}" for name in COMMANDS if name != "attribute")
        + ". A file of such a name is given as ./NAME. "
        "Exit codes: 0 all done, 1 some inputs could not be read, 2 wrong use.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="FILE", help="file (text, table, page, …), folder of .txt files, or - for stdin"
    )
    add_input_options(parser)
    formats = writers_in(writers, WRITERS)
    add_output_options(parser, formats)
    parser.add_argument("--table", choices=SCHEMAS, default="quotes", help="of csv and parquet (default: quotes)")
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
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    args = parser.parse_args(argv)
    if args.version:
        return _print_version()
    if not args.paths and (sys.stdin is None or sys.stdin.isatty()):
        parser.error("no texts. Give files, folders, or - for standard input")
    paths = args.paths or [STDIN]
    config = config_of(
        args,
        min_confidence=args.min_confidence,
        min_speaker_confidence=args.min_speaker_confidence,
        keep_words=args.table == "tokens",
    )
    check_format(formats[args.format], args.output)
    inputs = Inputs(paths, args)
    command = get_close_matches(paths[0], COMMANDS, 1)
    if inputs.failed and command and not os.path.exists(paths[0]):
        tell(InputError(f"Did you mean the command: quoteattr {command[0]}"))
    if not inputs:
        return WRONG_USE
    entities = read_entities(args.entities)
    with open_output(args.output, inputs.reads, keep=args.keep) as stream:
        named, given = tee(inputs)
        documents = load(args.model, config, entities).pipe((found.article for found in given), processes=args.jobs)
        results = zip((found.name for found in named), with_progress(documents, many=inputs.many), strict=True)
        unread: list[str] = []
        formats[args.format].write(Results(_noting_unread(results, unread), inputs.many, args.table), stream)
    return SOME_FAILED if inputs.failed or unread else 0


def _noting_unread(results: Iterable[tuple[str, Document]], unread: list[str]) -> Iterator[tuple[str, Document]]:
    """The results; a text that killed the processes that read it is reported, and its name noted."""
    for name, document in results:
        for diagnostic in document.diagnostics:
            if diagnostic.code == "not-read":
                tell(InputError(f"{name} was not read. {diagnostic.message}"))
                unread.append(name)
        yield name, document


def _print_version() -> int:
    from importlib.metadata import version

    show(f"quoteattr {version('quoteattr')}")
    return 0

"""`quoteattr variants`: quotations that run through several articles, and what is different about them."""

import argparse

from quoteattr.cli.options import Loader, add_output_options
from quoteattr.corpus import answers
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.questions import running
from quoteattr.corpus.variants import Difference
from quoteattr.documents.registry import writers_in
from quoteattr.documents.writing_files import open_output

EXAMPLE = "quoteattr variants quotes.sqlite --difference 'other speaker'"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the SQLite file that quoteattr archive made")
    parser.add_argument("--all", action="store_true", help="plain copies, too")
    parser.add_argument(
        "--difference", choices=[each.value for each in Difference], metavar="KIND",
        help=f"only these: {', '.join(Difference)}",
    )  # fmt: skip
    add_output_options(parser, writers_in(answers))


def list_variants(args: argparse.Namespace, load: Loader) -> int:
    """List the quotations that several articles carry with words or speakers changed, the gravest first."""
    with (
        Archive(args.archive, create=False) as archive,
        open_output(args.output, [args.archive], keep=args.keep) as stream,
    ):
        writers_in(answers)[args.format].write(running(archive, args.difference, copies=args.all), stream)
    return 0

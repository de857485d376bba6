"""`quoteattr ask`: counts of an archive."""

import argparse

from quoteattr.cli.options import Loader, add_output_options
from quoteattr.corpus import answers
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.questions import PERIODS, QUESTIONS
from quoteattr.documents.registry import writers_in
from quoteattr.documents.writing_files import open_output
from quoteattr.errors import OptionError

EXAMPLE = "quoteattr ask quotes.sqlite quoted --period year"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the SQLite file that quoteattr archive made")
    parser.add_argument("question", choices=tuple(QUESTIONS), metavar="QUESTION", help=", ".join(QUESTIONS))
    parser.add_argument("--period", choices=PERIODS, help="of quoted (default: month)")
    parser.add_argument("--since", default="", metavar="DATE", help="of new-voices (default: the last month)")
    add_output_options(parser, writers_in(answers))


def ask_archive(args: argparse.Namespace, load: Loader) -> int:
    """Count in an archive.

    quoted: how often each person is quoted, by outlet and period. quoting: who quotes whom. positions: who supports or
    opposes what. genders: women and men. new-voices: who is quoted for the first time. lone-voices: whom one outlet
    alone quotes.
    """
    for option, value, question in (("--period", args.period, "quoted"), ("--since", args.since, "new-voices")):
        if value and args.question != question:
            raise OptionError(f"{option} is of {question}, not of {args.question}; leave it out.")
    period = args.period or "month"
    with (
        Archive(args.archive, create=False) as archive,
        open_output(args.output, [args.archive], keep=args.keep) as stream,
    ):
        writers_in(answers)[args.format].write(QUESTIONS[args.question](archive, period, args.since), stream)
    return 0

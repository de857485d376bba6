"""`quoteattr ask`: counts of an archive."""

from collections.abc import Sequence

from quoteattr.cli.options import CommandParser, Loader, add_output_options
from quoteattr.corpus import answers
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.questions import PERIODS, QUESTIONS
from quoteattr.documents.registry import writers_in
from quoteattr.documents.writing_files import open_output


def ask_archive(argv: Sequence[str], load: Loader) -> int:
    """Count in an archive."""
    parser = CommandParser(
        prog="quoteattr ask",
        description=ask_archive.__doc__,
        epilog="quoted: how often each person is quoted, by outlet and period. quoting: who quotes whom. positions: "
        "who supports or opposes what. genders: women and men. new-voices: who is quoted for the first time. "
        "lone-voices: whom one outlet alone quotes.",
    )
    parser.add_argument("archive", metavar="ARCHIVE", help="the SQLite file that quoteattr archive made")
    parser.add_argument("question", choices=QUESTIONS, metavar="QUESTION", help=", ".join(QUESTIONS))
    parser.add_argument("--period", choices=PERIODS, default="month", help="of quoted (default: month)")
    parser.add_argument("--since", default="", metavar="DATE", help="of new-voices (default: the last month)")
    formats = writers_in(answers)
    add_output_options(parser, formats)
    args = parser.parse_args(argv)
    with (
        Archive(args.archive, create=False) as archive,
        open_output(args.output, [args.archive], keep=args.keep) as stream,
    ):
        formats[args.format].write(QUESTIONS[args.question](archive, args.period, args.since), stream)
    return 0

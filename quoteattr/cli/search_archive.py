"""`quoteattr search`: quotations of an archive by words, speaker, subject, stance, time and outlet."""

import argparse

from quoteattr.cli.options import Loader, add_output_options, parse_count, parse_number
from quoteattr.corpus import answers
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.search import Found, Question, search
from quoteattr.corpus.table import Table
from quoteattr.documents.registry import writers_in
from quoteattr.documents.writing_files import open_output

BRIEF = ("date", "outlet", "speaker", "text", "attitude", "target", "article")
"""What a person wants to see of a quotation."""


EXAMPLE = "quoteattr search quotes.sqlite 'Moor*' --speaker Kern --since 2031-02"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the SQLite file")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="of the quotation; a phrase in quotes, a beginning with *",
    )
    parser.add_argument("--speaker", default="", metavar="NAME", help="name, part of a name, or id")
    parser.add_argument("--about", default="", metavar="WORDS", help="in the quotation or the target of its stance")
    parser.add_argument("--stance", default="", metavar="VALUE", help="such as support, oppose, distancing, CT-")
    parser.add_argument("--type", default="", metavar="TYPE", help="direct, indirect, …")
    parser.add_argument("--since", default="", metavar="DATE", help="2031-03-02, 2031-03 or 2031")
    parser.add_argument("--until", default="", metavar="DATE", help="likewise")
    parser.add_argument("--outlet", default="", metavar="NAME")
    parser.add_argument("--min-confidence", type=parse_number, default=0.0, metavar="P")
    parser.add_argument("--limit", type=parse_count, default=100, metavar="N", help="default: 100")
    add_output_options(parser, writers_in(answers))


def search_archive(args: argparse.Namespace, load: Loader) -> int:
    """List the quotations of an archive that have all words and meet all conditions, the newest first."""
    question = Question(
        " ".join(f'"{word}"' if " " in word else word for word in args.words),
        args.speaker, args.about, args.stance, args.type, args.since, args.until, args.outlet, args.min_confidence,
    )  # fmt: skip
    with (
        Archive(args.archive, create=False) as archive,
        open_output(args.output, [args.archive], keep=args.keep) as stream,
    ):
        writers_in(answers)[args.format].write(Table.of(Found, search(archive, question, args.limit), BRIEF), stream)
    return 0

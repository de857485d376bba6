"""`quoteattr archive`: what is found in articles goes into one SQLite file, which is kept up to date."""

import argparse
from typing import TYPE_CHECKING, cast

from quoteattr.cli.exit_codes import SOME_FAILED, WRONG_USE
from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.messages import note, with_progress
from quoteattr.cli.options import Loader, add_entities_option, add_model_option, config_of, read_entities
from quoteattr.corpus import Edits
from quoteattr.corpus.archive import Archive
from quoteattr.documents.writing_files import check_output
from quoteattr.extras import require

if TYPE_CHECKING:
    from quoteattr.pipeline import QuoteAttributor  # late: --help needs no rules


EXAMPLE = "quoteattr archive quotes.sqlite march/ april.csv"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the SQLite file; made if it is not there")
    parser.add_argument("paths", nargs="+", metavar="FILE", help="files (text, table, page, …) and folders of texts")
    add_input_options(parser)
    parser.add_argument("--edits", metavar="FILE", help="merges and splits of persons that you know better")
    add_model_option(parser)
    add_entities_option(parser)


def archive_articles(args: argparse.Namespace, load: Loader) -> int:
    """Put articles into an archive, new and changed ones alone, and say who is the same one across them."""
    edits = Edits.read(args.edits) if args.edits else None
    inputs = Inputs(args.paths, args)
    if not inputs:
        return WRONG_USE
    require("archive", "An archive")
    check_output(args.archive, [*inputs.reads, args.edits])
    with Archive(args.archive) as archive:
        attributor = cast("QuoteAttributor", load(args.model, config_of(args), read_entities(args.entities)))
        done = 0
        articles = (found.article for found in inputs)
        for _ in with_progress(archive.update(articles, attributor, edits), many=inputs.many):
            done += 1
        counts = archive.counts()
    told = f"{counts.articles} articles, {counts.quotes} quotations, {counts.persons} persons"
    note(f"{done} done; {args.archive} has {told}.")
    return SOME_FAILED if inputs.failed or archive.unread else 0

"""`quoteattr compare`: what a second file of predictions wins and loses against a first one."""

import argparse

from quoteattr.cli.messages import show
from quoteattr.cli.options import Loader
from quoteattr.documents.benchmark import read_predictions
from quoteattr.documents.gold import read_gold
from quoteattr.documents.writing_files import check_output
from quoteattr.evaluate import compare

EXAMPLE = "quoteattr compare before.jsonl after.jsonl --gold gold.jsonl"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("before", metavar="A", help="the first predictions, as quoteattr evaluate writes them")
    parser.add_argument("after", metavar="B", help="the second predictions")
    parser.add_argument("--gold", required=True, metavar="GOLD", help="the gold articles of both")


def compare_predictions(args: argparse.Namespace, load: Loader) -> int:
    """List what a second file of predictions wins and loses against a first one, as Markdown."""
    check_output(None, [args.before, args.after, args.gold])
    before, after = read_predictions(args.before), read_predictions(args.after)
    show(compare(read_gold(args.gold), before, after).to_markdown())
    return 0

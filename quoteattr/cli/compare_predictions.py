"""`quoteattr compare`: what a second file of predictions wins and loses against a first one."""

from collections.abc import Sequence

from quoteattr.cli.options import CommandParser, Loader, show
from quoteattr.documents.benchmark import read_predictions
from quoteattr.documents.gold import read_gold
from quoteattr.documents.writing_files import check_output
from quoteattr.evaluate import compare


def compare_predictions(argv: Sequence[str], load: Loader) -> int:
    """List what a second file of predictions wins and loses against a first one, as Markdown."""
    parser = CommandParser(prog="quoteattr compare", description=compare_predictions.__doc__)
    parser.add_argument("before", metavar="A", help="the first predictions, as quoteattr evaluate writes them")
    parser.add_argument("after", metavar="B", help="the second predictions")
    parser.add_argument("--gold", required=True, metavar="GOLD", help="the gold articles of both")
    args = parser.parse_args(argv)
    check_output(None, [args.before, args.after, args.gold])
    before, after = read_predictions(args.before), read_predictions(args.after)
    show(compare(read_gold(args.gold), before, after).to_markdown())
    return 0

"""`quoteattr page`: texts with their quotations as one page of HTML, to be opened in a browser."""

from collections.abc import Sequence
from itertools import tee
from pathlib import PurePath

from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.options import (
    SOME_FAILED,
    WRONG_USE,
    CommandParser,
    Loader,
    add_entities_option,
    add_model_option,
    config_of,
    read_entities,
    with_progress,
)
from quoteattr.documents.explain import LANGUAGES
from quoteattr.documents.writing_files import open_output


def write_page(argv: Sequence[str], load: Loader) -> int:
    """Write a page that shows each text with its quotations: who speaks, why, how sure, and what to check."""
    parser = CommandParser(
        prog="quoteattr page",
        description=write_page.__doc__,
        epilog="The page is one file. It works offline and asks no network for anything.",
    )
    parser.add_argument("paths", nargs="+", metavar="FILE", help="file (a text, a table, a page), folder, or -")
    add_input_options(parser)
    parser.add_argument("--output", metavar="FILE.html", help="write there instead of to standard output")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="language of the page (default: de)")
    add_model_option(parser)
    add_entities_option(parser)
    args = parser.parse_args(argv)
    inputs = Inputs(args.paths, args)
    if not inputs:
        return WRONG_USE
    from quoteattr.page.article_page import article_page, title_of  # late: wrong paths need no templates

    entities = read_entities(args.entities)
    with open_output(args.output, inputs.reads) as stream:
        named, given = tee(inputs)
        documents = load(args.model, config_of(args), entities).pipe(found.article for found in given)
        pairs = zip(named, with_progress(documents, many=inputs.many), strict=True)
        titled = ((title_of(document) or PurePath(found.name).name, document) for found, document in pairs)
        stream.write(article_page(titled, args.language))
    return SOME_FAILED if inputs.failed else 0

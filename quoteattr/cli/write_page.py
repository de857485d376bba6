"""`quoteattr page`: texts with their quotations as one page of HTML, to be opened in a browser."""

from collections.abc import Sequence
from pathlib import PurePath

from quoteattr.cli.options import (
    SOME_FAILED,
    WRONG_USE,
    CommandParser,
    Loader,
    add_entities_option,
    add_model_option,
    config_of,
    files_read,
    read_entities,
    read_or_tell,
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
    parser.add_argument("paths", nargs="+", metavar="FILE", help="text file, folder of .txt files, or - for stdin")
    parser.add_argument("--output", metavar="FILE.html", help="write there instead of to standard output")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="language of the page (default: de)")
    add_model_option(parser)
    add_entities_option(parser)
    args = parser.parse_args(argv)
    texts, failed = read_or_tell(args.paths)
    if not texts:
        return WRONG_USE
    from quoteattr.page.article_page import article_page, title_of  # late: wrong paths need no templates

    entities = read_entities(args.entities)
    with open_output(args.output, files_read(args.paths, args)) as stream:
        documents = load(args.model, config_of(args), entities).pipe(text.text for text in texts)
        named = zip(texts, with_progress(documents, len(texts)), strict=True)
        titled = ((title_of(document) or PurePath(text.name).name, document) for text, document in named)
        stream.write(article_page(titled, args.language))
    return SOME_FAILED if failed else 0

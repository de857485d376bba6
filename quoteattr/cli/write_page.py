"""`quoteattr page`: texts with their quotations as one page of HTML, to be opened in a browser."""

import argparse
from pathlib import PurePath

from quoteattr.cli.exit_codes import DONE, SOME_FAILED, WRONG_USE
from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.options import Loader, add_entities_option, add_model_option, config_of, read_entities
from quoteattr.corpus.database import is_sqlite
from quoteattr.documents.explain import LANGUAGES
from quoteattr.documents.writing_files import open_output
from quoteattr.errors import OptionError
from quoteattr.extras import require

EXAMPLE = "quoteattr page article.txt --output page.html"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="file (a text, a table, a page), folder, or -; or one archive"
    )
    add_input_options(parser)
    parser.add_argument("--collection", action="store_true", help="one page for all articles together")
    parser.add_argument("--title", default="", metavar="TEXT", help="of the collection")
    parser.add_argument("--output", metavar="FILE.html", help="write there instead of to standard output")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="language of the page (default: de)")
    add_model_option(parser)
    add_entities_option(parser)


def write_page(args: argparse.Namespace, load: Loader) -> int:
    """Write a page that shows each text with its quotations: who speaks, why, how sure, and what to check.

    With --collection, or of an archive, it is one page for many: people, time, outlets, charts, variants, search. The
    page is one file. It works offline and asks no network for anything.
    """
    if any(map(is_sqlite, args.paths)):
        return _write_archive(args)
    inputs = Inputs(args.paths, args)
    if not inputs:
        return WRONG_USE
    return _write_collection(args, inputs, load) if args.collection else _write_articles(args, inputs, load)


def _write_articles(args: argparse.Namespace, inputs: Inputs, load: Loader) -> int:
    from quoteattr.page.article_page import article_page, title_of  # late: wrong paths need no templates

    entities = read_entities(args.entities)
    with open_output(args.output, inputs.reads) as stream:
        pairs = inputs.documents_of(load(args.model, config_of(args), entities))
        titled = ((title_of(document) or PurePath(found.name).name, document) for found, document in pairs)
        stream.write(article_page(titled, args.language))
    return SOME_FAILED if inputs.failed else 0


def _write_collection(args: argparse.Namespace, inputs: Inputs, load: Loader) -> int:
    require("archive", "A page for a collection")
    from quoteattr.page.collection_page import archive_of, collection_page

    entities = read_entities(args.entities)
    with open_output(args.output, inputs.reads) as stream:
        documents = inputs.documents_of(load(args.model, config_of(args), entities))
        with archive_of(document for _, document in documents) as archive:
            stream.write(collection_page(archive, args.title, args.language))
    return SOME_FAILED if inputs.failed else 0


def _write_archive(args: argparse.Namespace) -> int:
    """Write the page of an archive, which has been attributed.

    Raises:
        OptionError: There is more than the archive.
    """
    if len(args.paths) > 1:
        raise OptionError("An archive makes a page alone. Put the other files into it with: quoteattr archive")
    require("archive", "A page for a collection")
    from quoteattr.corpus.archive import Archive
    from quoteattr.page.collection_page import collection_page

    (path,) = args.paths
    with Archive(path, create=False) as archive, open_output(args.output, [path]) as stream:
        stream.write(collection_page(archive, args.title, args.language))
    return DONE

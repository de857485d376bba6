"""`quoteattr explain`: why a quotation was found, who speaks, and with which stance."""

import argparse
import os

from quoteattr.cli.exit_codes import WRONG_USE
from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.messages import show, warn
from quoteattr.cli.options import Loader, add_entities_option, add_model_option, config_of, read_entities
from quoteattr.documents.explain import LANGUAGES, explain
from quoteattr.documents.writing_files import check_output
from quoteattr.errors import InputError, OptionError

EXAMPLE = "quoteattr explain article.txt --quote q1 --language en"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("path", metavar="FILE", help="file with one text, or - for stdin")
    parser.add_argument("--quote", metavar="ID", help="only this quotation (q1, q2, … in text order)")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="language of the answer (default: de)")
    add_input_options(parser)
    add_model_option(parser)
    add_entities_option(parser)


def explain_quotes(args: argparse.Namespace, load: Loader) -> int:
    """Say of each quotation why it was found, who speaks and with which stance, in a paragraph."""
    if os.path.isdir(args.path):
        raise InputError(f"{args.path} is a folder. Give one text: quotations are numbered in each anew.")
    check_output(None, [args.path, args.entities])
    articles = [found.article for found in Inputs([args.path], args)]
    if not articles:
        return WRONG_USE
    if len(articles) > 1:
        raise InputError(
            f"{args.path} has {len(articles)} articles. Give one text: quotations are numbered in each anew."
        )
    (document,) = load(args.model, config_of(args), read_entities(args.entities)).pipe(articles)
    quotes = [quote for quote in document.quotes if args.quote in (None, quote.id)]
    if args.quote and not quotes:
        known = f"its quotations are q1 to {document.quotes[-1].id}" if document.quotes else "it has no quotations"
        raise OptionError(f"There is no quotation {args.quote!r} in {args.path}; {known}.")
    if not quotes:
        warn(f"{args.path} has no quotations, there is nothing to explain.")
    else:
        show("\n\n".join(f"{quote.id}: {explain(document, quote, args.language)}" for quote in quotes))
    return 0

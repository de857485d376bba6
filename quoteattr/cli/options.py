"""Options that several commands share, and what they mean."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn, Protocol

from quoteattr.article import Article
from quoteattr.config import COMBINED, WEIGHTS, Config
from quoteattr.documents.printable import printable
from quoteattr.documents.registry import Writer
from quoteattr.errors import OptionError
from quoteattr.extras import require
from quoteattr.model import Document
from quoteattr.speakers import Entities


class CommandParser(argparse.ArgumentParser):
    """A parser of arguments whose messages cannot steer a terminal, whatever the arguments are."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, and stop."""
        unknown = message.removeprefix("unrecognized arguments: ").split(" ")[0]
        if unknown != message.split(" ")[0] and os.path.lexists(unknown):
            message += f". If this is the file, give it as ./{unknown}"
        super().error(printable(message))


class Attributor(Protocol):
    """What the command needs of a `QuoteAttributor`."""

    def pipe(self, texts: Iterable[Article | str], *, processes: int = 1) -> Iterator[Document]:
        """The documents for texts or articles, in order."""
        ...


Loader = Callable[[object, Config, Entities | None], Attributor]
"""Makes an attributor from a model argument, options and the user's gazetteer."""


def add_output_options(parser: argparse.ArgumentParser, formats: Mapping[str, Writer[Any]]) -> None:
    """Which format, and where to; what the formats are is told by `quoteattr formats`."""
    parser.add_argument("--format", choices=tuple(formats), default="text", help="default: text; see quoteattr formats")
    parser.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    parser.add_argument(
        "--keep", action="store_true", help="if the run is cut off, leave what is finished in FILE.partial"
    )


def check_format(writer: Writer[Any], output: str | None) -> None:
    """Refuse a format that cannot be written, before any work is done.

    Raises:
        OptionError: It lacks a library, or it is no text and would go to a terminal.
    """
    require(writer.extra, f"The format {writer.name}")
    if writer.binary and output in (None, "-") and sys.stdout is not None and sys.stdout.isatty():
        raise OptionError(f"The format {writer.name} is no text for a terminal. Name a file with --output.")


def add_model_option(parser: argparse.ArgumentParser, *, decides: bool = True) -> None:
    """Which model parses and, if the command decides anything, by what."""
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="official Stanza package (gsd, hdt, combined) or folder (default: the embedded German model)",
    )
    if decides:
        parser.add_argument(
            "--no-second-opinion", dest="second_opinion", action="store_false", help="decide by rules and weights alone"
        )
        parser.add_argument(
            "--weights",
            choices=WEIGHTS,
            default=COMBINED,
            help="fitted on corpus and own articles, or on own (MIT) material alone (default: combined)",
        )


def add_entities_option(parser: argparse.ArgumentParser) -> None:
    """Who is known beforehand."""
    parser.add_argument(
        "--entities",
        metavar="FILE",
        help="JSON list of people and institutions that you know: name, aliases, id, gender, kind",
    )


def add_speaker_option(parser: argparse.ArgumentParser) -> None:
    """How sure a speaker must be."""
    parser.add_argument(
        "--min-speaker-confidence",
        type=parse_number,
        default=0.0,
        metavar="P",
        help="give no speaker below this, 0 to 1; a message says who it could be",
    )


def add_jobs_option(parser: argparse.ArgumentParser) -> None:
    """How many processes."""
    parser.add_argument(
        "--jobs",
        type=parse_count,
        default=1,
        metavar="N",
        help="processes that work side by side, each with a model of its own and one thread (default: 1)",
    )


def read_entities(path: str | None) -> Entities | None:
    """The user's gazetteer, if one is named."""
    return Entities.from_file(path) if path is not None else None


def config_of(args: argparse.Namespace, **more: Any) -> Config:
    """The options of the analysis that the command line gives."""
    return Config(second_opinion=args.second_opinion, weights=args.weights, **more)


def parse_number(text: str) -> float:
    """A number of an option; argparse tells what is none."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number; give one from 0 to 1, such as 0.8") from None


def parse_count(text: str) -> int:
    """A whole number from 1 on; argparse tells what is none."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)

"""What commands read: options that say how, articles one after the other, and what was wrong with the others."""

import argparse
import logging
import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice, tee

from quoteattr.cli.messages import tell, warn, with_progress
from quoteattr.cli.options import Attributor
from quoteattr.documents.reading_articles import Found, Reading, articles_in, check_reading, files_read
from quoteattr.errors import InputError
from quoteattr.model import Document
from quoteattr.unread import why_unread

IDS = 1 << 17
"""Articles whose ids are remembered to tell of one that comes again: some 15 MB."""

_LOG = logging.getLogger(__name__)


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """How to read what is named."""
    parser.add_argument("--reader", metavar="NAME", help="read everything as NAME (default: by content and name)")
    parser.add_argument("--text-column", metavar="NAME", help="the column of a table that has the texts")
    parser.add_argument("--id-column", metavar="NAME", help="the column of a table that has the ids")


class Inputs:
    """The articles that a command was given, read as they are asked for.

    What cannot be read is told and counted. The first two are read at once, so that wrong paths are told before a model
    is loaded.

    Args:
        paths: Files, folders or `-` for standard input.
        args: The options of `add_input_options`.

    Attributes:
        failed: How many could not be read, or attributed, so far.
        many: Whether there are several, or may be.
        reads: All files that the command reads, so that it writes over none of them.

    Raises:
        OptionError: There is no such reader, or it lacks a library.
    """

    def __init__(self, paths: list[str], args: argparse.Namespace) -> None:
        options = Reading(args.reader, args.text_column, args.id_column, warn)
        check_reading(paths, options)
        self.reads = [*files_read(paths, options), args.entities, args.model]
        self.failed = 0
        self._rest = self._read(articles_in(paths, options))
        self._first = list(islice(self._rest, 2))
        self.many = len(paths) > 1 or os.path.isdir(paths[0]) or len(self._first) > 1

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._first)

    def __iter__(self) -> Iterator[Found]:
        """Read them, once."""
        return chain(self._first, self._rest)

    def documents_of(self, attributor: Attributor, processes: int = 1) -> Iterator[tuple[Found, Document]]:
        """Each article with what is found in it; one of which there is no result is told and counted, too.

        Args:
            attributor: What finds it.
            processes: How many processes work.
        """
        named, given = tee(_repeated_told(self))
        articles = (found.article for found in given)
        documents = with_progress(attributor.pipe(articles, processes=processes), many=self.many)
        for found, document in zip(named, documents, strict=True):
            if reason := why_unread(document):
                tell(f"{found.name} was not read. {reason}")
                self.failed += 1
            yield found, document

    def _read(self, items: Iterable[Found | InputError]) -> Iterator[Found]:
        for item in items:
            if isinstance(item, InputError):
                tell(item)
                self.failed += 1
            else:
                _LOG.debug("reads %s", item.name)
                yield item


def _repeated_told(articles: Iterable[Found]) -> Iterator[Found]:
    """The articles; the first of the ids that come again is told, and at the end how many do."""
    seen: set[str] = set()
    repeated = 0
    for found in articles:
        identifier = found.article.id
        if identifier and identifier in seen and identifier != found.name:  # a file may be named twice on purpose
            repeated += 1
            if repeated == 1:
                warn(f"{found.name}: the id {identifier!r} comes again. Give each article its own.")
        elif len(seen) < IDS:
            seen.add(identifier)
        yield found
    if repeated > 1:
        warn(f"{repeated} articles have an id that came before.")

"""CSV and TSV: one article a row, read row by row."""

import csv
from collections.abc import Iterator
from typing import Any

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.source import Match, Source
from quoteattr.documents.sources.text_columns import articles_of, columns_of
from quoteattr.errors import InputError

SUFFIXES = (".csv", ".tsv", ".tab")

_STOPPED = "the rest of the file is not read."
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1 << 26  # characters; the csv module allows 131072, less than a long interview


def recognises(source: Source) -> Match:
    """By its name alone: a text with commas in its first line is no table."""
    return Match.BY_NAME if source.suffix in SUFFIXES else Match.NO


def read(source: Source) -> Iterator[Article | InputError]:
    """An article a row.

    Raises:
        InputError: There are no columns of texts, or the rest of the file cannot be read.
    """
    lines = (line for _, line in source.lines())
    header = next(lines, "")
    if not header.strip():
        raise InputError(f"{source.name} is empty. Give a table with a line of column names.")
    delimiter = "\t" if source.suffix in (".tsv", ".tab") else max(_DELIMITERS, key=header.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        names = next(csv.reader([header], delimiter=delimiter))
    except csv.Error as error:
        raise _damaged(source, 1, error) from None
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"{source.name} has two columns called {twice!r}. Give each a name of its own.")
    yield from articles_of(_rows(csv.reader(lines, delimiter=delimiter, strict=True), names, source),
                           columns_of(names, source), source)  # fmt: skip


def _rows(table: Any, names: list[str], source: Source) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        for number, cells in enumerate(table, 1):
            if cells and len(cells) != len(names):
                raise InputError(
                    f"{source.name}, row {number} (line {table.line_num + 1}) has {len(cells)} cells, the header "
                    f"{len(names)}. Quote cells that hold delimiters, quotes or line breaks; {_STOPPED}"
                )
            if cells:
                yield f"row {number}", dict(zip(names, cells, strict=True))
    except csv.Error as error:
        raise _damaged(source, table.line_num + 1, error) from None


def _damaged(source: Source, line: int, error: csv.Error) -> InputError:
    return InputError(
        f"{source.name}, line {line}: damaged CSV ({error}). Write it anew with a library for CSV; {_STOPPED}"
    )


READER = Reader("csv", "a table, one article a row; also .tsv", SUFFIXES, recognises, read)

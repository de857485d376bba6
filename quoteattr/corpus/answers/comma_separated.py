"""Comma-separated values, lists as JSON."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from quoteattr.corpus.table import Table
from quoteattr.documents.registry import Writer


def write(table: Table, stream: TextIO) -> None:
    """Write a line of names and one for each row."""
    csv.writer(stream, lineterminator="\n").writerows(lines_of(table))


def lines_of(table: Table) -> Iterator[Iterable[object]]:
    """The names of the columns, then the cells of each row."""
    yield table.columns
    for row in table.rows:
        yield [json.dumps(cell, ensure_ascii=False) if isinstance(cell, tuple) else cell for cell in row]


WRITER = Writer("csv", "with commas", write)

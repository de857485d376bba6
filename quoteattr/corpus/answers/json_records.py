"""One JSON object a row."""

from typing import TextIO

from quoteattr.corpus.table import Table
from quoteattr.documents.json import dumps
from quoteattr.documents.registry import Writer


def write(table: Table, stream: TextIO) -> None:
    """Write the rows as JSON Lines."""
    for row in table.rows:
        stream.write(dumps(dict(zip(table.columns, row, strict=True))) + "\n")


WRITER = Writer("jsonl", "a JSON object a row", write)

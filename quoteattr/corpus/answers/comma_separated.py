"""Comma-separated values, lists as JSON."""

import csv
import json
from typing import TextIO

from quoteattr.corpus.table import Table
from quoteattr.documents.registry import Writer


def write(table: Table, stream: TextIO) -> None:
    """Write a line of names and one for each row."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([json.dumps(cell, ensure_ascii=False) if isinstance(cell, tuple) else cell for cell in row])


WRITER = Writer("csv", "for a spreadsheet", write)
